internal import Archive
internal import Audit
internal import Synchronization
internal import Web

/// The archive's events as they come, as server-sent events (WHATWG HTML, section 9.2).
struct EventStream: Sendable {
    static let parameters =
        APIArguments.subjects + APIArguments.events + [
            APIParameter(
                "last_event_id", form: .number(0...(.max - 1)),
                "Go on behind the event with this number; the header `Last-Event-ID` comes before it.")
        ]

    /// How often what.
    struct Pace: Sendable {
        /// Milliseconds between two looks for what is new.
        var poll = 250
        /// Seconds after which a client hears that it is still connected.
        var keepAlive = 15.0
    }

    /// As many may be open at a time.
    static let places = 16
    private static let header = "Last-Event-ID"

    let archive: ArchiveOfRequests
    let query: Query
    let hosts: [String]
    /// The last event that the client has; nil: it wants those that come from now on.
    let last: UInt64?
    let pace: Pace

    init(
        _ request: WebRequest, _ arguments: APIArguments, _ configuration: Configuration, pace: Pace = Pace()
    ) throws(APIError) {
        archive = try ArchiveOfRequests(configuration)
        query = try arguments.query(configuration)
        hosts = arguments["host"]
        if let text = request.headers[Self.header.lowercased()] {
            guard let number = APIArguments.number(text, in: 0...(.max - 1)) else {
                throw .wrong(Self.header, "\"\(text)\" is no number of an event")
            }
            last = number
        } else {
            last = arguments.number("last_event_id")
        }
        self.pace = pace
    }

    /// - Parameter turnstile: a stream is inside while it is open.
    func answer(_ turnstile: Turnstile) async throws(APIError) -> WebAnswer {
        guard turnstile.tryEnter() else {
            throw .busy("\(Self.places) streams are open already", retryAfter: 5)
        }
        let place = Place(turnstile)
        let machine = try await SearchDesk.onThread(SearchDesk.Stop(seconds: 10)) { _ in
            try archive.machine(hosts, for: "host")
        }
        return WebAnswer(
            contentType: "text/event-stream", headers: ["Cache-Control": "no-store"],
            body: .stream { write in
                defer { place.leave() }
                try await run(machine, write)
            })
    }

    private func run(_ machine: String?, _ write: WebAnswer.Writer) async throws {
        var start = "retry: 3000\n\n"
        for doubt in query.doubts { start += EventStreamText.comment(doubt) }
        try await write(Array(start.utf8))
        let feed = try EventFeed { feed in EventStreamText(self, feed).run(machine) }
        defer { feed.close() }
        while let piece = await feed.next() { try await write(piece) }
    }

    /// Gives the place of a stream free, whether its body is asked for or not.
    private final class Place: Sendable {
        private let turnstile: Turnstile
        private let isInside = Mutex(true)

        init(_ turnstile: Turnstile) { self.turnstile = turnstile }

        deinit { leave() }

        func leave() {
            let wasInside = isInside.withLock { isInside in
                defer { isInside = false }
                return isInside
            }
            if wasInside { turnstile.leave() }
        }
    }
}
