import Lab
import Testing

extension LabSuite {
    /// A peer that has forgotten everything, and how the other end finds out.
    @Suite("A peer that lost its state", .serialized)
    struct StateLossTests {
        @Test("The other end finds out by dead peer detection, or by INITIAL_CONTACT", .timeLimit(.minutes(10)))
        func stateLoss() async throws {
            var pair = Pair(["dpd", "contact"])
            pair["dpd"].gw.settings["dpd_delay"] = "1s"
            pair["dpd"].gw.children[0].settings["dpd_action"] = "restart"
            try await Scenario.play("labloss", pair.gateways) { [pair] scenario in
                let lab = scenario.lab
                await scenario.begin("both tunnels are up")
                for name in ["dpd", "contact"] {
                    try await lab.initiate(.gw, name)
                    let answered = try await pair.ping(lab, name)
                    #expect(answered > 0)
                }
                try await scenario.expectAgreement()

                await scenario.begin("cloud's charon is killed, and starts again")
                try await lab.killCharon(.cloud)
                try await scenario.expectAgreement()
                try await lab.startCharon(pair.cloud)
                try await scenario.expectAgreement()

                await scenario.begin("cloud comes back by itself")
                try await lab.initiate(.cloud, "contact")
                try await lab.waitUntil("one IKE_SA is left", .gw) { sas in
                    sas.count { $0.name == "contact" } == 1 && sas.installed("contact") == 1
                }
                try await scenario.expectAgreement()
                try await scenario.expect(
                    1, "charon_tunnel_downs_total", tunnel: "contact", ["reason": "duplicate"])
                try await scenario.expect(1, "charon_tunnel_unaccounted_closes_total", tunnel: "contact")

                await scenario.begin("gw notices that cloud does not answer")
                try await lab.waitUntil("the tunnel is there again", .cloud) { $0.installed("dpd") == 1 }
                try await scenario.expectAgreement()
                try await scenario.expect(1, "charon_peer_timeouts_total", ["connection": "dpd"])
                try await scenario.expect(1, "charon_tunnel_downs_total", tunnel: "dpd", ["reason": "dead_peer"])
                for name in ["dpd", "contact"] {
                    let answered = try await pair.ping(lab, name)
                    #expect(answered > 0)
                    try await lab.terminate(.gw, name)
                }
                try await scenario.expectAgreement()
                try await scenario.expectBytes()
                try await scenario.expectStarts()
            }
        }
    }
}
