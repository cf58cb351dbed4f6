internal import Synchronization

/// Lets so many in at a time; others wait in the order in which they came, and beyond so many are turned away.
final class Turnstile: Sendable {
    private struct State {
        var inside = 0
        var waiting: [(number: UInt64, continuation: CheckedContinuation<Entry, Never>)] = []
        var nextNumber: UInt64 = 0
    }

    /// How it went with somebody who wants in.
    enum Entry {
        case isInside
        /// There are too many already.
        case isFull
        /// The task was cancelled while it waited.
        case hasLeft
    }

    private let state = Mutex(State())
    private let places: Int
    private let benches: Int

    /// - Parameters:
    ///   - places: how many may be inside.
    ///   - benches: how many may wait.
    init(places: Int, benches: Int) {
        self.places = places
        self.benches = benches
    }

    /// Waits until there is a place. Who is inside must `leave`.
    func enter() async -> Entry {
        let number = state.withLock { state in
            state.nextNumber += 1
            return state.nextNumber
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let answer: Entry? = state.withLock { state in
                    // Cancelled before there was anything to take off the bench.
                    if Task.isCancelled { return .hasLeft }
                    if state.inside < places {
                        state.inside += 1
                        return .isInside
                    }
                    guard state.waiting.count < benches else { return .isFull }
                    state.waiting.append((number, continuation))
                    return nil
                }
                if let answer { continuation.resume(returning: answer) }
            }
        } onCancel: {
            let continuation = state.withLock { state in
                state.waiting.firstIndex { $0.number == number }.map { state.waiting.remove(at: $0).continuation }
            }
            continuation?.resume(returning: .hasLeft)
        }
    }

    /// Takes a place if there is one, without waiting.
    func tryEnter() -> Bool {
        state.withLock { state in
            guard state.inside < places else { return false }
            state.inside += 1
            return true
        }
    }

    /// Gives the place to who waits longest.
    func leave() {
        let next: CheckedContinuation<Entry, Never>? = state.withLock { state in
            guard !state.waiting.isEmpty else {
                state.inside -= 1
                return nil
            }
            return state.waiting.removeFirst().continuation
        }
        next?.resume(returning: .isInside)
    }
}
