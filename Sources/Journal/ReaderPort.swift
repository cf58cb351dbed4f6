internal import CSystemd
internal import Glibc
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

/// An eventfd that ends a `poll` from another thread.
@safe
final class WakeUp: Sendable {
    let descriptor: Int32

    init() throws(JournalError) {
        descriptor = charon_eventfd()
        guard descriptor >= 0 else { throw JournalError(action: "make an event descriptor", code: errno) }
    }

    deinit { close(descriptor) }

    func signal() {
        // It fails only when it is signalled already.
        var one: UInt64 = 1
        _ = unsafe write(descriptor, &one, 8)
    }

    func clear() {
        var count: UInt64 = 0
        _ = unsafe read(descriptor, &count, 8)
    }
}
