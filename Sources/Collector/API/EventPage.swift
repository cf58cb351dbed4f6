internal import Archive
internal import Audit
internal import Bytes
internal import Web

/// A page of the archive's events.
struct EventPage: Sendable {
    static let parameters =
        APIArguments.times + APIArguments.subjects + APIArguments.events + [
            APIParameter(
                "after_seq", form: .number(0...(.max - 1)),
                "The events behind this number, the oldest of them; of one machine."),
            APIParameter(
                "before_seq", form: .number(1...(.max)),
                "The events before this number, the newest of them; of one machine."),
            APIParameter("limit", form: .number(1...1000), "How many events; 100 when it is not given."),
        ]

    private let request: WebRequest
    private let query: Query
    private let hosts: [String]
    private let after: UInt64?
    private let before: UInt64?
    private let limit: Int
    private let archive: ArchiveOfRequests

    init(
        _ request: WebRequest, _ arguments: APIArguments, _ configuration: Configuration
    ) throws(APIError) {
        archive = try ArchiveOfRequests(configuration)
        self.request = request
        query = try arguments.query(configuration)
        hosts = arguments["host"]
        after = arguments.number("after_seq")
        before = arguments.number("before_seq")
        limit = Int(arguments.number("limit") ?? 100)
        if after != nil, before != nil { throw .wrong("before_seq", "give after_seq or before_seq, not both") }
    }

    func answer(_ desk: SearchDesk) async throws(APIError) -> WebAnswer {
        WebAnswer(try await desk.search { stop in try document(stop) })
    }

    // MARK: On the thread of a search

    private struct Found {
        /// The lines without their ends.
        var lines: [(seq: UInt64, bytes: [UInt8])] = []
        /// There are more in the direction of the search.
        var hasMore = false
        var passedOver = PassedOver()
    }

    private func document(_ stop: SearchDesk.Stop) throws -> JSONDocument {
        let known = try ArchiveContents.machines(archive.directory)
        var machine = ArchiveOfRequests.machine(hosts, among: known)
        if let cursor = after != nil ? "after_seq" : before != nil ? "before_seq" : nil, machine == nil {
            machine = try archive.machine(hosts, for: cursor)
        }
        var query = query
        if let machine { query.machines = [machine] }
        let found = try after.map { try search(&query, after: $0, stop) } ?? search(&query, before: before, stop)
        var asked: ClosedRange<UInt64>?
        if machine != nil, let first = found.lines.first?.seq, let last = found.lines.last?.seq, found.hasMore {
            asked = after != nil ? query.seqs?.clamped(to: 0...last) : first...(query.seqs?.upperBound ?? .max)
        } else if machine != nil {
            asked = query.seqs
        }
        return JSONDocument { document in
            document.list("events") { list in
                for line in found.lines { list.element(json: line.bytes) }
            }
            if machine != nil {
                links(found, &document)
            } else if found.hasMore {
                document.flag("truncated", true)
            }
            document.list("problems", query.doubts + found.passedOver.sentences(about: asked))
        }
    }

    /// The oldest events behind a number.
    private func search(_ query: inout Query, after: UInt64, _ stop: SearchDesk.Stop) throws -> Found {
        query.seqs = after + 1...(.max)
        query.tellsDeleted = query.since == nil
        return try run(query, stop)
    }

    /// The newest events, of those before a number.
    private func search(_ query: inout Query, before: UInt64?, _ stop: SearchDesk.Stop) throws -> Found {
        query.seqs = before.map { 0...$0 - 1 }
        query.last = limit + 1
        return try run(query, stop)
    }

    private func run(_ query: Query, _ stop: SearchDesk.Stop) throws(ArchiveError) -> Found {
        var problems: [SearchProblem] = []
        var found = Found()
        var reader = LineReader()
        var count = 0
        var search = ArchiveSearch(archive.directory, query, .ofRequests) { problems.append($0) }
        search.isCancelled = { stop.isSet }
        try search.run { bytes, line in
            count += 1
            if count > limit, query.last == nil { return false }
            guard let event = Self.event(bytes, line, &reader) else {
                found.passedOver.note("a line is no event; run verify")
                return true
            }
            found.lines.append(event)
            return true
        }
        found.hasMore = count > limit
        // The oldest comes first, and is the one too many.
        if found.hasMore, query.last != nil, found.lines.count > limit { found.lines.removeFirst() }
        for problem in problems { found.passedOver.note(problem) }
        return found
    }

    /// A line of ours: an object with a number, in UTF-8.
    private static func event(
        _ bytes: [UInt8], _ line: ByteRange, _ reader: inout LineReader
    ) -> (seq: UInt64, bytes: [UInt8])? {
        guard reader.read(bytes.span, line), let seq = reader.number("seq", bytes.span) else { return nil }
        var text = Array(bytes[line.lower..<line.upper])
        if text.last == 0x0A { text.removeLast() }
        return String(validating: text, as: UTF8.self) == nil ? nil : (seq, text)
    }
}

extension EventPage {
    /// The pages around this one. The one before may turn out to be empty, as may the one behind it.
    private func links(_ found: Found, _ document: inout JSONDocument) {
        let (first, last) = (found.lines.first?.seq, found.lines.last?.seq)
        if let after {
            if found.hasMore, let last { document.text("next", link("after_seq", last)) }
            if after > 0 { document.text("previous", link("before_seq", first ?? after + 1)) }
            return
        }
        if let before { document.text("next", link("after_seq", last ?? before - 1)) }
        if found.hasMore, let first { document.text("previous", link("before_seq", first)) }
    }

    /// The same search from another number on; its times are those of this one, which may have been relative.
    private func link(_ name: String, _ seq: UInt64) -> String {
        let replaced = ["after_seq", "before_seq", "since", "until"]
        var items = request.query.filter { !replaced.contains($0.name) }
        if let since = query.since { items.append(.init("since", JSONLine.timeText(since))) }
        if let until = query.until { items.append(.init("until", JSONLine.timeText(until))) }
        items.append(.init(name, String(seq)))
        return "\(APIEndpoints.root)/events?"
            + items.map { "\(Self.encoded($0.name))=\(Self.encoded($0.value))" }.joined(separator: "&")
    }

    /// RFC 3986, with all but unreserved characters encoded.
    private static func encoded(_ text: String) -> String {
        var encoded: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                encoded.append(byte)
            default:
                encoded.append(UInt8(ascii: "%"))
                for half in [byte >> 4, byte & 15] { encoded.append(half < 10 ? 0x30 + half : 0x41 + half - 10) }
            }
        }
        return String(decoding: encoded, as: UTF8.self)
    }
}
