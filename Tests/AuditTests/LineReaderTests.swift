import Audit
import Bytes
import Foundation
import Testing

struct LineReaderTests {
    private func read(_ text: String) -> (LineReader, [UInt8])? {
        let bytes = Array(text.utf8)
        var reader = LineReader()
        return reader.read(bytes.span, ByteRange(0, bytes.count)) ? (reader, bytes) : nil
    }

    @Test func `values are found by their keys`() throws {
        let (reader, bytes) = try #require(
            read(#"{"time":"2026-11-21T09:14:03.000001Z","seq":12,"message":"a \"b\" \\ \u00e4\ud83d\ude00\n","x":""}"#)
        )
        #expect(reader.fields.count == 4)
        #expect(reader.number("seq", bytes.span) == 12)
        #expect(reader.text("message", bytes.span) == "a \"b\" \\ ä😀\n")
        #expect(reader.text("x", bytes.span) == "")
        #expect(reader.text("seq", bytes.span) == "12")
        #expect(reader.number("message", bytes.span) == nil)
        #expect(reader.field("y", bytes.span) == nil)
    }

    @Test(arguments: [
        "", "{", "}", "{}x", "[]", #"{"a"}"#, #"{"a":}"#, #"{"a":1,}"#, #"{,"a":1}"#, #"{"a":-1}"#, #"{"a":1.5}"#,
        #"{"a":01}"#, #"{"a":true}"#, #"{"a":null}"#, #"{"a":{}}"#, #"{"a":[]}"#, #"{"a":"b}"#, #"{"a":"b\"}"#,
        #"{"a":"\x"}"#, #"{"a":"\u12"}"#, "{\"a\":\"\n\"}", #"{"a" :1}"#, #"{"a":1 }"#, #"{a:1}"#,
        #"{"a":99999999999999999999}"#, #"{"a":"b""c":1}"#, #"{"\u0061":1}"#,
    ])
    func `what is no flat line is none`(text: String) { #expect(read(text) == nil) }

    @Test func `what it reads, JSONSerialization reads the same`() throws {
        var chance = Chance(21)
        let pieces = [
            "{", "}", "\"", "\\", ":", ",", "a", "key", "1", "0", "\\\"", "\\n", "\\u00e4", "\"a\":\"b\"", ",\"c\":5",
            "ä", "[",
        ]
        var good = 0
        for _ in 0..<50_000 {
            var text = chance.below(2) == 0 ? "{\"a\":\"" : "{"
            for _ in 0..<chance.below(8) { text += chance.pick(pieces) }
            text += chance.below(2) == 0 ? "\"}" : "}"
            guard let (reader, bytes) = read(text) else { continue }
            good += 1
            let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
            let parsed = try #require(object, "\(text)")
            for (key, value) in parsed {
                let matches = reader.fields.filter {
                    String(decoding: bytes[$0.key.lower..<$0.key.upper], as: UTF8.self) == key
                }
                guard matches.count == 1, let field = matches.first else { continue }
                if let number = value as? NSNumber, field.isNumber {
                    #expect(Digits.decimal(bytes.span, field.value) == number.uint64Value)
                }
            }
        }
        #expect(good > 1000)
    }

    @Test func `any bytes that the writer escapes come back`() {
        var chance = Chance(22)
        for _ in 0..<2000 {
            let value = (0..<chance.below(40)).map { _ in UInt8(truncatingIfNeeded: chance.next()) }
            let text = String(decoding: value, as: UTF8.self)
            var line = TestLine(time: 1_780_000_000_000_000)
            line.set("message", text)
            line.set("reason", "x")
            let bytes = line.bytes
            var reader = LineReader()
            let isRead = reader.read(bytes.span, ByteRange(0, bytes.count))
            #expect(isRead)
            #expect(reader.text("message", bytes.span) == text)
            #expect(reader.text("reason", bytes.span) == "x")
        }
    }
}
