internal import Bytes
internal import CharonLog
internal import Journal

/// Says what a journal entry is before its text is looked at: charon's word, another's, or journald's own.
///
/// Pure; it works on the entry's bytes.
struct EntryInterpreter {
    /// What an entry is.
    enum Meaning {
        /// A line of charon's, by one of its loggers.
        case line(LogLine, Stream)
        /// It bears charon's name, and another process wrote it.
        case untrusted
        /// journald dropped entries of a unit. The count is nil when it cannot be read.
        case dropped(count: UInt64?)
    }

    /// The journal entries that are read: what bears the name of one of charon's programs, or was written by one,
    /// and journald's notices of what it dropped.
    static let programs = ["charon-systemd", "charon", "charon-nm"]
    static let dropNoticeID: StaticString = "a596d6fe7bfa4994828e72309e95d61e"

    static var processMatches: [String] { programs.map { "SYSLOG_IDENTIFIER=\($0)" } }
    static var matches: [String] {
        processMatches + programs.map { "_COMM=\($0)" } + ["MESSAGE_ID=\(dropNoticeID)"]
    }

    /// The part of charon's `MESSAGE_ID`s that all of them share; eight hexadecimal digits follow.
    static let messageIDPrefix: StaticString = "57d2708c-d607-43bd-8c39-66bf"

    static func meaning(of entry: Entry, _ bytes: Span<UInt8>) -> Meaning {
        let messageID = entry[.messageID]
        if messageID.count == dropNoticeID.utf8CodeUnitCount, Search.equal(bytes, messageID, dropNoticeID) {
            // Anyone can write the id; journald's own messages have a transport that nobody else's have.
            let transport = entry[.transport]
            guard transport.isEmpty || Search.equal(bytes, transport, "driver") else { return .untrusted }
            return .dropped(count: Digits.decimal(bytes, entry[.dropped]))
        }
        guard isTrusted(entry, bytes) else { return .untrusted }

        var line = LogLine()
        line.text = entry[.message]
        if messageID.count == messageIDPrefix.utf8CodeUnitCount + 8 {
            let prefix = ByteRange(messageID.lower, messageID.upper - 8)
            var position = prefix.upper
            if Search.equal(bytes, prefix, messageIDPrefix) {
                line.messageID = Digits.hex8(bytes, &position, end: messageID.upper)
            }
        }
        let group = entry[.group]
        if group.count == 3, let subsystem = Subsystem(bytes, at: group.lower) { line.subsystem = subsystem }
        line.hasPrefix = line.subsystem == .unknown && line.messageID == nil
        line.level = Digits.decimal(bytes, entry[.level]).flatMap { UInt8(exactly: $0) }
        line.thread = Digits.decimal(bytes, entry[.thread]).flatMap { UInt32(exactly: $0) }
        line.context.name = entry[.ikeSAName]
        line.context.id = Digits.decimal(bytes, entry[.ikeSAUniqueID]).flatMap { UInt32(exactly: $0) }
        return .line(line, Stream(entry, bytes))
    }

    /// Anyone can write an identifier; the name of the program that wrote is journald's own word. An entry without
    /// any (from an imported journal) is taken for what it says.
    private static func isTrusted(_ entry: Entry, _ bytes: Span<UInt8>) -> Bool {
        let comm = entry[.comm]
        return comm.isEmpty || Search.equal(bytes, comm, "charon-systemd") || Search.equal(bytes, comm, "charon")
            || Search.equal(bytes, comm, "charon-nm")
    }

    /// charon's loggers, the best last. charon with its default settings writes each level-0 line to two syslog
    /// facilities, and with several loggers on, each of them writes each line: one of them is enough.
    enum Stream: Int, Comparable, Sendable {
        case standardOutput, otherSyslog, daemonSyslog, journal

        init(_ entry: Entry, _ bytes: Span<UInt8>) {
            if !entry[.group].isEmpty || !entry[.messageID].isEmpty || Search.equal(bytes, entry[.transport], "journal")
            {
                self = .journal
            } else if Search.equal(bytes, entry[.transport], "stdout") {
                self = .standardOutput
            } else {
                // LOG_DAEMON is facility 3.
                self = Search.equal(bytes, entry[.facility], "3") ? .daemonSyslog : .otherSyslog
            }
        }

        static func < (left: Stream, right: Stream) -> Bool { left.rawValue < right.rawValue }
    }
}
