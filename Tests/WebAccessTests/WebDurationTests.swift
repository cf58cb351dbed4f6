import Testing
import WebAccess

@Suite struct WebDurationTests {
    @Test(arguments: [
        ("0", Duration.zero), ("+0", .zero), ("-0", .zero), ("0s", .zero), ("1s", .seconds(1)), ("1.5s", .seconds(1.5)),
        ("100ms", .milliseconds(100)), ("2h45m", .seconds(9900)), (".5m", .seconds(30)), ("5.s", .seconds(5)),
        ("+1m", .seconds(60)), ("1h1m1s1ms1us1ns", .seconds(3661) + .nanoseconds(1_001_001)), ("1µs", .microseconds(1)),
        ("1μs", .microseconds(1)), ("7ns", .nanoseconds(7)),
    ])
    func reads(_ text: String, _ expected: Duration) { #expect(WebDuration.read(text) == expected) }

    @Test(arguments: [
        "", "1", "s", "1x", "1 s", "-1s", "--0", "+", "-", ".", ".s", "1..2s", "1.2.3s", "1S", "1d", "1e3s", "∞s", "٣s",
        "99999999999999h", "0x1s", "nan", "inf", "1s ", "-0s1",
    ])
    func refuses(_ text: String) { #expect(WebDuration.read(text) == nil) }
}
