package import Bytes

/// Follows the lines of an archive and keeps a session for each IKE_SA and CHILD_SA.
///
/// Lines of one machine come in the order of the archive. What came up before the first line is known from the first
/// event that names it.
package struct SessionBook {
    /// In the order in which they were first heard of, with those that turned out to be parts of others.
    private var all: [Session] = []
    private var machines: [String: MachineSessions] = [:]
    private var reader = LineReader()

    package init() {}

    /// In the order in which they were first heard of.
    package var sessions: [Session] {
        var places: [Int] = []
        places.reserveCapacity(all.count)
        var count = 0
        for session in all {
            places.append(count)
            if !session.ids.isEmpty { count += 1 }
        }
        guard count < all.count else { return all }
        return all.filter { !$0.ids.isEmpty }.map { session in
            var session = session
            session.parent = session.parent.map { places[$0] }
            return session
        }
    }

    /// - Parameter machine: the machine's directory in the archive; nil: what its events call it, which may change.
    package mutating func add(_ bytes: [UInt8], _ line: ByteRange, of machine: String? = nil) {
        guard let event = SessionEvent(&reader, bytes, line) else { return }
        add(event, of: machine)
    }

    /// - Returns: the CHILD_SA's session that the event shows to have been rekeyed, if it shows one.
    @discardableResult
    mutating func add(_ event: SessionEvent, of machine: String? = nil) -> Session? {
        let machine = machine ?? event.machine
        machines[machine, default: MachineSessions()].rekeyed = nil
        machines[machine]?.apply(event, &all)
        return machines[machine]?.rekeyed.map { all[$0] }
    }

    /// Forgets what was counted so far: what comes is counted for itself.
    mutating func clearCounts() {
        for index in all.indices {
            all[index].bytesIn = 0
            all[index].bytesOut = 0
            all[index].unaccounted = 0
            all[index].rekeys = 0
        }
    }

    /// How many have been heard of, those included that turned out to be parts of others.
    var count: Int { all.count }

    /// Whether no more is to come of a session, or it is of no interest. Bytes, and what goes on with it, are told of
    /// seconds after its end at times.
    /// - Parameters:
    ///   - index: less than `count`.
    ///   - time: of the last line.
    ///   - limit: only what began before it is of interest, microseconds since 1970 UTC.
    func isSettled(_ index: Int, at time: UInt64, beganBefore limit: UInt64) -> Bool {
        let session = all[index]
        guard (session.began ?? 0) < limit, !session.ids.isEmpty else { return true }
        return session.ended.map { time > $0 + 2 * MachineSessions.overtaking } ?? false
    }
}
