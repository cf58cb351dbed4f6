internal import Bytes

/// The inside of a JSON string.
enum JSONText {
    /// Appends what an escaped text means.
    /// - Returns: false when an escape is none (RFC 8259 section 7); what came before it is appended.
    @discardableResult
    static func append(_ bytes: Span<UInt8>, _ range: ByteRange, onto text: inout [UInt8]) -> Bool {
        var plain = range.lower
        var index = range.lower
        let end = range.upper
        while index < end {
            guard bytes[index] == UInt8(ascii: "\\") else {
                index += 1
                continue
            }
            text.append(bytes, ByteRange(plain, index))
            guard index + 1 < end else { return false }
            switch bytes[index + 1] {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(bytes[index + 1])
            case UInt8(ascii: "n"): text.append(0x0A)
            case UInt8(ascii: "r"): text.append(0x0D)
            case UInt8(ascii: "t"): text.append(0x09)
            case UInt8(ascii: "b"): text.append(0x08)
            case UInt8(ascii: "f"): text.append(0x0C)
            case UInt8(ascii: "u"):
                guard let scalar = scalar(bytes, &index, end) else { return false }
                text.append(contentsOf: Array(String(Character(scalar)).utf8))
                plain = index
                continue
            default: return false
            }
            index += 2
            plain = index
        }
        text.append(bytes, ByteRange(plain, end))
        return true
    }

    /// What an escaped text means, as text.
    static func string(_ bytes: Span<UInt8>, _ range: ByteRange) -> String {
        var text: [UInt8] = []
        append(bytes, range, onto: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// Bytes of the character or the escape that begins at an index.
    @inline(__always)
    static func unit(_ bytes: Span<UInt8>, _ index: Int) -> Int {
        guard bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.count else { return 1 }
        return bytes[index + 1] == UInt8(ascii: "u") ? 6 : 2
    }

    /// `\u00e4`, or two of them for what lies beyond 16 bits; moves past it.
    private static func scalar(_ bytes: Span<UInt8>, _ index: inout Int, _ end: Int) -> Unicode.Scalar? {
        guard let first = hex4(bytes, index + 2, end) else { return nil }
        index += 6
        guard (0xD800..<0xDC00).contains(first) else { return Unicode.Scalar(first) }
        guard index + 1 < end, bytes[index] == UInt8(ascii: "\\"), bytes[index + 1] == UInt8(ascii: "u"),
            let second = hex4(bytes, index + 2, end), (0xDC00..<0xE000).contains(second)
        else { return nil }
        index += 6
        return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    }

    private static func hex4(_ bytes: Span<UInt8>, _ index: Int, _ end: Int) -> UInt32? {
        guard index + 4 <= end else { return nil }
        var value: UInt32 = 0
        for place in index..<(index + 4) {
            guard let digit = Digits.hexValue(bytes[place]) else { return nil }
            value = value << 4 | UInt32(digit)
        }
        return value
    }
}
