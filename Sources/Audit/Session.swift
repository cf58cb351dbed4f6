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
    /// Unique ids that charon gave, the oldest first; a rekeying gives a new one.
    package var ids: [UInt64]
    /// Index of the IKE_SA's session in the same list; of a CHILD_SA, where it is known.
    package var parent: Int?
    package var localIdentity: String?
    package var remoteIdentity: String?
    /// Who has proved to be who, where that is another name: a user's, of EAP or XAuth.
    package var user: String?
    package var localAddress: String?
    package var peer: String?
    package var virtualIP: String?
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
    /// Entries were lost while it was up, its end or rekeying perhaps among them.
    package var isUncertain = false

    init(_ kind: Kind, machine: String, id: UInt64, began: UInt64?, seen: UInt64) {
        self.kind = kind
        self.machine = machine
        ids = [id]
        self.began = began
        self.seen = seen
    }
}
