internal import Bytes

/// Label pairs, rendered: `connection="aws-1",tunnel="net"`.
package struct Labels: Sendable, Equatable {
    package private(set) var bytes: [UInt8] = []
    /// Of names and values together, Unicode scalars.
    package private(set) var characters = 0
    /// Of `bytes`: a polynomial of them, so that two that are joined need not be read again. It is taken once, where the
    /// labels are made, and not once a sample.
    private(set) var hash: UInt64 = 0
    /// What the hash of others before these is multiplied by.
    private var power: UInt64 = 1
    private static let base: UInt64 = 0x9E37_79B9_7F4A_7C15

    /// No labels.
    package init() {}

    package init(_ name: StaticString, _ value: [UInt8]) { add(name, value) }
    package init(_ name: StaticString, _ value: String) { add(name, Array(value.utf8)) }

    /// Adds a pair. The formats allow UTF-8 only: a byte that is none, or NUL, becomes U+FFFD and its two hexadecimal
    /// digits.
    ///
    /// U+FFFD alone would make one of two names that differ: two series of the same labels, of which a client takes one
    /// or none, and a sum of both would be one of strangers. So that no other name looks the same, the bytes of a
    /// U+FFFD that was there are written alike.
    package mutating func add(_ name: StaticString, _ value: [UInt8]) {
        let start = bytes.count
        if !bytes.isEmpty { bytes.append(UInt8(ascii: ",")) }
        bytes.append(name)
        characters += name.utf8CodeUnitCount
        bytes.append("=\"")
        if value.allSatisfy({ $0 > 0 && $0 < 0x80 }) {
            for byte in value { bytes.append(escaped: byte) }
            characters += value.count
        } else {
            addUnusual(value)
        }
        bytes.append(UInt8(ascii: "\""))
        for index in start..<bytes.count {
            hash = hash &* Self.base &+ UInt64(bytes[index]) &+ 1
            power = power &* Self.base
        }
    }

    /// The hash of these labels and others behind them.
    func hash(and more: Labels) -> UInt64 {
        if more.bytes.isEmpty { return hash }
        if bytes.isEmpty { return more.hash }
        return (hash &* Self.base &+ UInt64(UInt8(ascii: ",")) &+ 1) &* more.power &+ more.hash
    }

    package mutating func add(_ name: StaticString, _ value: String) { add(name, Array(value.utf8)) }

    /// The same labels and one more.
    package func with(_ name: StaticString, _ value: String) -> Labels {
        var labels = self
        labels.add(name, value)
        return labels
    }

    package func with(_ name: StaticString, _ value: [UInt8]) -> Labels {
        var labels = self
        labels.add(name, value)
        return labels
    }

    private mutating func addUnusual(_ value: [UInt8]) {
        var position = 0
        while position < value.count {
            let length = Self.scalarLength(value, at: position)
            if length == 0 || value[position..<(position + length)].elementsEqual([0xEF, 0xBF, 0xBD]) {
                for byte in value[position..<(position + max(length, 1))] {
                    bytes.append(contentsOf: [0xEF, 0xBF, 0xBD, Self.digit(byte >> 4), Self.digit(byte & 15)])
                    characters += 3
                }
            } else {
                for byte in value[position..<(position + length)] { bytes.append(escaped: byte) }
                characters += 1
            }
            position += max(length, 1)
        }
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
    }

    /// How many bytes the scalar has that begins there, 0 where none does: RFC 3629, section 4. NUL is none: it is valid
    /// in both formats, but Prometheus takes it for the end of the text in an exemplar and refuses all of it.
    private static func scalarLength(_ value: [UInt8], at position: Int) -> Int {
        let first = value[position]
        let length: Int
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch first {
        case 1...0x7F: return 1
        case 0xC2...0xDF: length = 2
        case 0xE0...0xEF:
            length = 3
            if first == 0xE0 { second = 0xA0...0xBF }
            if first == 0xED { second = 0x80...0x9F }
        case 0xF0...0xF4:
            length = 4
            if first == 0xF0 { second = 0x90...0xBF }
            if first == 0xF4 { second = 0x80...0x8F }
        default: return 0
        }
        guard position + length <= value.count, second.contains(value[position + 1]) else { return 0 }
        return value[(position + 2)..<(position + length)].allSatisfy { $0 & 0xC0 == 0x80 } ? length : 0
    }
}
