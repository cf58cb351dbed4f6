import Archive
import Foundation
import Support
import Testing

@testable import Collector

/// Sessions of the archive, as JSON.
@Suite struct SessionEndpointTests {
    private func record(_ directory: String) throws {
        var journal = JournalFile()
        for line in ReplayTests.life { journal.charon(line) }
        journal.now += 60_000_000
        for id in 3...6 {
            journal.charon("05[IKE] <rw|\(id)> initiating IKE_SA rw[\(id)] to 192.0.2.30")
            journal.charon("06[IKE] <rw|\(id)> IKE_SA rw[\(id)] established between 192.0.2.10[gw]...192.0.2.30[alice]")
        }
        try journal.write(to: directory + "/a.journal")
    }

    private static let yaml = "journal: { file: DIR/a.journal }\n" + API.archive()

    private static let filters: [(query: String, count: Int)] = [
        ("", 6), ("?kind=ike", 5), ("?kind=child", 1), ("?connection=aws-1", 2), ("?connection=rw", 4),
        ("?identity=alice", 4), ("?peer=192.0.2.20", 2), ("?peer=192.0.2.0/24&kind=ike", 5), ("?host=other", 0),
        ("?host=gw", 6), ("?at=2026-05-28T20:26:50Z", 2), ("?until=2026-05-28T20:27:00Z", 2),
        ("?since=2026-05-28T20:26:30Z", 6), ("?limit=6", 6),
    ]

    @Test func sessionsAreFound() async throws {
        try await withAPI(Self.yaml, prepare: record) { api in
            try api.collection.run()
            for (query, count) in Self.filters {
                let answer = try await api.get("/api/v1/sessions" + query)
                #expect(answer.sessions.count == count, "\(query)")
                #expect(answer.json["truncated"] as? Bool == false && answer.problems.isEmpty, "\(query)")
            }
        }
    }

    @Test func theyAreWhatTheCommandTells() async throws {
        try await withAPI(Self.yaml, prepare: record) { api in
            try api.collection.run()
            let child = try #require(try await api.get("/api/v1/sessions?kind=child").sessions.first)
            #expect(child["kind"] as? String == "CHILD_SA" && child["tunnel"] as? String == "net")
            #expect(child["first_id"] as? Int == 1 && child["last_id"] as? Int == 2 && child["rekeys"] as? Int == 1)
            #expect(child["bytes_in"] as? Int == 1000 && child["ended"] == nil)
            let some = try await api.get("/api/v1/sessions?limit=3")
            #expect(some.json["truncated"] as? Bool == true)
            #expect(some.sessions.map { $0["first_id"] as? Int } == [4, 5, 6], "those that began last")
        }
    }

    @Test func whatIsDamagedIsTold() async throws {
        try await withAPI(Self.yaml, prepare: record) { api in
            try api.collection.run()
            let path = try #require(try ArchiveContents.segments(api.directory + "/archive")["gw"]?.first?.path)
            var data = try Data(contentsOf: URL(fileURLWithPath: path))
            data[data.count / 2] ^= 0x55
            // Something must follow, or it may be what is being written.
            try data.write(to: URL(fileURLWithPath: path))
            api.append(5000...5001, machine: "gw", at: API.start + 120_000_000)
            #expect(!(try await api.get("/api/v1/sessions").problems.isEmpty))
        }
    }
}
