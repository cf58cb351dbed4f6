import NIOCore
import Testing

import Vici
import ViciDouble

@Suite struct PacketReaderTests {
    static let packets = [
        packet(.commandResponse), packet(.event, "list-sa", [fullSA(children: [])]), packet(.eventConfirm),
        packet(.event, "x", [.data("k", Array(repeating: 1, count: 300))]),
    ]

    /// All packets there are, when the bytes come in parts.
    static func read(_ parts: [ArraySlice<UInt8>]) throws -> [[UInt8]] {
        var reader = PacketReader()
        var packets: [[UInt8]] = []
        for part in parts {
            reader.append(ByteBuffer(bytes: part))
            while let packet = try reader.next() { packets.append(Array(packet.readableBytesView)) }
        }
        #expect(!reader.isWithinPacket)
        #expect(reader.packets == packets.count)
        return packets
    }

    @Test func packetsAreTheSameWhereverTheBytesAreCut() throws {
        let bytes = Self.packets.flatMap(segment)
        for cut in 0...bytes.count { #expect(try Self.read([bytes[..<cut], bytes[cut...]]) == Self.packets) }
        #expect(try Self.read(bytes.indices.map { bytes[$0...$0] }) == Self.packets)
    }

    @Test func aPacketMayHave512KiBAndNoMore() throws {
        let longest = [UInt8](repeating: 5, count: ViciPacket.longest)
        let parts = Array(stride(from: 0, to: longest.count + 4, by: 65536))
        let bytes = segment(longest)
        #expect(try Self.read(parts.map { bytes[$0..<min($0 + 65536, bytes.count)] }) == [longest])
        var reader = PacketReader()
        reader.append(ByteBuffer(bytes: [0, 8, 0, 1]))
        #expect(throws: ViciFault(what: .segmentLength(524_289), offset: 0)) { try reader.next() }
        #expect(reader.packets == 1)
    }
}
