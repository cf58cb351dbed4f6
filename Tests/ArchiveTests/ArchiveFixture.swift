import Archive
import Foundation
import Support
import Testing

/// Microseconds in a day.
let oneDay: UInt64 = 86_400_000_000

/// The first microsecond of a day: 0 is 2026-05-28.
func midnight(_ day: Int) -> UInt64 { UInt64(20_601 + day) * oneDay }

/// An archive that a test writes to: blocks are numbered by machine, as the collector does it.
final class ArchiveFixture {
    let options: ArchiveWriter.Options
    private(set) var writer: ArchiveWriter
    private(set) var nextSeq: [String: UInt64] = [:]
    private var chance = SeededGenerator(seed: 11)

    /// - Parameter notices: where the writer tells of its seals.
    init(
        _ directory: String, notices: Notices = Notices(),
        _ change: (inout ArchiveWriter.Options) -> Void = { _ in }
    ) throws {
        var options = ArchiveWriter.Options(directory: directory)
        options.durability = .never
        options.reserveBytes = 0
        change(&options)
        self.options = options
        writer = try ArchiveWriter(options, onProblem: { Issue.record("\($0)") }, onSeal: { notices.add($0) })
        takeNumbers()
    }

    deinit { writer.close() }

    /// Ends the writer and opens the archive again, as a restart does.
    func restart(onProblem: @escaping @Sendable (String) -> Void = { Issue.record("\($0)") }) throws {
        writer.close()
        writer = try ArchiveWriter(options, onProblem: onProblem)
        takeNumbers()
    }

    private func takeNumbers() { nextSeq = writer.tails.mapValues(\.nextSeq) }

    /// Writes one block and waits for it.
    /// - Parameter bytes: of each event's text, which does not compress.
    func write(_ host: String = "gw", at time: UInt64, events: Int = 2, bytes: Int = 20) {
        var block = Block(host: host, firstSeq: nextSeq[host, default: 1])
        for _ in 0..<events {
            let text = noise(bytes, &chance)
            block.content += Array("{\"seq\":\(nextSeq[host, default: 1]),\"message\":\"\(text)\"}\n".utf8)
            block.noteEvent(at: time)
            nextSeq[host, default: 1] += 1
        }
        block.position = Array("after \(block.lastSeq)".utf8)
        writer.write(block)
        #expect(writer.flush())
    }

    /// Writes one event and waits for it.
    /// - Parameter line: its keys behind `seq`.
    func write(_ host: String, at time: UInt64, line: String) {
        let seq = nextSeq[host, default: 1]
        var block = Block(host: host, firstSeq: seq)
        block.content = Array("{\"seq\":\(seq),\(line)}\n".utf8)
        block.noteEvent(at: time)
        block.position = Array("after \(seq)".utf8)
        nextSeq[host] = seq + 1
        writer.write(block)
        #expect(writer.flush())
    }

    /// A block a day at noon; each segment but the last is sealed by the next day's.
    func write(_ host: String = "gw", days: Range<Int>, bytes: Int = 20) {
        for day in days { write(host, at: midnight(day) + oneDay / 2, bytes: bytes) }
    }

    func seal(now: UInt64 = midnight(100_000)) {
        writer.sealDue(now: now)
        #expect(writer.flush())
    }

    /// What the collector does with a plan: an event for each deletion, on the disk, and then the deletions.
    func carryOut(_ plan: RetentionPlan, at time: UInt64) throws {
        for deletion in plan.deletions { write(deletion.host, at: time, events: 1) }
        for deletion in plan.deletions { try writer.carryOut(deletion) }
    }

    /// A machine's segments, the oldest first.
    func segments(_ host: String = "gw") throws -> [String] {
        try files().filter { $0.contains("/host=\(host)/") }.sorted {
            ($0 as NSString).lastPathComponent < ($1 as NSString).lastPathComponent
        }
    }

    /// All segments.
    func files() throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: options.directory)
            .filter { $0.hasSuffix(".jsonl.gz") }.map { options.directory + "/" + $0 }
    }

    func days(_ host: String = "gw") throws -> [String] {
        try segments(host).map { String($0.dropFirst(options.directory.utf8.count + 4).prefix(10)) }
    }

    var bytesOnDisk: Int {
        get throws { try files().reduce(0) { try $0 + fileSize($1) } }
    }

    /// Follows a machine's chain through all that is left.
    /// - Returns: the first block's `previousHash` and the numbers of the events.
    @discardableResult
    func checkChain(_ host: String = "gw", location: SourceLocation = #_sourceLocation) throws -> (
        previous: [UInt8]?, seqs: [UInt64]
    ) {
        var first: [UInt8]?
        var previous: [UInt8]?
        var seqs: [UInt64] = []
        for path in try segments(host) {
            let walk = try Segment(path: path).walk()
            #expect(walk.tornBytes == 0 && walk.damage.isEmpty, sourceLocation: location)
            for block in walk.blocks {
                if let previous { #expect(block.header.previousHash == previous, sourceLocation: location) }
                #expect(try Segment(path: path).content(of: block) != nil, sourceLocation: location)
                first = first ?? block.header.previousHash
                previous = try Segment(path: path).hash(of: block)
                if !block.header.isSeal { seqs += block.header.firstSeq...block.header.lastSeq }
            }
        }
        if let least = seqs.first, let last = seqs.last {
            #expect(seqs == Array(least...last), sourceLocation: location)
        }
        return (first, seqs)
    }
}

/// Text that stands for this many bytes which do not compress.
func noise(_ bytes: Int, _ chance: inout SeededGenerator) -> String {
    var data = Data()
    while data.count < bytes { withUnsafeBytes(of: chance.next()) { data.append(contentsOf: $0) } }
    return data.prefix(bytes).base64EncodedString()
}

func fileSize(_ path: String) throws -> Int {
    try #require(try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int)
}

func isSealed(_ path: String) throws -> Bool {
    try Segment(path: path).walk().blocks.last?.header.isSeal == true
}
