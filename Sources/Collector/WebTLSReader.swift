internal import WebAccess

/// Reads the `tls_server_config` of a web configuration file.
struct WebTLSReader {
    private var reader: MappingReader
    private let node: SettingNode
    /// Where relative paths begin, with a slash at its end.
    private let directory: String

    private static let keys = [
        "cert", "cert_file", "key", "key_file", "client_ca", "client_ca_file", "client_auth_type",
        "client_allowed_sans", "min_version", "max_version", "cipher_suites", "prefer_server_cipher_suites",
        "curve_preferences",
    ]

    init(_ node: SettingNode, path: String) {
        self.node = node
        reader = MappingReader(node, name: "tls_server_config", path: path, keys: Self.keys)
        directory = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    }

    var problems: [SettingProblem] { reader.problems }

    /// In which line each key is that says something.
    var lines: [String: Int] {
        let said = Self.keys.filter { reader.part($0) != nil }
        return Dictionary(uniqueKeysWithValues: said.map { ($0, reader.lineOf($0)) })
    }

    mutating func read() -> TLSSettings? {
        guard !isEmpty else { return nil }
        let certificate = material("cert")
        let key = material("key")
        for name in ["cert", "key"] where reader.part(name) == nil && reader.part("\(name)_file") == nil {
            reader.refuse(node.line, "\(name)_file", "it is missing, and TLS needs it; or write \(name) with the PEM")
        }
        var settings = TLSSettings(
            certificate: certificate ?? .file(path: ""), key: key ?? .file(path: ""))
        settings.clientAuthority = material("client_ca")
        settings.clientAuthentication = authentication()
        readNames(&settings)
        settings.minimumVersion = version("min_version") ?? .tls12
        settings.maximumVersion = version("max_version") ?? .tls13
        settings.cipherSuites = reader.choices("cipher_suites")
        settings.prefersServerCipherSuites = reader.flag("prefer_server_cipher_suites") ?? true
        settings.curves = reader.choices("curve_preferences")
        check(settings)
        return settings
    }

    /// Whether each key's value is missing: then nothing was meant.
    private var isEmpty: Bool { !Self.keys.contains { reader.part($0) != nil } }

    /// PEM in a file or in place.
    private mutating func material(_ key: String) -> TLSSettings.Material? {
        let file = reader.possibleText("\(key)_file")
        let text = reader.possibleText(key)
        guard file == nil || text == nil else {
            reader.refuse(reader.lineOf(key), key, "it stands beside \(key)_file; write one of them")
            return nil
        }
        if let text {
            if !text.contains("-----BEGIN ") {
                reader.refuse(
                    reader.lineOf(key), key,
                    "it must be PEM, from its line BEGIN to its line END; a file is \(key)_file")
            }
            return .text(Secret(text))
        }
        return file.map { .file(path: $0.hasPrefix("/") ? $0 : directory + $0) }
    }

    private mutating func authentication() -> TLSSettings.ClientAuthentication {
        // An old name.
        if reader.part("client_auth_type")?.isText("RequireClientCert") == true { return .requireAny }
        guard reader.part("client_auth_type") != nil else { return .none }
        return reader.choice("client_auth_type") ?? .none
    }

    private mutating func version(_ key: String) -> TLSSettings.TLSVersion? {
        reader.part(key) == nil ? nil : reader.choice(key)
    }

    private mutating func readNames(_ settings: inout TLSSettings) {
        guard reader.part("client_allowed_sans") != nil else { return }
        settings.clientNames = reader.names("client_allowed_sans") ?? []
        guard !settings.clientAuthentication.requires else { return }
        reader.refuse(
            reader.lineOf("client_allowed_sans"), "client_allowed_sans",
            "a client may have no certificate to look in; write client_auth_type: RequireAndVerifyClientCert")
    }

    /// What fits together and what does not.
    private mutating func check(_ settings: TLSSettings) {
        if settings.clientAuthority != nil, settings.clientAuthentication == .none {
            let key = reader.part("client_ca") == nil ? "client_ca_file" : "client_ca"
            reader.refuse(
                reader.lineOf(key), key,
                "no client is asked for a certificate; write client_auth_type: RequireAndVerifyClientCert")
        }
        if settings.clientAuthority == nil, settings.clientAuthentication.verifies {
            reader.refuse(
                reader.lineOf("client_auth_type"), "client_auth_type",
                "\(settings.clientAuthentication.rawValue) needs client_ca_file: who signs the clients' certificates")
        }
        if settings.minimumVersion > settings.maximumVersion {
            reader.refuse(
                reader.lineOf("min_version"), "min_version",
                "\(settings.minimumVersion.rawValue) is above max_version, \(settings.maximumVersion.rawValue)")
        }
    }
}

extension SettingNode {
    fileprivate func isText(_ word: String) -> Bool {
        if case .text(word, _) = self { true } else { false }
    }
}
