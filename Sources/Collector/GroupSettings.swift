internal import Tunnels

/// The list `groups` of the configuration file.
enum GroupSettings {
    static let list = Settings.List(
        name: "groups", help: "Tunnels that belong together.",
        keys: [
            ("name", "The label `group`."),
            (
                "kind",
                "`link` (the default) for tunnels that back each other up: each machine has its own. `site` for a far end: its tunnels may start from many machines, and count together."
            ),
            (
                "tunnels",
                "Its members: a tunnel's name, or `connection/tunnel`; `*` and `?` are wildcards."
            ),
            ("host", "The machine, or several; `*` and `?` are wildcards. Every machine when left out."),
            (
                "aliases",
                "What a failover service calls the members, and their tunnels' or connections' names."
            ),
        ])

    /// Reads the list.
    static func read(_ node: SettingNode, path: String) -> (groups: [TunnelGroup], problems: [SettingProblem]) {
        guard case .list(let items, _) = node else {
            return (
                [], [.init(key: list.name, origin: .file(path: path, line: node.line), problem: "it must be a list")]
            )
        }
        var groups: [TunnelGroup] = []
        var problems: [SettingProblem] = []
        for item in items {
            var reader = MappingReader(item, name: list.name, path: path, keys: list.keys.map(\.name))
            let name = reader.required("name")
            let kind: TunnelGroup.Kind? = reader.choice("kind")
            let tunnels = reader.texts("tunnels")
            if tunnels?.isEmpty ?? true {
                reader.refuse(reader.lineOf("tunnels"), "tunnels", "it must name a tunnel at least")
            }
            let group = TunnelGroup(
                name: name ?? "", kind: kind ?? .link,
                hosts: (reader.names("host") ?? ["*"]).map(NamePattern.init),
                tunnels: (tunnels ?? []).map(TunnelPattern.init), aliases: reader.meanings("aliases"))
            for (alias, name) in group.aliases.sorted(by: { $0.key < $1.key })
            where !group.tunnels.contains(where: { $0.mayMean(Name(name)) }) {
                reader.refuse(
                    reader.lineOf("aliases"), "aliases.\(alias)",
                    "\"\(name)\" is the name of no member that tunnels lists")
            }
            if groups.contains(where: { $0.name == group.name }) {
                reader.refuse(reader.lineOf("name"), "name", "there is another group \"\(group.name)\"")
            }
            groups.append(group)
            problems += reader.problems
        }
        return (groups, problems)
    }
}
