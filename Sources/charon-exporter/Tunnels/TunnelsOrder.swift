/// The order of tunnels in a list: groups that something is wrong with first, and in each group what is wrong. A tunnel
/// without a group is on its own.
package enum TunnelsOrder {
    private struct Group: Hashable {
        var host: String
        var name: String

        init?(_ tunnel: TunnelsAnswer.Tunnel) {
            guard let name = tunnel.group else { return nil }
            host = tunnel.host
            self.name = name
        }
    }

    private struct Place: Comparable {
        var isWell: Bool
        var host: String
        /// Tunnels without one come last.
        var group: String?
        var rank: Int
        var connection: String
        var tunnel: String

        static func < (one: Place, other: Place) -> Bool {
            if one.isWell != other.isWell { return other.isWell }
            if one.host != other.host { return one.host < other.host }
            if one.group != other.group {
                guard let group = one.group else { return false }
                return other.group.map { group < $0 } ?? true
            }
            return (one.rank, one.connection, one.tunnel) < (other.rank, other.connection, other.tunnel)
        }
    }

    /// The lower, the worse.
    private static func rank(_ tunnel: TunnelsAnswer.Tunnel) -> Int {
        switch tunnel.state {
        case .down: tunnel.isAsleep ? well : 0
        case .inboundOnly: 1
        case .up: tunnel.isUncertain ? 2 : well
        }
    }

    private static let well = 3

    package static func sorted(_ tunnels: [TunnelsAnswer.Tunnel]) -> [TunnelsAnswer.Tunnel] {
        var worst: [Group: Int] = [:]
        for tunnel in tunnels {
            if let group = Group(tunnel) { worst[group] = min(worst[group] ?? well, rank(tunnel)) }
        }
        let placed = tunnels.map { tunnel in
            let rank = rank(tunnel)
            let worst = Group(tunnel).flatMap { worst[$0] } ?? rank
            let place = Place(
                isWell: worst == well, host: tunnel.host, group: tunnel.group, rank: rank,
                connection: tunnel.connection, tunnel: tunnel.tunnel)
            return (tunnel: tunnel, place: place)
        }
        return placed.sorted { $0.place < $1.place }.map(\.tunnel)
    }
}
