import Bytes
import Foundation
import Glibc
import Journal
import Support
import Testing
import Threads

@Suite struct TextReaderTests {
    // MARK: Batches

    @Test func linesComeInOrderInBatches() throws {
        try withTemporaryDirectory { directory in
            let log = TextLog(in: directory)
            try log.append(0..<10_000)
            let session = try readText(log.path)
            #expect(session.messages == numbers(0..<10_000))
            #expect(session.batches.allSatisfy { $0.entries.count <= 4096 && $0.source == 3 && $0.position != nil })
            #expect(session.batches.map(\.isAtEnd) == [false, false, true])
            #expect(session.notices.isEmpty)
            let allowed = Set("abcdefghijklmnopqrstuvwxyz0123456789=;")
            #expect(session.batches.allSatisfy { $0.position?.allSatisfy(allowed.contains) ?? false })
        }
    }

    @Test func anEmptyLogHasOneBatchThatSaysSo() throws {
        try withTemporaryDirectory { directory in
            let log = TextLog(in: directory)
            try log.append("")
            let session = try readText(log.path)
            #expect(session.batches.map(\.isAtEnd) == [true])
            #expect(session.batches[0].entries.isEmpty && session.position == nil)
        }
    }

    @Test func theLastLineNeedsNoNewlineAtTheEnd() throws {
        try withTemporaryDirectory { directory in
            let log = TextLog(in: directory)
            try log.append(String(TextLog.lines(0..<3).dropLast()))
            #expect(try readText(log.path).messages == numbers(0..<3))
        }
    }

    @Test func thePositionPassesUnwantedText() throws {
        try withTemporaryDirectory { directory in
            let log = TextLog(in: directory)
            try log.append(0..<1)
            try log.append(String(repeating: "Nov 21 10:00:00 gw sshd[1]: nothing to see here\n", count: 100_000))
            let session = try readText(log.path)
            #expect(session.messages == ["0"])
            #expect(session.batches.count > 3)
            #expect(Set(session.batches.map(\.position)).count == session.batches.count)
            try log.append(1..<2)
            #expect(try readText(log.path, marks: [session.position!]).messages == ["1"])
        }
    }

    @Test func bytesThatAreNotTextPassUnchanged() throws {
        try withTemporaryDirectory { directory in
            let log = TextLog(in: directory)
            let bytes: [UInt8] = Array("Nov 21 10:00:00 gw charon: 05[IKE] ".utf8) + [0xFF, 0xFE, 0x80, 0xC3, 0x0A]
            try log.append(bytes)
            let session = try readText(log.path)
            let entry = try #require(session.batches.first?.entries.first)
            let range = entry[.message]
            #expect(session.batches[0].bytes[range.lower..<range.upper].suffix(4) == [0xFF, 0xFE, 0x80, 0xC3])
        }
    }

    // MARK: Marks

    @Test func batchesEndAtMarksAndReadingBeginsAtTheOldest() throws {
        try withTemporaryDirectory { directory in
            let log = TextLog(in: directory)
            var marks: [String] = []
            for start in stride(from: 0, to: 40, by: 10) {
                try log.append(start..<start + 10)
                marks.append(try #require(try readText(log.path).position))
            }
            let session = try readText(log.path, marks: [marks[2], marks[1], marks[0]])
            #expect(session.messages == numbers(10..<40))
            #expect(session.notices == [.reached(mark: marks[0])])
            #expect(session.batches.map(\.reachedMark) == [marks[1], marks[2], nil])
            #expect(session.batches.map(\.entries.count) == [10, 10, 10])
            #expect(session.batches.map(\.position) == [marks[1], marks[2], marks[3]])
        }
    }

    @Test func marksAtOnePlaceAreAllSaid() throws {
        try withTemporaryDirectory { directory in
            let log = TextLog(in: directory)
            try log.append(0..<10)
            let first = try #require(try readText(log.path).position)
            try log.append(10..<20)
            let second = try #require(try readText(log.path).position)
            func other(_ mark: String) -> String { "i=1;" + mark.drop { $0 != ";" }.dropFirst() }
            try log.append(20..<30)
            let session = try readText(log.path, marks: [first, second, other(first), other(second)])
            #expect(session.messages == numbers(10..<30))
            #expect(session.batches.map(\.reachedMark) == [second, nil])
            #expect(session.batches[0].notices == [.reached(mark: first), .reached(mark: other(first))])
            #expect(session.batches[1].notices == [.reached(mark: other(second))])
        }
    }

    @Test(arguments: ["", "x", "i=1;o=0;n=0;h=0;l=0;t=0", "i=1;o=-5;n=4;h=0;l=1;t=0", "i=1;o=9;n=9;h=g;l=1;t=0"])
    func aMarkThatIsNoneIsGone(_ mark: String) throws {
        try withTemporaryDirectory { directory in
            let log = TextLog(in: directory)
            try log.append(0..<10)
            let session = try readText(log.path, marks: [mark])
            #expect(session.messages == numbers(0..<10))
            #expect(session.notices == [.positionLost, .reached(mark: mark)])
        }
    }

    @Test func aLostMarkBeginsAtTheHeadAndTheOthersAreReached() throws {
        try withTemporaryDirectory { directory in
            let log = TextLog(in: directory)
            try log.append(0..<10)
            let lost = try #require(try readText(log.path).position)
            try FileManager.default.removeItem(atPath: log.path)
            try log.append(10..<20)
            let mark = try #require(try readText(log.path).position)
            try log.append(20..<30)
            let session = try readText(log.path, marks: [lost, mark])
            #expect(session.messages == numbers(10..<30))
            #expect(session.notices == [.positionLost, .reached(mark: lost)])
            #expect(session.batches.map(\.reachedMark) == [mark, nil])
        }
    }

    // MARK: Damage

    @Test func aLineWithoutEndIsCut() throws {
        try withTemporaryDirectory { directory in
            let log = TextLog(in: directory)
            try log.append(0..<2)
            try log.append(TextLog.line(String(repeating: "x", count: 5_000_000)))
            try log.append(2..<4)
            try log.append(TextLog.line(String(repeating: "y", count: 1_100_000)))
            try log.append(4..<5)
            let session = try readText(log.path)
            #expect(session.messages.map(\.count).sorted().suffix(2).allSatisfy { $0 > 1_048_000 && $0 <= 1 << 20 })
            #expect(session.messages.filter { $0.count < 10 } == numbers(0..<5))
            var cut: UInt64 = 0
            for case .damagedEntries(let count, _) in session.notices { cut += count }
            #expect(cut == 2)
            try log.append(5..<6)
            #expect(try readText(log.path, marks: [session.position!]).messages == ["5"])
        }
    }

    @Test(arguments: [1, 100, 300_000, 3_000_000])
    func holesAreSkippedAndSaid(_ size: Int) throws {
        try withTemporaryDirectory { directory in
            let log = TextLog(in: directory)
            try log.append(0..<2)
            try log.append("Nov 21 10:00:00 gw charon: 05[IKE] torn")
            try log.append([UInt8](repeating: 0, count: size))
            try log.append(2..<4)
            let session = try readText(log.path)
            #expect(session.messages == ["0", "1", "torn", "2", "3"])
            guard case .damagedEntries(_, let problem) = try #require(session.notices.first) else { fatalError() }
            #expect(problem.contains("zero bytes"))
            try log.append([UInt8](repeating: 0, count: size))
            try log.append(4..<6)
            #expect(try readText(log.path, marks: [session.position!]).messages == numbers(4..<6))
        }
    }

    @Test func alternatingZerosMakeFewNotices() throws {
        try withTemporaryDirectory { directory in
            let log = TextLog(in: directory)
            try log.append(Array(repeating: [0, 0x61], count: 300_000).flatMap { $0 } + [0x0A])
            try log.append(0..<2)
            let session = try readText(log.path)
            #expect(session.messages == numbers(0..<2))
            #expect(session.notices.count < 5)
        }
    }

    // MARK: gzip

    @Test func gzipIsReadWithAllItsMembers() throws {
        try withTemporaryDirectory { directory in
            let log = TextLog(in: directory)
            try log.append(0..<30_000)
            try log.append(30_000..<30_005, to: ".b")
            try log.compress("")
            try log.compress(".b")
            try log.append(Array(Data(contentsOf: URL(fileURLWithPath: log.path + ".b.gz"))), to: ".gz")
            let session = try readText(log.path + ".gz")
            #expect(session.messages == numbers(0..<30_005))
            #expect(session.notices.isEmpty)
            let mark = try #require(session.batches[2].position)
            #expect(try readText(log.path + ".gz", marks: [mark]).messages == numbers(12_288..<30_005))
            // What is compressed does not grow.
            let following = try TextSession(log.path + ".gz", follows: true)
            try following.receiveAll()
            #expect(following.messages.count == 30_005)
        }
    }

    @Test func damagedGzipIsReadAsFarAsItGoes() throws {
        try withTemporaryDirectory { directory in
            let log = TextLog(in: directory)
            try log.append(0..<30_000)
            try log.compress("")
            let whole = try Data(contentsOf: URL(fileURLWithPath: log.path + ".gz"))
            for (name, content) in [
                ("truncated", whole.prefix(whole.count / 2)), ("checksum", whole.dropLast(8) + Data(count: 8)),
                ("tail", whole + Data("rest".utf8)), ("none", Data("no gzip".utf8)), ("empty", Data()),
            ] {
                let path = directory + "/\(name).gz"
                try content.write(to: URL(fileURLWithPath: path))
                let session = try readText(path)
                guard case .damagedFile(let named, _, _)? = session.notices.last else {
                    Issue.record("\(name): \(session.notices)")
                    continue
                }
                #expect(named == path)
                #expect(session.notices.count == 1)
                switch name {
                case "truncated": #expect((5000..<29_000).contains(session.messages.count))
                case "checksum", "tail": #expect(session.messages.count == 30_000)
                default: #expect(session.messages.isEmpty)
                }
                #expect(session.batches.dropLast().allSatisfy { $0.notices.isEmpty })
            }
        }
    }

    // MARK: Memory

    @Test func memoryStaysBounded() throws {
        try withTemporaryDirectory { directory in
            let log = TextLog(in: directory)
            let piece = TextLog.lines(100_000..<120_000)
            for _ in 0..<30 { try log.append(piece) }
            let channel = Channel<EntryBatch>(capacity: 4)
            let reader = try TextReader(
                .init(path: log.path, marks: [], follows: false, identifiers: ["charon"], hostName: "gw"), source: 0,
                into: channel)
            let thread = try WorkerThread(name: "text") {
                reader.run()
                channel.close()
            }
            var count = 0
            var largest = 0
            while case .element(let batch) = channel.receive() {
                count += batch.entries.count
                largest = max(largest, batch.bytes.capacity)
                reader.recycle(batch)
            }
            thread.join()
            #expect(count == 600_000)
            #expect(largest <= 4 * 1024 * 1024)
        }
    }
}
