internal import Bytes
internal import CharonLog

/// Tunnels that should exist, whether they ever came up or not, and those that should not any more.
extension TunnelModel {
    /// Takes over what the configurations list now: all of it, each tunnel once.
    /// - Parameters:
    ///   - unreadable: configurations that cannot be read: what they listed before is still expected.
    ///   - time: microseconds since 1970 UTC.
    package mutating func expect(
        _ expected: [ExpectedTunnel], unreadable: Set<TunnelListing.Source> = [], at time: UInt64
    ) {
        atHand = EventMark(seq: 0, time: time)
        var isListed = [Bool](repeating: false, count: tunnels.count)
        for item in expected {
            let owner = connection(item.connection)
            let index = tunnel(owner, item.tunnel)
            if index >= isListed.count { isListed += .init(repeating: false, count: index + 1 - isListed.count) }
            isListed[index] = true
            tunnels[index].listing = item.listing
            tunnels[index].unlistedAt = nil
        }
        for index in tunnels.indices where !isListed[index] {
            guard let source = tunnels[index].listing?.source, !unreadable.contains(source) else { continue }
            tunnels[index].listing = nil
            tunnels[index].unlistedAt = time
            mayForget = true
        }
    }

    /// A group is counted from now on, if it was not before.
    package mutating func expect(_ group: TunnelGroup, at time: UInt64) {
        guard groups[group.name] == nil else { return }
        groups[group.name] = GroupState()
        groups[group.name]?.createdAt = time
    }

    /// The machine's counters begin. What is expected of it already was counted from then on too, and nothing of it
    /// was shown yet.
    package mutating func begin(at time: UInt64) {
        createdAt = min(createdAt ?? time, time)
        for index in connections.indices { Self.lower(&connections[index].createdAt, to: time) }
        for index in tunnels.indices { Self.lower(&tunnels[index].createdAt, to: time) }
        for name in Array(groups.keys) { Self.lower(&groups[name, default: GroupState()].createdAt, to: time) }
    }

    /// What is not known stays so.
    private static func lower(_ moment: inout UInt64?, to time: UInt64) { moment = moment.map { min($0, time) } }

    /// charon says that it has taken in a connection's configuration, or has let it go.
    mutating func noteLoaded(_ event: Event, _ bytes: Span<UInt8>, at time: UInt64) {
        let name = event.range(.connection)
        guard let connection = knownConnection(bytes, name) else { return }
        let own = tunnels.indices.filter { tunnels[$0].connection == connection }
        if event.kind == .connectionLoaded {
            for index in own { tunnels[index].unloadedAt = nil }
            return
        }
        // stroke deletes the CHILD_SA configuration of that name, and others may stay in the connection; vici deletes the
        // connection with all it has (`stroke_config.c`, `vici_config.c`).
        let named = own.filter { tunnels[$0].name.equals(bytes, name) }
        for index in named.isEmpty ? own : named { tunnels[index].unloadedAt = time }
        mayForget = true
    }

    /// Since when a tunnel is gone from every source, microseconds since 1970 UTC; nil for one that is not gone.
    ///
    /// A tunnel that no configuration ever listed and charon never let go stays: that its peer is away for long is no
    /// sign that it should not be there.
    private func goneSince(_ tunnel: Tunnel) -> UInt64? {
        guard tunnel.listing == nil, !tunnel.isUp, !tunnel.isOverflow,
            let gone = tunnel.unlistedAt ?? tunnel.unloadedAt
        else { return nil }
        return max(gone, tunnel.changedAt)
    }

    /// When the next tunnel will have been gone for a time, microseconds since 1970 UTC.
    /// - Parameter delay: microseconds.
    package func nextForgetting(after delay: UInt64) -> UInt64? {
        guard mayForget else { return nil }
        return tunnels.lazy.compactMap { goneSince($0) }.min().map { $0 + delay }
    }

    /// Forgets the tunnels that have been gone for a time, and connections that have nothing left.
    /// - Parameters:
    ///   - delay: microseconds.
    ///   - now: microseconds since 1970 UTC.
    /// - Returns: the tunnels' connections and names.
    package mutating func forget(after delay: UInt64, at now: UInt64) -> [(connection: Name, tunnel: Name)] {
        guard mayForget else { return [] }
        mayForget = tunnels.contains { $0.unlistedAt != nil || $0.unloadedAt != nil }
        let gone = tunnels.indices.filter { index in
            goneSince(tunnels[index]).map { $0 + delay <= now } ?? false
        }
        guard !gone.isEmpty else { return [] }
        let names = gone.map { (connections[tunnels[$0].connection].name, tunnels[$0].name) }
        let owners = Set(gone.map { tunnels[$0].connection })
        removeTunnels(Set(gone))
        let used = Set(tunnels.map(\.connection)).union(ikeSAs.values.compactMap(\.connection))
        removeConnections(owners.subtracting(used))
        return names
    }

    private mutating func removeTunnels(_ gone: Set<Int>) {
        let kept = tunnels.indices.filter { !gone.contains($0) }
        let new = Dictionary(uniqueKeysWithValues: kept.enumerated().map { ($1, $0) })
        // Only tunnels that are not up go, so each CHILD_SA's stays.
        for (id, childSA) in childSAs { childSAs[id]?.tunnel = new[childSA.tunnel] ?? 0 }
        memory.renumberTunnels { new[$0] }
        replaceClosed(
            closed.compactMap { child in
                guard let tunnel = new[child.tunnel] else { return nil }
                var child = child
                child.tunnel = tunnel
                return child
            })
        replaceNames(connections, kept.map { tunnels[$0] })
    }

    private mutating func removeConnections(_ gone: Set<Int>) {
        guard !gone.isEmpty else { return }
        let kept = connections.indices.filter { !gone.contains($0) }
        let new = Dictionary(uniqueKeysWithValues: kept.enumerated().map { ($1, $0) })
        for (id, sa) in ikeSAs { ikeSAs[id]?.connection = sa.connection.flatMap { new[$0] } }
        let tunnels = tunnels.map { tunnel in
            var tunnel = tunnel
            tunnel.connection = new[tunnel.connection] ?? 0
            return tunnel
        }
        replaceNames(kept.map { connections[$0] }, tunnels)
    }
}
