import Foundation
import Lab
import Testing

extension LabSuite {
    /// Tunnels that are up and not well: what an alert can see of them.
    @Suite("Wrong though up", .serialized)
    struct WrongThoughUpTests {
        private static let tunnel = ["connection": "site", "tunnel": "site"]

        private static func value(_ scenario: Scenario, _ name: String, _ more: [String: String] = [:]) async throws
            -> Double
        {
            try #require(try await scenario.askingMetrics(.gw)[name, tunnel.merging(more) { $1 }])
        }

        @Test("Traffic that goes one way", .timeLimit(.minutes(1)))
        func oneWay() async throws {
            let pair = Pair(["site"])
            try await Scenario.play("labway", pair.gateways) { scenario in
                let lab = scenario.lab
                try await lab.initiate(.gw, "site")
                try await scenario.expectAgreement()
                _ = try await pair.ping(lab, "site")
                try await scenario.expectAsking(384, "charon_tunnel_received_bytes_total", Self.tunnel, on: .gw)

                await scenario.begin("nothing comes back any more")
                try await lab.blackhole(.cloud, Pair.gwAddress, true)
                let answered = try await pair.ping(lab, "site")
                #expect(answered == 0)
                try await scenario.expectAsking(768, "charon_tunnel_sent_bytes_total", Self.tunnel, on: .gw)
                try await scenario.expectAsking(384, "charon_tunnel_received_bytes_total", Self.tunnel, on: .gw)
                let times = (
                    sent: try await Self.value(
                        scenario, "charon_tunnel_last_traffic_timestamp_seconds", ["direction": "sent"]),
                    received: try await Self.value(
                        scenario, "charon_tunnel_last_traffic_timestamp_seconds", ["direction": "received"])
                )
                #expect(times.sent > times.received)
                #expect(try await Self.value(scenario, "charon_tunnel_up") == 1)
                try await lab.blackhole(.cloud, Pair.gwAddress, false)
            }
        }
    }
}
