internal import CSystemd
internal import Glibc
internal import Synchronization
package import Threads

/// Reads a journal in order, on a thread of its own, and hands on batches of entries.
///
/// The reader waits in the kernel when there is nothing to read, and on its consumer when that is slower.
package final class JournalReader: Sendable {
    /// What to read, from where, and how.
    package struct Options: Sendable {
        package var source: JournalSource
        package var start: JournalStart
        /// Cursors at which a batch must end, so that a consumer can begin exactly there.
        package var marks: [String]
        /// Whether to wait for more at the end, or to stop there.
        package var follows: Bool
        /// The matches (`FIELD=value`) of the entries that are wanted: an entry that has one of them is read.
        package var matches: [String]
        /// The matches of the entries whose last one tells charon's present process.
        package var processMatches: [String]

        package init(
            source: JournalSource, start: JournalStart, marks: [String], follows: Bool, matches: [String],
            processMatches: [String]
        ) {
            self.source = source
            self.start = start
            self.marks = marks
            self.follows = follows
            self.matches = matches
            self.processMatches = processMatches
        }
    }

    /// Ask for word of a process's end.
    package struct WatchRequest: Sendable, Equatable {
        package var pid: Int32
        package var bootID: String
        /// When it wrote an entry, microseconds on the machine's monotonic clock.
        package var monotonic: UInt64

        package init(pid: Int32, bootID: String, monotonic: UInt64) {
            self.pid = pid
            self.bootID = bootID
            self.monotonic = monotonic
        }
    }

    /// Where batches go, in order. Several sources may share it; whoever runs them closes it after the last one.
    private let batches: Channel<EntryBatch>
    /// The number of this source among those that share the channel.
    private let source: Int
    /// Used batches, to be filled again.
    private let spent = Channel<EntryBatch>(capacity: 8)
    private let options: Options
    private let wakeUp: WakeUp
    private let state = Mutex(State())

    private struct State {
        var isStopping = false
        var watch: WatchRequest?
        var failure: JournalError?
    }

    /// - Throws: `JournalError` when the system has no descriptor left.
    package init(_ options: Options, source: Int = 0, into batches: Channel<EntryBatch>) throws(JournalError) {
        self.options = options
        self.source = source
        self.batches = batches
        wakeUp = try WakeUp()
    }

    /// Opens the journal and reads until `stop`, or to the end when the options say so. Called once, by the thread
    /// that is to read; it returns when reading has ended.
    package func run() {
        do throws(JournalError) {
            var loop = try JournalLoop(options: options, reader: self)
            try loop.run()
        } catch {
            state.withLock { $0.failure = error }
        }
    }

    /// Why reading ended before its time; nil while it goes on and when it ended as asked.
    package var failure: JournalError? { state.withLock { $0.failure } }

    /// Ends reading soon, from any thread. The channel is to be closed too, as a full one holds the reader up.
    package func stop() {
        state.withLock { $0.isStopping = true }
        wakeUp.signal()
    }

    /// Watches a process instead of the one before it; a `processExited` notice comes when it has ended and all that
    /// it wrote was read.
    package func watch(_ request: WatchRequest) {
        state.withLock { $0.watch = request }
        wakeUp.signal()
    }

    /// Gives back a batch, so that its memory is used again.
    package func recycle(_ batch: consuming EntryBatch) {
        // The memory of a batch with an entry of many megabytes is not kept.
        guard batch.bytes.capacity <= 4 * JournalLoop.maximumBytes else { return }
        batch.removeAll()
        if spent.count < 8 { spent.send(batch) }
    }

    func newBatch() -> EntryBatch {
        var batch = spent.poll() ?? EntryBatch()
        batch.source = source
        return batch
    }
    func send(_ batch: EntryBatch) { batches.send(batch) }
    var isStopping: Bool { state.withLock { $0.isStopping } }
    func takeWatchRequest() -> WatchRequest? {
        state.withLock { state in
            defer { state.watch = nil }
            return state.watch
        }
    }
    var wakeUpDescriptor: Int32 { wakeUp.descriptor }
    func clearWakeUp() { wakeUp.clear() }
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
