import Exposition
import Testing

@Suite struct OpenMetricsTests {
    private func text(_ format: Format = .openMetrics, _ body: (inout Exposition) -> Void) -> String {
        var exposition = Exposition(format)
        body(&exposition)
        return String(decoding: exposition.finish(), as: UTF8.self)
    }

    /// One of each kind, in both formats.
    private func all(_ out: inout Exposition) {
        let event = Exemplar(
            Labels("seq", "42").with("machine", "gw1"), value: 1, time: 1_780_000_000_500_000)
        out.begin("x_events_total", .counter, "How \"many\" \\ events.")
        out.sample(Labels("a", "b"), UInt64.max, created: 1_780_000_000_000_001, exemplar: event)
        out.sample(Labels("a", "c"), 2.5)
        out.begin("x_sent_bytes_total", .counter, "Bytes.")
        out.begin("x_start_timestamp_seconds", .gauge, "When.")
        out.sample(Labels(), microseconds: 1_780_000_000_000_000)
        out.begin("x_info", .info, "What.")
        out.sample(Labels("version", "6.0.1"), UInt64(1))
        out.begin("x_wait_seconds", .histogram, "How long.")
        out.histogram(
            Labels("a", "b"), bounds: [0.5, 1, 1e6], counts: [1, 2, 3, 0], sum: 9.5, created: 1_780_000_000_000_000,
            exemplars: [nil, Exemplar(Labels("seq", "7"), value: 0.75, time: 0)])
    }

    @Test func openMetricsIsWrittenToTheLetter() {
        #expect(
            text(.openMetrics, all) == #"""
                # TYPE x_events counter
                # HELP x_events How \"many\" \\ events.
                x_events_total{a="b"} 18446744073709551615 # {seq="42",machine="gw1"} 1 1780000000.500000
                x_events_created{a="b"} 1780000000.000001
                x_events_total{a="c"} 2.5
                # TYPE x_sent_bytes counter
                # UNIT x_sent_bytes bytes
                # HELP x_sent_bytes Bytes.
                # TYPE x_start_timestamp_seconds gauge
                # UNIT x_start_timestamp_seconds seconds
                # HELP x_start_timestamp_seconds When.
                x_start_timestamp_seconds 1780000000
                # TYPE x info
                # HELP x What.
                x_info{version="6.0.1"} 1
                # TYPE x_wait_seconds histogram
                # UNIT x_wait_seconds seconds
                # HELP x_wait_seconds How long.
                x_wait_seconds_bucket{a="b",le="0.5"} 1
                x_wait_seconds_bucket{a="b",le="1.0"} 3 # {seq="7"} 0.75
                x_wait_seconds_bucket{a="b",le="1e+06"} 6
                x_wait_seconds_bucket{a="b",le="+Inf"} 6
                x_wait_seconds_sum{a="b"} 9.5
                x_wait_seconds_count{a="b"} 6
                x_wait_seconds_created{a="b"} 1780000000
                # EOF

                """#)
    }

    @Test func theTextFormatHasNoneOfIt() {
        #expect(
            text(.text, all) == #"""
                # HELP x_events_total How "many" \\ events.
                # TYPE x_events_total counter
                x_events_total{a="b"} 18446744073709551615
                x_events_total{a="c"} 2.5
                # HELP x_sent_bytes_total Bytes.
                # TYPE x_sent_bytes_total counter
                # HELP x_start_timestamp_seconds When.
                # TYPE x_start_timestamp_seconds gauge
                x_start_timestamp_seconds 1780000000
                # HELP x_info What.
                # TYPE x_info gauge
                x_info{version="6.0.1"} 1
                # HELP x_wait_seconds How long.
                # TYPE x_wait_seconds histogram
                x_wait_seconds_bucket{a="b",le="0.5"} 1
                x_wait_seconds_bucket{a="b",le="1"} 3
                x_wait_seconds_bucket{a="b",le="1000000"} 6
                x_wait_seconds_bucket{a="b",le="+Inf"} 6
                x_wait_seconds_sum{a="b"} 9.5
                x_wait_seconds_count{a="b"} 6

                """#)
    }

    @Test func nothingIsOpenMetricsToo() { #expect(text { _ in } == "# EOF\n") }

    @Test(arguments: [
        (1e15, "1000000000000000"), (9_007_199_254_740_992, "9007199254740992"), (1e19, "10000000000000000000"),
        (1e20, "100000000000000000000"), (1e21, "1e+21"), (1.5e-5, "0.000015"), (-1e-7, "-0.0000001"), (1e-8, "1e-08"),
        (-0.0, "-0.0"), (0.1 + 0.2, "0.30000000000000004"), (-1.25e17, "-125000000000000000"),
        (.leastNonzeroMagnitude, "5e-324"),
        (.greatestFiniteMagnitude, "1.7976931348623157e+308"),
    ]) func numbersAreShortAndPlain(_ value: Double, _ expected: String) {
        let text = text {
            $0.begin("x", .gauge, "x")
            $0.sample(Labels(), value)
        }
        #expect(text.contains("\nx \(expected)\n"))
        #expect(Double(expected) == value)
    }

    /// Only ASCII of 128 characters fits in 128 bytes: what counts is scalars.
    @Test(arguments: [(124, true), (125, false)]) func exemplarsWithLongLabelsAreLeftOut(_ length: Int, _ fits: Bool) {
        for character in ["x", "\u{E9}", "\u{1F600}", "\\", "\n"] {
            let text = text {
                $0.begin("x_total", .counter, "x")
                $0.sample(
                    Labels(), UInt64(1),
                    exemplar: Exemplar(
                        Labels("name", String(repeating: character, count: length)), value: 1, time: 1))
            }
            #expect(text.contains("x_total 1 # {name=") == fits)
            #expect(text.contains("x_total 1"))
        }
    }

    @Test func whatIsNoTotalIsLeftOut() {
        let text = text {
            $0.begin("x_total", .counter, "x")
            $0.sample(Labels("a", "1"), Double.nan)
            $0.sample(Labels("a", "2"), -1.0)
            $0.sample(Labels("a", "3"), 3.0)
            $0.begin("y", .histogram, "y")
            $0.histogram(Labels(), bounds: [-1, 1], counts: [1, 1, 1], sum: -3)
        }
        #expect(text.contains("# HELP x x\nx_total{a=\"3\"} 3\n# TYPE y histogram\n"))
        #expect(text.hasSuffix("y_bucket{le=\"+Inf\"} 3\n# EOF\n"))
    }

    /// Of the same labels, the first counts, in each family anew.
    @Test(arguments: [Format.text, .openMetrics]) func noLabelSetAppearsTwice(_ format: Format) {
        let text = text(format) {
            for _ in 0..<2 {
                $0.begin("x_total", .counter, "x")
                for value in ["a", "b", "a", "b", "a"] { $0.sample(Labels("l", value), UInt64(1), created: 1) }
                for _ in 0..<3 { $0.sample(Labels(), 2.0) }
            }
            $0.begin("y", .histogram, "y")
            for _ in 0..<3 { $0.histogram(Labels("l", "a"), bounds: [1], counts: [1, 1], sum: 1) }
        }
        #expect(text.split(separator: "\n").count { $0.hasPrefix("x_total{l=\"a\"}") } == 2)
        #expect(text.split(separator: "\n").count { $0.hasPrefix("x_total{l=\"b\"}") } == 2)
        #expect(text.split(separator: "\n").count { $0.hasPrefix("x_total 2") } == 2)
        #expect(text.split(separator: "\n").count { $0.hasPrefix("y_count") } == 1)
    }

    /// Names that differ in bytes that are no UTF-8 stay two, and so do those that only look like them.
    @Test func differentNamesStayDifferent() {
        let names: [[UInt8]] = [
            [0xFF], [0xFE], [0xC3], [0xC3, 0x28], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xC0, 0x80],
            [0], Array("\u{FFFD}00".utf8), Array("\u{FFFD}".utf8), Array("\u{FFFD}FF".utf8), Array("\u{FFFD}FE".utf8),
            [0xE2, 0x82],
            [0xE2, 0x82, 0xAC],
            [0xEF, 0xBF], [0xEF, 0xBF, 0xBD, 0xFF], [],
        ]
        let rendered = names.map { Labels("x", $0).bytes }
        #expect(Set(rendered).count == names.count)
        for bytes in rendered { #expect(String(validating: bytes, as: UTF8.self) != nil) }
        #expect(String(decoding: Labels("x", [0x63, 0xE9]).bytes, as: UTF8.self) == "x=\"c\u{FFFD}E9\"")
    }

    /// What is UTF-8 is told as the standard library tells it, and is kept as it is.
    @Test func whatIsUTF8IsKept() {
        var random = SeededRandom(2)
        let bytes: [UInt8] = [
            0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC1, 0xC2, 0xDF, 0xE0, 0xED, 0xEF, 0xF0, 0xF4, 0xF5,
        ]
        for _ in 0..<20000 {
            let value = (0..<Int.random(in: 0...5, using: &random)).map { _ in bytes.randomElement(using: &random) ?? 0
            }
            let isKept = Labels("x", value).bytes == Array("x=\"".utf8) + value + Array("\"".utf8)
            #expect(isKept == (String(validating: value, as: UTF8.self) != nil && !value.contains(0)), "\(value)")
        }
    }
}
