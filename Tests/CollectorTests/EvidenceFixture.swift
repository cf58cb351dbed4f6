import Foundation
import Lab
import Support

/// An archive of several days that the program makes of a journal, and its commands.
struct EvidenceFixture {
    static let day: UInt64 = 86_400_000_000
    /// The 4th of March 2026, noon.
    static let noon: UInt64 = 1_772_625_600_000_000

    let directory: String
    let program: String
    var archive: String { directory + "/archive" }
    var key: String { directory + "/key" }

    /// - Parameters:
    ///   - days: of which the last one is not sealed.
    ///   - machines: their names; each logs the same.
    init(_ directory: String, days: Int = 3, machines: [String] = ["gw"], isSigned: Bool = false) throws {
        self.directory = directory
        program = try ExporterProcess.path()
        var flags: [String] = []
        for (number, machine) in machines.enumerated() {
            var journal = JournalFile(startingAt: Self.noon)
            journal.booted = Self.noon - 60_000_000
            journal.host = machine
            journal.machine = String(repeating: String(number), count: 32)
            for day in 0..<days {
                journal.now = Self.noon + UInt64(day) * Self.day
                let lines = day == 0 ? ReplayTests.life.dropLast(3) : []
                for line in lines + Self.rekeying(from: day + 1) { journal.charon(line) }
                journal.charon("09[IKE] <aws-2|7> initiating IKE_SA aws-2[7] to 192.0.2.21")
                journal.charon("09[IKE] <aws-2|7> received AUTHENTICATION_FAILED notify error")
            }
            let path = "\(directory)/\(machine).journal"
            try journal.write(to: path)
            flags += ["--journal.file", path]
        }
        if isSigned {
            try Support.run([program, "keygen", key])
            flags += ["--archive.signing-key", key]
        }
        try Support.run([program, "replay", "--archive.directory", archive, "--metrics.file", "/dev/null"] + flags)
    }

    /// What charon says when a CHILD_SA takes another's place.
    private static func rekeying(from old: Int) -> [String] {
        let selectors = "TS 198.51.100.0/24 === 203.0.113.0/24"
        let new =
            "CHILD_SA net{\(old + 1)} established with SPIs c000000\(old + 1)_i d000000\(old + 1)_o and \(selectors)"
        return [
            "08[IKE] <aws-1|1> inbound \(new)", "08[IKE] <aws-1|1> outbound \(new)",
            "08[IKE] <aws-1|1> closing CHILD_SA net{\(old)} with SPIs c000000\(old)_i (1000 bytes) d000000\(old)_o (2000 bytes) and \(selectors)",
        ]
    }

    @discardableResult
    func run(_ arguments: [String], expecting status: Int32 = 0) throws -> (out: String, err: String) {
        try Support.run([program] + arguments, expecting: status)
    }

    /// Runs `audit` on the archive.
    @discardableResult
    func audit(_ arguments: [String], expecting status: Int32 = 0) throws -> (out: String, err: String) {
        try run(["audit"] + arguments + ["--archive.directory", archive], expecting: status)
    }

    /// The segments, the oldest first.
    func segments() throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: archive).filter { $0.hasSuffix(".jsonl.gz") }.sorted()
            .map { archive + "/" + $0 }
    }

    /// All events as JSON has them.
    func events() throws -> [[String: Any]] {
        try segments().flatMap { try gunzip($0).split(separator: "\n") }.map {
            try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] ?? [:]
        }
    }

    /// A byte of a segment that is of the hash of its first block's content.
    static let contentHash = 70

    /// Changes one byte of a file.
    static func flip(_ path: String, at offset: Int) throws {
        var data = try Data(contentsOf: URL(fileURLWithPath: path))
        data[offset < 0 ? data.count + offset : offset] ^= 1
        try data.write(to: URL(fileURLWithPath: path))
    }
}
