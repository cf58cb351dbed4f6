internal import Exposition
internal import Tunnels

/// A tunnel as the metrics show it. An object, so that a value is read where it lies: a structure that is taken out of a
/// list is copied, and each name and list in it counted, for each of half a million samples.
final class TunnelRow: Sendable {
    let labels: Labels
    let tunnel: Tunnel
    /// The number of its machine.
    let machine: Int
    /// Its number there.
    let index: Int
    /// From when on its counters have counted, microseconds since 1970 UTC; 0 where that is not known.
    let createdAt: UInt64

    init(_ labels: Labels, _ tunnel: Tunnel, machine: Int, index: Int) {
        self.labels = labels
        self.tunnel = tunnel
        self.machine = machine
        self.index = index
        createdAt = tunnel.createdAt ?? 0
    }
}

/// A connection as the metrics show it.
final class ConnectionRow: Sendable {
    let labels: Labels
    let connection: Connection
    /// The number of its machine.
    let machine: Int
    /// As of a tunnel's.
    let createdAt: UInt64

    init(_ labels: Labels, _ connection: Connection, machine: Int) {
        self.labels = labels
        self.connection = connection
        self.machine = machine
        createdAt = connection.createdAt ?? 0
    }
}
