import Lab
import Testing

extension LabSuite {
    /// A branch that shows its hub certificates, good ones and bad ones.
    @Suite("Certificates", .serialized)
    struct CertificateTests {
        private static let prefix = "labcert"
        private static let hub = Gateway(
            "hub", addresses: ["192.0.2.1"], innerAddresses: ["198.51.100.1"], configuration: "")
        private static let branch = Gateway(
            "branch", addresses: ["192.0.2.2"], innerAddresses: ["203.0.113.1"], configuration: "")

        @Test("Valid, expired, revoked, of an unknown issuer, and refused by the initiator", .timeLimit(.minutes(2)))
        func certificates() async throws {
            let gateways = try await Self.gateways()
            try await Scenario.play(Self.prefix, gateways) { scenario in
                try await Self.valid(scenario)
                try await Self.refusedByHub(scenario, "expired", "certificate_invalid")
                try await Self.refusedByHub(scenario, "unknown", "no_trusted_key")
                try await Self.refusedByHub(scenario, "revoked", "certificate_revoked")
                try await Self.deletedByHub(scenario)
                try await Self.refusedByBranch(scenario)
            }
        }

        // MARK: The gateways

        private static func gateways() async throws -> [Gateway] {
            let credentials = try Credentials(prefix: prefix)
            for name in ["ca", "other"] { try await credentials.makeAuthority(name) }
            for name in ["hub", "valid", "revoked"] { try await credentials.makeCertificate(name, by: "ca") }
            try await credentials.makeCertificate("expired", by: "ca", isExpired: true)
            try await credentials.makeCertificate("unknown", by: "other")
            try await credentials.makeRevocationList("ca", revoking: "revoked")

            var hub = hub
            hub.plugins = plugins
            hub.syslogLevels = "default = 1"
            hub.files = [
                try credentials.keyFile("hub"), try credentials.certificateFile("hub"),
                try credentials.authorityFile("ca"), try credentials.revocationFile("ca"),
            ]
            hub.configuration = Connection.configuration(
                ["valid", "expired", "unknown", "revoked"].map { name in
                    var connection = connection(name, from: Self.hub, to: Self.branch)
                    connection.local = ["auth": "pubkey", "id": "hub.example.org", "certs": "hub.pem"]
                    connection.remote = ["auth": "pubkey", "id": "\(name).example.org", "cacerts": "ca.pem"]
                    return connection
                }, secrets: [])

            var branch = branch
            branch.plugins = plugins
            branch.syslogLevels = "default = 1"
            branch.files = [try credentials.authorityFile("ca"), try credentials.authorityFile("other")]
            for name in ["valid", "expired", "unknown", "revoked"] {
                branch.files += [try credentials.keyFile(name), try credentials.certificateFile(name)]
            }
            branch.configuration = Connection.configuration(
                ["valid", "expired", "unknown", "revoked", "refusing"].map { name in
                    let own = name == "refusing" ? "valid" : name
                    var connection = connection(name, from: Self.branch, to: Self.hub)
                    connection.local = ["auth": "pubkey", "id": "\(own).example.org", "certs": "\(own).pem"]
                    connection.remote = ["auth": "pubkey", "id": "hub.example.org"]
                    // The hub's certificate is good, but not of this authority.
                    if name == "refusing" { connection.remote["cacerts"] = "other.pem" }
                    return connection
                }, secrets: [])
            return [hub, branch]
        }

        private static let plugins = ["pem", "pkcs1", "pkcs8", "x509", "pubkey", "constraints", "revocation"]

        private static func connection(_ name: String, from: Gateway, to: Gateway) -> Connection {
            Connection(
                name, from: from.addresses[0], to: to.addresses[0],
                inner: (from.innerAddresses[0], to.innerAddresses[0]))
        }

        // MARK: The story

        private static func valid(_ scenario: Scenario) async throws {
            await scenario.begin("a valid certificate")
            try await scenario.lab.initiate(branch, "valid")
            try await scenario.expectAgreement()
            let success = ["connection": "valid", "method": "pubkey", "result": "success"]
            for gateway in [hub, branch] {
                try await scenario.expect(1, "charon_authentications_total", success, on: gateway)
                try await scenario.expect(1, "charon_ike_established_total", ["connection": "valid"], on: gateway)
            }
            try await scenario.expectPing(branch, from: branch.innerAddresses[0], to: hub.innerAddresses[0])
            try await scenario.noteRekey("valid", on: [hub, branch])
            try await scenario.rekeyChild(branch, "valid", with: hub)
            try await scenario.expectAgreement()
            try await scenario.expectBytes()
        }

        private static func refusedByHub(_ scenario: Scenario, _ name: String, _ reason: String) async throws {
            await scenario.begin("a certificate that is refused: \(name)")
            try await scenario.lab.initiateInVain(branch, name)
            try await scenario.expectAgreement()
            let labels = ["connection": name, "reason": reason]
            try await scenario.expect(1, "charon_ike_failures_total", labels, on: hub)
            try await scenario.expect(
                1, "charon_ike_failures_total", ["connection": name, "reason": "authentication_failed"], on: branch)
            try await scenario.expectFailures(1, name, on: branch)
            let failure = ["connection": name, "method": "pubkey", "result": "failure"]
            try await scenario.expect(1, "charon_authentications_total", failure, on: hub)
            try await scenario.expectFailures(1, name, on: hub)
            try await scenario.expectArchived(reason, name, on: hub)
        }

        private static func deletedByHub(_ scenario: Scenario) async throws {
            await scenario.begin("the hub deletes")
            try await scenario.lab.terminate(hub, "valid")
            try await scenario.expectAgreement()
            try await scenario.expectBytes()
            let deletes = "charon_ike_deletes_total"
            try await scenario.expect(1, deletes, ["connection": "valid", "by": "local"], on: hub)
            try await scenario.expect(1, deletes, ["connection": "valid", "by": "peer"], on: branch)
        }

        private static func refusedByBranch(_ scenario: Scenario) async throws {
            await scenario.begin("the initiator refuses")
            try await scenario.lab.initiateInVain(branch, "refusing")
            // For the hub all was well until the branch said otherwise.
            try await scenario.expect(2, "charon_ike_established_total", ["connection": "valid"], on: hub)
            try await scenario.expectAgreement()
            try await scenario.expect(0, "charon_ike_established_total", ["connection": "refusing"], on: branch)
            try await scenario.expectFailures(1, "refusing", on: branch)
            try await scenario.expectArchived("constraint_failed", "refusing", on: branch)
        }
    }
}
