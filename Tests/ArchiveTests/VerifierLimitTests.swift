import Archive
import Foundation
import Support
import Testing

/// Findings that only files have which are wrong in one way, or in a great many.
@Suite struct VerifierLimitTests {
    private let manager = FileManager.default

    /// Bytes, a part of a block, whole blocks and a damaged one.
    @Test func whatStandsBehindASealIsFound() throws {
        try withTemporaryDirectory { home in
            let archive = try SignedArchive(home)
            for segment in 0..<3 {
                let path = try archive.segments()[segment]
                let blocks = try members(path)
                let last = blocks.reduce(0) { $0 + $1.count }
                let other = try members(archive.segments("b")[0])[0]
                var damaged = blocks[1]
                damaged[damaged.count - 12] ^= 1
                for more in [
                    [0], [UInt8](repeating: 0, count: 5000), [1, 2, 3], Array("CX".utf8), Array(blocks[0].prefix(1)),
                    Array(blocks[0].prefix(12)), Array(blocks[0].dropLast()), blocks[0], blocks[1], blocks[2], other,
                    damaged, gzip(["zcat shows this\n"]), gzip([""]), gzip([]),
                ] {
                    try write(blocks.flatMap { $0 } + more, path)
                    let found = try archive.verify().damage.filter { $0.code == .dataBehindSeal && $0.path == path }
                    #expect(found.first?.offset == last && found.first?.block == 4, "\(more.count) bytes: \(found)")
                }
                try write(blocks.flatMap { $0 }, path)
            }
        }
    }

    /// Plain gzip members, which are not the exporter's.
    private func gzip(_ texts: [String]) -> [UInt8] {
        texts.flatMap { text in
            // A stored block: length, its complement, the text; a CRC that is wrong is no worse.
            let count = UInt8(text.utf8.count)
            return [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1, count, 0, ~count, 0xFF] + Array(text.utf8)
                + [0, 0, 0, 0, count, 0, 0, 0]
        } + [0x1F]
    }

    /// Each block is damaged, or each is whole and not where it should be: after some it is enough.
    @Test(arguments: [false, true]) func aGreatManyFindingsAreCutShort(_ isWhole: Bool) throws {
        try withTemporaryDirectory { directory in
            let archive = try ArchiveFixture(directory)
            archive.write(at: midnight(0))
            archive.writer.close()
            let path = try archive.segments()[0]
            let block = try bytes(path)
            var damaged = block
            damaged[damaged.count - 6] ^= 1
            try write(block + (0..<1500).flatMap { _ in isWhole ? block : damaged } + block, path)
            let report = try verifyPath(directory)
            let last = try #require(report.damage.last)
            #expect(last.code == .tooMuchDamage && last.path == path)
            #expect(report.findings.count == 1001)
            // The first block is whole in any case.
            #expect(last.block == 1002 && last.offset == 1001 * block.count)
            let codes = Set(report.codes)
            #expect(codes == [isWhole ? .repeatedEvents : .damagedBlock, .tooMuchDamage])
        }
    }

    /// What looks like a block in a great many places, and is none: the search for one is given up.
    @Test func aSearchThatTakesTooLongIsGivenUp() throws {
        try withTemporaryDirectory { directory in
            let archive = try ArchiveFixture(directory)
            archive.write(at: midnight(0))
            archive.writer.close()
            let path = try archive.segments()[0]
            let block = try bytes(path)
            let header = block.prefix(16 + 114 + "after 2".utf8.count)
            try write(block + [0] + (0..<2000).flatMap { _ in header } + [0], path)
            let report = try verifyPath(directory)
            #expect(report.codes == [.foreignBytes, .tooMuchDamage])
            #expect(report.damage.map(\.offset) == [block.count, block.count] as [Int?])
        }
    }

    /// A link that leads back is not followed for ever, nor does it make anything appear twice.
    @Test func linksInACircle() throws {
        try withTemporaryDirectory { home in
            let archive = try SignedArchive(home)
            for name in ["x", "y", "dt=2026-05-28/up"] {
                try manager.createSymbolicLink(
                    atPath: archive.directory + "/" + name, withDestinationPath: archive.directory)
            }
            #expect(try archive.verify().findings == [])
            try manager.createSymbolicLink(atPath: home + "/link", withDestinationPath: archive.directory)
            #expect(try verifyPath(home + "/link", key: archive.key).findings == [])
        }
    }

    /// A reader of the table takes every such file in a machine's directory, and no other.
    @Test func filesWhereNoneBelongAreFound() throws {
        try withTemporaryDirectory { home in
            let archive = try SignedArchive(home)
            let path = try archive.segments()[1]
            let directory = (path as NSString).deletingLastPathComponent
            for name in [
                "more.jsonl.gz", "charon-99999999999999999999.jsonl.gz", "charon-0000000000000004 (1).jsonl.gz",
                "charon--1.jsonl.gz", ".jsonl.gz", "ch\u{e4}ron\n.jsonl.gz",
            ] {
                for content in try [bytes(path), Array("{}\n".utf8), []] {
                    try write(content, directory + "/" + name)
                    let report = try archive.verify()
                    #expect(report.damage.contains { $0.path == directory + "/" + name }, "\(name): \(report.findings)")
                }
                try manager.removeItem(atPath: directory + "/" + name)
            }
            // Moved to where no search looks.
            let whole = try bytes(path)
            try manager.removeItem(atPath: path)
            for place in [
                "host=a", "a", "dt=2026-05-29", "dt=2026-05-29/host=a/more", "dt=2026-05-29/more/host=a",
                "dt=2026-05-99/host=a", "dt=today/host=a", "more/host=a", "more/dt=2026-05-29/host=a",
            ] {
                let moved = archive.directory + "/" + place
                try manager.createDirectory(atPath: moved, withIntermediateDirectories: true)
                try write(whole, moved + "/charon-0000000000000004.jsonl.gz")
                #expect(try !archive.verify().isIntact, "\(place)")
                try manager.removeItem(atPath: moved + "/charon-0000000000000004.jsonl.gz")
            }
        }
    }
}
