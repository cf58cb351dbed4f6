internal import CZlib
internal import Glibc

/// Compresses one buffer at a time into raw deflate data (RFC 1951). A `z_stream` must not move, so it is on the
/// heap; one is used again and again, by one thread at a time.
@safe
final class Deflater: @unchecked Sendable {
    private let stream: UnsafeMutablePointer<z_stream>
    private let level: Int32

    /// - Parameter level: 1 (fast) to 9 (small).
    init(level: Int32) throws(ArchiveError) {
        self.level = level
        unsafe stream = .allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        let code = unsafe charon_deflate_init_raw(stream, level)
        guard code == Z_OK else {
            unsafe stream.deallocate()
            throw ArchiveError(action: "start the compressor for", path: "the archive", problem: "zlib error \(code)")
        }
    }

    deinit {
        unsafe deflateEnd(stream)
        unsafe stream.deallocate()
    }

    /// Appends the compressed content to `output`.
    func deflate(_ content: [UInt8], onto output: inout [UInt8]) throws(ArchiveError) {
        unsafe deflateReset(stream)
        // The lines of a log match at once or hardly at all: shorter chains and lazier matching take two thirds of the
        // time of zlib's own level 6 and give slightly less. A reset takes them back.
        if level == 6 { unsafe deflateTune(stream, 32, 96, 96, 24) }
        let start = output.count
        let bound = Int(unsafe deflateBound(stream, UInt(content.count)))
        output.append(contentsOf: repeatElement(0, count: bound))
        var input = content
        let code = unsafe input.withUnsafeMutableBufferPointer { input in
            unsafe output.withUnsafeMutableBufferPointer { output in
                unsafe stream.pointee.next_in = input.baseAddress
                unsafe stream.pointee.avail_in = UInt32(input.count)
                unsafe stream.pointee.next_out = output.baseAddress.map { unsafe $0 + start }
                unsafe stream.pointee.avail_out = UInt32(bound)
                return unsafe CZlib.deflate(stream, Z_FINISH)
            }
        }
        guard code == Z_STREAM_END else {
            throw ArchiveError(action: "compress a block of", path: "the archive", problem: "zlib error \(code)")
        }
        output.removeLast(Int(unsafe stream.pointee.avail_out))
    }

    /// CRC-32 as gzip has it.
    static func checksum(_ content: [UInt8]) -> UInt32 {
        unsafe content.withUnsafeBufferPointer {
            UInt32(truncatingIfNeeded: unsafe crc32(0, $0.baseAddress, UInt32($0.count)))
        }
    }
}

/// Uncompresses raw deflate data of known length.
enum Inflater {
    /// Deflate cannot make more than this many bytes out of one (zlib's technical details, "Maximum Expansion").
    static let maximumExpansion = 1032

    /// - Returns: nil when the data are damaged or of another length.
    static func inflate(_ data: ArraySlice<UInt8>, length: Int) -> [UInt8]? {
        guard length <= data.count * maximumExpansion else { return nil }
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        defer { unsafe stream.deallocate() }
        guard unsafe charon_inflate_init_raw(stream) == Z_OK else { return nil }
        defer { unsafe inflateEnd(stream) }
        var input = Array(data)
        // One byte more than expected, so that content that is too long shows.
        var output = [UInt8](repeating: 0, count: length + 1)
        let code = unsafe input.withUnsafeMutableBufferPointer { input in
            unsafe output.withUnsafeMutableBufferPointer { output in
                unsafe stream.pointee.next_in = input.baseAddress
                unsafe stream.pointee.avail_in = UInt32(input.count)
                unsafe stream.pointee.next_out = output.baseAddress
                unsafe stream.pointee.avail_out = UInt32(output.count)
                return unsafe CZlib.inflate(stream, Z_FINISH)
            }
        }
        guard code == Z_STREAM_END, unsafe stream.pointee.avail_out == 1, unsafe stream.pointee.avail_in == 0 else {
            return nil
        }
        output.removeLast()
        return output
    }
}
