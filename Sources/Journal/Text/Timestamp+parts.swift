internal import Bytes

/// The parts that times are made of.
extension Timestamp {
    /// `2026-11-21T09:14:03.123456+01:00` and its relatives: RFC 3339, with a blank for the `T`, `,` for the dot,
    /// `+0100`, or no zone at all. A zone's name is expected after a weekday only (`journalctl -o short-full`).
    mutating func readISO(_ bytes: Span<UInt8>, _ position: inout Int, _ end: Int, allowsZoneName: Bool) -> Bool {
        guard end - position > 10 else { return false }
        let separator = bytes[position + 4]
        guard separator == UInt8(ascii: "-") || separator == UInt8(ascii: "/"), bytes[position + 7] == separator,
            Self.digitCount(bytes, position, end) == 4, Self.digitCount(bytes, position + 5, end) == 2,
            Self.digitCount(bytes, position + 8, end) == 2
        else { return false }
        year = Self.number(bytes, &position, 4, end)
        position += 1
        month = Self.number(bytes, &position, 2, end)
        position += 1
        day = Self.number(bytes, &position, 2, end)
        _ = Self.skip(bytes, &position, end, UInt8(ascii: ","))
        if !Self.skip(bytes, &position, end, UInt8(ascii: "T")), !Self.skipBlanks(bytes, &position, end) {
            return false
        }
        guard readTime(bytes, &position, end) else { return false }
        let hasFraction = microsecond > 0
        readZone(bytes, &position, end, allowsName: allowsZoneName)
        // `time_add_ms` puts the milliseconds behind everything else.
        if !hasFraction { readFraction(bytes, &position, end) }
        checkDate()
        return true
    }

    private mutating func readZone(_ bytes: Span<UInt8>, _ position: inout Int, _ end: Int, allowsName: Bool) {
        guard position < end else { return }
        if bytes[position] == UInt8(ascii: "Z") {
            position += 1
            offset = 0
            return
        }
        var cursor = position
        let isApart = Self.skipBlanks(bytes, &cursor, end)
        let start = cursor
        guard let zone = CalendarWords.zone(bytes, &cursor, end) else { return }
        if isApart {
            guard Self.isSpace(bytes, cursor, end) else { return }
            let isSigned = bytes[start] == UInt8(ascii: "+") || bytes[start] == UInt8(ascii: "-")
            guard isSigned || allowsName || CalendarWords.isUTC(bytes, ByteRange(start, cursor)) else { return }
        }
        offset = zone.offset
        position = cursor
    }

    /// `09:14:03`, with or without a fraction.
    mutating func readTime(_ bytes: Span<UInt8>, _ position: inout Int, _ end: Int) -> Bool {
        guard 1...2 ~= Self.digitCount(bytes, position, end) else { return false }
        var cursor = position
        let hour = Self.number(bytes, &cursor, 2, end)
        guard Self.skip(bytes, &cursor, end, UInt8(ascii: ":")), Self.digitCount(bytes, cursor, end) == 2 else {
            return false
        }
        let minute = Self.number(bytes, &cursor, 2, end)
        guard Self.skip(bytes, &cursor, end, UInt8(ascii: ":")), Self.digitCount(bytes, cursor, end) == 2 else {
            return false
        }
        let second = Self.number(bytes, &cursor, 2, end)
        // A leap second is second 60 (RFC 3339 section 5.7).
        kind = hour < 24 && minute < 60 && second < 61 ? .civil : .unknown
        self.second = hour * 3600 + minute * 60 + second
        position = cursor
        readFraction(bytes, &position, end)
        return true
    }

    /// `.123456`; digits beyond the sixth are dropped.
    mutating func readFraction(_ bytes: Span<UInt8>, _ position: inout Int, _ end: Int) {
        guard position + 1 < end, bytes[position] == UInt8(ascii: ".") || bytes[position] == UInt8(ascii: ","),
            bytes[position + 1] &- 0x30 < 10
        else { return }
        var cursor = position + 1
        var value: UInt64 = 0
        var scale: UInt64 = 1_000_000
        while cursor < end, bytes[cursor] &- 0x30 < 10 {
            if scale > 1 {
                value = value * 10 + UInt64(bytes[cursor] & 15)
                scale /= 10
            }
            cursor += 1
        }
        microsecond = value * scale
        position = cursor
    }

    /// `AM` and `PM`, which some locales' `%c` and `%r` write.
    mutating func readHalfOfDay(_ bytes: Span<UInt8>, _ position: inout Int, _ end: Int) {
        guard end - position >= 3, bytes[position] == 0x20, bytes[position + 2] == UInt8(ascii: "M"),
            bytes[position + 1] == UInt8(ascii: "A") || bytes[position + 1] == UInt8(ascii: "P"),
            Self.isSpace(bytes, position + 3, end)
        else { return }
        let hour = second / 3600
        if !(1...12 ~= hour) { kind = .unknown }
        if bytes[position + 1] == UInt8(ascii: "P"), hour < 12 {
            second += 12 * 3600
        } else if bytes[position + 1] == UInt8(ascii: "A"), hour == 12 {
            second -= 12 * 3600
        }
        position += 3
    }

    /// A day that is in no calendar leaves the time unknown. The length of the month is `TextClock`'s affair.
    mutating func checkDate() {
        if !(1...12 ~= month && 1...31 ~= day) { kind = .unknown }
    }

    /// Whether a year stands there, and behind it the end, a blank, a comma or the milliseconds of `time_add_ms`.
    @inline(__always)
    static func isYear(_ bytes: Span<UInt8>, _ position: Int, _ end: Int) -> Bool {
        guard end - position >= 4, bytes[position] == UInt8(ascii: "1") || bytes[position] == UInt8(ascii: "2"),
            digitCount(bytes, position, end) == 4
        else { return false }
        let after = position + 4
        if isSpace(bytes, after, end) || bytes[after] == UInt8(ascii: ",") { return true }
        return bytes[after] == UInt8(ascii: ".") && after + 1 < end && bytes[after + 1] &- 0x30 < 10
    }

    /// Whether a blank, a tab or the end is there.
    @inline(__always)
    static func isSpace(_ bytes: Span<UInt8>, _ position: Int, _ end: Int) -> Bool {
        position >= end || bytes[position] == 0x20 || bytes[position] == 0x09
    }

    @inline(__always)
    static func digit(_ byte: UInt8) -> Int {
        let value = byte &- 0x30
        return value < 10 ? Int(value) : 1000
    }

    /// Two digits as a number; 1000 or more when one is none.
    @inline(__always)
    static func pair(_ bytes: Span<UInt8>, _ position: Int) -> Int {
        digit(bytes[position]) * 10 + digit(bytes[position + 1])
    }

    /// How many digits stand there; more than twelve count as twelve, as no form has as many.
    static func digitCount(_ bytes: Span<UInt8>, _ position: Int, _ end: Int) -> Int {
        var cursor = position
        let limit = Swift.min(end, position + 12)
        while cursor < limit, bytes[cursor] &- 0x30 < 10 { cursor += 1 }
        return cursor - position
    }

    /// Reads at most `count` digits.
    static func number(_ bytes: Span<UInt8>, _ position: inout Int, _ count: Int, _ end: Int) -> Int {
        var value = 0
        let limit = Swift.min(end, position + count)
        while position < limit, bytes[position] &- 0x30 < 10 {
            value = value * 10 + Int(bytes[position] & 15)
            position += 1
        }
        return value
    }

    @inline(__always)
    static func skip(_ bytes: Span<UInt8>, _ position: inout Int, _ end: Int, _ byte: UInt8) -> Bool {
        guard position < end, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    /// Skips blanks, and says whether there was one.
    @inline(__always)
    static func skipBlanks(_ bytes: Span<UInt8>, _ position: inout Int, _ end: Int) -> Bool {
        let start = position
        while position < end, bytes[position] == 0x20 { position += 1 }
        return position > start
    }
}
