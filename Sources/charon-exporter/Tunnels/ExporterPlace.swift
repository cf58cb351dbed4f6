import ArgumentParser

/// Which exporter is asked, and how it is proven who asks.
struct ExporterPlace: ParsableArguments {
    @Option(
        help: .init(
            "Where it listens: http://…, https://…, with a path if need be, or unix:/path/to/socket.", valueName: "URL")
    )
    var url = "http://127.0.0.1:9817"
    @Option(
        help: .init(
            "The name for basic authentication; its password is in CHARON_EXPORTER_PASSWORD.", valueName: "NAME"))
    var user: String?
    @Option(
        name: .customLong("password-file"), help: .init("The password, instead of the variable.", valueName: "FILE"))
    var passwordFile: String?
    @Option(
        name: .customLong("ca-file"),
        help: .init("Certificates of the CAs to trust for https, instead of the system's.", valueName: "FILE"))
    var authorityFile: String?
    @Option(
        name: .customLong("cert-file"),
        help: .init("Our own certificate, where the exporter wants one.", valueName: "FILE"))
    var certificateFile: String?
    @Option(name: .customLong("key-file"), help: .init("Its private key.", valueName: "FILE"))
    var keyFile: String?

    func validate() throws {
        if (certificateFile == nil) != (keyFile == nil) {
            throw ValidationError("--cert-file and --key-file belong together; give both")
        }
        if passwordFile != nil, user == nil { throw ValidationError("--password-file needs --user NAME") }
        if let user, user.contains(":") { throw ValidationError("--user: no name has a colon in it") }
    }

    /// - Throws: `ExporterURLError`, `AskProblem`.
    func client() throws -> ExporterClient {
        let url = try ExporterURL(url)
        if !url.isTLS, authorityFile != nil || certificateFile != nil {
            throw AskProblem("--ca-file and --cert-file are for https://, and the URL is \(url)")
        }
        return try ExporterClient(
            url, credentials: try user.map { .init(user: $0, password: try password()) },
            tls: .init(authority: authorityFile, certificate: certificateFile, key: keyFile))
    }

    private func password() throws(AskProblem) -> String {
        if let passwordFile {
            var bytes = try ExporterClient.content(passwordFile, "--password-file")
            // The end of its line is no part of it.
            if bytes.last == 0x0A { bytes.removeLast() }
            if bytes.last == 0x0D { bytes.removeLast() }
            guard !bytes.isEmpty else { throw AskProblem("--password-file: \(passwordFile) is empty") }
            return String(decoding: bytes, as: UTF8.self)
        }
        guard let password = Terminal.value("CHARON_EXPORTER_PASSWORD"), !password.isEmpty else {
            throw AskProblem(
                "--user needs a password: in the variable CHARON_EXPORTER_PASSWORD, or --password-file FILE")
        }
        return password
    }
}
