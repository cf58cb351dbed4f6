internal import Bytes

/// The two forms of time in certificates, as RFC 5280 section 4.1.2.5 restricts them: UTC, with seconds, no fractions.
package enum DERTime {
    static let utcTime: UInt8 = 0x17
    static let generalizedTime: UInt8 = 0x18

    /// Seconds since 1970 of `YYYYMMDDhhmmssZ`, or nil. The daemon gives the validity of bare public keys so.
    package static func seconds(generalized text: [UInt8]) -> Int64? {
        seconds(text.span, ByteRange(0, text.count), generalizedTime)
    }

    /// Seconds since 1970 of a time with its tag, or nil.
    static func seconds(_ bytes: Span<UInt8>, _ range: ByteRange, _ tag: UInt8) -> Int64? {
        var position = range.lower
        var isGood = true
        func pair() -> Int64 {
            let high = Int64(bytes[position]) - 0x30
            let low = Int64(bytes[position + 1]) - 0x30
            position += 2
            if !(0...9).contains(high) || !(0...9).contains(low) { isGood = false }
            return high * 10 + low
        }
        var year: Int64
        switch (tag, range.count) {
        case (utcTime, 13):
            year = pair()
            year += year < 50 ? 2000 : 1900
        case (generalizedTime, 15):
            year = pair() * 100
            year += pair()
        default: return nil
        }
        let (month, day, hour, minute, second) = (pair(), pair(), pair(), pair(), pair())
        guard isGood, bytes[position] == 0x5a, (1...12).contains(month), (1...days(of: month, year)).contains(day),
            hour < 24, minute < 60, second < 60
        else { return nil }
        return ((daysSince1970(year, month, day) * 24 + hour) * 60 + minute) * 60 + second
    }

    private static func days(of month: Int64, _ year: Int64) -> Int64 {
        switch month {
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Counts years from March, so that the leap day comes last, in eras of 400 years.
    private static func daysSince1970(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let shifted = month > 2 ? year : year - 1
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}
