package import Bytes

/// Reads the archive's lines: flat JSON objects (RFC 8259) of strings and whole numbers. Strict: anything else is no line.
package struct LineReader: Sendable {
    /// A key and its value.
    package struct Field: Sendable {
        /// Without the quotes.
        package let key: ByteRange
        /// Without the quotes, still escaped.
        package let value: ByteRange
        package let isNumber: Bool
    }

    /// In the order of the line.
    package private(set) var fields: [Field] = []

    package init() { fields.reserveCapacity(32) }

    /// Reads a line, with or without the line feed at its end.
    /// - Returns: false when it is not a flat object; `fields` are then empty.
    package mutating func read(_ bytes: Span<UInt8>, _ range: ByteRange) -> Bool {
        fields.removeAll(keepingCapacity: true)
        var end = range.upper
        if end > range.lower, bytes[end - 1] == 0x0A { end -= 1 }
        guard end - range.lower >= 2, bytes[range.lower] == UInt8(ascii: "{"), bytes[end - 1] == UInt8(ascii: "}")
        else { return false }
        var index = range.lower + 1
        let last = end - 1
        if index == last { return true }
        while readField(bytes, &index, last) {
            if index == last { return true }
            guard bytes[index] == UInt8(ascii: ",") else { break }
            index += 1
        }
        fields.removeAll(keepingCapacity: true)
        return false
    }

    private mutating func readField(_ bytes: Span<UInt8>, _ index: inout Int, _ end: Int) -> Bool {
        var isEscaped = false
        guard let key = Self.string(bytes, &index, end, &isEscaped), !isEscaped, index < end,
            bytes[index] == UInt8(ascii: ":")
        else { return false }
        index += 1
        guard index < end else { return false }
        if bytes[index] == UInt8(ascii: "\"") {
            guard let value = Self.string(bytes, &index, end, &isEscaped) else { return false }
            fields.append(Field(key: key, value: value, isNumber: false))
            return true
        }
        let start = index
        guard Digits.decimal(bytes, &index, end: end) != nil, bytes[start] != 0x30 || index == start + 1 else {
            return false
        }
        fields.append(Field(key: key, value: ByteRange(start, index), isNumber: true))
        return true
    }

    /// A string from its first quote to past its last one.
    /// - Returns: where its inside is.
    private static func string(
        _ bytes: Span<UInt8>, _ index: inout Int, _ end: Int, _ isEscaped: inout Bool
    ) -> ByteRange? {
        guard index < end, bytes[index] == UInt8(ascii: "\"") else { return nil }
        let start = index + 1
        index = start
        while index < end {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\"") {
                index += 1
                return ByteRange(start, index - 1)
            }
            guard byte >= 0x20 else { return nil }
            guard byte == UInt8(ascii: "\\") else {
                index += 1
                continue
            }
            isEscaped = true
            guard isEscape(bytes, index, end) else { return nil }
            index += bytes[index + 1] == UInt8(ascii: "u") ? 6 : 2
        }
        return nil
    }

    private static func isEscape(_ bytes: Span<UInt8>, _ index: Int, _ end: Int) -> Bool {
        guard index + 1 < end else { return false }
        switch bytes[index + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            return true
        case UInt8(ascii: "u"):
            guard index + 6 <= end else { return false }
            for place in (index + 2)..<(index + 6) where Digits.hexValue(bytes[place]) == nil { return false }
            return true
        default: return false
        }
    }

    /// The field of a key; nil when the line has none.
    package func field(_ key: StaticString, _ bytes: Span<UInt8>) -> Field? {
        for field in fields where Search.equal(bytes, field.key, key) { return field }
        return nil
    }

    /// A value as text, unescaped; nil when the line has none.
    package func text(_ key: StaticString, _ bytes: Span<UInt8>) -> String? {
        guard let field = field(key, bytes) else { return nil }
        return JSONText.string(bytes, field.value)
    }

    /// A value as a number; nil when the line has none or it is text.
    package func number(_ key: StaticString, _ bytes: Span<UInt8>) -> UInt64? {
        guard let field = field(key, bytes), field.isNumber else { return nil }
        return Digits.decimal(bytes, field.value)
    }
}
