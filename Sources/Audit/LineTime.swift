internal import Archive

/// The time that each line begins with: `{"time":"2026-11-21T09:14:03.000001Z"`.
enum LineTime {
    /// Bytes before the time.
    static let prefix = 9
    /// Bytes of the time.
    static let length = 27

    /// Microseconds since 1970 UTC; nil when the line that begins at `start` has no time there.
    static func microseconds(_ bytes: Span<UInt8>, _ start: Int) -> UInt64? {
        guard start + prefix + length < bytes.count, bytes[start + 2] == UInt8(ascii: "t"),
            bytes[start + 8] == UInt8(ascii: "\""), bytes[start + prefix + 26] == UInt8(ascii: "Z")
        else { return nil }
        let base = start + prefix
        // Whatever is no digit shows in the higher bits.
        var wrong = false
        func number(_ offset: Int, _ digits: Int) -> Int {
            var value = 0
            for index in (base + offset)..<(base + offset + digits) {
                let digit = bytes[index] &- 0x30
                if digit > 9 { wrong = true }
                value = value * 10 + Int(digit)
            }
            return value
        }
        let (year, month, day) = (number(0, 4), number(5, 2), number(8, 2))
        let seconds = number(11, 2) * 3600 + number(14, 2) * 60 + number(17, 2)
        let fraction = number(20, 6)
        guard !wrong, year >= 1970, (1...12).contains(month), (1...31).contains(day) else { return nil }
        return UInt64(days(year, month, day)) * Day.microseconds + UInt64(seconds) * 1_000_000 + UInt64(fraction)
    }

    /// Days since 1970-01-01 (Howard Hinnant's `days_from_civil`), without a check of the calendar.
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let shifted = year - (month <= 2 ? 1 : 0)
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}
