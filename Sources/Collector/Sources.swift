internal import Archive
internal import Glibc
internal import Journal
internal import Synchronization
internal import Threads
internal import Tunnels

/// The sources of entries, each read by a thread of its own, and the one queue that their batches come in.
///
/// What is followed is read side by side; what is read to its end, one source after the other.
final class Sources: Sendable {
    let batches = Channel<EntryBatch>(capacity: 4)
    /// Where each source goes on, in the order of their numbers.
    let starts: [SourceStart]
    private let readers: [any EntryReader]
    private let follows: Bool
    /// Closed when the journal was read to its end: what a text log copies of it is known as a copy from then on.
    private let gate = Channel<Bool>(capacity: 1)
    /// Readers that have not ended.
    private let running: Mutex<Int>
    private let looks: Mutex<Looks>

    /// Who waits until what was there is used.
    private struct Looks {
        /// Of each source, the last look that was used.
        var used: [UInt64]
        var waiting: [(wanted: [UInt64], done: Channel<Bool>)] = []
    }

    /// Opens what there is to open.
    /// - Throws: the first source's error.
    init(
        _ configuration: Configuration, _ checkpoint: Checkpoint?, _ tails: [String: ArchiveTail], follows: Bool,
        startsAnew: Bool
    ) throws(JournalError) {
        var starts: [SourceStart] = []
        var readers: [any EntryReader] = []
        if let journal = configuration.journal {
            let start = Self.start("journal", .journal, checkpoint, tails)
            let from: JournalStart
            if let position = start.stateMark, !startsAnew, !start.needsAll {
                from = .after(cursor: position)
            } else if let since = configuration.journalSince {
                from = .time(since)
            } else {
                from = follows && !startsAnew && !start.needsAll ? .lastProcess : .head
            }
            let options = JournalReader.Options(
                source: journal, start: from, marks: start.marks, follows: follows,
                matches: EntryInterpreter.matches(configuration.trust, configuration.watched),
                processMatches: EntryInterpreter.processMatches)
            readers.append(try JournalReader(options, source: readers.count, into: batches))
            starts.append(start)
        }
        for path in follows ? configuration.textFiles : TextFiles.inOrderOfAge(configuration.textFiles) {
            let start = Self.start("file:\(path)", .file, checkpoint, tails)
            let options = TextReader.Options(
                path: path, marks: start.marks, follows: follows, identifiers: configuration.textIdentifiers,
                watched: configuration.watched.compactMap(\.identifier),
                hostName: JournalAccess.hostName,
                // A state that was never saved begins with the log.
                beginsAtHead: startsAnew || start.needsAll || start.stateMark == nil)
            readers.append(try TextReader(options, source: readers.count, into: batches))
            starts.append(start)
        }
        if configuration.journal == nil { gate.close() }
        self.starts = starts
        self.readers = readers
        self.follows = follows
        running = Mutex(follows ? readers.count : 1)
        looks = Mutex(Looks(used: .init(repeating: 0, count: readers.count)))
    }

    private static func start(
        _ name: String, _ kind: SourceState.Kind, _ checkpoint: Checkpoint?, _ tails: [String: ArchiveTail]
    ) -> SourceStart {
        var start = SourceStart(name: name, kind: kind, stateMark: checkpoint?.positions[name])
        for (directory, tail) in tails {
            // Where the archive ends with the event that the checkpoint says, it is complete up to there, though
            // its last block is older: what came between was not to be archived.
            let saved = checkpoint?.hosts.first { $0.directory == directory }
            let isComplete = saved.map {
                $0.isComplete && $0.nextSeq == tail.nextSeq && tail.ends(with: $0.archiveHash)
            }
            if isComplete == true {
                start.archiveMarks[directory] = checkpoint?.positions[name]
            } else if let position = SourcePosition(tail.position).positions[name] {
                start.archiveMarks[directory] = position
            } else if saved != nil, checkpoint?.positions[name] != nil {
                start.needsAll = true
            }
        }
        // A machine of which nothing could be archived yet.
        if checkpoint?.hosts.contains(where: { !$0.isComplete && tails[$0.directory] == nil }) == true {
            start.needsAll = true
        }
        return start
    }

    // MARK: Running

    /// Starts the threads.
    /// - Returns: what is to be joined after the queue was closed.
    /// - Throws: when the system has no thread left.
    func run() throws -> [WorkerThread] {
        guard follows else {
            return [
                try WorkerThread(name: "sources") { [self] in
                    for reader in readers {
                        reader.run()
                        if reader.failure != nil { break }
                    }
                    batches.close()
                }
            ]
        }
        return try readers.map { reader in
            try WorkerThread(name: reader.threadName) { [self] in
                if !(reader is JournalReader) { _ = gate.receive() }
                reader.run()
                let rest = running.withLock { running in
                    running -= 1
                    return running
                }
                if reader.failure != nil { stop() } else if rest == 0 { batches.close() }
            }
        }
    }

    /// Ends all reading soon, from any thread.
    func stop() {
        for reader in readers { reader.stop() }
        gate.close()
        batches.close()
    }

    /// A source was read to its end.
    func noteCaughtUp(_ source: Int) { if readers[source] is JournalReader { gate.close() } }

    /// Waits until all that is in the sources now was read and used, from any thread but the one that uses it.
    /// - Parameter milliseconds: how long at most.
    func lookAgain(milliseconds: Int) {
        let wanted = readers.map { $0.lookAgain() }
        let done = Channel<Bool>(capacity: 1)
        looks.withLock { looks in
            if Self.has(looks.used, wanted) { done.close() } else { looks.waiting.append((wanted, done)) }
        }
        _ = done.receive(milliseconds: milliseconds)
        looks.withLock { looks in looks.waiting.removeAll { $0.done === done } }
    }

    private static func has(_ used: [UInt64], _ wanted: [UInt64]) -> Bool {
        zip(used, wanted).allSatisfy { $0 >= $1 }
    }

    /// A batch was used.
    func noteUsed(_ batch: borrowing EntryBatch) {
        guard batch.look > 0 else { return }
        let (source, look) = (batch.source, batch.look)
        looks.withLock { looks in
            looks.used[source] = max(looks.used[source], look)
            for waiting in looks.waiting where Self.has(looks.used, waiting.wanted) { waiting.done.close() }
        }
    }

    /// Why reading ended before its time.
    var failure: JournalError? { readers.lazy.compactMap(\.failure).first }

    /// Gives back a batch, so that its memory is used again.
    func recycle(_ batch: consuming EntryBatch) { readers[batch.source].recycle(batch) }

    /// Watches charon's process, where the journal is this machine's.
    func watch(_ request: JournalReader.WatchRequest) {
        for reader in readers { (reader as? JournalReader)?.watch(request) }
    }
}
