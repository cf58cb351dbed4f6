internal import Bytes

/// An IP address, or all that begin with the same bits: `192.0.2.1`, `192.0.2.0/24`, `2001:db8::/32`.
package struct AddressPrefix: Sendable, Equatable {
    /// 128 bits, an IPv4 address as `::ffff:192.0.2.1` (RFC 4291 section 2.5.5.2).
    package let high: UInt64
    package let low: UInt64
    /// How many of the 128 bits count.
    package let bits: Int

    /// - Throws: `QueryError` when it is neither an address nor a prefix.
    package init(_ text: String) throws(QueryError) {
        let bytes = Array(text.utf8)
        let slash = bytes.firstIndex(of: UInt8(ascii: "/")) ?? bytes.count
        guard let address = Address(bytes.span, 0, slash) else {
            throw QueryError(
                "the peer \"\(text)\" is no IP address or prefix; write one like 192.0.2.1, 192.0.2.0/24, 2001:db8::/32"
            )
        }
        let width = address.isIPv4 ? 32 : 128
        var length = width
        if slash < bytes.count {
            let digits = text.utf8.count - slash - 1
            guard (1...3).contains(digits), let value = UInt8(text.suffix(digits)), value <= width,
                text.utf8.dropFirst(slash + 1).allSatisfy({ (0x30...0x39).contains($0) })
            else {
                throw QueryError("the peer \"\(text)\" has a prefix length other than 0 to \(width)")
            }
            length = Int(value)
        }
        bits = length + (128 - width)
        high = address.high & Self.mask(bits)
        low = address.low & Self.mask(bits - 64)
    }

    private static func mask(_ bits: Int) -> UInt64 {
        bits <= 0 ? 0 : bits >= 64 ? .max : ~(UInt64.max >> UInt64(bits))
    }

    func contains(_ address: Address) -> Bool {
        // An IPv6 prefix as short as `::/0` is about IPv6 all the same.
        (bits >= 96 || !address.isIPv4) && address.high & Self.mask(bits) == high
            && address.low & Self.mask(bits - 64) == low
    }
}

/// An IP address of 128 bits.
struct Address: Equatable {
    private(set) var high: UInt64 = 0
    private(set) var low: UInt64 = 0
    private(set) var isIPv4 = false

    /// Reads an address as charon writes it, with a port in brackets behind it or a zone (`%eth0`), which do not count.
    /// - Returns: nil when it is none: `%any`, a name, nothing.
    init?(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) {
        var stop = start
        var colons = 0
        while stop < end, bytes[stop] != UInt8(ascii: "["), bytes[stop] != UInt8(ascii: "%") {
            if bytes[stop] == UInt8(ascii: ":") { colons += 1 }
            stop += 1
        }
        guard stop > start else { return nil }
        if colons == 0 {
            guard let value = Self.ipv4(bytes, start, stop) else { return nil }
            low = 0xFFFF_0000_0000 | value
            isIPv4 = true
        } else {
            guard readIPv6(bytes, start, stop) else { return nil }
        }
    }

    private static func ipv4(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> UInt64? {
        var value: UInt64 = 0
        var index = start
        for part in 0..<4 {
            if part > 0 {
                guard index < end, bytes[index] == UInt8(ascii: ".") else { return nil }
                index += 1
            }
            var number: UInt64 = 0
            let first = index
            while index < end, index - first < 3, (0x30...0x39).contains(bytes[index]) {
                number = number * 10 + UInt64(bytes[index] - 0x30)
                index += 1
            }
            guard index > first, number < 256, index - first == 1 || bytes[first] != 0x30 else { return nil }
            value = value << 8 | number
        }
        return index == end ? value : nil
    }

    private mutating func readIPv6(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        var groups: InlineArray<8, UInt64> = .init(repeating: 0)
        var count = 0
        // How many groups stand before `::`.
        var gap: Int?
        var index = start
        if index + 1 < end, bytes[index] == 0x3A, bytes[index + 1] == 0x3A {
            gap = 0
            index += 2
        }
        while index < end {
            guard count < 8 else { return false }
            var value: UInt64 = 0
            let first = index
            while index < end, index - first < 4, let digit = Digits.hexValue(bytes[index]) {
                value = value << 4 | UInt64(digit)
                index += 1
            }
            if index < end, bytes[index] == UInt8(ascii: ".") {
                guard count <= 6, let tail = Self.ipv4(bytes, first, end) else { return false }
                groups[count] = tail >> 16
                groups[count + 1] = tail & 0xFFFF
                count += 2
                index = end
                break
            }
            guard index > first else { return false }
            groups[count] = value
            count += 1
            guard index < end else { break }
            guard bytes[index] == 0x3A, index + 1 < end else { return false }
            index += 1
            if bytes[index] == 0x3A {
                guard gap == nil else { return false }
                gap = count
                index += 1
            }
        }
        guard gap == nil ? count == 8 : count < 8 else { return false }
        let before = gap ?? 8
        for group in 0..<count {
            let place = group < before ? group : 8 - count + group
            if place < 4 {
                high |= groups[group] << UInt64(48 - 16 * place)
            } else {
                low |= groups[group] << UInt64(48 - 16 * (place - 4))
            }
        }
        return true
    }
}
