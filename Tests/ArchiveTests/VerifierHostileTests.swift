import Archive
import Foundation
import Support
import Testing

/// Files that nobody wrote who meant well: an answer comes, and soon.
@Suite struct VerifierHostileTests {
    @Test(arguments: 0..<8 as Range<UInt64>) func archivesChangedByChance(_ seed: UInt64) throws {
        try withTemporaryDirectory { home in
            var chance = SeededGenerator(seed: seed)
            let archive = try SignedArchive(home)
            let anchors = archive.notices.map(\.anchor)
            let paths = try SignedArchive.hosts.flatMap { try archive.segments($0) }
            let whole = try paths.map(bytes)
            for round in 0..<250 {
                var touched: Set<Int> = []
                for _ in 0...Int.random(in: 0...2, using: &chance) {
                    let index = Int.random(in: paths.indices, using: &chance)
                    var changed = try bytes(paths[index])
                    mutate(&changed, others: whole, &chance)
                    try write(changed, paths[index])
                    touched.insert(index)
                }
                let isSame = try touched.allSatisfy { try bytes(paths[$0]) == whole[$0] }
                let report = try archive.verify { $0.anchors = anchors }
                #expect(report.isIntact == isSame, "seed \(seed), round \(round): \(report.findings)")
                for index in touched { try write(whole[index], paths[index]) }
            }
            #expect(try archive.verify().findings == [])
        }
    }

    private func mutate(_ bytes: inout [UInt8], others: [[UInt8]], _ chance: inout SeededGenerator) {
        guard !bytes.isEmpty else { return }
        let place = Int.random(in: bytes.indices, using: &chance)
        let count = min(bytes.count - place, Int.random(in: 1...400, using: &chance))
        switch Int.random(in: 0...6, using: &chance) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &chance)
        case 1: bytes.removeSubrange(place..<(place + count))
        case 2: bytes.removeLast(count)
        case 3:
            bytes.insert(contentsOf: bytes[place..<(place + count)], at: Int.random(in: bytes.indices, using: &chance))
        case 4: for index in place..<(place + count) { bytes[index] = 0 }
        case 5:
            let other = others[Int.random(in: others.indices, using: &chance)]
            bytes.replaceSubrange(place..<(place + count), with: other.suffix(count))
        default:
            // Numbers at their ends, where headers have theirs.
            let value: UInt8 = Bool.random(using: &chance) ? 0xFF : 0
            for index in place..<min(place + 8, bytes.count) { bytes[index] = value }
        }
    }

    @Test(arguments: 0..<4 as Range<UInt64>) func filesOfChance(_ seed: UInt64) throws {
        try withTemporaryDirectory { home in
            var chance = SeededGenerator(seed: seed)
            let directory = home + "/dt=2026-05-28/host=gw"
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
            try FileManager.default.createDirectory(atPath: home + "/seals", withIntermediateDirectories: true)
            let header: [UInt8] = [0x1F, 0x8B, 8, 4, 0, 0, 0, 0, 0, 3]
            for _ in 0..<150 {
                var text = Bool.random(using: &chance) ? header : []
                for _ in 0..<Int.random(in: 0...3000, using: &chance) {
                    if Int.random(in: 0...60, using: &chance) == 0 { text += header }
                    text.append(UInt8.random(in: 0...255, using: &chance))
                }
                try write(text, directory + "/charon-0000000000000001.jsonl.gz")
                try write(text, home + "/seals/host=gw.gz")
                let report = try verifyPath(home)
                #expect(text.isEmpty || !report.findings.isEmpty)
            }
        }
    }

    /// A great many headers, each of which says that its block is the whole rest of the file.
    @Test func aFileFullOfHeadersDoesNotTakeForEver() throws {
        try withTemporaryDirectory { home in
            let archive = try ArchiveFixture(home + "/archive")
            archive.write(at: midnight(0))
            let path = try archive.segments()[0]
            var block = try bytes(path)
            archive.writer.close()
            // The member's and the content's length.
            block.replaceSubrange(20..<28, with: [0, 0, 0x10, 0, 0, 0, 0, 0x03])
            let header = block.prefix(16 + 114 + "after 2".utf8.count)
            var hostile: [UInt8] = []
            while hostile.count < 8 << 20 { hostile += header }
            try write(hostile, path)
            let start = ContinuousClock.now
            let report = try verifyPath(home + "/archive")
            #expect(!report.isIntact)
            #expect(ContinuousClock.now - start < .seconds(60))
        }
    }
}
