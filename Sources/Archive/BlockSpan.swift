/// Where a block lies in its segment and what it covers: its header without hashes and position, so that a walk over
/// many of them costs no memory.
package struct BlockSpan: Sendable, Equatable {
    package let offset: Int
    /// Bytes of the gzip member, and of its header.
    package let length: Int
    let headerLength: Int
    package let contentLength: Int
    package let firstSeq: UInt64
    package let lastSeq: UInt64
    /// Microseconds since 1970 UTC: the earliest and the latest event's time.
    package let firstTime: UInt64
    package let lastTime: UInt64
    package let events: Int
    package let isSeal: Bool

    /// Whether it has no content, by all that the header says of it: a seal.
    package var isEmpty: Bool { contentLength == 0 && length - headerLength <= 16 }

    /// Where the next block begins.
    package var end: Int { offset + length }

    /// Bytes of a header that has no position.
    static let leastHeader = BlockHeader.gzipPrefix + 4 + BlockHeader.fixedLength

    /// Reads the header that begins at an index of a buffer, by the rules of `BlockHeader`. The position behind it need
    /// not be in the buffer.
    /// - Parameter offset: where that is in the segment.
    /// - Returns: nil when no block begins there.
    init?(_ bytes: Span<UInt8>, at start: Int, offset: Int) {
        guard start >= 0, bytes.count - start >= Self.leastHeader, bytes[start] == 0x1F, bytes[start + 1] == 0x8B,
            bytes[start + 2] == 8, bytes[start + 3] == 4, bytes[start + 12] == UInt8(ascii: "C"),
            bytes[start + 13] == UInt8(ascii: "X")
        else { return nil }
        func little(_ index: Int, _ count: Int) -> UInt64 {
            var value: UInt64 = 0
            var rest = count
            while rest > 0 {
                rest -= 1
                value = value << 8 | UInt64(bytes[index + rest])
            }
            return value
        }
        let extraLength = Int(little(start + 10, 2))
        let fieldLength = Int(little(start + 14, 2))
        let field = start + 16
        let rest = extraLength - fieldLength - 4
        guard rest == 0 || rest == SealSignature.fieldLength && bytes[field + 1] == 1,
            fieldLength >= BlockHeader.fixedLength,
            bytes[field] == BlockHeader.version, bytes[field + 1] <= 1, bytes[field + 2] == 0, bytes[field + 3] == 0,
            Int(little(field + 112, 2)) == fieldLength - BlockHeader.fixedLength
        else { return nil }
        headerLength = BlockHeader.gzipPrefix + extraLength
        length = Int(little(field + 4, 4))
        contentLength = Int(little(field + 8, 4))
        guard length >= headerLength + 8, length <= BlockHeader.maximumMember,
            contentLength <= BlockHeader.maximumContent
        else { return nil }
        self.offset = offset
        isSeal = bytes[field + 1] == 1
        firstSeq = little(field + 12, 8)
        lastSeq = little(field + 20, 8)
        firstTime = little(field + 28, 8)
        lastTime = little(field + 36, 8)
        events = Int(little(field + 44, 4))
    }
}
