import Foundation
import Lab
import NIOCore
import Testing

@testable import Web

/// Parts that are compressed by themselves and put together.
@Suite struct GzipPartTests {
    @Test(arguments: [
        [], [[]], [[0x61]], [[], [0x61]], [[UInt8](repeating: 0x62, count: 1 << 20), Array("# EOF\n".utf8)],
        [(0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 7) }, [], [1, 2, 3]],
    ]) func whatTheyMakeIsOneGzipFile(_ texts: [[UInt8]]) async throws {
        let parts = try texts.map { try #require(GzipPart(Piece($0))) }
        var file = ByteBuffer()
        for piece in GzipPart.file(parts) { file.writeImmutableBuffer(piece.buffer) }
        let path = FileManager.default.temporaryDirectory.path + "/charon-exporter-gzip-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data(file.readableBytesView).write(to: URL(fileURLWithPath: path))
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", "gzip -dc < \"$1\" > \"$1.out\"", "sh", path]
        try process.run()
        process.waitUntilExit()
        defer { try? FileManager.default.removeItem(atPath: path + ".out") }
        #expect(process.terminationStatus == 0)
        #expect(try Array(Data(contentsOf: URL(fileURLWithPath: path + ".out"))) == texts.flatMap(\.self))
        // One member: some clients read no more.
        #expect(file.readableBytesView.dropFirst(10).firstRange(of: [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]) == nil)
    }
}
