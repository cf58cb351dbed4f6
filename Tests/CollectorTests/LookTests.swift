import Lab
import Support
import Testing

/// A scrape looks for what was logged before it, without waiting for journald to tell.
@Suite struct LookTests {
    /// The exporter looks at the journal at every moment, also while journald writes an entry, and nothing else is ever
    /// written that would draw its eye to one that it had missed.
    @Test func noLineIsMissedHoweverOftenTheJournalIsLookedAt() async throws {
        try await TortureTests.withJournal("looks") { journal in
            let torture = try Torture("looks", sources: TortureTests.flags(journal))
            defer { torture.remove() }
            let story = CharonStory(seed: Torture.seed) { try journal.charon($0) }
            try story.tell(1)
            let exporter = try await torture.start()
            try await withThrowingTaskGroup { group in
                for _ in 0..<3 {
                    group.addTask {
                        while !Task.isCancelled {
                            _ = try? exporter.metrics()
                            await Task.yield()
                        }
                    }
                }
                for number in 2...300 {
                    try story.tell(1)
                    _ = try await torture.wait(exporter, entries: number, atMost: .seconds(20))
                }
                group.cancelAll()
            }
            #expect(try await exporter.terminate() == 0)
            torture.expect(try torture.archived().messages, toBe: story.truth.archived)
        }
    }
}
