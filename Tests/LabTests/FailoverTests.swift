import Foundation
import Lab
import Testing

extension LabSuite {
    /// The two-tunnel link with a failover service, a tunnel that never comes up, and a configuration that changes.
    @Suite("Failover", .serialized)
    struct FailoverTests {
        private static let root = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
        private static let group = ["group": "aws", "kind": "link"]

        private static let gateways: [Gateway] = {
            var gw = Gateway.gw
            gw.exporterConfiguration = """
                groups:
                  - { name: aws, kind: link, tunnels: ["aws-*"] }
                watch: { file: \(root)/watch/vpn-failover.yml }
                inventory: { forget_after: 2 }
                """
            return [Gateway.cloud, gw]
        }()

        @Test("The primary dies and comes back, and the active member with it", .timeLimit(.minutes(2)))
        func failover() async throws {
            try await Lab.with(prefix: "labfail", gateways: Self.gateways) { lab in
                let scenario = try await Scenario(lab)
                await scenario.begin("the service starts")
                try await lab.startFailoverService()
                try await Self.expectActive(scenario, "aws-1")
                try await Self.expectGroup(scenario, up: 2, failovers: 0)

                await scenario.begin("the primary's path dies")
                try await lab.blackhole(0, true)
                try await Self.expectActive(scenario, "aws-2")
                try await lab.waitUntil("the primary is given up", .gw) { $0.installed("aws-1") == 0 }
                try await Self.expectGroup(scenario, up: 1, failovers: 1)
                try await scenario.expectAgreement()

                await scenario.begin("the exporter is killed and started again")
                try await scenario.exporter(.gw).kill()
                try await scenario.restartExporter(.gw)
                try await Self.expectActive(scenario, "aws-2")
                try await Self.expectGroup(scenario, up: 1, failovers: 1)

                await scenario.begin("the path lives again")
                try await lab.blackhole(0, false)
                try await lab.waitUntil("the primary is back", .gw) { $0.installed("aws-1") == 1 }
                try await Self.expectActive(scenario, "aws-1")
                try await Self.expectGroup(scenario, up: 2, failovers: 2)

                await scenario.begin("both paths die")
                for index in 0...1 { try await lab.blackhole(index, true) }
                try await Self.expectActive(scenario, "")
                try await lab.waitUntil("both are given up", .gw) { sas in
                    Gateway.tunnels.allSatisfy { sas.installed($0) == 0 }
                }
                try await Self.expectGroup(scenario, up: 0, failovers: 2)
                try await lab.blackhole(0, false)
                try await Self.expectActive(scenario, "aws-1")
                try await lab.blackhole(1, false)

                try await Self.changes(scenario)
                await scenario.begin("the end")
                try await scenario.expectInventory()
                try await scenario.expectNothingUnrecognized()
                let archive = try await lab.archive(.gw)
                let words = archive.split(separator: "\n").filter { $0.contains("\"event\":\"tunnel_activated\"") }
                #expect(words.count >= 4)
                #expect(archive.contains("\"event\":\"tunnel_forgotten\""))
                try await scenario.expectEvidence()
                await scenario.finish()
            }
        }

        /// Adds a tunnel to `swanctl.conf` that never comes up, and takes it away again.
        private static func changes(_ scenario: Scenario) async throws {
            let path = scenario.lab.connectionsFile(.gw)
            let before = try String(contentsOfFile: path, encoding: .utf8)
            let never = ["connection": "never", "tunnel": "net"]

            await scenario.begin("a tunnel is configured that never comes up")
            try
                (before + """

                    connections {
                      never {
                        remote_addrs = 192.0.2.99
                        children { net { start_action = none } }
                      }
                    }
                    """).write(toFile: path, atomically: true, encoding: .utf8)
            try await scenario.expect(0, "charon_tunnel_up", never)
            let info = try await scenario.metrics(.gw).values.keys.first {
                $0.name == "charon_tunnel_info" && $0.labels["connection"] == "never"
            }
            #expect(info?.labels["start"] == "none")
            #expect(info?.labels["peer"] == "192.0.2.99")
            try await scenario.lab.swanctl(.gw, ["--load-conns"])
            try await scenario.expectInventory()

            await scenario.begin("it is taken out again")
            try before.write(toFile: path, atomically: false, encoding: .utf8)
            try await scenario.lab.swanctl(.gw, ["--load-conns"])
            let isGone = try await poll(every: .milliseconds(50), atMost: .seconds(6)) { () -> Bool? in
                try await scenario.exporter(.gw).metrics()["charon_tunnel_up", never] == nil ? true : nil
            }
            #expect(isGone != nil, "it is forgotten after two seconds")
            await scenario.forget(connection: "never", on: .gw)
        }

        /// Waits until the service has named that tunnel, and checks that the exporter soon shows it.
        /// - Parameter tunnel: empty for none.
        private static func expectActive(_ scenario: Scenario, _ tunnel: String) async throws {
            let lab = scenario.lab
            let isNamed = try await poll(every: .milliseconds(20), atMost: .seconds(20)) { () -> Bool? in
                lab.activeTunnel == tunnel ? true : nil
            }
            #expect(isNamed != nil, "the service names \(lab.activeTunnel)")
            for name in Gateway.tunnels {
                let isActive = tunnel == name
                try await scenario.expect(isActive ? 1 : 0, "charon_group_active", tunnel: name, group)
            }
        }

        private static func expectGroup(_ scenario: Scenario, up: Double, failovers: Double) async throws {
            try await scenario.expect(2, "charon_group_tunnels", group)
            try await scenario.expect(up, "charon_group_tunnels_up", group)
            try await scenario.expect(failovers, "charon_group_failovers_total", group)
        }
    }
}
