internal import Bytes

/// Why a certificate cannot be read, and at which of its bytes.
package struct DERError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The ways in which an encoding can be wrong.
    package enum What: Sendable, Equatable {
        /// A value is longer than what it lies in, or one is missing.
        case truncated
        /// A length that is indefinite, not the shortest form, or beyond 4 GiB.
        case length
        /// A value of another type than stands there in a certificate.
        case unexpectedTag(UInt8)
        /// There is more than there should be.
        case trailingBytes
        /// No date of the calendar in one of the two forms RFC 5280 allows.
        case time
        /// An attribute type that is no object identifier, or one beyond 64 bits.
        case objectIdentifier
        /// A serial number or name that is longer than anything sensible.
        case tooLong
    }

    /// What is wrong.
    package var what: What
    /// The byte of the certificate, counted from 0.
    package var offset: Int

    /// One line for a person.
    package var description: String {
        let words =
            switch what {
            case .truncated: "it ends too early"
            case .length: "a length that DER does not allow"
            case .unexpectedTag(let tag): "tag \(tag) is not what stands there in a certificate"
            case .trailingBytes: "bytes after the end"
            case .time: "not a time as RFC 5280 has it"
            case .objectIdentifier: "not an object identifier"
            case .tooLong: "a value that is too long"
            }
        return "certificate, byte \(offset): \(words)"
    }
}

/// A walk over values in DER that lie one after the other (X.690). It goes into none by itself: there is no depth.
struct DERCursor {
    /// One value: its tag and where its content lies.
    struct Value {
        var tag: UInt8
        var content: ByteRange
    }

    static let integer: UInt8 = 0x02
    static let objectIdentifier: UInt8 = 0x06
    static let sequence: UInt8 = 0x30
    static let set: UInt8 = 0x31

    private(set) var position: Int
    private let end: Int

    init(_ content: ByteRange) {
        position = content.lower
        end = content.upper
    }

    var isAtEnd: Bool { position == end }

    /// The tag of the next value, or nil at the end.
    func peek(_ bytes: Span<UInt8>) -> UInt8? { position < end ? bytes[position] : nil }

    /// Reads one value and moves past it.
    mutating func next(_ bytes: Span<UInt8>) throws(DERError) -> Value {
        let start = position
        guard end - start >= 2 else { throw DERError(what: .truncated, offset: start) }
        let tag = bytes[start]
        // Tags of several bytes occur nowhere in what is read here.
        guard tag & 0x1f != 0x1f else { throw DERError(what: .unexpectedTag(tag), offset: start) }
        var length = Int(bytes[start + 1])
        var content = start + 2
        if length >= 0x80 {
            let count = length & 0x7f
            guard count >= 1, count <= 4 else { throw DERError(what: .length, offset: start + 1) }
            guard end - content >= count else { throw DERError(what: .truncated, offset: start) }
            length = 0
            for index in content..<(content + count) { length = length << 8 | Int(bytes[index]) }
            guard length >= 0x80, bytes[content] != 0 else { throw DERError(what: .length, offset: start + 1) }
            content += count
        }
        guard end - content >= length else { throw DERError(what: .truncated, offset: start) }
        position = content + length
        return Value(tag: tag, content: ByteRange(content, position))
    }

    /// Reads one value of a certain tag and moves past it.
    mutating func next(_ bytes: Span<UInt8>, _ tag: UInt8) throws(DERError) -> ByteRange {
        let start = position
        let value = try next(bytes)
        guard value.tag == tag else { throw DERError(what: .unexpectedTag(value.tag), offset: start) }
        return value.content
    }

    /// - Throws: when there is more.
    func finish() throws(DERError) {
        guard isAtEnd else { throw DERError(what: .trailingBytes, offset: position) }
    }
}
