/// Finds where a new day begins (UTC), so that no batch goes beyond: what an archive keeps is kept by days.
///
/// Only a day that is later than all before counts: a clock that goes back and forth makes no more batches.
package struct DayBoundary: Sendable {
    /// Microseconds of a day.
    private static let length: UInt64 = 86_400_000_000
    /// When the latest day ends that was seen, microseconds since 1970 UTC.
    package private(set) var end: UInt64 = 0

    package init() {}

    /// Takes note of an entry's time.
    /// - Parameter time: microseconds since 1970 UTC.
    /// - Returns: whether a new day has begun.
    package mutating func passes(_ time: UInt64) -> Bool {
        guard time >= end else { return false }
        end = (time / Self.length + 1).multipliedReportingOverflow(by: Self.length).partialValue
        return true
    }
}
