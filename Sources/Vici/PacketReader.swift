package import NIOCore

/// Cuts the bytes of a connection into packets, however they arrive (`vici_socket.c`).
package struct PacketReader {
    /// How many packets have begun to be read, the faulty one included.
    package private(set) var packets = 0
    private var unread = ByteBuffer()

    package init() {}

    /// Whether the bytes so far end within a packet.
    package var isWithinPacket: Bool { unread.readableBytes > 0 }

    /// Takes bytes as they came.
    package mutating func append(_ received: ByteBuffer) {
        guard isWithinPacket else {
            unread = received
            return
        }
        var received = received
        unread.discardReadBytes()
        unread.writeBuffer(&received)
    }

    /// The next packet that is there in full, without its length; nil when more bytes are needed.
    /// - Throws: for a length that no packet has.
    package mutating func next() throws(ViciFault) -> ByteBuffer? {
        guard let length = unread.getInteger(at: unread.readerIndex, as: UInt32.self) else { return nil }
        guard length >= 1, length <= UInt32(ViciPacket.longest) else {
            packets += 1
            throw ViciFault(what: .segmentLength(Int(length)), offset: 0)
        }
        guard unread.readableBytes >= 4 + Int(length) else { return nil }
        unread.moveReaderIndex(forwardBy: 4)
        packets += 1
        return unread.readSlice(length: Int(length))
    }
}
