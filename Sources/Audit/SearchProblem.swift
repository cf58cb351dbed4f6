internal import Archive

/// What a search could not read, or found missing.
package struct SearchProblem: Sendable, Equatable, CustomStringConvertible {
    package enum Kind: Sendable, Equatable {
        /// A block whose content is not what its header says; its events are left out.
        case damagedBlock
        /// Bytes that are no block.
        case damagedBytes(Int)
        /// Numbers that are in no block, between two that are there.
        case missingEvents
        /// Numbers before the first that is there, with which a search was to begin.
        case deletedEvents
        /// A file that cannot be opened or read.
        case unreadable(String)
        /// The end of the segment that is being written: a block that is not whole yet, or was torn off by a crash. The
        /// writer cuts it when it starts; its events come again.
        case unfinished
    }

    package let kind: Kind
    package let path: String
    /// Where in the file, bytes from its beginning.
    package var offset = 0
    /// Which events it is about, where that is known.
    package var seqs: ClosedRange<UInt64>?

    /// Whether something is lost.
    package var isDamage: Bool { kind != .unfinished }

    /// The same of a segment that nobody writes to.
    var asDamage: SearchProblem { SearchProblem(kind: .damagedBlock, path: path, offset: offset, seqs: seqs) }

    package var description: String {
        let events = seqs.map { seqs in
            seqs.lowerBound == seqs.upperBound
                ? "event \(seqs.lowerBound)" : "events \(seqs.lowerBound) to \(seqs.upperBound)"
        }
        switch kind {
        case .damagedBlock:
            return "\(path) is damaged at byte \(offset): \(events ?? "its events") cannot be read; run verify"
        case .damagedBytes(let count):
            return "\(path) is damaged at byte \(offset): \(count) bytes are no block; run verify"
        case .missingEvents: return "\(events ?? "events") are missing before \(path), byte \(offset); run verify"
        case .deletedEvents: return "\(events ?? "events") are not in the archive any more: they were deleted"
        case .unreadable(let problem): return problem
        case .unfinished: return "\(path) ends at byte \(offset) with a block that is not whole"
        }
    }
}

/// What a search read.
package struct SearchStatistics: Sendable, Equatable {
    /// Events that matched.
    package var matches = 0
    package var segments = 0
    /// Headers that were looked at, and how often a file was read for them.
    package var headers = 0
    package var headerReads = 0
    /// Blocks that were uncompressed, and their bytes.
    package var blocks = 0
    package var bytes = 0

    package init() {}
}
