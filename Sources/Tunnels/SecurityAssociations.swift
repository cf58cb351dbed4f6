/// An IKE_SA, known by its unique id while the daemon runs.
package struct IKESA: Sendable, Codable, Equatable {
    /// Where it is in its life; coarser than strongSwan's `ike_sa_state_t`, which the log shows at level 2 only.
    package enum State: String, Sendable, Codable, CaseIterable {
        case connecting, established, rekeyed, deleting
    }

    /// Which side began it.
    package enum Role: String, Sendable, Codable, CaseIterable {
        case initiator, responder
    }

    package var state: State
    /// Index of its connection; nil while no configuration is selected.
    package var connection: Int?
    package var role: Role?
    /// When its first message was seen, microseconds since 1970 UTC.
    package var startedAt: UInt64
    /// The peer's address.
    package var remoteHost = Name()
    /// Unique ids of the CHILD_SAs that belong to it now.
    package var children: [UInt32] = []
    /// Why it will have ended, once it ends: known before the line that ends it.
    package var pendingReason: DownReason?
    /// Unique id of the IKE_SA that is being set up to replace it.
    package var replacement: UInt32?
    /// 1 for IKEv1, whose `deleting` line is its last; 2 otherwise.
    package var version: UInt8 = 2
    /// It is set up to replace another by rekeying: charon does not list it before it is done, and it counts nowhere.
    var isReplacement = false
    /// Whether it is one is not known yet (a log that does not tell the IKE_SA of a line): if it is none, its
    /// initiation is to be counted.
    var isUncounted = false
    /// IKEv1: the IKE_SA whose CHILD_SAs it takes over when it is established.
    var reauthenticates: UInt32?
    /// What was found to be wrong with the peer, while it connects: why it will have failed, if it does.
    var cause: String?
    /// The peer said that it can do MOBIKE (RFC 4555); nil when no line told.
    var supportsMOBIKE: Bool?
    /// No line has shown it to be there since entries were missing.
    package var isUnproven = false
    /// When its state last changed, microseconds since 1970 UTC.
    var changedAt: UInt64 = 0
    /// No line has told that it is established: charon's list has.
    var isUntold = false
}

/// A CHILD_SA, known by its unique id while the daemon runs.
package struct ChildSA: Sendable, Codable, Equatable {
    /// Index of the tunnel that it implements.
    package var tunnel: Int
    /// Unique id of its IKE_SA; nil when no line said.
    package var parent: UInt32?
    /// Its SPIs in host order; 0 when unknown.
    package var spiIn: UInt32
    package var spiOut: UInt32
    /// Whether the outbound half is in the kernel too.
    package var hasOutbound: Bool
    /// When it was installed, microseconds since 1970 UTC.
    package var installedAt: UInt64
    /// Of its traffic selectors: with IKEv1, one with the same ones in the same IKE_SA replaces it.
    var selectors: UInt64 = 0
    /// The peer has asked for its deletion.
    package var isDeletedByPeer = false
    /// No line has shown it to be there since entries were missing.
    package var isUnproven = false
    /// What it is known to have counted; all of it is in its tunnel's total.
    var traffic = Traffic()
    /// VICI has said what it counted until its end.
    var hasFinalCount = false
    /// When it is to be rekeyed, microseconds since 1970 UTC; 0 for never or unknown.
    package internal(set) var rekeyAt: UInt64 = 0
    /// No line has told of it yet: charon's list has.
    var isUntold = false
}

/// Why a tunnel went down, in one word.
package enum DownReason: String, Sendable, Codable, CaseIterable {
    /// The peer stopped answering.
    case deadPeer = "dead_peer"
    /// Deleted on this side: an operator, a policy, a timer.
    case localDelete = "local_delete"
    /// Deleted by the peer.
    case peerDelete = "peer_delete"
    /// Between the two halves of a break-before-make reauthentication.
    case reauthentication
    /// Its hard lifetime ended before a rekey.
    case expired
    /// Removed for another IKE_SA of the same peer.
    case duplicate
    /// A negotiation error destroyed the IKE_SA.
    case error
    /// charon was stopped.
    case daemonStopped = "daemon_stopped"
    /// charon ended without a goodbye.
    case daemonCrashed = "daemon_crashed"
    /// charon has it no more, and the log does not say why.
    case notLogged = "not_logged"
}
