import Foundation
import Lab
import Support
import Testing
import Tunnels
import Web

@testable import Collector

/// The exporter's state and the tunnels', as JSON.
@Suite struct StateEndpointTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path

    private static let yaml = """
        journal: { file: DIR/a.journal }
        watch: { file: \(root)/watch/vpn-failover.yml }
        groups: [{ name: aws, tunnels: ["aws-*/net"] }]
        tunnels: [{ connection: aws-1, tunnel: net }, { connection: aws-2, tunnel: net }]
        """

    private func record(_ directory: String, _ more: (inout JournalFile) -> Void = { _ in }) throws {
        var journal = JournalFile()
        for line in ReplayTests.life { journal.charon(line) }
        more(&journal)
        try journal.write(to: directory + "/a.journal")
    }

    /// What the service of the two-tunnel link writes.
    private static func activate(_ name: String, _ journal: inout JournalFile) {
        journal.add([
            "SYSLOG_IDENTIFIER": "vpn-failover", "_COMM": "vpn-failover.sh", "_TRANSPORT": "stdout",
            "MESSAGE": "[INFO] Applying Dynamic Mangle Rules for Active Tunnel: \(name)",
        ])
    }

    @Test func whatHasNotChangedIsNotSentAgain() async throws {
        try await withAPI(Self.yaml, prepare: { try record($0) }) { api in
            try api.collection.run()
            let first = try await api.ask("/api/v1/tunnels")
            let tag = try #require(first.headers["ETag"])
            first.onEnd?()
            for (sent, status) in [(tag, 304), ("\"other\", \(tag)", 304), ("\"other\"", 200), ("*", 200)] {
                let answer = try await api.ask("/api/v1/tunnels", headers: ["if-none-match": sent])
                #expect(answer.status == status && answer.headers["ETag"] == tag, "\(sent)")
                answer.onEnd?()
            }
            api.collection.pipeline.use(api.collection.inventoryReader.state, now: API.start)
            let other = try await api.ask("/api/v1/tunnels", headers: ["if-none-match": tag])
            #expect(other.status == 200 && other.headers["ETag"] != tag)
            other.onEnd?()
        }
    }

    @Test func tunnelsAreToldAsTheMetricsHaveThem() async throws {
        try await withAPI(Self.yaml, prepare: { try record($0) { Self.activate("aws-1", &$0) } }) { api in
            try api.collection.run()
            let answer = try await api.get("/api/v1/tunnels")
            #expect(answer.status == 200 && answer.json["ready"] as? Bool == true)
            #expect(answer.json["not_ready"] == nil)
            let tunnels = answer.tunnels
            try #require(tunnels.map { $0["connection"] as? String } == ["aws-1", "aws-2"])
            let samples = Samples(String(decoding: api.collection.metrics(), as: UTF8.self))
            for tunnel in tunnels {
                let labels = ["connection": tunnel["connection"] as? String ?? "", "tunnel": "net"]
                #expect(samples["charon_tunnel_up", labels] == (tunnel["state"] as? String == "up" ? 1 : 0))
                for (key, metric) in [
                    ("child_sas", "charon_tunnel_child_sas"), ("received_bytes", "charon_tunnel_received_bytes_total"),
                    ("sent_bytes", "charon_tunnel_sent_bytes_total"),
                ] {
                    #expect(samples[metric, labels] == tunnel[key] as? Double, "\(key)")
                }
                let info = try #require(
                    samples.values.keys.first {
                        $0.name == "charon_tunnel_info" && $0.labels["connection"] == labels["connection"]
                    })
                for key in ["group", "peer", "local_ts", "remote_ts", "source"] {
                    #expect(info.labels[key] ?? "" == tunnel[key] as? String ?? "", "\(key)")
                }
            }
            let (up, down) = (tunnels[0], tunnels[1])
            #expect(up["since"] as? String == up["established_at"] as? String)
            #expect(up["since"] as? String == "2026-05-28T20:26:40.005000Z")
            #expect(up["last_rekey_at"] as? String == "2026-05-28T20:26:40.008000Z")
            #expect(up["active"] as? Bool == true && down["active"] as? Bool == false)
            #expect(up["last_down_at"] == nil && up["last_down_reason"] == nil)
            #expect(up["host"] as? String == "gw" && up["group"] as? String == "aws")
            #expect(
                down["state"] as? String == "down" && down["since"] == nil)
        }
    }

    @Test func whoIsActiveIsToldWhereSomebodySaidSo() async throws {
        try await withAPI(Self.yaml, prepare: { try record($0) }) { api in
            try api.collection.run()
            let tunnels = try await api.get("/api/v1/tunnels").tunnels
            #expect(tunnels.count == 2 && tunnels.allSatisfy { $0["active"] == nil })
        }
    }

    @Test func theLastReasonOfGoingDownIsTold() async throws {
        let die = { (directory: String) in
            try record(directory) { $0.charon("06[IKE] <aws-1|1> giving up after 5 retransmits") }
        }
        try await withAPI(Self.yaml, prepare: die) { api in
            try api.collection.run()
            let tunnel = try #require(try await api.get("/api/v1/tunnels?connection=aws-1").tunnels.first)
            #expect(tunnel["state"] as? String == "down")
            #expect(tunnel["last_down_reason"] as? String == "dead_peer")
            #expect(tunnel["since"] as? String == tunnel["last_down_at"] as? String)
            // It survives a restart with the model.
            let model = api.collection.pipeline.withState { $0.hosts[0].model }
            let saved = try JSONDecoder().decode(type(of: model), from: JSONEncoder().encode(model))
            #expect(saved.tunnels.first?.lastDownReason == .deadPeer)
        }
    }

    private static let filters: [(query: String, count: Int)] = [
        ("", 2), ("?state=up", 1), ("?state=down", 1), ("?state=up&state=down", 2), ("?state=inbound_only", 0),
        ("?connection=aws-1", 1), ("?connection=aws-*", 2), ("?connection=aws-?&state=down", 1), ("?tunnel=net", 2),
        ("?tunnel=other", 0), ("?host=gw", 2), ("?host=gw2", 0), ("?group=aws", 2), ("?host=g*&connection=aws-2", 1),
    ]

    @Test func tunnelsAreFiltered() async throws {
        try await withAPI(Self.yaml, prepare: { try record($0) }) { api in
            try api.collection.run()
            for (query, count) in Self.filters {
                let answer = try await api.get("/api/v1/tunnels" + query)
                #expect(answer.tunnels.count == count, "\(query)")
            }
        }
    }

    @Test func tunnelsAreSorted() async throws {
        let many = { (directory: String) in
            var journal = JournalFile()
            var number = 0
            for host in ["gw-b", "gw-a"] {
                journal.host = host
                journal.machine = String(repeating: host == "gw-a" ? "a" : "b", count: 32)
                journal.charon("00[JOB] spawning 16 worker threads")
                for (connection, tunnel) in [("b", "1"), ("a", "2"), ("a", "1")] {
                    number += 1
                    journal.charon(
                        "06[IKE] <\(connection)|\(number)> CHILD_SA \(tunnel){\(number)} established with SPIs c000000\(number)_i d000000\(number)_o and TS a === b"
                    )
                }
            }
            try journal.write(to: directory + "/a.journal")
        }
        try await withAPI("journal: { file: DIR/a.journal }", prepare: many) { api in
            try api.collection.run()
            let tunnels = try await api.get("/api/v1/tunnels").tunnels.map { tunnel in
                ["host", "connection", "tunnel"].map { tunnel[$0] as? String ?? "" }.joined(separator: "/")
            }
            #expect(tunnels == ["gw-a", "gw-b"].flatMap { host in ["a/1", "a/2", "b/1"].map { "\(host)/\($0)" } })
            let machines = try await api.get("/api/v1/status").json["machines"] as? [[String: Any]] ?? []
            #expect(Set(machines.map { $0["host"] as? String }) == ["gw-a", "gw-b"])
            #expect(Set(machines.map { $0["last_entry_at"] as? String }).count == 2, "each has its own")
        }
    }

    @Test func nothingOfThePastIsShownBeforeTheLogWasRead() async throws {
        try await withAPI(Self.yaml, prepare: { try record($0) }) { api in
            for path in ["/api/v1/tunnels", "/api/v1/status"] {
                let answer = try await api.get(path)
                #expect(answer.status == 200 && answer.json["ready"] as? Bool == false)
                #expect(answer.json["not_ready"] as? String == "Not ready: what was logged is being read.")
                #expect(answer.tunnels.isEmpty)
            }
        }
    }

    @Test func theStatusTellsWhatAnOperatorAsks() async throws {
        try await withAPI(Self.yaml + "\n" + API.archive(), prepare: { try record($0) }) { api in
            try api.collection.run()
            let status = try await api.get("/api/v1/status").json
            #expect(status["ready"] as? Bool == true && status["version"] as? String == Exporter.version)
            let machine = try #require((status["machines"] as? [[String: Any]])?.first)
            #expect(machine["host"] as? String == "gw" && machine["charon_up"] as? Bool == true)
            #expect(machine["last_entry_at"] as? String == "2026-05-28T20:26:40.009000Z")
            let sources = status["sources"] as? [[String: Any]] ?? []
            #expect(sources.count == 1 && sources.allSatisfy { $0["caught_up"] as? Bool == true })
            let archive = try #require(status["archive"] as? [String: Any])
            #expect(
                archive["writable"] as? Bool == true && archive["directory"] as? String == api.directory + "/archive")
            let archived = (archive["machines"] as? [[String: Any]])?.first
            #expect(archived?["host"] as? String == "gw" && archived?["last_seq"] as? Int ?? 0 > 5)
        }
    }

    @Test func textsAreEscapedAndBytesKept() throws {
        let document = JSONDocument { document in
            document.text("a", Name([0x22, 0x5C, 0x0A, 0x00, 0xFF]))
            document.list("b", ["\"", "\u{1}", "\u{E9}"])
            document.object("c") { _ in }
            document.list("d") { list in
                list.object { $0.flag("x", true) }
                list.object { $0.number("y", .max) }
            }
        }
        let json = try JSONSerialization.jsonObject(with: Data(document.bytes)) as? [String: Any]
        #expect(json?["a"] as? String == "\"\\\n\0\u{FFFD}")
        #expect(json?["a_base64"] as? String == Data([0x22, 0x5C, 0x0A, 0x00, 0xFF]).base64EncodedString())
        #expect(json?["b"] as? [String] == ["\"", "\u{1}", "\u{E9}"])
        #expect((json?["c"] as? [String: Any])?.isEmpty == true)
        #expect((json?["d"] as? [[String: Any]])?.last?["y"] as? UInt64 == .max)
    }
}
