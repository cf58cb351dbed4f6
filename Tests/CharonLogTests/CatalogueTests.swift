import Bytes
import CharonLog
import Support
import Testing

/// SipHash-2-4 with the key 00 01 ... 0f, as strongSwan's journal logger uses it for `MESSAGE_ID`
/// (Aumasson and Bernstein, "SipHash: a fast short-input PRF", 2012).
private func sipHash(_ bytes: [UInt8]) -> UInt64 {
    let k0: UInt64 = 0x0706_0504_0302_0100
    let k1: UInt64 = 0x0F0E_0D0C_0B0A_0908
    var v0 = k0 ^ 0x736F_6D65_7073_6575
    var v1 = k1 ^ 0x646F_7261_6E64_6F6D
    var v2 = k0 ^ 0x6C79_6765_6E65_7261
    var v3 = k1 ^ 0x7465_6462_7974_6573
    func rotate(_ value: UInt64, _ count: UInt64) -> UInt64 { value << count | value >> (64 - count) }
    func round() {
        v0 = v0 &+ v1; v1 = rotate(v1, 13) ^ v0; v0 = rotate(v0, 32)
        v2 = v2 &+ v3; v3 = rotate(v3, 16) ^ v2
        v0 = v0 &+ v3; v3 = rotate(v3, 21) ^ v0
        v2 = v2 &+ v1; v1 = rotate(v1, 17) ^ v2; v2 = rotate(v2, 32)
    }
    var padded = bytes
    while padded.count % 8 != 7 { padded.append(0) }
    padded.append(UInt8(truncatingIfNeeded: bytes.count))
    for start in stride(from: 0, to: padded.count, by: 8) {
        let word = (0..<8).reduce(UInt64(0)) { $0 | UInt64(padded[start + $1]) << UInt64(8 * $1) }
        v3 ^= word; round(); round(); v0 ^= word
    }
    v2 ^= 0xFF
    for _ in 0..<4 { round() }
    return v0 ^ v1 ^ v2 ^ v3
}

@Suite struct CatalogueTests {
    let templates = Catalogue.templates

    @Test func everyPatternCanBeRead() throws {
        for template in templates { _ = try Pattern(template.pattern.description) }
    }

    @Test func theHashIsStrongSwans() {
        // Seen in the journal of charon 5.9.8.
        #expect(UInt32(truncatingIfNeeded: sipHash(Array("IKE_SA deleted".utf8))) == 0xc0df_9e42)
        #expect(UInt32(truncatingIfNeeded: sipHash(Array("sending DPD request".utf8))) == 0x0645_91b0)
    }

    /// An id is a hash of the printf format; the formats that a pattern may come from are few enough to try.
    @Test func idsAreThoseOfTheFormatStrings() {
        var derived: Set<UInt32> = []
        var rest: [UInt32: String] = [:]
        for template in templates {
            let pattern = template.pattern.description
            let formats = formats(pattern) ?? []
            let hashes = Set(formats.map { UInt32(truncatingIfNeeded: sipHash(Array($0.utf8))) })
            for id in template.ids {
                if hashes.contains(id) { derived.insert(id) } else { rest[id] = pattern }
            }
        }
        // Where charon fills in words (a plural, a mark, `inbound `), a row stands for a part of a format.
        let underived = rest.filter { !derived.contains($0.key) }
        #expect(
            underived.count * 5 < derived.count,
            "\(underived.count) of \(derived.count + underived.count): \(underived.values.sorted().joined(separator: "\n"))"
        )
    }

    /// The formats that a pattern may be written from; nil when there are too many to try.
    private func formats(_ pattern: String) -> [String]? {
        var formats = [""]
        var rest = Substring(pattern)
        while let open = rest.firstIndex(of: "<") {
            let literal = rest[..<open]
            guard let close = rest[open...].firstIndex(of: ">"),
                let field = EventField(rawValue: String(rest[rest.index(after: open)..<close]))
            else { return nil }
            let conversions: [String] =
                switch field.form {
                case .nameInBrackets: ["%s[%u]", "%s[%d]"]
                case .nameInBraces: ["%s{%u}", "%s{%d}"]
                case .number: ["%d", "%u", "%lu", "%hu", "%zu", "%llu", "%hhu", "%zd", "%ld"]
                case .spi: ["%.8x", "%08x"]
                case .host: ["%H", "%+H"]
                case .endpoint: ["%#H"]
                case .selectors: ["%#R", "%R"]
                case .symbol: ["%N", "%s", "%d", "%u"]
                case .text where literal.hasSuffix("0x"):
                    ["%08x", "%08lx", "%02X", "%x", "%.2x", "%02x", "%.16llx", "%.16lx", "%04x"]
                case .text:
                    [
                        "%Y", "%s", "%T", "%V", "%P", "%#P", "%B", "%#B", "%R", "%N", "%d", "%u", "%b", "%x", "%.*s",
                        "%H", "%#H", "%.4x", "%.8x",
                    ]
                }
            formats = formats.flatMap { format in conversions.map { format + literal + $0 } }
            guard formats.count < 1_500 else { return nil }
            rest = rest[rest.index(after: close)...]
        }
        return formats.map { $0 + rest }
    }

    /// A template's example is read by that row and by no row before it: by its text, and by each of its ids.
    @Test func noRowShadowsAnother() throws {
        let parser = try Parser()
        var shadowed: [String] = []
        for (row, template) in templates.enumerated() {
            let bytes = Array(template.example.utf8)
            var line = LogLine()
            line.subsystem = template.subsystem
            line.text = ByteRange(0, bytes.count)
            for id in [nil] + template.ids.map(Optional.some) {
                line.messageID = id
                var event = Event()
                parser.parse(line, bytes.span, into: &event)
                guard event.template != row else { continue }
                // The id alone tells chatter; which of two wordings it is does not matter.
                if id != nil, event.kind == .chatter, template.kind == .chatter { continue }
                let winner = event.template.map { templates[$0].pattern.description } ?? "no row"
                shadowed.append("\(template.example) (id \(id ?? 0)): \(winner)")
            }
        }
        #expect(shadowed.isEmpty, "\(shadowed.joined(separator: "\n"))")
    }

    @Test func examplesAreFilledIn() {
        for template in templates {
            #expect(!template.example.contains("<"), "\(template.example)")
            #expect(template.pattern.description.contains("<") || template.example == template.pattern.description)
        }
        let rekeyed = templates.first { $0.kind == .childSARekeyed }
        #expect(
            rekeyed?.example
                == "rekeyed CHILD_SA net{12} with SPIs c1a2b3c4_i c5d6e7f8_o with net{13} with SPIs c9a0b1c2_i cdd4e5f6_o"
        )
    }

    @Test func reasonsAreWords() {
        for reason in templates.compactMap({ $0.reason?.description }) {
            #expect(reason.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F })
        }
    }

    @Test func chatterSharesNoIdWithWhatMatters() {
        let chatter = Set(templates.filter { $0.kind == .chatter }.flatMap(\.ids))
        for template in templates where template.kind != .chatter {
            #expect(chatter.isDisjoint(with: template.ids), "\(template.pattern)")
        }
    }

    @Test func aWrongPatternIsRefusedWithItsPlace() {
        #expect(throws: PatternError(pattern: "a <nothing>", offset: 2, problem: "no field is named \"nothing\"")) {
            try Pattern("a <nothing>")
        }
        #expect(throws: PatternError.self) { try Pattern("a <seconds") }
        #expect(throws: PatternError.self) { try Pattern("<seconds><count>") }
        #expect(throws: PatternError.self) { try Pattern("<seconds> and <seconds>") }
        #expect(throws: PatternError.self) { try Pattern("") }
    }
}
