/// What a line is to be understood by when it comes soon: a few last things, bounded, and forgotten with charon's
/// process.
struct ShortMemory: Sendable, Codable, Equatable {
    /// IKE_SAs that were not set up, and whose failure was counted: the lines that follow repeat it.
    private(set) var failed: [UInt32] = []
    /// IKE_SAs that were not known and whose deletion the peer has asked for.
    private(set) var deletedByPeer: [UInt32] = []
    /// IKEv1: by thread, the IKE_SA whose CHILD_SAs the one that is about to be established takes over.
    private(set) var adoptions: [UInt32: UInt32] = [:]
    /// By tunnel, when a CHILD_SA ended that was being rekeyed.
    var rekeyedAt: [Int: UInt64] = [:]
    /// What each thread does, and whom nobody answers: only of lines that do not tell their IKE_SA.
    var threads: [UInt32: ThreadMemory] = [:]
    var retransmissions: [Retransmission] = []
    /// Peers that were sent to at the same time, one of which was given up, and how many of them were.
    var rivals: Set<UInt64> = []
    var givenUpOfRivals = 0

    private static let limit = 128

    /// Tunnels have other indices now; nil for one that is gone.
    mutating func renumberTunnels(_ new: (Int) -> Int?) {
        rekeyedAt = rekeyedAt.reduce(into: [:]) { moved, item in
            if let index = new(item.key) { moved[index] = item.value }
        }
    }

    /// An IKE_SA's failure is counted.
    mutating func noteFailed(_ id: UInt32) { Self.add(id, to: &failed) }
    /// The same id is used for another attempt.
    mutating func forgetFailed(_ id: UInt32) { failed.removeAll { $0 == id } }
    mutating func noteDeletedByPeer(_ id: UInt32) { Self.add(id, to: &deletedByPeer) }

    mutating func noteAdoption(of old: UInt32, by thread: UInt32?) {
        if adoptions.count >= Self.limit { adoptions = [:] }
        adoptions[thread ?? .max] = old
    }

    mutating func takeAdoption(by thread: UInt32?) -> UInt32? { adoptions.removeValue(forKey: thread ?? .max) }

    private static func add(_ id: UInt32, to ids: inout [UInt32]) {
        guard !ids.contains(id) else { return }
        if ids.count >= limit { ids.removeFirst() }
        ids.append(id)
    }
}
