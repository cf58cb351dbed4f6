import Lab
import Testing

extension LabSuite {
    /// Road warriors that share one connection of the hub, each with a password and an address from its pool.
    @Suite("Road warriors", .serialized)
    struct RoadWarriorTests {
        private static let prefix = "labrw"
        private static let hub = Gateway(
            "hub", addresses: ["192.0.2.1"], innerAddresses: ["198.51.100.1"], configuration: "")
        private static let warriors = (1...3).map {
            Gateway("rw\($0)", addresses: ["192.0.2.1\($0)"], innerAddresses: [], configuration: "")
        }
        /// The tunnel's labels at the hub.
        private static let net = ["connection": "rw", "tunnel": "net"]

        @Test("Three come and go, with right and wrong passwords", .timeLimit(.minutes(2)))
        func comingAndGoing() async throws {
            let gateways = try await Self.gateways()
            try await Scenario.play(Self.prefix, gateways) { scenario in
                try await Self.coming(scenario)
                try await Self.going(scenario)
                try await Self.wrongPassword(scenario, gateways[1])
                try await Self.lost(scenario)
                try await Self.restarted(scenario, gateways[3])
            }
        }

        // MARK: The gateways

        private static func gateways() async throws -> [Gateway] {
            let credentials = try Credentials(prefix: prefix)
            try await credentials.makeAuthority("ca")
            try await credentials.makeCertificate("hub", by: "ca")
            var hub = hub
            hub.plugins = plugins
            hub.syslogLevels = "default = 1"
            // Who fell silent in the middle of a password is forgotten after this.
            hub.settings = "  half_open_timeout = 4"
            hub.files = [
                try credentials.keyFile("hub"), try credentials.certificateFile("hub"),
                try credentials.authorityFile("ca"),
            ]
            var connection = Connection(
                "rw", from: hub.addresses[0], to: "%any", inner: (hub.innerAddresses[0], "198.51.100.2"),
                ["pools": "rw", "send_certreq": "no", "send_cert": "always", "dpd_delay": "2s"])
            connection.local = ["auth": "pubkey", "id": "hub.example.org", "certs": "hub.pem"]
            connection.remote = ["auth": "eap-mschapv2", "eap_id": "%any"]
            connection.children[0].name = "net"
            connection.children[0].settings["remote_ts"] = "dynamic"
            hub.configuration =
                Connection.configuration([connection], secrets: (1...3).map { secret($0, "password-\($0)") })
                + "pools {\n  rw {\n    addrs = 203.0.113.0/29\n  }\n}\n"
            return [hub]
                + (try (1...3).map { try warrior($0, credentials.authorityFile("ca"), password: "password-\($0)") })
        }

        private static let plugins = [
            "pem", "pkcs1", "pkcs8", "x509", "pubkey", "constraints", "gcrypt", "eap-identity", "eap-mschapv2",
        ]

        private static func warrior(_ number: Int, _ authority: Gateway.File, password: String) throws -> Gateway {
            var gateway = warriors[number - 1]
            gateway.plugins = plugins
            gateway.syslogLevels = "default = 1"
            gateway.files = [authority]
            gateway.configuration = configuration(number, password: password)
            return gateway
        }

        private static func configuration(_ number: Int, password: String) -> String {
            let gateway = warriors[number - 1]
            var connection = Connection(
                "home", from: gateway.addresses[0], to: hub.addresses[0], inner: ("0.0.0.0", hub.innerAddresses[0]),
                ["vips": "0.0.0.0", "dpd_delay": "2s"])
            connection.local = ["auth": "eap-mschapv2", "eap_id": "user\(number)@example.org"]
            connection.remote = ["auth": "pubkey", "id": "hub.example.org"]
            connection.children[0].settings["local_ts"] = "dynamic"
            return Connection.configuration([connection], secrets: [secret(number, password)])
        }

        private static func secret(_ number: Int, _ password: String) -> String {
            "  eap-\(number) {\n    id = user\(number)@example.org\n    secret = \"\(password)\"\n  }\n"
        }

        // MARK: The story

        private static func coming(_ scenario: Scenario) async throws {
            for (index, warrior) in warriors.enumerated() {
                await scenario.begin("\(warrior.name) comes")
                try await scenario.lab.initiate(warrior, "home")
                try await scenario.expectAgreement(on: [hub, warrior])
                let count = Double(index + 1)
                try await scenario.expect(count, "charon_tunnel_child_sas", net, on: hub)
                let success = ["connection": "rw", "method": "eap", "result": "success"]
                try await scenario.expect(count, "charon_authentications_total", success, on: hub)
                // The pool's addresses are given out in their order.
                try await scenario.expectPing(warrior, from: "203.0.113.\(index + 1)", to: hub.innerAddresses[0])
            }
            await scenario.begin("rw2 rekeys")
            try await scenario.noteRekey("home", on: [warriors[1]])
            try await scenario.rekeyChild(warriors[1], "home", with: hub)
            try await scenario.expectAgreement()
            try await scenario.expectBytes()
            try await scenario.expect(1, "charon_tunnel_rekeys_total", net, on: hub)
        }

        private static func going(_ scenario: Scenario) async throws {
            await scenario.begin("rw2 goes")
            try await scenario.lab.terminate(warriors[1], "home")
            try await scenario.expectAgreement()
            try await scenario.expect(1, "charon_tunnel_up", net, on: hub)
            try await scenario.expect(1, "charon_ike_deletes_total", ["connection": "rw", "by": "peer"], on: hub)

            await scenario.begin("the hub sends rw3 away")
            // They came in their order, so the hub's third IKE_SA is that of rw3.
            try await scenario.lab.swanctl(hub, ["--terminate", "--ike-id", "3"])
            try await scenario.expectAgreement()
            try await scenario.expect(1, "charon_ike_deletes_total", ["connection": "rw", "by": "local"], on: hub)

            await scenario.begin("the last one goes")
            try await scenario.lab.terminate(warriors[0], "home")
            try await scenario.expectAgreement()
            try await scenario.expect(0, "charon_tunnel_up", net, on: hub)
            try await scenario.expectBytes()

            await scenario.begin("two are back")
            for warrior in warriors[1...] { try await scenario.lab.initiate(warrior, "home") }
            try await scenario.expectAgreement()
        }

        private static func wrongPassword(_ scenario: Scenario, _ warrior: Gateway) async throws {
            await scenario.begin("rw1 has a wrong password")
            var forgetful = warrior
            forgetful.configuration = configuration(1, password: "forgotten")
            try await scenario.lab.load(forgetful)
            try await scenario.lab.initiateInVain(warrior, "home")
            try await scenario.expectAgreement()
            let failure = ["connection": "home", "method": "eap", "result": "failure"]
            try await scenario.expect(1, "charon_authentications_total", failure, on: warrior)
            try await scenario.expectFailures(1, "home", on: warrior)
            try await scenario.lab.waitUntil("the hub has forgotten rw1", hub) { $0.count == 2 }
            try await scenario.expectAgreement()
            let labels = ["connection": "rw", "reason": "eap_verification_failed"]
            try await scenario.expect(1, "charon_ike_failures_total", labels, on: hub)
            let rejected = ["connection": "rw", "method": "eap", "result": "failure"]
            try await scenario.expect(1, "charon_authentications_total", rejected, on: hub)

            await scenario.begin("rw1 remembers its password")
            try await scenario.lab.load(warrior)
            try await scenario.lab.initiate(warrior, "home")
            try await scenario.expectAgreement()
            try await scenario.expect(3, "charon_tunnel_child_sas", net, on: hub)
        }

        private static func lost(_ scenario: Scenario) async throws {
            await scenario.begin("rw2 loses its way")
            try await scenario.lab.unplug(warriors[1], true)
            for gateway in [hub, warriors[1]] {
                try await scenario.lab.waitUntil("rw2 is given up", gateway) {
                    $0.count == (gateway == hub ? 2 : 0)
                }
            }
            try await scenario.expectAgreement()
            try await scenario.expect(1, "charon_peer_timeouts_total", ["connection": "rw"], on: hub)
            try await scenario.expect(1, "charon_peer_timeouts_total", ["connection": "home"], on: warriors[1])

            await scenario.begin("rw2 finds home")
            try await scenario.lab.unplug(warriors[1], false)
            try await scenario.lab.initiate(warriors[1], "home")
            try await scenario.expectAgreement()
        }

        private static func restarted(_ scenario: Scenario, _ warrior: Gateway) async throws {
            await scenario.begin("rw3 is killed and comes back")
            try await scenario.lab.killCharon(warrior)
            try await scenario.lab.startCharon(warrior)
            try await scenario.lab.initiate(warrior, "home")
            // It says that this is its only IKE_SA, so the hub destroys the other.
            try await scenario.lab.waitUntil("the hub has one of each", hub) { $0.count == 3 }
            try await scenario.expectAgreement()
            try await scenario.expectBytes()
        }
    }
}
