/// Chooses what goes: a prefix of each machine's segments. Reads the headers of what it chooses, of nothing else.
struct RetentionPlanner {
    private struct Machine {
        var left: ArraySlice<SegmentFile>
        /// Why its first segment stays; nothing behind it can go.
        var obstacle: RetentionPlan.Obstacle?
        var deletions: [Retention.Rule: Deletion] = [:]
    }

    private let retention: Retention
    /// Days since 1970-01-01.
    private let today: Int
    /// Paths of the segments that are being written.
    private let open: Set<String>
    private var machines: [Machine]
    private var shortfalls: [RetentionPlan.Shortfall] = []
    /// Bytes of what is left, and of what goes.
    private var bytesLeft: Int
    private var bytesFreed = 0

    /// - Parameters:
    ///   - files: each machine's segments, the oldest first.
    ///   - now: microseconds since 1970 UTC.
    init(_ files: [String: [SegmentFile]], open: Set<String>, _ retention: Retention, now: UInt64) {
        self.retention = retention
        self.open = open
        today = Int(now / Day.microseconds)
        // A file without a byte is about to be written, or was left by a start that failed.
        machines = files.sorted { $0.key < $1.key }.map { Machine(left: $0.value.filter { $0.size > 0 }[...]) }
        bytesLeft = files.values.joined().reduce(0) { $0 + $1.size }
    }

    /// - Parameter neededBytes: how much is to be freed in all, because the disk is full.
    mutating func plan(neededBytes: Int) throws(ArchiveError) -> RetentionPlan {
        if let days = retention.days { try takeByAge(max(0, days)) }
        if let bytes = retention.bytes {
            try takeOldest(.size) { planner in planner.bytesLeft - max(0, bytes) }
        }
        try takeOldest(.diskFull) { planner in neededBytes - planner.bytesFreed }
        let deletions = Retention.Rule.allCases.flatMap { rule in machines.compactMap { $0.deletions[rule] } }
        return RetentionPlan(deletions: deletions, shortfalls: shortfalls)
    }

    private mutating func takeByAge(_ days: Int) throws(ArchiveError) {
        var kept: [RetentionPlan.Obstacle: Int] = [:]
        for index in machines.indices {
            while machines[index].obstacle == nil, let file = machines[index].left.first,
                file.day == nil || isPast(days, file.day)
            {
                try takeFirst(of: index, by: .age)
            }
            if let obstacle = machines[index].obstacle {
                let old = machines[index].left.filter { isPast(days, $0.day) }
                kept[obstacle, default: 0] += old.reduce(0) { $0 + $1.size }
            }
        }
        note(.age, bytes: kept.values.reduce(0, +), among: kept.filter { $0.value > 0 }.map(\.key))
    }

    /// Takes the oldest day's segments, over all machines, until nothing is too much any more.
    private mutating func takeOldest(
        _ rule: Retention.Rule, excess: (borrowing RetentionPlanner) -> Int
    ) throws(ArchiveError) {
        while excess(self) > 0 {
            let oldest = machines.indices.filter { machines[$0].obstacle == nil && !machines[$0].left.isEmpty }
                .min { (machines[$0].left.first?.day ?? .max) < (machines[$1].left.first?.day ?? .max) }
            guard let oldest else {
                return note(rule, bytes: excess(self), among: machines.compactMap(\.obstacle))
            }
            try takeFirst(of: oldest, by: rule)
        }
    }

    private mutating func note(_ rule: Retention.Rule, bytes: Int, among obstacles: [RetentionPlan.Obstacle]) {
        guard bytes > 0 else { return }
        let order: [RetentionPlan.Obstacle] = [.minimumDays, .undated, .unsealed]
        let obstacle = order.first { obstacles.contains($0) } ?? .unsealed
        shortfalls.append(RetentionPlan.Shortfall(rule: rule, bytes: bytes, obstacle: obstacle))
    }

    /// Whether this many whole days passed since the day after a segment's.
    private func isPast(_ days: Int, _ day: Int?) -> Bool { day.map { today - $0 - 2 >= days } ?? false }

    /// Takes a machine's first segment, or notes why it stays.
    private mutating func takeFirst(of index: Int, by rule: Retention.Rule) throws(ArchiveError) {
        guard let file = machines[index].left.first else { return }
        var obstacle: RetentionPlan.Obstacle?
        if file.day == nil {
            obstacle = .undated
        } else if open.contains(file.path) {
            obstacle = .unsealed
        } else if retention.minimumDays > 0, !isPast(retention.minimumDays, file.day) {
            obstacle = .minimumDays
        } else {
            do throws(ArchiveError) {
                if let summary = try SegmentSummary(file.path) {
                    machines[index].deletions[rule, default: Deletion(file, rule)].add(file, summary)
                    bytesFreed += file.size
                } else {
                    obstacle = .unsealed
                }
            } catch {
                // Somebody else removed it meanwhile.
                guard error.isAbsence else { throw error }
            }
        }
        machines[index].obstacle = obstacle
        guard obstacle == nil else { return }
        machines[index].left.removeFirst()
        bytesLeft -= file.size
    }
}

extension Deletion {
    /// One that has no segment yet.
    fileprivate init(_ first: SegmentFile, _ rule: Retention.Rule) {
        self.init(
            host: first.host, rule: rule, segments: [], firstSeq: first.seq, lastSeq: first.seq, firstTime: .max,
            lastTime: 0, events: 0, bytes: 0, lastHash: [])
    }

    fileprivate mutating func add(_ file: SegmentFile, _ summary: SegmentSummary) {
        segments.append(file.path)
        lastSeq = summary.lastSeq
        firstTime = min(firstTime, summary.firstTime)
        lastTime = max(lastTime, summary.lastTime)
        events += summary.events
        bytes += file.size
        lastHash = summary.lastHash
    }
}
