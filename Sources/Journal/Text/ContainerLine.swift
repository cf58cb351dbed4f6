private import Glibc

internal import Bytes

/// What the tools around a program put around its lines: container engines and terminals.
enum ContainerLine {
    private static let escape: UInt8 = 0x1B
    private static let quote = UInt8(ascii: "\"")
    private static let backslash = UInt8(ascii: "\\")

    /// Moves past `name  | ` (docker compose) or `[pod/name/container] ` (kubectl).
    @inline(__always)
    static func skipName(_ bytes: Span<UInt8>, _ position: inout Int, _ end: Int) {
        var cursor = position
        if bytes[cursor] == UInt8(ascii: "[") {
            guard CharonText.skip(bytes, &cursor, end, "[pod/") else { return }
            while cursor < end, isName(bytes[cursor]) || bytes[cursor] == UInt8(ascii: "/") { cursor += 1 }
            if CharonText.skip(bytes, &cursor, end, "] ") { position = cursor }
            return
        }
        while cursor < end, isName(bytes[cursor]) { cursor += 1 }
        guard cursor > position, Timestamp.skipBlanks(bytes, &cursor, end),
            CharonText.skip(bytes, &cursor, end, "| ")
        else { return }
        position = cursor
    }

    private static func isName(_ byte: UInt8) -> Bool {
        byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
            || byte == UInt8(ascii: "_")
    }

    /// Moves past `stdout F `, which Kubernetes' container runtimes write behind the time.
    static func skipStream(_ bytes: Span<UInt8>, _ position: inout Int, _ end: Int) {
        var cursor = position
        guard CharonText.skip(bytes, &cursor, end, "stdout ") || CharonText.skip(bytes, &cursor, end, "stderr "),
            CharonText.skip(bytes, &cursor, end, "F ") || CharonText.skip(bytes, &cursor, end, "P ")
        else { return }
        position = cursor
    }

    /// Whether a range holds the escape character.
    static func hasEscape(_ bytes: Span<UInt8>, _ range: ByteRange) -> Bool {
        guard !range.isEmpty else { return false }
        return unsafe bytes.extracting(range.lower..<range.upper).withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return false }
            return unsafe memchr(start, CInt(escape), buffer.count) != nil
        }
    }

    /// Replaces a buffer by a range without a terminal's colours (`ESC [ … m` and `ESC [ … K`).
    static func removeColours(_ bytes: Span<UInt8>, _ range: ByteRange, into buffer: inout [UInt8]) {
        buffer.removeAll(keepingCapacity: true)
        var index = range.lower
        while index < range.upper {
            if bytes[index] == escape, let after = colourEnd(bytes, index + 1, range.upper) {
                index = after
            } else {
                buffer.append(bytes[index])
                index += 1
            }
        }
    }

    private static func colourEnd(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
        guard start < end, bytes[start] == UInt8(ascii: "[") else { return nil }
        var index = start + 1
        // No colour needs more.
        let limit = Swift.min(end, index + 24)
        while index < limit {
            let byte = bytes[index]
            if byte == UInt8(ascii: "m") || byte == UInt8(ascii: "K") { return index + 1 }
            guard byte &- 0x30 < 12 else { return nil }
            index += 1
        }
        return nil
    }

    /// Whether a range begins as a line of docker's json-file driver does.
    @inline(__always)
    static func isObject(_ bytes: Span<UInt8>, _ range: ByteRange) -> Bool {
        range.count > 8 && bytes[range.lower] == UInt8(ascii: "{")
            && CharonText.isAt(bytes, range.lower, range.upper, "{\"log\":\"")
    }

    /// Reads `{"log":"…\n","stream":"stdout","time":"…"}`, and replaces a buffer by the text without its escapes and
    /// the newlines at its end.
    /// - Returns: when the engine took the text in; nil when the line is not of this form.
    static func decode(_ bytes: Span<UInt8>, _ range: ByteRange, into buffer: inout [UInt8]) -> Timestamp? {
        buffer.removeAll(keepingCapacity: true)
        let end = range.upper
        var position = range.lower + 8
        var copied = position
        while position < end, bytes[position] != quote {
            guard bytes[position] == backslash else {
                position += 1
                continue
            }
            buffer.append(bytes, ByteRange(copied, position))
            decodeEscape(bytes, &position, end, into: &buffer)
            copied = position
        }
        buffer.append(bytes, ByteRange(copied, position))
        guard CharonText.skip(bytes, &position, end, "\",\"stream\":\"std"),
            CharonText.isAt(bytes, end - 2, end, "\"}")
        else { return nil }
        // Labels can stand before the time, which is the last.
        var start = end - 2
        let limit = Swift.max(position, end - 64)
        while start > limit, bytes[start - 1] != quote { start -= 1 }
        guard start > limit, CharonText.isAt(bytes, start - 9, end, ",\"time\":\""), start - 9 > position else {
            return nil
        }
        while let last = buffer.last, last == 0x0A || last == 0x0D { buffer.removeLast() }
        return Timestamp.read(bytes, &start, end - 2)
    }

    /// One escape of a JSON string (RFC 8259 section 7).
    private static func decodeEscape(
        _ bytes: Span<UInt8>, _ position: inout Int, _ end: Int, into buffer: inout [UInt8]
    ) {
        position += 1
        guard position < end else { return }
        let escaped = bytes[position]
        position += 1
        switch escaped {
        case UInt8(ascii: "n"): buffer.append(0x0A)
        case UInt8(ascii: "r"): buffer.append(0x0D)
        case UInt8(ascii: "t"): buffer.append(0x09)
        case UInt8(ascii: "b"): buffer.append(0x08)
        case UInt8(ascii: "f"): buffer.append(0x0C)
        case UInt8(ascii: "u"):
            guard var value = unit(bytes, position, end) else { return }
            position += 4
            if value & 0xFC00 == 0xD800, CharonText.isAt(bytes, position, end, "\\u"),
                let low = unit(bytes, position + 2, end), low & 0xFC00 == 0xDC00
            {
                value = 0x1_0000 + (value & 0x3FF) << 10 + (low & 0x3FF)
                position += 6
            }
            let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
            buffer.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        default: buffer.append(escaped)
        }
    }

    private static func unit(_ bytes: Span<UInt8>, _ position: Int, _ end: Int) -> UInt32? {
        guard end - position >= 4 else { return nil }
        var value: UInt32 = 0
        for index in position..<(position + 4) {
            guard let digit = Digits.hexValue(bytes[index]) else { return nil }
            value = value << 4 | UInt32(digit)
        }
        return value
    }
}
