import Lab
import Testing

extension LabSuite {
    /// Rekeyings from both ends at once, and by short timers.
    @Suite("Rekeyings", .serialized)
    struct RekeyTests {
        @Test("Rekeyings that meet leave one SA of each kind", .timeLimit(.minutes(10)))
        func collisions() async throws {
            var pair = Pair(["site"])
            // Each end's request is under way when the other's arrives.
            pair.gw.settings = "receive_delay = 60"
            pair.cloud.settings = "receive_delay = 60"
            try await Scenario.play("labrekey", pair.gateways) { [pair] scenario in
                let lab = scenario.lab
                try await lab.initiate(.gw, "site")
                try await pair.startTraffic(lab, "site")
                try await scenario.expectAgreement()

                for round in 1...4 {
                    await scenario.begin("both ends rekey the CHILD_SA, \(round)")
                    try await scenario.noteRekey("site")
                    async let one: Void = lab.rekeyChild(.gw, "site")
                    async let other: Void = lab.rekeyChild(.cloud, "site")
                    _ = try await (one, other)
                    try await settle(scenario)
                }
                for round in 1...4 {
                    await scenario.begin("both ends rekey the IKE_SA, \(round)")
                    async let one: Void = lab.rekeyIKE(.gw, "site")
                    async let other: Void = lab.rekeyIKE(.cloud, "site")
                    _ = try await (one, other)
                    try await settle(scenario)
                }
                try await expectCounts(scenario)
                for round in 1...2 {
                    await scenario.begin("one end rekeys the IKE_SA, the other the CHILD_SA, \(round)")
                    async let one: Void = round == 1 ? lab.rekeyIKE(.gw, "site") : lab.rekeyChild(.gw, "site")
                    async let other: Void = round == 1 ? lab.rekeyChild(.cloud, "site") : lab.rekeyIKE(.cloud, "site")
                    _ = try await (one, other)
                    try await settle(scenario)
                }
                for gateway in lab.gateways {
                    try await scenario.expect(
                        0, "charon_tunnel_transitions_total", tunnel: "site", ["to": "down"], on: gateway)
                }
            }
        }

        /// Checks what is counted after four rekeyings of either kind that met: of two, one replaced the old SA, and
        /// the other was deleted at once.
        private func expectCounts(_ scenario: Scenario) async throws {
            for gateway in scenario.lab.gateways {
                let lines = try await scenario.lab.journal(gateway)
                #expect(lines.count { $0.contains("CHILD_SA rekey collision") } >= 2)
                #expect(lines.count { $0.contains("IKE_SA rekey collision") } >= 2)
                try await scenario.expect(4, "charon_ike_rekeys_total", ["connection": "site"], on: gateway)
                try await scenario.expectFailures(0, "site", on: gateway)
                try await scenario.expect(4, "charon_tunnel_rekeys_total", tunnel: "site", on: gateway)
                try await scenario.expect(
                    0, "charon_ike_deletes_total", ["connection": "site", "by": "local"], on: gateway)
                try await scenario.expect(
                    0, "charon_ike_deletes_total", ["connection": "site", "by": "peer"], on: gateway)
            }
        }

        /// Waits until one IKE_SA and one CHILD_SA are left at both ends.
        private func settle(_ scenario: Scenario) async throws {
            // Before anything has begun there is one of each, too.
            try await Task.sleep(for: .milliseconds(400))
            for gateway in scenario.lab.gateways {
                try await scenario.list(gateway)
                try await scenario.lab.waitUntil("one SA of each kind is left on \(gateway.name)", gateway) { sas in
                    sas.count == 1 && sas.established("site") == 1 && sas.installed("site") == 1
                        && sas[0].children.allSatisfy { $0.isInstalled }
                }
            }
            try await scenario.expectAgreement()
            try await scenario.expectBytes()
        }

        @Test("SAs that live for seconds", .timeLimit(.minutes(10)))
        func timers() async throws {
            var pair = Pair(["child", "ike", "reauth"])
            pair["child"].gw.children[0].settings.merge(
                ["rekey_time": "1s", "life_time": "8s", "rand_time": "0s"]) { $1 }
            pair["ike"].gw.settings.merge(["rekey_time": "1s", "over_time": "8s", "rand_time": "0s"]) { $1 }
            pair["reauth"].gw.settings.merge(
                ["reauth_time": "2s", "rekey_time": "0s", "over_time": "8s", "rand_time": "0s"]) { $1 }
            try await Scenario.play("labtimer", pair.gateways) { [pair] scenario in
                let lab = scenario.lab
                for name in ["child", "ike", "reauth"] {
                    try await lab.initiate(.gw, name)
                    try await pair.startTraffic(lab, name)
                }
                for second in 1...4 {
                    await scenario.begin("timers, \(second)")
                    try await Task.sleep(for: .seconds(1))
                    try await scenario.expectAgreement()
                }
                try await scenario.expect(
                    atLeast: 2, "charon_tunnel_rekeys_total", ["connection": "child", "tunnel": "child"])
                try await scenario.expect(atLeast: 2, "charon_ike_rekeys_total", ["connection": "ike"])
                try await scenario.expect(
                    atLeast: 1, "charon_ike_reauthentications_total", ["connection": "reauth"])
                await lab.stopTraffic()
                await scenario.begin("the end of timers")
                for name in ["child", "ike", "reauth"] { try await lab.terminate(.gw, name) }
                try await scenario.expectAgreement()
                try await scenario.expectBytes()
            }
        }
    }
}
