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

    private let port: ReaderPort
    private let options: Options
    private let watchRequest = Mutex<WatchRequest?>(nil)
    /// How often it was to look again.
    private let looks = Atomic<UInt64>(0)

    /// - Throws: `JournalError` when the system has no descriptor left.
    package init(_ options: Options, source: Int = 0, into batches: Channel<EntryBatch>) throws(JournalError) {
        self.options = options
        port = try ReaderPort(source: source, batches: batches)
    }

    /// Opens the journal and reads until `stop`, or to the end when the options say so. Called once, by the thread
    /// that is to read; it returns when reading has ended.
    package func run() {
        do throws(JournalError) {
            var loop = try JournalLoop(options: options, reader: self)
            try loop.run()
        } catch {
            port.fail(error)
        }
    }

    package var failure: JournalError? { port.failure }
    package func stop() { port.stop() }
    package func recycle(_ batch: consuming EntryBatch) { port.recycle(batch) }

    /// journald tells of new entries four times a second, and they can be read at once. Of other machines' journals it is
    /// not told when an entry is whole.
    package func lookAgain() -> UInt64 {
        guard options.source.isOfOneMachine else { return 0 }
        let look = looks.wrappingAdd(1, ordering: .sequentiallyConsistent).newValue
        port.wakeUp.signal()
        return look
    }

    /// Watches a process instead of the one before it; a `processExited` notice comes when it has ended and all that
    /// it wrote was read.
    package func watch(_ request: WatchRequest) {
        watchRequest.withLock { $0 = request }
        port.wakeUp.signal()
    }

    func newBatch() -> EntryBatch { port.newBatch() }
    func send(_ batch: EntryBatch) { port.send(batch) }
    var isStopping: Bool { port.isStopping }
    func takeWatchRequest() -> WatchRequest? {
        watchRequest.withLock { request in
            defer { request = nil }
            return request
        }
    }
    var wantedLook: UInt64 { looks.load(ordering: .sequentiallyConsistent) }
    var wakeUpDescriptor: Int32 { port.wakeUp.descriptor }
    func clearWakeUp() { port.wakeUp.clear() }
}
