import Archive
import Audit
import Bytes
import Foundation
import Testing

struct DamageTests {
    private static let start: UInt64 = 1_780_000_000_000_000

    /// An archive of several segments, and its lines.
    private func build(_ directory: String, _ chance: inout Chance, isOpen: Bool) throws -> [[UInt8]] {
        let archive = try TestArchive(directory, segmentBytes: 1500)
        var lines: [[UInt8]] = []
        var seq: UInt64 = 1
        for block in 0..<12 {
            var content: [TestLine] = []
            for _ in 0..<(1 + chance.below(20)) {
                var line = TestLine(time: Self.start + seq * 1000 + UInt64(block), seq: seq)
                line.set("message", String(chance.next(), radix: 16))
                content.append(line)
                seq += 1
            }
            archive.write(content)
            lines += content.map(\.bytes)
        }
        if !isOpen { archive.writer.sealDue(now: Self.start * 2) }
        archive.writer.flush()
        archive.writer.close()
        return lines
    }

    private func paths(_ directory: String) throws -> [String] {
        try ArchiveContents.segments(directory)["gw"]?.map(\.path) ?? []
    }

    @Test(arguments: 0..<80) func `damage takes no more than is reported, and never silently`(seed: Int) throws {
        var chance = Chance(UInt64(seed))
        try withArchive { directory in
            let lines = try build(directory, &chance, isOpen: false)
            let path = chance.pick(try paths(directory))
            var data = try Data(contentsOf: URL(fileURLWithPath: path))
            let before = data
            switch chance.below(4) {
            case 0: data[chance.below(data.count)] ^= UInt8(1 + chance.below(255))
            case 1: data.removeSubrange(chance.below(data.count)...)
            case 2:
                let first = chance.below(data.count)
                data.removeSubrange(first..<min(data.count, first + 1 + chance.below(300)))
            default: for _ in 0..<20 { data[chance.below(data.count)] = UInt8(truncatingIfNeeded: chance.next()) }
            }
            try data.write(to: URL(fileURLWithPath: path))
            var problems: [SearchProblem] = []
            let found = try search(directory, Query(), batchBytes: chance.pick([1, 1 << 18])) { problems.append($0) }
            // Each that is found was written, in order.
            var rest = lines[...]
            for line in found.lines {
                let index = try #require(rest.firstIndex(of: line))
                rest = rest[(index + 1)...]
            }
            // The end of the last segment may be cut off unnoticed when its seal goes with it, as if it had not been written.
            let isLastCut = try path == paths(directory).last && before.starts(with: data)
            if found.lines.count < lines.count, !isLastCut {
                // At the very end it may look like what a crash leaves.
                let isLast = try path == paths(directory).last
                #expect(
                    problems.contains { $0.isDamage || isLast }, "\(found.lines.count) of \(lines.count), \(problems)")
            }
            var query = Query()
            query.last = lines.count
            _ = try search(directory, query)
        }
    }

    @Test func `a torn tail of the open segment is no damage`() throws {
        var chance = Chance(1)
        try withArchive { directory in
            let lines = try build(directory, &chance, isOpen: true)
            let path = try #require(try paths(directory).last)
            let whole = try Data(contentsOf: URL(fileURLWithPath: path))
            for cut in [1, 10, 100] {
                try (whole + whole.prefix(cut)).write(to: URL(fileURLWithPath: path))
                var problems: [SearchProblem] = []
                let found = try search(directory, Query()) { problems.append($0) }
                #expect(found.lines == lines)
                #expect(problems.map(\.kind) == [.unfinished])
                #expect(problems.allSatisfy { !$0.isDamage })
            }
            // Whole by its length, and not by its content: a power cut.
            var broken = whole
            broken[broken.count - 20] ^= 1
            try broken.write(to: URL(fileURLWithPath: path))
            var problems: [SearchProblem] = []
            let found = try search(directory, Query()) { problems.append($0) }
            #expect(problems.map(\.kind) == [.unfinished])
            #expect(found.lines.count < lines.count)
            // The same in the middle of the archive is damage.
            let first = try #require(try paths(directory).first)
            var data = try Data(contentsOf: URL(fileURLWithPath: first))
            data.append(contentsOf: [1, 2, 3])
            try data.write(to: URL(fileURLWithPath: first))
            problems = []
            _ = try search(directory, Query()) { problems.append($0) }
            #expect(problems.contains { $0.kind == .damagedBytes(3) })
        }
    }

    @Test func `a segment that is gone is missed`() throws {
        var chance = Chance(2)
        try withArchive { directory in
            _ = try build(directory, &chance, isOpen: false)
            let all = try paths(directory)
            try #require(all.count > 2)
            try FileManager.default.removeItem(atPath: all[1])
            var problems: [SearchProblem] = []
            _ = try search(directory, Query()) { problems.append($0) }
            #expect(problems.map(\.kind) == [.missingEvents])
            var query = Query()
            query.last = 1000
            problems = []
            _ = try search(directory, query) { problems.append($0) }
            #expect(problems.map(\.kind) == [.missingEvents])
        }
    }

    @Test func `files of nothing but noise end no search`() throws {
        var chance = Chance(3)
        try withArchive { directory in
            let lines = try build(directory, &chance, isOpen: false)
            let path = directory + "/dt=2026-05-28/host=gw/charon-0000000000900000.jsonl.gz"
            for count in [0, 1, 100, 5000] {
                let noise = Data((0..<count).map { _ in UInt8(truncatingIfNeeded: chance.next()) })
                try noise.write(to: URL(fileURLWithPath: path))
                #expect(try search(directory, Query()).lines == lines)
            }
        }
    }
}
