internal import Archive
internal import Audit
internal import FoundationEssentials

/// What a check of the whole archive found.
struct Verification: Codable, Sendable, Equatable {
    /// When it began, microseconds since 1970 UTC.
    var checkedAt: UInt64
    /// How long it took.
    var seconds: Double
    /// Of the segments that were there.
    var bytes: UInt64 = 0
    var segments: UInt64 = 0
    var events: UInt64 = 0
    /// Whether nothing is damaged.
    var isIntact = false
    /// What is damaged, in sentences; no more than `maximumProblems`.
    var problems: [String] = []
    /// How many there are besides.
    var moreProblems: UInt64 = 0

    /// More are told by `verify` alone.
    static let maximumProblems = 20
    private static let version = 1

    private struct Version: Codable {
        var version: Int
    }

    private struct File: Codable {
        var version: Int
        /// The archive's directory: what is known of one says nothing of another.
        var archive: String
        var verification: Verification
    }

    private static func path(_ directory: String) -> String { directory + "/verification.json" }

    /// Writes it so that at any instant either the old or the new one is there, whole.
    func save(to directory: String, archive: String) throws(ArchiveError) {
        let path = Self.path(directory)
        let data: Data
        do {
            data = try JSONEncoder().encode(File(version: Self.version, archive: archive, verification: self))
        } catch {
            throw ArchiveError(action: "encode what was verified for", path: path, problem: "\(error)")
        }
        try Directory.replace(path, with: Array(data))
    }

    /// Reads what is known of an archive; nil when nothing is.
    /// - Throws: `ArchiveError` when the file cannot be read.
    static func load(from directory: String, archive: String) throws(ArchiveError) -> Verification? {
        let path = path(directory)
        guard let bytes = try Directory.contents(path) else { return nil }
        do {
            // The version first: another format may have another shape.
            let found = try JSONDecoder().decode(Version.self, from: Data(bytes)).version
            guard found == version else {
                throw ArchiveError(
                    action: "use", path: path, problem: "it has the format \(found), and this program writes \(version)"
                )
            }
            let file = try JSONDecoder().decode(File.self, from: Data(bytes))
            return file.archive == archive ? file.verification : nil
        } catch let error as ArchiveError {
            throw error
        } catch {
            throw ArchiveError(action: "read", path: path, problem: "it is damaged (\(error))")
        }
    }
}

extension Verification {
    /// - Parameters:
    ///   - checkedAt: when it began, microseconds since 1970 UTC.
    ///   - seconds: how long it took.
    init(_ report: Verifier.Report, checkedAt: UInt64, seconds: Double) {
        let damage = report.findings.filter { $0.kind == .damage }
        let machines = report.machines
        self.init(
            checkedAt: checkedAt, seconds: seconds, bytes: machines.reduce(0) { $0 + UInt64(clamping: $1.bytes) },
            segments: machines.reduce(0) { $0 + UInt64(clamping: $1.segments) },
            events: machines.reduce(0) { $0 &+ $1.events }, isIntact: damage.isEmpty,
            problems: damage.prefix(Self.maximumProblems).map(VerificationOutput.sentence),
            moreProblems: UInt64(max(0, damage.count - Self.maximumProblems)))
    }

    /// What a person should be told; nil when the archive is intact.
    var remark: String? {
        guard !isIntact, let first = problems.first else { return nil }
        let others = UInt64(problems.count - 1) + moreProblems
        return "The archive is damaged, as the check of \(JSONLine.timeText(checkedAt)) found: \(first)"
            + (others > 0 ? "; and \(others) more." : ".")
    }
}
