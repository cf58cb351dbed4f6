/// Comparing and finding bytes.
package enum Search {
    /// Whether a literal, a range of another buffer, stands at `position`.
    @inlinable
    package static func matches(
        _ bytes: Span<UInt8>, at position: Int, end: Int, _ literals: Span<UInt8>, _ literal: ByteRange
    ) -> Bool {
        guard end - position >= literal.count else { return false }
        var index = 0
        while index < literal.count {
            if bytes[position + index] != literals[literal.lower + index] { return false }
            index += 1
        }
        return true
    }

    /// The first place at or after `position` where a literal stands, or nil.
    @inlinable
    package static func first(
        _ bytes: Span<UInt8>, from position: Int, end: Int, _ literals: Span<UInt8>, _ literal: ByteRange
    ) -> Int? {
        guard literal.count > 0 else { return position }
        let head = literals[literal.lower]
        var index = position
        while index <= end - literal.count {
            if bytes[index] == head, matches(bytes, at: index, end: end, literals, literal) { return index }
            index += 1
        }
        return nil
    }

    /// The last place before `before` and not before `position` where a literal stands, or nil.
    @inlinable
    package static func last(
        _ bytes: Span<UInt8>, from position: Int, before: Int, end: Int, _ literals: Span<UInt8>,
        _ literal: ByteRange
    ) -> Int? {
        guard literal.count > 0 else { return nil }
        let head = literals[literal.lower]
        var index = Swift.min(before - 1, end - literal.count)
        while index >= position {
            if bytes[index] == head, matches(bytes, at: index, end: end, literals, literal) { return index }
            index -= 1
        }
        return nil
    }

    /// Whether a range holds exactly the bytes of a literal.
    @inlinable
    package static func equal(_ bytes: Span<UInt8>, _ range: ByteRange, _ literal: StaticString) -> Bool {
        guard range.count == literal.utf8CodeUnitCount else { return false }
        let literalBytes = unsafe UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount)
        for index in 0..<range.count where unsafe bytes[range.lower + index] != literalBytes[index] {
            return false
        }
        return true
    }

    /// Whether two ranges of two buffers hold the same bytes.
    @inlinable
    package static func equal(
        _ bytes: Span<UInt8>, _ range: ByteRange, _ other: Span<UInt8>, _ otherRange: ByteRange
    ) -> Bool {
        guard range.count == otherRange.count else { return false }
        for index in 0..<range.count where bytes[range.lower + index] != other[otherRange.lower + index] {
            return false
        }
        return true
    }
}
