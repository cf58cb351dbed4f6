internal import Archive
internal import Bytes
internal import CharonLog
internal import Journal
internal import Tunnels

/// Writes an event as the archive has it: one flat JSON object a line. Absent means unknown.
struct EventRecord: Sendable {
    /// `,"event":"...","class":"..."`, for each row of the catalogue.
    private let heads: [[UInt8]]
    private let unrecognizedHead: [UInt8]
    private let chatterHead: [UInt8]
    /// `"2026-11-21T09:14:03.` of the second that was written last.
    private var cachedSecond: UInt64 = .max
    private var cachedTime: [UInt8] = []

    init() {
        heads = Catalogue.templates.map { Self.head($0.kind) }
        unrecognizedHead = Self.head(.unrecognized)
        chatterHead = Self.head(.chatter)
    }

    private static func head(_ kind: EventKind) -> [UInt8] {
        Array(",\"event\":\"\(kind.rawValue)\",\"class\":\"\(kind.eventClass.rawValue)\"".utf8)
    }

    /// Appends a charon event.
    /// - Parameter connection: the connection's name, when the model knows it.
    mutating func append(
        _ event: Event, _ bytes: Span<UInt8>, at time: UInt64, host: [UInt8], seq: UInt64,
        _ attribution: Attribution, connection: Name?, source: SourceState.Kind, onto line: inout [UInt8]
    ) {
        begin(time, host, seq, onto: &line)
        if let template = event.template {
            line.append(contentsOf: heads[template])
        } else {
            line.append(contentsOf: event.kind == .chatter ? chatterHead : unrecognizedHead)
        }
        if let connection, !connection.isEmpty { text("connection", connection, onto: &line) }
        if let ikeSA = attribution.ikeSA { JSONLine.number("ike_sa", UInt64(ikeSA), onto: &line) }
        if let tunnel = event[.tunnel] { JSONLine.text("tunnel", bytes, tunnel.range, onto: &line) }
        if let childSA = event[.childSA] { JSONLine.number("child_sa", childSA.value, onto: &line) }
        if !attribution.peer.isEmpty { text("peer", attribution.peer, onto: &line) }
        if event[.ikeSA] != nil, let context = event.context.id, context != attribution.ikeSA {
            JSONLine.number("old_ike_sa", UInt64(context), onto: &line)
        }
        appendFields(of: event, bytes, omitsSA: true, onto: &line)
        if let reason = event.reason { JSONLine.word("reason", reason, onto: &line) }
        if event.subsystem != .unknown { JSONLine.word("subsystem", event.subsystem.literal, onto: &line) }
        if let level = event.level { JSONLine.number("level", UInt64(level), onto: &line) }
        if let thread = event.thread { JSONLine.number("thread", UInt64(thread), onto: &line) }
        JSONLine.text("message", bytes, event.message, onto: &line)
        JSONLine.word("source", source.literal, onto: &line)
        line.append("}\n")
    }

    /// What an event is about that no line of charon's stands for. Empty is left out.
    struct Subject: Codable, Sendable {
        var connection = Name()
        var tunnel = Name()
        var ikeSA: UInt32?
        var childSA: UInt32?
        /// What was believed before.
        var believed = ""
        var reason: String
        var entries: UInt64?
        /// When the last entry was written that is not missing, microseconds since 1970 UTC; 0 for unknown.
        var since: UInt64 = 0
        /// The segments that go.
        var deleted: DeletedSegments?
        var detail = ""
        /// Who says so, where it is no source of entries.
        var source: String?
    }

    /// Appends an event that no line of charon's stands for.
    mutating func append(
        _ kind: EventKind, at time: UInt64, host: [UInt8], seq: UInt64, _ subject: Subject,
        source: SourceState.Kind, onto line: inout [UInt8]
    ) {
        begin(time, host, seq, onto: &line)
        line.append(contentsOf: Self.head(kind))
        if !subject.connection.isEmpty { text("connection", subject.connection, onto: &line) }
        if let ikeSA = subject.ikeSA { JSONLine.number("ike_sa", UInt64(ikeSA), onto: &line) }
        if !subject.tunnel.isEmpty { text("tunnel", subject.tunnel, onto: &line) }
        if let childSA = subject.childSA { JSONLine.number("child_sa", UInt64(childSA), onto: &line) }
        if !subject.believed.isEmpty { text("believed", Name(subject.believed), onto: &line) }
        text("reason", Name(subject.reason), onto: &line)
        if let entries = subject.entries { JSONLine.number("entries", entries, onto: &line) }
        if subject.since > 0 { JSONLine.time("missing_since", subject.since, onto: &line) }
        if let deleted = subject.deleted { append(deleted, onto: &line) }
        if !subject.detail.isEmpty { text("detail", Name(subject.detail), onto: &line) }
        text("source", Name(subject.source ?? source.rawValue), onto: &line)
        line.append("}\n")
    }

    private func append(_ deleted: DeletedSegments, onto line: inout [UInt8]) {
        JSONLine.number("segments", deleted.segments, onto: &line)
        JSONLine.number("events", deleted.events, onto: &line)
        JSONLine.number("bytes", deleted.bytes, onto: &line)
        JSONLine.number("first_seq", deleted.firstSeq, onto: &line)
        JSONLine.number("last_seq", deleted.lastSeq, onto: &line)
        for (key, time) in [("first_time", deleted.firstTime), ("last_time", deleted.lastTime)]
            as [(StaticString, UInt64)]
        {
            JSONLine.time(key, time, onto: &line)
        }
        text("last_hash", Name(deleted.lastHash), onto: &line)
    }

    /// Appends what another service says.
    /// - Parameters:
    ///   - name: the event's.
    ///   - groups: the links that it is about.
    mutating func appendWatched(
        _ event: Event, _ bytes: Span<UInt8>, at time: UInt64, host: [UInt8], seq: UInt64, service: String,
        name: String, groups: [String], source: SourceState.Kind, onto line: inout [UInt8]
    ) {
        begin(time, host, seq, onto: &line)
        text("event", Name(name), onto: &line)
        JSONLine.word("class", "watch", onto: &line)
        text("watch", Name(service), onto: &line)
        if !groups.isEmpty { text("tunnel_group", Name(groups.joined(separator: " ")), onto: &line) }
        appendFields(of: event, bytes, omitsSA: false, onto: &line)
        JSONLine.text("message", bytes, event.message, onto: &line)
        JSONLine.word("source", source.literal, onto: &line)
        line.append("}\n")
    }

    /// Appends an entry that bears charon's name and that somebody else wrote: with what journald knows of the writer.
    mutating func appendUntrusted(
        _ entry: Entry, _ bytes: Span<UInt8>, at time: UInt64, host: [UInt8], seq: UInt64, onto line: inout [UInt8]
    ) {
        begin(time, host, seq, onto: &line)
        line.append(contentsOf: Self.head(.untrustedEntry))
        let fields: [(StaticString, EntryField)] = [
            ("identifier", .identifier), ("writer_pid", .pid), ("writer_uid", .uid), ("writer_program", .comm),
            ("writer_executable", .exe), ("writer_unit", .unit), ("message", .message),
        ]
        for (key, field) in fields where !entry[field].isEmpty { JSONLine.text(key, bytes, entry[field], onto: &line) }
        JSONLine.word("source", "journal", onto: &line)
        line.append("}\n")
    }

    /// - Parameter omitsSA: whether the names and ids of its SA are left out.
    private func appendFields(
        of event: Event, _ bytes: Span<UInt8>, omitsSA: Bool, onto line: inout [UInt8]
    ) {
        for index in 0..<event.fieldCount {
            let field = event[index]
            switch field.field {
            case .connection where omitsSA, .ikeSA where omitsSA, .tunnel where omitsSA, .childSA where omitsSA:
                continue
            case _ where field.field.form == .number:
                JSONLine.number(field.field.key, field.value, onto: &line)
            default:
                JSONLine.text(field.field.key, bytes, field.range, onto: &line)
            }
        }
    }

    private mutating func begin(_ time: UInt64, _ host: [UInt8], _ seq: UInt64, onto line: inout [UInt8]) {
        line.append("{\"time\":\"")
        let second = time / 1_000_000
        if second != cachedSecond {
            cachedSecond = second
            cachedTime.removeAll(keepingCapacity: true)
            JSONLine.appendSecond(second, onto: &cachedTime)
        }
        line.append(contentsOf: cachedTime)
        line.append(decimal: time % 1_000_000, width: 6)
        line.append("Z\"")
        text("host", Name(host), onto: &line)
        JSONLine.number("seq", seq, onto: &line)
    }

    private func text(_ key: StaticString, _ name: Name, onto line: inout [UInt8]) {
        JSONLine.text(key, name.bytes.span, ByteRange(0, name.bytes.count), onto: &line)
    }
}
