internal import Bytes

/// Distinguished names as text.
enum DistinguishedName {
    /// The longest name that is read, in bytes of DER.
    static let longest = 8192

    /// The name whose relative names are the content of a sequence.
    static func text(_ bytes: Span<UInt8>, _ range: ByteRange) throws(DERError) -> [UInt8] {
        guard range.count <= longest else { throw DERError(what: .tooLong, offset: range.lower) }
        var text: [UInt8] = []
        var names = DERCursor(range)
        while !names.isAtEnd {
            if !text.isEmpty { text.append(", ") }
            var attributes = DERCursor(try names.next(bytes, DERCursor.set))
            var isFirst = true
            // An empty set is no relative name.
            repeat {
                if !isFirst { text.append("+") }
                isFirst = false
                var attribute = DERCursor(try attributes.next(bytes, DERCursor.sequence))
                let type = try attribute.next(bytes, DERCursor.objectIdentifier)
                let start = attribute.position
                let value = try attribute.next(bytes)
                try attribute.finish()
                try append(bytes, type, value, whole: ByteRange(start, attribute.position), to: &text)
            } while !attributes.isAtEnd
        }
        return text
    }

    private static func append(
        _ bytes: Span<UInt8>, _ type: ByteRange, _ value: DERCursor.Value, whole: ByteRange, to text: inout [UInt8]
    ) throws(DERError) {
        if let label = label(bytes, type) {
            text.append(label)
            text.append(0x3d)
            if let characters = characters(bytes, value) {
                appendEscaped(characters, to: &text)
                return
            }
        } else {
            try appendDotted(bytes, type, to: &text)
            text.append(0x3d)
        }
        text.append(0x23)
        text.append(hex: bytes, whole)
    }

    /// The short name of an attribute type (RFC 4514, RFC 4519), or nil.
    private static func label(_ bytes: Span<UInt8>, _ type: ByteRange) -> StaticString? {
        // 2.5.4.x
        if type.count == 3, bytes[type.lower] == 0x55, bytes[type.lower + 1] == 0x04 {
            switch bytes[type.lower + 2] {
            case 3: return "CN"
            case 4: return "surname"
            case 5: return "serialNumber"
            case 6: return "C"
            case 7: return "L"
            case 8: return "ST"
            case 9: return "STREET"
            case 10: return "O"
            case 11: return "OU"
            case 12: return "title"
            case 13: return "description"
            case 17: return "postalCode"
            case 42: return "givenName"
            case 43: return "initials"
            case 46: return "dnQualifier"
            case 65: return "pseudonym"
            case 97: return "organizationIdentifier"
            default: return nil
            }
        }
        if equal(bytes, type, [0x09, 0x92, 0x26, 0x89, 0x93, 0xf2, 0x2c, 0x64, 0x01, 0x01]) { return "UID" }
        if equal(bytes, type, [0x09, 0x92, 0x26, 0x89, 0x93, 0xf2, 0x2c, 0x64, 0x01, 0x19]) { return "DC" }
        if equal(bytes, type, [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x01]) { return "E" }
        return nil
    }

    private static func equal(_ bytes: Span<UInt8>, _ range: ByteRange, _ identifier: [UInt8]) -> Bool {
        Search.equal(bytes, range, identifier.span, ByteRange(0, identifier.count))
    }

    /// An attribute's value as UTF-8, or nil when it is no text or not sound.
    private static func characters(_ bytes: Span<UInt8>, _ value: DERCursor.Value) -> [UInt8]? {
        let raw = bytes.copy(value.content)
        switch value.tag {
        case 0x0c:
            return isUTF8(raw) ? raw : nil
        case 0x12, 0x13, 0x16, 0x1a:
            // Numeric, printable, IA5 and visible strings.
            return raw.allSatisfy { $0 < 0x80 } ? raw : nil
        case 0x14:
            // A TeletexString, which everyone takes for Latin-1.
            return raw.flatMap { Array(Unicode.UTF8.encode(Unicode.Scalar($0)) ?? .init()) }
        case 0x1e:
            // A BMPString: UTF-16 without pairs.
            guard raw.count % 2 == 0 else { return nil }
            var text: [UInt8] = []
            for index in stride(from: 0, to: raw.count, by: 2) {
                guard let scalar = Unicode.Scalar(UInt16(raw[index]) << 8 | UInt16(raw[index + 1])),
                    let encoded = Unicode.UTF8.encode(scalar)
                else { return nil }
                text.append(contentsOf: encoded)
            }
            return text
        default:
            return nil
        }
    }

    private static func isUTF8(_ bytes: [UInt8]) -> Bool { String(validating: bytes, as: UTF8.self) != nil }

    /// RFC 4514 section 2.4; control characters too, which may not split a line.
    private static func appendEscaped(_ characters: [UInt8], to text: inout [UInt8]) {
        for (index, byte) in characters.enumerated() {
            switch byte {
            case 0x22, 0x2b, 0x2c, 0x3b, 0x3c, 0x3e, 0x5c:
                text.append(0x5c)
                text.append(byte)
            case 0x20 where index == 0 || index == characters.count - 1, 0x23 where index == 0:
                text.append(0x5c)
                text.append(byte)
            case 0..<0x20, 0x7f:
                text.append(0x5c)
                text.append(hex: byte)
            default:
                text.append(byte)
            }
        }
    }

    private static func appendDotted(
        _ bytes: Span<UInt8>, _ range: ByteRange, to text: inout [UInt8]
    ) throws(DERError) {
        let wrong = DERError(what: .objectIdentifier, offset: range.lower)
        var arc: UInt64 = 0
        var isStart = true
        var isFirst = true
        for index in range.lower..<range.upper {
            let byte = bytes[index]
            if isStart && byte == 0x80 || arc > UInt64.max >> 7 { throw wrong }
            arc = arc << 7 | UInt64(byte & 0x7f)
            isStart = byte & 0x80 == 0
            guard isStart else { continue }
            if isFirst {
                let root = min(arc / 40, 2)
                text.append(decimal: root)
                arc -= root * 40
            }
            text.append(0x2e)
            text.append(decimal: arc)
            isFirst = false
            arc = 0
        }
        guard isStart, !isFirst else { throw wrong }
    }
}
