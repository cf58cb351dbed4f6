import Archive
import Bytes
import Foundation
import Support
import Testing

@Suite struct JSONLineTests {
    private func line(_ bytes: [UInt8]) -> [UInt8] {
        var line = Array("{\"a\":1".utf8)
        JSONLine.text("message", bytes.span, ByteRange(0, bytes.count), onto: &line)
        line.append(UInt8(ascii: "}"))
        return line
    }

    private func roundTrip(_ bytes: [UInt8]) throws -> [UInt8] {
        let object = try #require(
            JSONSerialization.jsonObject(with: Data(line(bytes))) as? [String: Any],
            "\(String(decoding: line(bytes), as: UTF8.self))")
        if let encoded = object["message_base64"] as? String {
            return [UInt8](try #require(Data(base64Encoded: encoded)))
        }
        return Array(try #require(object["message"] as? String).utf8)
    }

    @Test func everyByteSurvivesTheRoundTrip() throws {
        for first in UInt8.min...UInt8.max {
            #expect(try roundTrip([first]) == [first])
            #expect(try roundTrip([0x61, first, 0x62]) == [0x61, first, 0x62])
        }
    }

    @Test func anyBytesSurviveTheRoundTrip() throws {
        var chance = SeededGenerator(seed: 4)
        for _ in 0..<20_000 {
            let bytes = (0..<Int.random(in: 0...12, using: &chance)).map { _ in
                Bool.random(using: &chance)
                    ? UInt8.random(in: 0...255, using: &chance)
                    : [0xC3, 0xA9, 0xE2, 0x82, 0xAC, 0xF0, 0x9F, 0x98, 0x80, 0xED, 0xA0].randomElement(using: &chance)!
            }
            #expect(try roundTrip(bytes) == bytes)
        }
    }

    @Test func textIsValidUTF8WhateverComesIn() {
        for bytes: [UInt8] in [[0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xE2, 0x82], [0x80]] {
            #expect(String(validating: line(bytes), as: UTF8.self) != nil)
        }
    }
}
