internal import Bytes
internal import Glibc

/// Cuts text that is read in pieces into lines. Its memory is bounded whatever the text is: of a longer line only the
/// beginning is kept.
struct LineBuffer {
    static let chunk = 256 * 1024
    static let longest = 1024 * 1024

    /// A line, or bytes that are none.
    struct Line {
        /// Where it lies in `bytes`, without its newline.
        var range: ByteRange
        /// How many bytes of the text it takes with its newline and what was cut off it.
        var length: Int
        /// What lay beyond `longest` was left out.
        var isCut = false
        /// They are zeros, which no log has: a crash or an emptied file left a hole.
        var isHole = false
    }

    private var bytes = [UInt8](repeating: 0, count: chunk)
    /// The first byte of the line that is not complete yet, or was not looked at.
    private var start = 0
    private var end = 0
    /// No newline lies before this.
    private var searched = 0
    /// Bytes of the present line that were left out after its first `longest`.
    private var skipped = 0
    private var mayHaveZeros = false
    /// The text before the last line's end, up to `TextPosition.tailLength` of it.
    private var tail: [UInt8] = []
    /// What lies between this and `start` belongs behind `tail`.
    private var tailStart = 0

    /// Whether a line is so long that not all of it is here.
    var isSkipping: Bool { skipped > 0 }

    /// Forgets all but what stands before the next line.
    mutating func begin(after tail: [UInt8]) {
        start = 0
        end = 0
        searched = 0
        skipped = 0
        mayHaveZeros = false
        self.tail = tail
        tailStart = 0
    }

    /// The text before the last line's end.
    mutating func lastBytes() -> [UInt8] {
        let fresh = bytes[max(tailStart, start - TextPosition.tailLength)..<start]
        tail = Array((tail + fresh).suffix(TextPosition.tailLength))
        tailStart = start
        return tail
    }

    /// The beginning of what the line that was given last stood in.
    func beginning(of line: Line, count: Int) -> ArraySlice<UInt8> {
        bytes[line.range.lower..<line.range.lower + min(line.length, count)]
    }

    /// Has `next` give the line once more that it gave last.
    /// - Returns: false for a line of which not all is here.
    mutating func putBack(_ line: Line) -> Bool {
        guard !line.isHole, line.length <= start, tailStart <= start - line.length else { return false }
        start -= line.length
        searched = start
        return true
    }

    /// Gives a line to the parser.
    /// - Returns: whether it was wanted.
    func hand(
        _ line: Line, to parser: inout TextLineParser, reference: UInt64, onto batch: inout EntryBatch
    ) -> Bool {
        parser.append(bytes.span, line.range, reference: reference, onto: &batch)
    }

    /// Takes in more text.
    /// - Parameter read: reads into an array from an index to its end.
    /// - Returns: what `read` gave.
    mutating func fill(
        _ read: (inout [UInt8], Int) throws(JournalError) -> Int?
    ) throws(JournalError) -> Int? {
        if start > 0 {
            _ = lastBytes()
            // Only the last, unfinished line is moved.
            bytes.replaceSubrange(0..<(end - start), with: bytes[start..<end])
            end -= start
            searched -= start
            start = 0
            tailStart = 0
        }
        if end >= Self.longest {
            skipped += end - Self.longest
            end = Self.longest
            searched = end
        }
        if bytes.count - end < Self.chunk {
            // Twice as much each time, so that a long line is not moved often.
            let wanted = min(max(2 * bytes.count, end + Self.chunk), Self.longest + Self.chunk)
            bytes.append(contentsOf: repeatElement(0, count: wanted - bytes.count))
        }
        guard let count = try read(&bytes, end) else { return nil }
        let hadZeros = mayHaveZeros && first(0, from: 0, to: end) != nil
        mayHaveZeros = hadZeros || first(0, from: end, to: end + count) != nil
        end += count
        return count
    }

    /// The next line, or hole; nil when more text is needed for it.
    /// - Parameter isFinal: no more text comes; what is left is a line.
    mutating func next(isFinal: Bool = false) -> Line? {
        guard start < end else { return nil }
        if mayHaveZeros, skipped == 0 { return nextWithZeros(isFinal) }
        if let newline = first(UInt8(ascii: "\n"), from: searched, to: end) {
            return take(to: newline, newline: 1)
        }
        searched = end
        return isFinal ? take(to: end, newline: 0) : nil
    }

    private mutating func take(to lineEnd: Int, newline: Int) -> Line {
        let length = lineEnd - start
        let line = Line(
            range: ByteRange(start, start + min(length, Self.longest)), length: length + newline + skipped,
            isCut: length + skipped > Self.longest)
        if skipped > 0 {
            // What was left out lies between: only what came after it stands before the next line.
            tail = []
            tailStart = start + Self.longest
            skipped = 0
        }
        start = lineEnd + newline
        searched = start
        return line
    }

    /// As `next`, where a hole ends a line too: what a crash tore off does not become one with what was written
    /// afterwards.
    private mutating func nextWithZeros(_ isFinal: Bool) -> Line? {
        let newline = first(UInt8(ascii: "\n"), from: searched, to: end)
        guard let zero = first(0, from: start, to: newline ?? end) else {
            if let newline { return take(to: newline, newline: 1) }
            searched = end
            return isFinal ? take(to: end, newline: 0) : nil
        }
        var holeEnd = zero
        while holeEnd < end, bytes[holeEnd] == 0 { holeEnd += 1 }
        // Zeros at the end of the file may be text in a moment, where the file lies on another machine.
        guard holeEnd < end || isFinal || end - start >= Self.longest else { return nil }
        guard zero == start else { return take(to: zero, newline: 0) }
        let hole = Line(range: ByteRange(start, start), length: holeEnd - start, isHole: true)
        start = holeEnd
        searched = start
        return hole
    }

    private func first(_ byte: UInt8, from: Int, to: Int) -> Int? {
        guard from < to else { return nil }
        return unsafe bytes.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress,
                let found = unsafe memchr(base + from, Int32(byte), to - from)
            else { return nil }
            return unsafe UnsafeRawPointer(found) - base
        }
    }
}
