import Lab
import Testing

extension LabSuite {
    /// What is begun while the path is dead, before either end knows.
    @Suite("Requests into a dead path", .serialized)
    struct DeadPathTests {
        @Test("Rekeyings, reauthentications and deletions that nobody answers", .timeLimit(.minutes(10)))
        func deadPath() async throws {
            let names = ["child", "ike", "reauth", "delete", "close"]
            let pair = Pair(names)
            try await Scenario.play("labdead", pair.gateways) { scenario in
                let lab = scenario.lab
                for name in names {
                    try await lab.initiate(.gw, name)
                    let answered = try await pair.ping(lab, name)
                    #expect(answered > 0)
                }
                try await scenario.expectAgreement()

                await scenario.begin("all begins")
                for address in pair.cloud.addresses { try await lab.blackhole(.gw, address, true) }
                try await lab.rekeyChild(.gw, "child")
                try await lab.reauthenticate(.gw, "reauth")
                async let deletion: Void = lab.terminateInVain(.gw, ["--ike", "delete"])
                async let closing: Void = lab.terminateInVain(.gw, ["--child", "close"])
                try await scenario.expectAgreement()
                _ = try await (deletion, closing)

                await scenario.begin("an IKE_SA is rekeyed")
                try await lab.rekeyIKE(.gw, "ike")
                try await lab.waitUntil("the rekeying is under way", .gw) { $0.contains { $0.state == "REKEYING" } }
                try await scenario.expectAgreement()

                await scenario.begin("all is given up")
                try await lab.waitUntil("nothing is left", .gw) { $0.isEmpty }
                try await scenario.expectAgreement()
                for name in ["child", "ike", "close"] {
                    try await scenario.expect(1, "charon_peer_timeouts_total", ["connection": name])
                }

                await scenario.begin("the path lives again")
                for address in pair.cloud.addresses { try await lab.blackhole(.gw, address, false) }
                for name in names { try await lab.initiate(.gw, name) }
                try await lab.waitUntil("one IKE_SA of each is left", .cloud) { sas in
                    names.allSatisfy { sas.established($0) == 1 && sas.installed($0) == 1 }
                }
                try await scenario.expectAgreement()
                for name in names { try await lab.terminate(.cloud, name) }
                try await lab.waitUntil("nothing is left", .gw) { $0.isEmpty }
                try await scenario.expectAgreement()
                try await scenario.expectBytes()
            }
        }
    }
}
