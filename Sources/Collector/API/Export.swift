internal import Archive
internal import Audit
internal import Bytes
internal import Web

/// All that a search finds, as a file to be kept.
///
/// What is damaged or missing has a line in its place: a file does not look whole that is not.
enum Export {
    /// So many may be written at a time.
    static let places = 2

    enum Format: String, CaseIterable {
        case csv, json
    }

    static let format = APIParameter(
        "format", form: .words(Format.allCases.map(\.rawValue)),
        "`csv` for spreadsheets, in which what would be taken for a formula has a `'` before it; `json` (the default), an object a line, as archived."
    )

    static func format(_ arguments: APIArguments) -> Format { arguments.value("format").flatMap(Format.init) ?? .json }

    /// A file that is written as its reader takes it.
    /// - Parameters:
    ///   - turnstile: an export is inside while it is written.
    ///   - write: appends to the text it is given, and hands it over from time to time; runs on a thread of its own.
    static func answer(
        _ name: String, _ format: Format, _ turnstile: Turnstile, _ write: @escaping @Sendable (Sink) -> Void
    ) throws(APIError) -> WebAnswer {
        guard turnstile.tryEnter() else {
            throw .busy("\(places) exports are being written already", retryAfter: 5)
        }
        let time = JSONLine.timeText(Clock.now()).prefix(19).filter { $0 != ":" }
        let file = "charon-\(name)-\(time)Z.\(format == .csv ? "csv" : "jsonl")"
        return WebAnswer(
            contentType: format == .csv ? "text/csv; charset=utf-8" : "application/jsonl; charset=utf-8",
            headers: ["Cache-Control": "no-store", "Content-Disposition": "attachment; filename=\"\(file)\""],
            body: .stream { writer in
                let feed = try EventFeed { feed in write(Sink(feed)) }
                defer { feed.close() }
                while let piece = await feed.next() { try await writer(piece) }
            }, onEnd: { turnstile.leave() })
    }

    /// Where the text goes.
    struct Sink: Sendable {
        private let feed: EventFeed
        private static let pieceBytes = 64 << 10

        init(_ feed: EventFeed) { self.feed = feed }

        /// Whether nobody wants more.
        var isClosed: Bool { feed.isClosed }

        /// Hands over what is enough for a piece.
        /// - Returns: false when nobody wants more.
        func give(_ text: inout [UInt8], isLast: Bool = false) -> Bool {
            guard text.count >= Self.pieceBytes || isLast && !text.isEmpty else { return true }
            defer { text.removeAll(keepingCapacity: true) }
            return feed.give(text)
        }
    }
}

/// Events as a file.
struct EventExport: Sendable {
    static let parameters = APIArguments.times + APIArguments.subjects + APIArguments.events + [Export.format]

    private let query: Query
    private let format: Export.Format
    private let archive: ArchiveOfRequests

    init(_ arguments: APIArguments, _ configuration: Configuration) throws(APIError) {
        archive = try ArchiveOfRequests(configuration)
        query = try arguments.query(configuration)
        format = Export.format(arguments)
    }

    func answer(_ turnstile: Turnstile) throws(APIError) -> WebAnswer {
        try Export.answer("events", format, turnstile) { sink in write(sink) }
    }

    private func write(_ sink: Export.Sink) {
        var output: any EventOutput = format == .csv ? CSVOutput(guardsFormulas: true) : JSONOutput()
        var text: [UInt8] = []
        output.begin(onto: &text)
        var problems: [String] = query.doubts
        do {
            let options = ArchiveSearch.Options.ofRequests
            var search = ArchiveSearch(archive.directory, query, options) { problem in
                if problem.isDamage { problems.append(problem.description) }
            }
            search.isCancelled = { sink.isClosed }
            try search.run { bytes, line in
                Self.append(&problems, &output, onto: &text)
                output.append(bytes.span, line, onto: &text)
                return sink.give(&text)
            }
        } catch {
            problems.append("\(error)")
        }
        Self.append(&problems, &output, onto: &text)
        _ = sink.give(&text, isLast: true)
    }

    /// Appends a line for each problem.
    private static func append(_ problems: inout [String], _ output: inout any EventOutput, onto text: inout [UInt8]) {
        for problem in problems {
            let line = JSONDocument { document in
                document.text("event", "missing")
                document.text("message", problem)
            }.bytes
            output.append(line.span, ByteRange(0, line.count), onto: &text)
        }
        problems = []
    }
}

/// Sessions as a file.
struct SessionExport: Sendable {
    static let parameters = SessionList.parameters.filter { $0.name != "limit" } + [Export.format]

    private let list: SessionList
    private let format: Export.Format

    init(_ arguments: APIArguments, _ configuration: Configuration) throws(APIError) {
        list = try SessionList(arguments, configuration)
        format = Export.format(arguments)
    }

    func answer(_ turnstile: Turnstile) throws(APIError) -> WebAnswer {
        try Export.answer("sessions", format, turnstile) { sink in write(sink) }
    }

    private func write(_ sink: Export.Sink) {
        let output = SessionOutput(format == .csv ? .csv : .json, guardsFormulas: true)
        var text: [UInt8] = []
        var problems: [String] = []
        var sessions: [Session] = []
        do {
            let found = try list.find { sink.isClosed }
            sessions = found.sessions
            problems = found.problems
        } catch {
            problems.append("\(error)")
        }
        output.append(sessions, onto: &text)
        for problem in problems { output.append(problem: problem, onto: &text) }
        var rest = text[...]
        while !rest.isEmpty {
            var piece = Array(rest.prefix(64 << 10))
            rest = rest.dropFirst(piece.count)
            guard sink.give(&piece, isLast: true) else { return }
        }
    }
}
