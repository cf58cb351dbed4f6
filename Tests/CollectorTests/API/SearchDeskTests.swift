import Foundation
import Synchronization
import Testing

@testable import Collector

/// Searches of requests: so many at a time, and for so long.
@Suite(.timeLimit(.minutes(10))) struct SearchDeskTests {
    /// A door that searches wait behind, and how many there are.
    private final class Door: Sendable {
        let isOpen = Mutex(false)
        let inside = Mutex<(now: Int, most: Int)>((0, 0))

        func pass() {
            inside.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
            while !isOpen.withLock({ $0 }) { usleep(1000) }
            inside.withLock { $0.now -= 1 }
        }
    }

    @Test func twoSearchAtATimeAndTheRestWaitsOrIsTurnedAway() async throws {
        let desk = SearchDesk(seconds: 60, places: 2, benches: 3)
        let door = Door()
        let results = try await withThrowingTaskGroup(of: Result<Int, APIError>.self) { group in
            for number in 0..<9 {
                group.addTask {
                    do throws(APIError) {
                        return .success(
                            try await desk.search { _ in
                                door.pass()
                                return number
                            })
                    } catch {
                        return .failure(error)
                    }
                }
            }
            var results: [Result<Int, APIError>] = []
            for try await result in group {
                results.append(result)
                // Those that are turned away are so at once.
                guard results.count == 4 else { continue }
                while door.inside.withLock({ $0.now }) < 2 { try await Task.sleep(for: .milliseconds(1)) }
                door.isOpen.withLock { $0 = true }
            }
            return results
        }
        let failures = results.compactMap { result in if case .failure(let error) = result { error } else { nil } }
        #expect(failures.count == 4 && failures.allSatisfy { $0.status == 503 && $0.retryAfter == 5 })
        #expect(door.inside.withLock { $0.most } == 2)
        #expect(try await desk.search { _ in 1 } == 1, "there is room again")
    }

    @Test func whatTakesTooLongEnds() async throws {
        let desk = SearchDesk(seconds: 0.05)
        do {
            _ = try await desk.search { stop in
                while !stop.isSet { usleep(1000) }
                return 1
            }
            Issue.record("it was answered")
        } catch {
            #expect(error.status == 503 && error.problem.contains("narrow it down"))
        }
    }

    @Test func whoIsGoneIsNotSearchedFor() async throws {
        let desk = SearchDesk(seconds: 60, places: 1, benches: 1)
        let door = Door()
        let running = Task {
            try await desk.search { stop in
                door.isOpen.withLock { $0 = true }
                while !stop.isSet { usleep(1000) }
                return 1
            }
        }
        while !door.isOpen.withLock({ $0 }) { try await Task.sleep(for: .milliseconds(1)) }
        let waiting = Task { try await desk.search { _ in 2 } }
        try await Task.sleep(for: .milliseconds(20))
        waiting.cancel()
        #expect(await waiting.result.isFailure, "though the other one is still at it")
        running.cancel()
        #expect(await running.result.isFailure)
        #expect(try await desk.search { _ in 3 } == 3)
    }
}

extension Result {
    fileprivate var isFailure: Bool { if case .failure = self { true } else { false } }
}
