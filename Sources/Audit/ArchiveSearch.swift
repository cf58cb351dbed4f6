package import Archive
package import Bytes
internal import Glibc

/// Searches an archive: each machine's events in their order, several machines' merged by time.
///
/// Only the blocks that can match are read: the directories tell the day and the machine, the headers the time and the
/// numbers. Workers uncompress and filter ahead of what is asked for; a few batches a machine are in memory.
package struct ArchiveSearch {
    package struct Options: Sendable {
        /// Threads that uncompress.
        /// 0: the caller's thread does it.
        package var workers = max(1, min(16, sysconf(Int32(_SC_NPROCESSORS_ONLN))))
        /// Bytes of blocks that a worker is given at once; one more block may go beyond it.
        package var batchBytes = 256 << 10
        /// How long `follow` waits before it looks again.
        package var pollMilliseconds = 250

        package init() {}
    }

    /// Takes a line that was found: where it is in a buffer, its line feed included.
    /// - Returns: false to end the search.
    package typealias Sink = (_ bytes: [UInt8], _ line: ByteRange) -> Bool

    let archive: String
    let query: Query
    let options: Options
    private let onProblem: (SearchProblem) -> Void
    /// Is told how far it is: bytes that were uncompressed, and about which time is read, microseconds since 1970 UTC.
    package var onProgress: (_ bytes: Int, _ time: UInt64) -> Void = { _, _ in }
    /// Is asked before more is read; true ends the search as the sink does.
    package var isCancelled: () -> Bool = { false }
    /// Is told of whose lines come next: the machine's directory, which stays when the machine takes another name.
    var onMachine: (_ machine: String) -> Void = { _ in }

    /// - Parameters:
    ///   - archive: the archive's directory.
    ///   - onProblem: is told of what is damaged or missing and was passed over.
    package init(
        _ archive: String, _ query: Query, _ options: Options = Options(),
        onProblem: @escaping (SearchProblem) -> Void
    ) {
        self.archive = archive
        self.query = query
        self.options = options
        self.onProblem = onProblem
    }

    /// Searches what is there.
    /// - Throws: `ArchiveError` when there is no archive, or its directories cannot be listed.
    @discardableResult
    package func run(_ sink: Sink) throws(ArchiveError) -> SearchStatistics {
        guard let last = query.last else {
            var (streams, workers) = try open(isReversed: false)
            defer { workers.stop() }
            var matches = 0
            _ = merge(&streams, isReversed: false) { bytes, line in
                matches += 1
                return sink(bytes, line)
            }
            return statistics(streams, matches: matches)
        }
        let (found, statistics) = try newest(last)
        for line in found where !Self.give(line, to: sink) { break }
        return statistics
    }

    static func copy(_ bytes: [UInt8], _ line: ByteRange) -> [UInt8] { Array(bytes[line.lower..<line.upper]) }

    static func give(_ line: [UInt8], to sink: Sink) -> Bool { sink(line, ByteRange(0, line.count)) }

    /// The number of events that match.
    package func count() throws(ArchiveError) -> SearchStatistics { try run { _, _ in true } }

    /// The latest events that match, in their order.
    /// - Parameter limits: the last number that counts, by machine; nil: whatever there is.
    func newest(
        _ count: Int, limits: [String: UInt64]? = nil
    ) throws(ArchiveError) -> ([[UInt8]], SearchStatistics) {
        var (streams, workers) = try open(isReversed: true)
        defer { workers.stop() }
        var found: [[UInt8]] = []
        guard count > 0 else { return ([], statistics(streams, matches: 0)) }
        if let limits {
            for index in streams.indices { streams[index].limit(limits[streams[index].machine] ?? 0) }
        }
        _ = merge(&streams, isReversed: true) { bytes, line in
            found.append(Self.copy(bytes, line))
            return found.count < count
        }
        return (found.reversed(), statistics(streams, matches: found.count))
    }

    func statistics(_ streams: [MachineStream], matches: Int) -> SearchStatistics {
        var statistics = SearchStatistics()
        for stream in streams { statistics.add(stream.statistics) }
        statistics.matches = matches
        return statistics
    }

    /// The partitions that can have events of the time asked for: a block has the day of its earliest event, and may have
    /// events of the day after, so the day before too.
    var days: ClosedRange<Int>? {
        guard query.since != nil || query.until != nil else { return nil }
        let first = query.since.map { max(0, Int($0 / Day.microseconds) - 1) } ?? 0
        let last = query.until.map { $0 == 0 ? 0 : Int(($0 - 1) / Day.microseconds) } ?? .max
        return first...max(first, last)
    }

    /// Directories that are asked for, and values of `host` where no directory bears the name.
    func machines() throws(ArchiveError) -> (directories: Set<String>?, hosts: [String]) {
        guard !query.machines.isEmpty else { return (nil, []) }
        let known = Set(try ArchiveContents.machines(archive))
        let isNamed = query.machines.allSatisfy { known.contains($0) || known.contains(Self.directory($0)) }
        if isNamed { return (Set(query.machines.map { known.contains($0) ? $0 : Self.directory($0) }), []) }
        // One has another name now than its directory.
        return (nil, query.machines)
    }

    private static func directory(_ machine: String) -> String { ArchiveWriter.directoryName(host: machine) }

    func open(isReversed: Bool) throws(ArchiveError) -> ([MachineStream], SearchWorkers) {
        let (directories, hosts) = try machines()
        let found = try ArchiveContents.segments(archive, days: days, machines: directories)
        let ahead = max(2, options.workers * 4 / max(1, found.count))
        let workers = SearchWorkers(
            query, hosts: hosts, count: options.workers, queue: ahead * max(1, found.count) + 1)
        let streams = found.sorted { $0.key < $1.key }.map { machine, places in
            stream(machine, places, workers, isReversed: isReversed, ahead: ahead)
        }
        return (streams, workers)
    }

    func stream(
        _ machine: String, _ places: [SegmentPlace], _ workers: SearchWorkers, isReversed: Bool, ahead: Int
    ) -> MachineStream {
        let archive = archive
        let last = places.last?.seq ?? 0
        let isLimited = query.until != nil
        let others = OtherSegments(archive, machine)
        let walk = MachineWalk(places, query, batchBytes: options.batchBytes, others: others) {
            guard isLimited else { return true }
            let all = try? ArchiveContents.segments(archive, machines: [machine])
            return (all?[machine]?.last?.seq ?? 0) <= last
        }
        return MachineStream(machine: machine, walk, workers, isReversed: isReversed, ahead: ahead)
    }

    /// Calls `sink` with the lines of all streams, ordered by time where there are several.
    /// - Returns: false when the sink has had enough.
    func merge(_ streams: inout [MachineStream], isReversed: Bool, _ sink: Sink) -> Bool {
        for index in streams.indices { streams[index].fill() }
        report(&streams)
        let needsTime = streams.count > 1
        while let (next, limit) = first(&streams, isReversed: isReversed) {
            guard case .line = streams[next].head(needsTime: false) else {
                guard !isCancelled() else { return false }
                if case .batch(let time) = streams[next].head(needsTime: false) {
                    onProgress(streams.reduce(0) { $0 + $1.read.bytes }, time)
                }
                streams[next].open()
                report(&streams)
                continue
            }
            onMachine(streams[next].machine)
            // As long as no other comes before it.
            repeat {
                let (bytes, line) = streams[next].take()
                guard sink(bytes, line) else { return false }
                guard case .line(let time) = streams[next].head(needsTime: needsTime) else { break }
                guard let limit else { continue }
                guard isReversed ? time > limit : time < limit else { break }
            } while true
        }
        report(&streams)
        return true
    }

    /// The stream whose head comes first, and the time of the head that comes after it.
    private func first(_ streams: inout [MachineStream], isReversed: Bool) -> (Int, limit: UInt64?)? {
        var best: (index: Int, key: (UInt64, Int, Int))?
        var second: UInt64?
        for index in streams.indices {
            // In reverse, late is early, and of two at one time the last machine's comes first.
            let place = isReversed ? streams.count - index : index
            let key: (UInt64, Int, Int)
            switch streams[index].head(needsTime: streams.count > 1) {
            case .end: continue
            // A batch is opened before a line of the same time is given out: its own may come first.
            case .batch(let time): key = (isReversed ? .max - time : time, 0, place)
            case .line(let time): key = (isReversed ? .max - time : time, 1, place)
            }
            if let known = best, known.key < key {
                second = min(second ?? .max, key.0)
            } else {
                if let known = best { second = min(second ?? .max, known.key.0) }
                best = (index, key)
            }
        }
        guard let best else { return nil }
        return (best.index, second.map { isReversed ? .max - $0 : $0 })
    }

    private func report(_ streams: inout [MachineStream]) {
        for index in streams.indices { for problem in streams[index].takeProblems() { onProblem(problem) } }
    }
}
