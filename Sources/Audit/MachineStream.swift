internal import Archive
internal import Bytes
internal import Threads

/// One machine's lines that match, in the order of the archive or the reverse.
struct MachineStream {
    /// The name of its directory.
    let machine: String
    private var walk: MachineWalk
    private let workers: SearchWorkers
    private let isReversed: Bool
    /// Batches that workers may have at a time.
    private let ahead: Int
    /// Of the newest segments first.
    private var segment: [Batch] = []
    private var pending: [(bound: UInt64, answer: Channel<BatchResult>)] = []
    private var result = BatchResult()
    private var position = 0
    /// Of the line at `position`, once it was asked for.
    private var time: UInt64?
    private(set) var problems: [SearchProblem] = []
    private(set) var read = SearchStatistics()

    init(machine: String, _ walk: MachineWalk, _ workers: SearchWorkers, isReversed: Bool, ahead: Int) {
        self.machine = machine
        self.walk = walk
        self.workers = workers
        self.isReversed = isReversed
        self.ahead = ahead
    }

    /// Passes by all that is there now.
    /// - Returns: the number of the last event; nil when there is none.
    mutating func skipToEnd() -> UInt64? { walk.skipToEnd() }

    /// Leaves out blocks that begin behind a number.
    mutating func limit(_ seq: UInt64?) { walk.seqLimit = seq }

    /// Segments that are new since.
    mutating func add(_ newer: [SegmentPlace]) { walk.add(newer) }

    /// The day of the newest partition that is known to have a segment, days since 1970-01-01.
    var newestDay: Int { walk.newestDay }

    var statistics: SearchStatistics {
        var statistics = walk.finished()
        statistics.add(read)
        return statistics
    }

    mutating func takeProblems() -> [SearchProblem] {
        defer { problems = [] }
        return problems
    }

    /// Gives the workers what comes next.
    mutating func fill() {
        while pending.count < ahead, let batch = nextBatch() {
            pending.append((isReversed ? batch.lastTime : batch.firstTime, workers.submit(batch)))
        }
        problems += walk.takeProblems()
    }

    private mutating func nextBatch() -> Batch? {
        guard isReversed else { return walk.next() }
        while segment.isEmpty {
            guard let batches = walk.previousSegment() else { return nil }
            segment = batches
        }
        return segment.popLast()
    }

    /// The time of what comes next, microseconds since 1970 UTC.
    enum Head: Equatable {
        /// A line.
        case line(UInt64)
        /// A batch that was not waited for; its lines are not earlier, or in reverse not later.
        case batch(UInt64)
        case end
    }

    /// - Parameter needsTime: whether somebody compares the times.
    mutating func head(needsTime: Bool) -> Head {
        if position < result.ranges.count {
            guard needsTime else { return .line(0) }
            if let time { return .line(time) }
            let index = isReversed ? result.ranges.count - 1 - position : position
            let read = LineTime.microseconds(result.lines.span, result.ranges[index].lower) ?? 0
            time = read
            return .line(read)
        }
        fill()
        guard let first = pending.first else { return .end }
        return .batch(first.bound)
    }

    /// Waits for the next batch.
    mutating func open() {
        guard !pending.isEmpty, case .element(let next) = pending.removeFirst().answer.receive() else { return }
        result = next
        position = 0
        time = nil
        problems += result.problems.map { problem in
            // In reverse the newest segment alone has batches at the end.
            guard problem.kind == .unfinished, !walk.isAtOpenEnd else { return problem }
            return problem.asDamage
        }
        read.blocks += result.blocks
        read.bytes += result.bytes
        fill()
    }

    /// The next line; only after `head` said that there is one.
    mutating func take() -> (bytes: [UInt8], range: ByteRange) {
        let index = isReversed ? result.ranges.count - 1 - position : position
        position += 1
        time = nil
        return (result.lines, result.ranges[index])
    }
}
