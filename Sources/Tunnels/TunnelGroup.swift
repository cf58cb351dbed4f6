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

/// Who carries a link's traffic: a tunnel, or all tunnels of a connection.
package struct ActiveMember: Sendable, Codable, Equatable {
    package var connection: Name
    /// Nil for all of the connection's.
    package var tunnel: Name?
}

/// What a group was last said to do.
package struct GroupState: Sendable, Codable, Equatable {
    /// Nil when nobody has said, or none does.
    package private(set) var active: ActiveMember?
    /// Who did before none was active.
    private var last: ActiveMember?
    package private(set) var failovers: UInt64 = 0
    /// Microseconds since 1970 UTC; 0 for never.
    package private(set) var lastFailoverAt: UInt64 = 0
    /// From when on failovers were counted, microseconds since 1970 UTC; nil where that is not known.
    package internal(set) var createdAt: UInt64?

    package init() {}

    /// A failover service says who carries the traffic now; it may say so again though nothing has changed.
    mutating func noteActive(_ member: ActiveMember?, at time: UInt64) {
        if let member, let before = active ?? last, before != member {
            failovers += 1
            lastFailoverAt = time
        }
        last = member ?? active ?? last
        active = member
    }

    /// Whether a member carries the traffic.
    package func isActive(connection: Name, tunnel: Name) -> Bool {
        guard let active, active.connection == connection else { return false }
        return active.tunnel == nil || active.tunnel == tunnel
    }
}

extension TunnelModel {
    /// What a group was last said to do.
    package func state(of group: TunnelGroup) -> GroupState { groups[group.name] ?? GroupState() }

    /// Takes a failover service at its word: this member carries the traffic of a group now.
    /// - Parameter said: a tunnel's name, a connection's, `connection/tunnel`, or an alias of these; nil for none.
    /// - Returns: false when that is no member of the group, or may be several: it changes nothing.
    package mutating func noteActive(_ said: Name?, in group: TunnelGroup, at time: UInt64) -> Bool {
        var member: ActiveMember?
        if let said {
            member = self.member(group.aliases[said.text].map { Name($0) } ?? said, of: group)
            if member == nil { return false }
        }
        groups[group.name, default: GroupState()].noteActive(member, at: time)
        return true
    }

    /// The one member that a name means.
    private func member(_ name: Name, of group: TunnelGroup) -> ActiveMember? {
        var found: [ActiveMember] = []
        for tunnel in tunnels where !tunnel.isOverflow {
            let connection = connections[tunnel.connection].name
            guard group.contains(connection: connection, tunnel: tunnel.name) else { continue }
            if connection.bytes + [UInt8(ascii: "/")] + tunnel.name.bytes == name.bytes {
                return ActiveMember(connection: connection, tunnel: tunnel.name)
            }
            if tunnel.name == name || connection == name {
                found.append(ActiveMember(connection: connection, tunnel: tunnel.name))
            }
        }
        guard let first = found.first else { return group.tunnels.lazy.compactMap { $0.member(name) }.first }
        if found.count == 1 { return first }
        // The connection's name means all of its tunnels; the same name in several connections means nobody knows which.
        guard found.allSatisfy({ $0.connection == first.connection }) else { return nil }
        return ActiveMember(connection: first.connection, tunnel: nil)
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
