internal import Bytes

/// The classes of bytes of settings/settings_lexer.l.
enum Byte {
    static let newline = UInt8(ascii: "\n")
    static let carriageReturn = UInt8(ascii: "\r")
    static let quote = UInt8(ascii: "\"")
    static let backslash = UInt8(ascii: "\\")

    static func isBlank(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
    }

    /// What ends a value and an include pattern, and is read again as a token of its own.
    static func endsValue(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "#") || byte == UInt8(ascii: "}") || byte == newline
    }

    /// What may stand in a value without quotes.
    static func isValue(_ byte: UInt8) -> Bool {
        !endsValue(byte) && !isBlank(byte) && byte != carriageReturn && byte != quote
    }

    /// What may stand in an include pattern without a backslash.
    static func isPattern(_ byte: UInt8) -> Bool {
        isValue(byte) && byte != backslash
    }

    /// What a backslash protects in an include pattern; before anything else it stays for glob(3).
    static func isEscapedInPattern(_ byte: UInt8) -> Bool {
        byte == quote || byte == UInt8(ascii: "#") || byte == UInt8(ascii: "}") || byte == UInt8(ascii: " ")
    }

    /// What may stand in the name of a section or a setting.
    static func isName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "{"), UInt8(ascii: ":"), UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: "="): false
        default: isValue(byte)
        }
    }
}

/// Copies text out of a settings file. strongSwan's are C strings: each run ends at a zero byte.
enum SettingsText {
    /// Appends what stands without quotes.
    static func appendPlain(_ bytes: Span<UInt8>, _ range: ByteRange, to text: inout [UInt8]) {
        for index in range.lower..<range.upper {
            if bytes[index] == 0 { return }
            text.append(bytes[index])
        }
    }

    /// Appends what stands between quotes, its escapes resolved (start condition `str`).
    static func appendString(_ bytes: Span<UInt8>, _ range: ByteRange, to text: inout [UInt8]) {
        var index = range.lower
        while index < range.upper {
            let byte = bytes[index]
            index += 1
            if byte == Byte.carriageReturn { continue }
            guard byte == Byte.backslash, index < range.upper else {
                let start = index - 1
                while index < range.upper, bytes[index] != Byte.backslash, bytes[index] != Byte.carriageReturn {
                    index += 1
                }
                appendPlain(bytes, ByteRange(start, index), to: &text)
                continue
            }
            let escaped = bytes[index]
            index += 1
            switch escaped {
            case UInt8(ascii: "n"): text.append(Byte.newline)
            case UInt8(ascii: "r"): text.append(Byte.carriageReturn)
            case UInt8(ascii: "t"): text.append(UInt8(ascii: "\t"))
            case Byte.newline, 0: break
            case Byte.carriageReturn where index < range.upper && bytes[index] == Byte.newline: index += 1
            default: text.append(escaped)
            }
        }
    }
}
