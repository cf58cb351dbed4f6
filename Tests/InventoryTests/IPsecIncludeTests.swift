import Foundation
import Support
import Testing

import Inventory

@Suite struct IPsecIncludeTests {
    private let others = [
        "d/a.conf": "conn a\n auto=start\n", "d/b.conf": "conn b\n auto=add", "d/c d.conf": "conn c\n auto=route\n",
        "d/deep.txt": "include a.conf\n", "d/part": " auto=start",
    ]

    @Test(arguments: [
        ("include d/a.conf\n", ["a start"], ["d/a.conf"], []),
        ("include d/a.conf # comment\n", ["a start"], ["d/a.conf"], []),
        ("  include\td/a.conf", ["a start"], ["d/a.conf"], []),
        ("include \"d/c d.conf\"\n", ["c trap"], ["d/c d.conf"], []),
        ("include d/c\\ d.conf\n", ["c trap"], ["d/c d.conf"], []),
        ("include d/*.conf\n", ["a start", "a/b none", "a/c trap"], ["d/a.conf", "d/b.conf", "d/c d.conf"], ["d"]),
        ("include d/[ab].conf\n", ["a start", "a/b none"], ["d/a.conf", "d/b.conf"], ["d"]),
        ("include */a.conf\n", ["a start"], ["d/a.conf"], ["", "d"]),
        ("include d/deep.txt\n", ["a start"], ["d/deep.txt", "d/a.conf"], []),
        ("include ?/../[d]/a.conf\n", ["a start"], ["d/../d/a.conf"], ["", "d", "d/..", "d/../d"]),
        ("include d/none\n", [], ["d/none"], []),
        ("include none/*.conf\n", [], [], ["none"]),
        ("include d\n", [], ["d"], []),
        ("conn x\n include d/part\n", ["x start"], ["d/part"], []),
        ("conn x\n include d/part\nconn y\n auto=add\n", ["x start", "x/y none"], ["d/part"], []),
        ("conn x\n include d/part d\n", [], ["d/part"], []),
        ("conn x\n include = d/part\n auto=add\n", ["x none"], [], []),
        ("include \nconn x\n auto=add\n", ["x none"], [], []),
        ("include d/a.conf x\n", ["ipsec.conf:1: syntax error"], ["d/a.conf"], []),
        ("include  = x\n", ["ipsec.conf:1: syntax error"], [], []),
        ("include ", ["ipsec.conf:1: syntax error"], [], []),
        ("include \"d/a.conf", ["ipsec.conf:1: a string has no end"], [], []),
    ])
    func includesWhatTheStarterIncludes(
        _ text: String, _ expected: [String], _ files: [String], _ directories: [String]
    ) throws {
        let reading = try readIPsec(text, others)
        #expect(reading.plain == expected)
        #expect(reading.files == ["ipsec.conf"] + files)
        #expect(reading.directories == directories)
    }

    @Test func namesTheIncludedFileOfAFault() throws {
        let reading = try readIPsec("include d/x\n", ["d/x": "conn a\n\nsecret\n"])
        #expect(reading.plain == ["d/x:3: syntax error"])
        #expect(try readIPsec("include d/x\n", ["d/x": "\nconn a\n auto=add\n"]).tunnels.first?.path == "d/x")
    }

    @Test func aFileThatIncludesItselfIsAFault() throws {
        let reading = try readIPsec("include a\n", ["a": "conn x\n auto=add\ninclude b\n", "b": "include a\n"])
        #expect(reading.plain == ["a: it includes itself"])
    }

    @Test func includesThatMultiplyAreAFault() throws {
        var files: [String: String] = [:]
        for level in 0..<30 { files["f\(level)"] = "include f\(level + 1)\ninclude f\(level + 1)\n" }
        let reading = try readIPsec("include f0\n", files)
        #expect(reading.fault?.problem == "too much is included")
    }

    @Test func includesThatNestTooDeepAreAFault() throws {
        var files: [String: String] = [:]
        for level in 0..<40 { files["f\(level)"] = "include f\(level + 1)\n" }
        #expect(try readIPsec("include f0\n", files).fault?.problem == "it is included more than 32 files deep")
    }

    @Test func aMissingFileIsAFault() {
        let reading = IPsecConfiguration.read("/nonexistent/ipsec.conf")
        #expect(reading.fault == ConfigurationFault(path: "/nonexistent/ipsec.conf", problem: "there is no such file"))
        #expect(reading.files == ["/nonexistent/ipsec.conf"])
    }

    @Test func aFaultNeverQuotesASecret() throws {
        let reading = try readIPsec("include s\n", ["s": ": PSK \"hush\"\n"])
        #expect(reading.plain == ["s:1: syntax error"])
    }
}
