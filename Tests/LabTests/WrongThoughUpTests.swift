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

        @Test("Traffic that goes one way", .timeLimit(.minutes(10)))
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

        @Test(
            "A rekeying whose answers are lost: overdue at one end, half of it installed at the other",
            .timeLimit(.minutes(2)))
        func lostAnswers() async throws {
            var pair = Pair(["site"])
            // Nobody gives up within this story.
            (pair.gw.settings, pair.cloud.settings) = (Self.patience, Self.patience)
            let timing = ["rekey_time": "10s", "life_time": "120s", "rand_time": "0s"]
            pair["site"].gw.children[0].settings.merge(timing) { $1 }
            try await Scenario.play("labhalf", pair.gateways) { scenario in
                let lab = scenario.lab
                try await lab.initiate(.gw, "site")
                try await lab.blackhole(.cloud, Pair.gwAddress, true)
                try await scenario.expectAgreement()
                for gateway in lab.gateways {
                    try await scenario.expectAsking(0, "charon_tunnel_inbound_only", Self.tunnel, on: gateway)
                }

                await scenario.begin("the rekeying is overdue where its answer does not come")
                try await Self.expectSoon("more than 3 s overdue") {
                    let due = try await Self.value(scenario, "charon_tunnel_rekey_due_timestamp_seconds")
                    return due > 0 && due < Date().timeIntervalSince1970 - 3
                }
                #expect(try await Self.value(scenario, "charon_tunnel_up") == 1)

                await scenario.begin("only the inbound half of the new one is left where the answer was sent")
                let old = try #require(
                    try await scenario.list(.cloud).flatMap(\.children).map(\.uniqueID).min())
                try await lab.terminateInVain(.cloud, ["--child-id", "\(old)", "--timeout", "-1"])
                try await scenario.expectAsking(1, "charon_tunnel_inbound_only", Self.tunnel, on: .cloud)
                try await scenario.expectAsking(1, "charon_tunnel_up", Self.tunnel, on: .cloud)
                try await scenario.expect(1, "charon_tunnel_inbound_only", Self.tunnel, on: .cloud)

                // The deletion and the rekeying meet now: charon is left with a new CHILD_SA, or with none.
                await scenario.begin("the path is well again")
                try await lab.blackhole(.cloud, Pair.gwAddress, false)
                try await lab.waitUntil("the rekeying is over", .gw) { sas in
                    sas.count == 1 && sas[0].children.allSatisfy { $0.uniqueID > old && $0.state == "INSTALLED" }
                }
                try await scenario.expectAgreement()
                for gateway in lab.gateways {
                    try await scenario.expectAsking(1, "charon_ike_up", ["connection": "site"], on: gateway)
                    try await scenario.expectAsking(0, "charon_tunnel_inbound_only", Self.tunnel, on: gateway)
                }
                try await Self.expectSoon("nothing is overdue") {
                    let due = try await Self.value(scenario, "charon_tunnel_rekey_due_timestamp_seconds")
                    return due == 0 || due > Date().timeIntervalSince1970
                }
            }
        }

        @Test("IKE_SAs of one connection that pile up", .timeLimit(.minutes(10)))
        func duplicates() async throws {
            var pair = Pair(["site"])
            pair.gw.settings = "reuse_ikesa = no"
            for side in [\Pair.Link.gw, \Pair.Link.cloud] { pair["site"][keyPath: side].settings["unique"] = "never" }
            try await Scenario.play("labdup", pair.gateways) { scenario in
                let lab = scenario.lab
                for count in 1...3 {
                    await scenario.begin("\(count)")
                    try await lab.initiate(.gw, "site")
                    try await scenario.expectAgreement()
                    for gateway in lab.gateways {
                        let established = ["connection": "site", "state": "established"]
                        try await scenario.expectAsking(Double(count), "charon_ike_sas", established, on: gateway)
                        try await scenario.expectAsking(
                            Double(count), "charon_tunnel_child_sas", Self.tunnel, on: gateway)
                    }
                }
            }
        }

        private static let patience = "retransmit_tries = 12\nretransmit_timeout = 2\nretransmit_base = 1"

        private static func expectSoon(_ what: String, _ isTrue: () async throws -> Bool) async throws {
            let found = try await poll(every: .milliseconds(200), atMost: .seconds(40)) { () -> Bool? in
                try await isTrue() ? true : nil
            }
            #expect(found != nil, "\(what)")
        }
    }
}
