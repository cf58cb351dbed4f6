internal import Bytes

/// What an exporter shows of an X.509 certificate (RFC 5280). Nothing is verified: charon did that.
package struct X509Summary: Sendable, Equatable {
    /// The longest serial number that is read, in bytes; RFC 5280 allows 20.
    static let longestSerial = 64

    /// In lower-case hexadecimal digits, two for each byte, without the zero byte that only keeps it positive.
    package var serial: [UInt8]
    /// The distinguished name as UTF-8, in the certificate's order like charon's own identities, escaped as in
    /// RFC 4514: `C=CH, O=strongSwan\, Inc., CN=moon`.
    package var subject: [UInt8]
    /// Who signed it, as `subject`.
    package var issuer: [UInt8]
    /// Since when it is valid, in seconds since 1970.
    package var notBefore: Int64
    /// Until when it is valid, in seconds since 1970.
    package var notAfter: Int64

    /// Reads a whole certificate.
    /// - Throws: what is not as DER and RFC 5280 have it. What follows the subject is not looked at.
    package init(der: [UInt8]) throws(DERError) {
        try self.init(der.span, ByteRange(0, der.count))
    }

    private init(_ bytes: Span<UInt8>, _ range: ByteRange) throws(DERError) {
        var outer = DERCursor(range)
        var certificate = DERCursor(try outer.next(bytes, DERCursor.sequence))
        try outer.finish()
        var fields = DERCursor(try certificate.next(bytes, DERCursor.sequence))
        let version: UInt8 = 0xa0
        if fields.peek(bytes) == version { _ = try fields.next(bytes) }
        serial = try Self.hex(bytes, try fields.next(bytes, DERCursor.integer))
        _ = try fields.next(bytes, DERCursor.sequence)
        issuer = try DistinguishedName.text(bytes, try fields.next(bytes, DERCursor.sequence))
        var validity = DERCursor(try fields.next(bytes, DERCursor.sequence))
        notBefore = try Self.time(bytes, &validity)
        notAfter = try Self.time(bytes, &validity)
        try validity.finish()
        subject = try DistinguishedName.text(bytes, try fields.next(bytes, DERCursor.sequence))
    }

    private static func time(_ bytes: Span<UInt8>, _ cursor: inout DERCursor) throws(DERError) -> Int64 {
        let start = cursor.position
        let value = try cursor.next(bytes)
        guard let seconds = DERTime.seconds(bytes, value.content, value.tag) else {
            throw DERError(what: .time, offset: start)
        }
        return seconds
    }

    private static func hex(_ bytes: Span<UInt8>, _ range: ByteRange) throws(DERError) -> [UInt8] {
        guard !range.isEmpty else { throw DERError(what: .truncated, offset: range.lower) }
        guard range.count <= longestSerial else { throw DERError(what: .tooLong, offset: range.lower) }
        let isPadded = range.count > 1 && bytes[range.lower] == 0
        var digits: [UInt8] = []
        digits.append(hex: bytes, ByteRange(range.lower + (isPadded ? 1 : 0), range.upper))
        return digits
    }
}

extension [UInt8] {
    /// Appends a part of another buffer in lower-case hexadecimal digits.
    mutating func append(hex bytes: Span<UInt8>, _ range: ByteRange) {
        for index in range.lower..<range.upper { append(hex: bytes[index]) }
    }

    /// Appends a byte in two lower-case hexadecimal digits.
    mutating func append(hex byte: UInt8) {
        for digit in [byte >> 4, byte & 0xf] { append(digit < 10 ? 0x30 + digit : 0x61 + digit - 10) }
    }
}
