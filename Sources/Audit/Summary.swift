package import Bytes

/// What happened in a time, in figures: by connection, by identity, by day.
package struct Summary {
    /// A machine and a name of its own.
    package struct Key: Sendable, Hashable, Comparable {
        package var machine: String
        /// Of what names none, empty.
        package var name: String

        package init(machine: String, name: String) {
            self.machine = machine
            self.name = name
        }

        package static func < (one: Key, other: Key) -> Bool {
            (one.machine, one.name) < (other.machine, other.name)
        }
    }

    package struct Connection: Sendable, Equatable {
        package var established: UInt64 = 0
        package var rekeys: UInt64 = 0
        /// Set-ups that failed, by the reason of the event.
        package var failures: [String: UInt64] = [:]
        /// Sum over the connection's tunnels of the time in which each was up, microseconds.
        package var up: UInt64 = 0
        package var outages: UInt64 = 0
        /// Microseconds.
        package var outageTotal: UInt64 = 0
        package var longestOutage: UInt64 = 0
        package var bytesIn: UInt64 = 0
        package var bytesOut: UInt64 = 0
        /// CHILD_SAs that ended without a byte count.
        package var unaccounted: UInt64 = 0
    }

    package struct Identity: Sendable, Equatable {
        /// IKE_SAs that were established with it.
        package var logins: UInt64 = 0
        package var failures: UInt64 = 0
    }

    package private(set) var connections: [Key: Connection] = [:]
    package private(set) var identities: [Key: Identity] = [:]
    /// Events by day (`2026-11-21`) and class.
    package private(set) var days: [String: [String: UInt64]] = [:]
    /// Lines that are none of ours.
    package private(set) var unreadable: UInt64 = 0
    private var book = SessionBook()
    private var reader = LineReader()
    private var hasBegun = false
    private var first: UInt64?
    private var last: UInt64 = 0
    private let query: Query
    private let matcher: LineMatcher
    private let filter: SessionFilter
    private static let sessionEvents = Set(SessionBook.events)

    /// - Parameter query: what is counted; its time is only the range in which something was up.
    package init(_ query: Query = Query()) {
        self.query = query
        filter = SessionFilter(query)
        var single = query
        single.since = nil
        single.until = nil
        matcher = LineMatcher(single)
    }

    /// Takes an event from before the time, which tells what was up when it began.
    /// - Parameter machine: as that of `SessionBook`.
    package mutating func addBefore(_ bytes: [UInt8], _ line: ByteRange, of machine: String? = nil) {
        book.add(bytes, line, of: machine)
    }

    /// - Parameter machine: as that of `SessionBook`.
    package mutating func add(_ bytes: [UInt8], _ line: ByteRange, of machine: String? = nil) {
        guard let event = SessionEvent(&reader, bytes, line) else {
            unreadable += 1
            return
        }
        if !hasBegun { begin() }
        first = min(first ?? event.time, event.time)
        last = max(last, event.time)
        if Self.sessionEvents.contains(event.event) { book.add(event, of: machine) }
        guard matcher.matches(bytes.span, line.lower, line.upper) else { return }
        let start = line.lower + LineTime.prefix
        let day = String(decoding: bytes[start..<(start + 10)], as: UTF8.self)
        days[day, default: [:]][event["class"] ?? "", default: 0] += 1
        count(event)
    }

    /// What comes is of the time that is asked for.
    private mutating func begin() {
        book.clearCounts()
        hasBegun = true
    }

    private mutating func count(_ event: SessionEvent) {
        let connection = Key(machine: event.machine, name: event.connection ?? "")
        if event.event == "authentication_failed" || event.event == "authentication_retried",
            let identity = event["identity"] ?? event["remote_id"]
        {
            identities[Key(machine: event.machine, name: identity), default: Identity()].failures += 1
        }
        // A notify is a failure where its name is one.
        guard Self.failures.contains(event.event) || event.event == "notify_received" && event.reason != nil else {
            return
        }
        connections[connection, default: Connection()].failures[event.reason ?? event.event, default: 0] += 1
    }

    /// Events that say that something did not come up, or was lost.
    static let failures: Set<String> = [
        "ike_sa_failed", "authentication_failed", "certificate_rejected", "peer_config_not_found", "proposal_mismatch",
        "key_exchange_mismatch", "traffic_selector_mismatch", "child_sa_failed", "peer_timed_out", "dpd_timed_out",
        "ike_sa_rekey_failed", "child_sa_rekey_failed", "ike_sa_reauthentication_failed", "virtual_ip_failed",
    ]

    /// Adds up what sessions tell. To be called once, after the last line.
    /// - Parameter now: microseconds since 1970 UTC; nothing was up later.
    package mutating func finish(now: UInt64 = .max) {
        if !hasBegun { begin() }
        let end = query.until.map { min($0, now) } ?? max(last, first ?? 0)
        let range = (query.since ?? first ?? 0)..<max(end, query.since ?? first ?? 0)
        var tunnels: [Tunnel: [Range<UInt64>]] = [:]
        // IKE_SAs of CHILD_SAs that are wanted.
        var parents: Set<Int> = []
        for session in book.sessions where session.kind == .child && filter.matches(session) {
            if let parent = session.parent { parents.insert(parent) }
            let name = Key(machine: session.machine, name: session.connection ?? "")
            if session.bytesIn > 0 || session.bytesOut > 0 || session.unaccounted > 0 {
                connections[name, default: Connection()].bytesIn &+= session.bytesIn
                connections[name, default: Connection()].bytesOut &+= session.bytesOut
                connections[name, default: Connection()].unaccounted += UInt64(session.unaccounted)
            }
            // One that ended before is an outage until the next one comes.
            let start = min(max(session.began ?? 0, range.lowerBound), range.upperBound)
            let end = max(start, min(session.ended ?? .max, range.upperBound))
            guard (session.began ?? 0) < range.upperBound else { continue }
            tunnels[Tunnel(connection: name, name: session.tunnel ?? ""), default: []].append(start..<end)
        }
        for (tunnel, times) in tunnels {
            connections[tunnel.connection, default: Connection()].add(times, until: range.upperBound)
        }
        for (index, session) in book.sessions.enumerated() where session.kind == .ike {
            guard filter.matches(session, carriesWanted: parents.contains(index)) else { continue }
            let name = Key(machine: session.machine, name: session.connection ?? "")
            if let began = session.began, range.contains(began) || began == range.upperBound {
                connections[name, default: Connection()].established += 1
                // A user's own name, where the identity is an address.
                if let who = session.user ?? session.remoteIdentity {
                    identities[Key(machine: session.machine, name: who), default: Identity()].logins += 1
                }
            }
            if session.rekeys > 0 { connections[name, default: Connection()].rekeys += UInt64(session.rekeys) }
        }
    }

    private struct Tunnel: Hashable {
        var connection: Key
        var name: String
    }
}

extension Summary.Connection {
    /// Takes the times in which a tunnel was up. What lies between them, and behind the last one, is an outage.
    fileprivate mutating func add(_ times: [Range<UInt64>], until end: UInt64) {
        var upTo: UInt64?
        for time in times.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let known = upTo, time.lowerBound > known { addOutage(time.lowerBound - known) }
            let start = max(time.lowerBound, upTo ?? 0)
            if time.upperBound > start { up += time.upperBound - start }
            upTo = max(upTo ?? 0, time.upperBound)
        }
        if let upTo, upTo < end { addOutage(end - upTo) }
    }

    private mutating func addOutage(_ length: UInt64) {
        outages += 1
        outageTotal += length
        longestOutage = max(longestOutage, length)
    }
}
