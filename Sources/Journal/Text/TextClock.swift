/// Turns the times of log lines into moments, in microseconds since 1970 UTC.
///
/// - A time without a zone is local. When the clocks are set back an hour comes twice: it is the first time, unless
///   that would be more than ten seconds before the line before. When they are set forward, a time within the hour
///   that does not exist is counted as if the clocks had not been set yet.
/// - A time without a year is in the latest year in which it is not more than a day after the reference; February 29
///   only in leap years.
/// - A time without a date is of the latest day on which it is not more than an hour after the reference.
/// - A line without a time that makes sense has the time of the line before, or else the reference.
struct TextClock: Sendable {
    private let zone: TimeZoneRule
    /// The last line's moment.
    private var previous: UInt64?
    /// Local times that are `safeOffset` from UTC.
    private var safe = 0..<0
    private var safeOffset = 0
    /// The moments, in seconds, that are in the local year `year`.
    private var yearMoments = 0..<0
    private var year = 0

    private static let million: UInt64 = 1_000_000
    private static let day = 86_400
    /// The end of the year 9999: no later moment is reckoned with.
    private static let lastMoment = 253_402_300_800

    init(zone: TimeZoneRule) { self.zone = zone }

    /// The moment of a line.
    mutating func moment(of stamp: Timestamp, reference: UInt64) -> UInt64 {
        let moment = read(stamp, Int(clamping: reference / Self.million)) ?? previous ?? reference
        previous = moment
        return moment
    }

    private mutating func read(_ stamp: Timestamp, _ reference: Int) -> UInt64? {
        let reference = Swift.min(reference, Self.lastMoment)
        let seconds: Int?
        switch stamp.kind {
        case .unknown:
            return nil
        case .absolute:
            return stamp.microsecond
        case .civil:
            seconds = civil(stamp, reference)
        case .timeOfDay:
            let today = Self.floor(reference + zone.offset(at: reference), Self.day)
            let moment = self.moment(local: today + stamp.second)
            seconds = moment > reference + 3600 ? self.moment(local: today - Self.day + stamp.second) : moment
        }
        guard let seconds, seconds >= 0, seconds <= Self.lastMoment else { return nil }
        return UInt64(seconds) * Self.million + stamp.microsecond
    }

    private mutating func civil(_ stamp: Timestamp, _ reference: Int) -> Int? {
        guard stamp.year == 0 else { return moment(stamp, year: stamp.year) }
        let limit = reference + Self.day
        if !yearMoments.contains(limit) {
            year = Self.year(of: limit + zone.offset(at: limit))
            let start = moment(local: Self.days(year, 1, 1) * Self.day)
            let end = moment(local: Self.days(year + 1, 1, 1) * Self.day)
            yearMoments = start < end ? start..<end : 0..<0
        }
        // A leap year comes after eight years at the latest.
        for candidate in stride(from: year, through: year - 8, by: -1) {
            if let moment = moment(stamp, year: candidate), moment <= limit { return moment }
        }
        return nil
    }

    private mutating func moment(_ stamp: Timestamp, year: Int) -> Int? {
        guard stamp.day <= Self.length(ofMonth: stamp.month, year) else { return nil }
        let local = Self.days(year, stamp.month, stamp.day) * Self.day + stamp.second
        if let offset = stamp.offset { return abs(offset) < Self.day ? local - offset : nil }
        return moment(local: local)
    }

    private mutating func moment(local: Int) -> Int {
        if safe.contains(local) { return local - safeOffset }
        let meaning = zone.meaning(ofLocal: local)
        if let latest = meaning.latest, let previous, meaning.earliest + 10 < Int(clamping: previous / Self.million) {
            return latest
        }
        if !meaning.safe.isEmpty {
            safe = meaning.safe
            safeOffset = local - meaning.earliest
        }
        return meaning.earliest
    }

    /// The days from 1970-01-01 to a date of the Gregorian calendar. Years are counted from March, so that the leap
    /// day is the last.
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let shifted = month > 2 ? year : year - 1
        let era = floor(shifted, 400) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func year(of local: Int) -> Int {
        var year = 1970 + floor(local, day) / day / 366
        while days(year + 1, 1, 1) * day <= local { year += 1 }
        return year
    }

    private static func length(ofMonth month: Int, _ year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// The largest multiple that is not larger.
    private static func floor(_ value: Int, _ step: Int) -> Int {
        let rest = value % step
        return rest < 0 ? value - rest - step : value - rest
    }
}
