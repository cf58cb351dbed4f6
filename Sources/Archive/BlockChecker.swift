internal import CZlib
internal import Crypto
internal import Glibc

/// Checks one block after the other, in the same memory. One thread has one.
@safe
final class BlockChecker {
    /// What is wrong with a block.
    enum Problem {
        case damaged(String)
        case wrongSeq(UInt64, String)
    }

    private let stream: UnsafeMutablePointer<z_stream>
    private var content: [UInt8] = []

    /// - Returns: nil when there is no memory.
    init?() {
        unsafe stream = .allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        guard unsafe charon_inflate_init_raw(stream) == Z_OK else {
            unsafe stream.deallocate()
            return nil
        }
    }

    deinit {
        unsafe inflateEnd(stream)
        unsafe stream.deallocate()
    }

    /// Checks a block's content against its header, and its lines' numbers.
    /// - Parameters:
    ///   - member: the gzip member, whole.
    ///   - onMark: called for each line that tells of a gap or of deleted segments.
    /// - Returns: nil when all is right.
    func check(
        _ header: BlockHeader, _ member: ArraySlice<UInt8>, onMark: (LineMark) -> Void
    ) -> Problem? {
        let headerLength = header.headerLength
        let length = Int(header.contentLength)
        let data = member.dropFirst(headerLength).dropLast(8)
        guard length <= data.count * Inflater.maximumExpansion else {
            return .damaged("its header names an impossible length")
        }
        if content.count <= length { content = [UInt8](repeating: 0, count: max(length + 1, 1 << 20)) }
        let trailer = member.endIndex - 8
        let inflated = inflate(data)
        guard inflated.code == Z_STREAM_END, inflated.rest == 0 else { return .damaged("it cannot be uncompressed") }
        guard inflated.count == length, Int(member.little32(trailer + 4)) == length else {
            return .damaged("its content has another length than its header says")
        }
        // Bits that fill up the last byte mean nothing to deflate, so a seal has only one form.
        if header.isSeal, !data.elementsEqual([3, 0]) { return .damaged("it is a seal of another form") }
        let sums = unsafe content.withUnsafeBytes { bytes in
            let bytes = unsafe UnsafeRawBufferPointer(rebasing: bytes[..<length])
            let crc = unsafe crc32(0, bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), UInt32(length))
            return (crc: UInt32(truncatingIfNeeded: crc), hash: unsafe SHA.hash(bytes))
        }
        guard member.little32(trailer) == sums.crc else { return .damaged("its CRC is wrong") }
        guard sums.hash == header.contentHash else { return .damaged("its content's hash is wrong") }
        return LineCheck.check(content, length: length, header, onMark: onMark)
    }

    /// Whether compressed data end by themselves before the bytes do, with room for the trailer: then the block is
    /// whole, and its length is wrong.
    func endsEarly(_ data: ArraySlice<UInt8>) -> Bool {
        if content.isEmpty { content = [UInt8](repeating: 0, count: 1 << 20) }
        let inflated = inflate(data, discards: true)
        return inflated.code == Z_STREAM_END && inflated.rest >= 8
    }

    /// - Parameter discards: whether what is uncompressed is of no interest, however much it is.
    private func inflate(_ data: ArraySlice<UInt8>, discards: Bool = false) -> (code: Int32, count: Int, rest: Int) {
        unsafe inflateReset(stream)
        return unsafe data.withUnsafeBufferPointer { input in
            unsafe content.withUnsafeMutableBufferPointer { output in
                unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                unsafe stream.pointee.avail_in = UInt32(clamping: input.count)
                var code = Z_OK
                var total = 0
                repeat {
                    unsafe stream.pointee.next_out = output.baseAddress
                    unsafe stream.pointee.avail_out = UInt32(clamping: output.count)
                    code = unsafe CZlib.inflate(stream, discards ? Z_NO_FLUSH : Z_FINISH)
                    total += output.count - Int(unsafe stream.pointee.avail_out)
                } while discards && code == Z_OK && total <= BlockHeader.maximumContent
                return (code, total, Int(unsafe stream.pointee.avail_in))
            }
        }
    }
}
