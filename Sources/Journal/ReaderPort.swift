internal import Synchronization
internal import Threads

/// What every reader has to the outside: where its batches go and come back, how it is stopped, why it failed.
final class ReaderPort: Sendable {
    /// Where batches go, in order. Several sources may share it; whoever runs them closes it after the last one.
    private let batches: Channel<EntryBatch>
    /// The number of this source among those that share the channel.
    private let source: Int
    /// Used batches, to be filled again.
    private let spent = Channel<EntryBatch>(capacity: 8)
    private let state = Mutex(State())
    /// Ends a wait of the reader's thread.
    let wakeUp: WakeUp

    private struct State {
        var isStopping = false
        var failure: JournalError?
    }

    /// - Throws: `JournalError` when the system has no descriptor left.
    init(source: Int, batches: Channel<EntryBatch>) throws(JournalError) {
        self.source = source
        self.batches = batches
        wakeUp = try WakeUp()
    }

    var failure: JournalError? { state.withLock { $0.failure } }
    var isStopping: Bool { state.withLock { $0.isStopping } }

    func fail(_ error: JournalError) { state.withLock { $0.failure = error } }

    func stop() {
        state.withLock { $0.isStopping = true }
        wakeUp.signal()
    }

    func send(_ batch: EntryBatch) { batches.send(batch) }

    func newBatch() -> EntryBatch {
        var batch = spent.poll() ?? EntryBatch()
        batch.source = source
        return batch
    }

    func recycle(_ batch: consuming EntryBatch) {
        // The memory of a batch with an entry of many megabytes is not kept.
        guard batch.bytes.capacity <= 4 * JournalLoop.maximumBytes else { return }
        batch.removeAll()
        if spent.count < 8 { spent.send(batch) }
    }
}
