internal import Bytes

/// What charon's own loggers write: the marker before a text, and the JSON objects of its files.
enum CharonText {
    /// Whether `05[IKE]` or `05[IKE1]` stands at `position`, followed by a blank or the end (`sys_logger.c`,
    /// `file_logger.c`). The groups are those of `debug.c`.
    static func isMarker(_ bytes: Span<UInt8>, _ position: Int, _ end: Int) -> Bool {
        // No charon has as many as a hundred thousand threads.
        let digits = Timestamp.digitCount(bytes, position, end)
        guard 2...5 ~= digits else { return false }
        var cursor = position + digits
        guard end - cursor >= 5, bytes[cursor] == UInt8(ascii: "["), isGroup(bytes, cursor + 1) else { return false }
        cursor += 4
        if bytes[cursor] &- 0x30 <= 4 { cursor += 1 }
        guard cursor < end, bytes[cursor] == UInt8(ascii: "]") else { return false }
        return cursor + 1 == end || bytes[cursor + 1] == 0x20
    }

    /// Whether the three letters of a group stand at `position`.
    static func isGroup(_ bytes: Span<UInt8>, _ position: Int) -> Bool {
        switch UInt32(bytes[position]) << 16 | UInt32(bytes[position + 1]) << 8 | UInt32(bytes[position + 2]) {
        case 0x44_4D4E, 0x4D_4752, 0x49_4B45, 0x43_4844, 0x4A_4F42, 0x57_4348, 0x43_4647, 0x4B_4E4C, 0x4E_4554,
            0x41_534E, 0x45_4E43, 0x54_4E43, 0x49_4D43, 0x49_4D56, 0x50_5453, 0x54_4C53, 0x41_5050, 0x45_5350,
            0x4C_4942:
            true
        default: false
        }
    }

    /// Whether a literal stands at `position`.
    @inline(__always)
    static func isAt(_ bytes: Span<UInt8>, _ position: Int, _ end: Int, _ literal: StaticString) -> Bool {
        let count = literal.utf8CodeUnitCount
        guard end - position >= count else { return false }
        return Search.equal(bytes, ByteRange(position, position + count), literal)
    }

    /// Moves past a literal that stands at `position`.
    @inline(__always)
    static func skip(_ bytes: Span<UInt8>, _ position: inout Int, _ end: Int, _ literal: StaticString) -> Bool {
        guard isAt(bytes, position, end, literal) else { return false }
        position += literal.utf8CodeUnitCount
        return true
    }
}

/// One object of a charon 6.0 log file with `json = yes`, with its keys in the order that `file_logger.c` writes:
/// `{"time":"…","thread":12,"group":"IKE","level":1,"ikesa-uniqueid":"2","ikesa-name":"gw","msg":"…"}`.
///
/// charon escapes nothing but `"`, `\` and newlines, and those in `msg` only: an object need not be JSON by the
/// letter. So it is read by its known keys, in their order.
struct CharonObject {
    var time = ByteRange.none
    var thread = ByteRange.none
    var group = ByteRange.none
    var level = ByteRange.none
    var id = ByteRange.none
    var name = ByteRange.none
    /// Still escaped.
    var message = ByteRange.none

    /// The object that the whole range is, or nil.
    init?(_ bytes: Span<UInt8>, _ range: ByteRange) {
        let end = range.upper
        var position = range.lower
        guard range.count > 2, CharonText.isAt(bytes, end - 2, end, "\"}"),
            CharonText.skip(bytes, &position, end, "{\"")
        else { return nil }
        if CharonText.skip(bytes, &position, end, "time\":\"") {
            guard let time = Self.text(bytes, &position, end, until: "\",\"") else { return nil }
            self.time = time
        }
        guard CharonText.skip(bytes, &position, end, "thread\":"),
            let thread = Self.digits(bytes, &position, end),
            CharonText.skip(bytes, &position, end, ",\"group\":\""), end - position > 3,
            CharonText.isGroup(bytes, position)
        else { return nil }
        self.thread = thread
        group = ByteRange(position, position + 3)
        position += 3
        guard CharonText.skip(bytes, &position, end, "\",\"level\":"),
            let level = Self.digits(bytes, &position, end), CharonText.skip(bytes, &position, end, ",\"")
        else { return nil }
        self.level = level
        if CharonText.skip(bytes, &position, end, "ikesa-uniqueid\":\"") {
            guard let id = Self.digits(bytes, &position, end), CharonText.skip(bytes, &position, end, "\",\"") else {
                return nil
            }
            self.id = id
        }
        if CharonText.skip(bytes, &position, end, "ikesa-name\":\"") {
            // A `"` of the name's own is not escaped: what comes next tells the end.
            guard let name = Self.text(bytes, &position, end, until: "\",\"msg\":\"") else { return nil }
            self.name = name
        } else {
            guard CharonText.skip(bytes, &position, end, "msg\":\"") else { return nil }
        }
        guard position <= end - 2 else { return nil }
        message = ByteRange(position, end - 2)
    }

    private static func digits(_ bytes: Span<UInt8>, _ position: inout Int, _ end: Int) -> ByteRange? {
        let count = Timestamp.digitCount(bytes, position, end)
        guard 1...10 ~= count else { return nil }
        position += count
        return ByteRange(position - count, position)
    }

    /// The longest time or name that is looked for; charon's own buffers are shorter.
    private static let maximumText = 512

    /// Reads up to a literal, and moves past it.
    private static func text(
        _ bytes: Span<UInt8>, _ position: inout Int, _ end: Int, until literal: StaticString
    ) -> ByteRange? {
        let start = position
        let limit = Swift.min(end, start + maximumText)
        var cursor = start
        while cursor < limit {
            if bytes[cursor] == UInt8(ascii: "\""), CharonText.isAt(bytes, cursor, end, literal) {
                position = cursor + literal.utf8CodeUnitCount
                return ByteRange(start, cursor)
            }
            cursor += 1
        }
        return nil
    }

    /// Appends the message without its escapes. What charon does not escape stays as it is.
    func appendMessage(_ bytes: Span<UInt8>, to buffer: inout [UInt8]) {
        var copied = message.lower
        var index = message.lower
        while index + 1 < message.upper {
            guard bytes[index] == UInt8(ascii: "\\") else {
                index += 1
                continue
            }
            let escaped = bytes[index + 1]
            if escaped == UInt8(ascii: "n") || escaped == UInt8(ascii: "\\") || escaped == UInt8(ascii: "\"") {
                buffer.append(bytes, ByteRange(copied, index))
                buffer.append(escaped == UInt8(ascii: "n") ? 0x0A : escaped)
                copied = index + 2
            }
            index += 2
        }
        buffer.append(bytes, ByteRange(copied, message.upper))
    }
}
