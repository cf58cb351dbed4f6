/// Reading numbers from bytes: no sign, no blanks, no overflow, no `String`.
package enum Digits {
    /// Reads a run of decimal digits at `position` and moves past it.
    /// - Returns: nil when there is no digit or the number does not fit in 64 bits; `position` is then unchanged.
    @inlinable
    package static func decimal(_ bytes: Span<UInt8>, _ position: inout Int, end: Int) -> UInt64? {
        var index = position
        var value: UInt64 = 0
        while index < end {
            let digit = bytes[index] &- 0x30
            guard digit < 10 else { break }
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            let (sum, carry) = product.addingReportingOverflow(UInt64(digit))
            if overflow || carry { return nil }
            value = sum
            index += 1
        }
        guard index > position else { return nil }
        position = index
        return value
    }

    /// The whole range as a decimal number, or nil.
    @inlinable
    package static func decimal(_ bytes: Span<UInt8>, _ range: ByteRange) -> UInt64? {
        var position = range.lower
        guard let value = decimal(bytes, &position, end: range.upper), position == range.upper else { return nil }
        return value
    }

    /// Reads exactly eight hexadecimal digits at `position` and moves past them.
    @inlinable
    package static func hex8(_ bytes: Span<UInt8>, _ position: inout Int, end: Int) -> UInt32? {
        guard end - position >= 8 else { return nil }
        var value: UInt32 = 0
        for index in position..<(position + 8) {
            guard let digit = hexValue(bytes[index]) else { return nil }
            value = value << 4 | UInt32(digit)
        }
        position += 8
        return value
    }

    /// The value of one hexadecimal digit, or nil.
    @inlinable
    package static func hexValue(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x61...0x66: byte - 0x61 + 10
        case 0x41...0x46: byte - 0x41 + 10
        default: nil
        }
    }
}

extension [UInt8] {
    /// Appends a number in decimal digits.
    @inlinable
    package mutating func append(decimal value: UInt64) {
        if value < 10 {
            append(0x30 + UInt8(truncatingIfNeeded: value))
            return
        }
        var digits: InlineArray<20, UInt8> = .init(repeating: 0)
        var count = 0
        var rest = value
        repeat {
            digits[count] = 0x30 + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
            count += 1
        } while rest > 0
        for index in stride(from: count - 1, through: 0, by: -1) { append(digits[index]) }
    }

    /// Appends a number in decimal digits with zeros before it up to `width`.
    @inlinable
    package mutating func append(decimal value: UInt64, width: Int) {
        var limit: UInt64 = 10
        var digits = 1
        while digits < width, value >= limit {
            limit *= 10
            digits += 1
        }
        for _ in digits..<Swift.max(digits, width) { append(0x30) }
        append(decimal: value)
    }

    /// Appends the bytes of a literal.
    @inlinable
    package mutating func append(_ text: StaticString) {
        unsafe append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Appends a part of another buffer.
    @inlinable
    package mutating func append(_ bytes: Span<UInt8>, _ range: ByteRange) {
        guard !range.isEmpty else { return }
        unsafe bytes.extracting(range.lower..<range.upper).withUnsafeBufferPointer {
            unsafe append(contentsOf: $0)
        }
    }
}
