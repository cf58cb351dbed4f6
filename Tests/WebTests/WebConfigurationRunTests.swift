import Foundation
import Lab
import Testing

/// The web configuration file on the real program.
@Suite(.serialized) struct WebConfigurationRunTests {
    static let tls = "tls_server_config:\n  cert_file: server.crt\n  key_file: server.key\n"

    private func runSecure(
        _ configuration: String, _ names: [(name: String, names: String)] = [], _ body: (WebRun) async throws -> Void
    ) async throws {
        try await WebRun.run(configuration) { directory in
            let certificates = try await Certificates(in: directory)
            for (name, names) in names { try await certificates.makeClient(name, names: names) }
        } _: { run async throws in
            try await body(run)
        }
    }

    private func shown(_ client: String) -> [String] {
        client.isEmpty ? [] : ["--cert", "DIR/\(client).crt", "--key", "DIR/\(client).key"]
    }

    // MARK: Users

    @Test func usersAreLetInByTheirPasswords() async throws {
        let log = try await withLog(Users.configuration() + "http_server_config: {headers: {X-Frame-Options: deny}}\n")
        {
            run async throws in
            for user in Users.all {
                for _ in 0..<2 {
                    #expect(try await run.curl("/metrics", ["-u", user.login]).status == 200, "\(user.name)")
                }
                #expect(
                    try await run.curl("/metrics", ["-u", user.login.dropLast() + "y"]).status == 401, "\(user.name)")
                #expect(try await run.curl("/metrics", ["-u", user.name + ":"]).status == 401, "\(user.name)")
            }
            // What comes after 72 bytes counts for nothing, as everywhere with bcrypt.
            #expect(try await run.curl("/metrics", ["-u", Users.long.login + "more"]).status == 200)
            for arguments in [
                [], ["-u", "mallory:" + Users.alice.password], ["-H", "Authorization: Basic !!!"],
                ["-H", "Authorization: Bearer abc"], ["-H", "Authorization: Basic YWxpY2U="],
                ["-u", "alice:" + Users.colon.password], ["-u", "ALICE:" + Users.alice.password],
            ] {
                let answer = try await run.curl("/metrics", arguments)
                #expect(answer.status == 401, "\(arguments)")
                #expect(answer.head.lowercased().contains("www-authenticate: basic realm="), "\(arguments)")
                // Refusals are guarded as answers are.
                #expect(answer.head.contains("X-Frame-Options: deny"), "\(answer.head)")
            }
            // Who nobody knows is told nothing: not what there is, nor what may be asked.
            for path in ["/", "/nothing", "/-/healthy", "/page/style.css"] {
                #expect(try await run.curl(path).status == 401, "\(path)")
            }
            #expect(try await run.curl("/metrics", ["-X", "POST", "-d", "a"]).status == 401)
            #expect(try await run.curl("/metrics", ["-u", Users.alice.login, "-X", "POST"]).status == 405)
            #expect(try await run.curl("/nothing", ["-u", Users.alice.login]).status == 404)
        }
        for user in Users.all {
            #expect(!log.contains(user.password))
            #expect(!log.contains(user.hash.dropFirst(7)))
            #expect(!log.contains(Data(user.login.utf8).base64EncodedString()))
        }
    }

    /// - Returns: everything that the program wrote.
    private func withLog(_ configuration: String, _ body: (WebRun) async throws -> Void) async throws -> String {
        var log = ""
        try await WebRun.run(configuration) { run async throws in
            try await body(run)
            log = run.exporter.errors
        }
        #expect(!log.isEmpty)
        return log
    }

    @Test func theRateComesBeforeTheUser() async throws {
        try await WebRun.run(Users.configuration([.alice]) + "rate_limit: {interval: 1h, burst: 3}\n") {
            run async throws in
            #expect(try await run.curl("/metrics").status == 401)
            #expect(try await run.curl("/metrics", ["-u", Users.alice.login]).status == 200)
            #expect(try await run.curl("/nothing", ["-u", "alice:wrong"]).status == 401)
            let refused = try await run.curl("/metrics", ["-u", Users.alice.login])
            #expect(refused.status == 429)
            #expect(refused.head.lowercased().contains("retry-after:"))
            #expect(try await run.curl("/metrics").status == 429)
            // Another part of the file that changes gives nobody new tokens; another rate does.
            try WebRun.configure(
                Users.configuration([.alice, .colon]) + "rate_limit: {interval: 1h, burst: 3}\n", run.directory)
            try await Task.sleep(for: .milliseconds(600))
            #expect(try await run.curl("/metrics", ["-u", Users.colon.login]).status == 429)
            try WebRun.configure(Users.configuration([.colon]), run.directory)
            #expect(try await run.wait { try await run.curl("/metrics", ["-u", Users.colon.login]).status == 200 })
            #expect(try await run.curl("/metrics", ["-u", Users.alice.login]).status == 401)
        }
    }

    // MARK: TLS

    @Test func versionsAndSuitesAreThoseOfTheFile() async throws {
        let suite = "  cipher_suites: [TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384]\n  curve_preferences: [CurveP384]\n"
        for (lines, accepted, refused) in [
            ("", [["--tls-max", "1.2"], ["--tlsv1.3"]], [["--tls-max", "1.1", "--ciphers", "ALL:@SECLEVEL=0"]]),
            ("  min_version: TLS13\n", [["--tlsv1.3"]], [["--tls-max", "1.2"]]),
            ("  max_version: TLS12\n", [["--tls-max", "1.2"]], [["--tlsv1.3"]]),
            (
                "  max_version: TLS12\n" + suite,
                [["--curves", "P-256:P-384"], ["--ciphers", "ECDHE-ECDSA-AES256-GCM-SHA384"]],
                // The curve of the certificate's key is another matter, and must be among them.
                [
                    ["--ciphers", "ECDHE-ECDSA-AES128-GCM-SHA256"], ["--curves", "P-256"],
                    ["--curves", "P-256:X25519"],
                ]
            ),
        ] as [(String, [[String]], [[String]])] {
            try await runSecure(Self.tls + lines) { run async throws in
                for arguments in accepted {
                    #expect(try await run.secure("/metrics", arguments).status == 200, "\(lines) \(arguments)")
                }
                for arguments in refused {
                    #expect(try await run.secure("/metrics", arguments).status == 0, "\(lines) \(arguments)")
                }
                let text = try await run.secure("/metrics").body
                let counted = "charon_exporter_web_refusals_total{reason=\"tls\"} \(refused.count)\n"
                #expect(text.contains(counted), "\(lines)")
            }
        }
    }

    @Test func whoSpeaksSomethingElseIsTurnedAway() async throws {
        try await runSecure(Self.tls) { run async throws in
            #expect(try await run.curl("/metrics").status != 200)
            #expect(try await run.secure("/metrics").status == 200)
            #expect(try await run.secure("/metrics", ["--http2"]).head.hasPrefix("HTTP/1.1 200"))
            #expect(try await run.secure("/metrics", ["--http1.0"]).status == 200)
            // The certificate is for the machine's name: nothing is skipped.
            #expect(try await run.curl("https://localhost:PORT/metrics", ["-4"]).status == 0)
        }
        try await WebRun.run { run async throws in
            #expect(try await run.curl("https://127.0.0.1:PORT/metrics", ["-k"]).status == 0)
            #expect(try await run.curl("/metrics").status == 200)
        }
    }

    @Test func aClientsCertificateMustHaveOneOfTheNames() async throws {
        let names =
            "[scraper.example.org, prometheus@example.org, \"spiffe://example.org/prometheus\", 192.0.2.7, \"2001:db8::7\"]"
        let clients = [
            ("host", "DNS:other.example.org,DNS:scraper.example.org", 200),
            ("mail", "email:prometheus@example.org", 200),
            ("uri", "URI:spiffe://example.org/prometheus", 200), ("v4", "IP:192.0.2.7", 200),
            ("v6", "IP:2001:db8:0::7", 200), ("none", "", 0), ("other", "DNS:other.example.org", 0),
            ("below", "DNS:a.scraper.example.org", 0), ("wild", "DNS:*.example.org", 0), ("near", "IP:192.0.2.8", 0),
            ("kind", "DNS:192.0.2.7", 200),
        ]
        let configuration =
            Self.tls + "  client_ca_file: ca.crt\n  client_auth_type: RequireAndVerifyClientCert\n"
            + "  client_allowed_sans: \(names)\n"
        try await runSecure(configuration, clients.map { ($0.0, $0.1) }) { run async throws in
            for (name, _, status) in clients {
                #expect(try await run.secure("/metrics", shown(name)).status == status, "\(name)")
                #expect(try await run.secure("/", shown(name) + ["--tls-max", "1.2"]).status == status, "\(name)")
            }
        }
    }

    @Test func aClientsCertificateMustBeOneForClientsAndOfToday() async throws {
        let configuration =
            Self.tls + "  client_ca_file: ca.crt\n  client_auth_type: RequireAndVerifyClientCert\n"
        try await WebRun.run(configuration) { directory in
            let certificates = try await Certificates(in: directory)
            try await certificates.makeClient("right")
            try await certificates.makeClient("old", days: -1)
            try await certificates.makeClient("server-only", usage: "serverAuth")
            try await certificates.makeClient("foreigner", by: "foreign")
        } _: { run async throws in
            for (name, status) in [("right", 200), ("old", 0), ("server-only", 0), ("foreigner", 0), ("", 0)] {
                #expect(try await run.secure("/metrics", shown(name)).status == status, "\(name)")
            }
        }
    }
}
