import Foundation
import Lab
import Support
import Testing

/// Kills at any instant, power cuts, rotation and vacuuming, while the journal is written.
@Suite(.serialized) struct TortureTests {
    private enum Kill: CaseIterable {
        /// Within the first milliseconds.
        case atOnce
        /// While thousands of entries are caught up with.
        case catchingUp
        case following
        /// Two within milliseconds.
        case twice
        case politely
        /// The polite way, and then not waited for.
        case impatiently
    }

    /// The flags to read a journal that this process writes to.
    static func flags(_ journal: LiveJournal) throws -> [String] {
        try ["--journal.namespace", journal.namespace] + trust()
    }

    static func trust() throws -> [String] { try LiveJournal.ownPrograms().flatMap { ["--trust.program", $0] } }

    static func withJournal(_ label: String, _ body: (LiveJournal) async throws -> Void) async throws {
        let journal = try await LiveJournal.start(label)
        do {
            try await body(journal)
        } catch {
            await journal.stop()
            throw error
        }
        await journal.stop()
    }

    @Test(.timeLimit(.minutes(20))) func nothingIsLostOrRepeatedWhileTheJournalIsWritten() async throws {
        try await Self.withJournal("kills") { journal in
            let torture = try Torture("torture", sources: Self.flags(journal) + ["--archive.segment-bytes", "100000"])
            defer { torture.remove() }
            let story = CharonStory(seed: Torture.seed) { try journal.charon($0) }
            var run = Run(torture: torture, journal: journal, story: story)
            let writing = story.tellOn()
            defer { writing.cancel() }
            for round in 0..<Torture.rounds {
                do {
                    try await run.round()
                } catch {
                    throw SupportError("seed \(Torture.seed), round \(round): \(error)")
                }
            }
            writing.cancel()
            try await writing.value
            try await run.finish()
        }
    }

    /// The story's course.
    private struct Run {
        let torture: Torture
        let journal: LiveJournal
        let story: CharonStory
        var chance = SeededGenerator(seed: Torture.seed)
        var cut: PowerCut
        var kills = 0
        var rounds = 0
        /// Files that were read, and whose entries are behind archive and checkpoint.
        var read: [String] = []
        /// Where the vacuumed files are kept for the last comparison.
        let kept: String

        init(torture: Torture, journal: LiveJournal, story: CharonStory) {
            self.torture = torture
            self.journal = journal
            self.story = story
            cut = PowerCut(torture)
            kept = torture.directory + "/kept"
        }

        private mutating func happens(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &chance) < percent }

        private mutating func pause(_ range: ClosedRange<Int>) async throws {
            try await Task.sleep(for: .microseconds(Int.random(in: range, using: &chance)))
        }

        mutating func round() async throws {
            rounds += 1
            if happens(25) { try await journal.rotate() }
            if happens(50) { try vacuum() }
            try powerCut()
            // Now and then it may end well: what is read again after a kill begins with the last checkpoint.
            let kill = happens(15) ? .politely : Kill.allCases.randomElement(using: &chance) ?? .atOnce
            if kill == .catchingUp { try story.tell(Int.random(in: 1000...4000, using: &chance)) }
            let readable = journal.archived()
            let exporter = try torture.launch()
            let looking = torture.counters.follow(exporter)
            switch kill {
            case .atOnce: try await pause(0...20_000)
            case .catchingUp: try await pause(0...200_000)
            case .following, .politely, .impatiently:
                try await torture.waitUntilReady(exporter)
                if happens(30) { try await journal.rotate() }
                if happens(30) { try vacuum() }
                try await pause(0...150_000)
            case .twice:
                try await pause(0...50_000)
                try await exporter.kill()
                kills += 1
                let second = try torture.launch()
                try await pause(0...30_000)
                try await second.kill()
            }
            if kill == .politely {
                #expect(try await exporter.terminate() == 0, "\(torture.errors.suffix(2000))")
                read = readable.filter { FileManager.default.fileExists(atPath: $0) }
            } else {
                if kill == .impatiently {
                    exporter.process.send(SIGTERM)
                    try await pause(0...20_000)
                }
                try await exporter.kill()
                kills += 1
            }
            await looking.value
            try cut.keepState()
        }

        private mutating func vacuum() throws {
            let gone = read.prefix(Int.random(in: 0...read.count, using: &chance))
            guard !gone.isEmpty else { return }
            try FileManager.default.createDirectory(atPath: kept, withIntermediateDirectories: true)
            for file in gone {
                let copy = kept + "/" + (file as NSString).lastPathComponent
                try FileManager.default.copyItem(atPath: file, toPath: copy)
                try FileManager.default.removeItem(atPath: file)
            }
            read.removeFirst(gone.count)
            try cut.fix()
        }

        private mutating func powerCut() throws {
            if happens(20) {
                try cut.loseTail(zeros: happens(40), &chance)
                read = []
            }
            if happens(15), try cut.loseCheckpoint(&chance) { read = [] }
        }

        mutating func finish() async throws {
            try await journal.synchronize()
            let exporter = try await torture.start()
            let looking = torture.counters.follow(exporter)
            let truth = story.truth
            let samples = try await torture.wait(exporter, entries: truth.entries)
            torture.expect(samples, toShow: truth)
            #expect(try await exporter.terminate() == 0)
            await looking.value
            let archived = try torture.archived()
            torture.expect(archived.messages, toBe: truth.archived)
            #expect(archived.gaps.map(\.reason) == [], "seed \(Torture.seed)")
            try FileManager.default.createDirectory(atPath: kept, withIntermediateDirectories: true)
            for file in journal.files() {
                try FileManager.default.copyItem(
                    atPath: file, toPath: kept + "/" + (file as NSString).lastPathComponent)
            }
            try await torture.expect(
                samples, toEqualReplayOf: ["--journal.directory", kept] + TortureTests.trust())
            torture.end("torture", kills: kills, rounds: rounds, entries: truth.archived.count)
        }
    }
}
