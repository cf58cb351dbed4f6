import Foundation
import Lab
import Testing

/// Who sees what shows identities and the log's text, on the real program.
@Suite(.serialized) struct AuditAccessRunTests {
    private static let users = "basic_auth_users: {alice: \(Users.alice.hash)}\n"

    /// Runs it in a network of its own that has an address besides those of loopback, on which nobody is at home.
    private func runApart(
        _ configuration: String? = nil, _ arguments: [String] = [], prepare: (String) async throws -> Void = { _ in },
        _ body: (WebRun) async throws -> Void
    ) async throws {
        let network =
            "ip link set lo up && ip addr add 192.0.2.1/32 dev lo && ip addr add 2001:db8::1/128 dev lo && exec \"$@\""
        try await WebRun.run(
            configuration, ["--web.listen-address", ":9817", "--web.listen-address", "unix:DIR/web.sock"] + arguments,
            prefix: [try Tool.unshare.path(), "-n", try Tool.shell.path(), "-c", network, "sh"], prepare: prepare
        ) { run async throws in
            var inside = run
            inside.prefix = [try Tool.nsenter.path(), "-t", "\(run.exporter.process.pid)", "-n"]
            try await body(inside)
        }
    }

    @Test func withoutUsersThisMachineOnlySeesIt() async throws {
        try await runApart { run async throws in
            let unix = ["--unix-socket", "DIR/web.sock"]
            for (url, arguments, status) in [
                ("http://127.0.0.1:9817/", [], 200), ("http://localhost:9817/", ["-4"], 200),
                ("http://localhost:9817/", ["-6"], 200), ("http://[::1]:9817/", [], 200),
                ("http://127.5.6.7:9817/", [], 200), ("http://localhost/", unix, 200),
                ("http://192.0.2.1:9817/", [], 403), ("http://[2001:db8::1]:9817/", [], 403),
                ("http://192.0.2.1:9817/", ["-H", "Host: localhost"], 403),
                ("http://192.0.2.1:9817/", ["-H", "X-Forwarded-For: 127.0.0.1"], 403),
                ("http://192.0.2.1:9817/?a", ["-H", "Authorization: Basic YWxpY2U6YQ=="], 403),
                ("http://127.0.0.1:9817/", ["-H", "X-Forwarded-For: 127.0.0.1"], 403),
                ("http://127.0.0.1:9817/", ["-H", "X-Forwarded-Host: a"], 403),
                ("http://127.0.0.1:9817/", ["-H", "fOrWaRdEd: for=192.0.2.1"], 403),
                ("http://127.0.0.1:9817/", ["-H", "Via: 1.1 a"], 403),
                ("http://127.0.0.1:9817/", ["-H", "Host: evil.example"], 403),
                ("http://127.0.0.1:9817/", ["-H", "Host: localhost.evil.example:9817"], 403),
                ("http://127.0.0.1:9817/", ["--request-target", "http://evil.example/"], 200),
                ("http://localhost/", unix + ["-H", "X-Real-IP: 127.0.0.1"], 403),
                ("http://gw.example.org/", unix, 403),
                // Loopback's address as the source does not lead to the other one.
                ("http://192.0.2.1:9817/", ["--interface", "host!127.0.0.1"], 200),
                // What shows no identity is for everybody.
                ("http://192.0.2.1:9817/metrics", [], 200), ("http://192.0.2.1:9817/-/ready", [], 200),
                ("http://192.0.2.1:9817/page/style.css", [], 200), ("http://gw.example.org/metrics", unix, 200),
            ] as [(String, [String], Int)] {
                for method in [[], ["-I"]] {
                    let answer = try await run.curl(url, arguments + method)
                    #expect(answer.status == status, "\(url) \(arguments) \(method)")
                    #expect(!answer.body.contains("<h1>") || status == 200)
                }
            }
            let refused = try await run.curl("http://192.0.2.1:9817/")
            #expect(refused.body.contains("--web.allow-anonymous-audit"))
            let metrics = try await run.curl("http://127.0.0.1:9817/metrics")
            #expect(metrics.body.contains("charon_exporter_web_refusals_total{reason=\"forbidden\"}"))
        }
    }

    @Test func usersSeeItFromAnywhere() async throws {
        try await runApart(Self.users) { run async throws in
            for host in ["127.0.0.1", "192.0.2.1"] {
                for (arguments, status) in [
                    ([], 401), (["-u", "alice:wrong"], 401), (["-u", Users.alice.login], 200),
                    (["-u", Users.alice.login, "-H", "X-Forwarded-For: 192.0.2.7"], 200),
                    (["-u", Users.alice.login, "-H", "Host: evil.example"], 200),
                ] {
                    #expect(
                        try await run.curl("http://\(host):9817/", arguments).status == status, "\(host) \(arguments)")
                }
                #expect(try await run.curl("http://\(host):9817/metrics").status == 401)
            }
        }
    }

    @Test func whoWantsItOpenGetsItOpen() async throws {
        try await runApart(nil, ["--web.allow-anonymous-audit"]) { run async throws in
            #expect(try await run.curl("http://192.0.2.1:9817/").status == 200)
            #expect(try await run.curl("http://127.0.0.1:9817/", ["-H", "Host: evil.example"]).status == 200)
        }
        // It opens nothing that the web configuration closes.
        try await runApart(Self.users, ["--web.allow-anonymous-audit"]) { run async throws in
            #expect(try await run.curl("http://192.0.2.1:9817/").status == 401)
        }
    }

    /// Only a certificate that was checked says who somebody is.
    @Test(arguments: [
        ("RequestClientCert", "client", 403), ("RequestClientCert", "foreigner", 403),
        ("RequireAnyClientCert", "client", 403), ("RequireAnyClientCert", "foreigner", 403),
        ("VerifyClientCertIfGiven", "", 403), ("VerifyClientCertIfGiven", "client", 200),
        ("VerifyClientCertIfGiven", "foreigner", 0), ("RequireAndVerifyClientCert", "client", 200),
        ("RequireAndVerifyClientCert", "", 0),
    ]) func aCertificateThatWasCheckedIsAUser(_ kind: String, _ client: String, _ status: Int) async throws {
        let configuration = """
            tls_server_config:
              cert_file: server.crt
              key_file: server.key
              client_auth_type: \(kind)
              client_ca_file: ca.crt
            """
        try await runApart(configuration) { directory in
            let certificates = try await Certificates(in: directory)
            try await certificates.makeClient("client")
            try await certificates.makeClient("foreigner", by: "foreign")
        } _: { run async throws in
            let shown = client.isEmpty ? [] : ["--cert", "DIR/\(client).crt", "--key", "DIR/\(client).key"]
            for version in [["--tls-max", "1.2"], ["--tlsv1.3"]] {
                let answer = try await run.curl("https://192.0.2.1:9817/", ["-k"] + shown + version)
                #expect(answer.status == status, "\(version)")
                if status != 0 {
                    #expect(try await run.curl("https://192.0.2.1:9817/metrics", ["-k"] + shown).status == 200)
                }
            }
        }
    }
}
