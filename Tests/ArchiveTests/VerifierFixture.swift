import Archive
import Foundation
import Support
import Testing

/// A signed archive of two machines with three sealed segments each, of two blocks and a seal.
struct SignedArchive {
    let directory: String
    let keyFile: String
    let key: VerificationKey
    /// What was told when the segments were sealed.
    let notices: [SealNotice]

    static let hosts = ["a", "b"]

    /// - Parameters:
    ///   - home: gets the archive and the key file.
    ///   - days: how many, of which each makes a segment for each machine.
    ///   - isSealed: whether the last segments are sealed as well.
    init(_ home: String, days: Int = 3, isSealed: Bool = true) throws {
        directory = home + "/archive"
        try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
        let keyFile = home + "/seal.key"
        self.keyFile = keyFile
        key = try SigningKey.generate(keyFile)
        let notices = Notices()
        let archive = try ArchiveFixture(directory, notices: notices) {
            $0.signingKey = keyFile
            $0.segmentSeconds = 43_200
        }
        for day in 0..<days {
            for host in Self.hosts {
                let time = midnight(day) + (host == "a" ? 0 : 3_600_000_000)
                archive.write(host, at: time, events: 2)
                archive.write(host, at: time + oneDay / 2, events: 1)
            }
        }
        if isSealed {
            // The one that began earlier falls due earlier.
            archive.seal(now: midnight(days - 1) + oneDay / 2 + 1)
            archive.seal()
        }
        archive.writer.close()
        self.notices = notices.all
    }

    /// A machine's segments, the oldest first.
    func segments(_ host: String = "a") throws -> [String] { try archiveSegments(directory, host) }

    func verify(_ change: (inout Verifier) -> Void = { _ in }) throws -> Verifier.Report {
        try verifyPath(directory, key: key, change)
    }

    /// Runs a body that damages the archive, and puts everything back.
    func withDamage<Result>(_ body: () throws -> Result) throws -> Result {
        let manager = FileManager.default
        try manager.copyItem(atPath: directory, toPath: directory + ".aside")
        defer {
            try? manager.removeItem(atPath: directory)
            try? manager.moveItem(atPath: directory + ".aside", toPath: directory)
        }
        return try body()
    }
}

/// What a writer told of its seals.
final class Notices: @unchecked Sendable {
    private let lock = NSLock()
    private var notices: [SealNotice] = []
    func add(_ notice: SealNotice) { lock.withLock { notices.append(notice) } }
    var all: [SealNotice] { lock.withLock { notices } }
}

func verifyPath(
    _ path: String, key: VerificationKey? = nil, _ change: (inout Verifier) -> Void = { _ in }
) throws -> Verifier.Report {
    var verifier = Verifier([path])
    verifier.key = key
    verifier.threads = 1
    change(&verifier)
    return try verifier.run()
}

/// A machine's segments in an archive, the oldest first.
func archiveSegments(_ directory: String, _ host: String) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: directory)
        .filter { $0.hasSuffix(".jsonl.gz") && $0.contains("host=\(host)/") }
        .sorted { ($0 as NSString).lastPathComponent < ($1 as NSString).lastPathComponent }
        .map { directory + "/" + $0 }
}

func bytes(_ path: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(fileURLWithPath: path))) }

func write(_ bytes: [UInt8], _ path: String) throws { try Data(bytes).write(to: URL(fileURLWithPath: path)) }

/// A segment's blocks, each with all its bytes.
func members(_ path: String) throws -> [[UInt8]] {
    let all = try bytes(path)
    return try Segment(path: path).walk().blocks.map {
        Array(all[$0.offset..<($0.offset + Int($0.header.length))])
    }
}

/// Gives each block of a machine the hash of the one before it, as somebody does who changed one of them.
func chainAnew(_ paths: [String]) throws {
    var previous = [UInt8](repeating: 0, count: 32)
    for path in paths {
        var all = try bytes(path)
        for block in try Segment(path: path).walk().blocks {
            all.replaceSubrange((block.offset + 96)..<(block.offset + 128), with: previous)
            try write(all, path)
            previous = try Segment(path: path).hash(of: block)
        }
    }
}

/// A segment's bytes with a seal that has no signature.
func withoutSignature(_ whole: [UInt8], _ path: String) throws -> [UInt8] {
    let offset = try #require(try Segment(path: path).walk().blocks.last).offset
    var seal = Array(whole[offset...])
    let field = 4 + 140
    seal.removeSubrange((seal.count - 10 - field)..<(seal.count - 10))
    for (place, length) in [(10, 2), (16 + 4, 4)] {
        var value = (0..<length).reduce(0) { $0 | Int(seal[place + $1]) << (8 * $1) } - field
        for index in 0..<length {
            seal[place + index] = UInt8(value & 0xFF)
            value >>= 8
        }
    }
    return Array(whole[..<offset]) + seal
}

/// Writes the event that says that segments are deleted, as the collector does.
func announce(_ deletion: Deletion, _ archive: ArchiveFixture, at time: UInt64) {
    let hash = deletion.lastHash.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    archive.write(
        deletion.host, at: time,
        line:
            "\"event\":\"segments_deleted\",\"segments\":\(deletion.segments.count),\"events\":\(deletion.events),"
            + "\"first_seq\":\(deletion.firstSeq),\"last_seq\":\(deletion.lastSeq),\"last_hash\":\"\(hash)\"")
}

/// Writes seals of segments to the file of those that were deleted, as somebody does who wants them to pass for such.
func keepSeals(of paths: [String], _ archive: String, _ host: String) throws {
    try FileManager.default.createDirectory(atPath: archive + "/seals", withIntermediateDirectories: true)
    try write(paths.flatMap { try members($0).last ?? [] }, archive + "/seals/host=\(host).gz")
}

extension Verifier.Report {
    var damage: [Verifier.Finding] { findings.filter { $0.kind == .damage } }
    var codes: [Verifier.Code] { damage.map(\.code) }
}
