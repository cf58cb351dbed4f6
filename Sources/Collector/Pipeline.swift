internal import Archive
internal import Bytes
internal import CharonLog
internal import Journal
internal import Synchronization
internal import Tunnels

/// What becomes of entries: each is interpreted, parsed, taken into the state of its machine, counted and archived.
///
/// One thread feeds it; others read its state between two batches.
final class Pipeline: Sendable {
    private let state: Mutex<PipelineState>
    private let archive: ArchiveWriter?
    /// Whether to wait for an archive that cannot be written: what is read once only cannot wait where it is.
    private let isPatient: Bool

    /// - Throws: `PatternError` when the catalogue has a fault.
    init(
        _ configuration: Configuration, sources: [SourceStart], archive: ArchiveWriter?, isPatient: Bool,
        checkpoint: Checkpoint?
    ) throws(PatternError) {
        self.archive = archive
        self.isPatient = isPatient
        let options = PipelineState.Options(
            sources: sources, tails: archive?.tails ?? [:], hasArchive: archive != nil,
            archivesChatter: configuration.archivesChatter, trust: configuration.trust, watched: configuration.watched,
            maximumTunnels: configuration.maximumTunnels, forgetAfter: configuration.inventory.forgetAfter,
            asksVici: configuration.viciAddress != nil, isOneMachine: configuration.journal?.isOfOneMachine ?? true,
            isLocalJournal: configuration.journal?.isOfOneMachine ?? false,
            localHost: Name(JournalAccess.hostName),
            localBoot: Name(JournalAccess.bootID))
        state = Mutex(PipelineState(options, parser: try Parser(), checkpoint: checkpoint))
    }

    /// Uses a batch.
    /// - Parameter now: microseconds since 1970 UTC.
    /// - Returns: the process to watch from now on, when that changed.
    func use(_ batch: borrowing EntryBatch, now: UInt64) -> JournalReader.WatchRequest? {
        state.withLock { state in state.use(batch, now: now) }
    }

    /// Takes over what should be up.
    /// - Parameter now: microseconds since 1970 UTC.
    func use(_ inventory: InventoryState, now: UInt64) {
        state.withLock { state in
            state.revision += 1
            state.use(inventory, at: now)
        }
    }

    /// Forgets tunnels that are gone from every configuration.
    /// - Parameter now: microseconds since 1970 UTC.
    /// - Returns: how many, and when there may be more to forget, microseconds since 1970 UTC; nil when nothing is gone.
    func forget(now: UInt64) -> (count: Int, next: UInt64?) {
        state.withLock { state in
            guard state.isCaughtUp else { return (0, nil) }
            let count = state.forget(at: now)
            if count > 0 { state.revision += 1 }
            return (count, state.nextForgetting())
        }
    }

    /// What a person should be told, each once.
    func takeRemarks() -> [String] { state.withLock { $0.remarks.take() } }

    /// Looks for what a person should be told.
    func lookForRemarks() {
        state.withLock { state in
            state.suggestLinks()
            state.remarkOnWhatIsNotThere()
        }
    }

    /// Takes in what charon itself says.
    /// - Parameter now: microseconds since 1970 UTC.
    func use(_ news: ViciNews.Content, now: UInt64) {
        state.withLock { state in
            if state.isNews(news) { state.revision += 1 }
            state.use(news, at: now)
        }
    }

    /// Corrects the state by charon's own list.
    /// - Parameter now: microseconds since 1970 UTC.
    func reconcile(_ snapshot: Snapshot, now: UInt64) -> PipelineState.Reconciled {
        state.withLock { state in
            state.revision += 1
            return state.reconcile(snapshot, at: now)
        }
    }

    /// Hands the events that wait to the archive. The caller does so between two batches.
    func flushBlocks(atLeast bytes: Int = 1) {
        guard let archive else { return }
        while true {
            let block: Block? = state.withLock { state in
                state.takeBlock(atLeast: bytes, buffer: archive.takeBuffer)
            }
            guard let block else { return }
            guard archive.write(block, isPatient: isPatient) else {
                if !isPatient {
                    state.withLock { state in
                        state.revision += 1
                        state.fallBehind()
                    }
                }
                return
            }
        }
    }

    /// Takes note of a deletion that was carried out.
    func noteDone(_ deletion: Deletion) {
        state.withLock { state in
            state.revision += 1
            state.noteDone(deletion)
        }
    }

    /// Takes note of what the rules of retention would delete and may not.
    func noteHeldBack(_ shortfalls: [RetentionPlan.Shortfall]) {
        state.withLock { state in
            state.heldBack = Dictionary(shortfalls.map { ($0.rule.rawValue, $0.bytes) }, uniquingKeysWith: max)
        }
    }

    /// Archives that segments go.
    /// - Parameter now: microseconds since 1970 UTC.
    /// - Returns: false when that cannot be archived now.
    func announce(_ deletion: Deletion, now: UInt64) -> Bool {
        state.withLock { state in
            state.revision += 1
            return state.announce(deletion, at: now)
        }
    }

    /// Whether entries wait where they are for the archive to be written again.
    var isArchiveBehind: Bool { state.withLock { $0.isArchiveBehind } }

    /// Goes on where the archive ends, and with the state where it is.
    func rewind(_ starts: [SourceStart], tails: [String: ArchiveTail], _ checkpoint: Checkpoint) {
        state.withLock { state in
            state.revision += 1
            state.rewind(starts, tails: tails, checkpoint)
        }
    }

    /// The whole state, for the checkpoint; nil before any entry was used.
    /// - Parameter tails: the ends of the archives now.
    func checkpoint(_ tails: [String: ArchiveTail]) -> Checkpoint? { state.withLock { $0.checkpoint(tails) } }

    /// Works with the state while no batch is being used.
    func withState<Result: Sendable>(_ body: (borrowing PipelineState) -> Result) -> Result {
        state.withLock { state in body(state) }
    }
}
