internal import Archive
internal import Audit
internal import Web

/// IKE_SAs and CHILD_SAs from their birth to their death, as `audit sessions` tells of them.
struct SessionList: Sendable {
    static let parameters =
        [APIParameter("at", "The sessions that were up at this moment; in place of since and until.")]
        + APIArguments.times + APIArguments.subjects + [
            APIParameter("kind", form: .words(["ike", "child"]), "IKE_SAs or CHILD_SAs alone."),
            APIParameter(
                "limit", form: .number(1...1000), "How many, those that began last; 100 when it is not given."),
        ]

    private let query: Query
    private let kind: Session.Kind?
    private let limit: Int
    private let archive: ArchiveOfRequests

    init(_ arguments: APIArguments, _ configuration: Configuration) throws(APIError) {
        archive = try ArchiveOfRequests(configuration)
        var query = try arguments.query(configuration)
        let words = TimeWords(now: Clock.now())
        if let moment = try arguments.time("at", { text throws(TimeWordError) in try words.since(text) }) {
            if query.since != nil || query.until != nil {
                throw .wrong("at", "it is a moment; leave out since and until")
            }
            query.since = moment
            query.until = moment + 1
        }
        self.query = query
        kind = arguments.value("kind").map { $0 == "ike" ? .ike : .child }
        limit = Int(arguments.number("limit") ?? 100)
    }

    func answer(_ desk: SearchDesk) async throws(APIError) -> WebAnswer {
        WebAnswer(try await desk.search { stop in try document(stop) })
    }

    /// All of them, and what was damaged or missing and was passed over.
    /// - Parameter isCancelled: ends the search soon; what it has found by then is not all.
    func find(
        isCancelled: @escaping () -> Bool
    ) throws(ArchiveError) -> (sessions: [Session], problems: [String]) {
        var passedOver = PassedOver()
        var search = SessionSearch(archive.directory, query, .ofRequests) { passedOver.note($0) }
        search.isCancelled = isCancelled
        var sessions = try search.sessions()
        if let kind { sessions.removeAll { $0.kind != kind } }
        return (sessions, passedOver.sentences())
    }

    private func document(_ stop: SearchDesk.Stop) throws -> JSONDocument {
        let (sessions, problems) = try find { stop.isSet }
        return JSONDocument { document in
            document.list("sessions") { list in
                for session in sessions.suffix(limit) {
                    var line: [UInt8] = []
                    SessionOutput(.json).append([session], onto: &line)
                    line.removeLast()
                    list.element(json: line)
                }
            }
            document.flag("truncated", sessions.count > limit)
            document.list("problems", problems)
        }
    }
}
