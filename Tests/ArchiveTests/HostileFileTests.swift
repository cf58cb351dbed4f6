import Archive
import Foundation
import Support
import Testing

/// What the exporter finds at its start, and reads again later, when somebody or a disk put numbers there at will.
@Suite struct HostileFileTests {
    /// A block's bytes with other ones in its header.
    private func patch(_ path: String, _ places: [Int: [UInt8]]) throws {
        var all = try bytes(path)
        for (place, new) in places { all.replaceSubrange(place..<(place + new.count), with: new) }
        try write(all, path)
    }

    private static let highest = [UInt8](repeating: 0xFF, count: 8)
    /// Where the numbers of the first block lie in its file.
    private static let (lastSeq, firstTime, contentLength) = (16 + 20, 16 + 28, 16 + 8)

    @Test(arguments: [0, 1, 1 << 63] as [UInt64], [false, true])
    func theHighestNumbersAreAnErrorAtTheStart(_ less: UInt64, _ isSealed: Bool) throws {
        try withTemporaryDirectory { directory in
            let archive = try ArchiveFixture(directory)
            archive.write(at: midnight(0))
            if isSealed { archive.seal() }
            archive.writer.close()
            let path = try archive.segments()[0]
            let last = try #require(try Segment(path: path).walk().blocks.last).offset
            try patch(path, [last + Self.lastSeq: withUnsafeBytes(of: (UInt64.max - less).littleEndian) { Array($0) }])
            let whole = try bytes(path)
            #expect(throws: ArchiveError.self) { try archive.restart() }
            #expect(try bytes(path) == whole)
            #expect(try !verifyPath(directory).isIntact)
        }
    }

    @Test func aTimeThatWasMadeUpDoesNotStopTheWriter() throws {
        try withTemporaryDirectory { directory in
            let archive = try ArchiveFixture(directory)
            archive.write(at: midnight(0))
            archive.writer.close()
            try patch(archive.segments()[0], [Self.firstTime: Self.highest])
            try archive.restart()
            archive.write(at: midnight(0) + 1)
            archive.write(at: midnight(1))
            archive.writer.close()
            #expect(try archive.segments().count == 2)
        }
    }

    /// Gigabytes that a few bytes claim are not made room for.
    @Test func aLengthThatWasMadeUpIsNoBlock() throws {
        try withTemporaryDirectory { directory in
            let archive = try ArchiveFixture(directory)
            for part in 0..<3 { archive.write(at: midnight(0) + UInt64(part)) }
            archive.writer.close()
            let path = try archive.segments()[0]
            let blocks = try Segment(path: path).walk().blocks
            let length: [UInt8] = [0xF0, 0xFF, 0xFF, 0xFF]
            let second = blocks[1].offset
            try patch(path, [second + Self.contentLength: length, blocks[2].offset - 4: length])
            let walk = try Segment(path: path).walk()
            #expect(walk.damage == [second])
            #expect(walk.blocks.map(\.offset) == [0, blocks[2].offset])
            let reader = try SegmentReader(path)
            var window = SegmentReader.Window()
            guard case .damage(next: blocks[2].offset) = try reader.step(at: second, size: reader.size(), &window)
            else { return #expect(Bool(false)) }
            #expect(try verifyPath(directory).damage.first?.block == 2)
        }
    }

    /// Headers of blocks that are said to be a megabyte long, one behind the other; or the first bytes of headers.
    private func hostile(_ path: String, isHeaders: Bool) throws -> [UInt8] {
        var block = try bytes(path)
        block.replaceSubrange(20..<28, with: [0, 0, 0x10, 0, 0, 0, 0, 0x03])
        let part = isHeaders ? block.prefix(16 + 114 + "after 2".utf8.count) : [0x1F, 0x8B, 8, 4]
        var hostile = try bytes(path) + [0]
        while hostile.count < 8 << 20 { hostile += part }
        return hostile + [0]
    }

    /// A block is sought behind damage in time that grows with the file, and what is behind it is not cut off.
    @Test(arguments: [false, true]) func blocksAreSoughtWithinLimits(_ isHeaders: Bool) throws {
        try withTemporaryDirectory { directory in
            let archive = try ArchiveFixture(directory)
            archive.write(at: midnight(0))
            archive.writer.close()
            let path = try archive.segments()[0]
            let all = try hostile(path, isHeaders: isHeaders)
            try write(all, path)
            let start = ContinuousClock.now
            #expect(try Segment(path: path).walk().hasGivenUp == isHeaders)
            let reader = try SegmentReader(path)
            var window = SegmentReader.Window()
            let first = try #require(try Segment(path: path).walk().blocks.first).header.length
            guard case .torn = try reader.step(at: Int(first), size: all.count, &window) else {
                return #expect(Bool(false))
            }
            if isHeaders {
                #expect(throws: ArchiveError.self) { try archive.restart() }
                #expect(try bytes(path) == all)
            }
            #expect(try !verifyPath(directory).isIntact || !isHeaders)
            #expect(ContinuousClock.now - start < .seconds(60))
        }
    }

    /// Kept seals that cannot be read to their end are not written over.
    @Test func keptSealsBehindTooMuchDamageStay() throws {
        try withTemporaryDirectory { home in
            let keyFile = home + "/seal.key"
            _ = try SigningKey.generate(keyFile)
            let archive = try ArchiveFixture(home + "/archive") { $0.signingKey = keyFile }
            archive.write(days: 0..<3)
            let all = try hostile(archive.segments()[0], isHeaders: true)
            let kept = home + "/archive/seals/host=gw.gz"
            try FileManager.default.createDirectory(atPath: home + "/archive/seals", withIntermediateDirectories: true)
            try write(all, kept)
            let plan = try archive.writer.plan(Retention(days: 0), now: midnight(9))
            let deletion = try #require(plan.deletions.first)
            #expect(throws: ArchiveError.self) { try archive.writer.carryOut(deletion) }
            #expect(try bytes(kept) == all)
            #expect(try archive.segments().count == 3)
        }
    }

    /// Where the file system has such, as that of `/dev/shm` does: together they have more bytes than numbers go.
    @Test func filesOfBytesThatAreNotThereAreNotReadForEver() throws {
        let shared = "/dev/shm/charon-exporter-test-\(UUID().uuidString)"
        guard mkdir(shared, 0o700) == 0 else { return }
        defer { try? FileManager.default.removeItem(atPath: shared) }
        let directory = shared + "/dt=2026-05-28/host=gw"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        for number in 1...3 {
            let path = directory + "/charon-000000000000000\(number).jsonl.gz"
            try write([], path)
            guard truncate(path, .max) == 0 else { return }
        }
        let report = try verifyPath(shared)
        #expect(report.codes == [.unreadable, .unreadable, .unreadable])
        #expect(throws: ArchiveError.self) { try ArchiveWriter(.init(directory: shared)) { _ in } }
    }

    /// A search has signed seals before it, too.
    @Test func aSignedSealIsABlockForWhoSearches() throws {
        try withTemporaryDirectory { home in
            let archive = try SignedArchive(home, days: 1)
            let reader = try SegmentReader(archive.segments()[0])
            var window = SegmentReader.Window()
            var offset = 0
            var seals: [Bool] = []
            while case .block(let block) = try reader.step(at: offset, size: reader.size(), &window) {
                offset = block.end
                seals.append(block.isSeal)
                #expect(try BlockInflater().read(block, of: reader))
                #expect(block.isEmpty == block.isSeal)
            }
            #expect(seals == [false, false, true])
            #expect(try offset == reader.size())
        }
    }
}
