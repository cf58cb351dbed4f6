/// A calendar day in UTC, written `2026-11-21`.
package struct Day: CustomStringConvertible, Equatable, Sendable {
    package var year: Int
    package var month: Int
    package var day: Int

    /// Microseconds in a day.
    package static let microseconds: UInt64 = 86_400_000_000

    /// The day of a time in microseconds since 1970 UTC, by the civil calendar (Howard Hinnant's `civil_from_days`).
    package init(microseconds: UInt64) { self.init(number: Int(microseconds / Self.microseconds)) }

    /// - Parameter number: days since 1970-01-01, 0 or more.
    package init(number: Int) {
        let shifted = number + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    package var description: String {
        func padded(_ value: Int, _ width: Int) -> String {
            let digits = String(value)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }

    /// The days since 1970-01-01 of a text like `2026-11-21`; nil when it is no day since then.
    package static func number(of text: Substring) -> Int? {
        let parts = text.split(separator: "-").compactMap { Int($0) }
        guard parts.count == 3, (1970...9999).contains(parts[0]), (1...12).contains(parts[1]),
            (1...31).contains(parts[2])
        else { return nil }
        // Howard Hinnant's `days_from_civil`.
        let year = parts[0] - (parts[1] <= 2 ? 1 : 0)
        let era = year / 400
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * (parts[1] + (parts[1] > 2 ? -3 : 9)) + 2) / 5 + parts[2] - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        let number = era * 146_097 + dayOfEra - 719_468
        // The 31st of April and the like are other days, or none.
        return number >= 0 && Day(number: number).description == text ? number : nil
    }
}
