internal import Bytes

/// The last few lines, to know a second copy by: charon with its default settings writes each level-0 line to two
/// syslog facilities, which a text log does not show, and a second logger writes each line again.
///
/// A copy follows at once, from the same thread, and differs in nothing.
struct RepeatedLines: Sendable {
    private struct Line {
        var hash: UInt64
        /// `UInt32.max` when the line does not tell.
        var thread: UInt32
        var time: UInt64
    }

    /// Other threads write between the two.
    private static let count = 8
    /// Text logs often have whole seconds only.
    private static let window: UInt64 = 1_000_000

    private var lines = [Line](repeating: Line(hash: 0, thread: 0, time: 0), count: count)
    private var next = 0

    /// Whether a line is the second copy of one that was seen just before; takes note of it when it is not.
    mutating func isRepeated(_ bytes: Span<UInt8>, _ range: ByteRange, thread: UInt32?, at time: UInt64) -> Bool {
        let line = Line(hash: Self.hash(bytes, range), thread: thread ?? .max, time: time)
        if let index = lines.firstIndex(where: { Self.isCopy(line, $0) }) {
            // A third one is no copy of the first.
            lines[index].hash = 0
            return true
        }
        add(line)
        return false
    }

    /// Takes note of a line that may come again.
    mutating func note(_ bytes: Span<UInt8>, _ range: ByteRange, thread: UInt32?, at time: UInt64) {
        add(Line(hash: Self.hash(bytes, range), thread: thread ?? .max, time: time))
    }

    private mutating func add(_ line: Line) {
        lines[next] = line
        next = (next + 1) % Self.count
    }

    private static func isCopy(_ line: Line, _ other: Line) -> Bool {
        line.hash == other.hash && (line.thread == other.thread || line.thread == .max || other.thread == .max)
            && line.time <= other.time + window && line.time + window >= other.time
    }

    /// FNV-1a of a text; never 0, which stands for none.
    private static func hash(_ bytes: Span<UInt8>, _ range: ByteRange) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for index in range.lower..<range.upper { hash = (hash ^ UInt64(bytes[index])) &* 0x100_0000_01b3 }
        return hash | 1
    }
}
