import Exposition
import Testing

@Suite struct ExpositionTests {
    private func text(_ body: (inout Exposition) -> Void) -> String {
        var exposition = Exposition()
        body(&exposition)
        return String(decoding: exposition.bytes, as: UTF8.self)
    }

    @Test func aFamilyHasHelpTypeAndSamples() {
        let text = text {
            $0.begin("charon_x_total", .counter, "How many.")
            $0.sample(Labels(), UInt64(7))
            $0.sample(Labels("a", "b").with("c", "d"), UInt64.max)
        }
        #expect(
            text == """
                # HELP charon_x_total How many.
                # TYPE charon_x_total counter
                charon_x_total 7
                charon_x_total{a="b",c="d"} 18446744073709551615

                """)
    }

    /// The format knows three escapes in label values: backslash, quote, line feed.
    @Test(arguments: [
        ("plain", "plain"), ("back\\slash", "back\\\\slash"), ("quo\"te", "quo\\\"te"), ("line\nfeed", "line\\nfeed"),
        ("\u{20AC}", "\u{20AC}"), ("", ""), ("{a=\"b\"}", "{a=\\\"b\\\"}"),
    ]) func labelValuesAreEscaped(_ value: String, _ escaped: String) {
        #expect(String(decoding: Labels("x", value).bytes, as: UTF8.self) == "x=\"\(escaped)\"")
    }

    @Test func bytesThatAreNoTextAreReplaced() {
        #expect(String(validating: Labels("x", [0xFF, 0x41]).bytes, as: UTF8.self) == "x=\"\u{FFFD}FFA\"")
    }

    @Test(arguments: [
        (0.0, "0"), (1.0, "1"), (1.5, "1.5"), (-2.0, "-2.0"), (.infinity, "+Inf"), (-.infinity, "-Inf"), (.nan, "NaN"),
        (1e300, "1e+300"), (0.05, "0.05"),
    ]) func valuesAreWrittenAsGoReadsThem(_ value: Double, _ expected: String) {
        #expect(
            text {
                $0.begin("x", .gauge, "x"); $0.sample(Labels(), value)
            }.hasSuffix("\nx \(expected)\n"))
    }

    @Test func timesAreSecondsWithMicroseconds() {
        let text = text {
            $0.begin("t", .gauge, "t")
            $0.sample(Labels("n", "0"), microseconds: 1_780_000_000_000_001)
            $0.sample(Labels("n", "1"), microseconds: 1_780_000_000_000_000)
            $0.sample(Labels("n", "2"), microseconds: 0)
        }
        #expect(text.hasSuffix("t{n=\"0\"} 1780000000.000001\nt{n=\"1\"} 1780000000\nt{n=\"2\"} 0\n"))
    }

    @Test func histogramsAreCumulative() {
        let text = text {
            $0.begin("h", .histogram, "h")
            $0.histogram(Labels("a", "b"), bounds: [0.5, 1], counts: [1, 2, 3], sum: 9.5)
        }
        #expect(
            text.hasSuffix(
                """
                h_bucket{a="b",le="0.5"} 1
                h_bucket{a="b",le="1"} 3
                h_bucket{a="b",le="+Inf"} 6
                h_sum{a="b"} 9.5
                h_count{a="b"} 6

                """))
    }
}
