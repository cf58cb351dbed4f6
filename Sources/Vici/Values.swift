internal import Bytes

extension Span<UInt8> {
    /// A copy of a part.
    func copy(_ range: ByteRange) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(range.count)
        bytes.append(self, range)
        return bytes
    }

    /// Whether a part is a literal.
    func equals(_ range: ByteRange, _ literal: StaticString) -> Bool { Search.equal(self, range, literal) }

    /// Whether a part begins with a literal.
    func hasPrefix(_ range: ByteRange, _ literal: StaticString) -> Bool {
        guard range.count >= literal.utf8CodeUnitCount else { return false }
        return equals(ByteRange(range.lower, range.lower + literal.utf8CodeUnitCount), literal)
    }

    /// A part as a decimal number that fits; nil when it is none.
    func number<Number: FixedWidthInteger>(_ range: ByteRange) -> Number? {
        Digits.decimal(self, range).flatMap { Number(exactly: $0) }
    }

    /// A part as a decimal number of seconds, perhaps negative; nil when it is none.
    func seconds(_ range: ByteRange) -> Int64? {
        guard range.count > 1, self[range.lower] == 0x2d else { return number(range) }
        return Digits.decimal(self, ByteRange(range.lower + 1, range.upper)).flatMap { Int64(exactly: $0) }.map { -$0 }
    }

    /// A part that is exactly eight hexadecimal digits; nil when it is not.
    func hex(_ range: ByteRange) -> UInt32? {
        var position = range.lower
        guard range.count == 8 else { return nil }
        return Digits.hex8(self, &position, end: range.upper)
    }
}
