/// What really happened, counted line by line.
struct Truth {
    /// What happened to one tunnel.
    struct Tunnel {
        var received: UInt64 = 0
        var sent: UInt64 = 0
        var rekeys: UInt64 = 0
        var established: UInt64 = 0
        var childSAs: UInt64 = 0
        var unaccounted: UInt64 = 0
    }

    var entries: UInt64 = 0
    private(set) var tunnels: [Tunnel]
    private var ikeRekeys: UInt64 = 0
    private var peerTimeouts: UInt64 = 0

    init(tunnels: Int) { self.tunnels = Array(repeating: Tunnel(), count: tunnels) }

    mutating func apply(_ effect: Effect) {
        switch effect {
        case .installed(let site):
            tunnels[site].established += 1
            tunnels[site].childSAs += 1
        case .inboundInstalled(let site):
            tunnels[site].childSAs += 1
        case .rekeyed(let site):
            tunnels[site].rekeys += 1
        case .closed(let site, let received, let sent):
            tunnels[site].received += received
            tunnels[site].sent += sent
            tunnels[site].childSAs -= 1
        case .ended(let site):
            end(site)
        case .timedOut(let site):
            end(site)
            peerTimeouts += 1
        case .ikeRekeyed:
            ikeRekeys += 1
        }
    }

    private mutating func end(_ site: Int) {
        tunnels[site].unaccounted += tunnels[site].childSAs
        tunnels[site].childSAs = 0
    }

    /// One fact a line: `key value`, and for a tunnel `tunnel CONNECTION TUNNEL key value key value ...`.
    func text(_ sites: [Site]) -> String {
        let unaccounted = tunnels.reduce(0) { $0 + $1.unaccounted }
        var text = "entries \(entries)\nike_rekeys \(ikeRekeys)\npeer_timeouts \(peerTimeouts)\n"
        text += "unaccounted_closes \(unaccounted)\n"
        for (site, tunnel) in zip(sites, tunnels) {
            // A tunnel that the log does not know yet is no series either.
            guard tunnel.established + tunnel.rekeys > 0 else { continue }
            text += "tunnel \(site.name) \(site.child)"
            text += " received_bytes \(tunnel.received) sent_bytes \(tunnel.sent)"
            text += " rekeys \(tunnel.rekeys) established \(tunnel.established)"
            text += " up \(tunnel.childSAs > 0 ? 1 : 0) child_sas \(tunnel.childSAs)"
            text += " unaccounted_closes \(tunnel.unaccounted)\n"
        }
        return text
    }
}
