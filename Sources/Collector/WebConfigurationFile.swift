internal import Archive
package import WebAccess

/// Reads a web configuration file, as all of Prometheus' exporters have it:
///
///     tls_server_config:
///       cert_file: server.crt
///       key_file: server.key
///     basic_auth_users:
///       alice: $2y$10$...
///
/// No problem quotes a value that may be a secret.
package struct WebConfigurationFile: Sendable {
    /// What it says; nil when something is wrong with it, so that nobody serves half of what was meant.
    package var configuration: WebConfiguration? { problems.isEmpty ? read : nil }
    package private(set) var problems: [SettingProblem] = []
    private var read = WebConfiguration()
    private let path: String
    /// In which line each key of `tls_server_config` is.
    private var tlsLines: [String: Int] = [:]

    private static let keys = ["tls_server_config", "http_server_config", "basic_auth_users", "rate_limit"]

    /// Reads a file.
    /// - Throws: `ArchiveError` when it cannot be read at all; what is wrong in it becomes `problems`.
    package init(path: String) throws {
        self.init(text: try TextContent.read(path, limit: SettingDocument.maximumBytes), path: path)
    }

    /// Reads a file's text.
    /// - Parameter path: relative paths in the text are relative to its directory.
    package init(text: String, path: String) {
        self.path = path
        do {
            // An empty file asks for nothing.
            if let root = try SettingDocument.read(text, path: path) { read(root) }
        } catch {
            problems.append(error)
        }
    }

    /// What is wrong with a part of TLS that is in a file of its own or in this one, at its line here.
    /// - Parameter key: without `_file`.
    func tlsProblem(_ key: String, _ problem: String) -> SettingProblem {
        let name = tlsLines["\(key)_file"] == nil ? key : "\(key)_file"
        return SettingProblem(
            key: "tls_server_config.\(name)", origin: .file(path: path, line: tlsLines[name] ?? 1), problem: problem)
    }

    private mutating func read(_ root: SettingNode) {
        var reader = MappingReader(root, name: "", path: path, keys: Self.keys)
        if let node = reader.part("tls_server_config") {
            var tls = WebTLSReader(node, path: path)
            read.tls = tls.read()
            tlsLines = tls.lines
            problems += tls.problems
        }
        if let node = reader.part("http_server_config") { readHTTP(node) }
        if let node = reader.part("basic_auth_users") { readUsers(node, &reader) }
        if let node = reader.part("rate_limit") { readRate(node) }
        problems += reader.problems
        problems.sort { Self.line($0) < Self.line($1) }
    }

    private static func line(_ problem: SettingProblem) -> Int {
        if case .file(_, let line) = problem.origin { line } else { 0 }
    }

    private mutating func readHTTP(_ node: SettingNode) {
        var reader = MappingReader(node, name: "http_server_config", path: path, keys: ["http2", "headers"])
        read.http2 = reader.flag("http2") ?? true
        let headers = reader.part("headers")
        problems += reader.problems
        guard let headers else { return }
        let names = WebConfiguration.HeaderName.allCases
        var values = MappingReader(
            headers, name: "http_server_config.headers", path: path, keys: names.map(\.rawValue))
        for name in names {
            // A blank one is not sent.
            guard let value = values.possibleText(name.rawValue) else { continue }
            let line = values.lineOf(name.rawValue)
            if let allowed = name.values, !allowed.contains(value) {
                values.refuse(line, name.rawValue, "\"\(value)\" is none of \(allowed.joined(separator: ", "))")
            }
            // A line's end would begin another header.
            guard value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }) else {
                values.refuse(line, name.rawValue, "a header's value is one line without control characters")
                continue
            }
            read.headers.append(.init(name: name, value: value))
        }
        problems += values.problems
    }

    private mutating func readUsers(_ node: SettingNode, _ root: inout MappingReader) {
        guard case .mapping(let pairs, _) = node else {
            root.refuse(node.line, "basic_auth_users", "it must be a mapping of names to bcrypt hashes")
            return
        }
        for pair in pairs {
            let key = "basic_auth_users.\(pair.shownKey)"
            guard !pair.key.contains(":") else {
                root.refuse(pair.line, key, "nobody can log in by a name that has a colon")
                continue
            }
            guard case .text(let text, _) = pair.value, !text.isEmpty else {
                // A hash that lost its name may stand in the name's place: the line must do.
                root.refuse(pair.line, "basic_auth_users", "each name takes exactly one value, a bcrypt hash")
                continue
            }
            do {
                read.users[pair.key] = try PasswordHash(text)
            } catch {
                root.refuse(pair.line, key, "\(error)")
            }
        }
    }

    private mutating func readRate(_ node: SettingNode) {
        var reader = MappingReader(node, name: "rate_limit", path: path, keys: ["interval", "burst"])
        defer { problems += reader.problems }
        var burst = 0
        if let text = reader.possibleText("burst") {
            if let number = Int(text), number >= 0 {
                burst = number
            } else {
                reader.refuse(reader.lineOf("burst"), "burst", "\"\(text)\" is no whole number of requests")
            }
        }
        guard let text = reader.possibleText("interval") else { return }
        guard let interval = WebDuration.read(text) else {
            reader.refuse(
                reader.lineOf("interval"), "interval",
                "\"\(text)\" is no span of time; write it with its unit, like 1s, 500ms or 1m30s, or 0 for no limit")
            return
        }
        guard interval > .zero else { return }
        guard burst > 0 else {
            reader.refuse(
                reader.lineOf("burst"), "burst", "with none, every request would be refused; write 1 or more")
            return
        }
        read.rateLimit = RateLimit(interval: interval, burst: burst)
    }
}
