import Foundation
import Lab
import Logging
import Support
import Synchronization
import Testing
import Threads

@testable import Archive
@testable import Collector

/// The exporter checks its own archive.
@Suite struct VerificationTests {
    // MARK: What is found

    @Test(arguments: [false, true]) func anIntactArchiveIsSaidToBe(_ isSigned: Bool) throws {
        try withTemporaryDirectory { directory in
            if isSigned { _ = try SigningKey.generate(directory + "/key") }
            let place = try VerifiedArchive(directory, key: isSigned ? directory + "/key" : nil)
            let keeper = place.keeper()
            #expect(keeper.last == nil && keeper.progress == nil)
            let before = Clock.now()
            let progress = Mutex<[Double]>([])
            let isDone = keeper.check { value in progress.withLock { $0.append(value) } }
            #expect(isDone)
            let last = try #require(keeper.last)
            #expect(last.isIntact && last.problems.isEmpty && last.moreProblems == 0 && last.remark == nil)
            #expect(last.checkedAt >= before && last.checkedAt <= Clock.now() && last.seconds >= 0)
            #expect(last.segments == 4 && last.events == 4)
            let bytes = try place.segments.reduce(0) { try $0 + Data(contentsOf: URL(filePath: $1)).count }
            #expect(last.bytes == UInt64(bytes))
            let values = progress.withLock { $0 }
            #expect(values == values.sorted() && values.last == 1 && keeper.progress == nil)
            #expect(place.log.texts(.info).count == 1 && place.log.texts(.error).isEmpty)
        }
    }

    @Test func aFlippedByteIsFoundAndTold() throws {
        try withTemporaryDirectory { directory in
            let place = try VerifiedArchive(directory)
            let path = try place.segments[1]
            try EvidenceFixture.flip(path, at: EvidenceFixture.contentHash)
            let keeper = place.keeper()
            #expect(keeper.check())
            let last = try #require(keeper.last)
            let first = try #require(last.problems.first)
            #expect(!last.isIntact && first.hasPrefix(path + ", block 1, byte 0"), "\(last)")
            let text = try run(
                [ExporterProcess.path(), "verify", directory + "/archive"], expecting: 1
            ).out
            for problem in last.problems { #expect(text.contains("DAMAGED \(problem)\n"), "as `verify` words it") }
            let errors = place.log.texts(.error)
            #expect(errors.count == 1 && errors.first?.contains(first) == true)
            #expect(last.remark?.contains(first) == true)
            // What is mended is intact again.
            try EvidenceFixture.flip(path, at: EvidenceFixture.contentHash)
            #expect(keeper.check() && keeper.last?.isIntact == true)
        }
    }

    @Test func noMoreThanTwentyProblemsAreKept() throws {
        try withTemporaryDirectory { directory in
            let place = try VerifiedArchive(directory, days: 40)
            for path in try place.segments.dropLast() {
                try EvidenceFixture.flip(path, at: EvidenceFixture.contentHash)
            }
            let keeper = place.keeper()
            #expect(keeper.check())
            let last = try #require(keeper.last)
            #expect(last.problems.count == 20 && last.moreProblems >= 19)
            #expect(last.remark?.hasSuffix("; and \(19 + last.moreProblems) more.") == true)
        }
    }

    /// Nothing in the archive itself tells that.
    @Test(arguments: [1, 4]) func aTailThatWasCutOffMeanwhileIsMissed(_ count: Int) throws {
        try withTemporaryDirectory { directory in
            let place = try VerifiedArchive(directory)
            for path in try place.segments.suffix(count + 1) { try FileManager.default.removeItem(atPath: path) }
            let keeper = place.keeper()
            #expect(keeper.check())
            #expect(keeper.last?.isIntact == false)
        }
    }

    @Test func anArchiveThatIsGoneIsMissed() throws {
        try withTemporaryDirectory { directory in
            let place = try VerifiedArchive(directory)
            try FileManager.default.removeItem(atPath: directory + "/archive")
            let keeper = place.keeper()
            #expect(keeper.check())
            #expect(keeper.last?.isIntact == false && keeper.last?.segments == 0)
            #expect(keeper.last?.problems.first?.contains(directory + "/archive") == true)
        }
    }

    @Test func nothingIsMissingWhereNothingWasArchived() throws {
        try withTemporaryDirectory { directory in
            let keeper = try VerifiedArchive(directory, days: 0).keeper()
            #expect(keeper.check())
            #expect(keeper.last?.isIntact == true && keeper.last?.segments == 0)
        }
    }

    @Test(arguments: 1...4) func whatRetentionDeletesMeanwhileIsNoDamage(_ count: Int) throws {
        try withTemporaryDirectory { directory in
            let place = try VerifiedArchive(directory)
            let keeper = place.keeper()
            let calls = Mutex(0)
            nonisolated(unsafe) let writer = place
            let isDone = keeper.check { _ in
                let number = calls.withLock { calls in
                    calls += 1
                    return calls
                }
                guard number == count else { return }
                do { try writer.deleteAll(day: 4) } catch { Issue.record("\(error)") }
            }
            #expect(isDone)
            #expect(keeper.last?.isIntact == true, "\(keeper.last?.problems ?? [])")
            #expect(try place.segments.count == 2)
            #expect(keeper.check() && keeper.last?.isIntact == true)
        }
    }

    // MARK: When

    @Test func aRestartDoesNotVerifyAgain() throws {
        try withTemporaryDirectory { directory in
            let place = try VerifiedArchive(directory)
            let first = place.keeper()
            #expect(first.check())
            let last = try #require(first.last)
            let second = place.keeper()
            #expect(second.last == last)
            #expect(second.secondsToWait(at: last.checkedAt) == 86_400)
            #expect(second.secondsToWait(at: last.checkedAt + 3_600_000_000) == 82_800)
            #expect(second.secondsToWait(at: last.checkedAt + VerifiedArchive.day) == 0)
            #expect(second.secondsToWait(at: last.checkedAt + 3 * VerifiedArchive.day) == 0)
            #expect(second.secondsToWait(at: last.checkedAt - 1) == 0, "the clock was wrong then, or is now")
            let thread = try second.follow()
            second.begin()
            Thread.sleep(forTimeInterval: 0.05)
            second.stop()
            thread.join()
            #expect(second.last == last)
            // Another archive's result is another's.
            #expect(place.keeper { $0.directory += "/other" }.last == nil)
            #expect(place.keeper { $0.stateDirectory = nil }.last == nil)
            #expect(place.log.texts(.warning).isEmpty)
        }
    }

    static let broken = [
        "", "{", "[]", "{\"version\":2,\"archive\":\"a\"}", "{\"version\":1}",
        "{\"version\":1,\"archive\":\"a\",\"verification\":{\"checkedAt\":\"now\"}}",
    ]

    @Test(arguments: broken) func aResultThatCannotBeReadIsNone(_ text: String) throws {
        try withTemporaryDirectory { directory in
            let place = try VerifiedArchive(directory)
            try text.write(toFile: place.file, atomically: true, encoding: .utf8)
            let keeper = place.keeper()
            #expect(keeper.last == nil && keeper.secondsToWait(at: Clock.now()) == 0)
            let warnings = place.log.texts(.warning)
            #expect(warnings.count == 1 && warnings.first?.contains(place.file) == true, "\(warnings)")
            #expect(keeper.check())
            #expect(place.keeper().last == keeper.last && keeper.last != nil)
            #expect(place.log.texts(.warning).count == 1)
        }
    }

    @Test func aResultThatCannotBeKeptIsShownAllTheSame() throws {
        try withTemporaryDirectory { directory in
            let place = try VerifiedArchive(directory)
            let keeper = place.keeper { $0.stateDirectory = directory + "/none" }
            #expect(keeper.check())
            #expect(keeper.last?.isIntact == true)
            #expect(place.log.texts(.error).first?.contains(directory + "/none") == true)
        }
    }

    @Test(.timeLimit(.minutes(2))) func theThreadWaitsForItsTimeAndVerifiesAgainAndAgain() async throws {
        let directory = FileManager.default.temporaryDirectory.path + "/verification-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let place = try VerifiedArchive(directory)
        let log = place.log
        let keeper = place.keeper { $0.interval = 0.01 }
        let thread = try keeper.follow()
        let isPolite = try await poll(every: .milliseconds(10), atMost: .seconds(60)) {
            try Self.priorities().contains(19) ? true : nil
        }
        #expect(isPolite == true)
        #expect(keeper.last == nil, "the sources were not read yet")
        keeper.begin()
        keeper.begin()
        let isDone = try await poll(every: .milliseconds(10), atMost: .seconds(60)) {
            log.texts(.info).count > 2 ? true : nil
        }
        #expect(isDone == true)
        keeper.stop()
        thread.join()
        #expect(keeper.last?.isIntact == true)
    }

    /// Of this process's threads.
    private static func priorities() throws -> [Int] {
        try FileManager.default.contentsOfDirectory(atPath: "/proc/self/task").compactMap { thread in
            // One may have ended meanwhile.
            let text = try? String(contentsOfFile: "/proc/self/task/\(thread)/stat", encoding: .utf8)
            // Behind the name, which may have blanks, the seventeenth.
            let fields = text?.split(separator: ")").last?.split(separator: " ") ?? []
            return fields.count > 16 ? Int(fields[16]) : nil
        }
    }

    // MARK: The end

    @Test func aCheckThatRunsEndsWithTheProgram() throws {
        try withTemporaryDirectory { directory in
            let place = try VerifiedArchive(directory, days: 10)
            let keeper = place.keeper()
            let progress = Mutex<[Double]>([])
            let isDone = keeper.check { value in
                progress.withLock { $0.append(value) }
                keeper.stop()
            }
            #expect(!isDone)
            let count = progress.withLock { $0.count }
            #expect(count == 1, "of ten segments one was read")
            #expect(keeper.last == nil && keeper.progress == nil)
            #expect(!FileManager.default.fileExists(atPath: place.file))
            #expect(place.log.texts(.error).isEmpty && place.log.texts(.info).isEmpty)
        }
    }

    @Test(arguments: [false, true]) func aThreadThatWaitsEndsWithTheProgram(_ hasBegun: Bool) throws {
        try withTemporaryDirectory { directory in
            let keeper = try VerifiedArchive(directory).keeper { $0.delay = 86_400 }
            let thread = try keeper.follow()
            if hasBegun { keeper.begin() }
            Thread.sleep(forTimeInterval: 0.05)
            keeper.stop()
            thread.join()
            #expect(keeper.last == nil)
        }
    }
}
