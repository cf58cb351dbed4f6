package import Archive
internal import Glibc

extension ArchiveSearch {
    /// How often new segments are looked for in the latest days alone, before all days are looked through: a machine may
    /// be catching up with old ones.
    private static let quickLooks = 20

    /// Searches what is there, then what is added, across new segments, days and machines, until the sink has had enough.
    /// With `Query.last`, so many of what is there.
    /// - Parameters:
    ///   - pause: waits for so many milliseconds; false ends it.
    ///   - sink: takes the lines.
    /// - Throws: `ArchiveError` when there is no archive, or its directories cannot be listed.
    @discardableResult
    package func follow(
        pause: (Int) -> Bool = { usleep(UInt32($0) * 1000) == 0 || true }, _ sink: Sink
    ) throws(ArchiveError) -> SearchStatistics {
        var (streams, workers) = try open(isReversed: false)
        defer { workers.stop() }
        var matches = 0
        var goesOn = true
        if let last = query.last {
            var limits: [String: UInt64] = [:]
            for index in streams.indices { limits[streams[index].machine] = streams[index].skipToEnd() }
            for line in try newest(last, limits: limits).0 where goesOn {
                matches += 1
                goesOn = Self.give(line, to: sink)
            }
        }
        var looks = 0
        var directories = try machines().directories
        while goesOn {
            goesOn = merge(&streams, isReversed: false) { bytes, line in
                matches += 1
                return sink(bytes, line)
            }
            guard goesOn, pause(options.pollMilliseconds) else { break }
            looks += 1
            let isThorough = looks % Self.quickLooks == 0
            if isThorough { directories = try machines().directories }
            try look(&streams, workers, directories, isThorough: isThorough)
        }
        return statistics(streams, matches: matches)
    }

    /// Finds segments that are new.
    private func look(
        _ streams: inout [MachineStream], _ workers: SearchWorkers, _ directories: Set<String>?, isThorough: Bool
    ) throws(ArchiveError) {
        var days = days
        if !isThorough, let newest = streams.map(\.newestDay).max() {
            days = max(days?.lowerBound ?? 0, newest)...(.max)
        }
        let found = try ArchiveContents.segments(archive, days: days, machines: directories)
        for (machine, places) in found.sorted(by: { $0.key < $1.key }) {
            if let index = streams.firstIndex(where: { $0.machine == machine }) {
                streams[index].add(places)
            } else {
                streams.append(stream(machine, places, workers, isReversed: false, ahead: 2))
            }
        }
    }
}
