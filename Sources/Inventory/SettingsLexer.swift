internal import Bytes

/// Cuts a settings file into tokens as settings/settings_lexer.l of strongSwan 5.7 and later does.
///
/// Tokens are places in the file, so that a value that nobody needs is never copied.
struct SettingsLexer {
    /// Where in the grammar the lexer is: an included file may begin in what the including one left.
    enum Mode {
        case statement, references, value
    }

    /// What the parser is given.
    enum Token {
        case name(ByteRange)
        /// What stands between the quotes, escapes and all.
        case string(ByteRange)
        case open, close, equals, colon, comma
        /// The end of a value.
        case newline
        /// A pattern of files to go on with; empty when the file gives none.
        case include([UInt8])
        /// What no grammar rule takes: a dot, or a quote outside a value.
        case unexpected
        case unterminatedString
        case end
    }

    /// The line of the token last returned.
    private(set) var line = 1
    private var position = 0
    private var counted = 0
    /// Past the last newline: a comment that begins there ends in another way.
    private let pastLastNewline: Int

    init(_ bytes: Span<UInt8>) {
        var end = bytes.count
        while end > 0, bytes[end - 1] != Byte.newline { end -= 1 }
        pastLastNewline = end
    }

    /// The next token. Moves `mode` as the start conditions of the lexer's source move.
    mutating func next(_ bytes: Span<UInt8>, _ mode: inout Mode) -> Token {
        mode == .value ? nextOfValue(bytes, &mode) : nextOfStatement(bytes, &mode)
    }

    private mutating func nextOfStatement(_ bytes: Span<UInt8>, _ mode: inout Mode) -> Token {
        skipBlanks(bytes)
        countLines(bytes)
        guard position < bytes.count else { return .end }
        let start = position
        let byte = bytes[position]
        if Byte.isName(byte) { return name(bytes, mode) }
        position += 1
        if byte == UInt8(ascii: ",") { return .comma }
        // Whatever else follows, the references are over.
        if mode == .references { mode = .statement }
        switch byte {
        case UInt8(ascii: "{"): return .open
        case UInt8(ascii: "}"): return .close
        case UInt8(ascii: ":"):
            mode = .references
            return .colon
        case UInt8(ascii: "="):
            mode = .value
            return .equals
        default:
            position = start
            return .unexpected
        }
    }

    private mutating func nextOfValue(_ bytes: Span<UInt8>, _ mode: inout Mode) -> Token {
        while position < bytes.count, Byte.isBlank(bytes[position]) || bytes[position] == Byte.carriageReturn {
            position += 1
        }
        countLines(bytes)
        guard position < bytes.count, !Byte.endsValue(bytes[position]) else {
            mode = .statement
            return .newline
        }
        let start = position
        if bytes[position] == Byte.quote { return string(bytes).map { .string($0) } ?? .unterminatedString }
        while position < bytes.count, Byte.isValue(bytes[position]) { position += 1 }
        return .name(ByteRange(start, position))
    }

    private mutating func name(_ bytes: Span<UInt8>, _ mode: Mode) -> Token {
        let start = position
        skipName(bytes)
        let range = ByteRange(start, position)
        if mode == .references {
            while position + 1 < bytes.count, bytes[position] == UInt8(ascii: "."), Byte.isName(bytes[position + 1]) {
                position += 1
                skipName(bytes)
            }
            return .name(ByteRange(start, position))
        }
        guard Search.equal(bytes, range, "include") else { return .name(range) }
        // The lexer wants blanks and then one more character that is no equals sign; that may be the last blank.
        var blanks = position
        while blanks < bytes.count, Byte.isBlank(bytes[blanks]) { blanks += 1 }
        if blanks == bytes.count || bytes[blanks] == UInt8(ascii: "=") { blanks -= 1 }
        guard blanks > position else { return .name(range) }
        position = blanks
        return includePattern(bytes)
    }

    private mutating func includePattern(_ bytes: Span<UInt8>) -> Token {
        var pattern: [UInt8] = []
        while position < bytes.count {
            let byte = bytes[position]
            if Byte.endsValue(byte) { break }
            if Byte.isBlank(byte) {
                position += 1
                break
            }
            if byte == Byte.quote {
                guard let range = string(bytes) else { return .unterminatedString }
                SettingsText.appendString(bytes, range, to: &pattern)
                break
            }
            position += 1
            if byte == Byte.carriageReturn { continue }
            if byte == Byte.backslash {
                let escapes = position < bytes.count && Byte.isEscapedInPattern(bytes[position])
                pattern.append(escapes ? bytes[position] : Byte.backslash)
                position += escapes ? 1 : 0
                continue
            }
            let start = position - 1
            while position < bytes.count, Byte.isPattern(bytes[position]) { position += 1 }
            SettingsText.appendPlain(bytes, ByteRange(start, position), to: &pattern)
        }
        return .include(pattern)
    }

    /// Moves past a string in quotes; nil when the file ends within it.
    private mutating func string(_ bytes: Span<UInt8>) -> ByteRange? {
        let start = position + 1
        position = start
        while position < bytes.count, bytes[position] != Byte.quote {
            position += bytes[position] == Byte.backslash ? 2 : 1
        }
        guard position < bytes.count else {
            position = bytes.count
            return nil
        }
        position += 1
        return ByteRange(start, position - 1)
    }

    private mutating func skipName(_ bytes: Span<UInt8>) {
        while position < bytes.count, Byte.isName(bytes[position]) { position += 1 }
    }

    /// Passes blanks, line ends and comments. A comment ends at the line's end, but one after blanks, or in a last line
    /// that has no end, at a carriage return too: there another rule of the lexer matches more.
    private mutating func skipBlanks(_ bytes: Span<UInt8>) {
        while position < bytes.count {
            let start = position
            while position < bytes.count, Byte.isBlank(bytes[position]) { position += 1 }
            if position < bytes.count, bytes[position] == UInt8(ascii: "#") {
                let toLineEnd = position == start && position < pastLastNewline
                while position < bytes.count, bytes[position] != Byte.newline,
                    toLineEnd || bytes[position] != Byte.carriageReturn
                {
                    position += 1
                }
                continue
            }
            while position < bytes.count, Byte.isBlank(bytes[position]) || bytes[position] == Byte.carriageReturn {
                position += 1
            }
            if position < bytes.count, bytes[position] == Byte.newline { position += 1 }
            if position == start { return }
        }
    }

    private mutating func countLines(_ bytes: Span<UInt8>) {
        let end = Swift.min(position, bytes.count)
        while counted < end {
            if bytes[counted] == Byte.newline { line += 1 }
            counted += 1
        }
    }
}
