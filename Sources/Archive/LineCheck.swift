internal import Bytes
internal import Glibc

/// A line that tells of something missing.
enum LineMark {
    case gap(seq: UInt64, entries: UInt64?)
    case tombstone(Verifier.Tombstone)
}

/// Checks a block's lines: as many as its header says, each with its number. They are not parsed as JSON: within the
/// texts of a line every quotation mark has a backslash before it, so a key cannot be mistaken.
enum LineCheck {
    /// - Parameters:
    ///   - content: the lines, and what an earlier block left behind them.
    ///   - length: bytes of the lines.
    ///   - onMark: called for each line that tells of a gap or of deleted segments.
    /// - Returns: what is wrong, or nil.
    static func check(
        _ content: [UInt8], length: Int, _ header: BlockHeader, onMark: (LineMark) -> Void
    ) -> BlockChecker.Problem? {
        let bytes = content.span.extracting(first: length)
        var start = 0
        var seq = header.firstSeq
        var count: UInt64 = 0
        while start < length {
            guard let end = lineEnd(bytes, from: start) else { return .damaged("its last line is not ended") }
            var position = valueStart(of: seqKey, bytes, from: start, end: end) ?? end
            guard let found = Digits.decimal(bytes, &position, end: end) else {
                return .wrongSeq(seq, "event \(seq) has no number")
            }
            guard found == seq else { return .wrongSeq(seq, "event \(seq) has the number \(found)") }
            if let mark = mark(bytes, at: position, start: start, end: end, seq: seq) { onMark(mark) }
            count += 1
            seq &+= 1
            start = end + 1
        }
        guard count == UInt64(header.events) else {
            return .damaged("it has \(count) events and its header says \(header.events)")
        }
        return nil
    }

    private static func lineEnd(_ bytes: Span<UInt8>, from start: Int) -> Int? {
        unsafe bytes.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress,
                let end = unsafe memchr(base + start, 0x0A, bytes.count - start)
            else { return nil }
            return unsafe UnsafeRawPointer(end) - base
        }
    }
}

extension LineCheck {
    private static let seqKey = Array("\"seq\":".utf8)
    private static let eventKey = Array(",\"event\":\"".utf8)
    private static let gap = Array("gap\"".utf8)
    private static let deleted = Array("segments_deleted\"".utf8)

    /// The event's name follows its number.
    private static func mark(
        _ bytes: Span<UInt8>, at position: Int, start: Int, end: Int, seq: UInt64
    ) -> LineMark? {
        guard stands(eventKey, bytes, at: position, end: end) else { return nil }
        let name = position + eventKey.count
        if stands(gap, bytes, at: name, end: end) {
            return .gap(seq: seq, entries: number("entries", bytes, start, end))
        }
        guard stands(deleted, bytes, at: name, end: end),
            let first = number("first_seq", bytes, start, end), let last = number("last_seq", bytes, start, end),
            let hash = hash(bytes, start, end)
        else { return nil }
        return .tombstone(
            Verifier.Tombstone(
                path: "", seq: seq, firstSeq: first, lastSeq: last, lastHash: hash,
                segments: number("segments", bytes, start, end) ?? 0,
                events: number("events", bytes, start, end) ?? 0))
    }

    private static func number(_ name: String, _ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> UInt64? {
        guard var position = valueStart(of: Array("\"\(name)\":".utf8), bytes, from: start, end: end) else {
            return nil
        }
        return Digits.decimal(bytes, &position, end: end)
    }

    private static func hash(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> [UInt8]? {
        guard let position = valueStart(of: Array("\"last_hash\":\"".utf8), bytes, from: start, end: end),
            position + 64 <= end
        else { return nil }
        return Hex.bytes((position..<(position + 64)).map { bytes[$0] })
    }

    /// Where a key's value begins: right behind the first place where the key stands.
    private static func valueStart(of key: [UInt8], _ bytes: Span<UInt8>, from start: Int, end: Int) -> Int? {
        let keyBytes = key.span
        return Search.first(bytes, from: start, end: end, keyBytes, ByteRange(0, key.count)).map { $0 + key.count }
    }

    private static func stands(_ text: [UInt8], _ bytes: Span<UInt8>, at position: Int, end: Int) -> Bool {
        Search.matches(bytes, at: position, end: end, text.span, ByteRange(0, text.count))
    }
}
