import Support
import Testing

@testable import Web

@Suite struct WebRequestTests {
    @Test(
        arguments: [
            ("/", "/", []),
            ("/metrics", "/metrics", []),
            ("/metrics?", "/metrics", []),
            ("/metrics?&&", "/metrics", []),
            ("/a?b", "/a", [.init("b", "")]),
            ("/a?b=", "/a", [.init("b", "")]),
            ("/a?=b", "/a", [.init("", "b")]),
            ("/a?b=c=d", "/a", [.init("b", "c=d")]),
            ("/a?b=c?d", "/a", [.init("b", "c?d")]),
            ("/a?x=1&x=2&y=3", "/a", [.init("x", "1"), .init("x", "2"), .init("y", "3")]),
            ("/a?x=1+2%2B3", "/a", [.init("x", "1 2+3")]),
            ("/a?%6e%3D=%26%C3%A9", "/a", [.init("n=", "&é")]),
            ("/a?x=%0d%0aSet-Cookie:+b", "/a", [.init("x", "\r\nSet-Cookie: b")]),
            ("/a?x=%00", "/a", [.init("x", "\0")]),
        ] as [(String, String, [WebRequest.QueryItem])])
    func aTargetIsTakenApart(_ target: String, _ path: String, _ query: [WebRequest.QueryItem]) throws {
        let request = try #require(WebRequest(target: target, headers: ["a": "b"]))
        #expect(request.path == path)
        #expect(request.query == query)
        #expect(request.headers == ["a": "b"])
    }

    /// No path leads anywhere but to the endpoint of just that name: nothing is decoded, joined or resolved.
    @Test(arguments: [
        "//metrics", "/metrics/", "/metrics/../api", "/..%2f..", "/%6detrics", "/metrics%00", "/metrics;a",
        "/./metrics",
        "/metrics#a", "/METRICS",
    ]) func aPathStaysAsItIs(_ path: String) throws {
        #expect(try #require(WebRequest(target: path, headers: [:])).path == path)
    }

    @Test(arguments: [
        "", "*", "metrics", "?a", "http://example.org/metrics", "example.org:80", "/a?x=%", "/a?x=%4", "/a?x=%4g",
        "/a?x=%g4", "/a?%=1", "/a?x=%ff", "/a?x=%C3", "/a?x=%ED%A0%80", "/a?x=%C0%AF",
    ]) func whatIsNoTargetIsRefused(_ target: String) {
        #expect(WebRequest(target: target, headers: [:]) == nil)
    }

    @Test func randomBytesAreReadOrRefused() {
        var chance = SeededGenerator(seed: 1)
        let usual = Array("/?&=%+#.abcXYZ019\r\n\0 é".utf8)
        var read = 0
        for round in 0..<20_000 {
            let bytes = (0..<Int.random(in: 0...40, using: &chance)).map { _ in
                round % 2 == 0 ? UInt8.random(in: 0...255, using: &chance) : usual.randomElement(using: &chance)!
            }
            let target = "/" + String(decoding: bytes, as: UTF8.self)
            guard let request = WebRequest(target: target, headers: [:]) else { continue }
            read += 1
            #expect(target.hasPrefix(request.path))
        }
        #expect(read > 1000)
    }
}
