import Exposition
import Testing

/// What Prometheus sends: the first is of 2.42, as captured; later ones count the weights down.
private let prometheus2 =
    "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1"
private let prometheus2Late =
    "application/openmetrics-text;version=1.0.0;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2"
/// 3.15; 3.0 to 3.3 put the escaping after every one.
private let prometheus3 =
    "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,application/openmetrics-text;version=0.0.1;q=0.5,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2"
private let prometheus3Early =
    "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,application/openmetrics-text;version=0.0.1;escaping=allow-utf-8;q=0.5,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;escaping=allow-utf-8;q=0.3,*/*;q=0.2"
private let prometheus3Protobuf =
    "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited;q=0.7,"
    + "application/openmetrics-text;version=1.0.0;escaping=underscores;q=0.6,application/openmetrics-text;version=0.0.1;q=0.5,text/plain;version=1.0.0;escaping=underscores;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2"

@Suite struct FormatTests {
    @Test(arguments: [
        (prometheus2, Format.openMetrics), (prometheus2Late, .openMetrics),
        (prometheus3, Format(.openMetrics, escaping: .allowUTF8)),
        (prometheus3Early, Format(.openMetrics, escaping: .allowUTF8)),
        (prometheus3Protobuf, Format(.openMetrics, escaping: .underscores)),
        // With scrape_protocols: [PrometheusText1.0.0, PrometheusText0.0.4]: 1.0.0 is not written here.
        ("text/plain;version=1.0.0;escaping=allow-utf-8;q=0.6,text/plain;version=0.0.4;q=0.5,*/*;q=0.4", .text),
        // The Prometheus documentation prints this for */*.
        ("application/openmetrics-text;version=1.0.0;q=0.5,/;q=0.1", .openMetrics),
        // Browsers, curl, none.
        ("text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8", .text),
        ("*/*", .text), ("", .text), (" ", .text),
        // The version that is left out is ours; others are not ours.
        ("application/openmetrics-text", .openMetrics), ("application/openmetrics-text; version=0.0.1", .text),
        ("application/openmetrics-text; version=2.0.0", .text), ("application/openmetrics-text;version=", .text),
        // Ranges and weights.
        ("application/*", .openMetrics), ("text/*", .text), ("application/*, text/*", .openMetrics),
        ("text/*, application/*", .text), ("application/*;q=0.2, text/*;q=0.3", .text),
        ("application/openmetrics-text, text/plain", .openMetrics),
        ("text/plain, application/openmetrics-text", .text),
        ("text/plain;q=0.5, application/openmetrics-text;q=0.500", .text),
        ("text/plain;q=0.5, application/openmetrics-text;q=0.501", .openMetrics),
        ("application/openmetrics-text;q=0, */*", .text), ("text/plain;q=0, */*", .openMetrics),
        ("text/plain;q=0, application/openmetrics-text;q=0.0", .text), ("*/*;q=0", .text),
        ("text/plain;q=0.9, application/*;q=1, application/openmetrics-text;q=0.1", .text),
        // Case, space, quotes, what is not known.
        ("APPLICATION/OpenMetrics-Text ; VERSION=\"1.0.0\" ; Q=1.000", .openMetrics),
        ("\tapplication/openmetrics-text\t;\tcharset=utf-8;;", .openMetrics),
        ("text/plain;q=0.1;x=\"a,application/openmetrics-text;q=1\"", .text),
        ("application/openmetrics-text;x=\"\\\",text/plain;q=1\"", .openMetrics),
        ("application/openmetrics-text;escaping=Dots", Format(.openMetrics, escaping: .dots)),
        ("application/openmetrics-text;escaping=values;q=1", Format(.openMetrics, escaping: .values)),
        ("application/openmetrics-text;escaping=\"a\r\nb\"", .openMetrics),
        ("application/openmetrics-text;escaping=else", .openMetrics),
    ]) func theFormatIsWhatIsWantedMost(_ accept: String, _ expected: Format) {
        #expect(Format.negotiate(accept: accept.utf8) == expected)
    }

    /// What is malformed counts for nothing, by itself and beside what is not.
    @Test(arguments: [
        "application/openmetrics-text;q", "application/openmetrics-text;q=", "application/openmetrics-text;q=-1",
        "application/openmetrics-text;q=1.001", "application/openmetrics-text;q=2",
        "application/openmetrics-text;q=nan", "application/openmetrics-text;q=1e0", "application/openmetrics-text;q=.9",
        "application /openmetrics-text", "application/openmetrics-text/1", "*/openmetrics-text", "application/",
        "/openmetrics-text", "/", ";", "=", "\"", "application/openmetrics-text;=1", "application/openmetrics-text\0",
        "application/openmetrics-text;x=\"", "application/openmetrics-text;x=\"\\\"",
        "application/openmetrics-text;x=a b",
        "application/openmetrics-text;x=\"a\"b\"",
    ]) func whatIsMalformedCountsForNothing(_ accept: String) {
        #expect(Format.negotiate(accept: accept.utf8) == .text)
        #expect(Format.negotiate(accept: Array("text/plain;q=0.3,\(accept)".utf8)) == .text)
    }

    @Test func noBytesEndIt() {
        var random = SeededRandom(1)
        let alphabet = Array("application/openmetrics-text;q=0.1,version \"\\*\0\u{E9}".utf8) + [0xFF, 0xC3]
        for _ in 0..<5000 {
            let bytes = (0..<Int.random(in: 0...80, using: &random)).map { _ in
                alphabet.randomElement(using: &random) ?? 0
            }
            _ = Format.negotiate(accept: bytes)
        }
        // Long ones take no longer than they are long.
        #expect(Format.negotiate(accept: [UInt8](repeating: UInt8(ascii: ","), count: 1_000_000)) == .text)
        #expect(Format.negotiate(accept: [UInt8](repeating: UInt8(ascii: ";"), count: 1_000_000)) == .text)
        #expect(Format.negotiate(accept: [UInt8](repeating: UInt8(ascii: "\""), count: 1_000_000)) == .text)
    }

    @Test func contentTypesSayTheFormat() {
        #expect(Format.text.contentType == "text/plain; version=0.0.4; charset=utf-8")
        #expect(Format.openMetrics.contentType == "application/openmetrics-text; version=1.0.0; charset=utf-8")
        #expect(
            Format(.openMetrics, escaping: .allowUTF8).contentType
                == "application/openmetrics-text; version=1.0.0; charset=utf-8; escaping=allow-utf-8")
    }
}

/// A generator whose numbers are the same in every run: SplitMix64.
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
