import Archive
import Foundation
import Glibc
import Support
import Testing

@Suite struct RetentionTests {
    /// Days kept, now, and which of the days 0 to 5 are left.
    @Test(
        arguments: [
            (0, midnight(2) - 1, 0..<6), (0, midnight(2), 1..<6), (0, midnight(4), 3..<6), (1, midnight(4), 2..<6),
            (3, midnight(7), 3..<6), (3, midnight(8) - 1, 3..<6), (3, midnight(10), 6..<6),
            (.max, midnight(5000), 0..<6),
        ] as [(Int, UInt64, Range<Int>)])
    func aDayGoesWhenItIsOldEnough(_ days: Int, _ now: UInt64, _ left: Range<Int>) throws {
        try withTemporaryDirectory { directory in
            let archive = try ArchiveFixture(directory)
            archive.write(days: 0..<6)
            archive.seal()
            let before = try archive.segments()
            let plan = try archive.writer.plan(Retention(days: days), now: now)
            #expect(plan.shortfalls.isEmpty)
            #expect(plan.deletions.flatMap(\.segments) == Array(before.prefix(left.lowerBound)))
            #expect(plan.deletions.allSatisfy { $0.rule == .age && $0.host == "gw" })
            #expect(plan.deletions.count <= 1)
        }
    }

    @Test func aDeletionSaysWhatItIs() throws {
        try withTemporaryDirectory { directory in
            let archive = try ArchiveFixture(directory)
            archive.write(days: 0..<4)
            let before = try archive.segments()
            let bytes = try before.prefix(2).reduce(0) { try $0 + fileSize($1) }
            let seal = try #require(try Segment(path: before[1]).walk().blocks.last)
            let plan = try archive.writer.plan(Retention(days: 2), now: midnight(5))
            let expected = Deletion(
                host: "gw", rule: .age, segments: Array(before.prefix(2)), firstSeq: 1, lastSeq: 4,
                firstTime: midnight(0) + oneDay / 2, lastTime: midnight(1) + oneDay / 2, events: 4, bytes: bytes,
                lastHash: try Segment(path: before[1]).hash(of: seal))
            #expect(plan == RetentionPlan(deletions: [expected]))
            #expect(try archive.segments() == before, "a plan changes nothing")
            #expect(Retention.Rule.diskFull.rawValue == "disk_full")
        }
    }

    @Test func theOldestDaysOfAllMachinesGoUntilTheRestFits() throws {
        try withTemporaryDirectory { directory in
            let archive = try ArchiveFixture(directory)
            archive.write("a", days: 0..<4, bytes: 500)
            archive.write("b", days: 2..<6, bytes: 500)
            archive.seal()
            let total = archive.writer.sizeBytes
            // Eight segments of about the same size.
            for (sixteenths, a, b) in [(16, 0, 0), (15, 1, 0), (11, 3, 0), (9, 3, 1)] {
                let limit = total * sixteenths / 16
                let plan = try archive.writer.plan(Retention(bytes: limit), now: midnight(7))
                let numbers = Dictionary(uniqueKeysWithValues: plan.deletions.map { ($0.host, $0.segments.count) })
                #expect(numbers["a", default: 0] == a && numbers["b", default: 0] == b, "\(limit) of \(total)")
                #expect(plan.deletions.allSatisfy { $0.rule == .size })
                #expect(total - plan.deletions.reduce(0) { $0 + $1.bytes } <= limit)
            }
            let plan = try archive.writer.plan(Retention(), now: midnight(7), neededBytes: total / 10)
            #expect(plan.deletions.map(\.rule) == [.diskFull])
            #expect(plan.deletions.map(\.segments) == [Array(try archive.segments("a").prefix(1))])
        }
    }

    /// What one rule frees counts for the next one.
    @Test func eachRuleTakesWhatTheOnesBeforeItLeft() throws {
        try withTemporaryDirectory { directory in
            let archive = try ArchiveFixture(directory)
            archive.write(days: 0..<6, bytes: 500)
            archive.seal()
            let before = try archive.segments()
            let size = try fileSize(before[0])
            let retention = Retention(days: 3, bytes: archive.writer.sizeBytes - 2 * size + size / 2)
            let plan = try archive.writer.plan(retention, now: midnight(5), neededBytes: 2 * size + size / 2)
            #expect(plan.deletions.map(\.rule) == [.age, .size, .diskFull])
            #expect(plan.deletions.map(\.segments) == [[before[0]], [before[1]], [before[2]]])
            try archive.carryOut(plan, at: midnight(5))
            #expect(try archive.checkChain().previous == plan.deletions[2].lastHash)
        }
    }

    @Test func aDayYoungerThanTheMinimumStaysWhateverTheRulesSay() throws {
        try withTemporaryDirectory { directory in
            let archive = try ArchiveFixture(directory)
            archive.write(days: 0..<4, bytes: 500)
            archive.seal()
            let total = archive.writer.sizeBytes
            let before = try archive.segments()
            let size = try fileSize(before[0])
            // On day 4, days 0 and 1 are two days past the day after theirs, and one.
            let retention = Retention(days: 0, bytes: 0, minimumDays: 2)
            let plan = try archive.writer.plan(retention, now: midnight(4), neededBytes: total)
            #expect(plan.deletions.flatMap(\.segments) == [before[0]])
            #expect(plan.isHeldBack)
            let old = try before[1...2].reduce(0) { try $0 + fileSize($1) }
            #expect(
                plan.shortfalls == [
                    .init(rule: .age, bytes: old, obstacle: .minimumDays),
                    .init(rule: .size, bytes: total - size, obstacle: .minimumDays),
                    .init(rule: .diskFull, bytes: total - size, obstacle: .minimumDays),
                ])
            #expect(try !archive.writer.plan(Retention(days: 2, minimumDays: 2), now: midnight(4)).isHeldBack)
        }
    }

    @Test func openAndUnsealedSegmentsStayAndAllBehindThem() throws {
        try withTemporaryDirectory { directory in
            let archive = try ArchiveFixture(directory)
            archive.write("open", days: 0..<3)
            archive.write("torn", days: 0..<4)
            archive.seal(now: midnight(3))
            archive.write("open", at: midnight(3))
            // The second segment lost its seal, as a power cut may leave it.
            let torn = try archive.segments("torn")[1]
            let walk = try Segment(path: torn).walk()
            try FileHandle(forWritingTo: URL(fileURLWithPath: torn)).truncate(
                atOffset: UInt64(try #require(walk.blocks.last).offset))
            let before = try (open: archive.segments("open"), torn: archive.segments("torn"))
            let plan = try archive.writer.plan(Retention(days: 0), now: midnight(100))
            #expect(plan.deletions.map(\.segments) == [Array(before.open.prefix(3)), [before.torn[0]]])
            #expect(plan.shortfalls.map(\.obstacle) == [.unsealed])
            #expect(!plan.isHeldBack)
            try archive.carryOut(plan, at: midnight(100))
            archive.write("open", at: midnight(100))
            try archive.checkChain("open")
        }
    }

    @Test func aDirectoryThatIsNoDayStays() throws {
        try withTemporaryDirectory { directory in
            let archive = try ArchiveFixture(directory)
            archive.write(days: 0..<2)
            let odd = directory + "/dt=2026-02-30"
            try FileManager.default.moveItem(atPath: directory + "/dt=2026-05-28", toPath: odd)
            let plan = try archive.writer.plan(Retention(days: 0, bytes: 0), now: midnight(100))
            #expect(plan.deletions.isEmpty)
            #expect(plan.shortfalls.map(\.obstacle) == [.undated, .undated])
        }
    }

    /// 10,000 segments that are no gzip at all: whoever reads one finds no seal.
    @Test func onlyWhatGoesIsRead() throws {
        try withTemporaryDirectory { directory in
            let archive = try ArchiveFixture(directory)
            archive.write(days: 0..<2)
            try FileManager.default.moveItem(
                atPath: directory + "/dt=2026-05-28", toPath: directory + "/dt=2019-01-01")
            let other = directory + "/other"
            try Data("x".utf8).write(to: URL(fileURLWithPath: other))
            for number in 0..<100 {
                let host = directory + "/dt=2020-01-\(10 + number % 20)/host=h\(number / 20)"
                try FileManager.default.createDirectory(atPath: host, withIntermediateDirectories: true)
                for seq in 0..<100 {
                    let name = "charon-\(1_000_000_000_000_000 + number * 100 + seq).jsonl.gz"
                    try #require(link(other, host + "/" + name) == 0)
                }
            }
            let paths = try archive.segments()
            let limit = try 10_000 + fileSize(paths[1])
            let time = try ContinuousClock().measure {
                let plan = try archive.writer.plan(Retention(bytes: limit), now: midnight(9))
                #expect(plan.deletions.map(\.segments) == [[paths[0]]])
                #expect(plan.shortfalls.isEmpty)
            }
            #expect(time < .seconds(60))
        }
    }
}
