internal import Synchronization

/// The order in which a caller deletes: `plan`; an event for each deletion into that machine's archive; `flush`;
/// `carryOut`. After a crash the event says what `finishDeletion` has to complete.
extension ArchiveWriter {
    /// Chooses the segments that are to go. Nothing is changed. The open segments are never among them.
    /// - Parameters:
    ///   - now: microseconds since 1970 UTC.
    ///   - neededBytes: how much is to be freed because the disk is full; what the other rules free counts.
    /// - Throws: `ArchiveError` when the archive cannot be listed, or a segment that is to go cannot be read.
    package func plan(
        _ retention: Retention, now: UInt64, neededBytes: Int = 0
    ) throws(ArchiveError) -> RetentionPlan {
        let files = try SegmentFile.list(options.directory)
        // Asked after the listing: what is in it and not open now was sealed for good.
        let open = openSegments.withLock { Set($0.values.map(\.path)) }
        var planner = RetentionPlanner(files, open: open, retention, now: now)
        return try planner.plan(neededBytes: neededBytes)
    }

    /// Removes the segments of a deletion, the oldest first, and directories that became empty. What is gone already is
    /// no error.
    /// - Throws: `ArchiveError` when a segment cannot be removed, or when no later one of the machine is there: with
    ///   its last segment the machine's archive would forget its numbers and its place in the source.
    package func carryOut(_ deletion: Deletion) throws(ArchiveError) {
        let chosen = Set(deletion.segments)
        let files = try SegmentFile.list(options.directory, host: deletion.host)[deletion.host] ?? []
        if let last = files.last(where: { $0.size > 0 }) {
            guard !chosen.contains(last.path) else {
                throw ArchiveError(action: "delete", path: last.path, problem: "no later event says that it is gone")
            }
            try rely(on: last)
        }
        try remove(deletion.segments, host: deletion.host)
    }

    /// Completes a deletion that a crash interrupted: removes the machine's sealed segments that end at or before an
    /// event, but for its last segment.
    /// - Parameters:
    ///   - host: the machine's directory name.
    ///   - seq: `Deletion.lastSeq`.
    /// - Returns: how many segments were removed.
    package func finishDeletion(host: String, through seq: UInt64) throws(ArchiveError) -> Int {
        let files = (try SegmentFile.list(options.directory, host: host)[host] ?? []).filter { $0.size > 0 }
        var paths: [String] = []
        for file in files.dropLast() {
            guard file.seq <= seq, let summary = try SegmentSummary(file.path), summary.lastSeq <= seq else { break }
            paths.append(file.path)
        }
        if !paths.isEmpty, let last = files.last { try rely(on: last) }
        try remove(paths, host: host)
        // The crash may have come before the directories' turn.
        for partition in try Directory.names(options.directory) where partition.hasPrefix("dt=") {
            let partition = options.directory + "/" + partition
            let names = try Directory.names(partition)
            if names.isEmpty || names.contains("host=" + host) { try leave(partition + "/host=" + host) }
        }
        return paths.count
    }

    /// Bytes of all segments. What others remove is noticed at the next start.
    package var sizeBytes: Int { size.load(ordering: .relaxed) }

    /// What tells of a deletion must survive it.
    private func rely(on file: SegmentFile) throws(ArchiveError) {
        guard options.isDurable else { return }
        try File(reading: file.path).synchronize()
        try Directory.synchronizeWay(toSegment: file.path)
    }

    private func remove(_ paths: [String], host: String) throws(ArchiveError) {
        try KeptSeals(options.directory, host: host).add(paths, access: options.access, isDurable: options.isDurable)
        for (index, path) in paths.enumerated() {
            if let bytes = try File.size(of: path), try File.remove(path) {
                size.subtract(bytes, ordering: .relaxed)
            }
            let directory = Directory.parent(of: path)
            // On the disk, too, the oldest are gone first.
            if index + 1 == paths.count || Directory.parent(of: paths[index + 1]) != directory { try leave(directory) }
        }
    }

    /// Removes a machine's directory of a day, and the day's, if they are empty, and waits until that is on the disk.
    private func leave(_ directory: String) throws(ArchiveError) {
        try layout.withLock { _ throws(ArchiveError) in
            var directory = directory
            for _ in 0..<2 {
                guard try Directory.removeEmpty(directory) else { break }
                directory = Directory.parent(of: directory)
            }
            if options.isDurable { try Directory.synchronize(directory) }
        }
    }
}
