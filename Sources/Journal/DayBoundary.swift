/// Finds where another day begins (UTC), so that no batch goes beyond: what an archive keeps is kept by days.
///
/// A day later than all before is another one, and so is a day before yesterday: the clock was set. What is a little late
/// makes no more batches.
package struct DayBoundary: Sendable {
    /// Microseconds of a day.
    private static let length: UInt64 = 86_400_000_000
    /// The day that it is, and the one before it; microseconds since 1970 UTC. Empty before the first entry.
    package private(set) var days: Range<UInt64> = 0..<0

    package init() {}

    /// Takes note of an entry's time.
    /// - Parameter time: microseconds since 1970 UTC.
    /// - Returns: whether another day has begun.
    package mutating func passes(_ time: UInt64) -> Bool {
        guard !days.contains(time) else { return false }
        let day = min(time / Self.length, UInt64.max / Self.length - 1)
        days = (day - min(day, 1)) * Self.length..<(day + 1) * Self.length
        return true
    }
}
