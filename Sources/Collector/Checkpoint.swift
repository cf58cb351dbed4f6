internal import Archive
internal import FoundationEssentials
internal import Tunnels

/// All that a restart goes on from: where the source was read to, and everything that was known and counted there.
struct Checkpoint: Codable, Sendable {
    /// Each source's position after the last entry that is in `hosts`, by the source's name.
    var positions: [String: String]
    var hosts: [HostCheckpoint]
    var counters: ExporterCounters
    /// Files whose damage was reported.
    var damagedFiles: [String]
    /// Events of the exporter's own that the archive could not take yet.
    var waitingEvents: [OwnEvent]
    /// How many of them could not be kept.
    var lostEvents: UInt64

    struct HostCheckpoint: Codable, Sendable {
        var machine: Name
        var name: Name
        var host: Name
        /// Its directory in the archive.
        var directory: String
        var hasSpoken: Bool
        /// When its last entry was written, microseconds since 1970 UTC; nil where that was not noted.
        var lastEntryAt: UInt64?
        var isPlaceholder: Bool
        var model: TunnelModel
        var watched: [String: [String: [String: UInt64]]]
        /// Not in checkpoints of older programs.
        var watchedSince: [String: [String: [String: UInt64]]]?
        var process: ProcessIdentity?
        var ended: ProcessIdentity?
        var stream: Int?
        var unit: Name
        var hasGatewayProgram: Bool
        /// Number of the next event in the machine's archive.
        var nextSeq: UInt64
        /// Whether the archive has everything up to `positions`, if it ends with that number.
        var isComplete: Bool
        /// SHA-256 of the last block there: other events may bear the same numbers after a power cut.
        var archiveHash: [UInt8]
    }

    /// Version of the file's format.
    static let version = 4

    private struct Version: Codable {
        var version: Int
    }

    private struct File: Codable {
        var version: Int
        var checkpoint: Checkpoint
    }

    /// Writes the checkpoint so that at any instant either the old or the new one is there, whole.
    func save(to directory: String) throws(ArchiveError) {
        let path = directory + "/checkpoint.json"
        let data: Data
        do {
            data = try JSONEncoder().encode(File(version: Self.version, checkpoint: self))
        } catch {
            throw ArchiveError(action: "encode the checkpoint", path: path, problem: "\(error)")
        }
        try Directory.replace(path, with: Array(data))
    }

    /// Reads the checkpoint of a directory; nil when there is none.
    /// - Throws: `ArchiveError` when it cannot be read: it then needs a person, as going on without it would move
    ///   counters backwards.
    static func load(from directory: String) throws(ArchiveError) -> Checkpoint? {
        let path = directory + "/checkpoint.json"
        guard let bytes = try Directory.contents(path) else { return nil }
        do {
            // The version first: another format may have another shape.
            let found = try JSONDecoder().decode(Version.self, from: Data(bytes)).version
            guard found == version else {
                throw ArchiveError(
                    action: "use the checkpoint", path: path,
                    problem:
                        "it has the format \(found), and this program writes \(version); move it away to begin anew")
            }
            return try JSONDecoder().decode(File.self, from: Data(bytes)).checkpoint
        } catch let error as ArchiveError {
            throw error
        } catch {
            throw ArchiveError(
                action: "read the checkpoint", path: path,
                problem: "it is damaged (\(error)); move it away to begin anew at charon's last start")
        }
    }
}

/// A process on a machine: its number, and the boot in which that number was its own.
struct ProcessIdentity: Codable, Sendable, Equatable {
    var pid: Int32
    /// 32 hexadecimal digits.
    var bootID: Name
}
