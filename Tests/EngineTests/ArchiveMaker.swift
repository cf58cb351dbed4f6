import Foundation
import Lab
import Support

/// Makes an archive that has all that may trouble those who read it: several days, two machines of which one is called
/// by a number and the other takes another name, bytes that are no text, numbers above 2^63, many segments and blocks.
struct ArchiveMaker {
    private var journal = JournalFile()
    private var chance = SeededGenerator(seed: 20_260_529)
    /// Unique id of the IKE_SA.
    private var number = 0

    private static let days = 4
    /// Of a machine and a day.
    private static let rounds = 150
    private static let selectors = "TS 198.51.100.0/24 === 203.0.113.0/24"

    /// Makes it.
    /// - Parameter directory: where the journal is left, and the archive as `archive`.
    /// - Returns: the archive's path.
    static func make(in directory: String) throws -> String {
        var maker = ArchiveMaker()
        let archive = directory + "/archive"
        try FileManager.default.createDirectory(atPath: directory + "/journal", withIntermediateDirectories: true)
        let start = maker.journal.now
        for day in 0..<days {
            maker.journal.now = start + UInt64(day) * 86_400_000_000
            for half in 0..<2 {
                for round in 0..<rounds / 2 { maker.tell(day: day, isFirst: half == 0 && round == 0) }
                try maker.journal.write(to: directory + "/journal/\(day)\(half).journal")
                // Each goes on where the one before ended, with blocks of its own.
                try run([
                    ExporterProcess.path(), "replay", "--journal.directory", directory + "/journal",
                    "--archive.directory", archive, "--archive.flush-interval", "0.01", "--archive.segment-seconds",
                    "30000", "--archive.fsync", "never",
                ])
            }
        }
        try addForeignFiles(to: archive)
        return archive
    }

    /// Adds what lies beside the segments and is none of them: read as one, it would break every engine.
    private static func addForeignFiles(to archive: String) throws {
        try FileManager.default.createDirectory(atPath: archive + "/seals", withIntermediateDirectories: true)
        for name in [".reserve", ".lock", "seals/host=gw.gz"] {
            try Data(repeating: 0x7B, count: 4096).write(to: URL(fileURLWithPath: archive + "/" + name))
        }
    }

    /// Both machines' next IKE_SA from its beginning to its end.
    private mutating func tell(day: Int, isFirst: Bool) {
        for machine in 0..<2 {
            journal.host = machine == 1 ? "0042" : day == Self.days - 1 ? "gw.example.org" : "gw"
            journal.machine = String(repeating: machine == 1 ? "b" : "a", count: 32)
            if isFirst { journal.charon("00[LIB] loaded plugins: aes sha2") }
            tellNext()
        }
    }

    private mutating func tellNext() {
        number += 1
        let connection = "aws-\(number % 4 + 1)"
        let context = "<\(connection)|\(number)>"
        let peer = "192.0.2.\(20 + number % 5)"
        let proposal =
            number.isMultiple(of: 7)
            ? "3DES_CBC/HMAC_MD5_96/PRF_HMAC_MD5/MODP_1024"
            : "AES_CBC_128/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/CURVE_25519"
        journal.now += UInt64.random(in: 1_000_000...250_000_000, using: &chance)
        journal.charon("05[IKE] \(context) initiating IKE_SA \(connection)[\(number)] to \(peer)")
        journal.charon("05[CFG] \(context) selected proposal: IKE:\(proposal)")
        if number.isMultiple(of: 9) {
            journal.charon("05[IKE] \(context) received AUTHENTICATION_FAILED notify error")
            return
        }
        let user = "user\(number % 6)@example.org"
        if number.isMultiple(of: 50) {
            authenticateStrangely(connection)
        } else {
            journal.charon("05[IKE] \(context) authentication of '\(user)' with EAP successful")
        }
        journal.charon(
            "05[IKE] \(context) IKE_SA \(connection)[\(number)] established between "
                + "192.0.2.10[gw.example.org]...\(peer)[\(user)]")
        if number.isMultiple(of: 5) {
            journal.charon("05[IKE] \(context) assigning virtual IP 2001:db8::\(number % 99) to peer '\(user)'")
        }
        tellChild(context)
        tellOthers()
    }

    /// The name of a user in bytes that are no text, with a quote and a NUL.
    private mutating func authenticateStrangely(_ connection: String) {
        let text = Data("authentication of '".utf8) + Data([0xFF, 0x00, 0x22, 0xC3, 0xA9])
        journal.add([
            "SYSLOG_IDENTIFIER": Data("charon-systemd".utf8), "_COMM": Data("charon-systemd".utf8),
            "_UID": Data("0".utf8), "_BOOT_ID": Data(journal.bootID.utf8), "_HOSTNAME": Data(journal.host.utf8),
            "_MACHINE_ID": Data(journal.machine.utf8), "GROUP": Data("IKE".utf8),
            "IKE_SA_NAME": Data(connection.utf8), "IKE_SA_UNIQUE_ID": Data("\(number)".utf8),
            "MESSAGE": text + Data("' with EAP successful".utf8),
        ])
    }

    /// A CHILD_SA, now and then rekeyed, until it is closed.
    private mutating func tellChild(_ context: String) {
        let spis = (0..<4).map { String(0xC000_0000 + number * 4 + $0, radix: 16) }
        var child = number * 2
        journal.charon(
            "05[IKE] \(context) CHILD_SA net{\(child)} established with SPIs \(spis[0])_i \(spis[1])_o "
                + "and \(Self.selectors)")
        if number.isMultiple(of: 6) {
            for way in ["inbound", "outbound"] {
                journal.charon(
                    "05[IKE] \(context) \(way) CHILD_SA net{\(child + 1)} established with SPIs "
                        + "\(spis[2])_i \(spis[3])_o and \(Self.selectors)")
            }
            close(context, child, spis[0], spis[1])
            child += 1
        }
        journal.now += 1_000_000
        close(context, child, spis[0], spis[1])
    }

    private mutating func close(_ context: String, _ child: Int, _ spiIn: String, _ spiOut: String) {
        let bytes: [UInt64] = [0, 1000, (1 << 63) + 5, .max, UInt64.random(in: 0...(1 << 40), using: &chance)]
        journal.charon(
            "05[IKE] \(context) closing CHILD_SA net{\(child)} with SPIs \(spiIn)_i "
                + "(\(bytes.randomElement(using: &chance) ?? 0) bytes) \(spiOut)_o (2000 bytes) and \(Self.selectors)")
    }

    /// A forgery, and entries that journald dropped.
    private mutating func tellOthers() {
        if number.isMultiple(of: 101) {
            // Some take U+2028 for the end of a line.
            journal.charon("05[IKE] forged\u{2028}{\"event\":\"none\"}", extra: ["_COMM": "logger", "_UID": "1000"])
        }
        if number.isMultiple(of: 203) {
            journal.add([
                "MESSAGE": "Suppressed 4711 messages from strongswan.service",
                "SYSLOG_IDENTIFIER": "systemd-journald", "MESSAGE_ID": "a596d6fe7bfa4994828e72309e95d61e",
                "N_DROPPED": "4711",
            ])
        }
    }
}
