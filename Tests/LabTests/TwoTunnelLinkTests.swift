import Lab
import Testing

extension LabSuite {
    /// The two-tunnel site-to-site link through everything that happens to it, with both its ends watched.
    @Suite("The two-tunnel link", .serialized)
    struct TwoTunnelLinkTests {
        @Test("The exporter shows what charon has, at each step of a long day", .timeLimit(.minutes(3)))
        func longDay() async throws {
            try await Lab.with(prefix: "labtest") { lab in
                let scenario = try await Scenario(lab, hasPrometheus: true)
                try await traffic(scenario)
                try await rekeyings(scenario)
                try await exporterKilled(scenario)
                try await deadPath(scenario)
                try await operatorAtWork(scenario)
                try await charonKilled(scenario)
                await scenario.begin("the end")
                try await checkFormat(scenario)
                try await scenario.expectEvidence()
                try await checkArchives(scenario)
                await scenario.finish()
            }
        }

        private func traffic(_ scenario: Scenario) async throws {
            await scenario.begin("traffic")
            for index in Gateway.tunnels.indices {
                let answered = try await scenario.lab.ping(index)
                #expect(answered > 0)
            }
            try await scenario.lab.startTraffic()
            try await scenario.expectAgreement()
            try await scenario.expectPrometheus([1, 1])
            try await scenario.expectBytes()
        }

        private func rekeyings(_ scenario: Scenario) async throws {
            await scenario.begin("a CHILD_SA is rekeyed")
            try await rekeyChild(scenario, "aws-1")
            try await scenario.expectAgreement()
            try await scenario.expectBytes()
            try await scenario.expect(1, "charon_tunnel_rekeys_total", tunnel: "aws-1")
            try await scenario.expect(1, "charon_tunnel_rekeys_total", tunnel: "aws-1", on: .cloud)
            let received = try await scenario.metrics(.gw)["charon_tunnel_received_bytes_total", tunnel: "aws-1"]
            #expect(try #require(received) > 0)

            await scenario.begin("an IKE_SA is rekeyed")
            let old = try await scenario.list(.gw).first { $0.name == "aws-1" && $0.isEstablished }?.uniqueID
            try await scenario.lab.rekeyIKE(.gw, "aws-1")
            try await scenario.lab.waitUntil("a new IKE_SA is there", .gw) { sas in
                sas.contains { $0.name == "aws-1" && $0.isEstablished && $0.uniqueID != old }
            }
            try await scenario.expectAgreement()
            try await scenario.expectPrometheus([1, 1])
            try await scenario.expectBytes()
            for gateway in scenario.lab.gateways {
                try await scenario.expect(1, "charon_ike_rekeys_total", ["connection": "aws-1"], on: gateway)
                try await scenario.expect(
                    0, "charon_tunnel_transitions_total", tunnel: "aws-1", ["to": "down"], on: gateway)
            }
        }

        private func exporterKilled(_ scenario: Scenario) async throws {
            await scenario.begin("the exporter is killed and started again")
            try await rekeyChild(scenario, "aws-2")
            try await scenario.exporter(.gw).kill()
            try await rekeyChild(scenario, "aws-2")
            try await scenario.restartExporter(.gw)
            try await scenario.expectAgreement()
            try await scenario.expectBytes()
            try await scenario.expect(2, "charon_tunnel_rekeys_total", tunnel: "aws-2")
        }

        private func deadPath(_ scenario: Scenario) async throws {
            await scenario.begin("the primary's path dies")
            try await scenario.lab.blackhole(0, true)
            try await scenario.lab.waitUntil("the primary is given up", .gw) { $0.installed("aws-1") == 0 }
            try await scenario.expectAgreement()
            try await scenario.expectPrometheus([0, 1])
            try await scenario.expectBytes()
            try await scenario.expect(1, "charon_peer_timeouts_total", ["connection": "aws-1"])
            try await scenario.expect(1, "charon_tunnel_downs_total", tunnel: "aws-1", ["reason": "dead_peer"])
            try await scenario.expect(1, "charon_tunnel_unaccounted_closes_total", tunnel: "aws-1")

            await scenario.begin("the path lives again")
            try await scenario.lab.blackhole(0, false)
            try await scenario.lab.waitUntil("the primary is back", .gw) { $0.installed("aws-1") == 1 }
            try await scenario.expectAgreement()
            try await scenario.expectPrometheus([1, 1])
            try await scenario.expectBytes()
        }

        private func operatorAtWork(_ scenario: Scenario) async throws {
            await scenario.begin("the operator terminates the standby")
            try await scenario.lab.terminate(.gw, "aws-2")
            try await scenario.lab.waitUntil("the standby is gone", .gw) { $0.installed("aws-2") == 0 }
            try await scenario.expectAgreement()
            try await scenario.expectPrometheus([1, 0])
            try await scenario.expectBytes()
            try await scenario.expect(1, "charon_ike_deletes_total", ["connection": "aws-2", "by": "local"])
            try await scenario.expect(1, "charon_ike_deletes_total", ["connection": "aws-2", "by": "peer"], on: .cloud)
            try await scenario.expect(1, "charon_tunnel_downs_total", tunnel: "aws-2", ["reason": "local_delete"])
            try await scenario.expect(
                1, "charon_tunnel_downs_total", tunnel: "aws-2", ["reason": "peer_delete"], on: .cloud)

            await scenario.begin("the operator initiates the standby")
            try await scenario.lab.initiate(.gw, "aws-2")
            try await scenario.expectAgreement()
            try await scenario.expectPrometheus([1, 1])
            let answered = try await scenario.lab.ping(1)
            #expect(answered > 0)
        }

        private func charonKilled(_ scenario: Scenario) async throws {
            await scenario.begin("charon is killed")
            let starts = try await scenario.metrics(.gw)["charon_starts_total"]
            try await scenario.list(.gw)
            try await scenario.lab.killCharon(.gw)
            try await scenario.expectAgreement()
            try await scenario.expect(0, "charon_up")
            for tunnel in Gateway.tunnels {
                try await scenario.expect(1, "charon_tunnel_downs_total", tunnel: tunnel, ["reason": "daemon_crashed"])
            }
            try await scenario.expectPrometheus([0, 0])

            await scenario.begin("charon is started again")
            try await scenario.lab.startCharon(.gw)
            try await scenario.lab.waitUntil("both tunnels are back", .gw) { sas in
                Gateway.tunnels.allSatisfy { sas.installed($0) == 1 }
            }
            try await scenario.expectAgreement()
            try await scenario.expectPrometheus([1, 1])
            try await rekeyChild(scenario, "aws-1")
            try await scenario.expectAgreement()
            try await scenario.expectBytes()
            try await scenario.expect(1, "charon_up")
            try await scenario.expect(try #require(starts) + 1, "charon_starts_total")
            try await scenario.expect(2, "charon_tunnel_rekeys_total", tunnel: "aws-1")
            // Those from when the exporter was away are not counted twice.
            try await scenario.expect(2, "charon_tunnel_rekeys_total", tunnel: "aws-2")
        }

        /// Rekeys a CHILD_SA and waits until the new one has taken over at both ends.
        private func rekeyChild(_ scenario: Scenario, _ tunnel: String) async throws {
            let old = try await scenario.list(.gw).flatMap(\.children).filter { $0.name == tunnel && $0.isInstalled }
            try await scenario.noteRekey(tunnel)
            try await scenario.lab.rekeyChild(.gw, tunnel)
            try await scenario.lab.waitUntil("a new CHILD_SA is there", .gw) { sas in
                let new = sas.flatMap(\.children).filter { $0.name == tunnel && $0.isInstalled }
                return new.count == 1 && new.map(\.uniqueID) != old.map(\.uniqueID)
            }
            try await scenario.lab.waitUntil("the old CHILD_SA is closed", .cloud) { $0.installed(tunnel) == 1 }
            // Once more while the old ones are still listed, with their last counts.
            for gateway in scenario.lab.gateways { try await scenario.list(gateway) }
        }
    }
}

extension Scenario {
    /// Checks that Prometheus soon knows which of gw's tunnels are up.
    func expectPrometheus(_ expected: [Double], sourceLocation: SourceLocation = #_sourceLocation) async throws {
        let prometheus = try #require(prometheus)
        var last: [Double?] = []
        // A scrape a second, and what the exporter may take.
        let found = try await poll(every: .milliseconds(100), atMost: Self.promptness + .seconds(3)) { () -> Bool? in
            let values = try prometheus.query(#"charon_tunnel_up{instance="gw"}"#)
            last = Gateway.tunnels.map { tunnel in values.first { $0.key.labels["tunnel"] == tunnel }?.value }
            return last == expected && values.count == expected.count ? true : nil
        }
        #expect(
            found != nil, "\(place): Prometheus says \(last) instead of \(expected)", sourceLocation: sourceLocation)
    }
}
