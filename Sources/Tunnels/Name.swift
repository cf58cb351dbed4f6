package import Bytes

/// Bytes that charon printed: a configuration's name, an address, an identity. Mostly text, but never sure to be.
package struct Name: Sendable, Hashable {
    package var bytes: [UInt8]

    package init(_ bytes: [UInt8] = []) { self.bytes = bytes }
    package init(_ text: String) { bytes = Array(text.utf8) }
    package init(_ bytes: Span<UInt8>, _ range: ByteRange) {
        self.bytes = []
        self.bytes.reserveCapacity(range.count)
        self.bytes.append(bytes, range)
    }

    /// For people; bytes that are not UTF-8 are replaced.
    package var text: String { String(decoding: bytes, as: UTF8.self) }
    package var isEmpty: Bool { bytes.isEmpty }

    /// Whether a range of a buffer holds the same bytes.
    package func equals(_ other: Span<UInt8>, _ range: ByteRange) -> Bool {
        Search.equal(bytes.span, ByteRange(0, bytes.count), other, range)
    }
}

extension Name: Codable {
    private static let mark = "hex:"

    /// Text as it is; anything else in hexadecimal, so that every name survives the round trip.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if let text = String(validating: bytes, as: UTF8.self), !text.hasPrefix(Self.mark) {
            try container.encode(text)
        } else {
            let digits = bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
            try container.encode(Self.mark + digits.joined())
        }
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard text.hasPrefix(Self.mark) else {
            self.init(text)
            return
        }
        let digits = Array(text.utf8.dropFirst(Self.mark.utf8.count))
        guard digits.count.isMultiple(of: 2) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "half a byte at the end of a name")
        }
        var bytes: [UInt8] = []
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let high = Digits.hexValue(digits[index]), let low = Digits.hexValue(digits[index + 1]) else {
                throw DecodingError.dataCorruptedError(
                    in: container, debugDescription: "a name with digits that are not hexadecimal")
            }
            bytes.append(high << 4 | low)
        }
        self.init(bytes)
    }
}
