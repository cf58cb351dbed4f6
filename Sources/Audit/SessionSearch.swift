package import Archive
internal import Bytes
internal import Glibc

/// Finds the sessions of a time, and what happened in it in figures.
///
/// Who was connected at a moment is known from what was logged before it. So the search begins at charon's last start
/// before the time that is asked for, which ended all SAs there were, or else at the archive's beginning; and it goes on
/// behind that time until the sessions' ends are known.
package struct SessionSearch {
    private let archive: String
    private let query: Query
    private let options: ArchiveSearch.Options
    private let onProblem: (SearchProblem) -> Void
    /// As that of `ArchiveSearch`.
    package var onProgress: (_ bytes: Int, _ time: UInt64) -> Void = { _, _ in }

    /// - Parameters:
    ///   - archive: the archive's directory.
    ///   - query: the time, and which sessions are wanted; its filters for single events count in `summary` alone.
    ///   - onProblem: is told of what is damaged or missing and was passed over.
    package init(
        _ archive: String, _ query: Query, _ options: ArchiveSearch.Options = ArchiveSearch.Options(),
        onProblem: @escaping (SearchProblem) -> Void
    ) {
        self.archive = archive
        self.query = query
        self.options = options
        self.onProblem = onProblem
    }

    /// The sessions that were up within the query's time, in the order in which they began.
    /// - Throws: `ArchiveError` when there is no archive, or its directories cannot be listed.
    package func sessions() throws(ArchiveError) -> [Session] {
        var book = SessionBook()
        let until = query.until ?? .max
        // Sessions whose end is not known yet, once the time is over.
        var waiting: [Int]?
        var lines = 0
        try search(since: try beginning(), until: nil, events: SessionBook.events).run { bytes, line in
            book.add(bytes, line)
            guard until != .max, (LineTime.microseconds(bytes.span, line.lower) ?? 0) >= until else { return true }
            lines += 1
            guard lines % 256 == 1 else { return true }
            let open = (waiting ?? Array(book.sessions.indices)).filter { index in
                book.sessions[index].ended == nil && (book.sessions[index].began ?? 0) < until
            }
            waiting = open
            return !open.isEmpty
        }
        let filter = SessionFilter(query)
        return book.sessions.filter { isWithin($0) && filter.matches($0) }.sorted {
            ($0.began ?? 0, $0.seen) < ($1.began ?? 0, $1.seen)
        }
    }

    /// What happened in the query's time.
    /// - Throws: `ArchiveError` when there is no archive, or its directories cannot be listed.
    package func summary() throws(ArchiveError) -> Summary {
        var summary = Summary(query)
        if let since = query.since {
            try search(since: try beginning(), until: since, events: SessionBook.events).run { bytes, line in
                summary.addBefore(bytes, line)
                return true
            }
        }
        try search(since: query.since, until: query.until, events: []).run { bytes, line in
            summary.add(bytes, line)
            return true
        }
        summary.finish(now: UInt64(max(0, time(nil))) * 1_000_000)
        return summary
    }

    private func isWithin(_ session: Session) -> Bool {
        (session.began ?? 0) < query.until ?? .max && session.ended ?? .max > query.since ?? 0
    }

    /// charon's last start before the time that is asked for, the earliest of the machines'; nil: the archive's
    /// beginning.
    private func beginning() throws(ArchiveError) -> UInt64? {
        guard let since = query.since else { return nil }
        var earliest: UInt64?
        let known = try ArchiveContents.machines(archive)
        for machine in query.machines.isEmpty ? known : query.machines {
            var query = Query()
            query.machines = [machine]
            query.until = since
            query.events = SessionBook.starts
            query.last = 1
            var start: UInt64?
            // What is damaged is told when it is read for its events.
            try ArchiveSearch(archive, query, options, onProblem: { _ in }).run { bytes, line in
                start = LineTime.microseconds(bytes.span, line.lower)
                return true
            }
            guard let start else { return nil }
            earliest = min(earliest ?? start, start)
        }
        return earliest
    }

    private func search(since: UInt64?, until: UInt64?, events: [String]) -> ArchiveSearch {
        var query = Query()
        query.machines = self.query.machines
        query.since = since
        query.until = until
        query.events = events
        var search = ArchiveSearch(archive, query, options, onProblem: onProblem)
        search.onProgress = onProgress
        return search
    }
}
