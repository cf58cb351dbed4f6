/// Finds the next whole block behind damage, and gives up when that takes too long: a hostile file can pretend a great
/// many of them.
struct Rescue {
    private(set) var hasGivenUp = false
    /// Bytes that may still be looked at in vain.
    private var budget: Int

    /// - Parameter size: of the file, bytes.
    init(size: Int) { budget = 4 * min(size, SegmentFile.maximumSize) + (256 << 20) }

    /// The first place from `start` on where a block begins that is whole.
    /// - Parameters:
    ///   - end: nothing beyond it is looked at.
    ///   - isExact: a byte of its header that means nothing must be right as well.
    ///   - isWhole: whether a gzip member's content is what its header says.
    /// - Returns: nil when there is none, or the search was given up.
    mutating func next(
        _ window: inout FileWindow, from start: Int, end: Int, isExact: Bool,
        isWhole: (BlockHeader, ArraySlice<UInt8>) -> Bool
    ) throws(ArchiveError) -> Int? {
        var position = start
        while position < end, !hasGivenUp {
            let bytes = try window.load(position, min(FileWindow.step, end - position))
            guard bytes.count >= BlockHeader.minimumLength else { return nil }
            // What is cut off at the end of this part is at the beginning of the next one.
            let last = bytes.endIndex - BlockHeader.minimumLength
            var index = bytes.startIndex
            var candidate: Int?
            while candidate == nil, let found = Self.magic(in: bytes, from: index, through: last) {
                let offset = position + found - bytes.startIndex
                if Self.isLikely(bytes, at: found) {
                    if try isBlock(&window, at: offset, end: end, isExact: isExact, isWhole: isWhole) { return offset }
                    // The window may be elsewhere now.
                    candidate = offset
                }
                index = found + 1
            }
            position = candidate.map { $0 + 1 } ?? (position + last + 1 - bytes.startIndex)
        }
        return nil
    }

    private mutating func isBlock(
        _ window: inout FileWindow, at offset: Int, end: Int, isExact: Bool,
        isWhole: (BlockHeader, ArraySlice<UInt8>) -> Bool
    ) throws(ArchiveError) -> Bool {
        budget -= FileWindow.step
        guard budget > 0 else {
            hasGivenUp = true
            return false
        }
        guard let header = try window.header(at: offset, isExact: isExact), offset + Int(header.length) <= end else {
            return false
        }
        budget -= Int(header.length) + Int(header.contentLength)
        let member = try window.load(offset, Int(header.length))
        return member.count == Int(header.length) && isWhole(header, member)
    }

    /// Whether what is the same in all headers of blocks is there: so rarely by chance that the rest may cost more.
    private static func isLikely(_ bytes: ArraySlice<UInt8>, at start: Int) -> Bool {
        bytes[start + 12] == UInt8(ascii: "C") && bytes[start + 13] == UInt8(ascii: "X")
            && bytes[start + 16] == BlockHeader.version
    }

    /// Where a gzip header with an extra field may begin.
    private static func magic(in bytes: ArraySlice<UInt8>, from first: Int, through last: Int) -> Int? {
        unsafe bytes.withUnsafeBufferPointer { buffer in
            var index = first - bytes.startIndex
            while index <= last - bytes.startIndex {
                if unsafe buffer[index] == 0x1F, unsafe buffer[index + 1] == 0x8B, unsafe buffer[index + 2] == 8,
                    unsafe buffer[index + 3] == 4
                {
                    return bytes.startIndex + index
                }
                index += 1
            }
            return nil
        }
    }
}
