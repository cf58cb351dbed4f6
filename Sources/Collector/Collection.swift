internal import Archive
internal import CharonLog
internal import Glibc
internal import Journal
internal import Logging
internal import Synchronization
internal import Threads
internal import Tunnels

/// The parts that collect, put together: sources, pipeline and archive, with the checkpoint that joins their runs.
///
/// Each source has a thread that reads it, and one thread uses what they bring; the archive has another for writing.
final class Collection: Sendable {
    let pipeline: Pipeline
    let archive: ArchiveWriter?
    /// The sources that are read now: others after the archive could not be written for a while.
    private let current: Mutex<Sources>
    private let isStopping = Mutex(false)
    let inventory: InventoryKeeper
    /// What charon itself says; nil when it is not asked.
    let vici: ViciNews?
    /// Checks the archive while it is written; nil when nothing does.
    let verification: VerificationKeeper?
    /// As it was when it had read the configurations for the first time.
    let inventoryReader: InventoryReader
    let configuration: Configuration
    let logger: Logger
    private let stateLock: Directory.Lock?
    private let follows: Bool
    /// Whether the sources can be read a second time.
    private let canReadAgain: Bool
    /// The machines whose log level was said to be too low.
    let reportedLowLevels = Mutex<[String]>([])

    /// A block is handed to the archive when it has this much content, or when its time has come.
    static let blockBytes = 512 * 1024
    /// Seconds between two checkpoints, at least.
    static let checkpointInterval = 15.0

    /// Opens everything and decides where to go on.
    /// - Parameter follows: whether to wait for new entries, or to end with the journal.
    /// - Throws: the first part's error that cannot be opened.
    init(_ configuration: Configuration, logger: Logger, follows: Bool) throws {
        var configuration = configuration
        // charon knows the present only.
        if !follows { configuration.viciAddress = nil }
        self.configuration = configuration
        self.logger = logger
        self.follows = follows
        var checkpoint: Checkpoint?
        if follows, let directory = configuration.stateDirectory {
            try Directory.make(directory)
            stateLock = try Directory.Lock(directory, name: ".state-lock")
            checkpoint = try Checkpoint.load(from: directory)
        } else {
            stateLock = nil
        }
        archive = try configuration.archive.map { options in
            try SigningCredential.takeOver(configuration, logger: logger)
            let announcer = SealAnnouncer(toJournal: follows, logger: logger)
            let archive = try ArchiveWriter(options) {
                logger.warning("\($0)")
            } onSeal: {
                announcer.announce($0.anchor, key: $0.key)
            }
            // The process before may have ended behind a seal and before it said so.
            for (machine, tail) in archive.tails.sorted(by: { $0.key < $1.key }) where follows {
                if let anchor = Anchor(lastSealOf: machine, tail) { announcer.announce(anchor, key: nil) }
            }
            return archive
        }
        for remark in archive?.tails.values.flatMap(\.remarks) ?? [] { logger.warning("\(remark)") }
        verification =
            follows ? archive.flatMap { VerificationKeeper.make($0, configuration, logger: logger) } : nil

        let hasLostAll = Self.hasLostAll(checkpoint, archive)
        if hasLostAll {
            logger.warning("the archive is gone, and the checkpoint is not: what can still be read is archived again")
        }
        let sources = try Sources(
            configuration, checkpoint, archive?.tails ?? [:], follows: follows, startsAnew: hasLostAll)
        current = Mutex(sources)
        // What comes through a pipe comes once.
        canReadAgain = follows && configuration.textFiles.allSatisfy(TextFiles.canReadAgain)
        pipeline = try Pipeline(
            configuration, sources: sources.starts, archive: archive, isPatient: !canReadAgain, checkpoint: checkpoint)
        inventory = try InventoryKeeper()
        vici = configuration.viciAddress == nil ? nil : ViciNews()
        var options = configuration.inventory
        // A recording may be of another machine, or of another time.
        if !follows, options.isSwanctlFileOptional { options.swanctlFile = nil }
        var reader = InventoryReader(
            options, configured: configuration.tunnels, groups: configuration.groups, logger: logger)
        reader.read(configuration: false)
        inventoryReader = reader
        pipeline.use(reader.state, now: Clock.now())
        vici?.whenTold { [weak self] in self?.wake() }
    }

    /// Waits until all that was logged by now is used, or as long as it is told: journald tells of entries a quarter of a
    /// second late.
    func lookAgain(milliseconds: Int) { current.withLock { $0 }.lookAgain(milliseconds: milliseconds) }

    /// Lets the collecting thread look for what is new beside the sources.
    func wake() { current.withLock { $0 }.batches.wake() }

    /// Whether the checkpoint knows of events of a machine whose archive has no whole block any more, and so does not
    /// say where to go on.
    private static func hasLostAll(_ checkpoint: Checkpoint?, _ archive: ArchiveWriter?) -> Bool {
        guard let checkpoint, let archive else { return false }
        return checkpoint.hosts.contains { host in
            let tail = archive.tails[host.directory]
            return host.nextSeq > 1 && (tail?.position ?? []).isEmpty
        }
    }

    // MARK: The threads

    /// Reads and uses the sources until `stop`, or to its end; blocks the calling thread.
    /// - Parameter progress: called after each batch.
    /// - Throws: `JournalError` when a source cannot be read any more, and the archive's or checkpoint's error.
    func run(progress: (borrowing Pipeline) -> Void = { _ in }) throws {
        let inventoryThread = follows ? try followInventory() : nil
        defer {
            inventory.stop()
            inventoryThread?.join()
        }
        let verificationThread = try verification?.follow()
        defer {
            verification?.stop()
            verificationThread?.join()
        }
        finishDeletions()
        var loop = CollectionLoop()
        var upkeep = ArchiveUpkeep()
        while try collect(current.withLock { $0 }, &loop, &upkeep, progress) == .isToReadAgain {
            while true {
                do {
                    try readAgain()
                    break
                } catch {
                    logger.error("what the archive missed cannot be read yet", metadata: ["problem": "\(error)"])
                    if isStopping.withLock({ $0 }) { return }
                    sleep(5)
                }
            }
            loop.beginAgain()
        }
    }

    private enum Ending { case isDone, isToReadAgain }

    /// Reads and uses the sources to their end, or until the archive is written again after it could not be.
    private func collect(
        _ sources: Sources, _ loop: inout CollectionLoop, _ upkeep: inout ArchiveUpkeep,
        _ progress: (borrowing Pipeline) -> Void
    ) throws -> Ending {
        let threads = try sources.run()
        defer {
            sources.stop()
            for thread in threads { thread.join() }
        }
        var ending = Ending.isDone
        while true {
            switch sources.batches.receive(milliseconds: loop.wait(configuration.flushInterval)) {
            case .element(let batch):
                use(batch, sources, &loop)
                progress(pipeline)
            case .timedOut:
                break
            case .closed:
                let isStopped = isStopping.withLock { $0 }
                if ending == .isToReadAgain, !isStopped, sources.failure == nil { return ending }
                if !follows { pipeline.lookForRemarks() }
                reportRemarks()
                archive?.prepareToClose()
                finish()
                if let failure = sources.failure { throw failure }
                return .isDone
            }
            if follows { settleInventory(&loop) }
            if let vici { settle(vici, &loop) }
            if loop.isFlushDue(configuration.flushInterval) {
                pipeline.flushBlocks()
                loop.flushed()
            }
            if loop.isCheckpointDue { saveCheckpoint(&loop) }
            if follows { keepUp(&upkeep, &loop) }
            if let archive, pipeline.isArchiveBehind {
                loop.waitForArchive()
                // What was read so far is used first: no entry tells of a process that has ended.
                if ending == .isDone, !archive.isFailing, archive.flush(isPatient: false) {
                    ending = .isToReadAgain
                    sources.stop()
                }
            }
        }
    }

    /// Reads what the archive did not take, and what comes then.
    private func readAgain() throws {
        guard let archive else { return }
        let tails = archive.currentTails
        guard let checkpoint = pipeline.checkpoint(tails) else { return }
        let sources = try Sources(configuration, checkpoint, tails, follows: true, startsAnew: false)
        pipeline.rewind(sources.starts, tails: tails, checkpoint)
        logger.notice("the archive can be written again: what came meanwhile is read once more")
        current.withLock { $0 = sources }
        if isStopping.withLock({ $0 }) { sources.stop() }
    }

    /// Ends `run` soon, from any thread.
    func stop() {
        isStopping.withLock { $0 = true }
        // A writer that waits for a full disk must not hold up the end.
        archive?.prepareToClose()
        verification?.stop()
        current.withLock { $0 }.stop()
    }

    private func use(_ batch: EntryBatch, _ sources: Sources, _ loop: inout CollectionLoop) {
        for notice in batch.notices { report(notice) }
        let hasNews = batch.notices.contains { if case .reached = $0 { false } else { true } }
        let wasCaughtUp = pipeline.withState { $0.isCaughtUp }
        if let request = pipeline.use(batch, now: Clock.now()) { sources.watch(request) }
        if !batch.entries.isEmpty || !batch.notices.isEmpty { loop.changed() }
        loop.noteBatch(
            of: batch.source, isAtEnd: batch.isAtEnd, isCaughtUp: pipeline.withState { $0.isCaughtUp })
        if batch.isAtEnd { sources.noteCaughtUp(batch.source) }
        sources.noteUsed(batch)
        if !wasCaughtUp, follows, pipeline.withState({ $0.isCaughtUp }) {
            reportCaughtUp()
            verification?.begin()
            pipeline.lookForRemarks()
            // Whatever ends this run soon, the next one need not read all of it again.
            if loop.hasUnsaved { loop.hurry() }
        }
        if follows { reportLogLevel() }
        sources.recycle(batch)
        pipeline.flushBlocks(atLeast: Self.blockBytes)
        // No entry will tell of it again, so it must not be lost.
        if hasNews { loop.hurry() }
    }

    /// Takes over what should be up where that has changed, and forgets what has been gone for long enough.
    private func settleInventory(_ loop: inout CollectionLoop) {
        let now = Clock.now()
        let change = inventory.takeChange()
        if let change { pipeline.use(change, now: now) }
        let (forgotten, next) = pipeline.forget(now: now)
        loop.wakeUp(at: next.map { Clock.seconds() + Double($0 - min($0, now)) / 1_000_000 })
        if change != nil || forgotten > 0 { loop.hurry() }
        reportRemarks()
    }

    /// Takes in what charon itself says. Its list is held against the log when that was read up to the list's time.
    private func settle(_ vici: ViciNews, _ loop: inout CollectionLoop) {
        var news = vici.take()
        loop.wait(for: news.counts)
        news.counts = loop.takeCounts()
        // What charon said last is used before its ends are taken for unaccounted.
        news.tellsFinalCounts = news.tellsFinalCounts || loop.hasWaitingCounts
        if let snapshot = news.snapshot { loop.wait(for: snapshot) }
        if !news.isUp { loop.dropSnapshots() }
        pipeline.use(news, now: Clock.now())
        if !news.counts.isEmpty { loop.counted() }
        guard let snapshot = loop.takeSnapshot() else { return }
        let result = pipeline.reconcile(snapshot, now: Clock.now())
        if result.isChange { loop.counted() }
        if result.isDoubtful { vici.want() }
    }

    // MARK: Checkpoint

    /// Writes the checkpoint after everything before it is in the archive.
    private func saveCheckpoint(_ loop: inout CollectionLoop) {
        let start = Clock.seconds()
        let isSaved = finish()
        loop.saved(after: Clock.seconds() - start, isComplete: isSaved)
        pipeline.lookForRemarks()
    }

    /// Saves where a restart goes on.
    /// - Returns: false when that did not work, and is to be tried again.
    @discardableResult
    private func finish() -> Bool {
        pipeline.flushBlocks()
        if let archive, !pipeline.isArchiveBehind, !archive.flush(isPatient: !canReadAgain) {
            // The next block finds out that the archive cannot be written, if it still cannot.
            return false
        }
        guard let directory = configuration.stateDirectory, stateLock != nil,
            let checkpoint = pipeline.checkpoint(archive?.currentTails ?? [:])
        else { return true }
        do {
            try checkpoint.save(to: directory)
            return true
        } catch {
            // The next one may work; until then a restart goes on from the older one.
            logger.error("\(error)")
            return false
        }
    }
}
