/// What the starter wants a value to look like (starter, `args.c` and `confread.c`): it leaves out a conn with another.
enum IPsecCheck {
    case any
    case oneOf([String])
    case number
    case numberOr(String)
    case binary
    case time
    case percent
    case mark
    case protocolAndPort

    func accepts(_ value: [UInt8]) -> Bool {
        switch self {
        case .any: return true
        case .oneOf(let words): return words.contains { value.elementsEqual($0.utf8) }
        case .number: return IPsecNumber(value[...]).rest.isEmpty
        case .numberOr(let word): return value.elementsEqual(word.utf8) || IPsecNumber(value[...]).rest.isEmpty
        case .binary: return IPsecNumber(value[...], base: 2).rest.isEmpty
        case .time: return IPsecNumber.seconds(value) != nil
        case .percent:
            let number = IPsecNumber(value[...])
            return number.rest.elementsEqual("%".utf8) && number.rest.startIndex > value.startIndex
        case .mark: return Self.isMark(value)
        case .protocolAndPort: return Self.isProtocolAndPort(value)
        }
    }

    /// Whether the starter spoils the value by refusing it.
    func cutsWhatItRefuses(_ value: [UInt8]) -> Bool {
        guard case .protocolAndPort = self else { return false }
        return !accepts(value)
    }

    /// libstrongswan, `mark_from_string`.
    private static func isMark(_ value: [UInt8]) -> Bool {
        var rest = value[...]
        if let unique = dropPrefix("%unique", rest) {
            rest = unique
            if let direction = dropPrefix("-dir", rest) {
                rest = direction
            } else if let next = rest.first, next != UInt8(ascii: "/") {
                return false
            }
        } else {
            rest = IPsecNumber(rest, base: 0).rest
        }
        guard let next = rest.first else { return true }
        return next == UInt8(ascii: "/") && IPsecNumber(rest.dropFirst(), base: 0).rest.isEmpty
    }

    /// What is left after a prefix in letters of either case.
    private static func dropPrefix(_ prefix: String, _ text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        let head = text.prefix(prefix.utf8.count).map(lowercase)
        return head.elementsEqual(prefix.utf8) ? text.dropFirst(prefix.utf8.count) : nil
    }

    /// Names of protocols and services are taken for known: charon's host decides, and may have others than ours.
    private static func isProtocolAndPort(_ value: [UInt8]) -> Bool {
        let parts = value.split(separator: UInt8(ascii: "/"), maxSplits: 1, omittingEmptySubsequences: false)
        if let name = parts.first, !isName(name) {
            let number = IPsecNumber(name, base: 0)
            if !number.rest.isEmpty || number.value > 0xff { return false }
        }
        guard parts.count > 1, !parts[1].isEmpty, !isName(parts[1]) else { return true }
        let first = IPsecNumber(parts[1], base: 0)
        guard first.value <= 0xffff else { return false }
        guard first.rest.first == UInt8(ascii: "-") else { return first.rest.isEmpty }
        let last = IPsecNumber(first.rest.dropFirst(), base: 0)
        return last.value <= 0xffff && last.rest.isEmpty
    }

    private static func isName(_ text: ArraySlice<UInt8>) -> Bool {
        if text.elementsEqual("%any".utf8) || text.elementsEqual("%opaque".utf8) { return true }
        guard let first = text.first else { return false }
        return (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(lowercase(first))
    }

    /// A letter of ASCII in small.
    static func lowercase(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
    }
}

/// A number as C's `strtoul` takes it from the beginning of a text, and what follows it.
struct IPsecNumber {
    private(set) var value: UInt64 = 0
    private(set) var rest: ArraySlice<UInt8>

    init(_ text: ArraySlice<UInt8>, base wanted: UInt64 = 10) {
        rest = text
        var digits = text.drop { $0 == 0x20 || (0x09...0x0d).contains($0) }
        var isNegative = false
        if let sign = digits.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
            isNegative = sign == UInt8(ascii: "-")
            digits = digits.dropFirst()
        }
        var base = wanted
        if base == 0 {
            base = digits.first == UInt8(ascii: "0") ? 8 : 10
            let prefix = digits.prefix(3).map(IPsecCheck.lowercase)
            if prefix.count == 3, prefix.starts(with: "0x".utf8), Self.digit(prefix[2], base: 16) != nil {
                base = 16
                digits = digits.dropFirst(2)
            }
        }
        var overflows = false
        while let byte = digits.first, let digit = Self.digit(byte, base: base) {
            let (product, tooLarge) = value.multipliedReportingOverflow(by: base)
            let (sum, carry) = product.addingReportingOverflow(digit)
            overflows = overflows || tooLarge || carry
            value = sum
            digits = digits.dropFirst()
            rest = digits
        }
        if overflows { value = .max } else if isNegative { value = 0 &- value }
    }

    private static func digit(_ byte: UInt8, base: UInt64) -> UInt64? {
        let small = IPsecCheck.lowercase(byte)
        let value: UInt64
        switch small {
        case 0x30...0x39: value = UInt64(small - 0x30)
        case 0x61...0x66: value = UInt64(small - 0x61 + 10)
        default: return nil
        }
        return value < base ? value : nil
    }

    /// A time in seconds, minutes, hours or days (starter, `args.c`); nil when it is none.
    static func seconds(_ text: [UInt8]) -> UInt64? {
        let number = IPsecNumber(text[...])
        guard let unit = number.rest.first else { return number.value }
        guard number.rest.count == 1 else { return nil }
        switch unit {
        case UInt8(ascii: "s"): return number.value
        case UInt8(ascii: "m"): return number.value &* 60
        case UInt8(ascii: "h"): return number.value &* 3600
        case UInt8(ascii: "d"): return number.value &* 86400
        default: return nil
        }
    }
}
