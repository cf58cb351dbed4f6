import Foundation
import Lab
import Support
import Testing

/// Journal files that are gone: what was in them and had not been read is a gap, and what had been read is none.
@Suite(.serialized) struct VacuumTests {
    private struct Stage {
        let journal: LiveJournal
        let torture: Torture
        let story: CharonStory

        /// Says some lines, and puts the file away.
        func chapter(_ lines: Int = 50) async throws {
            try story.tell(lines)
            try await journal.rotate()
        }

        /// Runs until so many entries were counted.
        func read(_ entries: Int) async throws -> Samples {
            let exporter = try await torture.start()
            let samples = try await torture.wait(exporter, entries: entries)
            #expect(try await exporter.terminate() == 0)
            return samples
        }

        func vacuum(_ files: some Sequence<String>) throws {
            for file in files { try FileManager.default.removeItem(atPath: file) }
        }

        /// Everything but some chapter is in the archive, and one gap, in its place.
        func expectGap(instead chapter: Range<Int>) throws {
            let truth = story.truth.archived
            let archived = try torture.archived()
            torture.expect(archived.messages, toBe: Array(truth[..<chapter.lowerBound] + truth[chapter.upperBound...]))
            #expect(archived.gaps.map(\.reason) == ["vacuumed"])
            #expect(archived.gaps.first?.since != nil, "behind what was read last")
            // It is told when it is noticed, which is before or with the first entries behind it.
            #expect(archived.gaps.first.map { $0.after >= chapter.lowerBound } == true)
        }
    }

    private func withStage(_ label: String, _ body: (Stage) async throws -> Void) async throws {
        try await TortureTests.withJournal(label) { journal in
            let torture = try Torture(label, sources: TortureTests.flags(journal))
            defer { torture.remove() }
            let story = CharonStory(seed: Torture.seed) { try journal.charon($0) }
            try await body(Stage(journal: journal, torture: torture, story: story))
        }
    }

    @Test func whatWasVacuumedUnreadIsAGap() async throws {
        try await withStage("unread") { stage in
            try await stage.chapter()
            _ = try await stage.read(50)
            let start = stage.story.truth.archived.count
            try await stage.chapter()
            try await stage.chapter()
            let end = stage.story.truth.archived.count
            try stage.vacuum(stage.journal.archived())
            try await stage.chapter()
            let samples = try await stage.read(100)
            #expect(samples["charon_exporter_gaps_total", ["cause": "vacuumed"]] == 1)
            try stage.expectGap(instead: start..<end)
            // It is told once.
            #expect(try await stage.read(100)["charon_exporter_gaps_total", ["cause": "vacuumed"]] == 1)
        }
    }

    /// Not the oldest file goes, but one between what was read and what was not.
    @Test func aFileThatIsGoneFromTheMiddleIsAGap() async throws {
        try await withStage("middle") { stage in
            try await stage.chapter()
            _ = try await stage.read(50)
            let start = stage.story.truth.archived.count
            try await stage.chapter()
            let end = stage.story.truth.archived.count
            try await stage.chapter()
            try stage.vacuum(stage.journal.archived().dropFirst().prefix(1))
            let samples = try await stage.read(100)
            #expect(samples["charon_exporter_gaps_total", ["cause": "vacuumed"]] == 1)
            try stage.expectGap(instead: start..<end)
        }
    }

    /// A machine that was asleep, or too busy: a whole file came and went, and was never opened.
    @Test func aFileThatCameAndWentUnseenIsAGap() async throws {
        try await withStage("asleep") { stage in
            try stage.story.tell(50)
            let exporter = try await stage.torture.start()
            _ = try await stage.torture.wait(exporter, entries: 50)
            exporter.process.send(SIGSTOP)
            try await stage.journal.rotate()
            let start = stage.story.truth.archived.count
            try await stage.chapter()
            let end = stage.story.truth.archived.count
            try stage.vacuum(stage.journal.archived())
            try stage.story.tell(50)
            exporter.process.send(SIGCONT)
            let samples = try await stage.torture.wait(exporter, entries: 100)
            #expect(samples["charon_exporter_gaps_total", ["cause": "vacuumed"]] == 1)
            #expect(try await exporter.terminate() == 0)
            try stage.expectGap(instead: start..<end)
        }
    }

    /// The file of the position is gone, and nothing that was not read: the next entry's number says so.
    @Test func whatWasVacuumedAfterItWasReadIsNoGap() async throws {
        try await withStage("seen") { stage in
            try await stage.chapter()
            _ = try await stage.read(50)
            try stage.vacuum(stage.journal.archived())
            try await stage.chapter()
            let samples = try await stage.read(100)
            #expect(samples["charon_exporter_gaps_total", ["cause": "vacuumed"]] == 0)
            let archived = try stage.torture.archived()
            stage.torture.expect(archived.messages, toBe: stage.story.truth.archived)
            #expect(archived.gaps.map(\.reason) == [])
            stage.torture.expect(samples, toShow: stage.story.truth)
        }
    }

    /// charon has nothing to say after the gap: a restart finds the same gap, and does not count it again.
    @Test func aGapIsToldOnceThoughNothingFollowsIt() async throws {
        try await withStage("once") { stage in
            try await stage.chapter()
            _ = try await stage.read(50)
            try await stage.chapter()
            try stage.vacuum(stage.journal.archived())
            try await stage.journal.writeOther("Accepted publickey for root")
            for _ in 0..<3 {
                let exporter = try await stage.torture.start()
                #expect(try exporter.metrics()["charon_exporter_gaps_total", ["cause": "vacuumed"]] == 1)
                #expect(try await exporter.terminate() == 0)
            }
            #expect(try stage.torture.archived().gaps.count == 1)
        }
    }
}
