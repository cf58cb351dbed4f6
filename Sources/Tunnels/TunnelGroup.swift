/// Tunnels that belong together, as the operator says.
package struct TunnelGroup: Sendable, Equatable {
    package enum Kind: String, Sendable, CaseIterable {
        /// They back each other up: one of them carries the traffic of all. Each machine has its own.
        case link
        /// They lead to one far end; the machines that they start from may be many.
        case site
    }

    package var name: String
    package var kind: Kind
    /// Of which machines, by their names.
    package var hosts: [NamePattern]
    package var tunnels: [TunnelPattern]
    /// What others call its members, and the names of the tunnels or connections that they mean.
    package var aliases: [String: String]

    package init(
        name: String, kind: Kind, hosts: [NamePattern] = [.any], tunnels: [TunnelPattern],
        aliases: [String: String] = [:]
    ) {
        self.name = name
        self.kind = kind
        self.hosts = hosts
        self.tunnels = tunnels
        self.aliases = aliases
    }

    package func isOn(host: Name) -> Bool { hosts.contains { $0.matches(host) } }

    package func contains(connection: Name, tunnel: Name) -> Bool {
        tunnels.contains { $0.matches(connection: connection, tunnel: tunnel) }
    }
}

/// What a group was last said to do.
package struct GroupState: Sendable, Codable, Equatable {
    /// The tunnel, or the connection, that carries the traffic; nil when nobody has said, or none does.
    package var active: Name?
    /// The one that did before none was active.
    private var last: Name?
    package private(set) var failovers: UInt64 = 0
    /// Microseconds since 1970 UTC; 0 for never.
    package private(set) var lastFailoverAt: UInt64 = 0

    package init() {}

    /// A failover service says who carries the traffic now; it may say so again though nothing has changed.
    mutating func noteActive(_ name: Name?, at time: UInt64) {
        if let name, let before = active ?? last, before != name {
            failovers += 1
            lastFailoverAt = time
        }
        last = name ?? active ?? last
        active = name
    }

    /// Whether a member carries the traffic.
    package func isActive(connection: Name, tunnel: Name) -> Bool {
        active.map { $0 == tunnel || $0 == connection } ?? false
    }
}

extension TunnelModel {
    /// What a group was last said to do.
    package func state(of group: TunnelGroup) -> GroupState { groups[group.name] ?? GroupState() }

    /// Takes a failover service at its word: this member carries the traffic of a group now.
    /// - Parameter said: a tunnel's name, a connection's, or an alias of either; nil for none.
    /// - Returns: false when the group has no such member, which changes nothing.
    package mutating func noteActive(_ said: Name?, in group: TunnelGroup, at time: UInt64) -> Bool {
        var name = said
        if let said, let meant = group.aliases[said.text] { name = Name(meant) }
        if let name {
            // The service may know of a tunnel that has not been seen yet.
            let isMember =
                group.tunnels.contains { $0.names(name) }
                || tunnels.contains { tunnel in
                    let connection = connections[tunnel.connection].name
                    return (tunnel.name == name || connection == name)
                        && group.contains(connection: connection, tunnel: tunnel.name)
                }
            guard isMember else { return false }
        }
        groups[group.name, default: GroupState()].noteActive(name, at: time)
        return true
    }

    /// Pairs of tunnels of two connections that alone carry the same traffic selectors, so that they may well back each
    /// other up.
    /// - Parameter isKnown: whether a tunnel is in a group already, and is left out.
    package func likelyLinks(except isKnown: (Int) -> Bool) -> [(Int, Int)] {
        var bySelectors: [[UInt8]: [Int]] = [:]
        for (index, tunnel) in tunnels.enumerated() {
            // What many peers share says nothing of a link.
            guard !tunnel.localTS.isEmpty, !tunnel.remoteTS.isEmpty, !tunnel.isOverflow,
                connections[tunnel.connection].hasOnePeer
            else { continue }
            bySelectors[tunnel.localTS.bytes + [0] + tunnel.remoteTS.bytes, default: []].append(index)
        }
        return bySelectors.values.filter { pair in
            pair.count == 2 && tunnels[pair[0]].connection != tunnels[pair[1]].connection
                && !isKnown(pair[0]) && !isKnown(pair[1])
        }.map { ($0[0], $0[1]) }.sorted { $0.0 < $1.0 }
    }
}
