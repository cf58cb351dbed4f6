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

    /// As that of `ArchiveSearch`; what was found until then is not all.
    package var isCancelled: () -> Bool = { false }

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
        var found: [Session] = []
        let filter = SessionFilter(query)
        for machine in try machines() where !isCancelled() {
            let (book, last) = try book(of: machine)
            for var session in book.sessions where isWithin(session) && filter.matches(session) {
                session.known = last
                found.append(session)
            }
        }
        found.sort { ($0.began ?? 0, $0.seen) < ($1.began ?? 0, $1.seen) }
        return found
    }

    /// Follows one machine's SAs, in the order of its archive whatever its clock did.
    /// - Returns: its sessions, and the time of its last event.
    private func book(of machine: String) throws(ArchiveError) -> (SessionBook, last: UInt64) {
        var book = SessionBook()
        let start = try self.start(of: machine)?.seq
        var search = Query()
        search.machines = [machine]
        search.events = SessionBook.events
        search.seqs = (start ?? 0)...(.max)
        // Behind this there is no event of the time that is asked for. What was up before a start that is not in the
        // archive may be told of at any later time.
        let end = start == nil && query.since != nil ? nil : try self.end(of: machine)
        var reader = LineReader()
        var (looked, lines, last) = (0, 0, UInt64(0))
        var waiting: [Int] = []
        try self.search(search).run { bytes, line in
            book.add(bytes, line, of: machine)
            lines += 1
            guard let end, lines % 256 == 0, reader.read(bytes.span, line),
                reader.number("seq", bytes.span) ?? 0 >= end
            else { return true }
            let until = query.until ?? .max
            let time = LineTime.microseconds(bytes.span, line.lower) ?? 0
            waiting = (waiting + Array(looked..<book.count)).filter { index in
                !book.isSettled(index, at: time, beganBefore: until)
            }
            looked = book.count
            return !waiting.isEmpty
        }
        var newest = Query()
        newest.machines = [machine]
        newest.last = 1
        try self.search(newest).run { bytes, line in
            last = LineTime.microseconds(bytes.span, line.lower) ?? 0
            return true
        }
        return (book, last)
    }

    /// What happened in the query's time.
    /// - Throws: `ArchiveError` when there is no archive, or its directories cannot be listed.
    package func summary() throws(ArchiveError) -> Summary {
        var summary = Summary(query)
        var machine: String?
        if let since = query.since {
            var start: UInt64? = since
            for machine in try machines() {
                guard let time = try self.start(of: machine)?.time else {
                    start = nil
                    break
                }
                start = min(start ?? time, time)
            }
            var search = Query()
            search.machines = query.machines
            search.since = start
            search.until = since
            search.events = SessionBook.events
            var before = self.search(search)
            before.onMachine = { machine = $0 }
            try before.run { bytes, line in
                summary.addBefore(bytes, line, of: machine)
                return true
            }
        }
        var search = Query()
        search.machines = query.machines
        search.since = query.since
        search.until = query.until
        var asked = self.search(search)
        asked.onMachine = { machine = $0 }
        try asked.run { bytes, line in
            summary.add(bytes, line, of: machine)
            return true
        }
        summary.finish(now: UInt64(max(0, time(nil))) * 1_000_000)
        return summary
    }

    private func isWithin(_ session: Session) -> Bool {
        (session.began ?? 0) < query.until ?? .max && session.ended ?? .max > query.since ?? 0
    }

    /// Directories of the machines that are asked for; all, where one is asked for by another name than its directory's.
    private func machines() throws(ArchiveError) -> [String] {
        let known = try ArchiveContents.machines(archive)
        let names = query.machines.map { known.contains($0) ? $0 : ArchiveWriter.directoryName(host: $0) }
        return !names.isEmpty && names.allSatisfy(known.contains) ? names : known
    }

    /// Where a machine's charon last started before the time that is asked for: what was up before is no more.
    /// - Returns: nil for the archive's beginning.
    private func start(of machine: String) throws(ArchiveError) -> (seq: UInt64, time: UInt64)? {
        guard let since = query.since else { return nil }
        var search = Query()
        search.machines = [machine]
        search.until = since
        search.events = SessionBook.starts
        search.last = 1
        var reader = LineReader()
        var start: (seq: UInt64, time: UInt64)?
        // What is damaged is told when it is read for its events.
        var before = ArchiveSearch(archive, search, options, onProblem: { _ in })
        before.isCancelled = isCancelled
        try before.run { bytes, line in
            guard reader.read(bytes.span, line), let seq = reader.number("seq", bytes.span),
                let time = LineTime.microseconds(bytes.span, line.lower)
            else { return true }
            start = (seq, time)
            return true
        }
        return start
    }

    /// The number behind the last segment that can have an event of the time that is asked for; nil when none is behind
    /// it.
    private func end(of machine: String) throws(ArchiveError) -> UInt64? {
        guard let until = query.until, until > 0 else { return nil }
        let segments = try ArchiveContents.segments(archive, machines: [machine])[machine] ?? []
        let last = segments.lastIndex { $0.day <= Int((until - 1) / Day.microseconds) } ?? -1
        return last + 1 < segments.count ? segments[last + 1].seq : nil
    }

    private func search(_ query: Query) -> ArchiveSearch {
        var search = ArchiveSearch(archive, query, options, onProblem: onProblem)
        search.onProgress = onProgress
        search.isCancelled = isCancelled
        return search
    }
}
