internal import Bytes

/// The last line of each thread, to know a second copy by: charon with its default settings writes each level-0 line
/// to two syslog facilities, which a text log does not show, and a second logger writes each line again.
///
/// A copy is the next line of the same thread, and differs in nothing. Some texts (`IKE_SA deleted`) may well come twice
/// from one thread: they are copies only where lines that cannot, as they name an SA, come twice too.
struct RepeatedLines: Sendable {
    private struct Line {
        var hash: UInt64
        /// `UInt32.max` when the line does not tell.
        var thread: UInt32
        var time: UInt64
        var isDistinct: Bool
    }

    private static let count = 64
    /// Text logs often have whole seconds only.
    private static let window: UInt64 = 1_000_000

    private var lines: [Line] = []
    private var next = 0
    /// Lines that name an SA come twice.
    private var isTwofold = false

    /// Whether a level-0 line is the second copy of the one before; takes note of it when it is not.
    /// - Parameter isDistinct: whether the line names an SA, so that there is only one such line.
    mutating func isRepeated(
        _ bytes: Span<UInt8>, _ range: ByteRange, thread: UInt32?, at time: UInt64, isDistinct: Bool
    ) -> Bool {
        let line = Line(
            hash: Self.hash(bytes, range), thread: thread ?? .max, time: time, isDistinct: isDistinct)
        guard let index = lines.firstIndex(where: { $0.thread == line.thread }) else {
            add(line)
            return false
        }
        guard Self.isCopy(line, lines[index]) else {
            replace(index, line)
            return false
        }
        if isDistinct { isTwofold = true }
        guard isTwofold else {
            replace(index, line)
            return false
        }
        // A third one is no copy of the first.
        lines[index].hash = 0
        lines[index].isDistinct = false
        return true
    }

    /// Whether a line was just written by a worse logger.
    func holds(_ bytes: Span<UInt8>, _ range: ByteRange, at time: UInt64) -> Bool {
        let line = Line(hash: Self.hash(bytes, range), thread: 0, time: time, isDistinct: false)
        return lines.contains { Self.isCopy(line, $0) }
    }

    /// Takes note of a line.
    mutating func note(_ bytes: Span<UInt8>, _ range: ByteRange, thread: UInt32?, at time: UInt64) {
        let line = Line(hash: Self.hash(bytes, range), thread: thread ?? .max, time: time, isDistinct: false)
        if let index = lines.firstIndex(where: { $0.thread == line.thread }) {
            replace(index, line)
        } else {
            add(line)
        }
    }

    private mutating func replace(_ index: Int, _ line: Line) {
        // It named an SA, and another line of its thread followed.
        if lines[index].isDistinct { isTwofold = false }
        lines[index] = line
    }

    private mutating func add(_ line: Line) {
        if lines.count < Self.count {
            lines.append(line)
        } else {
            lines[next] = line
            next = (next + 1) % Self.count
        }
    }

    private static func isCopy(_ line: Line, _ other: Line) -> Bool {
        line.hash == other.hash && line.time <= other.time + window && line.time + window >= other.time
    }

    /// The hash of a text; never 0, which stands for none.
    private static func hash(_ bytes: Span<UInt8>, _ range: ByteRange) -> UInt64 { Hash.fnv1a(bytes, range) | 1 }
}
