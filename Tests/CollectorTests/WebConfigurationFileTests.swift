import Collector
import Foundation
import Testing
import WebAccess

/// The example that the Prometheus exporters' own documentation gives: three sections, two users.
private let example = """
    # TLS and basic authentication configuration example.
    #
    # Additionally, a certificate and a key file are needed.
    tls_server_config:
      cert_file: server.crt
      key_file: server.key

    # Usernames and passwords required to connect.
    # Passwords are hashed with bcrypt: https://github.com/prometheus/exporter-toolkit/blob/master/docs/web-configuration.md#about-bcrypt.
    basic_auth_users:
      alice: $2y$10$mDwo.lAisC94iLAyP81MCesa29IzH37oigHC/42V2pdJlUprsJPze
      bob: $2y$10$hLqFl9jSjoAAy95Z/zw8Ye8wkdMBM8c5Bn1ptYqP/AXyV0.oy0S8m

    # Rate limiting requests on the endpoint using a token bucket
    rate_limit:
      interval: "1s" # time interval between two requests, set to 0 to disable rate limiter
      burst: 20 # and permits a burst of up to 20 requests.
    """

private func read(_ text: String, path: String = "/etc/exporter/web.yml") throws -> WebConfiguration {
    let file = WebConfigurationFile(text: text, path: path)
    #expect(file.problems.map(\.description) == [])
    return try #require(file.configuration)
}

private let pair = "  cert_file: c\n  key_file: k\n"

/// Reads a `tls_server_config` that has a certificate and a key, and what else is given.
private func readTLS(_ lines: String) throws -> TLSSettings {
    try #require(try read("tls_server_config:\n" + pair + lines).tls)
}

@Suite struct WebConfigurationFileTests {
    @Test func readsTheDocumentedExample() throws {
        let configuration = try read(example)
        #expect(configuration.tls?.certificate == .file(path: "/etc/exporter/server.crt"))
        #expect(configuration.tls?.key == .file(path: "/etc/exporter/server.key"))
        #expect(configuration.users.mapValues(\.cost) == ["alice": 10, "bob": 10])
        #expect(configuration.rateLimit == RateLimit(interval: .seconds(1), burst: 20))
        #expect(configuration.http2 && configuration.headers.isEmpty)
    }

    @Test(arguments: [
        "", "\n", "# nothing\n", "~", "---\n", "{}", "tls_server_config:\nbasic_auth_users: ~\n",
        "tls_server_config: {}\nhttp_server_config: {}\nbasic_auth_users: {}\nrate_limit: {}\n",
        "tls_server_config:\n  cert_file: ''\n  key_file: \"\"\n  min_version:\n",
    ])
    func asksForNothingWhereNothingIsSaid(_ text: String) throws {
        #expect(try read(text) == WebConfiguration())
    }

    @Test func hasTheToolkitsDefaults() throws {
        let tls = try readTLS("")
        #expect(tls.minimumVersion == .tls12 && tls.maximumVersion == .tls13 && tls.prefersServerCipherSuites)
        #expect(tls.clientAuthentication == .none && tls.clientAuthority == nil && tls.clientNames.isEmpty)
        #expect(tls.cipherSuites.isEmpty && tls.curves.isEmpty)
    }

    @Test func takesPathsRelativeToTheFile() throws {
        let text = "tls_server_config:\n  cert_file: tls/c.pem\n  key_file: /k.pem\n"
        #expect(try read(text, path: "web.yml").tls?.certificate == .file(path: "tls/c.pem"))
        #expect(try read(text, path: "d/web.yml").tls?.certificate == .file(path: "d/tls/c.pem"))
        #expect(try read(text, path: "/web.yml").tls?.certificate == .file(path: "/tls/c.pem"))
        #expect(try read(text, path: "d/web.yml").tls?.key == .file(path: "/k.pem"))
    }

    @Test func readsPEMInPlace() throws {
        let text = """
            tls_server_config:
              cert: |
                -----BEGIN CERTIFICATE-----
                MIIB
                -----END CERTIFICATE-----
              key: "-----BEGIN PRIVATE KEY-----\\nMIIE\\n-----END PRIVATE KEY-----\\n"
            """
        let tls = try #require(try read(text).tls)
        #expect(
            tls.certificate == .text(Secret("-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n")))
        #expect(!String(reflecting: tls).contains("MII"))
    }

    @Test(arguments: TLSSettings.TLSVersion.allCases) func readsVersions(_ version: TLSSettings.TLSVersion) throws {
        #expect(try readTLS("  min_version: \(version.rawValue)\n").minimumVersion == version)
        let both = try readTLS("  min_version: TLS10\n  max_version: \(version.rawValue)\n")
        #expect(both.maximumVersion == version)
    }

    @Test(arguments: TLSSettings.ClientAuthentication.allCases)
    func readsClientAuthentication(_ value: TLSSettings.ClientAuthentication) throws {
        let authority = value.verifies ? "  client_ca_file: ca\n" : ""
        let tls = try readTLS("  client_auth_type: \(value.rawValue)\n" + authority)
        #expect(tls.clientAuthentication == value)
        #expect((tls.clientAuthority == .file(path: "/etc/exporter/ca")) == value.verifies)
    }

    @Test func readsTheOldNameOfClientAuthentication() throws {
        #expect(try readTLS("  client_auth_type: RequireClientCert\n").clientAuthentication == .requireAny)
    }

    @Test func readsListsInTheirOrder() throws {
        let suites = Array(CipherSuite.allCases.reversed())
        let curves = Array(TLSSettings.Curve.allCases.reversed())
        let tls = try readTLS(
            "  cipher_suites: [\(suites.map(\.rawValue).joined(separator: ", "))]\n  curve_preferences:\n"
                + curves.map { "  - \($0.rawValue)\n" }.joined() + "  prefer_server_cipher_suites: false\n"
                + "  client_auth_type: RequireAndVerifyClientCert\n  client_ca_file: ca\n"
                + "  client_allowed_sans: [a.example, 192.0.2.1]\n")
        #expect(tls.cipherSuites == suites && tls.curves == curves && !tls.prefersServerCipherSuites)
        #expect(tls.clientNames == ["a.example", "192.0.2.1"])
    }

    @Test func readsHeaders() throws {
        let configuration = try read(
            """
            http_server_config:
              http2: false
              headers:
                Strict-Transport-Security: max-age=63072000; includeSubDomains
                X-Content-Type-Options: nosniff
                X-Frame-Options: deny
                X-XSS-Protection: ""
                Content-Security-Policy: "default-src 'self' *.example.com"
            """)
        #expect(!configuration.http2)
        #expect(
            Dictionary(uniqueKeysWithValues: configuration.headers.map { ($0.name, $0.value) }) == [
                .strictTransportSecurity: "max-age=63072000; includeSubDomains", .contentTypeOptions: "nosniff",
                .frameOptions: "deny", .contentSecurityPolicy: "default-src 'self' *.example.com",
            ])
    }

    @Test(arguments: ["interval: 0\n  burst: 5", "interval: 0s", "burst: 5", "interval: ~"])
    func limitsNothingWithoutAnInterval(_ lines: String) throws {
        #expect(try read("rate_limit:\n  \(lines)\n").rateLimit == nil)
    }

    @Test func readsAnAnchorOnce() throws {
        let hash = "$2y$10$mDwo.lAisC94iLAyP81MCesa29IzH37oigHC/42V2pdJlUprsJPze"
        #expect(try read("basic_auth_users: {a: &h \"\(hash)\", b: *h}").users.count == 2)
    }

    @Test func readsAFile() throws {
        let path = NSTemporaryDirectory() + "web-\(UUID().uuidString).yml"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data(example.utf8).write(to: URL(fileURLWithPath: path))
        #expect(try WebConfigurationFile(path: path).configuration?.users.count == 2)
        try Data([0x61, 0x3A, 0x20, 0xFF, 0xFE, 0x80]).write(to: URL(fileURLWithPath: path))
        #expect(throws: (any Error).self) { try WebConfigurationFile(path: path) }
        #expect(throws: (any Error).self) { try WebConfigurationFile(path: path + ".absent") }
        // It has no end.
        #expect(throws: (any Error).self) { try WebConfigurationFile(path: "/dev/zero") }
    }
}
