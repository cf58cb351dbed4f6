package import Bytes

/// What happened in a time, in figures: by connection, by identity, by day.
package struct Summary {
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
        package var logins: UInt64 = 0
        package var failures: UInt64 = 0
    }

    /// By name; events that name none are under the empty one.
    package private(set) var connections: [String: Connection] = [:]
    package private(set) var identities: [String: Identity] = [:]
    /// Events by day (`2026-11-21`) and class.
    package private(set) var days: [String: [String: UInt64]] = [:]
    /// Lines that are none of ours.
    package private(set) var unreadable: UInt64 = 0
    private var book = SessionBook()
    private var reader = LineReader()
    private var first: UInt64?
    private var last: UInt64 = 0
    private static let sessionEvents = Set(SessionBook.events)

    package init() {}

    package mutating func add(_ bytes: [UInt8], _ line: ByteRange) {
        guard let event = SessionEvent(&reader, bytes, line) else {
            unreadable += 1
            return
        }
        first = min(first ?? event.time, event.time)
        last = max(last, event.time)
        let start = line.lower + LineTime.prefix
        let day = String(decoding: bytes[start..<(start + 10)], as: UTF8.self)
        let eventClass = event["class"] ?? ""
        days[day, default: [:]][eventClass, default: 0] += 1
        count(event)
        if Self.sessionEvents.contains(event.event) { book.add(event) }
    }

    private mutating func count(_ event: SessionEvent) {
        let connection = event.connection ?? ""
        switch event.event {
        case "ike_sa_established": connections[connection, default: Connection()].established += 1
        case "ike_sa_rekeyed": connections[connection, default: Connection()].rekeys += 1
        case "authentication_succeeded":
            if let identity = event["identity"] { identities[identity, default: Identity()].logins += 1 }
        case "authentication_failed", "authentication_retried":
            if let identity = event["identity"] ?? event["remote_id"] {
                identities[identity, default: Identity()].failures += 1
            }
        default: break
        }
        guard Self.failures.contains(event.event) else { return }
        connections[connection, default: Connection()].failures[event.reason ?? event.event, default: 0] += 1
    }

    /// Events that say that something did not come up, or was lost.
    private static let failures: Set<String> = [
        "ike_sa_failed", "authentication_failed", "certificate_rejected", "peer_config_not_found", "proposal_mismatch",
        "key_exchange_mismatch", "traffic_selector_mismatch", "child_sa_failed", "peer_timed_out", "dpd_timed_out",
        "ike_sa_rekey_failed", "child_sa_rekey_failed", "ike_sa_reauthentication_failed", "virtual_ip_failed",
        "notify_received",
    ]

    /// The sessions of the time.
    package var sessions: [Session] { book.sessions }

    /// Adds up what sessions tell. To be called once, after the last line.
    /// - Parameter range: the time that was searched; nil: from the first event to the last one.
    package mutating func finish(in range: Range<UInt64>? = nil) {
        let range = range ?? (first ?? 0)..<max(last, first ?? 0)
        var tunnels: [Tunnel: [Range<UInt64>]] = [:]
        for session in book.sessions where session.kind == .child {
            let name = session.connection ?? ""
            connections[name, default: Connection()].bytesIn &+= session.bytesIn
            connections[name, default: Connection()].bytesOut &+= session.bytesOut
            connections[name, default: Connection()].unaccounted += UInt64(session.unaccounted)
            let start = max(session.began ?? 0, range.lowerBound)
            let end = min(session.ended ?? .max, range.upperBound)
            guard start < end else { continue }
            let tunnel = Tunnel(machine: session.machine, connection: name, name: session.tunnel ?? "")
            tunnels[tunnel, default: []].append(start..<end)
        }
        for (tunnel, times) in tunnels {
            connections[tunnel.connection, default: Connection()].add(times, until: range.upperBound)
        }
    }

    private struct Tunnel: Hashable {
        var machine: String
        var connection: String
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
