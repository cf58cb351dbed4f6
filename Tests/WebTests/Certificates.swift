import Foundation
import Lab

/// Certificates for servers and clients, made by openssl in a directory: `NAME.crt` and `NAME.key`.
struct Certificates: Sendable {
    let directory: String

    /// Makes an authority `ca`, another one `foreign`, and a certificate `server` for this machine.
    init(in directory: String) async throws {
        self.directory = directory
        let configuration = "[req]\ndistinguished_name = name\n[name]\n"
        try configuration.write(toFile: directory + "/openssl.cnf", atomically: true, encoding: .utf8)
        for authority in ["ca", "foreign"] {
            try await make(authority, ["basicConstraints=critical,CA:TRUE"], by: nil)
        }
        try await makeServer("server")
    }

    func path(_ file: String) -> String { directory + "/" + file }

    func makeServer(_ name: String) async throws {
        try await make(name, ["subjectAltName=DNS:localhost,IP:127.0.0.1", "extendedKeyUsage=serverAuth"], by: "ca")
    }

    /// Makes a client's certificate.
    /// - Parameters:
    ///   - names: its subjectAltName.
    ///   - usage: its extendedKeyUsage.
    ///   - days: for how long it is valid; it ended before it began when negative.
    func makeClient(
        _ name: String, names: String = "", usage: String = "clientAuth", by authority: String = "ca", days: Int = 30
    ) async throws {
        let extensions = ["extendedKeyUsage=\(usage)"] + (names.isEmpty ? [] : ["subjectAltName=\(names)"])
        try await make(name, extensions, by: authority, days: days)
    }

    private func make(_ name: String, _ extensions: [String], by authority: String?, days: Int = 30) async throws {
        let key = ["req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
        let files = ["-keyout", path(name + ".key"), "-subj", "/CN=\(name)", "-config", path("openssl.cnf")]
        let added = extensions.flatMap { ["-addext", $0] }
        guard let authority else {
            try await Tool.openssl.run(
                key + files + added + ["-x509", "-days", "\(days)", "-out", path(name + ".crt")])
            return
        }
        try await Tool.openssl.run(key + files + added + ["-out", path(name + ".csr")])
        // `x509` takes days of the past, which `req` does not.
        try (extensions.joined(separator: "\n") + "\n").write(
            toFile: path(name + ".ext"), atomically: true, encoding: .utf8)
        try await Tool.openssl.run([
            "x509", "-req", "-in", path(name + ".csr"), "-CA", path(authority + ".crt"), "-CAkey",
            path(authority + ".key"), "-CAcreateserial", "-days", "\(days)", "-extfile", path(name + ".ext"), "-out",
            path(name + ".crt"),
        ])
    }
}
