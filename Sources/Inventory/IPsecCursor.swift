internal import Bytes

/// A place in a file of ipsec.conf's kind, from which the next word is read.
///
/// The rules are those of starter's `lexer.l`, where the longest match wins.
struct IPsecCursor {
    enum Item {
        case token(IPsecToken)
        /// A file name or pattern.
        case include([UInt8])
        /// A comment, blanks, or the `version` of old files.
        case nothing
    }

    private let path: String
    private var position = 0
    private var line = 1

    init(path: String) { self.path = path }

    var place: IPsecPlace { IPsecPlace(path: path, line: line) }

    private static let newline = UInt8(ascii: "\n")
    private static let quote = UInt8(ascii: "\"")
    private static let hash = UInt8(ascii: "#")
    private static let equals = UInt8(ascii: "=")
    private static let backslash = UInt8(ascii: "\\")

    /// Reads on, always in the same bytes; nil at their end.
    mutating func next(_ bytes: Span<UInt8>) throws(ConfigurationFault) -> Item? {
        guard position < bytes.count else { return nil }
        let byte = bytes[position]
        let beginsLine = position == 0 || bytes[position - 1] == Self.newline
        let word = afterBlanks(bytes, position)
        if word < bytes.count && bytes[word] == Self.hash || beginsLine && isVersion(bytes, word) {
            return skipLine(bytes)
        }
        if word > position {
            position = word
            return beginsLine ? .token(.indentation) : .nothing
        }
        switch byte {
        case Self.newline:
            position += 1
            line += 1
            return .token(.newline)
        case Self.equals:
            position += 1
            return .token(.equals)
        case Self.quote:
            var text: [UInt8] = []
            try readString(bytes, into: &text)
            return .token(.text(text))
        default:
            if beginsLine, stands(bytes, "config setup", at: position) {
                position += 12
                return .token(.configSetup)
            }
            if let pattern = includedName(bytes) { return try readInclude(bytes, from: pattern) }
            return .token(readWord(bytes, beginsLine: beginsLine))
        }
    }

    /// The place after blanks and tabs.
    private func afterBlanks(_ bytes: Span<UInt8>, _ start: Int) -> Int {
        var index = start
        while index < bytes.count, Self.isBlank(bytes[index]) { index += 1 }
        return index
    }

    private mutating func skipLine(_ bytes: Span<UInt8>) -> Item {
        while position < bytes.count, bytes[position] != Self.newline { position += 1 }
        return .nothing
    }

    /// Whether a line of old files' version declaration begins here, which only counts when the line has an end.
    private func isVersion(_ bytes: Span<UInt8>, _ start: Int) -> Bool {
        guard stands(bytes, "version", at: start) else { return false }
        var index = start
        while index < bytes.count, bytes[index] != Self.newline { index += 1 }
        return index < bytes.count
    }

    private func stands(_ bytes: Span<UInt8>, _ literal: StaticString, at start: Int) -> Bool {
        let end = start + literal.utf8CodeUnitCount
        return end <= bytes.count && Search.equal(bytes, ByteRange(start, end), literal)
    }

    private mutating func readWord(_ bytes: Span<UInt8>, beginsLine: Bool) -> IPsecToken {
        let start = position
        // An identity of type KEY_ID begins so; anywhere else it is a comment that does.
        if stands(bytes, "@#", at: position), position + 2 < bytes.count, Self.isWord(bytes[position + 2]) {
            position += 2
        }
        while position < bytes.count, Self.isWord(bytes[position]) { position += 1 }
        let range = ByteRange(start, position)
        if beginsLine {
            if Search.equal(bytes, range, "conn") { return .conn }
            if Search.equal(bytes, range, "ca") { return .ca }
        }
        var text: [UInt8] = []
        append(bytes, start, position, to: &text)
        return .text(text)
    }

    /// Where the name begins if this is an `include` and no setting of that name.
    private func includedName(_ bytes: Span<UInt8>) -> Int? {
        guard stands(bytes, "include", at: position) else { return nil }
        let name = afterBlanks(bytes, position + 7)
        let blanks = name - position - 7
        if name < bytes.count, bytes[name] != Self.equals { return blanks > 0 ? name : nil }
        // The rule wants one more byte that is no equals sign, and takes a blank for it if it must.
        return blanks > 1 ? name - 1 : nil
    }

    private mutating func readInclude(_ bytes: Span<UInt8>, from start: Int) throws(ConfigurationFault) -> Item {
        var pattern: [UInt8] = []
        position = start
        while position < bytes.count {
            switch bytes[position] {
            case Self.newline, Self.hash: return .include(pattern)
            case let byte where Self.isBlank(byte):
                position += 1
                return .include(pattern)
            case Self.quote:
                try readString(bytes, into: &pattern)
                return .include(pattern)
            case Self.backslash:
                let isEscape = position + 1 < bytes.count && Self.isEscapedInInclude(bytes[position + 1])
                pattern.append(isEscape ? bytes[position + 1] : Self.backslash)
                position += isEscape ? 2 : 1
            default:
                let start = position
                while position < bytes.count, Self.isInclude(bytes[position]) { position += 1 }
                append(bytes, start, position, to: &pattern)
            }
        }
        return .include(pattern)
    }

    /// Reads what stands between quotes, which may be more than one line.
    private mutating func readString(_ bytes: Span<UInt8>, into text: inout [UInt8]) throws(ConfigurationFault) {
        let start = place
        position += 1
        while position < bytes.count {
            switch bytes[position] {
            case Self.quote:
                position += 1
                return
            case Self.backslash: try readEscape(bytes, into: &text, start)
            default:
                let start = position
                while position < bytes.count, bytes[position] != Self.quote, bytes[position] != Self.backslash {
                    if bytes[position] == Self.newline { line += 1 }
                    position += 1
                }
                append(bytes, start, position, to: &text)
            }
        }
        throw start.fault("a string has no end")
    }

    private mutating func readEscape(_ bytes: Span<UInt8>, into text: inout [UInt8], _ start: IPsecPlace)
        throws(ConfigurationFault)
    {
        guard position + 1 < bytes.count else { throw start.fault("a string has no end") }
        if stands(bytes, "\\\r\n", at: position) { position += 1 }
        let byte = bytes[position + 1]
        position += 2
        switch byte {
        case UInt8(ascii: "n"): text.append(Self.newline)
        case UInt8(ascii: "r"): text.append(UInt8(ascii: "\r"))
        case UInt8(ascii: "t"): text.append(UInt8(ascii: "\t"))
        case Self.newline: line += 1
        case 0: break
        default: text.append(byte)
        }
    }

    /// Appends a run of bytes up to the first zero, where C's strings end.
    private func append(_ bytes: Span<UInt8>, _ start: Int, _ end: Int, to text: inout [UInt8]) {
        for index in start..<end {
            if bytes[index] == 0 { return }
            text.append(bytes[index])
        }
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

    private static func isWord(_ byte: UInt8) -> Bool {
        !isBlank(byte) && byte != newline && byte != quote && byte != hash && byte != equals
    }

    private static func isInclude(_ byte: UInt8) -> Bool {
        !isBlank(byte) && byte != newline && byte != quote && byte != hash && byte != backslash
    }

    private static func isEscapedInInclude(_ byte: UInt8) -> Bool {
        byte == quote || byte == hash || byte == UInt8(ascii: "}") || byte == UInt8(ascii: " ")
    }
}
