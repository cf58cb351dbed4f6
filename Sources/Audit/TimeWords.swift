internal import Archive

/// Reads the times that a person writes: absolute ones, relative ones and words, in UTC unless they name a zone.
package struct TimeWords: Sendable {
    /// Microseconds since 1970 UTC.
    package let now: UInt64

    package init(now: UInt64) { self.now = now }

    /// What a text means.
    package struct Meaning: Sendable, Equatable {
        /// Microseconds since 1970 UTC. An instant's is as long as it was written precisely: a minute, a second or less.
        package var range: Range<UInt64>
        /// A point in time; otherwise a period such as a day.
        package var isInstant: Bool
    }

    /// The beginning of a search: of a period its first moment.
    package func since(_ text: String) throws(TimeWordError) -> UInt64 { try meaning(of: text).range.lowerBound }

    /// The end of a search, which is not searched itself: of a period what follows it.
    package func until(_ text: String) throws(TimeWordError) -> UInt64 {
        let meaning = try meaning(of: text)
        return meaning.isInstant ? meaning.range.lowerBound : meaning.range.upperBound
    }

    /// Both: a month, a day, an hour and minute.
    package func on(_ text: String) throws(TimeWordError) -> Range<UInt64> {
        let meaning = try meaning(of: text)
        guard !meaning.range.isEmpty else {
            throw TimeWordError(text, "is a moment and no period", Self.periods)
        }
        return meaning.range
    }

    private static let periods = "2026, 2026-03, 2026-03-04, '2026-03-04 03:12', yesterday, this-week"

    package func meaning(of text: String) throws(TimeWordError) -> Meaning {
        let text = Self.trimmed(text)
        guard !text.isEmpty else { throw TimeWordError(text, "is empty") }
        if let word = word(text) { return word }
        switch text.utf8.first {
        case UInt8(ascii: "@"): return try epoch(text)
        case UInt8(ascii: "-"), UInt8(ascii: "+"): return try relative(text)
        default: break
        }
        var parser = TimeParser(text, now: now)
        return try parser.parse()
    }

    private static func trimmed(_ text: String) -> String {
        let blank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
        var rest = text.drop(while: blank)
        while let last = rest.last, blank(last) { rest.removeLast() }
        return String(rest)
    }

    private func word(_ text: String) -> Meaning? {
        let today = Int(now / Day.microseconds)
        let day = Day(number: today)
        func days(_ first: Int, _ end: Int) -> Meaning {
            Meaning(
                range: UInt64(max(0, first)) * Day.microseconds..<UInt64(max(0, end)) * Day.microseconds,
                isInstant: false)
        }
        switch text {
        case "now": return Meaning(range: now..<now, isInstant: true)
        // As ausearch has it: ten minutes.
        case "recent": return Meaning(range: now - min(now, 600_000_000)..<now, isInstant: false)
        case "today": return days(today, today + 1)
        case "yesterday": return days(today - 1, today)
        case "this-week":
            // The first of January 1970 was a Thursday; weeks begin on Monday (ISO 8601).
            let monday = today - (today + 3) % 7
            return days(monday, monday + 7)
        case "this-month":
            return Calendar.month(day.year, day.month).map { days($0.lowerBound, $0.upperBound) }
        case "this-year": return Calendar.year(day.year).map { days($0.lowerBound, $0.upperBound) }
        default: return nil
        }
    }

    /// `@1780000000`, with a fraction if need be.
    private func epoch(_ text: String) throws(TimeWordError) -> Meaning {
        let parts = text.dropFirst().split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = parts.first, whole.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let seconds = UInt64(whole), seconds < 253_402_300_800
        else { throw TimeWordError(text, "is no number of seconds since 1970 before the year 10000") }
        guard parts.count == 2 else {
            return Meaning(range: seconds * 1_000_000..<(seconds + 1) * 1_000_000, isInstant: true)
        }
        guard let fraction = Fraction(parts[1].utf8) else { throw TimeWordError(text, "has no digits after the point") }
        let start = seconds * 1_000_000 + fraction.microseconds
        return Meaning(range: start..<start + fraction.unit, isInstant: true)
    }

    /// `-1h`, `-1h30m`.
    private func relative(_ text: String) throws(TimeWordError) -> Meaning {
        guard text.utf8.first == UInt8(ascii: "-") else {
            throw TimeWordError(text, "lies ahead: only what is past is archived")
        }
        var total: UInt64 = 0
        var digits: UInt64?
        for byte in text.utf8.dropFirst() {
            if (0x30...0x39).contains(byte) {
                let (product, overflow) = (digits ?? 0).multipliedReportingOverflow(by: 10)
                guard !overflow, product < 1 << 40 else { throw TimeWordError(text, "is too long ago") }
                digits = product + UInt64(byte - 0x30)
                continue
            }
            let unit: UInt64 =
                switch byte {
                case UInt8(ascii: "s"): 1
                case UInt8(ascii: "m"): 60
                case UInt8(ascii: "h"): 3600
                case UInt8(ascii: "d"): 86_400
                case UInt8(ascii: "w"): 604_800
                default: throw TimeWordError(text, "has a unit other than s, m, h, d and w")
                }
            guard let count = digits else { throw TimeWordError(text, "has a unit without a number") }
            let (seconds, overflow) = count.multipliedReportingOverflow(by: unit)
            guard !overflow, seconds < 1 << 40, total < 1 << 40 else { throw TimeWordError(text, "is too long ago") }
            total += seconds
            digits = nil
        }
        guard digits == nil, text.utf8.count > 1 else {
            throw TimeWordError(text, "ends without a unit: s, m, h, d or w")
        }
        let start = now - min(now, total * 1_000_000)
        return Meaning(range: start..<start, isInstant: true)
    }
}

/// A text that is no time.
package struct TimeWordError: Error, CustomStringConvertible, Equatable {
    package var text: String
    /// What is wrong with it.
    package var problem: String

    /// What may be written instead.
    private var help: String

    init(_ text: String, _ problem: String, _ help: String = Self.examples) {
        self.text = text
        self.problem = problem
        self.help = help
    }

    /// What may be written.
    package static let examples =
        "2026-03, 2026-03-04, '2026-03-04 03:12', 03:12, 2026-03-04T03:12:00+01:00, @1780000000, -1h, -30m, -2d, -1w, "
        + "now, recent, today, yesterday, this-week, this-month, this-year"

    package var description: String { "the time \"\(text)\" \(problem); write one of \(help)" }
}
