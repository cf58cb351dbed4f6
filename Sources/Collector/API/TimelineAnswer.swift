internal import Archive
internal import Audit
internal import Tunnels
internal import Web

/// What happened to the tunnels in a time: told by the archive, and up to now by charon's present state.
struct TimelineAnswer: Sendable {
    static let parameters =
        APIArguments.times + APIArguments.names + [
            APIParameter(
                "marks", form: .number(1...1000),
                "How many marks of a kind a row may have; those that are closer together become one. 200 when it is not given."
            )
        ]

    /// The last hour, when nothing is said; microseconds.
    private static let usual: UInt64 = 3_600_000_000
    /// The longest time, microseconds: the archive is read for all of it.
    private static let longest: UInt64 = 92 * 86_400_000_000

    private let query: Query
    private let marks: Int
    private let time: Range<UInt64>
    private let now: UInt64
    private let archive: ArchiveOfRequests

    init(_ arguments: APIArguments, _ configuration: Configuration, now: UInt64 = Clock.now()) throws(APIError) {
        archive = try ArchiveOfRequests(configuration)
        query = try arguments.query(configuration)
        marks = Int(arguments.number("marks") ?? 200)
        let until = query.until ?? max(now, query.since ?? 0)
        let since = query.since ?? until - min(until, Self.usual)
        guard since < until else { throw .wrong("since", "it must be earlier than until") }
        guard until - since <= Self.longest else { throw .wrong("since", "a timeline has 92 days at most") }
        time = since..<until
        self.now = now
    }

    func answer(_ collection: Collection, _ desk: SearchDesk) async throws(APIError) -> WebAnswer {
        var (timeline, problems) = try await desk.search { stop in try search(stop) }
        if let problem = Self.isBehind(collection) {
            problems.append(problem)
            for index in timeline.rows.indices {
                timeline.rows[index].cut(at: timeline.heard[timeline.rows[index].name.machine] ?? 0)
            }
        }
        return WebAnswer(document(added(timeline, collection), problems))
    }

    private func search(_ stop: SearchDesk.Stop) throws -> (Timeline, [String]) {
        var problems = PassedOver()
        var search = TimelineSearch(archive.directory, query, time, marks: marks, .ofRequests) { problems.note($0) }
        search.isCancelled = { stop.isSet }
        return (try search.run(), problems.sentences())
    }

    /// Why the archive does not reach up to now; nil when it does.
    private static func isBehind(_ collection: Collection) -> String? {
        if let problem = collection.archive?.statistics.problem {
            return "the archive cannot be written now, and what happens is not in it yet: \(problem)"
        }
        return Exporter.whyNotReady(collection).map { "the archive does not reach up to now: \($0)" }
    }

    // MARK: The present

    /// A tunnel as it is now.
    private struct Present {
        let name: Timeline.Name
        let isUp: Bool
        let isUncertain: Bool
        /// Since when it is in its state, microseconds since 1970 UTC; 0 for unknown.
        let since: UInt64
        /// The links that it is in.
        let links: Set<String>
    }

    /// Adds what is known of the present state, which may be older than what the archive was read for.
    private func added(_ timeline: Timeline, _ collection: Collection) -> Timeline {
        let present = collection.pipeline.withState { state in
            state.isReady(at: now) ? state.hosts.flatMap { Self.present($0, state.inventory.groups) } : []
        }
        var timeline = timeline
        var places = Dictionary(uniqueKeysWithValues: timeline.rows.enumerated().map { ($1.name, $0) })
        for tunnel in present where tunnel.name.matches(query) {
            let place = places[tunnel.name] ?? timeline.rows.count
            if place == timeline.rows.count {
                timeline.rows.append(.init(tunnel.name))
                places[tunnel.name] = place
            }
            // What was said of a link is shown at each of its tunnels.
            if !tunnel.links.isEmpty, let machine = places[Timeline.Name(machine: tunnel.name.machine)] {
                let said = timeline.rows[machine].marks
                timeline.rows[place].marks += said.filter { !tunnel.links.isDisjoint(with: $0.groups) }
            }
            guard tunnel.since > 0 else { continue }
            let start = max(tunnel.since, time.lowerBound)
            let known = start..<max(start, min(now, time.upperBound))
            let state: Timeline.Band.State = tunnel.isUncertain ? .uncertain : tunnel.isUp ? .up : .down
            timeline.rows[place].fill(known, state, isCertain: !tunnel.isUncertain)
        }
        let shown = present.reduce(into: Set<String>()) { $0.formUnion($1.links) }
        for index in timeline.rows.indices where timeline.rows[index].name.connection == nil {
            timeline.rows[index].marks.removeAll { !shown.isDisjoint(with: $0.groups) }
        }
        timeline.rows.sort { $0.name < $1.name }
        return timeline
    }

    private static func present(_ host: HostState, _ groups: [TunnelGroup]) -> [Present] {
        var links: [Int: Set<String>] = [:]
        for (number, group) in groups.enumerated() where group.kind == .link && host.members.indices.contains(number) {
            for index in host.members[number] { links[index, default: []].insert(group.name) }
        }
        return host.model.tunnels.enumerated().filter { !$1.isOverflow }.map { index, tunnel in
            Present(
                name: .init(
                    machine: host.directory, connection: host.model.connections[tunnel.connection].name.text,
                    tunnel: tunnel.name.text),
                isUp: tunnel.isUp, isUncertain: tunnel.isUncertain,
                since: tunnel.isUp ? tunnel.establishedAt : tunnel.downAt, links: links[index] ?? [])
        }
    }

    // MARK: The answer

    private func document(_ timeline: Timeline, _ problems: [String]) -> JSONDocument {
        JSONDocument { document in
            document.time("since", time.lowerBound)
            document.time("until", time.upperBound)
            document.time("time", now)
            document.list("rows") { list in
                for row in timeline.rows { Self.append(row, upTo: now, onto: &list) }
            }
            document.list("problems", problems)
        }
    }

    /// Nothing is known of what is to come.
    private static func append(_ row: Timeline.Row, upTo now: UInt64, onto list: inout JSONDocument) {
        list.object { object in
            object.text("host", row.name.machine)
            object.text("connection", row.name.connection)
            object.text("tunnel", row.name.tunnel)
            object.list("bands") { list in
                for band in row.bands where band.time.lowerBound < now {
                    list.object { object in
                        object.time("since", band.time.lowerBound)
                        object.time("until", min(band.time.upperBound, now))
                        object.text("state", band.state.rawValue)
                    }
                }
            }
            object.list("marks") { list in
                for mark in row.marks {
                    list.object { object in
                        object.text("kind", mark.kind.rawValue)
                        object.time("time", mark.time)
                        object.number("count", UInt64(mark.count))
                        object.number("seq", mark.seq)
                        object.text("event", mark.event)
                        object.text("reason", mark.reason)
                    }
                }
            }
        }
    }
}
