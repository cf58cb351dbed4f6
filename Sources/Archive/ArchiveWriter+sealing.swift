internal import Synchronization
internal import Threads

/// The segment of a machine to which blocks are being added.
struct OpenSegment: Sendable {
    let path: String
    /// When it is to be sealed though no block comes, microseconds since 1970 UTC.
    let due: UInt64
    /// The sealing was ordered, and is not to be ordered again before this.
    var nextOrder: UInt64 = 0

    /// - Parameters:
    ///   - start: time of the segment's first event, microseconds since 1970 UTC.
    ///   - seconds: how old it may become.
    init(path: String, start: UInt64, seconds: Int) {
        self.path = path
        due = Self.due(start: start, seconds: seconds)
    }

    /// When a segment falls due, microseconds since 1970 UTC: its day is over, or it is older than `seconds`.
    static func due(start: UInt64, seconds: Int) -> UInt64 {
        // A time that a damaged header made up must not overflow.
        let start = min(start, UInt64.max / 4)
        let dayEnd = (start / Day.microseconds + 1) * Day.microseconds
        let age = min(UInt64(clamping: seconds), UInt64.max / 4_000_000) * 1_000_000
        return min(dayEnd, start + age + 1)
    }
}

extension ArchiveWriter {
    /// Microseconds until a segment that could not be sealed falls due again.
    private static let sealPause: UInt64 = 60_000_000

    /// Has every open segment sealed whose UTC day is over or that is older than `Options.segmentSeconds`. The writing
    /// thread does it after what was handed over before; `flush` waits for it. What cannot be sealed is told like what
    /// cannot be written, and tried again at the next call. Nothing is ordered while blocks cannot be written.
    ///
    /// To be called when the sources were read up to the present and the events that wait were handed over: while old
    /// days are being read, each of their segments is due as soon as it is begun.
    /// - Parameter now: microseconds since 1970 UTC.
    package func sealDue(now: UInt64) {
        openSegments.withLock { segments in
            for (host, segment) in segments where segment.due <= now {
                segments[host]?.nextOrder = now.addingReportingOverflow(Self.sealPause).partialValue
            }
        }
        offer(.seal(now: now))
    }

    /// When the next open segment falls due, microseconds since 1970 UTC; nil when none is open. One whose sealing was
    /// ordered and is not done is due again a minute after the order.
    package var nextSealDue: UInt64? {
        openSegments.withLock { segments in segments.values.map { max($0.due, $0.nextOrder) }.min() }
    }
}
