import Foundation
import Lab
import NIOSSL
import Support
import Testing

/// The command `tunnels` over TLS, with a CA of the test's own.
@Suite struct TunnelsTLSTests {
    /// A CA, a server's certificate for 127.0.0.1 and localhost, one for another name, and a client's.
    private struct Authority {
        let directory: String

        init() throws {
            directory = try temporaryDirectory()
            let key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
            try openssl(
                ["req", "-x509"] + key + [
                    "-keyout", "ca.key", "-out", "ca.pem", "-days", "2", "-subj", "/CN=Test CA",
                ])
            for (name, subject) in [
                ("server", "IP:127.0.0.1,DNS:localhost"), ("other", "DNS:gw.example.org"),
                ("client", "DNS:ann.example.org"),
            ] {
                try "subjectAltName=\(subject)\n".write(
                    toFile: file(name + ".ext"), atomically: true, encoding: .utf8)
                try openssl(
                    ["req"] + key + ["-keyout", name + ".key", "-out", name + ".csr", "-subj", "/CN=\(name)"])
                try openssl([
                    "x509", "-req", "-in", name + ".csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial",
                    "-days",
                    "2", "-extfile", name + ".ext", "-out", name + ".pem",
                ])
            }
        }

        func file(_ name: String) -> String { directory + "/" + name }

        private func openssl(_ arguments: [String]) throws {
            try run(["-C", directory, "openssl"] + arguments)
        }

        func server(_ name: String = "server", asksClient: Bool = false) throws -> TLSConfiguration {
            var configuration = TLSConfiguration.makeServerConfiguration(
                certificateChain: try NIOSSLCertificate.fromPEMFile(file(name + ".pem")).map { .certificate($0) },
                privateKey: .privateKey(try NIOSSLPrivateKey(file: file(name + ".key"), format: .pem)))
            if asksClient {
                configuration.certificateVerification = .noHostnameVerification
                configuration.trustRoots = .file(file("ca.pem"))
            }
            return configuration
        }

        func remove() { try? FileManager.default.removeItem(atPath: directory) }
    }

    @Test func aCertificateIsTrustedWhenItsAuthorityIsGiven() async throws {
        let authority = try Authority()
        defer { authority.remove() }
        let program = try ExporterProcess.path()
        try await ServerDouble.with(tls: authority.server(), answer: { _ in .answer(Sample.night) }) { server in
            for host in ["127.0.0.1", "localhost"] {
                let result = try run(
                    [
                        program, "tunnels", "--url", "https://\(host):\(server.port)", "--ca-file",
                        authority.file("ca.pem"),
                    ], expecting: 1)
                #expect(result.out.contains("3 of 5 tunnels up"))
            }
            let untrusted = try run([program, "tunnels", "--url", "https://127.0.0.1:\(server.port)"], expecting: 2)
            #expect(untrusted.err.contains("is not trusted: give --ca-file"))
            // The wrong way round.
            let plain = try run([program, "tunnels", "--url", server.url], expecting: 2)
            #expect(plain.err.contains("if it serves TLS, write https://"), "\(plain.err)")
        }
        try await ServerDouble.with(tls: authority.server("other"), answer: { _ in .answer(Sample.night) }) { server in
            let result = try run(
                [
                    program, "tunnels", "--url", "https://127.0.0.1:\(server.port)", "--ca-file",
                    authority.file("ca.pem"),
                ], expecting: 2)
            #expect(result.err.contains("its certificate is for another name"), "\(result.err)")
        }
    }

    @Test func aServerWithoutTLSIsToldFromOneWithAWrongCertificate() async throws {
        let answer = ServerDouble.Answer.answer("bad request", status: 400)
        try await ServerDouble.with(answer: { _ in answer }) { server in
            let result = try run(
                [try ExporterProcess.path(), "tunnels", "--url", "https://127.0.0.1:\(server.port)"], expecting: 2)
            #expect(result.err.contains("speaks no TLS; write http:// instead of https://"), "\(result.err)")
        }
    }

    @Test func aClientCertificateIsShownWhereOneIsWanted() async throws {
        let authority = try Authority()
        defer { authority.remove() }
        let program = try ExporterProcess.path()
        try await ServerDouble.with(tls: authority.server(asksClient: true), answer: { _ in .answer(Sample.night) }) {
            server in
            let command = [
                program, "tunnels", "--url", "https://127.0.0.1:\(server.port)", "--ca-file", authority.file("ca.pem"),
            ]
            let own = ["--cert-file", authority.file("client.pem"), "--key-file", authority.file("client.key")]
            let known = try run(command + own, expecting: 1)
            #expect(known.out.contains("3 of 5 tunnels up"))
            let without = try run(command, expecting: 2)
            #expect(without.err.contains("wants a certificate of yours"), "\(without.err)")
            let wrong = try run(
                command + ["--cert-file", authority.file("client.key"), "--key-file", authority.file("client.pem")],
                expecting: 2)
            #expect(wrong.err.contains("client.key holds no certificate in PEM"))
        }
    }
}
