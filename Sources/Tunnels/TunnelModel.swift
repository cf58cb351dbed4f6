internal import Bytes
internal import CharonLog

/// The state of one machine's charon, as its log tells it: IKE_SAs, CHILD_SAs, tunnels, and all counters.
///
/// Pure: the same events give the same state. What ends and what lives on is decided after strongSwan's own order
/// of lines; see `TunnelModel+apply.swift`.
package struct TunnelModel: Sendable {
    // MARK: What is shown

    package internal(set) var connections: [Connection] = []
    package internal(set) var tunnels: [Tunnel] = []
    package internal(set) var daemon = Daemon()
    /// Seconds from an IKE_SA's first message until it was established.
    package internal(set) var establishSeconds = Histogram(bounds: Histogram.establishSeconds)
    /// Seconds for which tunnels were down.
    package internal(set) var outageSeconds = Histogram(bounds: Histogram.outageSeconds)
    /// From when on the machine's own counters counted, microseconds since 1970 UTC; nil where that is not known.
    package internal(set) var createdAt: UInt64?

    // MARK: What it is made of

    var ikeSAs: [UInt32: IKESA] = [:]
    var childSAs: [UInt32: ChildSA] = [:]
    /// CHILD_SAs whose end was counted already: a line that is read twice must not count twice.
    var closed: [ClosedChildSA] = []
    var closedIndex: [UInt64: Int] = [:]
    var nextClosed = 0
    /// CHILD_SAs that charon said it rekeys: the next one of the same tunnel replaces it.
    var rekeying: Set<UInt32> = []
    /// IKE_SAs that may never be heard of again, oldest first; bounds what a flood of half-open ones can hold.
    var unsettled: [UInt32] = []
    /// CHILD_SAs of which no line told the IKE_SA.
    var orphans: Set<UInt32> = []
    var memory = ShortMemory()
    /// Entries were missing, and not all that they may have changed is proven since.
    var hasGap = false
    /// Up to when, microseconds since 1970 UTC.
    var gapUntil: UInt64 = 0
    /// Whether charon's own word on what a CHILD_SA counted may come after the line that ends it (VICI's events).
    package var expectsFinalCounts = false
    /// IKE_SAs and CHILD_SAs that charon's last whole list did not have, and that are not taken for ended on its word
    /// alone: it leaves out those that a thread has in hand, and its number may be right by chance.
    var missedIKESAs: Set<UInt32> = []
    var missedChildSAs: Set<UInt32> = []
    /// charon's last list had SAs whose end was told just before.
    var hasListedEnded = false
    /// Changes when traffic is counted.
    package internal(set) var trafficRevision: UInt64 = 0
    /// When IKE_SAs ended of late, by their ids.
    var endedIKESAs: [UInt32: UInt64] = [:]
    var connectionIndex = NameIndex()
    var tunnelIndex = NameIndex()
    /// What each group of tunnels that back each other up was last said to do, by the group's name.
    var groups: [String: GroupState] = [:]

    /// What the state is changed by now.
    var atHand = EventMark.none

    /// Tunnels may be gone from every configuration; true until it was found out.
    var mayForget = true

    // MARK: Its bounds

    /// Connections, and tunnels, that have series of their own.
    package var maximumNames: Int
    /// Names that were found to be too many, each counted once while the program runs.
    package internal(set) var namesTurnedAway: UInt64 = 0
    var turnedAway: Set<UInt64> = []
    /// There is a tunnel that stands for those that are too many.
    var hasOverflow = false
    /// Changes when tunnels come or go.
    package internal(set) var revision: UInt64 = 0

    /// - Parameter maximumNames: how many connections, and how many tunnels, are told apart.
    package init(maximumNames: Int = .max) { self.maximumNames = maximumNames }

    /// charon itself.
    package struct Daemon: Sendable, Codable, Equatable {
        /// Whether it runs; nil before its first word.
        package var isUp: Bool?
        package var starts: UInt64 = 0
        /// Microseconds since 1970 UTC; 0 when its start was not seen.
        package var startedAt: UInt64 = 0
        package var version = Name()
        /// It said that it shuts down.
        var isStopping = false
        /// When all its SAs were last said to have ended; microseconds since 1970 UTC, 0 for never.
        var endedAllAt: UInt64 = 0
        /// It has had an IKE_SA in hand, or shut down: the next start line is another start.
        var hasRun = false
        /// Its group IKE writes lines of level 1 or above.
        var logsDetail = false
        /// It set up an IKE_SA without a line of level 1: it will not say when a peer stops answering.
        package var logsTooLittle = false
    }

    /// A CHILD_SA that has ended: what is said of it later must not count twice.
    struct ClosedChildSA: Sendable, Codable, Equatable {
        var id: UInt32
        var spiIn: UInt32
        var tunnel: Int
        /// What was counted for it.
        var traffic: Traffic
        /// When it ended, microseconds since 1970 UTC.
        var time: UInt64
        /// Its final count may still come.
        var isWaiting = false
        /// It was another process's: the numbers may stand for another one now.
        var isFormer = false

        /// One number that stands for both.
        var key: UInt64 { Self.key(id, spiIn) }
        static func key(_ id: UInt32, _ spiIn: UInt32) -> UInt64 { UInt64(id) << 32 | UInt64(spiIn) }
    }

    static let maximumClosed = 128
    static let maximumWaiting = 16_384
    static let maximumUnsettled = 16384
    static let maximumTurnedAway = 65_536

    // MARK: IKE_SAs

    /// Changes an IKE_SA's state and the counts of its connection with it.
    mutating func setState(_ state: IKESA.State, of id: UInt32, at time: UInt64) {
        guard let sa = ikeSAs[id], sa.state != state else { return }
        if let connection = sa.connection, !sa.isReplacement {
            connections[connection].ikeSAs[sa.state.index] -= 1
            connections[connection].ikeSAs[state.index] += 1
        }
        ikeSAs[id]?.state = state
        ikeSAs[id]?.changedAt = time
    }

    /// An IKE_SA that was set up to replace another is there.
    mutating func promote(_ id: UInt32) {
        guard let sa = ikeSAs[id], sa.isReplacement else { return }
        ikeSAs[id]?.isReplacement = false
        if let connection = sa.connection { connections[connection].ikeSAs[sa.state.index] += 1 }
    }

    /// An IKE_SA of which it was not known replaces no other: it was begun for itself.
    mutating func countInitiation(_ id: UInt32) {
        guard let sa = ikeSAs[id], sa.isUncounted else { return }
        ikeSAs[id]?.isUncounted = false
        if let connection = sa.connection, let role = sa.role { connections[connection].initiations[role.index] += 1 }
    }

    /// Says which connection an IKE_SA belongs to.
    mutating func setConnection(_ connection: Int, of id: UInt32) {
        guard let sa = ikeSAs[id], sa.connection != connection else { return }
        if !sa.isReplacement {
            if let old = sa.connection { connections[old].ikeSAs[sa.state.index] -= 1 }
            connections[connection].ikeSAs[sa.state.index] += 1
        }
        ikeSAs[id]?.connection = connection
        // A responder learns only now whose IKE_SA it is.
        if sa.connection == nil, sa.role == .responder, !sa.isReplacement {
            connections[connection].initiations[IKESA.Role.responder.index] += 1
        }
    }

    /// Adds an IKE_SA that was not known.
    mutating func addIKESA(
        _ id: UInt32, _ state: IKESA.State, role: IKESA.Role? = nil, connection: Int?, isReplacement: Bool = false,
        at time: UInt64
    ) {
        memory.forgetFailed(id)
        ikeSAs[id] = IKESA(state: state, connection: nil, role: role, startedAt: time)
        ikeSAs[id]?.isReplacement = isReplacement
        if let connection { setConnection(connection, of: id) }
        guard state == .connecting else { return }
        unsettled.append(id)
        guard unsettled.count > Self.maximumUnsettled else { return }
        // The older half: what is settled by now needs no watching, what is not has been forgotten by charon too.
        for id in unsettled.prefix(Self.maximumUnsettled / 2) where ikeSAs[id]?.state == .connecting {
            removeIKESA(id)
        }
        unsettled.removeFirst(Self.maximumUnsettled / 2)
    }

    /// Ends an IKE_SA's CHILD_SAs; it stays itself.
    mutating func endChildren(of id: UInt32, _ reason: DownReason, at time: UInt64) {
        guard let children = ikeSAs[id]?.children, !children.isEmpty else { return }
        ikeSAs[id]?.children = []
        for child in children { endChildSA(child, reason, bytes: nil, at: time) }
    }

    /// Ends an IKE_SA and its CHILD_SAs.
    mutating func endIKESA(_ id: UInt32, _ reason: DownReason, at time: UInt64) {
        endChildren(of: id, reason, at: time)
        removeIKESA(id)
        noteEnded(id, at: time)
        if !orphans.isEmpty { settleOrphans(reason, at: time) }
    }

    /// CHILD_SAs whose IKE_SA no line told end with the last IKE_SA; while there are others, they may have ended.
    private mutating func settleOrphans(_ reason: DownReason, at time: UInt64) {
        if ikeSAs.values.contains(where: { $0.state != .connecting }) {
            for id in orphans { doubtChildSA(id) }
        } else {
            for id in orphans.sorted() { endChildSA(id, reason, bytes: nil, at: time) }
        }
    }

    /// Forgets the IKE_SA that was to replace another, unless it is established: no line tells of its end.
    mutating func dropReplacement(of id: UInt32) {
        guard let replacement = ikeSAs[id]?.replacement else { return }
        ikeSAs[id]?.replacement = nil
        if ikeSAs[replacement]?.state == .connecting { removeIKESA(replacement) }
    }

    mutating func removeIKESA(_ id: UInt32) {
        dropReplacement(of: id)
        countInitiation(id)
        guard let sa = ikeSAs.removeValue(forKey: id) else { return }
        if let connection = sa.connection, !sa.isReplacement { connections[connection].ikeSAs[sa.state.index] -= 1 }
        for child in sa.children { childSAs[child]?.parent = nil }
        if let connection = sa.connection { doubtIKESAs(of: connection) }
    }

    /// Moves the CHILD_SAs of a rekeyed or reauthenticated IKE_SA to the one that replaces it.
    mutating func moveChildren(from old: UInt32, to new: UInt32) {
        guard old != new, let children = ikeSAs[old]?.children, !children.isEmpty, ikeSAs[new] != nil else { return }
        ikeSAs[old]?.children = []
        ikeSAs[new]?.children += children
        for child in children { childSAs[child]?.parent = new }
    }

    /// Ends all SAs: charon is gone.
    mutating func endAll(_ reason: DownReason, at time: UInt64) {
        // In the order of the ids, so that the same events give the same state.
        for id in childSAs.keys.sorted() { endChildSA(id, reason, bytes: nil, at: time) }
        settleAll()
        daemon.endedAllAt = max(daemon.endedAllAt, time)
        ikeSAs.removeAll(keepingCapacity: true)
        unsettled.removeAll(keepingCapacity: true)
        (missedIKESAs, missedChildSAs, hasListedEnded) = ([], [], false)
        orphans = []
        memory = ShortMemory()
        rekeying.removeAll(keepingCapacity: true)
        endedIKESAs = [:]
        for index in connections.indices {
            connections[index].ikeSAs = .init(repeating: 0, count: IKESA.State.allCases.count)
        }
    }

    // MARK: CHILD_SAs

    /// Adds an installed CHILD_SA, or completes one that is known.
    mutating func installChildSA(_ id: UInt32, _ childSA: ChildSA, at time: UInt64) {
        if let old = childSAs[id] {
            if old.tunnel == childSA.tunnel, old.spiIn == childSA.spiIn || old.spiIn == 0 {
                if childSA.hasOutbound, !old.hasOutbound {
                    tunnels[old.tunnel].completeChildSAs += 1
                    childSAs[id]?.hasOutbound = true
                    childSAs[id]?.spiOut = childSA.spiOut
                }
                if old.parent == nil, let parent = childSA.parent { adopt(id, parent) }
                if !childSA.isUntold { childSAs[id]?.isUntold = false }
                proveChildSA(id)
                return
            }
            // The id stands for another CHILD_SA now: the end of the old one was not seen.
            endChildSA(id, .daemonCrashed, bytes: nil, at: time)
        }
        childSAs[id] = childSA
        if let parent = childSA.parent { adopt(id, parent) } else { orphans.insert(id) }
        let tunnel = childSA.tunnel
        tunnels[tunnel].childSAs += 1
        tunnels[tunnel].inboundAt = time
        if childSA.hasOutbound { tunnels[tunnel].completeChildSAs += 1 }
        proveChildSA(id)
        guard tunnels[tunnel].childSAs == 1 else { return }
        tunnels[tunnel].establishedAt = time
        tunnels[tunnel].ups += 1
        if tunnels[tunnel].downAt > 0 {
            outageSeconds.observe(Double(time - min(time, tunnels[tunnel].downAt)) / 1_000_000, atHand)
        }
    }

    mutating func adopt(_ child: UInt32, _ parent: UInt32) {
        guard ikeSAs[parent] != nil else { return }
        childSAs[child]?.parent = parent
        orphans.remove(child)
        if ikeSAs[parent]?.children.contains(child) == false { ikeSAs[parent]?.children.append(child) }
    }

    /// Ends a CHILD_SA that is installed; does nothing for one that is not known.
    /// - Parameter bytes: what charon counted for it; nil when it did not say.
    mutating func endChildSA(_ id: UInt32, _ reason: DownReason, bytes: (in: UInt64, out: UInt64)?, at time: UInt64) {
        guard let childSA = childSAs.removeValue(forKey: id) else { return }
        if rekeying.remove(id) != nil { memory.rekeyedAt[childSA.tunnel] = time }
        orphans.remove(id)
        if let parent = childSA.parent { ikeSAs[parent]?.children.removeAll { $0 == id } }
        let tunnel = childSA.tunnel
        closeTraffic(of: id, childSA, bytes, at: time)
        tunnels[tunnel].childSAs -= 1
        if childSA.hasOutbound { tunnels[tunnel].completeChildSAs -= 1 }
        if childSA.isUnproven { tunnels[tunnel].unprovenChildSAs -= 1 }
        settleGap(of: tunnel)
        guard tunnels[tunnel].childSAs == 0 else { return }
        tunnels[tunnel].downAt = time
        tunnels[tunnel].downs[reason.index] += 1
        tunnels[tunnel].lastDowns.note(atHand, in: reason)
        tunnels[tunnel].lastDownReason = reason
    }
}
