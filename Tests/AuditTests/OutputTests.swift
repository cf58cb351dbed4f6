import Audit
import Bytes
import Foundation
import Testing

struct OutputTests {
    private func show(_ output: some EventOutput, _ lines: [[UInt8]], hasTitle: Bool = true) -> String {
        var output = output
        var out: [UInt8] = []
        if hasTitle { output.begin(onto: &out) }
        for line in lines { output.append(line.span, ByteRange(0, line.count), onto: &out) }
        return String(decoding: out, as: UTF8.self)
    }

    private func line(_ fields: [(String, String)], event: String = "ike_sa_established") -> [UInt8] {
        var line = TestLine(time: 1_780_000_000_123_456, seq: 7, event: event)
        for (key, value) in fields { line.set(key, value) }
        return line.bytes
    }

    @Test func `a table is aligned, and says why in full`() {
        let lines = [
            line([
                ("connection", "aws-1"), ("peer", "198.51.100.2"),
                ("message", "IKE_SA aws-1[1] established between a...b"),
            ]),
            line([
                ("connection", "a-very-long-name-indeed-of-a-connection"), ("tunnel", "net"), ("message", "日本語 text ä"),
            ]),
            line([("reason", "not_logged"), ("believed", "none")], event: "state_corrected"),
        ]
        var options = TableOutput.Options()
        for width in [80, 100, 140, 200] {
            options.width = width
            let rows = show(TableOutput(options), lines).split(separator: "\n", omittingEmptySubsequences: false)
            #expect(rows.count == 5)
            #expect(rows.last == "")
            // The last column begins in the same place everywhere, and is whole.
            let place = try? #require(rows[0].range(of: "MESSAGE")).lowerBound.utf16Offset(in: rows[0])
            #expect(
                rows[1].range(of: "IKE_SA aws-1[1] established between a...b")?.lowerBound.utf16Offset(in: rows[1])
                    == place)
            #expect(rows[3].range(of: "reason=not_logged")?.lowerBound.utf16Offset(in: rows[3]) == place)
            #expect((place ?? .max) < width)
            #expect(rows[1].hasPrefix("2026-05-28 20:26:40\(width < 100 ? "" : ".123") ike_sa_established"))
        }
        options.width = nil
        let text = show(TableOutput(options), lines)
        #expect(text.contains("IKE_SA aws-1[1] established between a...b\n"))
        #expect(text.contains("reason=not_logged believed=none\n"))
        #expect(!text.contains("\u{1B}"))
        options.hasColour = true
        #expect(show(TableOutput(options), lines).contains("\u{1B}[32mike_sa_established"))
    }

    @Test func `nothing that a peer chooses reaches the terminal's controls`() {
        let evil = "a\u{1B}[2J\u{7}\u{85}\u{9B}31m\r\n\u{202E}b\u{2066}\u{200F}"
        let text = show(
            TableOutput(), [line([("message", evil), ("connection", evil), ("peer", evil)])], hasTitle: false)
        for scalar in text.unicodeScalars.dropLast() {
            #expect(scalar.value >= 0x20 && !(0x7F..<0xA0).contains(scalar.value), "\(scalar.value)")
            #expect(![0x202E, 0x2066, 0x200F].contains(scalar.value))
        }
        #expect(text.contains(#"a\u001b[2J\u0007\u0085\u009b31m\r\n\u202eb"#))
        // What is no line of ours neither.
        let raw = show(TableOutput(), [Array("\u{1B}[2J\n".utf8)], hasTitle: false)
        #expect(raw == "\\u001b[2J\n")
    }

    @Test func `json is the lines as they are`() {
        let lines = [line([("message", "a\"b")]), line([("message", "ä")])]
        #expect(show(JSONOutput(), lines) == String(decoding: lines[0] + lines[1], as: UTF8.self))
    }

    @Test func `csv comes back as it went in`() throws {
        var chance = Chance(41)
        let pieces = ["a", "\"", ",", "\n", "\r\n", "ä", " ", "=1", "\u{0}"]
        for _ in 0..<200 {
            let message = (0..<chance.below(6)).map { _ in chance.pick(pieces) }.joined()
            let text = show(CSVOutput(), [line([("connection", "c,1"), ("message", message)])])
            let rows = Self.parse(text)
            try #require(rows.count == 2)
            #expect(rows[0].count == rows[1].count)
            let row = Dictionary(uniqueKeysWithValues: zip(rows[0], rows[1]))
            #expect(row["message"] == message)
            #expect(row["connection"] == "c,1")
            #expect(row["seq"] == "7")
            #expect(row["time"] == "2026-05-28T20:26:40.123456Z")
            #expect(row["tunnel"] == "")
        }
    }

    /// RFC 4180, read by its grammar.
    private static func parse(_ text: String) -> [[String]] {
        var rows: [[String]] = [[]]
        var field: [Unicode.Scalar] = []
        var isQuoted = false
        let scalars = Array(text.unicodeScalars)
        var index = 0
        func string(_ scalars: [Unicode.Scalar]) -> String {
            var string = String.UnicodeScalarView()
            string.append(contentsOf: scalars)
            return String(string)
        }
        while index < scalars.count {
            let scalar = scalars[index]
            if isQuoted {
                if scalar != "\"" {
                    field.append(scalar)
                } else if index + 1 < scalars.count, scalars[index + 1] == "\"" {
                    field.append("\"")
                    index += 1
                } else {
                    isQuoted = false
                }
            } else if scalar == "\"" {
                isQuoted = true
            } else if scalar == "," {
                rows[rows.count - 1].append(string(field))
                field = []
            } else if scalar == "\r", scalars[index + 1] == "\n" {
                rows[rows.count - 1].append(string(field))
                field = []
                rows.append([])
                index += 1
            } else {
                field.append(scalar)
            }
            index += 1
        }
        return Array(rows.dropLast())
    }
}
