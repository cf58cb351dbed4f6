import Archive
import Bytes
import Foundation
import Glibc
import Support
import Testing

@Suite struct ArchiveTests {
    /// Writes blocks of a few events each and closes the archive.
    @discardableResult
    private func write(
        _ range: ClosedRange<Int>, eventsPerBlock: Int = 3, host: String = "gw", day: UInt64 = 0,
        _ options: ArchiveWriter.Options
    ) throws -> ArchiveWriter.Statistics {
        let writer = try ArchiveWriter(options) { Issue.record("\($0)") }
        var block = Block(host: host, firstSeq: UInt64(range.lowerBound))
        for seq in range {
            let time = (1_780_000_000 + day * 86_400) * 1_000_000 + UInt64(seq)
            block.content += Array("{\"seq\":\(seq),\"message\":\"event number \(seq)\"}\n".utf8)
            block.noteEvent(at: time)
            block.position = Array("after \(seq)".utf8)
            if Int(block.events) == eventsPerBlock || seq == range.upperBound {
                writer.write(block)
                block = Block(host: host, firstSeq: UInt64(seq + 1))
            }
        }
        #expect(writer.flush())
        let statistics = writer.statistics
        writer.close()
        return statistics
    }

    private func segments(_ directory: String) throws -> [String] {
        let files = try FileManager.default.subpathsOfDirectory(atPath: directory)
        return files.filter { $0.hasSuffix(".jsonl.gz") }.sorted {
            ($0 as NSString).lastPathComponent < ($1 as NSString).lastPathComponent
        }.map { directory + "/" + $0 }
    }

    private func sequence(_ directory: String) throws -> [Int] {
        try segments(directory).flatMap { try seqs(gunzip($0)) }
    }

    private func seqs(_ text: String) throws -> [Int] {
        try text.split(separator: "\n").map { line in
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            return try #require(object?["seq"] as? Int)
        }
    }

    @Test func anArchiveIsPlainGzipAndItsOwnIndex() throws {
        try withTemporaryDirectory { directory in
            let statistics = try write(1...10, .init(directory: directory))
            #expect(statistics.events == 10)
            #expect(statistics.blocks == 4)
            let files = try segments(directory)
            #expect(files.count == 1)
            #expect(files[0].hasSuffix("/dt=2026-05-28/host=gw/charon-0000000000000001.jsonl.gz"))
            #expect(try sequence(directory) == Array(1...10))

            let walk = try Segment(path: files[0]).walk()
            #expect(walk.blocks.map(\.header.firstSeq) == [1, 4, 7, 10])
            #expect(walk.blocks.map(\.header.lastSeq) == [3, 6, 9, 10])
            #expect(walk.blocks.map(\.header.events) == [3, 3, 3, 1])
            #expect(String(decoding: walk.blocks[3].header.position, as: UTF8.self) == "after 10")
            var previous = [UInt8](repeating: 0, count: 32)
            for block in walk.blocks {
                #expect(block.header.previousHash == previous)
                #expect(try Segment(path: files[0]).content(of: block) != nil)
                previous = try Segment(path: files[0]).hash(of: block)
            }
        }
    }

    @Test func aRestartGoesOnInTheSameSegmentAndChain() throws {
        try withTemporaryDirectory { directory in
            try write(1...5, .init(directory: directory))
            try write(6...9, .init(directory: directory))
            let files = try segments(directory)
            #expect(files.count == 1)
            #expect(try sequence(directory) == Array(1...9))
            let blocks = try Segment(path: files[0]).walk().blocks
            for (before, after) in zip(blocks, blocks.dropFirst()) {
                #expect(try after.header.previousHash == Segment(path: files[0]).hash(of: before))
            }
        }
    }

    @Test func segmentsAreSealedBySizeAndByDayAndTheChainRunsOn() throws {
        try withTemporaryDirectory { directory in
            var options = ArchiveWriter.Options(directory: directory)
            options.segmentBytes = 65_536
            options.compressionLevel = 1
            var chance = SeededGenerator(seed: 3)
            let writer = try ArchiveWriter(options) { Issue.record("\($0)") }
            for seq in 1...60 {
                var block = Block(host: "gw", firstSeq: UInt64(seq))
                let noise = (0..<4000).map { _ in "\(Int.random(in: 0...9999, using: &chance))" }.joined()
                block.content = Array("{\"seq\":\(seq),\"message\":\"\(noise)\"}\n".utf8)
                block.noteEvent(at: (1_780_000_000 + UInt64(seq / 30) * 86_400) * 1_000_000)
                writer.write(block)
            }
            #expect(writer.flush())
            writer.close()
            let files = try segments(directory)
            #expect(files.count > 3)
            #expect(files.contains { $0.contains("dt=2026-05-28") })
            #expect(files.contains { $0.contains("dt=2026-05-29") })
            #expect(try sequence(directory) == Array(1...60))
            var previous = [UInt8](repeating: 0, count: 32)
            for (index, file) in files.enumerated() {
                let blocks = try Segment(path: file).walk().blocks
                #expect(blocks.last?.header.isSeal == (index < files.count - 1))
                for block in blocks {
                    #expect(block.header.previousHash == previous)
                    previous = try Segment(path: file).hash(of: block)
                }
            }
        }
    }

    /// A segment of which nothing is whole would be no gzip to anybody.
    @Test func aSegmentWithoutAWholeBlockIsRemoved() throws {
        try withTemporaryDirectory { directory in
            try write(1...3, .init(directory: directory))
            let first = try segments(directory)
            try write(4...6, day: 1, .init(directory: directory))
            let second = try #require(segments(directory).last)
            for size in [0, 20] {
                try Data(contentsOf: URL(fileURLWithPath: second)).prefix(size).write(to: URL(fileURLWithPath: second))
                let writer = try ArchiveWriter(.init(directory: directory)) { Issue.record("\($0)") }
                writer.close()
                #expect(try segments(directory) == first)
                try write(4...6, day: 1, .init(directory: directory))
                #expect(try segments(directory).count == 2)
                #expect(try sequence(directory) == Array(1...6))
            }
        }
    }

    /// The archive cut at every byte: what is whole stays, what is torn goes, and writing goes on.
    @Test func aTailTornAtAnyByteIsCutToTheLastWholeBlock() throws {
        try withTemporaryDirectory { directory in
            let whole = directory + "/whole"
            try write(1...9, .init(directory: whole))
            let file = try segments(whole)[0]
            let bytes = try Data(contentsOf: URL(fileURLWithPath: file))
            let ends = try Segment(path: file).walk().blocks.map { $0.offset + Int($0.header.length) }
            for cut in 0..<bytes.count { try checkCut(at: cut, bytes, file, ends, whole: whole) }
        }
    }

    private func checkCut(at cut: Int, _ bytes: Data, _ file: String, _ ends: [Int], whole: String) throws {
        let copy = whole + "-cut-\(cut)"
        let target = copy + file.dropFirst(whole.count)
        try FileManager.default.createDirectory(
            atPath: (target as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try bytes.prefix(cut).write(to: URL(fileURLWithPath: target))
        let kept = ends.filter { $0 <= cut }.count
        var options = ArchiveWriter.Options(directory: copy)
        options.durability = .never
        let writer = try ArchiveWriter(options) { Issue.record("\($0)") }
        let tail = writer.tails["gw"]
        writer.close()
        #expect((tail?.nextSeq ?? 1) == UInt64(kept * 3 + 1), "cut at \(cut)")
        #expect((tail?.remarks.isEmpty ?? true) == (ends.contains(cut) || cut == 0), "cut at \(cut)")
        if cut % 97 == 0 || ends.contains(cut), kept < 3 {
            try write((kept * 3 + 1)...12, options)
            #expect(try sequence(copy) == Array(1...12), "cut at \(cut)")
        }
        try FileManager.default.removeItem(atPath: copy)
    }

    /// Data that never reached the disk though the header did: zeros, as some file systems leave them.
    @Test func aBlockWithoutItsDataIsCut() throws {
        try withTemporaryDirectory { directory in
            try write(1...9, .init(directory: directory))
            let file = try segments(directory)[0]
            var bytes = try Data(contentsOf: URL(fileURLWithPath: file))
            for index in (bytes.count - 40)..<bytes.count { bytes[index] = 0 }
            try bytes.write(to: URL(fileURLWithPath: file))
            try write(7...9, .init(directory: directory))
            #expect(try sequence(directory) == Array(1...9))
        }
    }

    /// Damage in the middle is no torn tail: nothing behind it may be thrown away.
    @Test func damageInTheMiddleIsReportedAndWhatFollowsIsKept() throws {
        try withTemporaryDirectory { directory in
            try write(1...9, .init(directory: directory))
            let file = try segments(directory)[0]
            var bytes = try Data(contentsOf: URL(fileURLWithPath: file))
            let second = try Segment(path: file).walk().blocks[1].offset
            bytes[second + 1] ^= 0xFF
            try bytes.write(to: URL(fileURLWithPath: file))
            let writer = try ArchiveWriter(.init(directory: directory)) { Issue.record("\($0)") }
            #expect(writer.tails["gw"]?.nextSeq == 10)
            #expect(writer.tails["gw"]?.remarks == ["\(file) is damaged at byte \(second); what follows it is kept"])
            writer.close()
            #expect(try Data(contentsOf: URL(fileURLWithPath: file)) == bytes)
        }
    }

    /// Content, header and chain together: no bit can be turned without one of them saying so.
    @Test func everyFlippedBitOfABlockIsNoticed() throws {
        try withTemporaryDirectory { directory in
            try write(1...6, .init(directory: directory))
            let file = try segments(directory)[0]
            let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: file)))
            let blocks = try Segment(path: file).walk().blocks
            let length = blocks[1].offset
            let changedFile = directory + "/changed.jsonl.gz"
            for index in 0..<length {
                var changed = bytes
                changed[index] ^= 1 << UInt8(index % 8)
                try Data(changed).write(to: URL(fileURLWithPath: changedFile))
                let segment = Segment(path: changedFile)
                let walk = try segment.walk()
                guard walk.blocks.count == 2, walk.damage.isEmpty else { continue }
                let isRight =
                    try segment.content(of: walk.blocks[0]) != nil
                    && segment.hash(of: walk.blocks[0]) == walk.blocks[1].header.previousHash
                #expect(!isRight, "byte \(index)")
            }
        }
    }

    @Test func aSecondWriterIsRefusedByTheFirstsName() throws {
        try withTemporaryDirectory { directory in
            let writer = try ArchiveWriter(.init(directory: directory)) { _ in }
            do {
                _ = try ArchiveWriter(.init(directory: directory)) { _ in }
                Issue.record("two writers on one archive")
            } catch {
                #expect("\(error)".contains("process \(getpid()) "))
            }
            writer.close()
        }
    }

    @Test func writingGoesOnWhenTheDirectoryCanBeWrittenAgain() throws {
        try withTemporaryDirectory { directory in
            let problems = Problems()
            let writer = try ArchiveWriter(.init(directory: directory)) { problems.add($0) }
            // A file stands where the day's directory has to be.
            let day = directory + "/dt=2026-05-28"
            try Data().write(to: URL(fileURLWithPath: day))
            var block = Block(host: "gw", firstSeq: 1)
            block.content = Array("{\"seq\":1}\n".utf8)
            block.noteEvent(at: 1_780_000_000_000_000)
            writer.write(block)
            while writer.statistics.errors == 0 { usleep(10_000) }
            #expect(writer.statistics.problem?.contains("dt=2026-05-28") == true)
            try FileManager.default.removeItem(atPath: day)
            #expect(writer.flush())
            #expect(writer.statistics.problem == nil)
            writer.close()
            #expect(try sequence(directory) == [1])
            #expect(problems.all.count == 2)
        }
    }

    @Test func aSegmentIsCountedOnceHoweverOftenItIsTried() throws {
        try withTemporaryDirectory { directory in
            let writer = try ArchiveWriter(.init(directory: directory)) { _ in }
            let path = directory + "/dt=2026-05-28/host=gw/charon-0000000000000001.jsonl.gz"
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
            var block = Block(host: "gw", firstSeq: 1)
            block.content = Array("{\"seq\":1}\n".utf8)
            block.noteEvent(at: 1_780_000_000_000_000)
            writer.write(block)
            while writer.statistics.errors == 0 { usleep(10_000) }
            try FileManager.default.removeItem(atPath: path)
            #expect(writer.flush())
            #expect(writer.statistics.segments == 1)
            writer.close()
        }
    }

    private final class Problems: @unchecked Sendable {
        private let lock = NSLock()
        private var texts: [String] = []
        func add(_ text: String) { lock.withLock { texts.append(text) } }
        var all: [String] { lock.withLock { texts } }
    }

    @Test(arguments: [
        (0, "1970-01-01"), (951_782_400, "2000-02-29"), (4_107_542_399, "2100-02-28"), (1_780_000_000, "2026-05-28"),
    ]) func daysAreThoseOfTheCalendar(_ second: UInt64, _ day: String) {
        #expect(Day(microseconds: second * 1_000_000).description == day)
    }

    @Test(arguments: ["gw", "gw.example.org", "a/b", "..", "", "å", "a=b"]) func hostsAreSafeInAPath(_ host: String) {
        let name = ArchiveWriter.directoryName(host: host)
        #expect(!name.isEmpty && !name.contains("/") && name != ".." && !name.contains("="))
    }
}
