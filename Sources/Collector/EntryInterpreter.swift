internal import Bytes
internal import CharonLog
internal import Journal

/// Says what an entry is before its text is looked at: charon's word, systemd's about charon, journald's own, or
/// another's who bears charon's name.
///
/// It works on the entry's bytes, and remembers nothing but the last decision about who may be trusted.
struct EntryInterpreter: Sendable {
    /// What an entry is.
    enum Meaning {
        /// A line of charon's, by one of its loggers.
        case line(LogLine, Stream)
        /// What looks after charon says of it: systemd of its unit, the starter of its process.
        case manager(LogLine)
        /// The manager's line by a second way.
        case managerCopy
        /// It bears charon's name, and another process wrote it.
        case untrusted
        /// Another service's word, by its number among those that are watched.
        case watched(Int)
        /// journald dropped entries of a unit. The count is nil when it cannot be read.
        case dropped(count: UInt64?)
    }

    static let dropNoticeID: StaticString = "a596d6fe7bfa4994828e72309e95d61e"
    /// The part of charon's `MESSAGE_ID`s that all of them share; eight hexadecimal digits follow.
    static let messageIDPrefix: StaticString = "57d2708c-d607-43bd-8c39-66bf"
    /// Under these names charon's loggers write.
    static let identifiers = ["charon-systemd", "charon", "charon-nm", "ipsec_starter"]

    private var trust: TrustCheck
    private let watches: WatchCheck
    /// Entries of another program than charon's may be of a service that is watched.
    private let isWatching: Bool

    init(_ rules: TrustRules, _ watched: [WatchedService]) {
        trust = TrustCheck(rules)
        watches = WatchCheck(watched)
        isWatching = !watched.isEmpty
    }

    /// The entries of charon's loggers; the last one tells charon's present process.
    static var processMatches: [String] { identifiers.dropLast().map { "SYSLOG_IDENTIFIER=\($0)" } }

    /// The journal entries that are read: what bears the name of one of charon's programs, or was written by one, what
    /// systemd says of charon's units, journald's notices of what it dropped, and the services that are watched.
    static func matches(_ rules: TrustRules, _ watched: [WatchedService]) -> [String] {
        watched.flatMap(\.matches) + identifiers.map { "SYSLOG_IDENTIFIER=\($0)" }
            + rules.programs.map { "_COMM=\($0)" }
            + rules.units.map { "UNIT=\($0)" } + ["MESSAGE_ID=\(dropNoticeID)"]
    }

    /// Ranges of the batch before mean nothing in the next.
    mutating func beginBatch() { trust.beginBatch() }

    /// Interprets an entry of a journal.
    mutating func meaning(of entry: Entry, _ bytes: Span<UInt8>) -> Meaning {
        let messageID = entry[.messageID]
        if messageID.count == Self.dropNoticeID.utf8CodeUnitCount, Search.equal(bytes, messageID, Self.dropNoticeID) {
            // Anyone can write the id; journald's own messages have a transport that nobody else's have.
            let transport = entry[.transport]
            guard transport.isEmpty || Search.equal(bytes, transport, "driver") else { return .untrusted }
            return .dropped(count: Digits.decimal(bytes, entry[.dropped]))
        }
        if !entry[.aboutUnit].isEmpty, trust.isUnit(bytes, entry[.aboutUnit]) {
            // Only the first process is systemd; others may write the field too.
            guard Search.equal(bytes, entry[.pid], "1") else { return .untrusted }
            return .manager(Self.managerLine(entry, .systemd))
        }
        guard trust.isTrusted(entry, bytes) else {
            if isWatching, let index = watches.find(entry, bytes) { return .watched(index) }
            return .untrusted
        }
        // journald does not always know the program: a service is told by its own name too.
        if isWatching, let index = watches.find(entry, bytes, byName: true) { return .watched(index) }

        var line = LogLine()
        line.text = entry[.message]
        if messageID.count == Self.messageIDPrefix.utf8CodeUnitCount + 8 {
            let prefix = ByteRange(messageID.lower, messageID.upper - 8)
            var position = prefix.upper
            if Search.equal(bytes, prefix, Self.messageIDPrefix) {
                line.messageID = Digits.hex8(bytes, &position, end: messageID.upper)
            }
        }
        Self.readFields(entry, bytes, into: &line)
        line.hasPrefix = line.subsystem == .unknown && line.messageID == nil
        let stream = Stream(entry, bytes)
        if line.hasPrefix, Search.equal(bytes, entry[.comm], "starter"), !LinePrefix.isAt(bytes, line.text) {
            // The starter's own lines; it writes each to syslog and to its standard error.
            return stream == .standardOutput ? .managerCopy : .manager(Self.managerLine(entry, .app))
        }
        return .line(line, stream)
    }

    /// Interprets an entry of a text file, where only the text tells who wrote it.
    func textMeaning(of entry: Entry, _ bytes: Span<UInt8>) -> Meaning {
        if isWatching, let index = watches.find(text: entry, bytes) { return .watched(index) }
        if Search.equal(bytes, entry[.identifier], "systemd") { return .manager(Self.managerLine(entry, .systemd)) }
        var line = LogLine()
        line.text = Self.unrepeated(bytes, entry[.message])
        Self.readFields(entry, bytes, into: &line)
        if line.subsystem != .unknown { return .line(line, .prefixedText) }
        line.hasPrefix = LinePrefix.isAt(bytes, line.text)
        if !line.hasPrefix,
            Search.equal(bytes, entry[.identifier], "ipsec_starter") || Search.equal(bytes, entry[.identifier], "ipsec")
        {
            return .manager(Self.managerLine(entry, .app))
        }
        guard !entry[.facility].isEmpty else { return .line(line, line.hasPrefix ? .prefixedText : .plainText) }
        return .line(line, Search.equal(bytes, entry[.facility], "3") ? .daemonText : .otherText)
    }

    /// rsyslog writes `message repeated 3 times: [ text]` for the copies of a line. How many of them are charon's own
    /// and how many its second facility's, nobody knows: it is taken once.
    private static func unrepeated(_ bytes: Span<UInt8>, _ text: ByteRange) -> ByteRange {
        let start: StaticString = "message repeated "
        let middle: StaticString = " times: [ "
        var position = text.lower + start.utf8CodeUnitCount
        guard position < text.upper, Search.equal(bytes, ByteRange(text.lower, position), start),
            Digits.decimal(bytes, &position, end: text.upper) != nil
        else { return text }
        let inner = position + middle.utf8CodeUnitCount
        guard inner < text.upper, Search.equal(bytes, ByteRange(position, inner), middle),
            bytes[text.upper - 1] == UInt8(ascii: "]")
        else { return text }
        return ByteRange(inner, text.upper - 1)
    }

    private static func managerLine(_ entry: Entry, _ subsystem: Subsystem) -> LogLine {
        var line = LogLine()
        line.text = entry[.message]
        line.subsystem = subsystem
        return line
    }

    private static func readFields(_ entry: Entry, _ bytes: Span<UInt8>, into line: inout LogLine) {
        let group = entry[.group]
        if group.count == 3, let subsystem = Subsystem(bytes, at: group.lower) { line.subsystem = subsystem }
        line.level = Digits.decimal(bytes, entry[.level]).flatMap { UInt8(exactly: $0) }
        line.thread = Digits.decimal(bytes, entry[.thread]).flatMap { UInt32(exactly: $0) }
        line.context.name = entry[.ikeSAName]
        line.context.id = Digits.decimal(bytes, entry[.ikeSAUniqueID]).flatMap { UInt32(exactly: $0) }
    }
}

/// charon's loggers, the best last. charon with its default settings writes each level-0 line to two syslog
/// facilities, and with several loggers on, each of them writes each line: one of them is enough.
enum Stream: Int, Comparable, Sendable {
    /// In a text file: without charon's prefix, with it, and from syslog with its facility told.
    case plainText, prefixedText, otherText, daemonText
    /// In a journal.
    case standardOutput, otherSyslog, daemonSyslog, journal

    init(_ entry: Entry, _ bytes: Span<UInt8>) {
        if !entry[.group].isEmpty || !entry[.messageID].isEmpty || Search.equal(bytes, entry[.transport], "journal") {
            self = .journal
        } else if Search.equal(bytes, entry[.transport], "stdout") {
            self = .standardOutput
        } else {
            // LOG_DAEMON is facility 3.
            self = Search.equal(bytes, entry[.facility], "3") ? .daemonSyslog : .otherSyslog
        }
    }

    /// Whether it is read from a text file.
    var isText: Bool { self < .standardOutput }

    static func < (left: Stream, right: Stream) -> Bool { left.rawValue < right.rawValue }
}
