import Testing

@testable import Inventory

struct SwanctlSafetyTests {
    private static let marker = "MaRkEr"

    /// Whole files with secrets, and some that break near one.
    private static let files = [
        """
        connections { a { remote_addrs = 192.0.2.1
          remote { id = x.example.org } children { c { local_ts = 10.0.0.0/8 } } } }
        secrets { ike-1 { id-1 = x.example.org
            secret = MaRkEr } eap-MaRkEr { secret = "MaRkEr" } private { file = k
            secret = "MaRkEr \\" MaRkEr" } }
        """,
        "secrets { ike { secret = \"MaRkEr } }\nconnections { a { children { c { } } } }",
        "secrets { ike { secret = MaRkEr}MaRkEr { } }\nconnections { a { children { c { } } } }",
        "secrets { ike { secret MaRkEr } }",
        "secrets { ike { secret = MaR\"kEr MaRkEr = \"MaRkEr } }",
        "secrets { ike { MaRkEr } }",
        "secrets { ike { secret = x\nMaRkEr : MaRkEr } }",
        "connections { a : secrets.ike { children { c { } } } } secrets { ike { secret = MaRkEr } }",
        "connections { a { secret = MaRkEr\n children { c { password = MaRkEr } } } }",
        "connections { a { local_addrs = MaRkEr\n children { c { updown = MaRkEr } } } }",
    ]

    @Test(arguments: files)
    func nothingReadHoldsASecret(_ text: String) throws {
        #expect(!String(reflecting: try swanctl(text)).contains(Self.marker))
        // Nor does what is kept while it is read.
        try withReader(text) { #expect(!String(reflecting: Self.texts(of: $0)).contains(Self.marker)) }
    }

    /// No values but those that are needed, and among secrets no names.
    private static func texts(of reader: SettingsReader) -> [String] {
        reader.parser.tree.sections.flatMap { section in
            section.values.values.map { value in
                if case .text(let text) = value { String(decoding: text, as: UTF8.self) } else { "" }
            } + section.children.map { String(decoding: $0, as: UTF8.self) }
        }
    }

    private func withReader(_ text: String, _ body: (SettingsReader) -> Void) throws {
        try withSettings(text) { path in
            var reader = SettingsReader()
            try? reader.read(path)
            body(reader)
        }
    }

    /// xorshift64*: the same edits each time.
    private struct Random: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state ^= state >> 12
            state ^= state << 25
            state ^= state >> 27
            return state &* 0x2545_f491_4f6c_dd1d
        }
    }

    @Test func survivesRandomEdits() throws {
        let text = """
            # test
            t : u, v.w { remote_addrs = "192.0.2.1, \\"x\\"" # c
              children { c { local_ts = 10.0.0.0/8[tcp/1-2], dynamic } } }
            connections { a : t { remote { id = *.example.org } } include x.conf
              b : connections.a { children { d : t.children.c { start_action = trap | start } } } }
            secrets { ike { secret = "MaRkEr" } }
            """
        var random = Random(state: 42)
        let inserts = Array("{}=#\",:.\\\n\r \t%-[]/\0".utf8)
        try withSettings("") { path in
            for _ in 0..<1500 {
                var bytes = Array(text.utf8)
                for _ in 0..<Int.random(in: 1...6, using: &random) {
                    let index = Int.random(in: 0..<bytes.count, using: &random)
                    switch Int.random(in: 0..<4, using: &random) {
                    case 0: bytes.remove(at: index)
                    case 1: bytes.insert(inserts.randomElement(using: &random) ?? 0, at: index)
                    case 2: bytes[index] = .random(in: 0...255, using: &random)
                    default: bytes.removeSubrange(index..<min(bytes.count, index + 9))
                    }
                }
                try write(bytes, to: path)
                let reading = SwanctlConfiguration.read(path)
                #expect(reading.fault == nil || reading.tunnels.isEmpty)
            }
        }
    }

    @Test func refusesTenThousandNestedSections() throws {
        let open = String(repeating: "a {", count: 10_000)
        #expect(try swanctl(open).fault?.problem == "sections are nested too deeply")
        let most = SettingsParser.maximumDepth
        #expect(
            try swanctl(String(repeating: "a {", count: most) + String(repeating: "}", count: most)).fault == nil)
        #expect(try swanctl(String(repeating: "}", count: 10_000)).fault?.line == 1)
    }

    @Test func readsFiveThousandConnections() throws {
        var text = "t { version = 2\n remote { id = x } }\n"
        for index in 0..<5000 {
            text += "connections { c\(index) : t { remote_addrs = h\(index).example.org\n"
            text += "children { a { start_action = trap } b { } } } }\n"
        }
        let start = ContinuousClock.now
        let reading = try swanctl(text)
        #expect(reading.fault == nil && reading.tunnels.count == 10_000)
        #expect(ContinuousClock.now - start < .seconds(30))
    }

    @Test(arguments: [
        String(repeating: "# x\r", count: 500_000), String(repeating: " #\r", count: 500_000),
        "a : " + String(repeating: "b,", count: 500_000), "id = " + String(repeating: "b ", count: 500_000),
        String(repeating: "include ", count: 500_000), "a = \"" + String(repeating: "\\\"", count: 500_000),
        String(repeating: "a { } ", count: 300_000), String(repeating: "a = \"", count: 500_000),
    ])
    func takesTimeInProportionToTheFile(_ text: String) throws {
        let start = ContinuousClock.now
        _ = try swanctl(text)
        #expect(ContinuousClock.now - start < .seconds(20))
    }
}
