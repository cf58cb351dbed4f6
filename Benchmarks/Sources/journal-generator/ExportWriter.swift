import Glibc

/// Writes lines as journal entries in the Journal Export Format (https://systemd.io/JOURNAL_EXPORT_FORMATS/).
struct ExportWriter: ~Copyable {
    private let descriptor: Int32
    private var buffer: [UInt8] = []
    private static let bufferSize = 1 << 20

    /// Creates a file.
    init(path: String) throws(FileError) {
        descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw FileError(path: path, error: errno) }
        buffer.reserveCapacity(Self.bufferSize + 4096)
    }

    deinit { close(descriptor) }

    /// Adds a field whose value has no line break.
    mutating func field(_ name: StaticString, _ value: String) {
        buffer += name.description.utf8
        buffer.append(UInt8(ascii: "="))
        buffer += value.utf8
        buffer.append(UInt8(ascii: "\n"))
    }

    /// Adds fields that are the same for many entries.
    mutating func fields(_ fields: [UInt8]) { buffer += fields }

    mutating func endEntry() throws(FileError) {
        buffer.append(UInt8(ascii: "\n"))
        if buffer.count >= Self.bufferSize { try flush() }
    }

    mutating func flush() throws(FileError) {
        try write(buffer, to: descriptor)
        buffer.removeAll(keepingCapacity: true)
    }
}

/// A file that cannot be written.
struct FileError: Error, CustomStringConvertible {
    var path = ""
    var error: Int32

    var description: String { "\(path): \(unsafe String(cString: strerror(error)))" }
}

/// Writes all of `bytes`.
func write(_ bytes: [UInt8], to descriptor: Int32) throws(FileError) {
    var rest = bytes[...]
    while !rest.isEmpty {
        let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
        guard count > 0 else { throw FileError(path: "output", error: errno) }
        rest = rest.dropFirst(count)
    }
}

/// Turns lines into the entries that journald makes of charon-systemd's messages.
struct EntryFormat {
    private let machineID: String
    private let bootID: String
    private let seqnumID: String
    private let invocationID: String
    private let bootTime: UInt64
    private var sequence: UInt64 = 0
    private var lastTime: UInt64 = 0
    private var random: Random
    /// What journald adds to each entry of a process.
    private let constant: [UInt8]

    /// - Parameter start: when charon started, microseconds since 1970 UTC.
    init(start: UInt64, random: Random) {
        self.random = random
        machineID = self.random.id128()
        bootID = self.random.id128()
        seqnumID = self.random.id128()
        invocationID = self.random.id128()
        bootTime = start - 12_345_678
        let fields = [
            "_BOOT_ID=\(bootID)", "_MACHINE_ID=\(machineID)", "_HOSTNAME=\(Simulation.gateway)",
            "SYSLOG_IDENTIFIER=charon-systemd", "_TRANSPORT=journal", "_PID=812", "_UID=0", "_GID=0",
            "_COMM=charon-systemd", "_EXE=/usr/sbin/charon-systemd", "_CMDLINE=/usr/sbin/charon-systemd",
            "_CAP_EFFECTIVE=1ffffffffff", "_SYSTEMD_CGROUP=/system.slice/strongswan.service",
            "_SYSTEMD_UNIT=strongswan.service", "_SYSTEMD_SLICE=system.slice",
            "_SYSTEMD_INVOCATION_ID=\(invocationID)",
        ]
        constant = Array((fields.joined(separator: "\n") + "\n").utf8)
    }

    /// Writes a line.
    mutating func write(_ line: Line, to writer: inout ExportWriter) throws(FileError) {
        // journald takes an entry in shortly after it was written, and never two at once.
        let source = line.time
        let time = max(source + UInt64.random(in: 5...60, using: &random), lastTime + 1)
        lastTime = time
        sequence += 1
        let monotonic = time - bootTime
        let hash = String(UInt64.random(in: 0 ... .max, using: &random), radix: 16)
        writer.field(
            "__CURSOR",
            "s=\(seqnumID);i=\(String(sequence, radix: 16));b=\(bootID);m=\(String(monotonic, radix: 16));"
                + "t=\(String(time, radix: 16));x=\(hash)")
        writer.field("__REALTIME_TIMESTAMP", String(time))
        writer.field("__MONOTONIC_TIMESTAMP", String(monotonic))
        writer.fields(constant)
        writer.field("MESSAGE", line.text)
        writer.field("MESSAGE_ID", "57d2708c-d607-43bd-8c39-66bf\(line.type.id)")
        writer.field("PRIORITY", line.type.level == 0 ? "5" : "6")
        writer.field("GROUP", line.type.group.description)
        writer.field("LEVEL", String(line.type.level))
        writer.field("THREAD", String(line.thread))
        if let context = line.context {
            writer.field("IKE_SA_UNIQUE_ID", String(context.id))
            if let name = context.name { writer.field("IKE_SA_NAME", name) }
        }
        writer.field("_SOURCE_REALTIME_TIMESTAMP", String(source))
        try writer.endEntry()
    }
}
