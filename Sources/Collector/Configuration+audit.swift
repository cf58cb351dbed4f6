internal import Archive
package import Audit
internal import Bytes
internal import CharonLog
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

/// Names that a search is given.
extension Query {
    /// What may be misspelt in it: names of events and classes that the exporter itself has not. A rule for another
    /// service's log may have named an event so.
    package var doubts: [String] {
        let known = [
            ("event", events, EventKind.allCases.map(\.rawValue)),
            ("class", classes, EventClass.allCases.map(\.rawValue)),
        ]
        return known.flatMap { word, names, known in
            names.filter { !known.contains($0) && !Wildcard.isOpen($0.utf8) }.map { name in
                let nearest = Spelling.nearest(name, known).map { "; did you mean \($0)?" } ?? ""
                return "no \(word) of the exporter's own is named \(name)\(nearest)"
            }
        }
    }
}
