internal import Bytes

/// Follows the lines of one machine and keeps what a timeline tells of them.
struct TimelineBook {
    /// Names of the events that it makes something of.
    static let events: [String] = Array(Set(SessionBook.events + kinds.keys)).sorted()

    private static let kinds: [String: Timeline.Mark.Kind] = {
        var kinds: [String: Timeline.Mark.Kind] = [
            "tunnel_activated": .failover, "no_tunnel_active": .failover, "daemon_starting": .restart,
            "daemon_ready": .restart, "daemon_stopping": .restart, "daemon_crashing": .restart,
            "daemon_exited": .restart, "daemon_failed": .restart, "gap": .gap, "state_corrected": .correction,
            "notify_received": .failure,
        ]
        for event in Summary.failures { kinds[event] = .failure }
        return kinds
    }()

    /// Marks of one place and the same links are one.
    private struct Place: Hashable {
        var number: UInt64
        var groups: String?
    }

    /// What is known of a tunnel beside its sessions.
    private struct Knowledge {
        /// When it was heard of, microseconds since 1970 UTC.
        var mentions: [UInt64] = []
        /// Before, nothing of it is known: entries are missing, or there are none.
        var knownFrom: UInt64
        /// Times in which its state was not certain, microseconds since 1970 UTC.
        var doubts: [Range<UInt64>] = []
        /// Since when it is not.
        var isDoubtfulSince: UInt64?
        /// When charon's list told of an SA that no line had told of: since when it was there, nobody says.
        var listedAt: Set<UInt64> = []
    }

    private let machine: String
    private let time: Range<UInt64>
    private let markLength: UInt64
    private var book = SessionBook()
    private var reader = LineReader()
    private var tunnels: [Timeline.Name: Knowledge] = [:]
    private var marks: [Timeline.Name: [Timeline.Mark.Kind: [Place: Timeline.Mark]]] = [:]
    /// When charon first started or stopped: from then on it is known of each tunnel that it was down.
    private var endedAllAt: UInt64?
    /// Since when entries are missing that nothing has been heard of since.
    private var lastGap: UInt64?
    /// Of its first and last line, microseconds since 1970 UTC.
    private var firstAt: UInt64?
    private var lastAt: UInt64 = 0

    /// - Parameters:
    ///   - time: microseconds since 1970 UTC.
    ///   - marks: how many of each kind there may be in a row.
    init(_ machine: String, _ time: Range<UInt64>, marks: Int) {
        self.machine = machine
        self.time = time
        markLength = max(1, UInt64(time.count) / UInt64(marks))
    }

    mutating func add(_ bytes: [UInt8], _ line: ByteRange) {
        guard let event = SessionEvent(&reader, bytes, line) else { return }
        let rekeyed = book.add(event, of: machine)
        if let rekeyed { mark(.rekey, event, of: name(rekeyed.connection, rekeyed.tunnel)) }
        // A notify is a failure where its name is one.
        if let kind = Self.kinds[event.event], event.event != "notify_received" || event.reason != nil {
            mark(kind, event, of: kind == .restart || kind == .gap ? name() : name(event.connection, event.tunnel))
        }
        defer { lastAt = max(lastAt, event.time) }
        if firstAt == nil { firstAt = event.time }
        if event.event == "gap" {
            noteGap(event)
        } else if event.endsAll || event.event == "daemon_ready" {
            endedAllAt = min(endedAllAt ?? event.time, event.time)
            lastGap = nil
            for name in tunnels.keys { settle(name, at: event.time) }
        } else if event.tunnel != nil, event.childSA != nil {
            let name = name(event.connection, event.tunnel)
            if tunnels[name] == nil {
                tunnels[name] = Knowledge(knownFrom: lastGap ?? firstAt ?? 0, isDoubtfulSince: lastGap)
            }
            settle(name, at: event.time)
            tunnels[name]?.mentions.append(event.time)
            if event.event == "state_corrected" { tunnels[name]?.listedAt.insert(event.time) }
        }
    }

    /// Entries are missing: of what each tunnel did since they are, and until it is heard of again, nobody knows.
    private mutating func noteGap(_ event: SessionEvent) {
        let told = event["missing_since"].flatMap { text in
            let line = Array("{\"time\":\"\(text)\"}".utf8)
            return LineTime.microseconds(line.span, 0)
        }
        // journald tells of what it dropped in the next entry.
        let since = told ?? (event.reason == "dropped" ? lastAt : nil)
        lastGap = min(since ?? firstAt ?? event.time, event.time)
        for name in tunnels.keys {
            let mentions = tunnels[name]?.mentions ?? []
            let start = since ?? mentions.last ?? event.time
            // What was found behind it has come first.
            if let heard = mentions.first(where: { $0 > start }) {
                tunnels[name]?.doubts.append(start..<heard)
            } else {
                let known = tunnels[name]?.isDoubtfulSince ?? start
                tunnels[name]?.isDoubtfulSince = min(known, start)
            }
        }
    }

    private func name(_ connection: String? = nil, _ tunnel: String? = nil) -> Timeline.Name {
        Timeline.Name(machine: machine, connection: connection, tunnel: connection == nil ? nil : tunnel)
    }

    /// Something was heard of it again.
    private mutating func settle(_ name: Timeline.Name, at moment: UInt64) {
        guard let since = tunnels[name]?.isDoubtfulSince else { return }
        tunnels[name]?.isDoubtfulSince = nil
        if since < moment { tunnels[name]?.doubts.append(since..<moment) }
    }

    private mutating func mark(_ kind: Timeline.Mark.Kind, _ event: SessionEvent, of name: Timeline.Name) {
        guard time.contains(event.time) else { return }
        let groups = event["tunnel_group"]
        let place = Place(number: (event.time - time.lowerBound) / markLength, groups: groups)
        if marks[name]?[kind]?[place] != nil {
            marks[name]?[kind]?[place]?.count += 1
        } else {
            marks[name, default: [:]][kind, default: [:]][place] = Timeline.Mark(
                kind: kind, time: event.time, count: 1, seq: event.number("seq") ?? 0, event: event.event,
                reason: event.reason, groups: groups?.split(separator: " ").map(String.init) ?? [])
        }
    }

    /// All rows, in no order.
    func finished() -> [Timeline.Row] {
        var sessions: [Timeline.Name: [Session]] = [:]
        for session in book.sessions where session.kind == .child {
            sessions[name(session.connection, session.tunnel), default: []].append(session)
        }
        return Set(sessions.keys).union(marks.keys).map { name in
            var row = Timeline.Row(name)
            if name.tunnel != nil { row.bands = bands(of: name, sessions[name] ?? []) }
            row.marks = (marks[name] ?? [:]).values.flatMap(\.values).sorted { ($0.time, $0.seq) < ($1.time, $1.seq) }
            return row
        }
    }

    private func bands(of name: Timeline.Name, _ sessions: [Session]) -> [Timeline.Band] {
        let first = sessions.map(\.seen).min()
        let listedAt = tunnels[name]?.listedAt ?? []
        // In the order of time, each behind those before.
        var ups: [Range<UInt64>] = []
        var knownFrom = endedAllAt ?? .max
        for session in sessions.sorted(by: { $0.seen < $1.seen }) {
            // What was up before anything was heard of it was so from the beginning on.
            let wasThere =
                session.began == nil && session.seen == first && session.seen <= endedAllAt ?? .max
                && !listedAt.contains(session.seen)
            let start = session.began ?? (wasThere ? tunnels[name]?.knownFrom ?? session.seen : session.seen)
            knownFrom = min(knownFrom, start)
            let end = max(start, session.ended ?? .max)
            let from = max(start, ups.last?.upperBound ?? 0)
            if from < end { ups.append(from..<end) }
        }
        var doubts = tunnels[name]?.doubts ?? []
        if let since = tunnels[name]?.isDoubtfulSince { doubts.append(since..<(.max)) }
        guard knownFrom < time.upperBound else { return [] }
        let known = max(knownFrom, time.lowerBound)..<time.upperBound
        return Timeline.Row.joined(Self.bands(known, ups, Self.joined(doubts)))
    }

    /// Without what lies in one another, in the order of time.
    private static func joined(_ ranges: [Range<UInt64>]) -> [Range<UInt64>] {
        var joined: [Range<UInt64>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = joined.last, range.lowerBound <= last.upperBound {
                joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                joined.append(range)
            }
        }
        return joined
    }

    /// Cuts a time where anything changes.
    private static func bands(
        _ known: Range<UInt64>, _ ups: [Range<UInt64>], _ doubts: [Range<UInt64>]
    ) -> [Timeline.Band] {
        let ends = (ups + doubts).flatMap { [$0.lowerBound, $0.upperBound] } + [known.lowerBound, known.upperBound]
        let cuts = Set(ends.map { min(max($0, known.lowerBound), known.upperBound) }).sorted()
        var (up, doubt) = (0, 0)
        return zip(cuts, cuts.dropFirst()).map { start, end in
            while up < ups.count, ups[up].upperBound <= start { up += 1 }
            while doubt < doubts.count, doubts[doubt].upperBound <= start { doubt += 1 }
            if doubt < doubts.count, doubts[doubt].contains(start) { return .init(start..<end, .uncertain) }
            return .init(start..<end, up < ups.count && ups[up].contains(start) ? .up : .down)
        }
    }
}
