internal import Bytes

/// Connections and tunnels by their names, up to a limit.
///
/// What lies beyond the limit is held in one connection and one tunnel that stand for all of them and are shown nowhere:
/// SAs are still told apart, and neither memory nor series grow.
extension TunnelModel {
    /// The index of a connection, made when it is new.
    mutating func connection(_ bytes: Span<UInt8>, _ range: ByteRange) -> Int {
        if let found = knownConnection(bytes, range) { return found }
        guard connections.count < maximumNames else {
            turnAway(bytes, range, salt: 0)
            return overflowConnection()
        }
        var connection = Connection(name: Name(bytes, range), at: atHand.time)
        connection.hasGap = mayBelongToOverflow()
        return addConnection(connection)
    }

    mutating func connection(_ name: Name) -> Int {
        connection(name.bytes.span, ByteRange(0, name.bytes.count))
    }

    /// The index of a connection that is there already.
    func knownConnection(_ bytes: Span<UInt8>, _ range: ByteRange) -> Int? {
        connectionIndex.find(bytes, range, salt: 0) { connections[$0].name.equals(bytes, range) }
    }

    /// The index of a tunnel, made when it is new.
    mutating func tunnel(_ connection: Int, _ bytes: Span<UInt8>, _ range: ByteRange) -> Int {
        let found = tunnelIndex.find(bytes, range, salt: connection + 1) {
            tunnels[$0].connection == connection && tunnels[$0].name.equals(bytes, range)
        }
        if let found { return found }
        guard tunnels.count < maximumNames, !connections[connection].isOverflow else {
            turnAway(bytes, range, salt: UInt64(connection) + 1)
            return overflowTunnel()
        }
        var tunnel = Tunnel(connection: connection, name: Name(bytes, range), at: atHand.time)
        tunnel.hasGap = mayBelongToOverflow()
        return addTunnel(tunnel)
    }

    mutating func tunnel(_ connection: Int, _ name: Name) -> Int {
        tunnel(connection, name.bytes.span, ByteRange(0, name.bytes.count))
    }

    private mutating func addConnection(_ connection: Connection) -> Int {
        connections.append(connection)
        // The one that stands for many is not found by its name.
        if !connection.isOverflow { connectionIndex.insert(connections.count - 1, name: connection.name, salt: 0) }
        return connections.count - 1
    }

    private mutating func addTunnel(_ tunnel: Tunnel) -> Int {
        tunnels.append(tunnel)
        if tunnel.isOverflow {
            hasOverflow = true
        } else {
            tunnelIndex.insert(tunnels.count - 1, name: tunnel.name, salt: tunnel.connection + 1)
        }
        revision += 1
        return tunnels.count - 1
    }

    /// Whether there are SAs of which it is not known any more what they belong to. Where a place has become free since,
    /// or the limit was raised, they may be those of a name that is new now, which is uncertain then.
    private mutating func mayBelongToOverflow() -> Bool {
        guard hasOverflow, tunnels.contains(where: { $0.isOverflow && $0.isUp }) else { return false }
        hasGap = true
        return true
    }

    private mutating func overflowConnection() -> Int {
        if let found = connections.lastIndex(where: \.isOverflow) { return found }
        var connection = Connection(name: Name(), at: atHand.time)
        connection.isOverflow = true
        return addConnection(connection)
    }

    private mutating func overflowTunnel() -> Int {
        if let found = tunnels.lastIndex(where: \.isOverflow) { return found }
        var tunnel = Tunnel(connection: overflowConnection(), name: Name(), at: atHand.time)
        tunnel.isOverflow = true
        return addTunnel(tunnel)
    }

    /// Puts others in the place of all connections and tunnels.
    mutating func replaceNames(_ connections: [Connection], _ tunnels: [Tunnel]) {
        revision += 1
        self.connections = []
        self.tunnels = []
        connectionIndex = NameIndex()
        tunnelIndex = NameIndex()
        for connection in connections { _ = addConnection(connection) }
        for tunnel in tunnels { _ = addTunnel(tunnel) }
    }

    /// Counts a name that has no place, once.
    private mutating func turnAway(_ bytes: Span<UInt8>, _ range: ByteRange, salt: UInt64) {
        let hash = Hash.fnv1a(bytes, range, from: Hash.basis ^ salt)
        guard turnedAway.count < Self.maximumTurnedAway, turnedAway.insert(hash).inserted else { return }
        namesTurnedAway += 1
    }
}
