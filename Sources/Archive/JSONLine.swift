package import Bytes

/// Writes flat JSON objects, one a line (RFC 8259), onto a buffer.
///
/// Bytes that are not UTF-8 become U+FFFD in the text; the original follows in a second key, `KEY_base64`, so that
/// nothing is lost and every JSON reader is content.
package enum JSONLine {
    /// `"key":` with the comma before it. Keys are the project's own and need no escaping.
    @inlinable
    package static func key(_ key: StaticString, onto line: inout [UInt8]) {
        line.append(UInt8(ascii: ","))
        line.append(UInt8(ascii: "\""))
        line.append(key)
        line.append(UInt8(ascii: "\""))
        line.append(UInt8(ascii: ":"))
    }

    package static func number(_ name: StaticString, _ value: UInt64, onto line: inout [UInt8]) {
        key(name, onto: &line)
        line.append(decimal: value)
    }

    package static func word(_ name: StaticString, _ value: StaticString, onto line: inout [UInt8]) {
        key(name, onto: &line)
        line.append(UInt8(ascii: "\""))
        line.append(value)
        line.append(UInt8(ascii: "\""))
    }

    /// A string whose bytes came from outside.
    package static func text(
        _ name: StaticString, _ bytes: Span<UInt8>, _ range: ByteRange, onto line: inout [UInt8]
    ) {
        key(name, onto: &line)
        line.append(UInt8(ascii: "\""))
        let isText = appendEscaped(bytes, range, onto: &line)
        line.append(UInt8(ascii: "\""))
        guard !isText else { return }
        line.append(UInt8(ascii: ","))
        line.append(UInt8(ascii: "\""))
        line.append(name)
        line.append("_base64\":\"")
        appendBase64(bytes, range, onto: &line)
        line.append(UInt8(ascii: "\""))
    }

    /// Appends bytes as the inside of a JSON string.
    /// - Returns: false when some were not UTF-8 and were replaced.
    package static func appendEscaped(_ bytes: Span<UInt8>, _ range: ByteRange, onto line: inout [UInt8]) -> Bool {
        var isText = true
        var plain = range.lower
        var index = range.lower
        let end = range.upper
        while index < end {
            let byte = bytes[index]
            if byte >= 0x20, byte < 0x7F, byte != 0x22, byte != 0x5C {
                index += 1
                continue
            }
            if byte >= 0x80 {
                let length = scalarLength(bytes, index, end)
                if length > 0 {
                    index += length
                    continue
                }
            }
            line.append(bytes, ByteRange(plain, index))
            switch byte {
            case 0x22: line.append("\\\"")
            case 0x5C: line.append("\\\\")
            case 0x0A: line.append("\\n")
            case 0x0D: line.append("\\r")
            case 0x09: line.append("\\t")
            case 0x00..<0x20, 0x7F:
                line.append("\\u00")
                line.append(hexDigit(byte >> 4))
                line.append(hexDigit(byte & 15))
            default:
                isText = false
                line.append("\u{FFFD}")
            }
            index += 1
            plain = index
        }
        line.append(bytes, ByteRange(plain, end))
        return isText
    }

    /// Length of the UTF-8 scalar at `index` (RFC 3629: shortest form, no surrogates); 0 when it is none.
    private static func scalarLength(_ bytes: Span<UInt8>, _ index: Int, _ end: Int) -> Int {
        let first = bytes[index]
        let length: Int
        var low: UInt8 = 0x80
        var high: UInt8 = 0xBF
        switch first {
        case 0xC2...0xDF: length = 2
        case 0xE0:
            length = 3
            low = 0xA0
        case 0xED:
            length = 3
            high = 0x9F
        case 0xE1...0xEF: length = 3
        case 0xF0:
            length = 4
            low = 0x90
        case 0xF4:
            length = 4
            high = 0x8F
        case 0xF1...0xF3: length = 4
        default: return 0
        }
        guard index + length <= end, bytes[index + 1] >= low, bytes[index + 1] <= high else { return 0 }
        for next in (index + 2)..<max(index + 2, index + length) where bytes[next] & 0xC0 != 0x80 { return 0 }
        return length
    }

    private static func hexDigit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x61 + value - 10 }

    private static func appendBase64(_ bytes: Span<UInt8>, _ range: ByteRange, onto line: inout [UInt8]) {
        func letter(_ value: UInt32) -> UInt8 {
            switch value & 63 {
            case let low where low < 26: UInt8(ascii: "A") + UInt8(low)
            case let middle where middle < 52: UInt8(ascii: "a") + UInt8(middle - 26)
            case let digit where digit < 62: UInt8(ascii: "0") + UInt8(digit - 52)
            case 62: UInt8(ascii: "+")
            default: UInt8(ascii: "/")
            }
        }
        var index = range.lower
        while index < range.upper {
            let count = min(3, range.upper - index)
            var group: UInt32 = 0
            for offset in 0..<3 { group = group << 8 | (offset < count ? UInt32(bytes[index + offset]) : 0) }
            line.append(letter(group >> 18))
            line.append(letter(group >> 12))
            line.append(count > 1 ? letter(group >> 6) : UInt8(ascii: "="))
            line.append(count > 2 ? letter(group) : UInt8(ascii: "="))
            index += count
        }
    }
}
