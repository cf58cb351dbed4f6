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

    // MARK: What it is made of

    var ikeSAs: [UInt32: IKESA] = [:]
    var childSAs: [UInt32: ChildSA] = [:]
    /// CHILD_SAs whose end was counted already: a line that is read twice must not count twice.
    var closed: [ClosedChildSA] = []
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
    var connectionIndex = NameIndex()
    var tunnelIndex = NameIndex()
    /// What each group of tunnels that back each other up was last said to do, by the group's name.
    var groups: [String: GroupState] = [:]

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
        /// It has had an IKE_SA in hand, or shut down: the next start line is another start.
        var hasRun = false
        /// Its group IKE writes lines of level 1 or above.
        var logsDetail = false
        /// It set up an IKE_SA without a line of level 1: it will not say when a peer stops answering.
        package var logsTooLittle = false
    }

    struct ClosedChildSA: Sendable, Codable, Equatable {
        var id: UInt32
        var spiIn: UInt32
    }

    static let maximumClosed = 128
    static let maximumUnsettled = 16384
    static let maximumTurnedAway = 65_536

    // MARK: IKE_SAs

    /// Changes an IKE_SA's state and the counts of its connection with it.
    mutating func setState(_ state: IKESA.State, of id: UInt32) {
        guard let sa = ikeSAs[id], sa.state != state else { return }
        if let connection = sa.connection, !sa.isReplacement {
            connections[connection].ikeSAs[sa.state.index] -= 1
            connections[connection].ikeSAs[state.index] += 1
        }
        ikeSAs[id]?.state = state
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

    private mutating func removeIKESA(_ id: UInt32) {
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
        ikeSAs.removeAll(keepingCapacity: true)
        unsettled.removeAll(keepingCapacity: true)
        closed.removeAll(keepingCapacity: true)
        orphans = []
        memory = ShortMemory()
        rekeying.removeAll(keepingCapacity: true)
        nextClosed = 0
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
            outageSeconds.observe(Double(time - min(time, tunnels[tunnel].downAt)) / 1_000_000)
        }
    }

    private mutating func adopt(_ child: UInt32, _ parent: UInt32) {
        guard ikeSAs[parent] != nil else { return }
        childSAs[child]?.parent = parent
        orphans.remove(child)
        if ikeSAs[parent]?.children.contains(child) == false { ikeSAs[parent]?.children.append(child) }
    }

    /// Ends a CHILD_SA that is installed; does nothing for one that is not known.
    /// - Parameter bytes: what charon counted for it; nil when it did not say.
    mutating func endChildSA(_ id: UInt32, _ reason: DownReason, bytes: (in: UInt64, out: UInt64)?, at time: UInt64) {
        guard let childSA = childSAs.removeValue(forKey: id) else { return }
        remember(ClosedChildSA(id: id, spiIn: childSA.spiIn))
        if rekeying.remove(id) != nil { memory.rekeyedAt[childSA.tunnel] = time }
        orphans.remove(id)
        if let parent = childSA.parent { ikeSAs[parent]?.children.removeAll { $0 == id } }
        let tunnel = childSA.tunnel
        if let bytes { count(bytes, tunnel) } else { tunnels[tunnel].unaccountedCloses += 1 }
        tunnels[tunnel].childSAs -= 1
        if childSA.hasOutbound { tunnels[tunnel].completeChildSAs -= 1 }
        if childSA.isUnproven { tunnels[tunnel].unprovenChildSAs -= 1 }
        settleGap(of: tunnel)
        guard tunnels[tunnel].childSAs == 0 else { return }
        tunnels[tunnel].downAt = time
        tunnels[tunnel].downs[reason.index] += 1
    }

    /// Adds bytes to a tunnel's totals; they stand still rather than fall.
    mutating func count(_ bytes: (in: UInt64, out: UInt64), _ tunnel: Int) {
        tunnels[tunnel].receivedBytes = Self.sum(tunnels[tunnel].receivedBytes, bytes.in)
        tunnels[tunnel].sentBytes = Self.sum(tunnels[tunnel].sentBytes, bytes.out)
    }

    private static func sum(_ total: UInt64, _ more: UInt64) -> UInt64 {
        let (sum, overflow) = total.addingReportingOverflow(more)
        return overflow ? .max : sum
    }

    /// Whether the end of a CHILD_SA was counted already.
    func wasClosed(_ id: UInt32, spiIn: UInt32) -> Bool { closed.contains(ClosedChildSA(id: id, spiIn: spiIn)) }

    mutating func remember(_ child: ClosedChildSA) {
        if closed.count < Self.maximumClosed {
            closed.append(child)
        } else {
            closed[nextClosed] = child
            nextClosed = (nextClosed + 1) % Self.maximumClosed
        }
    }
}
