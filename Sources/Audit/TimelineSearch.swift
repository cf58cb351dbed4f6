package import Archive
internal import Bytes

/// Finds out of an archive what happened to tunnels in a time.
///
/// Who was up when the time began is known from what was logged before. The search begins a day earlier: by then most
/// that is up has been heard of, by a rekeying at the least. Of what was not, nothing is said.
package struct TimelineSearch {
    private let archive: String
    private let query: Query
    private let time: Range<UInt64>
    private let marks: Int
    private let options: ArchiveSearch.Options
    private let onProblem: (SearchProblem) -> Void

    /// As that of `ArchiveSearch`.
    package var isCancelled: () -> Bool = { false }

    /// How long before its time it begins, microseconds.
    static let before: UInt64 = 86_400_000_000

    /// - Parameters:
    ///   - archive: the archive's directory.
    ///   - query: which machines, connections, tunnels and groups; the rest of it does not count.
    ///   - time: microseconds since 1970 UTC.
    ///   - marks: how many of each kind there may be in a row; those that are closer together become one.
    package init(
        _ archive: String, _ query: Query, _ time: Range<UInt64>, marks: Int, _ options: ArchiveSearch.Options,
        onProblem: @escaping (SearchProblem) -> Void
    ) {
        self.archive = archive
        self.query = query
        self.time = time
        self.marks = max(1, marks)
        self.options = options
        self.onProblem = onProblem
    }

    /// - Throws: `ArchiveError` when there is no archive, or its directories cannot be listed.
    package func run() throws(ArchiveError) -> Timeline {
        let filter = SessionFilter(query)
        var timeline = Timeline(time: time)
        for machine in try ArchiveContents.machines(archive) where !isCancelled() {
            var search = Query()
            search.machines = [machine]
            search.since = time.lowerBound - min(time.lowerBound, Self.before)
            search.until = time.upperBound
            search.events = TimelineBook.events
            var book = TimelineBook(machine, time, marks: marks)
            var archive = ArchiveSearch(self.archive, search, options, onProblem: onProblem)
            archive.isCancelled = isCancelled
            try archive.run { bytes, line in
                book.add(bytes, line)
                return true
            }
            timeline.heard[machine] = try end(of: machine)
            timeline.rows += book.finished().filter { $0.name.isWanted(filter) }
        }
        timeline.rows.sort { $0.name < $1.name }
        return timeline
    }

    /// When the last of a machine's events was.
    private func end(of machine: String) throws(ArchiveError) -> UInt64 {
        var newest = Query()
        newest.machines = [machine]
        newest.last = 1
        var end: UInt64 = 0
        try ArchiveSearch(archive, newest, options) { _ in }.run { bytes, line in
            end = LineTime.microseconds(bytes.span, line.lower) ?? 0
            return true
        }
        return end
    }
}

extension Timeline.Name {
    /// What concerns a machine as a whole concerns each of its tunnels.
    fileprivate func isWanted(_ filter: SessionFilter) -> Bool {
        connection == nil ? filter.matches(machine: machine) : matches(filter)
    }

    /// Whether a search for sessions would find one of this name.
    private func matches(_ filter: SessionFilter) -> Bool {
        var session = Session(tunnel == nil ? .ike : .child, machine: machine, id: 0, began: nil, seen: 0)
        session.connection = connection
        session.tunnel = tunnel
        return filter.matches(session, carriesWanted: tunnel == nil)
    }

    /// Whether one is asked for; for what no event names.
    package func matches(_ query: Query) -> Bool { matches(SessionFilter(query)) }
}
