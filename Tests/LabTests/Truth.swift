import Lab

/// The most that swanctl ever said of each CHILD_SA.
struct Truth {
    private struct Key: Hashable {
        /// Which start of charon: its unique ids begin anew.
        var start: Int
        var uniqueID: UInt32
    }

    private var children: [Key: (tunnel: String, bytes: ByteTotals)] = [:]
    private var rekeyed: [String: UInt64] = [:]

    mutating func observe(_ sas: [ListedIKESA], start: Int) {
        for child in sas.flatMap(\.children) {
            let key = Key(start: start, uniqueID: child.uniqueID)
            let known = children[key]?.bytes ?? ByteTotals()
            let bytes = ByteTotals(
                received: max(known.received, child.bytesIn), sent: max(known.sent, child.bytesOut))
            children[key] = (child.name, bytes)
        }
    }

    mutating func noteRekey(_ tunnel: String, _ bytes: UInt64) { rekeyed[tunnel, default: 0] += bytes }

    /// The names of all tunnels that there were.
    var tunnels: Set<String> { Set(children.values.map(\.tunnel)).union(rekeyed.keys) }

    /// The bytes of all CHILD_SAs that there were.
    func total(_ tunnel: String) -> ByteTotals {
        children.values.filter { $0.tunnel == tunnel }.reduce(into: ByteTotals()) { sum, child in
            sum.received += child.bytes.received
            sum.sent += child.bytes.sent
        }
    }

    /// The bytes that CHILD_SAs had received just before they were rekeyed.
    func rekeyed(_ tunnel: String) -> UInt64 { rekeyed[tunnel] ?? 0 }
}

extension Duration {
    /// Seconds to the hundredth.
    var formatted: String {
        let hundredths = components.seconds * 100 + components.attoseconds / 10_000_000_000_000_000
        return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100) s"
    }
}
