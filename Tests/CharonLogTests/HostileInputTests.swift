import Bytes
import CharonLog
import Support
import Testing

/// Input that no charon would write, and that somebody will.
@Suite struct HostileInputTests {
    let parser = try! Parser()

    /// Every field lies inside the text, whatever the text.
    private func check(_ text: [UInt8], hasPrefix: Bool, id: UInt32? = nil) {
        let event = parse(text, hasPrefix: hasPrefix, id: id, parser)
        for index in 0..<event.fieldCount {
            let range = event[index].range
            #expect(range.lower <= range.upper && range.upper <= text.count)
        }
        #expect(event.message.upper <= text.count)
    }

    @Test func randomBytesAreNoEvent() {
        var chance = SeededGenerator(seed: 1)
        for _ in 0..<20_000 {
            let length = Int.random(in: 0...80, using: &chance)
            let text = (0..<length).map { _ in UInt8.random(in: 0...255, using: &chance) }
            check(text, hasPrefix: Bool.random(using: &chance))
        }
    }

    @Test func mutatedLinesNeverBreakTheParser() {
        var chance = SeededGenerator(seed: 2)
        let ids = Catalogue.templates.flatMap(\.ids)
        for _ in 0..<40_000 {
            var text = Array(ParserTests.lines.randomElement(using: &chance)!.text.utf8)
            for _ in 0..<Int.random(in: 1...4, using: &chance) {
                let place = Int.random(in: 0...text.count, using: &chance)
                switch Int.random(in: 0..<4, using: &chance) {
                case 0: text.insert(UInt8.random(in: 0...255, using: &chance), at: place)
                case 1 where place < text.count: text.remove(at: place)
                case 2 where place < text.count:
                    text[place] = Array("[]{}'\"<>|%0 9".utf8).randomElement(using: &chance)!
                default: text.replaceSubrange(place..<text.count, with: text.prefix(place).reversed())
                }
            }
            check(text, hasPrefix: false, id: Bool.random(using: &chance) ? ids.randomElement(using: &chance) : nil)
        }
    }

    @Test func invalidUTF8AndNULStayInTheirField() {
        let text = Array("authentication of '".utf8) + [0x00, 0xFF, 0xC3] + Array("' with EAP successful".utf8)
        let event = parse(text, parser)
        #expect(event.kind == .authenticationSucceeded)
        #expect(event.range(.identity).count == 3)
    }

    /// A mebibyte of a template's own separators: linear, or this test would not end.
    @Test(arguments: ["' with ", "]...", "' - '", "[1] ", "{1} ", " === ", "a", "9", " (", "' (myself) with x "])
    func aMebibyteOfSeparatorsIsReadInLinearTime(_ part: String) {
        let filler = String(repeating: part, count: (1 << 20) / part.utf8.count)
        for start in ["authentication of '", "IKE_SA ", "tried 1 shared key for '", "closing CHILD_SA ", "received "] {
            check(Array((start + filler).utf8), hasPrefix: false)
            check(Array(("05[IKE] <" + start + filler).utf8), hasPrefix: true)
        }
    }

    @Test func aMebibyteOfIdentityIsStillAnIdentity() {
        let identity = String(repeating: "x", count: 1 << 20)
        let text = Array("authentication of '\(identity)' with EAP successful".utf8)
        let event = parse(text, parser)
        #expect(event.kind == .authenticationSucceeded)
        #expect(event.range(.identity).count == 1 << 20)
    }

    @Test(arguments: ["4294967296", "18446744073709551616", "99999999999999999999999999"])
    func numbersThatDoNotFitAreNoEvent(_ number: String) {
        #expect(
            parse(Array("deleting IKE_SA a[\(number)] between 192.0.2.1[a]...192.0.2.2[b]".utf8), parser).kind
                == .unrecognized)
    }
}
