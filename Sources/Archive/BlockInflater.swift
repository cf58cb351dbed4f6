internal import CZlib

/// Uncompresses one block after the other, with the same memory. For one thread.
@safe
package final class BlockInflater {
    private let stream: UnsafeMutablePointer<z_stream>
    private let isReady: Bool
    /// The content of the last block; only its first `count` bytes are.
    package private(set) var content: [UInt8] = []
    package private(set) var count = 0

    package init() {
        unsafe stream = .allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        isReady = unsafe charon_inflate_init_raw(stream) == Z_OK
    }

    deinit {
        if isReady { unsafe inflateEnd(stream) }
        unsafe stream.deallocate()
    }

    /// Reads a block's content into `content`, checked against its length and CRC-32; its SHA-256 is left to who
    /// verifies archives.
    /// - Returns: false when it is damaged.
    /// - Throws: `ArchiveError` when the file cannot be read.
    package func read(_ block: BlockSpan, of segment: SegmentReader) throws(ArchiveError) -> Bool {
        count = 0
        let member = try segment.file.read(at: block.offset, count: block.length)
        guard isReady, member.count == block.length, BlockSpan(member.span, at: 0, offset: block.offset) == block,
            block.contentLength <= block.length * Inflater.maximumExpansion
        else { return false }
        let trailer = member[(member.count - 8)...]
        guard Int(trailer.little32(trailer.startIndex + 4)) == block.contentLength else { return false }
        if content.count < block.contentLength + 1 {
            content.append(contentsOf: repeatElement(0, count: block.contentLength + 1 - content.count))
        }
        guard inflate(member, from: block.headerLength, length: block.contentLength) else { return false }
        let checksum = unsafe content.withUnsafeBufferPointer {
            UInt32(truncatingIfNeeded: unsafe crc32(0, $0.baseAddress, UInt32(block.contentLength)))
        }
        guard checksum == trailer.little32(trailer.startIndex) else { return false }
        count = block.contentLength
        return true
    }

    private func inflate(_ member: [UInt8], from start: Int, length: Int) -> Bool {
        unsafe inflateReset(stream)
        var input = member
        let code = unsafe input.withUnsafeMutableBufferPointer { input in
            unsafe content.withUnsafeMutableBufferPointer { output in
                unsafe stream.pointee.next_in = input.baseAddress.map { unsafe $0 + start }
                unsafe stream.pointee.avail_in = UInt32(input.count - start - 8)
                unsafe stream.pointee.next_out = output.baseAddress
                // One byte more than expected, so that content that is too long shows.
                unsafe stream.pointee.avail_out = UInt32(length + 1)
                return unsafe CZlib.inflate(stream, Z_FINISH)
            }
        }
        return unsafe code == Z_STREAM_END && stream.pointee.avail_out == 1 && stream.pointee.avail_in == 0
    }
}
