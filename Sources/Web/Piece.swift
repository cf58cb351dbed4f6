internal import NIOCore

/// Bytes that are sent without another copy, to any number of clients at the same time.
package struct Piece: Sendable {
    let buffer: ByteBuffer

    package init(_ bytes: [UInt8]) { buffer = ByteBuffer(bytes: bytes) }

    package var count: Int { buffer.readableBytes }
}
