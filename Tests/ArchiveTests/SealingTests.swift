import Archive
import Foundation
import Glibc
import Support
import Testing

@Suite struct SealingTests {
    private static let noon = oneDay / 2
    private static let second: UInt64 = 1_000_000

    /// Time of the events, the longest span in seconds, now, and whether the segment is sealed.
    @Test(
        arguments: [
            (noon, 86_400, oneDay - 1, false),
            (noon, 86_400, oneDay, true),
            (oneDay - 1, 86_400, oneDay, true),
            (noon, 3600, noon + 3600 * second, false),
            (noon, 3600, noon + 3600 * second + 1, true),
            (oneDay - 1, 3600, oneDay, true),
            // The clock was set back.
            (noon, 3600, 0, false),
        ] as [(UInt64, Int, UInt64, Bool)])
    func aSegmentIsSealedWhenItsDayIsOverOrItIsOld(_ time: UInt64, _ seconds: Int, _ now: UInt64, _ isDue: Bool) throws
    {
        try withTemporaryDirectory { directory in
            let archive = try ArchiveFixture(directory) { $0.segmentSeconds = seconds }
            archive.write(at: midnight(0) + time)
            let due = try #require(archive.writer.nextSealDue)
            #expect((due <= midnight(0) + now) == isDue)
            archive.seal(now: midnight(0) + now)
            #expect(try isSealed(archive.segments()[0]) == isDue)
            #expect((archive.writer.nextSealDue == nil) == isDue)
            archive.seal(now: due)
            #expect(try isSealed(archive.segments()[0]))
        }
    }

    @Test func sealingTwiceOrNothingChangesNothing() throws {
        try withTemporaryDirectory { directory in
            let archive = try ArchiveFixture(directory)
            #expect(archive.writer.nextSealDue == nil)
            archive.seal()
            #expect(try archive.files().isEmpty)
            archive.write(days: 0..<1)
            archive.seal()
            let bytes = try Data(contentsOf: URL(fileURLWithPath: archive.segments()[0]))
            let statistics = archive.writer.statistics
            archive.seal()
            #expect(try Data(contentsOf: URL(fileURLWithPath: archive.segments()[0])) == bytes)
            #expect(archive.writer.statistics == statistics)
            #expect(archive.writer.sizeBytes == bytes.count)
        }
    }

    @Test func theChainRunsOnBehindATimedSealAndOverARestart() throws {
        try withTemporaryDirectory { directory in
            let archive = try ArchiveFixture(directory)
            archive.write(at: midnight(0))
            archive.seal()
            archive.write(at: midnight(0) + 1)
            try archive.restart()
            // What the process before left open falls due as well.
            #expect(archive.writer.nextSealDue == midnight(1))
            archive.seal(now: midnight(1))
            try archive.restart()
            #expect(archive.writer.nextSealDue == nil)
            archive.write(at: midnight(1))
            #expect(try archive.segments().map(isSealed) == [true, true, false])
            #expect(try archive.checkChain().seqs == Array(1...6))
        }
    }

    @Test func eachMachineHasItsOwnTime() throws {
        try withTemporaryDirectory { directory in
            let archive = try ArchiveFixture(directory) { $0.segmentSeconds = 3600 }
            archive.write("a", at: midnight(0))
            archive.write("b", at: midnight(0) + 1800 * Self.second)
            #expect(archive.writer.nextSealDue == midnight(0) + 3600 * Self.second + 1)
            archive.seal(now: midnight(0) + 3600 * Self.second + 1)
            #expect(try isSealed(archive.segments("a")[0]))
            #expect(try !isSealed(archive.segments("b")[0]))
            #expect(archive.writer.nextSealDue == midnight(0) + 5400 * Self.second + 1)
        }
    }

    @Test func aSealThatFailsIsToldAndTriedAgain() throws {
        try withTemporaryDirectory { directory in
            let archive = try ArchiveFixture(directory)
            archive.write("a", at: midnight(0))
            archive.write("b", at: midnight(0))
            let told = Told()
            try archive.restart { told.add($0) }
            let path = try archive.segments("a")[0]
            // A directory stands in the segment's place.
            try FileManager.default.moveItem(atPath: path, toPath: directory + "/aside")
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
            archive.writer.sealDue(now: midnight(1))
            #expect(archive.writer.flush(), "every block is written")
            #expect(archive.writer.statistics.errors == 1)
            #expect(try isSealed(archive.segments("b")[0]), "the other machine's is not held up")
            #expect(archive.writer.nextSealDue == midnight(1) + 60 * Self.second, "no reason to ask again at once")
            #expect(archive.writer.statistics.problem?.contains(path) == true)
            archive.write("b", at: midnight(1))
            #expect(archive.writer.statistics.problem != nil, "that another machine's is written does not end it")
            #expect(told.all.count == 1)
            #expect(told.all.first?.hasPrefix("cannot open \(path): Is a directory") == true)

            try FileManager.default.removeItem(atPath: path)
            try FileManager.default.moveItem(atPath: directory + "/aside", toPath: path)
            archive.seal(now: midnight(1))
            #expect(try isSealed(path))
            #expect(archive.writer.statistics.problem == nil)
            #expect(archive.writer.statistics.errors == 1)
            #expect(archive.writer.nextSealDue == midnight(2))
            #expect(told.all.count == 2)
        }
    }
}

/// What a writer told.
final class Told: @unchecked Sendable {
    private let lock = NSLock()
    private var texts: [String] = []
    func add(_ text: String) { lock.withLock { texts.append(text) } }
    var all: [String] { lock.withLock { texts } }
}
