import Lab
import Testing

extension LabSuite {
    /// charon under the legacy starter, which logs through syslog, against a charon-systemd.
    @Suite("The legacy starter", .serialized)
    struct StarterTests {
        /// How the starter's charon writes to syslog.
        enum Logging: String, CaseIterable {
            /// What it does when nothing is configured: all lines to one facility, and those of level 0 that are
            /// about IKE to another too. No line tells its IKE_SA.
            case twoFacilities
            /// One facility, and each line tells its IKE_SA.
            case namedIKESAs
        }

        private static let legacy = Gateway(
            "legacy", addresses: ["192.0.2.1"], innerAddresses: ["198.51.100.1", "198.51.100.2"], configuration: "")
        private static let modern = Gateway(
            "modern", addresses: ["192.0.2.2"], innerAddresses: ["203.0.113.1", "203.0.113.2"], configuration: "")

        @Test(
            "Up, down, rekeyed, killed, and with a second tunnel", .timeLimit(.minutes(3)), arguments: Logging.allCases)
        func lifeCycle(logging: Logging) async throws {
            try await Scenario.play("labst\(logging == .namedIKESAs ? "n" : "")", Self.gateways(logging)) { scenario in
                try await Self.upAndDown(scenario)
                try await Self.rekey(scenario)
                try await Self.killed(scenario)
                try await Self.rekeyIKE(scenario, logging)
                try await Self.second(scenario, logging)
            }
        }

        // MARK: The gateways

        private static func gateways(_ logging: Logging) -> [Gateway] {
            var legacy = legacy
            legacy.daemon = .starter
            legacy.journalLevels = nil
            legacy.syslogLevels = "default = 1"
            if logging == .twoFacilities {
                legacy.settings = """
                      syslog {
                        daemon {
                          ike_name = no
                        }
                        auth {
                          default = -1
                          ike = 0
                        }
                      }
                    """
            }
            legacy.secrets = "\(legacy.addresses[0]) \(modern.addresses[0]) : PSK \"lab-psk\"\n"
            legacy.configuration = """
                config setup
                conn %default
                  keyexchange=ikev2
                  ike=aes128-sha256-curve25519!
                  esp=aes128-sha256-curve25519!
                  authby=psk
                  forceencaps=yes
                  mobike=no
                  keyingtries=1
                  left=\(legacy.addresses[0])
                  right=\(modern.addresses[0])
                conn east
                  leftsubnet=\(legacy.innerAddresses[0])/32
                  rightsubnet=\(modern.innerAddresses[0])/32
                  auto=start
                conn west
                  leftsubnet=\(legacy.innerAddresses[1])/32
                  rightsubnet=\(modern.innerAddresses[1])/32
                  auto=add
                conn never
                  right=192.0.2.99
                  rightsubnet=203.0.113.99/32
                  auto=add

                """
            var modern = modern
            var connection = Connection(
                "east", from: modern.addresses[0], to: legacy.addresses[0],
                inner: (modern.innerAddresses[0], legacy.innerAddresses[0]))
            connection.name = "site"
            var west = connection.children[0]
            west.name = "west"
            west.settings["local_ts"] = modern.innerAddresses[1] + "/32"
            west.settings["remote_ts"] = legacy.innerAddresses[1] + "/32"
            connection.children.append(west)
            modern.configuration = Connection.configuration(
                [connection], secrets: [Connection.preSharedKey("lab", legacy.addresses + modern.addresses, "lab-psk")])
            legacy.expectedTunnels = ["east"]
            return [modern, legacy]
        }

        // MARK: The story

        private static func upAndDown(_ scenario: Scenario) async throws {
            await scenario.begin("a tunnel comes up by itself")
            try await scenario.expectAgreement()
            try await ping(scenario)
            try await scenario.expect(0, "charon_tunnel_up", tunnel: "never", on: legacy)

            await scenario.begin("the operator takes the connection down")
            try await scenario.lab.ipsec(legacy, ["down", "east"])
            try await scenario.expectAgreement()
            let deletes = "charon_ike_deletes_total"
            try await scenario.expect(1, deletes, ["connection": "east", "by": "local"], on: legacy)
            try await scenario.expect(1, deletes, ["connection": "site", "by": "peer"], on: modern)

            await scenario.begin("the operator takes the tunnel up")
            try await scenario.lab.ipsec(legacy, ["up", "east"])
            try await scenario.expectAgreement()

            await scenario.begin("the peer's operator takes the connection down")
            try await scenario.lab.terminate(modern, "site")
            try await scenario.expectAgreement()
            try await scenario.expect(1, deletes, ["connection": "east", "by": "peer"], on: legacy)
            try await scenario.lab.ipsec(legacy, ["up", "east"])
            try await scenario.expectAgreement()
            try await ping(scenario)
        }

        private static func rekey(_ scenario: Scenario) async throws {
            await scenario.begin("each side rekeys the CHILD_SA")
            for (gateway, peer) in [(modern, legacy), (legacy, modern)] {
                try await ping(scenario)
                try await scenario.noteRekey("east", on: [gateway, peer])
                try await scenario.rekeyChild(gateway, "east", with: peer)
                try await scenario.expectAgreement()
                try await scenario.expectBytes()
            }
            try await scenario.expect(2, "charon_tunnel_rekeys_total", ownLabels("east"), on: legacy)
            try await scenario.expect(2, "charon_tunnel_rekeys_total", peerLabels("east"), on: modern)

            await scenario.begin("the IKE_SA is reauthenticated")
            let old = try await scenario.list(legacy).map(\.uniqueID)
            // For as long as a deleted CHILD_SA is kept, charon puts it off.
            try await scenario.lab.waitUntil("the rekeyed CHILD_SAs are gone", legacy) { sas in
                sas.flatMap(\.children).allSatisfy(\.isInstalled)
            }
            try await scenario.lab.reauthenticate(legacy, "east")
            try await waitForNew(scenario, old)
            try await scenario.expectAgreement()
            try await scenario.expect(1, "charon_ike_reauthentications_total", ["connection": "east"], on: legacy)
            try await scenario.expectBytes()
        }

        private static func killed(_ scenario: Scenario) async throws {
            await scenario.begin("charon is killed")
            let starts = try #require(try await scenario.metrics(legacy)["charon_starts_total"])
            try await scenario.lab.killChildOfStarter(legacy)
            try await scenario.expect(0, "charon_up", on: legacy)
            try await scenario.expect(0, "charon_tunnel_up", ownLabels("east"), on: legacy)
            let crashed = ownLabels("east").merging(["reason": "daemon_crashed"]) { $1 }
            try await scenario.expect(1, "charon_tunnel_downs_total", crashed, on: legacy)

            await scenario.begin("the starter starts it again")
            try await scenario.lab.waitForRestart(legacy) { $0.installed("east") == 1 }
            try await scenario.expectAgreement()
            try await scenario.expect(1, "charon_up", on: legacy)
            try await scenario.expect(starts + 1, "charon_starts_total", on: legacy)
            try await ping(scenario)
            try await scenario.noteRekey("east", on: [legacy, modern])
            try await scenario.rekeyChild(legacy, "east", with: modern)
            try await scenario.expectAgreement()
            try await scenario.expectBytes()
        }

        private static func rekeyIKE(_ scenario: Scenario, _ logging: Logging) async throws {
            await scenario.begin("the IKE_SA is rekeyed")
            let deletes = "charon_ike_deletes_total"
            let local = ["connection": "east", "by": "local"]
            let before = try #require(try await scenario.metrics(legacy)[deletes, local])
            let old = try await scenario.list(legacy).map(\.uniqueID)
            try await scenario.lab.rekeyIKE(legacy, "east")
            try await waitForNew(scenario, old)
            try await scenario.expectAgreement(on: [modern])
            try await scenario.expect(1, "charon_ike_rekeys_total", ["connection": "east"], on: legacy)
            try await scenario.expectAgreement(on: [legacy])
            try await scenario.expect(before, deletes, local, on: legacy)

            await scenario.begin("down and up")
            try await scenario.lab.ipsec(legacy, ["down", "east"])
            try await scenario.expectAgreement()
            try await scenario.lab.ipsec(legacy, ["up", "east"])
            try await scenario.expectAgreement()
        }

        /// A second tunnel in the same IKE_SA.
        private static func second(_ scenario: Scenario, _ logging: Logging) async throws {
            await scenario.begin("a second tunnel in the same IKE_SA")
            try await scenario.lab.ipsec(legacy, ["up", "west"])
            try await expectSecond(scenario, logging)
            try await ping(scenario, tunnels: 2)

            await scenario.begin("each side rekeys one CHILD_SA")
            for (gateway, peer, tunnel) in [(modern, legacy, "east"), (legacy, modern, "west")] {
                try await scenario.noteRekey(tunnel, on: [gateway, peer])
                try await scenario.rekeyChild(gateway, tunnel, with: peer)
            }
            try await expectSecond(scenario, logging)
            try await scenario.expectBytes()

            await scenario.begin("the operator takes the second down")
            try await scenario.lab.ipsec(legacy, ["down", "west{*}"])
            try await expectSecond(scenario, logging)
            try await scenario.expectBytes()

            await scenario.begin("both go with their IKE_SA")
            try await scenario.lab.ipsec(legacy, ["up", "west"])
            try await expectSecond(scenario, logging)
            try await scenario.lab.ipsec(legacy, ["down", "east"])
            try await expectSecond(scenario, logging)
        }

        private static func expectSecond(_ scenario: Scenario, _ logging: Logging) async throws {
            try await scenario.expectAgreement(on: [modern])
            // It depends on which threads charon happens to give the work to.
            try await scenario.expectAgreement(on: [legacy])
        }

        private static func ping(_ scenario: Scenario, tunnels count: Int = 1) async throws {
            for index in 0..<count {
                try await scenario.expectPing(
                    legacy, from: legacy.innerAddresses[index], to: modern.innerAddresses[index])
            }
        }

        /// Waits until both ends have one IKE_SA, which is another one, and the tunnel in it.
        private static func waitForNew(_ scenario: Scenario, _ old: [UInt32]) async throws {
            try await scenario.lab.waitUntil("a new IKE_SA is there", legacy) { sas in
                sas.count == 1 && !old.contains(sas[0].uniqueID) && sas.installed("east") == 1
            }
            try await scenario.lab.waitUntil("a new IKE_SA is there", modern) { sas in
                sas.count == 1 && sas.installed("east") == 1
            }
        }

        /// The starter joins what has the same ends: both tunnels are in the connection that came first.
        private static func ownLabels(_ tunnel: String) -> [String: String] {
            ["connection": "east", "tunnel": tunnel]
        }

        private static func peerLabels(_ tunnel: String) -> [String: String] {
            ["connection": "site", "tunnel": tunnel]
        }
    }
}
