import Foundation
import Lab
import Testing

extension LabSuite {
    /// What only charon itself can tell.
    @Suite("charon is asked", .serialized)
    struct AskedCharonTests {
        private static let tunnel = ["connection": "site", "tunnel": "site"]

        @Test("A log that says nothing, and state that is right", .timeLimit(.minutes(2)))
        func silentLog() async throws {
            let pair = Pair(["site"], levels: "default = -1")
            try await Lab.with(prefix: "labmute", gateways: pair.gateways) { lab in
                let scenario = try await Scenario(lab)
                await scenario.begin("a tunnel comes up that no line tells of")
                try await lab.initiate(.gw, "site")
                for gateway in lab.gateways {
                    try await scenario.expectAsking(1, "charon_up", [:], on: gateway)
                    try await scenario.expectAsking(1, "charon_tunnel_up", Self.tunnel, on: gateway)
                    try await scenario.expectAsking(1, "charon_ike_up", ["connection": "site"], on: gateway)
                }

                await scenario.begin("its peer dies")
                try await lab.killCharon(.cloud)
                try await lab.blackhole(.gw, pair.cloud.addresses[0], true)
                try await lab.terminateInVain(.gw, ["--ike", "site", "--force"])
                try await scenario.expectAsking(0, "charon_tunnel_up", Self.tunnel, on: .gw)
                try await scenario.expectAsking(0, "charon_ike_up", ["connection": "site"], on: .gw)
                try await scenario.expectAsking(
                    1, "charon_tunnel_downs_total", Self.tunnel.merging(["reason": "not_logged"]) { $1 }, on: .gw)

                await scenario.begin("the archive tells what was corrected")
                let archived = try await poll(every: .milliseconds(100), atMost: .seconds(5)) { () -> Bool? in
                    let text = try await lab.archive(.gw, asksCharon: true)
                    return text.contains(#""believed":"none","reason":"not_logged","source":"vici""#)
                        && text.contains(#""believed":"installed","reason":"end_not_logged""#) ? true : nil
                }
                #expect(archived != nil)
                try await scenario.expectEvidence(isLogged: false)
                await scenario.finish()
            }
        }

        @Test("Traffic of known size through rekeyings and deletions", .timeLimit(.minutes(2)))
        func traffic() async throws {
            var pair = Pair(["site"])
            for side in [\Pair.Link.gw, \Pair.Link.cloud] { pair["site"][keyPath: side].settings["mobike"] = "yes" }
            try await Scenario.play("labcount", pair.gateways, isTold: true) { [pair] scenario in
                for round in 0..<2 {
                    await scenario.begin("round \(round): rekeyings")
                    try await scenario.lab.initiate(.gw, "site")
                    for _ in 0..<3 {
                        let answered = try await pair.ping(scenario.lab, "site")
                        #expect(answered > 0)
                        try await scenario.rekeyChild(.gw, "site", with: .cloud)
                    }
                    _ = try await pair.ping(scenario.lab, "site")
                    if round == 0 { try await Self.expectFacts(scenario) }
                    // The last packets are seen by a look before the end.
                    for gateway in scenario.lab.gateways { try await scenario.list(gateway) }
                    await scenario.begin("round \(round): a deletion")
                    try await scenario.lab.terminate(.gw, "site")
                    try await scenario.expectAgreement()
                }
                await scenario.begin("the totals")
                for gateway in scenario.lab.gateways {
                    let truth = try #require(await scenario.truths[gateway]).total("site")
                    for (name, value) in [
                        ("charon_tunnel_received_bytes_total", truth.received),
                        ("charon_tunnel_sent_bytes_total", truth.sent),
                    ] {
                        try await scenario.expectAsking(Double(value), name, Self.tunnel, on: gateway)
                    }
                    try await scenario.expectAsking(
                        0, "charon_tunnel_unaccounted_closes_total", Self.tunnel, on: gateway)
                    // Three packets a round of 100 bytes each, with the headers of IP and ICMP.
                    let packets = Double(truth.received) / 128
                    try await scenario.expectAsking(
                        packets, "charon_tunnel_received_packets_total", Self.tunnel, on: gateway)
                }
            }
        }

        /// What charon says beside its SAs.
        private static func expectFacts(_ scenario: Scenario) async throws {
            for gateway in scenario.lab.gateways {
                var labels: [String: String] = [:]
                let expected = [
                    "connection": "site", "encryption": "AES_CBC_128", "integrity": "HMAC_SHA2_256_128",
                    "prf": "PRF_HMAC_SHA2_256", "key_exchange": "CURVE_25519",
                    "role": gateway == .gw ? "initiator" : "responder", "mobike": "yes",
                ]
                let found = try await poll(every: .milliseconds(50), atMost: .seconds(5)) { () -> Bool? in
                    let infos = try await scenario.askingMetrics(gateway).values.keys.filter {
                        $0.name == "charon_ike_negotiated_info"
                    }
                    labels = infos.first?.labels ?? [:]
                    return labels.filter { $0.key != "nat" } == expected ? true : nil
                }
                #expect(found != nil, "\(gateway.name): \(labels)")
                // After its rekeyings the CHILD_SA has keys of its own.
                let child = Self.tunnel.merging([
                    "protocol": "ESP", "mode": "TUNNEL", "encryption": "AES_CBC_128",
                    "integrity": "HMAC_SHA2_256_128", "key_exchange": "CURVE_25519", "esn": "no", "encap": "yes",
                ]) { $1 }
                try await scenario.expectAsking(1, "charon_tunnel_negotiated_info", child, on: gateway)
                let samples = try await scenario.askingMetrics(gateway)
                let workers = ["active", "idle"].compactMap { samples["charon_workers", ["state": $0]] }
                #expect(workers.count == 2 && workers.reduce(0, +) == 16)
                try await scenario.expectAsking(0, "charon_ike_sas_half_open", [:], on: gateway)
                try await scenario.expectAsking(0, "charon_exporter_state_disagreements", [:], on: gateway)
                let isDue = try await poll(every: .milliseconds(50), atMost: .seconds(5)) { () -> Bool? in
                    let due = try await scenario.askingMetrics(gateway)[
                        "charon_tunnel_rekey_due_timestamp_seconds", tunnel]
                    return try #require(due) > Date().timeIntervalSince1970 ? true : nil
                }
                #expect(isDue != nil, "the next rekeying is known")
            }
        }

        @Test("charon stands still for half a minute, and nothing else does", .timeLimit(.minutes(3)))
        func standsStill() async throws {
            let pair = Pair(["site"])
            try await Scenario.play("labstop", pair.gateways) { scenario in
                try await scenario.lab.initiate(.gw, "site")
                try await scenario.expectAgreement()
                await scenario.begin("charon is stopped")
                try await scenario.lab.pauseCharon(.gw, true)
                var slowest = Duration.zero
                let end = ContinuousClock.now + .seconds(30)
                while ContinuousClock.now < end {
                    let start = ContinuousClock.now
                    let samples = try await scenario.askingMetrics(.gw)
                    slowest = max(slowest, .now - start)
                    #expect(samples["charon_tunnel_up", Self.tunnel] == 1, "what is not known to be over is not over")
                    try await Task.sleep(for: .milliseconds(200))
                }
                #expect(slowest < .seconds(5), "\(slowest)")
                #expect(try await scenario.askingMetrics(.gw)["charon_exporter_vici_up"] == 0)
                await scenario.begin("charon goes on")
                try await scenario.lab.pauseCharon(.gw, false)
                try await scenario.expectAgreement()
            }
        }
    }
}
