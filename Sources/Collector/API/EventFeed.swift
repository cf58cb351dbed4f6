internal import Threads

/// Hands pieces of text from a thread to a task: the thread waits until the task asks for the next one.
final class EventFeed: Sendable {
    private let asks = Channel<CheckedContinuation<[UInt8]?, Never>>(capacity: 1)

    /// Starts the thread.
    /// - Parameter body: gives pieces until `give` says that nobody wants more.
    /// - Throws: `ThreadError` when the system has no thread left.
    init(_ body: @escaping @Sendable (EventFeed) -> Void) throws {
        try WorkerThread.start(name: "stream of events") { [self] in
            body(self)
            close()
            while let ask = asks.poll() { ask.resume(returning: nil) }
        }
    }

    // MARK: The task's

    /// The next piece; nil when the thread has ended, or the task is cancelled. One task asks.
    func next() async -> [UInt8]? {
        await withTaskCancellationHandler {
            await withCheckedContinuation { ask in
                if !asks.send(ask) { ask.resume(returning: nil) }
            }
        } onCancel: {
            close()
        }
    }

    /// No more is wanted: the thread ends soon.
    func close() { asks.close() }

    // MARK: The thread's

    /// Hands over a piece.
    /// - Returns: false when nobody wants it.
    func give(_ piece: [UInt8]) -> Bool {
        guard case .element(let ask) = asks.receive() else { return false }
        ask.resume(returning: piece)
        return true
    }

    var isClosed: Bool { asks.hasClosed }
}
