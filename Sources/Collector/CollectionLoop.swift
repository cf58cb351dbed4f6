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

    /// Whether there is something to save.
    var hasUnsaved: Bool { unsavedSince != nil }

    /// Flush and save at once.
    mutating func hurry() {
        changedAt = 0
        unsavedSince = 0
        lastSave = 0
    }

    mutating func wakeUp(at time: Double?) { wakeUpAt = time }

    /// The sources are read from an older place.
    mutating func beginAgain() {
        isCaughtUp = false
        behind = []
    }

    /// Looks again in a second.
    mutating func waitForArchive() { wakeUp(notAfter: Clock.seconds() + 1) }

    mutating func wakeUp(notAfter time: Double) { wakeUpAt = min(wakeUpAt ?? .infinity, time) }

    /// charon has told what was counted: no log tells that once more after a crash, so it is saved soon.
    mutating func counted() {
        changed()
        hasCounted = true
    }

    private var hasCounted = false
    /// How long the last checkpoint took; seconds.
    private var saveDuration = 0.0
    /// charon's lists that wait until the log was read up to their time, and when they came: the one that waits longest
    /// stays, or there would be none while SAs come and go all the time; and the newest.
    private var waitingSnapshots: [(snapshot: Snapshot, time: Double)] = []
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

    var hasWaitingCounts: Bool { !waitingCounts.isEmpty }

    mutating func wait(for snapshot: Snapshot) {
        if waitingSnapshots.count > 1 { waitingSnapshots.removeLast() }
        waitingSnapshots.append((snapshot, Clock.seconds()))
    }

    mutating func dropSnapshots() { waitingSnapshots = [] }

    /// The oldest list, when the log was read up to its time.
    mutating func takeSnapshot() -> Snapshot? {
        guard let (snapshot, time) = waitingSnapshots.first, isLogRead, Clock.seconds() - time >= Self.lineDelay else {
            return nil
        }
        waitingSnapshots.removeFirst()
        return snapshot
    }

    mutating func flushed() { changedAt = nil }

    /// - Parameters:
    ///   - duration: how long that took; seconds.
    ///   - isComplete: whether it worked; if not, it is tried again.
    mutating func saved(after duration: Double, isComplete: Bool) {
        changedAt = nil
        if isComplete {
            unsavedSince = nil
            hasCounted = false
        }
        saveDuration = duration
        lastSave = Clock.seconds()
    }

    /// Seconds between two checkpoints: fewer when counts are to be saved, and no more than a twentieth of the time.
    private var saveInterval: Double {
        hasCounted ? min(Collection.checkpointInterval, max(1, saveDuration * 20)) : Collection.checkpointInterval
    }

    func isFlushDue(_ interval: Double) -> Bool { changedAt.map { Clock.seconds() - $0 >= interval } ?? false }

    var isCheckpointDue: Bool {
        unsavedSince != nil && Clock.seconds() - lastSave >= saveInterval
    }

    /// Milliseconds until something is due; nil when nothing will be.
    func wait(_ interval: Double) -> Int? {
        var due: [Double] = []
        if let changedAt { due.append(changedAt + interval) }
        if unsavedSince != nil { due.append(lastSave + saveInterval) }
        if let wakeUpAt { due.append(wakeUpAt) }
        if let (_, time) = waitingSnapshots.first, isLogRead { due.append(time + Self.lineDelay) }
        if !waitingCounts.isEmpty, isLogRead { due.append(Clock.seconds() + Self.lineDelay) }
        return due.min().map { max(1, Int(($0 - Clock.seconds()) * 1000) + 1) }
    }
}
