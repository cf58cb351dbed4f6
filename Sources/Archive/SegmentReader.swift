/// A segment that is read while somebody may be writing to it. Any thread may read blocks of it.
package final class SegmentReader: Sendable {
    /// What lies at a place in a segment.
    package enum Step: Sendable {
        case block(BlockSpan)
        /// The file ends here.
        case end
        /// Bytes up to the end of the file that are no whole block: being written, or torn off.
        case torn(Int)
        /// Bytes that are no block; one begins behind them.
        case damage(next: Int)
    }

    /// Bytes of the file that a walk has at hand, so that small blocks are not read one by one.
    package struct Window {
        fileprivate var bytes: [UInt8] = []
        fileprivate var start = 0
        /// Headers are read together when blocks are small.
        fileprivate var readsAhead = false
        /// How much damage there was already.
        fileprivate var rescue: Rescue?
        /// How often the file was read.
        package var reads = 0

        package init() {}
    }

    package var path: String { file.path }
    let file: File

    package init(_ path: String) throws(ArchiveError) { file = try File(reading: path) }

    package func size() throws(ArchiveError) -> Int { try file.size() }

    /// Looks at what begins at an offset.
    /// - Parameter size: the file's size; nothing beyond it is looked at.
    package func step(at offset: Int, size: Int, _ window: inout Window) throws(ArchiveError) -> Step {
        guard offset < size else { return .end }
        if let span = try span(at: offset, size: size, &window), span.end <= size {
            window.readsAhead = span.length < 8192
            return .block(span)
        }
        // What is not whole may be written anew: it is not to be remembered.
        window.bytes = []
        var ahead = FileWindow(file)
        var rescue = window.rescue ?? Rescue(size: size)
        defer { window.rescue = rescue }
        if let next = try Segment.nextBlock(&ahead, from: offset + 1, size: size, &rescue) {
            return .damage(next: next)
        }
        return .torn(size - offset)
    }

    private func span(at offset: Int, size: Int, _ window: inout Window) throws(ArchiveError) -> BlockSpan? {
        let isAtHand = offset >= window.start && offset + BlockSpan.leastHeader <= window.start + window.bytes.count
        if !isAtHand {
            window.bytes = try file.read(
                at: offset, count: min(size - offset, window.readsAhead ? 1 << 16 : BlockSpan.leastHeader))
            window.start = offset
            window.reads += 1
        }
        return BlockSpan(window.bytes.span, at: offset - window.start, offset: offset)
    }
}
