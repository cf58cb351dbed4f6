import Foundation
import Logging
import Synchronization
import Testing

@testable import Archive
@testable import Collector

/// What was logged.
final class RecordedLog: Sendable {
    private let lines = Mutex<[(level: Logger.Level, text: String)]>([])

    struct Handler: LogHandler {
        let log: RecordedLog
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.trace

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let details = (event.metadata ?? [:]).map { "\($0)=\($1)" }.sorted().joined(separator: " ")
            log.lines.withLock { $0.append((event.level, "\(event.message) \(details)")) }
        }
    }

    var logger: Logger { Logger(label: "test") { _ in Handler(log: self) } }

    func texts(_ level: Logger.Level) -> [String] {
        lines.withLock { $0.filter { $0.level == level }.map(\.text) }
    }
}

/// An archive that is written, and what checks it.
final class VerifiedArchive {
    static let day: UInt64 = 86_400_000_000
    /// A midnight, microseconds since 1970 UTC.
    static let start: UInt64 = 20_601 * day

    let directory: String
    let log = RecordedLog()
    let archive: ArchiveWriter
    private var nextSeq: UInt64 = 1

    var options: VerificationKeeper.Options {
        VerificationKeeper.Options(
            directory: directory + "/archive", stateDirectory: directory, interval: 86_400, delay: 0)
    }

    init(_ directory: String, days: Int = 4, key: String? = nil) throws {
        self.directory = directory
        var options = ArchiveWriter.Options(directory: directory + "/archive")
        options.durability = .never
        options.reserveBytes = 0
        options.signingKey = key
        archive = try ArchiveWriter(options, onProblem: { Issue.record("\($0)") })
        for number in 0..<days { write(day: number) }
    }

    deinit { archive.close() }

    /// Writes an event; that of another day seals the segment before.
    func write(day: Int, _ keys: String = "\"message\":\"\"") {
        let time = Self.start + UInt64(day) * Self.day + nextSeq
        var block = Block(host: "gw", firstSeq: nextSeq)
        block.content = Array(
            "{\"time\":\"\(JSONLine.timeText(time))\",\"host\":\"gw\",\"seq\":\(nextSeq),\(keys)}\n".utf8)
        block.noteEvent(at: time)
        block.position = Array("after \(nextSeq)".utf8)
        nextSeq += 1
        archive.write(block)
        #expect(archive.flush())
    }

    /// Deletes all that is sealed, as the collector does.
    func deleteAll(day: Int) throws {
        let time = Self.start + UInt64(day) * Self.day
        let plan = try archive.plan(Retention(days: 0), now: time)
        #expect(!plan.deletions.isEmpty)
        for deletion in plan.deletions {
            let hash = deletion.lastHash.map { String(format: "%02x", $0) }.joined()
            write(
                day: day,
                "\"event\":\"segments_deleted\",\"segments\":\(deletion.segments.count),"
                    + "\"events\":\(deletion.events),\"first_seq\":\(deletion.firstSeq),"
                    + "\"last_seq\":\(deletion.lastSeq),\"last_hash\":\"\(hash)\"")
            try archive.carryOut(deletion)
        }
    }

    func keeper(_ change: (inout VerificationKeeper.Options) -> Void = { _ in }) -> VerificationKeeper {
        var options = options
        change(&options)
        return VerificationKeeper(archive, options, logger: log.logger)
    }

    var segments: [String] {
        get throws {
            try FileManager.default.subpathsOfDirectory(atPath: options.directory)
                .filter { $0.hasSuffix(".jsonl.gz") }.sorted().map { options.directory + "/" + $0 }
        }
    }

    var file: String { directory + "/verification.json" }
}
