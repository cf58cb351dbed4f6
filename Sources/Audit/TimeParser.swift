internal import Archive

/// Days since 1970-01-01 of months and years.
enum Calendar {
    /// The number of a day; nil when there is no such day from 1970 to 9999.
    static func day(_ year: Int, _ month: Int, _ day: Int) -> Int? {
        guard (1970...9999).contains(year), (1...12).contains(month), (1...31).contains(day) else { return nil }
        var text = "\(year)-"
        text += month < 10 ? "0\(month)-" : "\(month)-"
        text += day < 10 ? "0\(day)" : "\(day)"
        return Day.number(of: text[...])
    }

    static func month(_ year: Int, _ month: Int) -> Range<Int>? {
        guard let first = day(year, month, 1) else { return nil }
        // The year 10000 has no number; December has 31 days.
        let end = month == 12 ? first + 31 : day(year, month + 1, 1)
        return end.map { first..<$0 }
    }

    static func year(_ year: Int) -> Range<Int>? {
        guard let first = day(year, 1, 1), let last = day(year, 12, 31) else { return nil }
        return first..<last + 1
    }
}

/// Digits behind a decimal point.
struct Fraction {
    let microseconds: UInt64
    /// What the last digit counts, microseconds; at least 1.
    let unit: UInt64

    /// - Returns: nil when there is none, or something else among them.
    init?(_ digits: some Collection<UInt8>) {
        guard !digits.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        var value: UInt64 = 0
        var scale: UInt64 = 1_000_000
        // Digits beyond microseconds do not count.
        for digit in digits.prefix(6) {
            value = value * 10 + UInt64(digit - 0x30)
            scale /= 10
        }
        microseconds = value * scale
        unit = scale
    }
}

/// Reads an absolute time from its beginning to its end.
struct TimeParser {
    private let text: String
    private let bytes: [UInt8]
    private let now: UInt64
    private var index = 0

    init(_ text: String, now: UInt64) {
        self.text = text
        bytes = Array(text.utf8)
        self.now = now
    }

    mutating func parse() throws(TimeWordError) -> TimeWords.Meaning {
        // Two digits and a colon: a time of today.
        if bytes.count > 2, bytes[2] == UInt8(ascii: ":") {
            return try clock(on: Int(now / Day.microseconds))
        }
        guard let year = number(4), (1970...9999).contains(year) else {
            throw error("does not begin with a year from 1970 to 9999")
        }
        guard index < bytes.count else { return try period(Calendar.year(year)) }
        try expect("-", "has no - behind the year")
        guard let month = number(2), (1...12).contains(month) else { throw error("has a month other than 01 to 12") }
        guard index < bytes.count else { return try period(Calendar.month(year, month)) }
        try expect("-", "has no - behind the month")
        guard let dayOfMonth = number(2), let day = Calendar.day(year, month, dayOfMonth) else {
            throw error("has a day that is not in that month, or is not written with two digits")
        }
        guard index < bytes.count else { return try period(day..<day + 1) }
        guard bytes[index] == UInt8(ascii: "T") || bytes[index] == UInt8(ascii: " ") else {
            throw error("has neither a blank nor a T behind the day")
        }
        index += 1
        return try clock(on: day)
    }

    private func period(_ days: Range<Int>?) throws(TimeWordError) -> TimeWords.Meaning {
        guard let days else { throw error("is in no calendar") }
        let start = UInt64(days.lowerBound) * Day.microseconds
        return TimeWords.Meaning(range: start..<UInt64(days.upperBound) * Day.microseconds, isInstant: false)
    }

    /// `03:12`, `03:12:05`, `03:12:05.25`, each with a zone if need be.
    private mutating func clock(on day: Int) throws(TimeWordError) -> TimeWords.Meaning {
        guard let hour = number(2), hour < 24 else { throw error("has an hour other than 00 to 23") }
        try expect(":", "has no minutes")
        guard let minute = number(2), minute < 60 else { throw error("has a minute other than 00 to 59") }
        var micros = UInt64(hour * 3600 + minute * 60) * 1_000_000
        var unit: UInt64 = 60_000_000
        if take(":") {
            guard let second = number(2), second < 60 else { throw error("has a second other than 00 to 59") }
            micros += UInt64(second) * 1_000_000
            unit = 1_000_000
            if take(".") {
                let digits = bytes[index...].prefix { (0x30...0x39).contains($0) }
                guard let fraction = Fraction(digits) else { throw error("has no digits after the point") }
                index = digits.endIndex
                micros += fraction.microseconds
                unit = fraction.unit
            }
        }
        let start = Int(UInt64(day) * Day.microseconds + micros) - (try zone()) * 60_000_000
        guard index == bytes.count else { throw error("goes on behind the time") }
        guard start >= 0 else { throw error("lies before 1970") }
        return TimeWords.Meaning(range: UInt64(start)..<UInt64(start) + unit, isInstant: true)
    }

    /// Minutes that a zone is ahead of UTC.
    private mutating func zone() throws(TimeWordError) -> Int {
        if index == bytes.count || take("Z") || take("z") { return 0 }
        let isBehind = bytes[index] == UInt8(ascii: "-")
        guard take("+") || take("-") else { return 0 }
        guard let hours = number(2), hours < 24 else { throw error("has a zone other than Z or one like +01:00") }
        _ = take(":")
        guard let minutes = number(2), minutes < 60 else { throw error("has a zone other than Z or one like +01:00") }
        return (hours * 60 + minutes) * (isBehind ? -1 : 1)
    }

    /// A number of exactly so many digits.
    private mutating func number(_ digits: Int) -> Int? {
        guard index + digits <= bytes.count else { return nil }
        var value = 0
        for byte in bytes[index..<(index + digits)] {
            guard (0x30...0x39).contains(byte) else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        index += digits
        return value
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard index < bytes.count, bytes[index] == UInt8(ascii: character) else { return false }
        index += 1
        return true
    }

    private mutating func expect(_ character: Unicode.Scalar, _ problem: String) throws(TimeWordError) {
        guard take(character) else { throw error(problem) }
    }

    private func error(_ problem: String) -> TimeWordError { TimeWordError(text, problem) }
}
