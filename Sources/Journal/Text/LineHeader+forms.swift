internal import Bytes

/// The forms of lines whose fields have fixed places: RFC 5424, and the columns of web pages.
extension LineHeader {
    /// The VERSION of RFC 5424 section 6.2.2 and a time or `-` after it. rsyslog can leave the PRI out.
    func isVersion(_ bytes: Span<UInt8>, _ position: Int, _ end: Int) -> Bool {
        guard end - position > 3, bytes[position] == UInt8(ascii: "1"), bytes[position + 1] == 0x20 else {
            return false
        }
        if bytes[position + 2] == UInt8(ascii: "-") { return bytes[position + 3] == 0x20 }
        return Timestamp.digitCount(bytes, position + 2, end) == 4
    }

    /// RFC 5424 section 6: `TIMESTAMP HOSTNAME APP-NAME PROCID MSGID STRUCTURED-DATA MSG`.
    mutating func readProtocol(
        _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ tags: ProgramTags
    ) -> Bool {
        var position = start
        if !CharonText.skip(bytes, &position, end, "-") {
            guard let stamp = Timestamp.read(bytes, &position, end) else { return false }
            self.stamp = stamp
        }
        hasTime = true
        guard let host = Self.field(bytes, &position, end), let tag = Self.field(bytes, &position, end),
            let kind = tags.kind(bytes, tag), let process = Self.field(bytes, &position, end),
            Self.field(bytes, &position, end) != nil, Self.skipStructuredData(bytes, &position, end)
        else { return false }
        self.host = host
        self.tag = tag
        self.kind = kind
        if process.count <= 10, Digits.decimal(bytes, process) != nil { pid = process }
        _ = Timestamp.skip(bytes, &position, end, 0x20)
        _ = CharonText.skip(bytes, &position, end, "\u{FEFF}")
        _ = Timestamp.skip(bytes, &position, end, 0x20)
        let isNamed = !Search.equal(bytes, host, "-")
        guard takes(bytes, ByteRange(position, end)) else { return false }
        if !isNamed { self.host = .none }
        return true
    }

    /// One blank and the field behind it.
    private static func field(_ bytes: Span<UInt8>, _ position: inout Int, _ end: Int) -> ByteRange? {
        guard Timestamp.skip(bytes, &position, end, 0x20) else { return nil }
        let field = token(bytes, position, end)
        guard 1...255 ~= field.count else { return nil }
        position = field.upper
        return field
    }

    /// One blank and the STRUCTURED-DATA of RFC 5424 section 6.3: `-`, or elements in brackets with quoted values.
    private static func skipStructuredData(_ bytes: Span<UInt8>, _ position: inout Int, _ end: Int) -> Bool {
        guard Timestamp.skip(bytes, &position, end, 0x20) else { return false }
        if Timestamp.skip(bytes, &position, end, UInt8(ascii: "-")) { return Timestamp.isSpace(bytes, position, end) }
        var isQuoted = false
        var isOpen = false
        while position < end {
            let byte = bytes[position]
            if isQuoted {
                if byte == UInt8(ascii: "\\") { position += 1 }
                isQuoted = byte != UInt8(ascii: "\"")
            } else if isOpen {
                isQuoted = byte == UInt8(ascii: "\"")
                isOpen = byte != UInt8(ascii: "]")
                if byte == UInt8(ascii: "[") { return false }
            } else {
                guard byte == UInt8(ascii: "[") else { return byte == 0x20 && bytes[position - 1] == UInt8(ascii: "]") }
                isOpen = true
            }
            position += 1
        }
        return false
    }

    /// The columns of a web page's log, with tabs between: `TIME Informational charon 05[IKE] …` (OPNsense) or
    /// `TIME charon 12345 05[IKE] …` (pfSense). Only what has charon's marker is wanted.
    mutating func readCells(
        _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ tags: ProgramTags
    ) -> Bool {
        var position = start
        var isTrusted = false
        var hasPriority = false
        for _ in 0..<5 {
            while position < end, bytes[position] == 0x09 { position += 1 }
            if isTrusted, takesBare(bytes, position, end) { return true }
            let cellStart = position
            while position < end, bytes[position] != 0x09, bytes[position] != 0x20 { position += 1 }
            let cell = ByteRange(cellStart, position)
            guard position < end, !cell.isEmpty else { return false }
            if isTrusted {
                guard cell.count <= 10, Digits.decimal(bytes, cell) != nil else { return false }
                pid = cell
            } else if readTag(bytes, cell, tags) || readName(bytes, cell, tags) {
                guard kind != .systemd else { return false }
                _ = Timestamp.skipBlanks(bytes, &position, end)
                isTrusted = true
            } else {
                guard !hasPriority, Self.isPriority(bytes, cell) else { return false }
                hasPriority = true
            }
        }
        return false
    }

    /// Reads a program's name that fills a column.
    private mutating func readName(_ bytes: Span<UInt8>, _ cell: ByteRange, _ tags: ProgramTags) -> Bool {
        guard let kind = tags.kind(bytes, cell) else { return false }
        self.kind = kind
        tag = cell
        return true
    }

    private static let priorities: [StaticString] = [
        "Emergency", "Alert", "Critical", "Error", "Warning", "Notice", "Informational", "Debug",
    ]

    /// Whether a column holds a priority, which can come before the program.
    private static func isPriority(_ bytes: Span<UInt8>, _ cell: ByteRange) -> Bool {
        for priority in priorities where Search.equal(bytes, cell, priority) { return true }
        return false
    }
}
