internal import Bytes

extension [UInt8] {
    /// A number in the shortest form that is read as the same one, without an exponent from 1e-7 to 1e21: what is whole
    /// is written to its last digit. Not numbers and infinities are `NaN`, `+Inf` and `-Inf`, in both formats.
    mutating func append(number value: Double) {
        if value.isNaN {
            append("NaN")
        } else if value.isInfinite {
            append(value > 0 ? "+Inf" : "-Inf")
        } else if value >= 0, value < 0x1p64, value == value.rounded(.towardZero), value.sign == .plus {
            append(decimal: UInt64(value))
        } else {
            let text = value.description
            guard text.utf8.contains(UInt8(ascii: "e")), value.magnitude >= 1e-7, value.magnitude < 1e21 else {
                append(contentsOf: text.utf8)
                return
            }
            var (digits, exponent) = Self.parts(of: text)
            if value < 0 { append(UInt8(ascii: "-")) }
            if exponent < 0 {
                append("0.")
                append(contentsOf: repeatElement(UInt8(ascii: "0"), count: -exponent - 1))
                append(contentsOf: digits)
            } else {
                while digits.count <= exponent { digits.append(UInt8(ascii: "0")) }
                append(contentsOf: digits[...exponent])
                if digits.count > exponent + 1 {
                    append(UInt8(ascii: "."))
                    append(contentsOf: digits[(exponent + 1)...])
                }
            }
        }
    }

    /// A bound as OpenMetrics wants it in `le`, so that all write the same: `1.0`, `0.05`, `1e-05`, `2.5e+06`; section
    /// "Considerations: Canonical Numbers".
    mutating func append(canonical value: Double) {
        guard value.isFinite, value != 0 else {
            if value == 0 { append("0.0") } else { append(number: value) }
            return
        }
        if value.magnitude >= 1e-4, value.magnitude < 1e6 {
            append(contentsOf: value.description.utf8)
            return
        }
        let (digits, exponent) = Self.parts(of: value.description)
        if value < 0 { append(UInt8(ascii: "-")) }
        append(digits[0])
        if digits.count > 1 {
            append(UInt8(ascii: "."))
            append(contentsOf: digits[1...])
        }
        append(exponent < 0 ? "e-" : "e+")
        append(decimal: UInt64(exponent.magnitude), width: 2)
    }

    /// Microseconds as seconds: without an exponent, and exact, which a float of today is to a quarter of one only.
    mutating func append(seconds microseconds: UInt64) {
        append(decimal: microseconds / 1_000_000)
        let fraction = microseconds % 1_000_000
        if fraction > 0 {
            append(UInt8(ascii: "."))
            append(decimal: fraction, width: 6)
        }
    }

    /// A byte of a label value or a help text: a backslash, a line feed, and a quote where they end it.
    mutating func append(escaped byte: UInt8, quotes: Bool = true) {
        switch byte {
        case UInt8(ascii: "\\"): append("\\\\")
        case UInt8(ascii: "\n"): append("\\n")
        case UInt8(ascii: "\"") where quotes: append("\\\"")
        default: append(byte)
        }
    }

    func hasEnd(_ end: StaticString) -> Bool {
        var bytes: [UInt8] = []
        bytes.append(end)
        return count > bytes.count && suffix(bytes.count).elementsEqual(bytes)
    }

    /// The significant digits of what `Double.description` gives, without zeros at either end, and the power of ten of
    /// the first. At least one digit.
    private static func parts(of text: String) -> (digits: [UInt8], exponent: Int) {
        var digits: [UInt8] = []
        var exponent = -1
        var isFraction = false
        var rest = text.utf8[...]
        while let byte = rest.popFirst(), byte != UInt8(ascii: "e") {
            if byte == UInt8(ascii: ".") {
                isFraction = true
            } else if byte != UInt8(ascii: "-") {
                if digits.isEmpty, byte == UInt8(ascii: "0") {
                    if isFraction { exponent -= 1 }
                    continue
                }
                digits.append(byte)
                if !isFraction { exponent += 1 }
            }
        }
        while digits.last == UInt8(ascii: "0") { digits.removeLast() }
        if digits.isEmpty { digits.append(UInt8(ascii: "0")) }
        return (digits, exponent + (Int(String(rest) ?? "") ?? 0))
    }
}
