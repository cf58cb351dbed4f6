/// An IKE_SA or a CHILD_SA from its birth to its death, over all rekeyings.
package struct Session: Sendable, Equatable {
    package enum Kind: String, Sendable {
        case ike = "IKE_SA"
        case child = "CHILD_SA"
    }

    package var kind: Kind
    /// As the key `host` of its events has it.
    package var machine: String
    package var connection: String?
    /// Of a CHILD_SA.
    package var tunnel: String?
    /// Unique ids that charon gave, the oldest first; a rekeying gives a new one. Empty: it turned out to be a part of
    /// another session.
    package var ids: [UInt64]
    /// Index of the IKE_SA's session in the same list; of a CHILD_SA, where it is known.
    package var parent: Int?
    package var localIdentity: String?
    package var remoteIdentity: String?
    /// Who has proved to be who, where that is another name: a user's, of EAP or XAuth.
    package var user: String?
    package var localAddress: String?
    /// Addresses from which the peer came, the present one last.
    package var peers: [String] = []
    /// IPv4 and IPv6 perhaps, as they were given.
    package var virtualIPs: [String] = []
    package var localTS: String?
    package var remoteTS: String?
    /// What was agreed upon last.
    package var proposal: String?
    /// When it came up, microseconds since 1970 UTC; nil: before the range that was searched.
    package var began: UInt64?
    /// When something was first heard of it.
    package var seen: UInt64
    /// When it ended; nil: it is still up at the end of the range, for all that is known.
    package var ended: UInt64?
    /// Why it ended, in one word: `deleted_by_peer`, `deleted`, `peer_not_responding`, `daemon_stopping` …
    package var reason: String?
    package var rekeys = 0
    package var bytesIn: UInt64 = 0
    package var bytesOut: UInt64 = 0
    /// CHILD_SAs that ended without a byte count: the bytes are a lower bound.
    package var unaccounted = 0
    /// Up to when the archive tells of its machine, microseconds since 1970 UTC: it is not known to have lasted longer.
    package var known: UInt64 = 0
    /// Entries were lost while it was up, its end or rekeying perhaps among them.
    package var isUncertain = false

    init(_ kind: Kind, machine: String, id: UInt64, began: UInt64?, seen: UInt64) {
        self.kind = kind
        self.machine = machine
        ids = [id]
        self.began = began
        self.seen = seen
    }

    /// All of the peer's addresses as they are shown; nil: none is known.
    package var peer: String? { peers.isEmpty ? nil : peers.joined(separator: " ") }

    /// All virtual IPs as they are shown; nil: it has none.
    package var virtualIP: String? { virtualIPs.isEmpty ? nil : virtualIPs.joined(separator: " ") }

    /// The peer comes from an address from now on.
    mutating func move(to address: String) {
        guard peers.last != address else { return }
        peers.removeAll { $0 == address }
        peers.append(address)
    }

    mutating func add(virtualIP: String) {
        if !virtualIPs.contains(virtualIP) { virtualIPs.append(virtualIP) }
    }

    /// Counts the bytes of a CHILD_SA.
    /// - Parameter isLate: it had ended without a count before.
    mutating func count(_ bytes: (in: UInt64, out: UInt64), isLate: Bool) {
        bytesIn &+= bytes.in
        bytesOut &+= bytes.out
        // What was counted before may have been cleared since.
        if isLate, unaccounted > 0 { unaccounted -= 1 }
    }
}
