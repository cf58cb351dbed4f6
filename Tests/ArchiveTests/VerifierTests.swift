import Archive
import Foundation
import Glibc
import Support
import Testing

@Suite struct VerifierTests {
    @Test func anIntactArchiveIsProven() throws {
        try withTemporaryDirectory { home in
            let archive = try SignedArchive(home)
            let report = try archive.verify()
            #expect(report.findings == [])
            #expect(report.trust == .proven)
            #expect(report.machines.map(\.name) == ["a", "b"])
            for machine in report.machines {
                #expect([machine.segments, machine.sealed, machine.signed, machine.blocks] == [3, 3, 3, 9] as [Int])
                #expect(machine.events == 9)
                #expect(machine.firstSeq == 1 && machine.lastSeq == 9)
                #expect(machine.firstTime == midnight(0) + (machine.name == "a" ? 0 : 3_600_000_000))
                #expect(machine.lastTime.map { $0 >= midnight(2) + oneDay / 2 } == true)
            }
            #expect(archive.notices.compactMap(\.key?.index) == [0, 1, 2, 3, 4, 5])
            #expect(archive.notices[0].key == archive.key)
            for host in SignedArchive.hosts {
                let last = archive.notices.last { $0.anchor.machine == host }?.anchor
                #expect(report.machines.first { $0.name == host }?.lastSeal == last)
            }
            // Every notice is a key and an anchor.
            for notice in archive.notices {
                let report = try archive.verify {
                    $0.key = notice.key
                    $0.anchors = archive.notices.map(\.anchor)
                    $0.threads = nil
                }
                #expect(report.findings == [] && report.trust == .proven)
            }
            #expect(try archive.verify { $0.key = nil }.trust == .unproven)
        }
    }

    @Test func theOpenSegmentIsNoted() throws {
        try withTemporaryDirectory { home in
            let archive = try SignedArchive(home, isSealed: false)
            let report = try archive.verify()
            #expect(report.isIntact && report.trust == .proven)
            #expect(report.findings.map(\.code) == [Verifier.Code.open, .open])
            #expect(try report.findings.map(\.path) == SignedArchive.hosts.map { try archive.segments($0)[2] })
        }
    }

    /// Every byte of every file.
    @Test(arguments: SignedArchive.hosts, 0..<3) func everyByteCounts(_ host: String, _ segment: Int) throws {
        try withTemporaryDirectory { home in
            let archive = try SignedArchive(home)
            let path = try archive.segments(host)[segment]
            let whole = try bytes(path)
            let blocks = try Segment(path: path).walk().blocks
            for index in whole.indices {
                var changed = whole
                changed[index] ^= index % 3 == 0 ? 0xFF : 1 << UInt8(index % 8)
                try write(changed, path)
                let number = blocks.count { $0.offset <= index }
                let report = try archive.verify()
                #expect(
                    report.damage.contains { $0.path == path && $0.block == number },
                    "byte \(index) of block \(number): \(report.findings)")
            }
            try write(whole, path)
            #expect(try archive.verify().isIntact)
        }
    }

    /// What nothing vouches for yet: the times and the position of the very last block, and the bits that fill up its
    /// last byte.
    @Test func everyByteOfAnOpenUnsignedSegmentCountsButForTheLastBlocksTimesAndPosition() throws {
        try withTemporaryDirectory { directory in
            let archive = try ArchiveFixture(directory)
            for part in 0..<3 { archive.write(at: midnight(0) + UInt64(part)) }
            archive.writer.close()
            let path = try archive.segments()[0]
            let whole = try bytes(path)
            let last = try #require(Segment(path: path).walk().blocks.last)
            let times = last.offset + 16 + 28
            let position = last.offset + 16 + 114
            let free = Set(times..<(times + 16)).union(position..<(position + last.header.position.count))
                .union([whole.count - 9])
            for index in whole.indices where !free.contains(index) {
                var changed = whole
                changed[index] ^= 1 << UInt8(index % 8)
                try write(changed, path)
                let report = try verifyPath(directory)
                #expect(!report.isIntact, "byte \(index): \(report.findings)")
            }
        }
    }

    @Test func removedRepeatedSwappedAndCutBlocks() throws {
        try withTemporaryDirectory { home in
            let archive = try SignedArchive(home)
            for (segment, path) in try archive.segments().enumerated() {
                let blocks = try members(path)
                for index in blocks.indices {
                    let what = "block \(index + 1) of segment \(segment + 1)"
                    var removed = blocks
                    removed.remove(at: index)
                    try write(removed.flatMap { $0 }, path)
                    let isTail = segment == 2 && index == 2
                    let report = try archive.verify { if isTail { $0.anchors = archive.notices.map(\.anchor) } }
                    #expect(report.damage.contains { $0.machine == "a" }, "\(what) removed: \(report.findings)")

                    var repeated = blocks
                    repeated.insert(blocks[index], at: index)
                    try write(repeated.flatMap { $0 }, path)
                    #expect(
                        try archive.verify().damage.contains { $0.path == path && $0.block == index + 2 },
                        "\(what) repeated")

                    var cut = blocks
                    cut[index].removeLast(5)
                    try write(cut.flatMap { $0 }, path)
                    let isTorn = segment == 2 && index == 2
                    let found = try archive.verify()
                    #expect(
                        isTorn
                            ? found.findings.contains { $0.code == .tornTail && $0.path == path }
                            : found.damage.contains { $0.path == path && $0.block == index + 1 },
                        "\(what) cut: \(found.findings)")

                    var padded = blocks
                    padded[index] += [0, 1, 2]
                    try write(padded.flatMap { $0 }, path)
                    #expect(
                        try archive.verify().damage.contains { $0.path == path && $0.block == index + 2 },
                        "bytes behind \(what)")
                    for other in blocks.indices where other > index {
                        var swapped = blocks
                        swapped.swapAt(index, other)
                        try write(swapped.flatMap { $0 }, path)
                        #expect(try archive.verify().damage.contains { $0.path == path }, "\(what) swapped")
                    }
                }
                try write(blocks.flatMap { $0 }, path)
            }
            #expect(try archive.verify().isIntact)
        }
    }

    @Test func aTailTornAtAnyByteIsNoDamage() throws {
        try withTemporaryDirectory { directory in
            let archive = try ArchiveFixture(directory)
            for part in 0..<3 { archive.write(at: midnight(0) + UInt64(part)) }
            archive.writer.close()
            let path = try archive.segments()[0]
            let whole = try bytes(path)
            for size in whole.indices {
                try write(Array(whole.prefix(size)), path)
                let report = try verifyPath(directory)
                #expect(report.isIntact, "\(size): \(report.findings)")
                #expect(report.findings.contains { $0.kind == .note })
                // As some file systems leave it after a power cut.
                let zeros = [UInt8](repeating: 0, count: whole.count - size)
                guard zeros.count >= 8 else { continue }
                try write(Array(whole.prefix(size)) + zeros, path)
                let zeroed = try verifyPath(directory)
                #expect(zeroed.findings.contains { $0.kind == .note || $0.path == path })
            }
        }
    }

    @Test func gapsAndDeletionsAreListed() throws {
        try withTemporaryDirectory { directory in
            let writer = try ArchiveWriter(.init(directory: directory)) { Issue.record("\($0)") }
            var block = Block(host: "gw", firstSeq: 1)
            let hash = String(repeating: "ab", count: 32)
            for line in [
                #"{"seq":1,"event":"gap","entries":7}"#,
                #"{"seq":2,"event":"gap","reason":"\"entries\":9"}"#,
                #"{"seq":3,"message":"\"seq\":4,\"event\":\"gap\""}"#,
                #"{"host":"\"seq\":9","seq":4,"event":"segments_deleted","segments":2,"events":5,"first_seq":1,"#
                    + #""last_seq":5,"last_hash":"\#(hash)"}"#,
            ] {
                block.content += Array((line + "\n").utf8)
                block.noteEvent(at: midnight(0))
            }
            writer.write(block)
            #expect(writer.flush())
            writer.close()
            let report = try verifyPath(directory)
            #expect(report.isIntact)
            let machine = try #require(report.machines.first)
            #expect(machine.gaps.map(\.seq) == [1, 2])
            #expect(machine.gaps.map(\.entries) == [7, nil] as [UInt64?])
            #expect(machine.tombstones.map(\.seq) == [4])
            #expect(machine.tombstones.map(\.lastSeq) == [5])
            #expect(machine.tombstones.map(\.lastHash) == [[UInt8](repeating: 0xAB, count: 32)])
        }
    }

    @Test(arguments: ["{\"seq\":7}\n", "{\"message\":\"a\"}\n", "{\"seq\":1}\n{\"seq\":1}\n", "{\"seq\":1}"])
    func numbersThatAreNotTheHeadersAreFound(_ content: String) throws {
        try withTemporaryDirectory { directory in
            let writer = try ArchiveWriter(.init(directory: directory)) { Issue.record("\($0)") }
            var block = Block(host: "gw", firstSeq: 1)
            block.content = Array(content.utf8)
            for _ in 0..<content.utf8.count(where: { $0 == 0x7B }) { block.noteEvent(at: midnight(0)) }
            writer.write(block)
            #expect(writer.flush())
            writer.close()
            let report = try verifyPath(directory)
            #expect(report.damage.compactMap(\.block) == [1])
        }
    }

    /// What is being written is no damage, and no seal is missing because another machine's came before it.
    @Test func anArchiveCanBeVerifiedWhileItIsWritten() throws {
        try withTemporaryDirectory { home in
            let keyFile = home + "/seal.key"
            let key = try SigningKey.generate(keyFile)
            let archive = try ArchiveFixture(home + "/archive") {
                $0.signingKey = keyFile
                $0.segmentBytes = 1500
            }
            archive.write("a", at: midnight(0))
            archive.seal()
            let (verdicts, orders) = (Told(), Told())
            let ended = DispatchSemaphore(value: 0)
            let thread = Thread {
                while orders.all.isEmpty {
                    let report = try? verifyPath(home + "/archive", key: key)
                    let isIntact = report?.isIntact == true
                    verdicts.add(isIntact ? "intact" : "damage: \(report?.damage.first?.text ?? "none")")
                }
                ended.signal()
            }
            thread.start()
            var chance = SeededGenerator(seed: 5)
            for round in 1...40 {
                for _ in 0..<4 {
                    archive.write(Bool.random(using: &chance) ? "a" : "b", at: midnight(0), bytes: 200)
                }
                while verdicts.all.count < round { usleep(100) }
            }
            orders.add("end")
            ended.wait()
            #expect(Set(verdicts.all) == ["intact"])
            archive.seal()
            #expect(try verifyPath(home + "/archive", key: key).findings == [])
        }
    }

    @Test func thereMustBeSomethingToVerify() throws {
        try withTemporaryDirectory { directory in
            #expect(try verifyPath(directory).codes == [.nothingFound])
            #expect(throws: ArchiveError.self) { try verifyPath(directory + "/none") }
            try write([], directory + "/charon-0000000000000001.jsonl.gz")
            let segment = directory + "/charon-0000000000000001.jsonl.gz"
            // Whose it is is not known, and a signature is over that too.
            let error = #expect(throws: ArchiveError.self) { try verifyPath(segment) }
            #expect(error?.description.contains("--machine") == true)
            #expect(try verifyPath(segment) { $0.machine = "gw" }.findings.map(\.code) == [.tornTail])
            #expect(try run(["mkfifo", directory + "/charon-0000000000000002.jsonl.gz"]).out == "")
            #expect(try verifyPath(directory).codes.contains(.unreadable))
        }
    }
}
