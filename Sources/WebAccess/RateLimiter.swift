/// A token bucket: it begins full, each request takes a token, and a token comes back with each interval.
///
/// It knows no clock; its times come from outside, so that they can be those of a test.
package struct RateLimiter: Sendable, Equatable {
    private let interval: Duration
    /// What a full bucket is worth, as time: so that no part of a token is lost to rounding.
    private let capacity: Duration
    private var credit: Duration
    private var last: Duration?

    /// - Parameter limit: an interval of zero or less limits nothing.
    package init(_ limit: RateLimit) {
        interval = limit.interval
        // More than that is no limit, and the product must fit.
        capacity = limit.interval * Int(min(max(0, limit.burst), Int(Int32.max)))
        credit = capacity
    }

    /// Whether a request may pass now; if so, its token is taken.
    /// - Parameter now: since any fixed moment. A time before an earlier one brings nothing and takes nothing.
    package mutating func allows(at now: Duration) -> Bool {
        guard interval > .zero else { return true }
        if let last, now > last { credit = min(capacity, credit + (now - last)) }
        last = max(last ?? now, now)
        guard credit >= interval else { return false }
        credit -= interval
        return true
    }
}

/// How many requests may come.
package struct RateLimit: Sendable, Equatable {
    /// After which another request may come.
    package var interval: Duration
    /// How many may come at once.
    package var burst: Int

    package init(interval: Duration, burst: Int) {
        self.interval = interval
        self.burst = burst
    }
}
