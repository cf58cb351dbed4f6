import Testing
import WebAccess

private func expect(
    _ limiter: inout RateLimiter, _ time: Duration, _ expected: Bool, location: SourceLocation = #_sourceLocation
) {
    let answer = limiter.allows(at: time)
    #expect(answer == expected, "at \(time)", sourceLocation: location)
}

@Suite struct RateLimiterTests {
    @Test func beginsFullAndRefills() {
        var limiter = RateLimiter(RateLimit(interval: .seconds(1), burst: 3))
        let times: [(Double, Bool)] = [
            (0, true), (0, true), (0, true), (0, false), (0.5, false), (1, true), (1.9, false), (2, true),
            (100, true), (100, true), (100, true), (100, false),
        ]
        for (time, expected) in times { expect(&limiter, .seconds(time), expected) }
    }

    @Test func bringsNothingWhenTimeGoesBack() {
        var limiter = RateLimiter(RateLimit(interval: .seconds(1), burst: 1))
        expect(&limiter, .seconds(10), true)
        expect(&limiter, .seconds(5), false)
        expect(&limiter, .seconds(10), false)
        expect(&limiter, .seconds(11), true)
    }

    @Test(arguments: [Duration.zero, .seconds(-1)]) func limitsNothingWithoutAnInterval(_ interval: Duration) {
        var limiter = RateLimiter(RateLimit(interval: interval, burst: 0))
        for _ in 0..<1000 { expect(&limiter, .zero, true) }
    }

    @Test func letsNothingThroughWithoutABurst() {
        var limiter = RateLimiter(RateLimit(interval: .seconds(1), burst: 0))
        expect(&limiter, .seconds(1000), false)
    }

    @Test func survivesTheLargest() {
        var limiter = RateLimiter(RateLimit(interval: .nanoseconds(Int64.max), burst: .max))
        expect(&limiter, .zero, true)
        expect(&limiter, .nanoseconds(Int64.max), true)
    }
}
