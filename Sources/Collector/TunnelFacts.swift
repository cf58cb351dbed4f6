internal import Tunnels

/// What a tunnel is, beside its state and its counters: what the metrics have as labels, and the API as members.
struct TunnelFacts {
    let connection: Name
    let tunnel: Name
    /// The first of its groups; nil when it is in none.
    let group: String?
    /// Its peer and the traffic selectors; empty where they are not known, or many peers use it.
    let peer: Name
    let localTS: Name
    let remoteTS: Name
    /// What brings it up; nil where no configuration says.
    let start: TunnelListing.Start?
    /// Where it is known from: a configuration, or the kind of log.
    let source: String

    /// - Parameter index: of the tunnel among those of its machine's model.
    init(_ host: HostState, _ index: Int, groups: [TunnelGroup]) {
        let tunnel = host.model.tunnels[index]
        let connection = host.model.connections[tunnel.connection]
        let isSingle = connection.hasOnePeer
        let number = host.groupOfTunnel.indices.contains(index) ? host.groupOfTunnel[index] : -1
        self.connection = connection.name
        self.tunnel = tunnel.name
        group = groups.indices.contains(number) ? groups[number].name : nil
        let peer = connection.remoteHost.isEmpty ? tunnel.listing?.peer ?? Name() : connection.remoteHost
        self.peer = isSingle ? peer : Name()
        localTS = isSingle ? tunnel.shownLocalTS : Name()
        remoteTS = isSingle ? tunnel.shownRemoteTS : Name()
        start = tunnel.listing?.start
        let log = host.stream?.isText == true ? SourceState.Kind.file : .journal
        source = tunnel.listing?.source.rawValue ?? log.rawValue
    }
}
