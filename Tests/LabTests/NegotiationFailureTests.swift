import Lab
import Testing

extension LabSuite {
    /// What the ends of a connection disagree about, and who gets to know why.
    @Suite("Negotiations that fail", .serialized)
    struct NegotiationFailureTests: Sendable {
        /// A disagreement, and the reasons that both exporters must give; nil where that end does not know.
        private struct Disagreement: Sendable {
            var name: String
            var gwReason: String?
            var cloudReason: String?
            /// The connection under which cloud counts it: none while no configuration is selected.
            var cloudConnection: String?
            var keepsIKESA = false
            var edit: @Sendable (inout Pair.Link) -> Void
        }

        private let disagreements = [
            Disagreement(
                name: "psk", gwReason: "authentication_failed", cloudReason: "psk_mismatch", cloudConnection: "psk",
                edit: { $0.cloudSecret = "another" }),
            Disagreement(
                name: "ike", gwReason: "no_proposal_chosen", cloudReason: "no_proposal_chosen", cloudConnection: "",
                edit: { $0.cloud.settings["proposals"] = "aes256-sha512-curve25519" }),
            Disagreement(
                name: "esp", gwReason: "no_proposal_chosen", cloudReason: "no_proposal_chosen", cloudConnection: "esp",
                keepsIKESA: true, edit: { $0.cloud.children[0].settings["esp_proposals"] = "aes256-sha512-curve25519" }),
            Disagreement(
                name: "ts", gwReason: "ts_unacceptable", cloudReason: "ts_unacceptable", cloudConnection: "ts",
                keepsIKESA: true, edit: { $0.cloud.children[0].settings["local_ts"] = "203.0.113.200/32" }),
            Disagreement(
                name: "id", gwReason: "authentication_failed", cloudReason: "no_peer_config", cloudConnection: "",
                edit: { $0.cloud.remote["id"] = "somebody.example.org" }),
            Disagreement(
                name: "peer", gwReason: "authentication_failed", cloudReason: nil, cloudConnection: nil,
                edit: { $0.gw.remote["id"] = "somebody.example.org" }),
        ]

        @Test("Each failure is counted for its reason, and leaves no SA behind", .timeLimit(.minutes(10)))
        func failures() async throws {
            var pair = Pair(disagreements.map(\.name) + ["silent"])
            for each in disagreements { each.edit(&pair[each.name]) }
            // Nobody has this address.
            pair["silent"].gw.settings["remote_addrs"] = "192.0.2.200"
            try await Scenario.play("labfail", pair.gateways) { scenario in
                for each in disagreements { try await disagree(scenario, each) }
                try await scenario.expect(
                    1, "charon_authentications_total", ["connection": "psk", "method": "psk", "result": "failure"],
                    on: .cloud)
                try await silence(scenario)
            }
        }

        private func disagree(_ scenario: Scenario, _ each: Disagreement) async throws {
            await scenario.begin("a disagreement: \(each.name)")
            try await scenario.lab.initiateInVain(.gw, each.name)
            try await scenario.expectAgreement()
            if let reason = each.gwReason {
                try await scenario.expect(
                    1, "charon_ike_failures_total", ["connection": each.name, "reason": reason])
            }
            if let reason = each.cloudReason {
                try await scenario.expect(
                    atLeast: 1, "charon_ike_failures_total",
                    ["connection": each.cloudConnection ?? "", "reason": reason], on: .cloud)
            }
            for gateway in scenario.lab.gateways {
                let sas = try await scenario.list(gateway)
                #expect(sas.installed(each.name) == 0)
                #expect(sas.established(each.name) == (each.keepsIKESA ? 1 : 0))
                let samples = try await scenario.metrics(gateway)
                #expect(samples["charon_tunnel_up", tunnel: each.name] ?? 0 == 0)
            }
        }

        private func silence(_ scenario: Scenario) async throws {
            await scenario.begin("a peer that never answers")
            async let attempt: Void = scenario.lab.initiateInVain(.gw, "silent")
            try await scenario.lab.waitUntil("it tries", .gw) { $0.contains { $0.name == "silent" } }
            try await scenario.expectAgreement()
            try await scenario.expect(1, "charon_ike_sas", ["connection": "silent", "state": "connecting"])
            try await attempt
            try await scenario.expectAgreement()
            try await scenario.expect(0, "charon_ike_sas", ["connection": "silent", "state": "connecting"])
            try await scenario.expect(
                1, "charon_ike_failures_total", ["connection": "silent", "reason": "peer_not_responding"])
            try await scenario.expect(3, "charon_retransmits_total", ["connection": "silent"])
        }
    }
}
