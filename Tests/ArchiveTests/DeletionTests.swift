import Archive
import Foundation
import Support
import Testing

@Suite struct DeletionTests {
    @Test func theFirstBlockLeftCarriesTheHashThatTheDeletionTells() throws {
        try withTemporaryDirectory { directory in
            let archive = try ArchiveFixture(directory)
            archive.write(days: 0..<5)
            let plan = try archive.writer.plan(Retention(days: 1), now: midnight(5))
            let deletion = try #require(plan.deletions.first)
            try archive.carryOut(plan, at: midnight(5))
            let left = try archive.checkChain()
            #expect(left.previous == deletion.lastHash)
            #expect(left.seqs.first == deletion.lastSeq + 1)
            #expect(try archive.days() == ["2026-05-31", "2026-06-01", "2026-06-02"])
        }
    }

    @Test func directoriesThatBecameEmptyGoToo() throws {
        try withTemporaryDirectory { directory in
            let archive = try ArchiveFixture(directory)
            archive.write("a", days: 0..<4)
            archive.write("b", days: 1..<4)
            let plan = try archive.writer.plan(Retention(days: 1), now: midnight(4))
            try archive.carryOut(
                RetentionPlan(deletions: plan.deletions.filter { $0.host == "a" }), at: midnight(4))
            let names = try FileManager.default.subpathsOfDirectory(atPath: directory)
            #expect(!names.contains("dt=2026-05-28"))
            #expect(!names.contains("dt=2026-05-29/host=a"))
            #expect(names.contains("dt=2026-05-29/host=b"))
        }
    }

    @Test func carryingOutTwiceIsNoError() throws {
        try withTemporaryDirectory { directory in
            let archive = try ArchiveFixture(directory) { $0.durability = .block }
            archive.write(days: 0..<5)
            let plan = try archive.writer.plan(Retention(days: 1), now: midnight(5))
            try archive.carryOut(plan, at: midnight(5))
            let left = try archive.files()
            for deletion in plan.deletions { try archive.writer.carryOut(deletion) }
            #expect(try archive.files() == left)
            #expect(try archive.writer.sizeBytes == archive.bytesOnDisk)
        }
    }

    /// Without it the machine's next event would be number 1 again, and the source read from its beginning.
    @Test func aMachinesLastSegmentIsNotRemovedBeforeAnEventFollowsIt() throws {
        try withTemporaryDirectory { directory in
            let archive = try ArchiveFixture(directory)
            archive.write(days: 0..<3)
            archive.seal()
            let plan = try archive.writer.plan(Retention(days: 0), now: midnight(50))
            let deletion = try #require(plan.deletions.first)
            #expect(deletion.segments.count == 3)
            let last = try archive.segments()[2]
            #expect(throws: ArchiveError(action: "delete", path: last, problem: "no later event says that it is gone"))
            {
                try archive.writer.carryOut(deletion)
            }
            #expect(try archive.segments().count == 3)
            try archive.carryOut(plan, at: midnight(50))
            #expect(try archive.days() == ["2026-07-17"])
            try archive.restart()
            #expect(archive.writer.tails["gw"]?.nextSeq == 8)
            #expect(archive.writer.tails["gw"]?.position == Array("after 7".utf8))
        }
    }

    /// The process ended after the event was written, when this many of four segments were gone.
    @Test(arguments: 0...4) func aDeletionIsCompletedAfterACrash(_ gone: Int) throws {
        try withTemporaryDirectory { directory in
            let archive = try ArchiveFixture(directory)
            archive.write(days: 0..<6)
            archive.write("other", days: 0..<6)
            let plan = try archive.writer.plan(Retention(days: 1), now: midnight(7))
            let deletion = try #require(plan.deletions.first { $0.host == "gw" })
            #expect(deletion.segments.count == 5)
            let part = Deletion(
                host: deletion.host, rule: deletion.rule, segments: Array(deletion.segments.prefix(4)), firstSeq: 1,
                lastSeq: 8, firstTime: 0, lastTime: 0, events: 8, bytes: 0, lastHash: [])
            archive.write(at: midnight(7), events: 1)
            for path in part.segments.prefix(gone) { try FileManager.default.removeItem(atPath: path) }
            try archive.restart()
            #expect(archive.writer.tails["gw"]?.nextSeq == 14)
            #expect(archive.writer.tails["gw"]?.remarks == [])
            #expect(try archive.writer.sizeBytes == archive.bytesOnDisk)

            #expect(try archive.writer.finishDeletion(host: "gw", through: part.lastSeq) == 4 - gone)
            #expect(try archive.checkChain().seqs == Array(9...13))
            #expect(try archive.segments("other").count == 6)
            let names = try FileManager.default.subpathsOfDirectory(atPath: directory)
            #expect(names.filter { $0.hasSuffix("/host=gw") }.count == 3)
            #expect(try archive.writer.sizeBytes == archive.bytesOnDisk)
            #expect(try archive.writer.finishDeletion(host: "gw", through: part.lastSeq) == 0)
        }
    }

    @Test func completingTakesNoSegmentThatGoesOnBehindTheEventNorAnUnsealedOne() throws {
        try withTemporaryDirectory { directory in
            let archive = try ArchiveFixture(directory)
            archive.write(days: 0..<4)
            #expect(try archive.writer.finishDeletion(host: "gw", through: 3) == 1)
            #expect(try archive.writer.finishDeletion(host: "gw", through: .max) == 2)
            #expect(try archive.checkChain().seqs == [7, 8])
            #expect(try archive.writer.finishDeletion(host: "nobody", through: .max) == 0)
        }
    }

    @Test func writingGoesOnInADayWhoseDirectoryWasJustRemoved() throws {
        try withTemporaryDirectory { directory in
            let archive = try ArchiveFixture(directory)
            archive.write(days: 0..<3)
            let plan = try archive.writer.plan(Retention(days: 0), now: midnight(3))
            try archive.carryOut(plan, at: midnight(3))
            archive.write(at: midnight(0))
            archive.seal()
            #expect(try archive.checkChain().seqs == Array(5...9))
            try archive.restart()
            #expect(archive.writer.tails["gw"]?.nextSeq == 10)
        }
    }

    /// Begun and never written to: the number is given again, on another day.
    @Test(arguments: ["", "torn"]) func aSegmentWithoutABlockIsRemovedAtTheStart(_ content: String) throws {
        try withTemporaryDirectory { directory in
            let archive = try ArchiveFixture(directory)
            archive.write(days: 0..<1)
            let next = directory + "/dt=2026-05-29/host=gw/charon-0000000000000003.jsonl.gz"
            try FileManager.default.createDirectory(
                atPath: directory + "/dt=2026-05-29/host=gw", withIntermediateDirectories: true)
            try Data(content.utf8).write(to: URL(fileURLWithPath: next))
            try archive.restart()
            #expect(!FileManager.default.fileExists(atPath: next))
            #expect(try archive.writer.sizeBytes == archive.bytesOnDisk)
            archive.write(days: 2..<5)
            let plan = try archive.writer.plan(Retention(days: 0), now: midnight(4))
            #expect(plan.deletions.map(\.segments.count) == [2])
            #expect(try archive.checkChain().seqs == Array(1...8))
        }
    }

    /// Archives and rules by chance.
    @Test(arguments: 0..<60 as Range<UInt64>) func whatIsLeftIsTheEndOfEachChainAndFits(_ seed: UInt64) throws {
        try withTemporaryDirectory { directory in
            var chance = SeededGenerator(seed: seed)
            let archive = try ArchiveFixture(directory) { $0.segmentBytes = Int.random(in: 1...3000, using: &chance) }
            let hosts = ["a", "b", "c", "d"].prefix(Int.random(in: 1...4, using: &chance))
            let lastDay = Int.random(in: 0...9, using: &chance)
            for day in 0...lastDay {
                for host in hosts {
                    for part in 0..<UInt64.random(in: 0...3, using: &chance) {
                        let bytes = Int.random(in: 1...900, using: &chance)
                        archive.write(host, at: midnight(day) + part * oneDay / 4, bytes: bytes)
                    }
                }
                if Bool.random(using: &chance) { archive.seal(now: midnight(day + 1)) }
            }
            if Bool.random(using: &chance) { try archive.restart() }
            try check(archive, Array(hosts), lastDay: lastDay, &chance)
        }
    }

    private func check(
        _ archive: ArchiveFixture, _ hosts: [String], lastDay: Int, _ chance: inout SeededGenerator
    ) throws {
        let total = try archive.bytesOnDisk
        #expect(archive.writer.sizeBytes == total)
        var retention = Retention()
        if Bool.random(using: &chance) { retention.days = Int.random(in: 0...6, using: &chance) }
        if Bool.random(using: &chance) { retention.bytes = Int.random(in: 0...total, using: &chance) }
        if Bool.random(using: &chance) { retention.minimumDays = Int.random(in: 0...6, using: &chance) }
        let needed = Bool.random(using: &chance) ? Int.random(in: 0...total, using: &chance) : 0
        let today = lastDay + Int.random(in: 0...6, using: &chance)
        let before = try Dictionary(uniqueKeysWithValues: hosts.map { ($0, try archive.segments($0)) })
        let days = try Dictionary(uniqueKeysWithValues: hosts.map { ($0, try archive.days($0)) })
        let plan = try archive.writer.plan(retention, now: midnight(today), neededBytes: needed)

        let freed = plan.deletions.reduce(0) { $0 + $1.bytes }
        func shortfall(_ rule: Retention.Rule) -> Int { plan.shortfalls.first { $0.rule == rule }?.bytes ?? 0 }
        if let limit = retention.bytes { #expect(total - freed <= limit + shortfall(.size)) }
        #expect(freed >= needed - shortfall(.diskFull))
        #expect(Set(plan.deletions.map { "\($0.host) \($0.rule)" }).count == plan.deletions.count)
        for host in hosts {
            let gone = plan.deletions.filter { $0.host == host }.flatMap(\.segments)
            #expect(gone == Array((before[host] ?? []).prefix(gone.count)))
            for path in gone { #expect(try isSealed(path)) }
            if retention.minimumDays > 0 {
                let oldest = Day(microseconds: midnight(max(0, today - 1 - retention.minimumDays))).description
                for day in (days[host] ?? []).prefix(gone.count) { #expect(day < oldest) }
            }
        }
        if plan.isHeldBack { #expect(retention.minimumDays > 0) }

        try archive.carryOut(plan, at: midnight(today))
        for host in hosts {
            let left = try archive.checkChain(host)
            guard let deletion = plan.deletions.last(where: { $0.host == host }) else { continue }
            #expect(left.previous == deletion.lastHash)
            #expect(left.seqs.first == deletion.lastSeq + 1)
        }
        #expect(try archive.writer.sizeBytes == archive.bytesOnDisk)
        let next = archive.nextSeq
        try archive.restart()
        #expect(archive.nextSeq == next)
    }
}
