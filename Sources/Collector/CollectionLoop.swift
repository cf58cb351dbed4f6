internal import Tunnels

/// When the collection has to flush and to save, and what waits until the log was read.
struct CollectionLoop {
    private var changedAt: Double?
    private var unsavedSince: Double?
    private var lastSave = Clock.seconds()
    /// When else something is to be done.
    private var wakeUpAt: Double?

    mutating func changed() {
        let now = Clock.seconds()
        if changedAt == nil { changedAt = now }
        if unsavedSince == nil { unsavedSince = now }
    }

    /// Flush and save at once.
    mutating func hurry() {
        changedAt = 0
        unsavedSince = 0
        lastSave = 0
    }

    mutating func wakeUp(at time: Double?) { wakeUpAt = time }

    /// charon's last list, and when it came.
    var waitingSnapshot: (snapshot: Snapshot, time: Double)?
    /// What CHILD_SAs counted of which no line may have told yet.
    private var waitingCounts: [EventCount] = []
    /// Sources that have more to read.
    private var behind: Set<Int> = []
    private var isCaughtUp = false

    /// Counts that may wait; when the log is far behind, the oldest are lost and their ends unaccounted.
    private static let maximumCounts = 65_536

    /// How long a line may take from charon to us; seconds. journald tells of new entries four times a second.
    private static let lineDelay = 0.75

    /// Whether the log was read as far as there is any.
    private var isLogRead: Bool { isCaughtUp && behind.isEmpty }

    mutating func noteBatch(of source: Int, isAtEnd: Bool, isCaughtUp: Bool) {
        self.isCaughtUp = isCaughtUp
        if isAtEnd { behind.remove(source) } else { behind.insert(source) }
    }

    mutating func wait(for counts: [EventCount]) {
        waitingCounts += counts
        let excess = waitingCounts.count - Self.maximumCounts
        if excess > 0 { waitingCounts.removeFirst(excess) }
    }

    /// The counts up to whose time the log was read.
    mutating func takeCounts() -> [EventCount] {
        guard isLogRead, !waitingCounts.isEmpty else { return [] }
        let limit = Clock.now() - UInt64(Self.lineDelay * 1_000_000)
        let taken = waitingCounts.prefix { $0.time <= limit }
        waitingCounts.removeFirst(taken.count)
        return Array(taken)
    }

    /// The list, when the log was read up to its time.
    mutating func takeSnapshot() -> Snapshot? {
        guard let (snapshot, time) = waitingSnapshot, isLogRead, Clock.seconds() - time >= Self.lineDelay else {
            return nil
        }
        waitingSnapshot = nil
        return snapshot
    }

    mutating func flushed() { changedAt = nil }

    mutating func saved() {
        changedAt = nil
        unsavedSince = nil
        lastSave = Clock.seconds()
    }

    func isFlushDue(_ interval: Double) -> Bool { changedAt.map { Clock.seconds() - $0 >= interval } ?? false }

    var isCheckpointDue: Bool {
        unsavedSince != nil && Clock.seconds() - lastSave >= Collection.checkpointInterval
    }

    /// Milliseconds until something is due; nil when nothing will be.
    func wait(_ interval: Double) -> Int? {
        var due: [Double] = []
        if let changedAt { due.append(changedAt + interval) }
        if unsavedSince != nil { due.append(lastSave + Collection.checkpointInterval) }
        if let wakeUpAt { due.append(wakeUpAt) }
        if let (_, time) = waitingSnapshot, isLogRead { due.append(time + Self.lineDelay) }
        if !waitingCounts.isEmpty, isLogRead { due.append(Clock.seconds() + Self.lineDelay) }
        return due.min().map { max(1, Int(($0 - Clock.seconds()) * 1000) + 1) }
    }
}
