import Lab
import Testing

extension LabSuite {
    /// Reauthentication, by which an IKE_SA and its CHILD_SAs are set up anew.
    @Suite("Reauthentication", .serialized)
    struct ReauthenticationTests {
        @Test("Break before make is an outage, make before break is none", .timeLimit(.minutes(10)))
        func reauthentication() async throws {
            let pair = Pair(["site"])
            try await Scenario.play("labreauth", pair.gateways) { scenario in
                let lab = scenario.lab
                try await lab.initiate(.gw, "site")
                try await pair.startTraffic(lab, "site")

                for round in 1...2 {
                    await scenario.begin("break before make, \(round)")
                    try await reauthenticate(scenario, by: .gw)
                    try await scenario.expect(
                        Double(round), "charon_tunnel_downs_total", tunnel: "site", ["reason": "reauthentication"])
                    try await scenario.expect(
                        Double(round), "charon_ike_reauthentications_total", ["connection": "site"])
                    try await scenario.expect(
                        Double(round), "charon_tunnel_downs_total", tunnel: "site", ["reason": "peer_delete"],
                        on: .cloud)
                }

                await scenario.begin("gw is stopped, and starts with make before break")
                try await lab.stopCharon(.gw)
                try await lab.waitUntil("cloud has nothing left", .cloud) { $0.isEmpty }
                try await scenario.expectAgreement()
                try await scenario.expect(
                    1, "charon_tunnel_downs_total", tunnel: "site", ["reason": "daemon_stopped"])
                var other = pair
                other.gw.settings = "make_before_break = yes"
                try await lab.startCharon(other.gw)
                try await lab.initiate(.gw, "site")
                try await scenario.expectAgreement()

                let downs = try await scenario.metrics(.gw)[
                    "charon_tunnel_transitions_total", ["connection": "site", "tunnel": "site", "to": "down"]]
                for round in 3...4 {
                    await scenario.begin("make before break, \(round)")
                    try await reauthenticate(scenario, by: .gw)
                    try await scenario.expect(
                        Double(round), "charon_ike_reauthentications_total", ["connection": "site"])
                    for gateway in lab.gateways {
                        try await scenario.expect(
                            try #require(downs), "charon_tunnel_transitions_total", tunnel: "site", ["to": "down"],
                            on: gateway)
                    }
                }

                await scenario.begin("both SAs are rekeyed after that")
                try await lab.rekeyIKE(.gw, "site")
                try await lab.rekeyChild(.gw, "site")
                try await lab.waitUntil("one of each is left", .gw) { $0.count == 1 && $0.installed("site") == 1 }
                try await scenario.expectAgreement()
                try await scenario.expectBytes()
                await lab.stopTraffic()
                try await lab.terminate(.gw, "site")
                try await scenario.expectAgreement()
                try await scenario.expectBytes()
                try await scenario.expectStarts()
            }
        }

        /// Reauthenticates, and waits until only the new IKE_SA is there.
        private func reauthenticate(_ scenario: Scenario, by gateway: Gateway) async throws {
            let old = try await scenario.list(gateway).map(\.uniqueID)
            try await scenario.lab.reauthenticate(gateway, "site")
            for each in scenario.lab.gateways {
                try await scenario.lab.waitUntil("only the new IKE_SA is there on \(each.name)", each) { sas in
                    sas.count == 1 && sas.established("site") == 1 && sas.installed("site") == 1
                        && (each != gateway || sas.map(\.uniqueID) != old)
                }
            }
            try await scenario.expectAgreement()
        }
    }
}
