import Archive
import Audit
import Bytes
import Foundation
import Testing

struct FollowTests {
    private static let start: UInt64 = 1_780_000_000_000_000

    @Test func `what is added is found, across segments, days and machines, once and in order`() throws {
        try withArchive { directory in
            let archive = try TestArchive(directory, segmentBytes: 600)
            var seq: UInt64 = 1
            func add(_ machine: String = "gw", at time: UInt64) {
                var line = TestLine(time: time, host: machine, seq: machine == "gw" ? seq : 1)
                line.set("connection", "aws-\(seq % 2)")
                archive.write([line], machine: machine)
                if machine == "gw" { seq += 1 }
            }
            for step in 0..<5 as Range<UInt64> { add(at: Self.start + step) }
            var query = Query()
            query.connections = ["aws-1"]
            var found: [String] = []
            var polls = 0
            try ArchiveSearch(directory, query) { Issue.record("\($0)") }.follow(
                pause: { milliseconds in
                    #expect(milliseconds == 250)
                    polls += 1
                    switch polls {
                    case 1...10: add(at: Self.start + UInt64(polls) * 1000)
                    case 11...14: add(at: Self.start + 86_400_000_000 * UInt64(polls))
                    case 15: add("second", at: Self.start + 86_400_000_000 * 15)
                    case 16: add("late", at: Self.start)
                    case 45: return false
                    default: break
                    }
                    return true
                },
                { bytes, line in
                    found.append(String(decoding: bytes[line.lower..<line.upper], as: UTF8.self))
                    return true
                })
            archive.writer.close()
            let expected = try allLines(directory).flatMap { $0.value }.map { String(decoding: $0, as: UTF8.self) }
                .filter { $0.contains("\"connection\":\"aws-1\"") }
            #expect(found.count == expected.count)
            #expect(Set(found) == Set(expected))
            let own = found.filter { $0.contains("\"host\":\"gw\"") }
            #expect(own == own.sorted())
        }
    }

    @Test func `the last events come first, then what follows`() throws {
        try withArchive { directory in
            let archive = try TestArchive(directory)
            for seq in 1...9 as ClosedRange<UInt64> { archive.write([TestLine(time: Self.start + seq, seq: seq)]) }
            var query = Query()
            query.last = 2
            var polls = 0
            var count = 0
            try ArchiveSearch(directory, query) { Issue.record("\($0)") }.follow(
                pause: { _ in
                    polls += 1
                    if polls == 1 { archive.write([TestLine(time: Self.start + 10, seq: 10)]) }
                    return polls < 3
                },
                { _, _ in
                    count += 1
                    return true
                })
            #expect(count == 3)
            // Also with a seal at the end, and when something comes while the last ones are read.
            archive.writer.sealDue(now: Self.start * 2)
            archive.writer.flush()
            var seqs: [String] = []
            polls = 0
            query.last = 4
            try ArchiveSearch(directory, query) { Issue.record("\($0)") }.follow(
                pause: { _ in
                    polls += 1
                    return polls < 3
                },
                { bytes, line in
                    let next = UInt64(seqs.count) + 11
                    if seqs.count < 3 { archive.write([TestLine(time: Self.start + next, seq: next)]) }
                    let text = String(decoding: bytes[line.lower..<line.upper], as: UTF8.self)
                    seqs.append(text.split(separator: ",")[2].description)
                    return true
                })
            archive.writer.close()
            #expect(seqs == (7...13).map { "\"seq\":\($0)" })
        }
    }

    @Test func `a block that is half written, and then another one, is read when it is whole`() throws {
        try withArchive { directory in
            let archive = try TestArchive(directory)
            var long = TestLine(time: Self.start, seq: 1)
            long.set("message", (0..<300).map { String($0 * 7919, radix: 36) }.joined())
            archive.write([long])
            let path = try #require(try ArchiveContents.segments(directory)["gw"]?.first?.path)
            let first = try Data(contentsOf: URL(fileURLWithPath: path))
            var polls = 0
            var count = 0
            var problems: [SearchProblem] = []
            try ArchiveSearch(directory, Query()) { problems.append($0) }.follow(
                pause: { _ in
                    polls += 1
                    if polls == 1 { try? (first + first.prefix(300)).write(to: URL(fileURLWithPath: path)) }
                    if polls == 3 {
                        // What the writer does that could not write all of it, and then something else.
                        try? first.write(to: URL(fileURLWithPath: path))
                        let handle = FileHandle(forWritingAtPath: path)
                        _ = try? handle?.seekToEnd()
                        handle?.write(self.member(seq: 2))
                    }
                    return polls < 5
                },
                { _, _ in
                    count += 1
                    return true
                })
            archive.writer.close()
            #expect(count == 2)
            #expect(problems.map(\.kind) == [.unfinished])
        }
    }

    /// A block of one event, taken from an archive of its own.
    private func member(seq: UInt64) -> Data {
        let data = try? withArchive { directory in
            let archive = try TestArchive(directory)
            archive.write([TestLine(time: Self.start + seq, seq: seq)])
            let path = try ArchiveContents.segments(directory)["gw"]?.first?.path ?? ""
            let data = try Data(contentsOf: URL(fileURLWithPath: path))
            archive.writer.close()
            return data
        }
        return data ?? Data()
    }
}
