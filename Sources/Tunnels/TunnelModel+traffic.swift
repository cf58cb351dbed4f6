/// What went through tunnels.
///
/// A tunnel's total grows by what each of its CHILD_SAs has counted more than was known of it before: told by charon's
/// list, by the line that closes it, or by VICI's word at its end, in whatever order these come.
extension TunnelModel {
    /// How long charon's word may come after the line that ends a CHILD_SA; microseconds.
    package static let finalCountDelay: UInt64 = 2_000_000

    /// Takes in what a CHILD_SA has counted so far.
    mutating func noteTraffic(of id: UInt32, _ traffic: Traffic) {
        guard let childSA = childSAs[id] else { return }
        let excess = traffic.excess(over: childSA.traffic)
        guard excess != Traffic() else { return }
        trafficRevision += 1
        tunnels[childSA.tunnel].traffic.add(excess)
        childSAs[id]?.traffic = childSA.traffic.larger(traffic)
    }

    /// Takes in what a CHILD_SA has counted until its end.
    mutating func closeTraffic(
        of id: UInt32, _ childSA: ChildSA, _ bytes: (in: UInt64, out: UInt64)?, at time: UInt64
    ) {
        let final = bytes.map { Traffic(bytesIn: $0.in, bytesOut: $0.out) } ?? Traffic()
        tunnels[childSA.tunnel].traffic.add(final.excess(over: childSA.traffic))
        var closed = ClosedChildSA(
            id: id, spiIn: childSA.spiIn, tunnel: childSA.tunnel, traffic: childSA.traffic.larger(final), time: time)
        if bytes == nil, !childSA.hasFinalCount {
            // With IKEv1, charon that stops logs the counts after it has said so.
            let isIKEv1 = childSA.parent.map { ikeSAs[$0]?.version == 1 } == true
            closed.isWaiting = expectsFinalCounts || daemon.isStopping && isIKEv1
            if !closed.isWaiting { tunnels[childSA.tunnel].unaccountedCloses += 1 }
        }
        remember(closed)
    }

    /// Takes in what a CHILD_SA counted that is not installed, as far as is known: it was installed before the log began,
    /// or something else has told of its end already.
    mutating func noteClosed(_ id: UInt32, spiIn: UInt32, _ traffic: Traffic, _ tunnel: Int, at time: UInt64) {
        if noteCount(id, spiIn: spiIn, traffic, isFinal: true) { return }
        tunnels[tunnel].traffic.add(traffic)
        remember(ClosedChildSA(id: id, spiIn: spiIn, tunnel: tunnel, traffic: traffic, time: time))
    }

    /// Takes in what charon says that a CHILD_SA has counted, which may have ended already.
    /// - Parameter isFinal: whether it counts no more.
    /// - Returns: false when it was never heard of.
    @discardableResult
    package mutating func noteCount(_ id: UInt32, spiIn: UInt32, _ traffic: Traffic, isFinal: Bool) -> Bool {
        if let childSA = childSAs[id], childSA.spiIn == spiIn {
            noteTraffic(of: id, traffic)
            if isFinal { childSAs[id]?.hasFinalCount = true }
            return true
        }
        guard let index = closedIndex[ClosedChildSA.key(id, spiIn)] else { return false }
        tunnels[closed[index].tunnel].traffic.add(traffic.excess(over: closed[index].traffic))
        closed[index].traffic = closed[index].traffic.larger(traffic)
        if isFinal { closed[index].isWaiting = false }
        return true
    }

    /// When the next of each tunnel's CHILD_SAs is to be rekeyed, microseconds since 1970 UTC; 0 when none is.
    package var rekeyDues: [UInt64] {
        var dues = [UInt64](repeating: 0, count: tunnels.count)
        for childSA in childSAs.values where childSA.rekeyAt > 0 {
            let known = dues[childSA.tunnel]
            dues[childSA.tunnel] = known == 0 ? childSA.rekeyAt : min(known, childSA.rekeyAt)
        }
        return dues
    }

    /// Counts the CHILD_SAs whose final count has not come in time.
    /// - Parameter time: those that ended before it, microseconds since 1970 UTC.
    package mutating func settleCloses(before time: UInt64) {
        for index in closed.indices where closed[index].time < time { settle(index) }
    }

    /// Whether the end of a CHILD_SA was counted already.
    func wasClosed(_ id: UInt32, spiIn: UInt32) -> Bool { closedAt(id, spiIn: spiIn) != nil }

    /// When a CHILD_SA ended, microseconds since 1970 UTC; nil when that is not known.
    func closedAt(_ id: UInt32, spiIn: UInt32) -> UInt64? {
        closedIndex[ClosedChildSA.key(id, spiIn)].flatMap { closed[$0].isFormer ? nil : closed[$0].time }
    }

    /// The process that had those which have ended is gone: no line tells of them any more. What VICI told of them may
    /// be on its way.
    mutating func noteFormerCloses() {
        if !expectsFinalCounts { settleCloses(before: .max) }
        for index in closed.indices { closed[index].isFormer = true }
    }

    private mutating func remember(_ child: ClosedChildSA) {
        // An end that is told once more is remembered as the newer one.
        if let index = closedIndex[child.key] {
            settle(index)
            closed[index] = child
            return
        }
        // Where final counts come later, all that may end in a moment must be remembered until they do.
        let limit = expectsFinalCounts ? Self.maximumWaiting : Self.maximumClosed
        guard closed.count >= limit else {
            closedIndex[child.key] = closed.count
            closed.append(child)
            return
        }
        nextClosed = nextClosed < closed.count ? nextClosed : 0
        settle(nextClosed)
        closedIndex[closed[nextClosed].key] = nil
        closedIndex[child.key] = nextClosed
        closed[nextClosed] = child
        nextClosed += 1
    }

    /// No final count comes any more.
    private mutating func settle(_ index: Int) {
        guard closed[index].isWaiting else { return }
        closed[index].isWaiting = false
        tunnels[closed[index].tunnel].unaccountedCloses += 1
    }

    /// Puts others in the place of all CHILD_SAs that have ended.
    mutating func replaceClosed(_ children: [ClosedChildSA]) {
        closed = children
        closedIndex = [:]
        for (index, child) in children.enumerated() { closedIndex[child.key] = index }
        nextClosed = 0
    }
}
