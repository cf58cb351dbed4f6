internal import Archive
internal import Bytes

/// What a query says of sessions: machine, connection, tunnel, group, peer, identity and reason. The rest of it is about
/// single events and does not count.
struct SessionFilter {
    private let query: Query

    init(_ query: Query) { self.query = query }

    /// - Parameter carriesWanted: of an IKE_SA, whether one of its CHILD_SAs is of a tunnel that is asked for.
    func matches(_ session: Session, carriesWanted: Bool = false) -> Bool {
        guard Self.matches(query.connections, session.connection),
            carriesWanted || Self.matches(query.tunnels, session.tunnel), matches(machine: session.machine),
            Self.matches(query.reasons, session.reason)
        else { return false }
        if !query.identities.isEmpty {
            let names = [session.user, session.remoteIdentity, session.localIdentity]
            guard names.contains(where: { Self.matches(query.identities, $0) }) else { return false }
        }
        if !query.peers.isEmpty {
            guard session.peers.contains(where: isWanted) else { return false }
        }
        return query.groups.isEmpty || query.groups.contains { Self.isIn($0, session) }
    }

    /// Whether a machine is one that is asked for.
    func matches(machine: String) -> Bool {
        query.machines.isEmpty || query.machines.contains(machine)
            || query.machines.contains(ArchiveWriter.directoryName(host: machine))
    }

    private func isWanted(peer: String) -> Bool {
        let text = Array(peer.utf8)
        guard let address = Address(text.span, 0, text.count) else { return false }
        return query.peers.contains { $0.contains(address) }
    }

    private static func isIn(_ group: Query.Group, _ session: Session) -> Bool {
        guard matches(group.hosts, session.machine) else { return false }
        return group.members.contains { member in
            guard matches([member.connection], session.connection) else { return false }
            // An IKE_SA carries the tunnels of its connection.
            guard let tunnel = member.tunnel, session.kind == .child else { return true }
            return matches([tunnel], session.tunnel)
        }
    }

    /// - Parameter patterns: none: anything is right.
    private static func matches(_ patterns: [String], _ value: String?) -> Bool {
        guard !patterns.isEmpty else { return true }
        guard let value else { return false }
        return patterns.contains { Wildcard($0).matches(Array(value.utf8)) }
    }
}
