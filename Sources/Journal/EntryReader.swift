/// A source of entries that is read by a thread of its own, and hands on batches to a channel.
package protocol EntryReader: Sendable {
    /// What the thread is called.
    var threadName: String { get }
    /// Reads until `stop`, or to the end when it does not follow. Called once, by the thread that is to read.
    func run()
    /// Ends reading soon, from any thread. The channel is to be closed too, as a full one holds the reader up.
    func stop()
    /// Looks at once for what is new, from any thread: a source may tell of it late.
    /// - Returns: what the batch bears, as its `look`, with which that was done.
    func lookAgain() -> UInt64
    /// Gives back a batch, so that its memory is used again.
    func recycle(_ batch: consuming EntryBatch)
    /// Why reading ended before its time; nil while it goes on and when it ended as asked.
    var failure: JournalError? { get }
}

extension JournalReader: EntryReader {
    package var threadName: String { "journal" }
}
