internal import Archive
internal import CharonLog
internal import Tunnels
internal import Web

/// The words that a search may have: for whoever offers them to a person.
enum Vocabulary {
    /// So many names of a kind are told: nobody looks through more.
    private static let most = 5_000

    static func answer(_ collection: Collection) -> WebAnswer {
        var machines = Set(collection.archive?.currentTails.keys.map { $0 } ?? [])
        var (connections, tunnels, reasons) = (Set<String>(), Set<String>(), Set(DownReason.allCases.map(\.rawValue)))
        collection.pipeline.withState { state in
            for host in state.hosts {
                if host.hasSpoken { machines.insert(host.directory) }
                for tunnel in host.model.tunnels where !tunnel.isOverflow { tunnels.insert(tunnel.name.text) }
                for connection in host.model.connections where !connection.isOverflow {
                    connections.insert(connection.name.text)
                    reasons.formUnion(connection.failures.keys)
                }
            }
        }
        return WebAnswer(
            JSONDocument { document in
                document.list("hosts", machines.sorted())
                document.list("connections", Array(connections.sorted().prefix(most)))
                document.list("tunnels", Array(tunnels.sorted().prefix(most)))
                document.list("groups", collection.configuration.groups.map(\.name))
                document.list("events", EventKind.allCases.map(\.rawValue))
                document.list("classes", EventClass.allCases.map(\.rawValue))
                document.list("reasons", reasons.sorted())
            })
    }
}
