import Foundation
import Lab
import Testing
import Web

@testable import Collector

/// What is asked for wrongly, and the description of what may be asked for.
@Suite struct APIParameterTests {
    /// The request, the parameter that is named, and a part of what is said.
    private static let wrong: [(String, String, String)] = [
        ("status?x=1", "x", "no such parameter"), ("openapi.json?x=1", "x", "no such parameter"),
        ("tunnels?sate=up", "sate", "did you mean state?"), ("tunnels?state=UP", "state", "up, down, inbound_only"),
        ("tunnels?state=", "state", "empty"), ("tunnels?group=aws", "group", "no groups"),
        ("events?limit=0", "limit", "1 to 1000"), ("events?limit=1001", "limit", "1 to 1000"),
        ("events?limit=-5", "limit", "no whole number"), ("events?limit=+5", "limit", "no whole number"),
        ("events?limit=1e2", "limit", "no whole number"), ("events?limit=5&limit=6", "limit", "more than once"),
        ("events?after_seq=x", "after_seq", "no whole number"),
        ("events?after_seq=18446744073709551615", "after_seq", "no whole number"),
        ("events?before_seq=0", "before_seq", "no whole number"),
        ("events?after_seq=1&before_seq=2", "before_seq", "not both"),
        ("events?since=soon", "since", "the time \"soon\""), ("events?until=2026-13", "until", "month"),
        ("events?since=2026-02&until=2026-01", "until", "later"), ("events?peer=gateway", "peer", "no IP address"),
        ("events?peer=192.0.2.0/33", "peer", "prefix length"), ("events?grep=", "grep", "empty"),
        ("events?group=nowhere", "group", "no groups"), ("events?evnet=gap", "evnet", "did you mean event?"),
        ("events?since=-1h&since=-2h", "since", "more than once"),
        ("events/stream?limit=5", "limit", "no such parameter"),
        ("events/stream?last_event_id=x", "last_event_id", "no whole number"),
        ("events/stream?peer=x", "peer", "no IP address"), ("sessions?at=x", "at", "the time \"x\""),
        ("sessions?at=-1h&since=-2h", "at", "leave out since"), ("sessions?kind=esp", "kind", "ike, child"),
        ("sessions?limit=9999", "limit", "1 to 1000"), ("sessions?event=gap", "event", "no such parameter"),
    ]

    @Test func whatIsWrongIsNamed() async throws {
        try await withAPI { api in
            for (target, parameter, problem) in Self.wrong {
                let answer = try await api.get("/api/v1/" + target)
                #expect(answer.status == 400, "\(target)")
                #expect(answer.error["parameter"] == parameter, "\(target)")
                #expect(answer.error["problem"]?.contains(problem) == true, "\(target): \(answer.error)")
            }
        }
    }

    @Test func eachEndpointIsDescribedWithItsParameters() async throws {
        try await withAPI { api in
            let description = try await api.get("/api/v1/openapi.json").json
            let paths = description["paths"] as? [String: Any] ?? [:]
            let endpoints = APIEndpoints.all(api.collection)
            #expect(Set(paths.keys) == Set(endpoints.map(\.path)))
            for (path, item) in paths {
                let operation = (item as? [String: Any])?["get"] as? [String: Any]
                let parameters = operation?["parameters"] as? [[String: Any]] ?? []
                for name in parameters.compactMap({ $0["name"] as? String }) {
                    let answer = try await api.ask("\(path)?\(name)=%20")
                    if case .bytes(let body) = answer.body {
                        #expect(!String(decoding: body, as: UTF8.self).contains("no such parameter"), "\(path) \(name)")
                    }
                }
            }
        }
    }
}
