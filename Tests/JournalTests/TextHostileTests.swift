import Bytes
import Journal
import Support
import Testing

/// Lines that no logger would write, and that somebody will.
@Suite struct TextHostileTests {
    static let lines: [[UInt8]] =
        [
            TextLineTests.syslog, TextLineTests.protocol23, TextLineTests.journalctl, TextLineTests.files,
            TextLineTests.containers, TextLineTests.routers, TextLineTests.dressed,
        ].joined().map { Array($0.line.utf8) } + [
            Array(#"{"time":"x","thread":12,"group":"IKE","level":1,"ikesa-name":"g","msg":"a\"b"}"#.utf8),
            Array("Nov 21 09:14:03 gw systemd[1]: strongswan.service: Failed with result 'signal'.".utf8),
        ]

    /// Every range lies in the batch's bytes.
    private func check(_ batch: EntryBatch) {
        for entry in batch.entries {
            for field in EntryField.allCases {
                #expect(entry[field].lower <= entry[field].upper && entry[field].upper <= batch.bytes.count)
            }
        }
    }

    @Test func mutatedLinesNeverBreakTheRecogniser() {
        var chance = SeededGenerator(seed: 7)
        var lines = TextLines()
        let others = Array("[]{}'\"<>|%0 9:.-+T\t\u{1B}\\,".utf8)
        for _ in 0..<60_000 {
            var line = Self.lines.randomElement(using: &chance)!
            for _ in 0..<Int.random(in: 1...4, using: &chance) {
                let place = Int.random(in: 0...line.count, using: &chance)
                switch Int.random(in: 0..<5, using: &chance) {
                case 0: line.insert(UInt8.random(in: 0...255, using: &chance), at: place)
                case 1 where place < line.count: line.remove(at: place)
                case 2 where place < line.count: line[place] = others.randomElement(using: &chance)!
                case 3: line.removeSubrange(place...)
                default: line.insert(contentsOf: line.prefix(place).reversed(), at: place)
                }
            }
            _ = lines.read(line, reference: UInt64.random(in: 0...UInt64.max, using: &chance))
            if lines.batch.entries.count > 1000 {
                check(lines.batch)
                lines.batch.removeAll()
            }
        }
        check(lines.batch)
    }

    @Test func randomBytesAreNotWanted() {
        var chance = SeededGenerator(seed: 8)
        var lines = TextLines()
        for _ in 0..<30_000 {
            let length = Int.random(in: 0...60, using: &chance)
            #expect(lines.read((0..<length).map { _ in UInt8.random(in: 0...255, using: &chance) }) == nil)
        }
    }

    /// Whatever follows another program's tag, the line is not wanted.
    @Test func nothingBehindAnotherProgramsTagMatters() {
        var chance = SeededGenerator(seed: 9)
        var lines = TextLines()
        for header in ["Nov 21 09:14:03 gw sshd[1]: ", "<30>1 2026-11-21T08:14:03Z gw sshd 1 - - ", "[1.2] gw sshd: "] {
            for line in Self.lines { #expect(lines.read(Array(header.utf8) + line) == nil) }
            for _ in 0..<2000 {
                let some = (0..<3).flatMap { _ in Self.lines.randomElement(using: &chance)! }
                #expect(lines.read(Array(header.utf8) + some) == nil)
            }
        }
    }

    /// A mebibyte of what the grammar repeats or looks for: linear, or this test would not end.
    @Test(arguments: [
        "> ", ">", " ", "\t", "9", "[", "a", "\u{1B}[", "\u{1B}[0m", "\\\"", "\\u00", "\"", "]", "[a b=\"",
        "Nov 21 09:14:03 ",
        "2026-11-21T08:14:03Z ", "\",\"msg\":\"", "\",\"stream\":\"std", "charon: ", "05[IKE] ", "\0", "\r", "|",
        ",\"time\":\"",
    ])
    func aMebibyteOfSeparatorsIsReadInLinearTime(_ part: String) {
        let filler = String(repeating: part, count: (1 << 20) / part.utf8.count)
        var lines = TextLines()
        for start in [
            "", "Nov 21 09:14:03 ", "Nov 21 09:14:03 gw ", "Nov 21 09:14:03 gw charon: ",
            "<30>1 2026-11-21T08:14:03Z gw charon 1 - ",
            "<30>1 2026-11-21T08:14:03Z ", "{\"log\":\"", "{\"time\":\"", "2026-11-21T09:14:03\t",
            "{\"thread\":1,\"group\":\"IKE\",\"level\":1,\"ikesa-name\":\"",
        ] {
            _ = lines.read(start + filler)
            _ = lines.read(start + filler + "\"}")
            lines.batch.removeAll()
        }
    }
}
