import Archive
import Foundation
import Glibc
import Support
import Testing

/// On a real file system that is really full.
@Suite(.serialized, .enabled(if: SmallDisk.canMount, "a file system cannot be mounted here: root may"))
struct DiskFullTests {
    private static let reserve = 512 << 10

    /// Blocks of text that does not compress: 16 and two segments to a day.
    private final class Filler {
        let directory: String
        let told = Told()
        let options: ArchiveWriter.Options
        var writer: ArchiveWriter
        var nextSeq: UInt64 = 1
        private var chance = SeededGenerator(seed: 5)

        init(_ directory: String, reserve: Int = DiskFullTests.reserve) throws {
            self.directory = directory
            var options = ArchiveWriter.Options(directory: directory)
            options.segmentBytes = 256 << 10
            options.reserveBytes = reserve
            self.options = options
            let told = told
            writer = try ArchiveWriter(options) { told.add($0) }
        }

        var now: UInt64 { midnight(0) + nextSeq * oneDay / 16 }

        func restart() throws {
            writer.close()
            let told = told
            writer = try ArchiveWriter(options) { told.add($0) }
            nextSeq = writer.tails["gw"]?.nextSeq ?? 1
        }

        func write(bytes: Int = 24_000) {
            var block = Block(host: "gw", firstSeq: nextSeq)
            let noise = Data((0..<bytes).map { _ in UInt8.random(in: 0...255, using: &chance) }).base64EncodedString()
            block.content = Array("{\"seq\":\(nextSeq),\"message\":\"\(noise)\"}\n".utf8)
            block.noteEvent(at: now)
            block.position = Array("after \(nextSeq)".utf8)
            writer.write(block)
            nextSeq += 1
        }

        /// Writes until something is the case, or until it cannot.
        func write(until isEnough: () -> Bool) {
            while !isEnough() {
                write()
                while writer.statistics.events < nextSeq - 1 {
                    guard writer.statistics.problem == nil else { return }
                    usleep(200)
                }
            }
        }

        func segments() throws -> [String] {
            try FileManager.default.subpathsOfDirectory(atPath: directory).filter { $0.hasSuffix(".jsonl.gz") }
                .map { directory + "/" + $0 }.sorted()
        }

        /// Every event that is there, by what the blocks contain and not by their headers; the chain is followed.
        func seqs() throws -> [UInt64] {
            var previous: [UInt8]?
            return try segments().flatMap { path in
                let segment = Segment(path: path)
                let walk = try segment.walk()
                #expect(walk.tornBytes == 0 && walk.damage.isEmpty)
                return try walk.blocks.flatMap { block in
                    if let previous { #expect(block.header.previousHash == previous) }
                    previous = try segment.hash(of: block)
                    let text = String(decoding: try #require(try segment.content(of: block)), as: UTF8.self)
                    return text.split(separator: "\n").compactMap { UInt64($0.dropFirst(7).prefix { $0 != "," }) }
                }
            }
        }
    }

    @Test func writingGoesOnFromTheReserveAndADeletionBringsItBack() throws {
        try SmallDisk.with { disk in
            let filler = try Filler(disk + "/archive")
            #expect(!filler.writer.statistics.isReserveUsed)
            #expect(try fileSize(disk + "/archive/.reserve") == Self.reserve)
            var deleted: UInt64 = 0
            for _ in 0..<4 {
                filler.write { filler.writer.statistics.isReserveUsed }
                #expect(filler.writer.statistics.isReserveUsed)
                #expect(filler.writer.statistics.problem == nil, "the reserve took what the disk did not")
                #expect(!FileManager.default.fileExists(atPath: disk + "/archive/.reserve"))
                #expect(!filler.writer.restoreReserve(), "there is no room yet")

                let plan = try filler.writer.plan(Retention(), now: filler.now, neededBytes: 2 * Self.reserve)
                let deletion = try #require(plan.deletions.first)
                #expect(plan.shortfalls.isEmpty && plan.deletions.count == 1 && deletion.rule == .diskFull)
                #expect(deletion.firstSeq == deleted + 1)
                filler.write(bytes: 100)
                #expect(filler.writer.flush())
                try filler.writer.carryOut(deletion)
                deleted = deletion.lastSeq
                #expect(filler.writer.restoreReserve())
                #expect(!filler.writer.statistics.isReserveUsed)
                #expect(try filler.seqs() == Array(deleted + 1..<filler.nextSeq))
            }
            #expect(filler.writer.statistics.errors == 4, "one for each time the disk was full")
            #expect(filler.told.all.count == 4)
            #expect(filler.told.all.allSatisfy { $0.contains("No space left on device; the reserve of 524288 bytes") })
            let next = filler.nextSeq
            try filler.restart()
            #expect(filler.nextSeq == next)
            #expect(filler.writer.tails["gw"]?.remarks == [])
            filler.write()
            #expect(filler.writer.flush())
            #expect(try filler.seqs() == Array(deleted + 1...next))
            filler.writer.close()
        }
    }

    @Test func theWriterRestoresTheReserveWhenThereIsRoomForTwice() throws {
        try SmallDisk.with { disk in
            let ballast = disk + "/ballast"
            try Data(count: 1 << 20).write(to: URL(fileURLWithPath: ballast))
            let small = disk + "/small"
            try Data(count: 300 << 10).write(to: URL(fileURLWithPath: small))
            let filler = try Filler(disk + "/archive")
            filler.write { filler.writer.statistics.isReserveUsed }
            try FileManager.default.removeItem(atPath: small)
            filler.write(bytes: 100)
            #expect(filler.writer.flush())
            #expect(filler.writer.statistics.isReserveUsed, "room for one is not enough: it would go at once")
            try FileManager.default.removeItem(atPath: ballast)
            filler.write(bytes: 100)
            #expect(filler.writer.flush())
            #expect(!filler.writer.statistics.isReserveUsed)
            #expect(try fileSize(disk + "/archive/.reserve") == Self.reserve)
            #expect(filler.told.all.last?.hasPrefix("the disk has room again") == true)
            filler.writer.close()
        }
    }

    /// A process that ends while it cannot write leaves no half block behind, and the next one goes on.
    @Test func whatAFullDiskToreIsCutAndWrittenAgain() throws {
        try SmallDisk.with { disk in
            let ballast = disk + "/ballast"
            try Data(count: 1 << 20).write(to: URL(fileURLWithPath: ballast))
            let filler = try Filler(disk + "/archive", reserve: 0)
            filler.write { false }
            #expect(filler.writer.statistics.problem?.hasSuffix("No space left on device") == true)
            #expect(!filler.writer.statistics.isReserveUsed, "there is none")
            #expect(filler.writer.restoreReserve())
            let written = filler.writer.statistics.events
            #expect(written == filler.nextSeq - 2)
            try filler.restart()
            #expect(filler.nextSeq == written + 1)
            #expect(try filler.seqs() == Array(1...written))
            try FileManager.default.removeItem(atPath: ballast)
            for _ in 0..<8 { filler.write() }
            #expect(filler.writer.flush())
            #expect(try filler.seqs() == Array(1...written + 8))
            filler.writer.close()
        }
    }

    @Test func aFullDiskAtTheStartIsNoErrorAndIsTold() throws {
        try SmallDisk.with { disk in
            let ballast = disk + "/ballast"
            try Data(count: 3800 << 10).write(to: URL(fileURLWithPath: ballast))
            let filler = try Filler(disk + "/archive")
            #expect(filler.writer.statistics.isReserveUsed)
            #expect(!FileManager.default.fileExists(atPath: disk + "/archive/.reserve"))
            filler.write(bytes: 100)
            #expect(filler.writer.flush())
            #expect(!filler.writer.restoreReserve())
            try FileManager.default.removeItem(atPath: ballast)
            #expect(filler.writer.restoreReserve())
            filler.writer.close()
        }
    }

    @Test func aReserveOfAnotherSizeIsMadeToFit() throws {
        try SmallDisk.with { disk in
            for bytes in [1 << 20, 300_000, 1 << 19, 0] {
                let filler = try Filler(disk + "/archive", reserve: bytes)
                #expect(!filler.writer.statistics.isReserveUsed)
                #expect(filler.writer.sizeBytes == 0)
                let path = disk + "/archive/.reserve"
                #expect(FileManager.default.fileExists(atPath: path) == (bytes > 0))
                if bytes > 0 {
                    var status = stat()
                    #expect(lstat(path, &status) == 0 && status.st_size == bytes)
                    #expect(Int(status.st_blocks) * 512 >= bytes, "really allocated")
                }
                filler.writer.close()
            }
        }
    }

    /// A file stands where the day's directory has to be.
    @Test func anErrorThatIsNoFullDiskLeavesTheReserveAlone() throws {
        try SmallDisk.with { disk in
            let filler = try Filler(disk + "/archive")
            try Data().write(to: URL(fileURLWithPath: disk + "/archive/dt=2026-05-28"))
            filler.write()
            while filler.writer.statistics.errors == 0 { usleep(1000) }
            #expect(!filler.writer.statistics.isReserveUsed)
            try FileManager.default.removeItem(atPath: disk + "/archive/dt=2026-05-28")
            #expect(filler.writer.flush())
            filler.writer.close()
        }
    }
}

@Suite struct ArchiveErrorTests {
    @Test func anErrorKnowsTheSystemsNumberAndReadsAsBefore() throws {
        try withTemporaryDirectory { directory in
            let expected = ArchiveError(action: "open", path: directory, problem: "Is a directory")
            do throws(ArchiveError) {
                _ = try Directory.contents(directory + "/none")
                try Directory.synchronize(directory + "/none")
            } catch {
                #expect(error.code == ENOENT && !error.isDiskFull)
                #expect(error.description == "cannot open the directory \(directory)/none: No such file or directory")
                #expect(error == ArchiveError(action: error.action, path: error.path, problem: error.problem))
                #expect(error != expected)
            }
            var full = expected
            for (code, isFull) in [(nil, false), (ENOSPC, true), (EDQUOT, true), (EIO, false)] as [(Int32?, Bool)] {
                full.code = code
                #expect(full.isDiskFull == isFull)
            }
        }
    }
}

/// A file system of 4 MiB in memory.
enum SmallDisk {
    /// Whether this process may mount.
    static let canMount: Bool = (try? with { _ in true }) ?? false

    static func with<Result>(_ body: (String) throws -> Result) throws -> Result {
        try withTemporaryDirectory { directory in
            try run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", directory])
            defer { _ = try? run(["umount", "-l", directory]) }
            return try body(directory)
        }
    }
}
