internal import CZlib
internal import NIOCore

/// A part of a text, compressed so that it can be put together with others to one gzip file (RFC 1952), and kept for the
/// next one: its data end at a byte, and lead to nothing before them (zlib's full flush).
package struct GzipPart: Sendable {
    package let piece: Piece
    /// Of what it is made of.
    private let checksum: UInt
    private let length: Int

    /// Fast rather than small: metrics are alike.
    private static let level: Int32 = 4

    /// Nil when zlib has no memory.
    package init?(_ source: Piece) {
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        defer { unsafe stream.deallocate() }
        guard unsafe charon_deflate_init_raw(stream, Self.level) == Z_OK else { return nil }
        defer { unsafe deflateEnd(stream) }
        var checksum: UInt = 0
        // What zlib says at most, and the flush's own bytes.
        let bound = Int(unsafe deflateBound(stream, UInt(source.count))) + 16
        var output = [UInt8](repeating: 0, count: bound)
        let isWhole = unsafe source.buffer.withUnsafeReadableBytes { input in
            unsafe output.withUnsafeMutableBufferPointer { output in
                let start = unsafe UnsafeMutablePointer(
                    mutating: input.bindMemory(to: UInt8.self).baseAddress)
                checksum = unsafe crc32(0, start, UInt32(input.count))
                unsafe stream.pointee.next_in = start
                unsafe stream.pointee.avail_in = UInt32(input.count)
                unsafe stream.pointee.next_out = output.baseAddress
                unsafe stream.pointee.avail_out = UInt32(output.count)
                let code = unsafe deflate(stream, Z_FULL_FLUSH)
                return unsafe code == Z_OK && stream.pointee.avail_in == 0 && stream.pointee.avail_out > 0
            }
        }
        guard isWhole else { return nil }
        output.removeLast(Int(unsafe stream.pointee.avail_out))
        piece = Piece(output)
        self.checksum = checksum
        length = source.count
    }

    /// The file that parts make.
    package static func file(_ parts: [GzipPart]) -> [Piece] {
        let checksum = parts.reduce(0) { crc32_combine($0, $1.checksum, $1.length) }
        let length = parts.reduce(0) { $0 + $1.length }
        // Deflate, no name, no time, any system; at the end an empty last block.
        let head: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
        let end =
            [0x03, 0x00] + number(UInt32(truncatingIfNeeded: checksum)) + number(UInt32(truncatingIfNeeded: length))
        return [Piece(head)] + parts.map(\.piece) + [Piece(end)]
    }

    private static func number(_ value: UInt32) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }
}
