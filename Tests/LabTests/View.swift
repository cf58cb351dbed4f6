import Lab

/// What is there, by connection and tunnel: from charon's own list, or from what an exporter shows.
///
/// What is not there is left out, so that both name only what they know of.
struct View: Equatable, CustomStringConvertible {
    private struct Key: Hashable, Comparable, CustomStringConvertible {
        var connection: String
        /// The tunnel, or the state of an IKE_SA.
        var name: String

        var description: String { "\(connection)/\(name)" }
        static func < (left: Key, right: Key) -> Bool { left.description < right.description }
    }

    private var childSAs: [Key: Double] = [:]
    private var upTunnels: Set<Key> = []
    private var ikeSAs: [Key: Double] = [:]
    private var upConnections: Set<String> = []

    init() {}

    init(_ sas: [ListedIKESA]) {
        // Which connection it will belong to, charon does not know yet.
        for sa in sas where sa.name != "(unnamed)" {
            ikeSAs[Key(connection: sa.name, name: Self.state(sa.state)), default: 0] += 1
            if sa.isEstablished { upConnections.insert(sa.name) }
            // What is being deleted is given up already, though it stays in the kernel until the peer has answered.
            guard Self.state(sa.state) != "deleting" else { continue }
            for child in sa.children where child.isInstalled {
                let key = Key(connection: sa.name, name: child.name)
                childSAs[key, default: 0] += 1
                upTunnels.insert(key)
            }
        }
    }

    init(_ samples: Samples) {
        for (series, value) in samples.values where value != 0 {
            let connection = series.labels["connection"] ?? ""
            let tunnel = Key(connection: connection, name: series.labels["tunnel"] ?? "")
            switch series.name {
            case "charon_tunnel_child_sas": childSAs[tunnel] = value
            case "charon_tunnel_up": upTunnels.insert(tunnel)
            case "charon_ike_sas": ikeSAs[Key(connection: connection, name: series.labels["state"] ?? "")] = value
            case "charon_ike_up": upConnections.insert(connection)
            default: break
            }
        }
    }

    /// The log tells fewer states than charon has.
    private static func state(_ state: String) -> String {
        switch state {
        case "CREATED", "CONNECTING": "connecting"
        case "ESTABLISHED", "REKEYING", "PASSIVE": "established"
        case "DELETING", "DESTROYING": "deleting"
        default: state.lowercased()
        }
    }

    mutating func merge(_ other: View) {
        upTunnels.formUnion(other.upTunnels)
        upConnections.formUnion(other.upConnections)
    }

    /// The tunnels and connections of this view that have no series at all.
    func missing(in samples: Samples) -> [String] {
        upTunnels.filter {
            samples["charon_tunnel_up", ["connection": $0.connection, "tunnel": $0.name]] == nil
        }.map(\.description)
            + upConnections.filter { samples["charon_ike_up", ["connection": $0]] == nil }
    }

    var description: String {
        let ikeSAs = ikeSAs.sorted { $0.key < $1.key }.map { "\($0.key) \(Int($0.value))" }
        let childSAs = childSAs.sorted { $0.key < $1.key }.map { "\($0.key) \(Int($0.value))" }
        return "IKE_SAs \(ikeSAs), CHILD_SAs \(childSAs), up \(upTunnels.sorted()) and \(upConnections.sorted())"
    }
}
