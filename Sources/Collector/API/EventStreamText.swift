internal import Archive
internal import Audit
internal import Bytes
internal import Glibc

/// Writes a stream's text: what was archived, what is missing there, and signs of life between. On one thread.
final class EventStreamText {
    private let stream: EventStream
    private let feed: EventFeed
    private var text: [UInt8] = []
    private var givenAt = Clock.seconds()
    /// What is missing behind events that were not written yet.
    private var waiting: [SearchProblem] = []
    private var reader = LineReader()
    /// A piece is handed over when it has this many bytes, or when there is nothing new.
    private static let pieceBytes = 64 << 10

    init(_ stream: EventStream, _ feed: EventFeed) {
        self.stream = stream
        self.feed = feed
    }

    /// Writes until nobody wants more.
    /// - Parameter machine: nil while the archive has none.
    func run(_ machine: String?) {
        do {
            var query = stream.query
            guard let name = try machine ?? waitForMachine() else { return }
            query.machines = [name]
            if let last = stream.last {
                query.seqs = last + 1...(.max)
                query.tellsDeleted = true
                try noteEnd(of: name, before: last)
            } else if machine != nil {
                query.last = 0
            }
            var options = ArchiveSearch.Options()
            // A stream has one thread.
            options.workers = 0
            options.pollMilliseconds = stream.pace.poll
            var search = ArchiveSearch(stream.archive.directory, query, options) { [self] in waiting.append($0) }
            search.isCancelled = { [self] in !goOn() }
            try search.follow(pause: pause) { bytes, line in append(bytes, line) }
        } catch {
            // It may work when the client connects again.
            _ = feed.give(Array(Self.comment("\(error)").utf8))
        }
    }

    /// Waits until the archive has a machine.
    /// - Returns: nil when nobody waits any more.
    private func waitForMachine() throws -> String? {
        while pause(stream.pace.poll) {
            if let machine = try stream.archive.machine(stream.hosts, for: "host") { return machine }
        }
        return nil
    }

    /// An archive that ends before the event that the client has is not the one that the client has it from, or has
    /// lost its end.
    private func noteEnd(of machine: String, before last: UInt64) throws(ArchiveError) {
        var query = Query()
        query.machines = [machine]
        query.last = 1
        var end: UInt64?
        try ArchiveSearch(stream.archive.directory, query, .ofRequests) { _ in }.run { bytes, line in
            if reader.read(bytes.span, line) { end = reader.number("seq", bytes.span) }
            return true
        }
        guard let end, end < last else { return }
        appendMissing(
            "the archive ends with event \(end), and the client has \(last): it is another archive, or has lost its "
                + "end; events up to \(last) are not sent", nil)
    }

    // MARK: What the search calls

    /// Writes an event.
    /// - Returns: false when nobody wants more.
    private func append(_ bytes: [UInt8], _ line: ByteRange) -> Bool {
        let span = bytes.span
        let content = Array(bytes[line.lower..<line.upper])
        guard reader.read(span, line), let seq = reader.number("seq", span),
            String(validating: content, as: UTF8.self) != nil
        else {
            appendMissing("a line is no event; run verify", nil)
            return goOn()
        }
        appendProblems(before: seq)
        text += Array("id: \(seq)\nevent: ".utf8)
        text += (reader.text("event", span) ?? "message").utf8.map { $0 < 0x20 ? UInt8(ascii: "_") : $0 }
        text.append("\ndata: ")
        text += content
        if content.last != 0x0A { text.append(0x0A) }
        text.append(0x0A)
        return text.count < Self.pieceBytes ? true : give()
    }

    /// Waits for what is new.
    private func pause(_ milliseconds: Int) -> Bool {
        appendProblems(before: .max)
        guard text.isEmpty || give(), goOn() else { return false }
        usleep(UInt32(milliseconds) * 1000)
        return !feed.isClosed
    }

    /// Lets a search go on that finds little.
    private func goOn() -> Bool {
        let waited = Clock.seconds() - givenAt
        if text.isEmpty, waited >= stream.pace.keepAlive { text += Array(Self.comment("keep-alive").utf8) }
        if !text.isEmpty, waited >= 1 { return give() }
        return !feed.isClosed
    }

    private func give() -> Bool {
        defer { givenAt = Clock.seconds() }
        defer { text.removeAll(keepingCapacity: true) }
        return feed.give(text)
    }

    // MARK: What is missing

    /// Writes what is missing before an event, in its place: the client goes on behind it.
    private func appendProblems(before seq: UInt64) {
        guard !waiting.isEmpty else { return }
        let due = waiting.filter { ($0.seqs?.lowerBound ?? 0) < seq }
        waiting.removeAll { ($0.seqs?.lowerBound ?? 0) < seq }
        for problem in due where problem.isDamage {
            guard let seqs = problem.seqs else {
                appendMissing(problem.description, nil)
                continue
            }
            // What lies before is none of the client's, which has it.
            let first = max(seqs.lowerBound, stream.last.map { $0 + 1 } ?? 0)
            guard first <= seqs.upperBound else { continue }
            var problem = problem
            problem.seqs = first...seqs.upperBound
            appendMissing(problem.description, problem.seqs)
        }
    }

    private func appendMissing(_ problem: String, _ seqs: ClosedRange<UInt64>?) {
        if let seqs { text += Array("id: \(seqs.upperBound)\n".utf8) }
        let data = JSONDocument { document in
            document.text("problem", problem)
            if let seqs {
                document.number("first_seq", seqs.lowerBound)
                document.number("last_seq", seqs.upperBound)
            }
        }
        text.append("event: missing\ndata: ")
        text += data.bytes
        text.append("\n\n")
    }

    /// A line that clients pass over.
    static func comment(_ text: String) -> String {
        ": " + String(decoding: text.utf8.map { $0 < 0x20 ? 0x20 : $0 }, as: UTF8.self) + "\n\n"
    }
}
