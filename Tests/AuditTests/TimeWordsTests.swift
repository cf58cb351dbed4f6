import Audit
import Foundation
import Testing

struct TimeWordsTests {
    /// 2026-11-21 19:10:00 UTC, a Saturday.
    private static let now: UInt64 = 1_795_288_200_000_000
    private let words = TimeWords(now: now)

    private static func utc(_ text: String) -> UInt64 {
        let formatter = ISO8601DateFormatter()
        return UInt64(formatter.date(from: text)!.timeIntervalSince1970) * 1_000_000
    }

    @Test(arguments: [
        ("2026-03", "2026-03-01T00:00:00Z", "2026-04-01T00:00:00Z"),
        ("2026-12", "2026-12-01T00:00:00Z", "2027-01-01T00:00:00Z"),
        ("2028-02", "2028-02-01T00:00:00Z", "2028-03-01T00:00:00Z"),
        ("2026", "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z"),
        ("2026-03-04", "2026-03-04T00:00:00Z", "2026-03-05T00:00:00Z"),
        ("2028-02-29", "2028-02-29T00:00:00Z", "2028-03-01T00:00:00Z"),
        ("today", "2026-11-21T00:00:00Z", "2026-11-22T00:00:00Z"),
        ("yesterday", "2026-11-20T00:00:00Z", "2026-11-21T00:00:00Z"),
        ("this-week", "2026-11-16T00:00:00Z", "2026-11-23T00:00:00Z"),
        ("this-month", "2026-11-01T00:00:00Z", "2026-12-01T00:00:00Z"),
        ("this-year", "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z"),
        ("recent", "2026-11-21T19:00:00Z", "2026-11-21T19:10:00Z"),
    ])
    func `a period begins for --since and ends for --until`(text: String, start: String, end: String) throws {
        #expect(try words.since(text) == Self.utc(start))
        #expect(try words.until(text) == Self.utc(end))
        #expect(try words.on(text) == Self.utc(start)..<Self.utc(end))
    }

    @Test(arguments: [
        ("2026-03-04 03:12", "2026-03-04T03:12:00Z", 60_000_000), ("03:12", "2026-11-21T03:12:00Z", 60_000_000),
        ("03:12:05", "2026-11-21T03:12:05Z", 1_000_000), ("2026-03-04T03:12:05Z", "2026-03-04T03:12:05Z", 1_000_000),
        ("2026-03-04T03:12:05+01:00", "2026-03-04T02:12:05Z", 1_000_000),
        ("2026-03-04T23:12:05.000-0530", "2026-03-05T04:42:05Z", 1_000),
        ("2026-03-04 03:12Z", "2026-03-04T03:12:00Z", 60_000_000),
        ("2026-03-04T03:12:05.000000123Z", "2026-03-04T03:12:05Z", 1),
        ("@1780000000", "2026-05-28T20:26:40Z", 1_000_000), ("  2026-03-04 03:12 ", "2026-03-04T03:12:00Z", 60_000_000),
    ])
    func `an instant is the same for both`(text: String, time: String, precision: UInt64) throws {
        let start = Self.utc(time)
        #expect(try words.since(text) == start)
        #expect(try words.until(text) == start)
        #expect(try words.on(text) == start..<(start + precision))
    }

    @Test(arguments: [
        ("-1h", 3600), ("-30m", 1800), ("-2d", 172_800), ("-1w", 604_800), ("-90s", 90), ("-1h30m", 5400), ("now", 0),
    ])
    func `relative times count back from now`(text: String, seconds: UInt64) throws {
        #expect(try words.since(text) == Self.now - seconds * 1_000_000)
        #expect(try words.until(text) == Self.now - seconds * 1_000_000)
        #expect(throws: TimeWordError.self) { try words.on(text) }
    }

    @Test func `what is before 1970 is cut there`() throws { #expect(try words.since("-9999w") == 0) }

    @Test(arguments: [
        ("", "empty"), ("2026-13", "month"), ("2026-02-30", "day"), ("2026-3-4", "month"), ("26-03-04", "year"),
        ("1969-12-31", "year"), ("2026-03-04 24:00", "hour"), ("2026-03-04 03:60", "minute"),
        ("2026-03-04 03:12:60", "second"), ("2026-03-04x", "blank nor a T"), ("2026-03-04 03:12 pm", "goes on"),
        ("2026-03-04T03:12:00+1", "zone"), ("2026-03-04T03:12:00.", "digits"), ("-1", "unit"), ("-h", "number"),
        ("-1y", "unit"), ("-", "unit"), ("+1h", "ahead"), ("@", "seconds"), ("@-5", "seconds"), ("@1.", "digits"),
        ("@99999999999999999999", "seconds"), ("-99999999999999999999s", "long ago"), ("tomorrow", "year"),
        ("1970-01-01T00:00:00+01:00", "before 1970"), ("2026-", "month"), ("2026-03-", "day"),
    ])
    func `what is wrong is named, with examples`(text: String, problem: String) {
        let error = #expect(throws: TimeWordError.self) { try words.meaning(of: text) }
        #expect(error?.problem.contains(problem) == true, "\(String(describing: error))")
        #expect(error?.description.contains("this-week") == true)
    }

    @Test func `no text makes it crash, and no range is upside down`() {
        var chance = Chance(11)
        let pieces = [
            "2026", "-", "03", "04", " ", "T", "03", ":", "12", ".", "5", "Z", "+", "01", "@", "1h", "w", "9999",
            "99999999999999999999", "now", "ä", "\u{0}", "00", "31", "today",
        ]
        for _ in 0..<20_000 {
            var text = ""
            for _ in 0..<chance.below(9) { text += chance.pick(pieces) }
            guard let meaning = try? words.meaning(of: text) else { continue }
            #expect(meaning.range.lowerBound <= meaning.range.upperBound)
            #expect(meaning.range.upperBound <= 253_402_300_800_000_000 + 86_400_000_000)
        }
    }

    @Test func `random instants are what Foundation makes of them`() throws {
        var chance = Chance(12)
        let formatter = ISO8601DateFormatter()
        for _ in 0..<2000 {
            let seconds = UInt64(chance.below(253_402_300_799))
            let text = formatter.string(from: Date(timeIntervalSince1970: Double(seconds)))
            #expect(try words.since(text) == seconds * 1_000_000, "\(text)")
        }
    }
}
