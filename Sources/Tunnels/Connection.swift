/// An IKE configuration by name, with all that was counted for it.
package struct Connection: Sendable, Codable, Equatable {
    /// Who ended an IKE_SA.
    package enum DeletedBy: String, Sendable, Codable, CaseIterable {
        case local, peer
    }

    /// How a peer proved its identity, in few words: the exact method is in the archive.
    package enum Method: String, Sendable, Codable, CaseIterable {
        case psk, pubkey, eap, xauth, unknown
    }

    /// A counter of failures, of those that there are more than one.
    package enum FailureCounter: Hashable, Sendable {
        case failure(String)
        case rejected(Method)
        case peerTimeout
    }

    package let name: Name
    /// From when on it was counted, microseconds since 1970 UTC; nil where that is not known.
    package internal(set) var createdAt: UInt64?
    package var version: UInt8 = 0
    package var localHost = Name()
    package var remoteHost = Name()
    package var localID = Name()
    package var remoteID = Name()
    package var proposal = Name()
    /// How often the peer of an established IKE_SA was another than before: beyond a few, many peers share the
    /// connection, and none of them may name a series.
    package var peerChanges: UInt64 = 0

    /// IKE_SAs by state, in the order of `IKESA.State.allCases`.
    package var ikeSAs = [UInt64](repeating: 0, count: IKESA.State.allCases.count)
    /// By role, in the order of `IKESA.Role.allCases`.
    package var initiations = [UInt64](repeating: 0, count: IKESA.Role.allCases.count)
    package var established: UInt64 = 0
    package var rekeys: UInt64 = 0
    package var reauthentications: UInt64 = 0
    /// In the order of `DeletedBy.allCases`.
    package var deletes = [UInt64](repeating: 0, count: DeletedBy.allCases.count)
    /// By reason; the catalogue and charon's notify names bound them.
    package var failures: [String: UInt64] = [:]
    /// In the order of `Method.allCases`.
    package var authenticated = [UInt64](repeating: 0, count: Method.allCases.count)
    package var rejected = [UInt64](repeating: 0, count: Method.allCases.count)
    package var retransmits: UInt64 = 0
    package var dpdRequests: UInt64 = 0
    package var peerTimeouts: UInt64 = 0
    /// What was counted last of its failures.
    package internal(set) var lastEvents = LastEvents<FailureCounter>()
    /// Entries are missing that may have told of an IKE_SA's end, or of a new one.
    var hasGap = false
    /// Of its newest IKE_SA, when charon is asked.
    package internal(set) var negotiated: Negotiated?
    /// Whether the peer of its newest IKE_SA said that it can do MOBIKE (RFC 4555); nil when no line told.
    package internal(set) var supportsMOBIKE: Bool?
    /// Whether it stands for all connections beyond the limit, and is shown nowhere.
    package internal(set) var isOverflow = false

    /// - Parameter time: from when on it is counted, microseconds since 1970 UTC.
    init(name: Name, at time: UInt64) {
        self.name = name
        createdAt = time
    }

    /// Whether missing entries may hide a change of its IKE_SAs.
    package var isUncertain: Bool { hasGap }

    /// IKE_SAs in a state.
    package func count(_ state: IKESA.State) -> UInt64 { ikeSAs[state.index] }

    /// Beyond this many changes of the peer, its address and identity are no labels.
    static let maximumPeerChanges = 16

    /// Whether the connection's peer may be named in a label.
    package var hasOnePeer: Bool { peerChanges <= Self.maximumPeerChanges }
}

extension CaseIterable where Self: Equatable, AllCases.Index == Int {
    /// The position among all cases.
    package var index: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
