internal import Foundation
internal import Glibc

/// Keys and certificates, made by strongSwan's own tool when a test needs them: none is kept, so none is a secret.
package struct Credentials: Sendable {
    private let directory: String

    /// - Parameter prefix: that of the lab which uses them, and which removes the files when it ends.
    package init(prefix: String) throws {
        directory = FileManager.default.temporaryDirectory.appendingPathComponent("\(prefix)-\(getpid())-keys").path
        try FileManager.default.createDirectory(
            atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    /// Makes a private key.
    /// - Parameter bits: of an RSA key; nil for an Ed25519 key, which is made in no time.
    package func makeKey(_ name: String, rsa bits: Int? = nil) async throws {
        let type = bits.map { ["rsa", "--size", "\($0)"] } ?? ["ed25519"]
        try await pki(["--gen", "--type"] + type, key(name))
    }

    /// Makes a key and a certificate that is its own issuer.
    package func makeAuthority(_ name: String) async throws {
        try await makeKey(name)
        try await pki(
            ["--self", "--ca", "--in", key(name), "--dn", Self.subject(name), "--lifetime", "10"], certificate(name))
    }

    /// Makes a key and a certificate for `NAME.example.org`.
    /// - Parameters:
    ///   - authority: who issues it.
    ///   - isExpired: whether it was valid long ago only.
    package func makeCertificate(_ name: String, by authority: String, isExpired: Bool = false) async throws {
        try await makeKey(name)
        let validity =
            isExpired
            ? ["--dateform", "%Y-%m-%d", "--not-before", "2020-01-01", "--not-after", "2020-02-01"]
            : ["--lifetime", "5"]
        try await pki(
            [
                "--issue", "--in", key(name), "--type", "priv", "--cacert", certificate(authority), "--cakey",
                key(authority), "--dn", Self.subject(name), "--san", "\(name).example.org",
            ] + validity, certificate(name))
    }

    /// Makes an authority's list of one certificate that is revoked.
    package func makeRevocationList(_ authority: String, revoking name: String) async throws {
        try await pki(
            [
                "--signcrl", "--cacert", certificate(authority), "--cakey", key(authority), "--cert",
                certificate(name), "--reason", "superseded", "--lifetime", "3",
            ], list(authority))
    }

    /// Makes the public half of a key.
    package func makePublicKey(_ name: String) async throws {
        try await pki(["--pub", "--in", key(name)], publicKey(name))
    }

    // MARK: Files of a gateway

    package func keyFile(_ name: String) throws -> Gateway.File { try file("private/\(name).pem", key(name)) }

    package func certificateFile(_ name: String) throws -> Gateway.File {
        try file("x509/\(name).pem", certificate(name))
    }

    package func authorityFile(_ name: String) throws -> Gateway.File {
        try file("x509ca/\(name).pem", certificate(name))
    }

    package func revocationFile(_ name: String) throws -> Gateway.File { try file("x509crl/\(name).pem", list(name)) }

    package func publicKeyFile(_ name: String) throws -> Gateway.File {
        try file("pubkey/\(name).pem", publicKey(name))
    }

    private func file(_ path: String, _ source: String) throws -> Gateway.File {
        Gateway.File(path, [UInt8](try Data(contentsOf: URL(fileURLWithPath: source))))
    }

    // MARK: The tool

    private func key(_ name: String) -> String { "\(directory)/\(name).key" }
    private func certificate(_ name: String) -> String { "\(directory)/\(name).crt" }
    private func publicKey(_ name: String) -> String { "\(directory)/\(name).pub" }
    private func list(_ name: String) -> String { "\(directory)/\(name).crl" }

    private static func subject(_ name: String) -> String { "O=Example, CN=\(name).example.org" }

    /// Runs the tool and keeps what it prints.
    private func pki(_ arguments: [String], _ path: String) async throws {
        let tool = Tool(name: "pki", package: "strongswan-pki")
        let text = try await tool.run(arguments + ["--outform", "pem"], atMost: .seconds(30))
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    }
}
