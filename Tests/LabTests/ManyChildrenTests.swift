import Lab
import Testing

extension LabSuite {
    /// Tunnels that share an IKE_SA.
    @Suite("Several tunnels in a connection", .serialized)
    struct ManyChildrenTests {
        @Test("Each tunnel lives its own life", .timeLimit(.minutes(10)))
        func children() async throws {
            let tunnels = ["one", "two", "three"]
            var pair = Pair(["site", "spare-1", "spare-2"])
            let inner = Array(zip(pair.gw.innerAddresses, pair.cloud.innerAddresses))
            let plain = pair["site"]
            var link = plain
            (link.gw.children, link.cloud.children) = ([], [])
            for (index, tunnel) in tunnels.enumerated() {
                var near = plain.gw.children[0]
                var far = plain.cloud.children[0]
                near.name = tunnel
                far.name = tunnel
                near.settings["local_ts"] = inner[index].0 + "/32"
                near.settings["remote_ts"] = inner[index].1 + "/32"
                far.settings["local_ts"] = inner[index].1 + "/32"
                far.settings["remote_ts"] = inner[index].0 + "/32"
                // The second is set up again when the peer closes it. The first comes with the IKE_SA, without a key
                // exchange of its own: only its rekeying finds that there is no common proposal.
                if tunnel == "two" { near.settings["close_action"] = "start" }
                if tunnel == "one" { far.settings["esp_proposals"] = "aes128-sha256" }
                link.gw.children.append(near)
                link.cloud.children.append(far)
            }
            pair["site"] = link
            try await Scenario.play("labmany", pair.gateways) { scenario in
                let lab = scenario.lab
                await scenario.begin("three tunnels")
                for (index, tunnel) in tunnels.enumerated() {
                    try await lab.initiate(.gw, tunnel)
                    _ = try await lab.ping(.gw, from: inner[index].0, to: inner[index].1)
                }
                try await scenario.expectAgreement()

                await scenario.begin("the IKE_SA is rekeyed with all of them")
                try await lab.rekeyIKE(.cloud, "site")
                try await lab.waitUntil("one IKE_SA is left", .gw) { $0.count == 1 && $0.established("site") == 1 }
                try await scenario.expectAgreement()

                await scenario.begin("one is closed")
                try await lab.swanctl(.gw, ["--terminate", "--child", "three"])
                try await scenario.expectAgreement()
                try await scenario.expectBytes()
                try await expectDowns(scenario, "three", "local_delete", on: .gw)
                try await expectDowns(scenario, "three", "peer_delete", on: .cloud)

                await scenario.begin("one is closed by the peer, and set up again")
                let old = try await scenario.list(.gw).flatMap(\.children).filter { $0.name == "two" }.map(\.uniqueID)
                try await lab.swanctl(.cloud, ["--terminate", "--child", "two"])
                try await lab.waitUntil("the new one is there", .gw) { sas in
                    sas.flatMap(\.children).contains {
                        $0.name == "two" && $0.state == "INSTALLED" && !old.contains($0.uniqueID)
                    }
                }
                try await scenario.expectAgreement()
                try await scenario.expectBytes()
                try await expectDowns(scenario, "two", "peer_delete", on: .gw)

                await scenario.begin("the rekeying of one fails")
                try await lab.rekeyChild(.gw, "one")
                try await Task.sleep(for: .milliseconds(300))
                try await scenario.expectAgreement()
                try await scenario.expect(
                    0, "charon_tunnel_rekeys_total", ["connection": "site", "tunnel": "one"])
                try await scenario.expect(
                    atLeast: 1, "charon_ike_failures_total",
                    ["connection": "site", "reason": "no_proposal_chosen"], on: .cloud)

                await scenario.begin("the IKE_SA ends with all of them")
                try await lab.terminate(.cloud, "site")
                try await scenario.expectAgreement()
                try await scenario.expectBytes()
                for gateway in lab.gateways {
                    try await scenario.expect(
                        1, "charon_tunnel_unaccounted_closes_total", ["connection": "site", "tunnel": "one"],
                        on: gateway)
                }
            }
        }

        private func expectDowns(
            _ scenario: Scenario, _ tunnel: String, _ reason: String, on gateway: Gateway
        ) async throws {
            try await scenario.expect(
                1, "charon_tunnel_downs_total", ["connection": "site", "tunnel": tunnel, "reason": reason],
                on: gateway)
        }
    }
}
