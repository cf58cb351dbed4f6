import Lab
import Testing

extension LabSuite {
    /// IKEv1: one connection in main mode, one in aggressive mode.
    @Suite("IKEv1", .serialized)
    struct IKEv1Tests {
        private static let prefix = "labv1"
        private static let gw = Gateway(
            "gw", addresses: ["192.0.2.1"], innerAddresses: ["198.51.100.1", "198.51.100.2"], configuration: "")
        private static let old = Gateway(
            "old", addresses: ["192.0.2.2", "192.0.2.3"], innerAddresses: ["203.0.113.1", "203.0.113.2"],
            configuration: "")
        /// The connections, each with a tunnel of its name, and who does to it what is done.
        private static let sides = [(name: "main", by: gw), (name: "aggressive", by: old)]

        @Test("Rekeyed, reauthenticated and deleted, from each side", .timeLimit(.minutes(2)))
        func lifeCycle() async throws {
            try await Scenario.play(Self.prefix, Self.gateways) { scenario in
                try await Self.up(scenario)
                try await Self.rekey(scenario)
                try await Self.reauthenticate(scenario)
                try await Self.delete(scenario)
                try await Self.again(scenario)
            }
        }

        // MARK: The gateways

        private static var gateways: [Gateway] {
            [old, gw].map { gateway in
                var gateway = gateway
                gateway.configuration = configuration(gateway)
                gateway.syslogLevels = "default = 1"
                // Each is the responder of an aggressive mode at some time.
                gateway.settings = "  i_dont_care_about_security_and_use_aggressive_mode_psk = yes\n"
                // gw deletes what it has rekeyed; with old it stays until it expires, as is the default.
                if gateway == gw { gateway.settings += "  delete_rekeyed = yes\n" }
                return gateway
            }
        }

        /// - Parameter rekeyTime: when whoever does things rekeys its CHILD_SA by itself.
        private static func configuration(_ gateway: Gateway, rekeyTime: String = "1h") -> String {
            let peer = gateway == gw ? old : gw
            let connections = sides.enumerated().map { index, side in
                Connection(
                    side.name, from: gateway.address(ofTunnel: index), to: peer.address(ofTunnel: index),
                    inner: (gateway.innerAddresses[index], peer.innerAddresses[index]),
                    ["version": "1", "aggressive": side.name == "aggressive" ? "yes" : "no"],
                    child: [
                        "rekey_time": side.by == gateway ? rekeyTime : "1h", "rand_time": "0", "life_time": "2h",
                    ])
            }
            return Connection.configuration(
                connections, secrets: ["  ike-lab {\n    secret = \"lab-psk\"\n  }\n"])
        }

        // MARK: The story

        private static func up(_ scenario: Scenario) async throws {
            await scenario.begin("both are up")
            for (index, side) in sides.enumerated() {
                try await scenario.lab.initiate(gw, side.name)
                try await scenario.expectPing(gw, from: gw.innerAddresses[index], to: old.innerAddresses[index])
            }
            try await scenario.expectAgreement()
            for gateway in [gw, old] {
                for side in sides {
                    try await scenario.expect(
                        1, "charon_ike_established_total", ["connection": side.name], on: gateway)
                }
            }
        }

        private static func rekey(_ scenario: Scenario) async throws {
            await scenario.begin("the CHILD_SAs are rekeyed")
            for side in sides {
                // What stays is not closed, so its bytes are not logged.
                try await scenario.noteRekey(side.name, on: side.by == gw ? [gw, old] : [])
                try await scenario.rekeyChild(side.by, side.name, with: side.by == gw ? old : gw)
            }
            try await scenario.expectAgreement()
            try await scenario.expectBytes()
            let rekeys = "charon_tunnel_rekeys_total"
            try await scenario.expect(1, rekeys, tunnel: "aggressive", on: gw)
            try await scenario.expect(1, rekeys, tunnel: "main", on: old)
            // Who rekeys by hand logs a new CHILD_SA and nothing else.
            for side in sides { try await scenario.expect(1, rekeys, tunnel: side.name, on: side.by) }
        }

        private static func reauthenticate(_ scenario: Scenario) async throws {
            await scenario.begin("the ISAKMP SAs are reauthenticated")
            let downs = try await downs(scenario)
            for side in sides { try await scenario.lab.rekeyIKE(side.by, side.name) }
            for gateway in [gw, old] {
                try await scenario.lab.waitUntil("the new ISAKMP SAs are there", gateway) { sas in
                    sas.count { $0.state == "ESTABLISHED" && $0.uniqueID > 2 } == 2
                }
            }
            try await scenario.expectAgreement()

            await scenario.begin("the old ISAKMP SAs are deleted")
            for gateway in [gw, old] {
                try await scenario.lab.waitUntil("the old ISAKMP SAs are gone", gateway) { sas in
                    sas.allSatisfy { $0.uniqueID > 2 } && sides.allSatisfy { sas.installed($0.name) >= 1 }
                }
            }
            try await scenario.expectAgreement()
            #expect(try await Self.downs(scenario) == downs)
            for index in sides.indices {
                try await scenario.expectPing(gw, from: gw.innerAddresses[index], to: old.innerAddresses[index])
            }
        }

        /// How often the tunnels went down at each end.
        private static func downs(_ scenario: Scenario) async throws -> [Double?] {
            var downs: [Double?] = []
            for gateway in [gw, old] {
                for side in sides {
                    let labels = ["connection": side.name, "tunnel": side.name, "to": "down"]
                    downs.append(try await scenario.metrics(gateway)["charon_tunnel_transitions_total", labels])
                }
            }
            return downs
        }

        private static func delete(_ scenario: Scenario) async throws {
            await scenario.begin("each side deletes one")
            // With their last counts.
            for gateway in gateways { try await scenario.list(gateway) }
            for side in sides { try await scenario.lab.terminate(side.by, side.name) }
            try await scenario.expectAgreement()
            try await scenario.expectBytes()
        }

        private static func again(_ scenario: Scenario) async throws {
            await scenario.begin("each side begins one, and rekeys it in time")
            let rekeys = "charon_tunnel_rekeys_total"
            for var gateway in gateways {
                gateway.configuration = configuration(gateway, rekeyTime: "2s")
                try await scenario.lab.load(gateway)
            }
            for (index, side) in sides.enumerated() {
                try await scenario.lab.initiate(side.by, side.name)
                try await scenario.expectPing(gw, from: gw.innerAddresses[index], to: old.innerAddresses[index])
            }
            for side in sides {
                let labels = ["connection": side.name, "tunnel": side.name]
                let before = try #require(try await scenario.metrics(side.by)[rekeys, labels])
                let first = try await scenario.list(side.by).flatMap(\.children).map(\.uniqueID)
                try await scenario.lab.waitUntil("\(side.name) is rekeyed", side.by) { sas in
                    sas.flatMap(\.children).contains {
                        $0.name == side.name && $0.state == "INSTALLED" && !first.contains($0.uniqueID)
                    }
                }
                try await scenario.expect(atLeast: before + 1, rekeys, labels, on: side.by)
            }
            try await scenario.expectAgreement()

            await scenario.begin("each side deletes all CHILD_SAs")
            for side in sides { try await scenario.lab.swanctl(side.by, ["--terminate", "--child", side.name]) }
            try await scenario.expectAgreement()
        }
    }
}
