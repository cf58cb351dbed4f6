internal import Bytes

/// A time as a log line writes it: read letter by letter, and not yet turned into a moment.
///
/// Reading follows RFC 3164 section 4.1.2, RFC 3339 (which RFC 5424 section 6.2.3 uses), the forms of `journalctl -o`,
/// and the usual values of charon's `time_format`. It stays apart from `TextClock`, as most lines are not wanted and
/// then nobody asks for the moment.
struct Timestamp {
    enum Kind: UInt8 {
        /// There is none, or it makes no sense (month 13), or it does not count from a known moment.
        case unknown
        /// `microsecond` counts from 1970 UTC.
        case absolute
        /// Day and time of day, with or without a year and a zone.
        case civil
        /// A time of day alone.
        case timeOfDay
    }

    var kind = Kind.unknown
    /// 0 where the line omits it.
    var year = 0
    var month = 0
    var day = 0
    /// Within the day; 86,400 for a leap second at its end.
    var second = 0
    var microsecond: UInt64 = 0
    /// Seconds east of UTC; nil for the local zone.
    var offset: Int?

    /// Reads a time at `position` and moves past it; what follows is a blank, a tab or the end.
    static func read(_ bytes: Span<UInt8>, _ position: inout Int, _ end: Int) -> Timestamp? {
        guard position < end else { return nil }
        var stamp = Timestamp()
        if stamp.readClassic(bytes, &position, end) { return stamp }
        var cursor = position
        let first = bytes[cursor]
        let isRead =
            if first &- 0x30 < 10 {
                stamp.readNumeric(bytes, &cursor, end)
            } else if first == UInt8(ascii: "[") {
                stamp.readBracketed(bytes, &cursor, end)
            } else {
                stamp.readWords(bytes, &cursor, end)
            }
        guard isRead else { return nil }
        // A `time_format` may end in a mark of its own.
        if cursor < end, bytes[cursor] == UInt8(ascii: ",") || bytes[cursor] == UInt8(ascii: ":") { cursor += 1 }
        guard isSpace(bytes, cursor, end) else { return nil }
        position = cursor
        return stamp
    }

    /// The form of nearly all lines: `Jul 12 09:12:03 `, at fixed places.
    @inline(__always)
    private mutating func readClassic(_ bytes: Span<UInt8>, _ position: inout Int, _ end: Int) -> Bool {
        let start = position
        guard end - start > 15, bytes[start + 3] == 0x20, bytes[start + 6] == 0x20, bytes[start + 15] == 0x20,
            bytes[start + 9] == 0x3A, bytes[start + 12] == 0x3A
        else { return false }
        let month = CalendarWords.englishMonth(bytes[start], bytes[start + 1], bytes[start + 2])
        let tens = bytes[start + 4] == 0x20 ? 0 : Self.digit(bytes[start + 4])
        let day = tens * 10 + Self.digit(bytes[start + 5])
        let hour = Self.pair(bytes, start + 7)
        let minute = Self.pair(bytes, start + 10)
        let second = Self.pair(bytes, start + 13)
        // A year may follow, and whatever is no digit has made its number too large: the general way decides.
        guard month > 0, day < 32, day > 0, hour < 24, minute < 60, second < 61,
            !Self.isYear(bytes, start + 16, end)
        else { return false }
        kind = .civil
        self.month = month
        self.day = day
        self.second = hour * 3600 + minute * 60 + second
        position = start + 15
        return true
    }

    /// The forms that begin with a digit.
    private mutating func readNumeric(_ bytes: Span<UInt8>, _ position: inout Int, _ end: Int) -> Bool {
        let digits = Self.digitCount(bytes, position, end)
        let next = position + digits
        guard next < end else { return false }
        switch (digits, bytes[next]) {
        case (4, UInt8(ascii: "-")), (4, UInt8(ascii: "/")):
            return readISO(bytes, &position, end, allowsZoneName: false)
        case (1...2, UInt8(ascii: ":")):
            guard readTime(bytes, &position, end) else { return false }
            kind = kind == .civil ? .timeOfDay : .unknown
            return true
        case (1...2, UInt8(ascii: ".")) where !Self.isSpace(bytes, next + 1, end):
            return readDotted(bytes, &position, end)
        case (1...2, 0x20), (1...2, UInt8(ascii: ".")):
            let day = Self.number(bytes, &position, 2, end)
            _ = Self.skip(bytes, &position, end, UInt8(ascii: "."))
            return readMonthName(bytes, &position, end) && finishMonthAndDay(bytes, &position, end, day: day)
        case (9...11, UInt8(ascii: ".")), (10, 0x20):
            return readEpoch(bytes, &position, end)
        default:
            return false
        }
    }

    /// `1763712843.123456`, of `journalctl -o short-unix`.
    private mutating func readEpoch(_ bytes: Span<UInt8>, _ position: inout Int, _ end: Int) -> Bool {
        guard let seconds = Digits.decimal(bytes, &position, end: end) else { return false }
        kind = .absolute
        readFraction(bytes, &position, end)
        microsecond += seconds * 1_000_000
        return true
    }

    /// `21.11.2026 09:14:03`.
    private mutating func readDotted(_ bytes: Span<UInt8>, _ position: inout Int, _ end: Int) -> Bool {
        day = Self.number(bytes, &position, 2, end)
        guard Self.skip(bytes, &position, end, UInt8(ascii: ".")) else { return false }
        guard 1...2 ~= Self.digitCount(bytes, position, end) else { return false }
        month = Self.number(bytes, &position, 2, end)
        guard Self.skip(bytes, &position, end, UInt8(ascii: ".")), Self.digitCount(bytes, position, end) == 4 else {
            return false
        }
        year = Self.number(bytes, &position, 4, end)
        _ = Self.skip(bytes, &position, end, UInt8(ascii: ","))
        guard Self.skipBlanks(bytes, &position, end), readTime(bytes, &position, end) else { return false }
        checkDate()
        return true
    }

    /// `[   12.345678]` counts from the boot, which nobody knows; any other time may stand in brackets too.
    private mutating func readBracketed(_ bytes: Span<UInt8>, _ position: inout Int, _ end: Int) -> Bool {
        position += 1
        _ = Self.skipBlanks(bytes, &position, end)
        guard position < end, bytes[position] != UInt8(ascii: "[") else { return false }
        var cursor = position
        let digits = Self.digitCount(bytes, cursor, end)
        cursor += digits
        if 1...11 ~= digits, Self.skip(bytes, &cursor, end, UInt8(ascii: ".")) {
            cursor += Self.digitCount(bytes, cursor, end)
            if Self.skip(bytes, &cursor, end, UInt8(ascii: "]")) {
                if digits >= 9 { _ = readEpoch(bytes, &position, end) }
                position = cursor
                return true
            }
        }
        let isRead =
            bytes[position] &- 0x30 < 10
            ? readNumeric(bytes, &position, end) : readWords(bytes, &position, end)
        return isRead && Self.skip(bytes, &position, end, UInt8(ascii: "]"))
    }

    /// The forms that begin with a weekday, a month or `UTC`.
    private mutating func readWords(_ bytes: Span<UInt8>, _ position: inout Int, _ end: Int) -> Bool {
        let start = position
        guard let word = CalendarWords.word(bytes, &position, end) else { return false }
        _ = Self.skip(bytes, &position, end, UInt8(ascii: ","))
        guard Self.skipBlanks(bytes, &position, end), position < end else { return false }
        let digits = Self.digitCount(bytes, position, end)
        if digits == 4 {
            if CalendarWords.isUTC(bytes, word) {
                guard readISO(bytes, &position, end, allowsZoneName: false) else { return false }
                offset = offset ?? 0
                return true
            }
            return CalendarWords.isWeekday(bytes, word) && readISO(bytes, &position, end, allowsZoneName: true)
        }
        if digits == 0 {
            guard CalendarWords.isWeekday(bytes, word), readMonthName(bytes, &position, end) else { return false }
            return readDayAndTime(bytes, &position, end)
        }
        guard digits <= 2 else { return false }
        var cursor = position + digits
        _ = Self.skip(bytes, &cursor, end, UInt8(ascii: "."))
        if Self.skipBlanks(bytes, &cursor, end), cursor < end, bytes[cursor] &- 0x30 > 9,
            CalendarWords.isWeekday(bytes, word)
        {
            let day = Self.number(bytes, &position, 2, end)
            position = cursor
            return readMonthName(bytes, &position, end) && finishMonthAndDay(bytes, &position, end, day: day)
        }
        position = start
        return readMonthName(bytes, &position, end) && readDayAndTime(bytes, &position, end)
    }

    private mutating func readMonthName(_ bytes: Span<UInt8>, _ position: inout Int, _ end: Int) -> Bool {
        _ = Self.skipBlanks(bytes, &position, end)
        guard let word = CalendarWords.word(bytes, &position, end) else { return false }
        month = CalendarWords.month(bytes, word)
        return month > 0
    }

    private mutating func readDayAndTime(_ bytes: Span<UInt8>, _ position: inout Int, _ end: Int) -> Bool {
        guard Self.skipBlanks(bytes, &position, end), 1...2 ~= Self.digitCount(bytes, position, end) else {
            return false
        }
        let day = Self.number(bytes, &position, 2, end)
        _ = Self.skip(bytes, &position, end, UInt8(ascii: ","))
        return finishMonthAndDay(bytes, &position, end, day: day)
    }

    /// What follows a month and a day: `[2026] 09:14:03[.123] [AM] [CET] [2026]`.
    private mutating func finishMonthAndDay(
        _ bytes: Span<UInt8>, _ position: inout Int, _ end: Int, day: Int
    ) -> Bool {
        self.day = day
        guard Self.skipBlanks(bytes, &position, end) else { return false }
        if Self.isYear(bytes, position, end) {
            year = Self.number(bytes, &position, 4, end)
            _ = Self.skip(bytes, &position, end, UInt8(ascii: ","))
            guard Self.skipBlanks(bytes, &position, end) else { return false }
        }
        guard readTime(bytes, &position, end) else { return false }
        readHalfOfDay(bytes, &position, end)
        var cursor = position
        if Self.skipBlanks(bytes, &cursor, end) {
            if Self.isYear(bytes, cursor, end), year == 0 {
                year = Self.number(bytes, &cursor, 4, end)
                position = cursor
            } else if let zone = CalendarWords.zone(bytes, &cursor, end) {
                // A zone's name here could as well be a host's, unless a year stands on one of its sides.
                var after = cursor
                if year > 0 {
                    offset = zone.offset
                    position = cursor
                } else if Self.skipBlanks(bytes, &after, end), Self.isYear(bytes, after, end) {
                    offset = zone.offset
                    year = Self.number(bytes, &after, 4, end)
                    position = after
                }
            }
        }
        if microsecond == 0 { readFraction(bytes, &position, end) }
        checkDate()
        return true
    }
}
