internal import Tunnels

/// The list `tunnels` of the configuration file: what should be up, in the operator's own words.
struct TunnelSettings: Sendable, Equatable {
    /// Of which machines.
    var hosts: [NamePattern]
    var tunnel: ExpectedTunnel

    static let list = Settings.List(
        name: "tunnels", help: "Tunnels that should exist, whether they ever came up or not.",
        keys: [
            ("connection", "The connection's name."),
            ("tunnel", "The CHILD_SA configuration's name; the connection's when left out."),
            (
                "start",
                "`start` (it should be up; the default), `none` (its peer or an operator brings it up), `trap` (traffic does: not being up is normal) or `template` (for any of many peers: not being up is normal)."
            ),
            ("host", "The machine, or several; `*` and `?` are wildcards. Every machine when left out."),
        ])

    /// Reads the list.
    static func read(_ node: SettingNode, path: String) -> (tunnels: [TunnelSettings], problems: [SettingProblem]) {
        guard case .list(let items, _) = node else {
            return (
                [], [.init(key: list.name, origin: .file(path: path, line: node.line), problem: "it must be a list")]
            )
        }
        var tunnels: [TunnelSettings] = []
        var problems: [SettingProblem] = []
        var lines: [String: Int] = [:]
        for item in items {
            var reader = MappingReader(item, name: list.name, path: path, keys: list.keys.map(\.name))
            let connection = reader.required("connection")
            let name = reader.text("tunnel") ?? connection
            let start: TunnelListing.Start? = reader.choice("start")
            let hosts = reader.names("host") ?? ["*"]
            if let connection, let name {
                let key = "\(connection)\n\(name)\n\(hosts.joined(separator: "\n"))"
                if let line = lines.updateValue(item.line, forKey: key) {
                    reader.refuse(item.line, "connection", "the same tunnel stands in line \(line)")
                }
                tunnels.append(
                    TunnelSettings(
                        hosts: hosts.map(NamePattern.init),
                        tunnel: ExpectedTunnel(
                            connection: Name(connection), tunnel: Name(name),
                            listing: TunnelListing(start: start ?? .start, source: .config))))
            }
            problems += reader.problems
        }
        return (tunnels, problems)
    }
}
