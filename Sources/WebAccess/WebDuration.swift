/// A span of time in Go's notation: `1s`, `1.5h`, `2h45m`, `100ms`, or `0`.
package enum WebDuration {
    private static let units: [String: Double] = [
        "ns": 1, "us": 1e3, "µs": 1e3, "μs": 1e3, "ms": 1e6, "s": 1e9, "m": 6e10, "h": 3.6e12,
    ]

    /// Reads a span; nil when it is none, is negative, or is longer than Go's (292 years).
    package static func read(_ text: String) -> Duration? {
        var rest = text[...]
        if rest.first == "+" || rest.first == "-" {
            // Go reads a negative zero as zero.
            guard rest.removeFirst() == "+" || rest == "0" else { return nil }
        }
        if rest == "0" { return .zero }
        guard !rest.isEmpty else { return nil }
        var nanoseconds = 0.0
        while !rest.isEmpty {
            let number = rest.prefix { $0.isASCII && $0.isNumber || $0 == "." }
            rest = rest[number.endIndex...]
            let name = rest.prefix { $0 != "." && !($0.isASCII && $0.isNumber) }
            rest = rest[name.endIndex...]
            guard let unit = units[String(name)], let value = value(number) else { return nil }
            nanoseconds += value * unit
        }
        // Above 2^53 a Double is no longer exact, which nobody notices of a hundred days.
        guard nanoseconds < 0x1p63 else { return nil }
        return .nanoseconds(Int64(nanoseconds.rounded()))
    }

    /// `1`, `1.5`, `.5` or `5.`
    private static func value(_ text: Substring) -> Double? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, text.contains(where: \.isNumber) else { return nil }
        return Double("0\(parts[0]).\(parts.count == 2 ? parts[1] : "")0")
    }
}
