import Testing

@testable import Inventory

struct SwanctlGrammarTests {
    struct Form: CustomTestStringConvertible, Sendable {
        let text: String
        let peer: String?
        init(_ text: String, _ peer: String?) {
            self.text = text
            self.peer = peer
        }
        var testDescription: String { text.debugDescription }
    }

    /// One setting, in as many forms as the lexer has rules; nil where it refuses the file.
    @Test(arguments: [
        Form("remote_addrs = 192.0.2.1", "192.0.2.1"),
        Form("remote_addrs=192.0.2.1", "192.0.2.1"),
        Form("remote_addrs\n\n=\t192.0.2.1", "192.0.2.1"),
        Form("remote_addrs # why\n= 192.0.2.1 # that", "192.0.2.1"),
        Form("remote_addrs = 192.0.2.1\r\n", "192.0.2.1"),
        Form("remote_addrs = \"192.0.2.1\"", "192.0.2.1"),
        Form("remote_addrs = \"192.0.\\\n2.1\"", "192.0.2.1"),
        Form("remote_addrs = \"192.0.\\\r\n2.1\"", "192.0.2.1"),
        Form("remote_addrs = \"192\\.0.2.1\r\"", "192.0.2.1"),
        Form("remote_addrs = '192.0.2.1'", "192.0.2.1"),
        Form("remote_addrs = a\"b\"c", "a b c"),
        Form("remote_addrs = a{b", "a{b"),
        Form("remote_addrs = a=b:c", "a=b:c"),
        Form("remote_addrs = a\\b", "a\\b"),
        Form("remote_addrs =", ""),
        Form("remote_addrs = \"\"", ""),
        Form("remote_addrs = \"a\\tb\"", "refused"),
        Form("remote_addrs =\n192.0.2.1", nil),
        Form("remote_addrs = \"192.0.2.1", nil),
        Form("remote_addrs 192.0.2.1", nil),
        Form("\"remote_addrs\" = 192.0.2.1", nil),
        Form("a.b = 1", nil),
        Form("a.b { }", nil),
        Form("a, b { }", nil),
        Form("a : { }", nil),
        Form("a : b, { }", nil),
        Form("a : b c { }", nil),
        Form("a : b.. { }", nil),
        Form("a : b = c", nil),
        Form("= x", nil),
        Form("}", nil),
        Form("{", nil),
        Form("a b { }", nil),
        Form("# x\rremote_addrs = 192.0.2.1", ""),
        Form(" # x\rremote_addrs = 192.0.2.1", "192.0.2.1"),
        Form("include = 1", "refused"),
        Form("include  = 1", nil),
        Form("include=1", "refused"),
        Form("include nothing\nremote_addrs = 192.0.2.1", "192.0.2.1"),
        Form("include nothing remote_addrs = 192.0.2.1", "192.0.2.1"),
        Form("include \"nothing\"remote_addrs = 192.0.2.1", "192.0.2.1"),
        Form("include \"nothing", nil),
    ])
    func takesASettingAsTheLexerDoes(_ form: Form) throws {
        let reading = try swanctl("connections { a { children { c { } }\n\(form.text)\n} }")
        guard let peer = form.peer else {
            #expect(reading.fault != nil && reading.tunnels.isEmpty)
            return
        }
        #expect(reading.fault == nil)
        #expect(reading.tunnels.map { String(decoding: $0.peer, as: UTF8.self) } == (peer == "refused" ? [] : [peer]))
    }

    @Test func mergesSectionsAndKeepsTheLastSetting() throws {
        let reading = try swanctl(
            """
            connections { b { children { x { } } } a { remote_addrs = 192.0.2.1 } }
            connections { a { children { y { } } remote_addrs = 192.0.2.2 } b { children { x { mode = transport } z { } } } }
            """)
        #expect(
            reading.summary
                == ["b/x template  [] []", "b/z template  [] []", "a/y template 192.0.2.2 [] []"].map {
                    $0.replacing("a/y template", with: "a/y none")
                })
        #expect(reading.tunnels.map(\.line) == [1, 2, 2])
    }

    @Test func joinsTheWordsOfAValueWithOneBlank() throws {
        let reading = try swanctl(
            "connections { a { children { c { local_ts = 10.0.0.0/24,   \"10.1.0.0/24 , \" 10.2.0.0/24 } } } }")
        #expect(reading.summary == ["a/c template  [10.0.0.0/24 10.1.0.0/24 10.2.0.0/24] []"])
    }

    struct Fault: CustomTestStringConvertible, Sendable {
        let text: String
        let line: Int
        init(_ text: String, _ line: Int) {
            self.text = text
            self.line = line
        }
        var testDescription: String { text.debugDescription }
    }

    @Test(arguments: [
        Fault("a {\n\nb {\n}\n", 1),
        Fault("a {\n}\n}\n", 3),
        Fault("a {\n# x\n  b = \"x\ny\nz", 3),
        Fault("a = \"1\n2\"\nb c", 3),
        Fault("a {\n  b\n}", 3),
        Fault("\n\n.", 3),
    ])
    func namesTheLineOfAFault(_ fault: Fault) throws {
        let reading = try swanctl(fault.text)
        #expect(reading.fault?.line == fault.line)
        #expect(reading.fault?.path == "swanctl.conf")
    }

    @Test func missesTheFileThatIsNotThere() {
        let reading = SwanctlConfiguration.read("/nonexistent/swanctl.conf")
        #expect(reading.fault?.problem == "there is no such file")
        #expect(reading.files == ["/nonexistent/swanctl.conf"])
    }

    @Test func cutsLikeTheTokenEnumerator() {
        let cut = { (text: String) in TokenList.entries(Array(text.utf8)).map { String(decoding: $0, as: UTF8.self) } }
        #expect(cut(" a , ,b c ,, 'd,e' ,\"f\"") == ["a", "b c", "d,e", "f"])
        #expect(cut("'a, b") == ["'a", "b"])
        #expect(cut(" , ") == [])
    }
}
