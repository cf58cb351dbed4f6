import Lab
import Testing

extension LabSuite {
    /// What can be known at each of charon's log levels.
    @Suite("Log levels", .serialized)
    struct LogLevelTests {
        @Test("What an orderly life is, every level tells", .timeLimit(.minutes(10)))
        func levels() async throws {
            var pair = Pair(["site"], levels: "default = 0")
            pair["site"].gw.settings["dpd_delay"] = "1s"
            try await Scenario.play("lablevel", pair.gateways) { [pair] scenario in
                let lab = scenario.lab
                try await orderlyLife(scenario, pair, 1)
                var other = pair
                // At level 2 each of swanctl's questions gives dozens of lines from the watcher of sockets, a job. The
                // last is what is said of IKE alone: not which configuration was selected, not what was sent.
                let all = ["default = 1", "default = 2\njob = 1", "default = -1\nike = 1"]
                for (index, levels) in all.enumerated() {
                    other.levels = levels
                    await scenario.begin("charon starts again with \(other.levelNames)")
                    for gateway in other.gateways {
                        try await lab.stopCharon(gateway)
                        try await lab.startCharon(gateway)
                    }
                    try await scenario.expectAgreement()
                    try await orderlyLife(scenario, other, Double(index + 2))
                    try await death(scenario, other, Double(index + 1))
                }
            }
        }

        private func orderlyLife(_ scenario: Scenario, _ pair: Pair, _ count: Double) async throws {
            let lab = scenario.lab
            await scenario.begin("the tunnel comes up with \(pair.levelNames)")
            try await lab.initiate(.gw, "site")
            try await scenario.expectAgreement()
            let answered = try await pair.ping(lab, "site")
            #expect(answered > 0)
            // Whether a dead peer would be seen is told before one is.
            let isTooLow = pair.levels == "default = 0"
            for gateway in lab.gateways {
                try await scenario.expect(isTooLow ? 1 : 0, "charon_log_level_too_low", on: gateway)
                let exporter = try await scenario.exporter(gateway)
                #expect(exporter.errors.contains("charon logs too little"), "it said so at level 0")
            }

            await scenario.begin("rekeyings with \(pair.levelNames)")
            try await scenario.noteRekey("site")
            try await lab.rekeyChild(.gw, "site")
            try await lab.waitUntil("the old CHILD_SA is closed", .cloud) { sas in
                sas.installed("site") == 1 && sas.flatMap(\.children).contains { !$0.isInstalled }
            }
            for gateway in lab.gateways { try await scenario.list(gateway) }
            try await scenario.expectAgreement()
            try await lab.rekeyIKE(.cloud, "site")
            try await lab.waitUntil("one IKE_SA is left", .gw) { $0.count == 1 && $0.established("site") == 1 }
            try await scenario.expectAgreement()
            try await scenario.expectBytes()
            for gateway in lab.gateways {
                try await scenario.expect(count, "charon_tunnel_rekeys_total", tunnel: "site", on: gateway)
                try await scenario.expect(count, "charon_ike_rekeys_total", ["connection": "site"], on: gateway)
            }

            await scenario.begin("the tunnel is terminated with \(pair.levelNames)")
            try await lab.terminate(.gw, "site")
            try await lab.waitUntil("cloud has nothing left", .cloud) { $0.isEmpty }
            try await scenario.expectAgreement()
        }

        private func death(_ scenario: Scenario, _ pair: Pair, _ count: Double) async throws {
            let lab = scenario.lab
            await scenario.begin("the peer dies with \(pair.levelNames)")
            try await lab.initiate(.gw, "site")
            try await scenario.expectAgreement()
            try await lab.killCharon(.cloud)
            try await lab.waitUntil("the peer is given up", .gw) { $0.isEmpty }
            try await scenario.expectAgreement()
            try await scenario.expect(count, "charon_peer_timeouts_total", ["connection": "site"])
            try await lab.startCharon(pair.cloud)
            try await scenario.expectAgreement()
        }
    }
}
