import Foundation

/// Makes real journal files with systemd-journal-remote from entries written in Journal Export Format
/// (https://systemd.io/JOURNAL_EXPORT_FORMATS/).
package struct JournalFile {
    private var export = Data()
    private var number = 0
    /// Microseconds since 1970 UTC of the next entry; each takes a millisecond.
    package var now: UInt64
    package var pid = 4242
    package var host = "gw"
    package var machine = "fedcba9876543210fedcba9876543210"
    package var bootID = "0123456789abcdef0123456789abcdef"
    /// When the machine's monotonic clock was 0, microseconds since 1970 UTC.
    package var booted: UInt64 = 1_779_999_000_000_000

    package init(startingAt now: UInt64 = 1_780_000_000_000_000) { self.now = now }

    /// Adds an entry as charon-systemd writes it.
    /// - Parameter line: charon's text with the prefix of its other loggers, which becomes the journal's fields.
    package mutating func charon(_ line: String, extra: [String: String] = [:]) {
        var fields = ["SYSLOG_IDENTIFIER": "charon-systemd", "_COMM": "charon-systemd", "_TRANSPORT": "journal"]
        var rest = Substring(line)
        if let open = rest.firstIndex(of: "["), let close = rest.firstIndex(of: "]"),
            let thread = Int(rest[..<open])
        {
            fields["THREAD"] = String(thread)
            fields["GROUP"] = String(rest[rest.index(after: open)..<close])
            fields["LEVEL"] = "1"
            rest = rest[close...].dropFirst(2)
        }
        if rest.hasPrefix("<"), let end = rest.firstIndex(of: ">") {
            let context = rest[rest.index(after: rest.startIndex)..<end].split(separator: "|")
            if context.count == 2 { fields["IKE_SA_NAME"] = String(context[0]) }
            fields["IKE_SA_UNIQUE_ID"] = String(context.last ?? "")
            rest = rest[end...].dropFirst(2)
        }
        fields["MESSAGE"] = String(rest)
        add(fields.merging(extra) { $1 })
    }

    /// Sets the clock; the monotonic one goes on.
    package mutating func stepClock(seconds: Int64) {
        let step = seconds * 1_000_000
        now = UInt64(Int64(now) + step)
        booted = UInt64(Int64(booted) + step)
    }

    /// Boots the machine anew, with whatever clock it has.
    package mutating func boot(_ id: String) {
        bootID = id
        booted = now
    }

    /// Adds an entry with these fields and the ones that journald adds itself.
    package mutating func add(_ fields: [String: String]) {
        var all = [
            "_PID": String(pid), "_BOOT_ID": bootID, "_HOSTNAME": host, "_UID": "0",
            "_MACHINE_ID": machine, "PRIORITY": "6",
        ]
        all.merge(fields) { $1 }
        add(all.mapValues { Data($0.utf8) })
    }

    /// Adds an entry with exactly these fields, in any bytes.
    package mutating func add(_ fields: [String: Data]) {
        number += 1
        let cursor =
            "s=00000000000000000000000000000001;i=\(String(number, radix: 16));b=\(bootID);"
            + "m=\(String(now - booted, radix: 16));t=\(String(now, radix: 16));x=\(number)"
        text("__CURSOR=\(cursor)")
        text("__REALTIME_TIMESTAMP=\(now)")
        text("__MONOTONIC_TIMESTAMP=\(now - booted)")
        for (name, value) in fields.sorted(by: { $0.key < $1.key }) {
            if value.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) {
                text("\(name)=\(String(decoding: value, as: UTF8.self))")
            } else {
                text(name)
                withUnsafeBytes(of: UInt64(value.count).littleEndian) { export.append(contentsOf: $0) }
                export.append(value)
                export.append(0x0A)
            }
        }
        export.append(0x0A)
        now += 1000
    }

    private mutating func text(_ line: String) { export.append(contentsOf: Data((line + "\n").utf8)) }

    /// Writes what was added so far to a journal file, and goes on with an empty one.
    package mutating func write(to path: String) throws {
        let input = path + ".export"
        try export.write(to: URL(fileURLWithPath: input))
        defer { try? FileManager.default.removeItem(atPath: input) }
        export = Data()
        try run(["/lib/systemd/systemd-journal-remote", "-o", path, input])
        guard FileManager.default.fileExists(atPath: path) else {
            throw SupportError("systemd-journal-remote wrote no \(path)")
        }
    }
}
