internal import Bytes

/// The header of a line that is wanted, and where its text lies.
///
/// A header is read from left to right by a grammar, and nothing of it is ever searched for. charon's marker
/// `05[IKE]` counts in two places only: right behind the tag of a trusted program, and where there is no tag at all
/// and nothing but a time, a priority or a container's name comes before it. So whatever another program writes stays
/// behind that program's tag.
struct LineHeader {
    var stamp = Timestamp()
    var host = ByteRange.none
    var tag = ByteRange.none
    var pid = ByteRange.none
    var facility: Int?
    var text = ByteRange.none
    /// charon's JSON object, where the text is one.
    var object: CharonObject?
    var kind = ProgramTags.Kind.charon
    /// The unit that systemd speaks of.
    var unit = ByteRange.none

    var hasTime = false

    private init() {}

    /// The header of a line, or nil when the line is not wanted.
    static func read(_ bytes: Span<UInt8>, _ line: ByteRange, _ tags: ProgramTags) -> LineHeader? {
        var header = LineHeader()
        return header.read(bytes, line.lower, line.upper, tags) ? header : nil
    }

    private mutating func read(_ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ tags: ProgramTags) -> Bool {
        var position = start
        guard position < end else { return false }
        ContainerLine.skipName(bytes, &position, end)
        readPriority(bytes, &position, end)
        if isVersion(bytes, position, end) {
            position += 2
            return readProtocol(bytes, position, end, tags)
        }
        readTimes(bytes, &position, end)
        if position < end, bytes[position] == 0x09 { return readCells(bytes, position, end, tags) }
        return readProgram(bytes, position, end, tags)
    }

    /// `<30>`: the PRI of RFC 3164 section 4.1.1 and RFC 5424 section 6.2.1.
    private mutating func readPriority(_ bytes: Span<UInt8>, _ position: inout Int, _ end: Int) {
        guard position < end, bytes[position] == UInt8(ascii: "<") else { return }
        let digits = Timestamp.digitCount(bytes, position + 1, end)
        var cursor = position + 1
        guard 1...3 ~= digits else { return }
        let priority = Timestamp.number(bytes, &cursor, 3, end)
        guard priority < 192, Timestamp.skip(bytes, &cursor, end, UInt8(ascii: ">")) else { return }
        facility = priority / 8
        position = cursor
    }

    /// Reads the times at the beginning. More than one stands there where one logger's line went through another,
    /// which knew its zone: the first counts.
    private mutating func readTimes(_ bytes: Span<UInt8>, _ position: inout Int, _ end: Int) {
        guard let first = Timestamp.read(bytes, &position, end) else { return }
        stamp = first
        hasTime = true
        _ = Timestamp.skipBlanks(bytes, &position, end)
        if stamp.offset != nil { ContainerLine.skipStream(bytes, &position, end) }
        guard position < end, stamp.offset != nil || bytes[position] == UInt8(ascii: "[") else { return }
        guard !CharonText.isMarker(bytes, position, end), Timestamp.read(bytes, &position, end) != nil else { return }
        _ = Timestamp.skipBlanks(bytes, &position, end)
    }

    /// What follows the time: a tag, a host and a tag, or charon's text itself.
    private mutating func readProgram(
        _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ tags: ProgramTags
    ) -> Bool {
        var position = start
        if takesBare(bytes, position, end) { return true }
        var token = Self.token(bytes, position, end)
        // FreeBSD's syslogd can put `<daemon.info>` there.
        if hasTime, token.count > 2, bytes[token.lower] == UInt8(ascii: "<"),
            bytes[token.upper - 1] == UInt8(ascii: ">"),
            let number = FacilityToken.facility(bytes, ByteRange(token.lower + 1, token.upper - 1))
        {
            facility = number
            position = token.upper + 1
            token = Self.token(bytes, position, end)
        }
        if readFacility(bytes, &token, &position, end) {
            // `daemon.info : 05[IKE] …`: the program has no name.
            if Search.equal(bytes, token, ":") { position = token.upper + 1 }
            if takesBare(bytes, position, end) { return true }
        } else if hasTime, Self.isHost(bytes, token) {
            host = token
            position = token.upper + 1
            token = Self.token(bytes, position, end)
            _ = readFacility(bytes, &token, &position, end)
        }
        // Android's log names the level before the program.
        if !hasTime, CharonText.isAt(bytes, token.lower, token.upper, "I/") {
            token.start += 2
        }
        guard readTag(bytes, token, tags) else { return false }
        return takes(bytes, ByteRange(Swift.min(token.upper + 1, end), end))
    }

    /// Reads `daemon.info`, and goes on to the next token, where the token is that.
    private mutating func readFacility(
        _ bytes: Span<UInt8>, _ token: inout ByteRange, _ position: inout Int, _ end: Int
    ) -> Bool {
        guard let number = FacilityToken.facility(bytes, token) else { return false }
        facility = number
        position = token.upper + 1
        token = Self.token(bytes, position, end)
        return true
    }

    /// Whether charon's own line stands there, where there is no tag.
    mutating func takesBare(_ bytes: Span<UInt8>, _ position: Int, _ end: Int) -> Bool {
        guard position < end else { return false }
        if bytes[position] == UInt8(ascii: "{") {
            guard let object = CharonObject(bytes, ByteRange(position, end)) else { return false }
            var start = object.time.lower
            if !hasTime, let stamp = Timestamp.read(bytes, &start, object.time.upper) { self.stamp = stamp }
            self.object = object
            return true
        }
        guard CharonText.isMarker(bytes, position, end) || isConsole(bytes, position, end) else { return false }
        text = ByteRange(position, end)
        return true
    }

    /// Whether a line begins with `[IKE] `, as charon-nm and swanctl print on a console: without a thread it counts
    /// only where nothing stands before it.
    private func isConsole(_ bytes: Span<UInt8>, _ position: Int, _ end: Int) -> Bool {
        !hasTime && end - position > 6 && bytes[position] == UInt8(ascii: "[")
            && CharonText.isGroup(bytes, position + 1) && bytes[position + 4] == UInt8(ascii: "]")
            && bytes[position + 5] == 0x20
    }

    /// Reads `charon:` or `charon[12]:`, and says whether the program is one of those wanted.
    mutating func readTag(_ bytes: Span<UInt8>, _ token: ByteRange, _ tags: ProgramTags) -> Bool {
        guard token.count > 1, bytes[token.upper - 1] == UInt8(ascii: ":") else { return false }
        var end = token.upper - 1
        if bytes[end - 1] == UInt8(ascii: "]") {
            var start = end - 1
            while start > token.lower, bytes[start - 1] &- 0x30 < 10 { start -= 1 }
            guard start > token.lower + 1, 1...10 ~= end - 1 - start, bytes[start - 1] == UInt8(ascii: "[") else {
                return false
            }
            pid = ByteRange(start, end - 1)
            end = start - 1
        }
        tag = ByteRange(token.lower, end)
        guard let kind = tags.kind(bytes, tag) else { return false }
        self.kind = kind
        return true
    }

    /// Whether what a trusted program wrote is wanted.
    mutating func takes(_ bytes: Span<UInt8>, _ range: ByteRange) -> Bool {
        var start = range.lower
        let end = range.upper
        if kind == .systemd {
            // Every user has a systemd of his own, with another process id.
            let isFirst = Search.equal(bytes, pid, "1")
            guard hasTime, isFirst || pid.isEmpty && !host.isEmpty, let unit = SystemdText.unit(bytes, range) else {
                return false
            }
            self.unit = unit
            text = range
            return true
        }
        _ = Timestamp.skipBlanks(bytes, &start, end)
        if takesBare(bytes, start, end) { return true }
        guard start < end else { return false }
        // A log file on standard output has a time of its own.
        var inner = start
        if let stamp = Timestamp.read(bytes, &inner, end), Timestamp.skipBlanks(bytes, &inner, end),
            takesBare(bytes, inner, end)
        {
            if !hasTime { self.stamp = stamp }
            return true
        }
        guard hasTime else { return false }
        text = range
        if kind == .shared { return StarterText.isAt(bytes, range) }
        // Without a host the tag could be one that looks like a tag: then a tag follows.
        if host.isEmpty {
            let word = Self.token(bytes, start, end)
            return bytes[word.upper - 1] != UInt8(ascii: ":")
        }
        return true
    }

    /// The bytes up to the next blank.
    static func token(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> ByteRange {
        guard start < end else { return .none }
        var position = start
        while position < end, bytes[position] != 0x20 { position += 1 }
        return ByteRange(start, position)
    }

    /// Whether a token may be the name or the address of a host. No name ends in a colon: that is a tag's end.
    private static func isHost(_ bytes: Span<UInt8>, _ token: ByteRange) -> Bool {
        guard 1...255 ~= token.count, bytes[token.upper - 1] != UInt8(ascii: ":") else { return false }
        for index in token.lower..<token.upper {
            switch bytes[index] {
            case 0...0x20, 0x7F, UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "\""), UInt8(ascii: "{"),
                UInt8(ascii: "}"), UInt8(ascii: "|"):
                return false
            default: continue
            }
        }
        return true
    }
}
