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

/// Finds the index of a pair of names without making one: connections by name, tunnels by connection and name.
struct NameIndex: Sendable {
    /// Open addressing; -1 is a free slot.
    private var slots: [Int32] = .init(repeating: -1, count: 64)
    private var count = 0

    /// The index for which `matches` holds, or nil.
    func find(
        _ bytes: Span<UInt8>, _ range: ByteRange, salt: Int, matches: (Int) -> Bool
    ) -> Int? {
        var slot = Self.hash(bytes, range, salt) & (slots.count - 1)
        while slots[slot] >= 0 {
            let index = Int(slots[slot])
            if matches(index) { return index }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    /// Adds an index; `rehash` gives the hash of each index that is there.
    mutating func insert(_ index: Int, name: Name, salt: Int, existing: (Int) -> (Name, Int)) {
        if (count + 1) * 2 > slots.count {
            let old = slots
            slots = .init(repeating: -1, count: old.count * 2)
            for entry in old where entry >= 0 {
                let (name, salt) = existing(Int(entry))
                place(Int(entry), name, salt)
            }
        }
        place(index, name, salt)
        count += 1
    }

    private mutating func place(_ index: Int, _ name: Name, _ salt: Int) {
        var slot = Self.hash(name.bytes.span, ByteRange(0, name.bytes.count), salt) & (slots.count - 1)
        while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = Int32(truncatingIfNeeded: index)
    }

    /// Names are the operator's own, so there is nobody to make them collide.
    private static func hash(_ bytes: Span<UInt8>, _ range: ByteRange, _ salt: Int) -> Int {
        let start = Hash.basis ^ UInt64(truncatingIfNeeded: salt) &* 0x9E37_79B9_7F4A_7C15
        var hash = Hash.fnv1a(bytes, range, from: start)
        hash ^= hash >> 29
        return Int(truncatingIfNeeded: hash & 0x7FFF_FFFF)
    }
}
