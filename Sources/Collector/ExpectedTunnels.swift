internal import Inventory
internal import Tunnels

/// All tunnels that should exist, of all machines, by every configuration there is.
struct ExpectedTunnels: Sendable, Equatable {
    /// The exporter's own list.
    var configured: [TunnelSettings] = []
    /// What strongSwan's own files list; they are of whatever machine is read.
    var swanctl: [ExpectedTunnel] = []
    var ipsec: [ExpectedTunnel] = []

    var isEmpty: Bool { configured.isEmpty && swanctl.isEmpty && ipsec.isEmpty }

    /// Whether some are of whatever machine there is.
    var hasAnyHost: Bool {
        !swanctl.isEmpty || !ipsec.isEmpty || configured.contains { $0.hosts.contains(.any) }
    }

    /// The machines that are named outright, so that they are known before they say anything.
    var namedHosts: [Name] {
        configured.flatMap { $0.hosts.compactMap(\.literal) }.reduce(into: []) { names, name in
            if !names.contains(name) { names.append(name) }
        }
    }

    /// What is expected of a machine, each tunnel once. The exporter's own list wins where it says something else than a
    /// file, and takes from the file what it does not say itself.
    /// - Parameter loaded: what charon says that it has loaded, where it is asked.
    func on(_ host: Name, loaded: [ExpectedTunnel]) -> [ExpectedTunnel] {
        struct Key: Hashable {
            var connection: Name
            var tunnel: Name
        }
        var expected: [ExpectedTunnel] = []
        var places: [Key: Int] = [:]
        let own = configured.filter { $0.hosts.contains { $0.matches(host) } }.map(\.tunnel)
        for item in own + swanctl + ipsec + loaded {
            let key = Key(connection: item.connection, tunnel: item.tunnel)
            if let place = places[key] {
                expected[place].listing.complete(from: item.listing)
            } else {
                places[key] = expected.count
                expected.append(item)
            }
        }
        return expected
    }
}

extension TunnelListing {
    fileprivate mutating func complete(from other: TunnelListing) {
        if start == nil { start = other.start }
        if peer.isEmpty { peer = other.peer }
        if localTS.isEmpty { localTS = other.localTS }
        if remoteTS.isEmpty { remoteTS = other.remoteTS }
    }
}

extension ExpectedTunnel {
    /// A tunnel of strongSwan's own configuration.
    init(_ configured: ConfiguredTunnel, _ source: TunnelListing.Source) {
        let start: TunnelListing.Start =
            switch configured.start {
            case .start: .start
            case .trap: .trap
            case .none: .none
            case .template: .template
            }
        self.init(
            connection: Name(configured.connection), tunnel: Name(configured.tunnel),
            listing: TunnelListing(
                start: start, source: source, peer: Name(configured.peer), localTS: Name(configured.localTS),
                remoteTS: Name(configured.remoteTS)))
    }
}
