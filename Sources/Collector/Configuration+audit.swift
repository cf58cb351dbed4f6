internal import Archive
package import Audit
internal import Tunnels

/// What a search takes from the settings.
extension Configuration {
    /// The archive's directory; nil when the settings have none.
    package var archiveDirectory: String? { archive?.directory }

    /// Groups as a search has them, by their names.
    /// - Throws: `ConfigurationError` when there is no such group.
    package func auditGroups(_ names: [String]) throws(ConfigurationError) -> [Query.Group] {
        var found: [Query.Group] = []
        for name in names {
            guard let group = groups.first(where: { $0.name == name }) else {
                let known = groups.map(\.name)
                let help =
                    if known.isEmpty {
                        "the configuration has no groups; name the one that has, with --config.file"
                    } else if let nearest = Spelling.nearest(name, known) {
                        "the configuration has no such group; did you mean \(nearest)?"
                    } else {
                        "the configuration has no such group; it has \(known.joined(separator: ", "))"
                    }
                throw ConfigurationError(
                    problems: [SettingProblem(key: "group", origin: .flag, problem: "\"\(name)\": \(help)")])
            }
            found.append(
                Query.Group(
                    name: name,
                    members: group.tunnels.map { .init(connection: $0.connection.text, tunnel: $0.tunnel.text) },
                    hosts: group.hosts.map(\.text)))
        }
        return found
    }
}
