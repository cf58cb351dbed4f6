package import Bytes

/// Recognises log lines of charon's (and systemd's about charon) in text files, line by line.
///
/// The form of a line is found anew for each: syslog as in RFC 3164 and RFC 5424, what `journalctl` prints, charon's
/// own files, and the logs of containers and routers. See `LineHeader` for what is trusted.
package struct TextLineParser: Sendable {
    /// The tags under which strongSwan's programs write, and the units that `journalctl -o with-unit` names instead.
    package static let defaultIdentifiers = [
        "charon", "charon-systemd", "charon-nm", "charon-cmd", "ipsec", "ipsec_starter", "starter", "strongswan",
        "strongswan.service", "strongswan-swanctl.service", "strongswan-starter.service", "charon-systemd.service",
        "ipsec.service",
    ]

    private let tags: ProgramTags
    private let hostName: [UInt8]
    private var clock: TextClock
    /// Room for a line without colours, and for one without the escapes of a container's log.
    private var plain: [UInt8] = []
    private var decoded: [UInt8] = []

    /// The room that is kept from one line to the next.
    private static let keptRoom = 1 << 20

    /// - Parameters:
    ///   - identifiers: the programs whose lines are wanted.
    ///   - watched: other programs, all of whose lines are wanted.
    ///   - hostName: the host of lines that name none; empty for none.
    ///   - timeZone: the zone of times that name none.
    package init(
        identifiers: [String] = Self.defaultIdentifiers, watched: [String] = [], hostName: String,
        timeZone: TimeZoneRule = .local
    ) {
        tags = ProgramTags(identifiers, watched: watched)
        self.hostName = Array(hostName.utf8)
        clock = TextClock(zone: timeZone)
    }

    /// Looks at one line (without its newline) and, when it is wanted, appends an entry to the batch.
    /// - Parameter reference: a time, microseconds since 1970 UTC, that the line is not (much) newer than: now for a
    ///   file that is being written, the file's modification time for an old one. For the year that a line omits.
    /// - Returns: whether the line was wanted.
    package mutating func append(
        _ bytes: Span<UInt8>, _ line: ByteRange, reference: UInt64, onto batch: inout EntryBatch
    ) -> Bool {
        guard ContainerLine.hasEscape(bytes, line) else {
            return appendPlain(bytes, line, reference: reference, onto: &batch)
        }
        var room = Self.take(&plain)
        ContainerLine.removeColours(bytes, line, into: &room)
        let isWanted = appendPlain(room.span, ByteRange(0, room.count), reference: reference, onto: &batch)
        if room.capacity <= Self.keptRoom { plain = room }
        return isWanted
    }

    private mutating func appendPlain(
        _ bytes: Span<UInt8>, _ line: ByteRange, reference: UInt64, onto batch: inout EntryBatch
    ) -> Bool {
        let line = Self.trimmed(bytes, line)
        guard ContainerLine.isObject(bytes, line) else {
            guard let header = LineHeader.read(bytes, line, tags) else { return false }
            append(header, bytes, header.stamp, reference: reference, onto: &batch)
            return true
        }
        var room = Self.take(&decoded)
        var isWanted = false
        if let stamp = ContainerLine.decode(bytes, line, into: &room) {
            if ContainerLine.hasEscape(room.span, ByteRange(0, room.count)) {
                var plain: [UInt8] = []
                ContainerLine.removeColours(room.span, ByteRange(0, room.count), into: &plain)
                swap(&room, &plain)
            }
            let line = Self.trimmed(room.span, ByteRange(0, room.count))
            if let header = LineHeader.read(room.span, line, tags) {
                // The engine's clock says the zone, which the line may not.
                append(header, room.span, stamp, reference: reference, onto: &batch)
                isWanted = true
            }
        }
        if room.capacity <= Self.keptRoom { decoded = room }
        return isWanted
    }

    /// Moves a buffer out of its place, so that it can be written to beside the parser.
    private static func take(_ buffer: inout [UInt8]) -> [UInt8] {
        var taken: [UInt8] = []
        swap(&taken, &buffer)
        return taken
    }

    /// A line without a byte order mark, the marks of a quotation, and tabs and carriage returns at its end.
    ///
    /// Blanks at the beginning stay, and a line that has some is not wanted: `journalctl` prints the second and later
    /// lines of a message behind blanks, whatever program it is of.
    private static func trimmed(_ bytes: Span<UInt8>, _ line: ByteRange) -> ByteRange {
        var start = line.lower
        var end = line.upper
        while end > start, bytes[end - 1] == 0x0D || bytes[end - 1] == 0x09 { end -= 1 }
        if start < end, bytes[start] == 0xEF { _ = CharonText.skip(bytes, &start, end, "\u{FEFF}") }
        while start < end, bytes[start] == UInt8(ascii: ">") {
            start += 1
            _ = Timestamp.skip(bytes, &start, end, 0x20)
        }
        return ByteRange(start, end)
    }

    private mutating func append(
        _ header: LineHeader, _ bytes: Span<UInt8>, _ stamp: Timestamp, reference: UInt64,
        onto batch: inout EntryBatch
    ) {
        var entry = Entry(realtime: clock.moment(of: stamp, reference: reference))
        if header.host.isEmpty {
            let range = ByteRange(0, hostName.count)
            entry[.hostname] = Self.shared(.hostname, hostName.span, range, &batch)
        } else {
            entry[.hostname] = Self.shared(.hostname, bytes, header.host, &batch)
        }
        if header.kind == .systemd {
            let name: InlineArray<7, UInt8> = [0x73, 0x79, 0x73, 0x74, 0x65, 0x6D, 0x64]
            entry[.identifier] = Self.shared(.identifier, name.span, ByteRange(0, 7), &batch)
        } else {
            entry[.identifier] = Self.shared(.identifier, bytes, header.tag, &batch)
        }
        entry[.pid] = Self.shared(.pid, bytes, header.pid, &batch)
        entry[.aboutUnit] = Self.copied(bytes, header.unit, &batch)
        if let facility = header.facility {
            let digits: InlineArray<2, UInt8> = [0x30 + UInt8(facility / 10), 0x30 + UInt8(facility % 10)]
            entry[.facility] = Self.shared(.facility, digits.span, ByteRange(facility < 10 ? 1 : 0, 2), &batch)
        }
        if let object = header.object {
            entry[.group] = Self.copied(bytes, object.group, &batch)
            entry[.level] = Self.copied(bytes, object.level, &batch)
            entry[.thread] = Self.copied(bytes, object.thread, &batch)
            entry[.ikeSAName] = Self.copied(bytes, object.name, &batch)
            entry[.ikeSAUniqueID] = Self.copied(bytes, object.id, &batch)
            let start = batch.bytes.count
            object.appendMessage(bytes, to: &batch.bytes)
            entry[.message] = ByteRange(start, batch.bytes.count)
        } else {
            entry[.message] = Self.copied(bytes, header.text, &batch)
        }
        batch.entries.append(entry)
    }

    /// Appends a value to the batch's bytes, unless the entry before has the same.
    private static func shared(
        _ field: EntryField, _ bytes: Span<UInt8>, _ range: ByteRange, _ batch: inout EntryBatch
    ) -> ByteRange {
        guard !range.isEmpty else { return .none }
        if !batch.entries.isEmpty {
            let before = batch.entries[batch.entries.count - 1][field]
            if Search.equal(bytes, range, batch.bytes.span, before) { return before }
        }
        return copied(bytes, range, &batch)
    }

    private static func copied(_ bytes: Span<UInt8>, _ range: ByteRange, _ batch: inout EntryBatch) -> ByteRange {
        guard !range.isEmpty else { return .none }
        let start = batch.bytes.count
        batch.bytes.append(bytes, range)
        return ByteRange(start, batch.bytes.count)
    }
}
