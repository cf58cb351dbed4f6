import Archive
import Foundation
import Support
import Testing

@testable import Collector

/// What happened in a time, as JSON: of the archive, and of the present state.
@Suite struct TimelineEndpointTests {
    private static let yaml = "journal: { file: DIR/a.journal }\n" + API.archive()

    private func record(_ directory: String) throws {
        var journal = JournalFile()
        for line in ReplayTests.life { journal.charon(line) }
        journal.now += 60_000_000
        journal.charon("09[IKE] <aws-1|1> received NO_PROPOSAL_CHOSEN notify error")
        journal.charon("09[IKE] <aws-1|1> giving up after 5 retransmits")
        try journal.write(to: directory + "/a.journal")
    }

    private func rows(_ answer: API.Answer) -> [[String: Any]] { answer.json["rows"] as? [[String: Any]] ?? [] }

    private func bands(_ row: [String: Any]?) -> [String] {
        (row?["bands"] as? [[String: String]] ?? []).map { $0["state"] ?? "" }
    }

    @Test func bandsAndMarksAreTold() async throws {
        try await withAPI(Self.yaml, prepare: record) { api in
            try api.collection.run()
            let answer = try await api.get("/api/v1/timeline?since=2026-05-28T20:00:00Z&until=2026-05-28T21:00:00Z")
            #expect(answer.status == 200 && answer.problems.isEmpty)
            let rows = rows(answer)
            let tunnel = try #require(rows.first { $0["tunnel"] != nil })
            #expect(tunnel["connection"] as? String == "aws-1" && tunnel["host"] as? String == "gw")
            #expect(bands(tunnel).suffix(2) == ["up", "down"])
            let connection = try #require(rows.first { $0["connection"] != nil && $0["tunnel"] == nil })
            let kinds = (connection["marks"] as? [[String: Any]] ?? []).map { $0["kind"] as? String }
            #expect(kinds.contains("failure"))
            let rekeys = (tunnel["marks"] as? [[String: Any]] ?? []).filter { $0["kind"] as? String == "rekey" }
            #expect(rekeys.count == 1 && rekeys.first?["count"] as? Int == 1)
        }
    }

    /// The archive tells of the end two months ago, and of nothing since.
    @Test func thePresentStateReachesBackToWhenItCameAbout() async throws {
        try await withAPI(Self.yaml, prepare: record) { api in
            try api.collection.run()
            let row = try #require(rows(try await api.get("/api/v1/timeline")).first { $0["tunnel"] != nil })
            #expect(bands(row) == ["down"])
            let before = try await api.get("/api/v1/timeline?since=2026-05-20&until=2026-05-21")
            #expect(bands(rows(before).first { $0["tunnel"] != nil }).isEmpty, "nothing is known of then")
        }
    }

    private static let refusals: [(query: String, parameter: String)] = [
        ("since=-100d", "since"), ("since=2026-05-28&until=2026-05-27", "until"), ("marks=0", "marks"),
        ("marks=9999", "marks"), ("peer=192.0.2.1", "peer"), ("group=nothing", "group"), ("since=never", "since"),
    ]

    @Test func whatHasNoMeaningIsRefused() async throws {
        try await withAPI { api in
            for (query, parameter) in Self.refusals {
                let answer = try await api.get("/api/v1/timeline?" + query)
                #expect(answer.status == 400 && answer.error["parameter"] == parameter, "\(query)")
            }
        }
        try await withAPI("log: { level: info }") { api in
            let answer = try await api.get("/api/v1/timeline")
            #expect(answer.status == 404, "nothing is archived")
        }
    }

    @Test func theWordsOfASearchAreKnown() async throws {
        try await withAPI(Self.yaml + "\ngroups: [{ name: aws, tunnels: ['aws-*/*'] }]", prepare: record) { api in
            try api.collection.run()
            let words = try await api.get("/api/v1/vocabulary").json
            #expect(words["hosts"] as? [String] == ["gw"])
            #expect(words["connections"] as? [String] == ["aws-1"] && words["tunnels"] as? [String] == ["net"])
            #expect(words["groups"] as? [String] == ["aws"])
            #expect((words["events"] as? [String])?.contains("child_sa_closed") == true)
            #expect((words["reasons"] as? [String])?.contains("dead_peer") == true)
        }
    }
}
