import Collector
import Testing
import WebAccess

private let pair = "  cert_file: c\n  key_file: k\n"
private let tls = "tls_server_config:\n" + pair

/// What is wrong, as the operator reads it.
private func problems(_ text: String) -> [String] {
    let file = WebConfigurationFile(text: text, path: "web.yml")
    #expect((file.configuration == nil) == !file.problems.isEmpty)
    return file.problems.map(\.description)
}

@Suite struct WebConfigurationRefusalTests {
    /// A text, how the first problem begins, and a word of it.
    static let refusals: [(text: String, start: String, word: String)] = [
        ("tls_serverconfig: {}", "web.yml:1: tls_serverconfig: ", "did you mean tls_server_config"),
        ("rate_limits: {}", "web.yml:1: rate_limits: ", "did you mean rate_limit"),
        ("alert: {}", "web.yml:1: alert: ", "no such key"),
        ("hello", "web.yml:1: ", "mapping"),
        ("- a", "web.yml:1: ", "mapping"),
        ("tls_server_config: yes", "web.yml:1: tls_server_config: ", "mapping"),
        (tls + "  cert_fil: x\n", "web.yml:4: tls_server_config.cert_fil: ", "did you mean cert_file"),
        ("tls_server_config:\n  cert_file: c\n", "web.yml:2: tls_server_config.key_file: ", "missing"),
        ("tls_server_config:\n  key_file: c\n", "web.yml:2: tls_server_config.cert_file: ", "missing"),
        ("tls_server_config:\n  min_version: TLS13\n", "web.yml:2: tls_server_config.cert_file: ", "missing"),
        ("tls_server_config:\n  client_ca_file: x\n", "web.yml:2: tls_server_config.", "missing"),
        (tls + "  cert: x\n", "web.yml:4: tls_server_config.cert: ", "beside cert_file"),
        (tls + "  key: hunter2\n", "web.yml:4: tls_server_config.key: ", "beside key_file"),
        ("tls_server_config:\n  cert_file: c\n  key: hunter2\n", "web.yml:3: tls_server_config.key: ", "PEM"),
        ("tls_server_config:\n  cert: c\n  key_file: k\n", "web.yml:2: tls_server_config.cert: ", "cert_file"),
        (
            "tls_server_config:\n  cert_file: [c]\n  key_file: k\n", "web.yml:2: tls_server_config.cert_file",
            "one value"
        ),
        (
            tls + "  client_auth_type: Maybe\n", "web.yml:4: tls_server_config.client_auth_type: ",
            "RequireAnyClientCert"
        ),
        (tls + "  client_ca_file: ca\n", "web.yml:4: tls_server_config.client_ca_file: ", "client_auth_type"),
        (
            tls + "  client_ca_file: ca\n  client_auth_type: NoClientCert\n",
            "web.yml:4: tls_server_config.client_ca_file: ", "RequireAndVerifyClientCert"
        ),
        (
            tls + "  client_auth_type: RequireAndVerifyClientCert\n", "web.yml:4: tls_server_config.client_auth_type: ",
            "client_ca_file"
        ),
        (
            tls + "  client_auth_type: VerifyClientCertIfGiven\n", "web.yml:4: tls_server_config.client_auth_type: ",
            "client_ca_file"
        ),
        (tls + "  client_allowed_sans: [a]\n", "web.yml:4: tls_server_config.client_allowed_sans: ", "certificate"),
        (
            tls + "  client_auth_type: RequireAnyClientCert\n  client_allowed_sans: []\n",
            "web.yml:5: tls_server_config.client_allowed_sans: ", "one at least"
        ),
        (tls + "  min_version: TLS14\n", "web.yml:4: tls_server_config.min_version: ", "TLS13"),
        (tls + "  max_version: \"1.3\"\n", "web.yml:4: tls_server_config.max_version: ", "TLS13"),
        (tls + "  max_version: TLS11\n", "web.yml:2: tls_server_config.min_version: ", "above"),
        (
            tls + "  cipher_suites:\n  - TLS_AES_128_GCM_SHA256\n  - TLS_AES_128_GCM_SHA25\n",
            "web.yml:6: tls_server_config.cipher_suites: ", "did you mean TLS_AES_128_GCM_SHA256"
        ),
        (
            tls + "  cipher_suites: [TLS_RSA_WITH_RC4_128_SHA]\n", "web.yml:4: tls_server_config.cipher_suites: ",
            "none of"
        ),
        (tls + "  cipher_suites: [[a]]\n", "web.yml:4: tls_server_config.cipher_suites: ", "single value"),
        (tls + "  curve_preferences: [P256]\n", "web.yml:4: tls_server_config.curve_preferences: ", "CurveP256"),
        (tls + "  curve_preferences: X25519\n", "web.yml:4: tls_server_config.curve_preferences: ", "list"),
        (
            tls + "  prefer_server_cipher_suites: maybe\n",
            "web.yml:4: tls_server_config.prefer_server_cipher_suites: ", "true or false"
        ),
        ("http_server_config:\n  http2: 3\n", "web.yml:2: http_server_config.http2: ", "true or false"),
        ("http_server_config:\n  http3: true\n", "web.yml:2: http_server_config.http3: ", "did you mean http2"),
        (
            "http_server_config:\n  headers:\n    Server: x\n", "web.yml:3: http_server_config.headers.Server: ",
            "no such key"
        ),
        (
            "http_server_config:\n  headers:\n    x-frame-options: deny\n",
            "web.yml:3: http_server_config.headers.x-frame-options: ", "did you mean X-Frame-Options"
        ),
        (
            "http_server_config:\n  headers:\n    X-Frame-Options: DENY\n",
            "web.yml:3: http_server_config.headers.X-Frame-Options: ", "deny, sameorigin"
        ),
        (
            "http_server_config:\n  headers:\n    X-Content-Type-Options: sniff\n",
            "web.yml:3: http_server_config.headers.X-Content-Type-Options: ", "nosniff"
        ),
        (
            "http_server_config:\n  headers:\n    X-XSS-Protection: \"1\\r\\nSet-Cookie: a\"\n",
            "web.yml:3: http_server_config.headers.X-XSS-Protection: ", "one line"
        ),
        ("rate_limit:\n  interval: 1\n", "web.yml:2: rate_limit.interval: ", "500ms"),
        ("rate_limit:\n  interval: -1s\n", "web.yml:2: rate_limit.interval: ", "500ms"),
        ("rate_limit:\n  interval: 1s\n", "web.yml:2: rate_limit.burst: ", "1 or more"),
        ("rate_limit:\n  interval: 1s\n  burst: 0\n", "web.yml:3: rate_limit.burst: ", "1 or more"),
        ("rate_limit:\n  burst: many\n", "web.yml:2: rate_limit.burst: ", "whole number"),
        ("rate_limit:\n  burst: -1\n", "web.yml:2: rate_limit.burst: ", "whole number"),
        ("basic_auth_users: [hunter2]", "web.yml:1: basic_auth_users: ", "bcrypt"),
        ("basic_auth_users: hunter2", "web.yml:1: basic_auth_users: ", "bcrypt"),
        ("basic_auth_users:\n  a: hunter2\n", "web.yml:2: basic_auth_users.a: ", "htpasswd"),
        ("basic_auth_users:\n  a:\n", "web.yml:2: basic_auth_users: ", "one value"),
        ("basic_auth_users:\n  a: {hunter2: x}\n", "web.yml:2: basic_auth_users: ", "one value"),
        ("basic_auth_users:\n  \"a:b\": hunter2\n", "web.yml:2: basic_auth_users.a:b: ", "colon"),
        ("basic_auth_users:\n  $2y$hunter2: alice\n", "web.yml:2: basic_auth_users.(not shown): ", "htpasswd"),
        ("$2y$hunter2: alice\n", "web.yml:1: (not shown): ", "no such key"),
        ("basic_auth_users:\n  a: 1\n  a: hunter2\n", "web.yml:", "twice"),
        ("basic_auth_users:\n  a: *hunter2\n", "web.yml:2: ", "YAML"),
        ("basic_auth_users:\n  a: 'hunter2\n", "web.yml:", "YAML"),
        ("basic_auth_users:\n  a: \u{1}hunter2\n", "web.yml:1: ", "YAML"),
        ("a: [hunter2", "web.yml:", "YAML"),
        ("a: b\n---\nc: d\n", "web.yml:", "YAML"),
    ]

    @Test(arguments: refusals.indices) func refuses(_ index: Int) throws {
        let refusal = Self.refusals[index]
        let problems = problems(refusal.text)
        let first = try #require(problems.first, "\(refusal.text)")
        #expect(first.hasPrefix(refusal.start) && first.contains(refusal.word), "\(refusal.text)\n\(problems)")
        #expect(!problems.contains { $0.contains("hunter2") }, "\(problems)")
    }

    @Test func saysAllThatIsWrongInTheFilesOrder() {
        let problems = problems("rate_limit:\n  burst: x\nbasic_auth_users:\n  a: b\nfoo: bar\n")
        #expect(problems.map { $0.prefix(9) } == ["web.yml:2", "web.yml:4", "web.yml:5"])
    }

    /// Texts that would cost much more than they weigh.
    @Test(arguments: [
        "a: &a [x, x]\n" + (0..<40).map { "a\($0): &a\($0) [*a, *a, *a, *a]\n" }.joined(),
        String(repeating: "[", count: 100_000), String(repeating: "{a: ", count: 50_000),
        String(repeating: "- ", count: 100_000), String(repeating: "? ", count: 100_000),
        String(repeating: "? - ", count: 50_000), String(repeating: "-\t", count: 100_000),
        (0..<300).map { String(repeating: " ", count: $0) + "a:\n" }.joined(),
        "a: " + String(repeating: "x", count: 300_000), "&a [*a]", "&a {? *a : b}",
        "basic_auth_users: &a {a: *a}",
    ])
    func survives(_ text: String) {
        let clock = ContinuousClock()
        let time = clock.measure { #expect(problems(text).count >= 1) }
        #expect(time < .seconds(5))
    }

    /// Whatever becomes of a file, it is read or refused, and nothing that is secret in it comes out.
    @Test func survivesDamage() {
        let text = Array(
            """
            tls_server_config:
              cert_file: c
              key: |
                -----BEGIN PRIVATE KEY-----
                MIIEsecretsecretsecretsecretsecretsecretsecretsecretsecret
                -----END PRIVATE KEY-----
              cipher_suites: [TLS_AES_128_GCM_SHA256]
            basic_auth_users: {alice: $2y$10$mDwo.lAisC94iLAyP81MCesa29IzH37oigHC/42V2pdJlUprsJPze}
            rate_limit: {interval: 1s, burst: 2}
            """.utf8)
        let junk = Array(":-?[]{},&*!|>'\"%@` \n\t#\u{1}~<a0".utf8)
        var generator = Generator(state: 42)
        for _ in 0..<3000 {
            var bytes = text
            for _ in 0...Int.random(in: 0..<4, using: &generator) {
                let place = Int.random(in: bytes.indices, using: &generator)
                let byte = junk.randomElement(using: &generator) ?? 0
                switch Int.random(in: 0..<3, using: &generator) {
                case 0: bytes[place] = byte
                case 1: bytes.insert(byte, at: place)
                default: bytes.remove(at: place)
                }
            }
            let damaged = String(decoding: bytes, as: UTF8.self)
            for problem in problems(damaged) {
                let isSilent = !problem.contains("secretsecretsecretsecret") && !problem.contains("UprsJPze")
                #expect(isSilent, "\(problem)\n\(damaged)")
            }
        }
    }
}

/// Numbers that are the same in every run.
private struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ state >> 33
    }
}
