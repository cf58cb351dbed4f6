internal import Archive
internal import Audit
internal import Synchronization
internal import Threads

/// Searches the archive for requests: a few at a time, each on a thread of its own and for so long only.
final class SearchDesk: Sendable {
    /// Tells a search to end: its time is over, or nobody waits for it any more.
    final class Stop: Sendable {
        private let isCancelled = Atomic(false)
        private let deadline: Double

        /// - Parameter seconds: how long it may take.
        init(seconds: Double) { deadline = Clock.seconds() + seconds }

        func cancel() { isCancelled.store(true, ordering: .relaxed) }

        var isLate: Bool { Clock.seconds() > deadline }
        var isSet: Bool { isCancelled.load(ordering: .relaxed) || isLate }
    }

    private let turnstile: Turnstile
    private let seconds: Double

    /// - Parameters:
    ///   - seconds: how long a search may take.
    ///   - places: how many there may be at a time.
    ///   - benches: how many may wait.
    init(seconds: Double = 10, places: Int = 2, benches: Int = 8) {
        self.seconds = seconds
        turnstile = Turnstile(places: places, benches: benches)
    }

    /// Runs a search.
    /// - Parameter body: ends soon when it is told to stop; what it has by then is thrown away.
    /// - Throws: `APIError` when there are too many, it took too long, or the archive cannot be read.
    func search<Result: Sendable>(
        _ body: @escaping @Sendable (Stop) throws -> Result
    ) async throws(APIError) -> Result {
        switch await turnstile.enter() {
        case .isInside: break
        case .isFull: throw .busy("too many searches wait already", retryAfter: 5)
        case .hasLeft: throw Self.left
        }
        defer { turnstile.leave() }
        let stop = Stop(seconds: seconds)
        let result: Result
        do throws(APIError) {
            result = try await Self.onThread(stop, body)
        } catch {
            throw stop.isSet ? late(stop) : error
        }
        if stop.isSet { throw late(stop) }
        return result
    }

    /// Does work that blocks on a thread of its own.
    static func onThread<Result: Sendable>(
        _ stop: Stop, _ body: @escaping @Sendable (Stop) throws -> Result
    ) async throws(APIError) -> Result {
        let result: Swift.Result<Result, APIError> = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                do {
                    try WorkerThread.start(name: "search of a request") {
                        do {
                            continuation.resume(returning: .success(try body(stop)))
                        } catch let error as APIError {
                            continuation.resume(returning: .failure(error))
                        } catch {
                            continuation.resume(returning: .failure(APIError(status: 500, problem: "\(error)")))
                        }
                    }
                } catch {
                    continuation.resume(returning: .failure(.busy("\(error)", retryAfter: 5)))
                }
            }
        } onCancel: {
            stop.cancel()
        }
        return try result.get()
    }

    private func late(_ stop: Stop) -> APIError {
        guard stop.isLate else { return Self.left }
        return APIError(
            status: 503,
            problem: "the search takes longer than \(Int(seconds)) s: narrow it down, by since and until above all")
    }

    /// Nobody reads it.
    private static let left = APIError(status: 503, problem: "the client has left")
}

extension ArchiveSearch.Options {
    /// For requests: what the exporter itself does comes first.
    static var ofRequests: ArchiveSearch.Options {
        var options = ArchiveSearch.Options()
        options.workers = min(2, options.workers)
        return options
    }
}
