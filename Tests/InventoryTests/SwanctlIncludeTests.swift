import Foundation
import Support
import Testing

import Inventory

struct SwanctlIncludeTests {
    private static let child = "connections { a { children { c { } } } }"

    @Test func includesByPatternInByteOrderRelativeToTheFile() throws {
        let reading = try swanctl(
            "include conf.d/*.conf",
            [
                "conf.d/b.conf": "connections { a { remote_addrs = 192.0.2.2 } }",
                "conf.d/Z.conf": Self.child,
                "conf.d/a.conf": "include more/x.conf\nconnections { a { remote_addrs = 192.0.2.1 } }",
                "conf.d/more/x.conf": "connections { first { children { c { } } } }",
                "conf.d/c.txt": "}",
            ])
        #expect(reading.fault == nil)
        #expect(reading.summary == ["a/c none 192.0.2.2 [] []", "first/c template  [] []"])
        #expect(
            reading.files
                == ["swanctl.conf", "conf.d/Z.conf", "conf.d/a.conf", "conf.d/more/x.conf", "conf.d/b.conf"])
        #expect(reading.directories == ["conf.d"])
    }

    @Test(arguments: [
        "include x y.conf", "include x\\ y.conf", "include \"x y.conf\"", "include x\" y.conf\"", "include x?y.conf",
        "include \t\"x\\ y.conf\"#", "include x\\ y.conf#", "include x\\ y.conf}", "include *y.conf",
    ])
    func takesPatternsAsTheLexerDoes(_ statement: String) throws {
        let reading = try swanctl("a {\n\(statement)\n", ["x y.conf": "} \(Self.child)"])
        // The first one names the file `x`, and has `y.conf` after it; the last but one has a brace too many.
        let good = statement != "include x y.conf" && !statement.hasSuffix("}")
        #expect((reading.fault == nil) == good)
        #expect(reading.names == (good ? ["a/c"] : []))
    }

    @Test func readsASectionThatEndsInAnotherFile() throws {
        let reading = try swanctl(
            "connections {\n include one.conf\n children { c { } } } }",
            ["one.conf": "a : t,\n # and\n include two.conf", "two.conf": ""])
        #expect(reading.fault?.problem == "references must be names with commas between, and then {")
        let whole = try swanctl(
            "connections { include one.conf\n , u { children { c { } } } } u { remote_addrs = 192.0.2.1 }",
            ["one.conf": "a : t"])
        #expect(whole.summary == ["a/c none 192.0.2.1 [] []"])
        #expect(whole.tunnels.map(\.path) == ["swanctl.conf"])
    }

    @Test func watchesWhatIsMissing() throws {
        let reading = try swanctl("include gone.conf\ninclude nodir/*.conf\ninclude */x.conf", ["d/y": ""])
        #expect(reading.fault == nil)
        #expect(reading.files == ["swanctl.conf", "gone.conf"])
        #expect(reading.directories.contains("nodir") && reading.directories.contains("d"))
    }

    @Test func passesOverDirectories() throws {
        let reading = try swanctl("include *\n" + Self.child, ["d/y": "}"])
        #expect(reading.fault == nil && reading.names == ["a/c"])
    }

    @Test func reportsTheFileWithTheFault() throws {
        let reading = try swanctl("\ninclude x.conf", ["x.conf": "a {\n}\n}"])
        #expect(reading.fault?.path == "x.conf")
        #expect(reading.fault?.line == 3)
        #expect(reading.files == ["swanctl.conf", "x.conf"])
    }

    @Test(arguments: ["include swanctl.conf", "include *.conf", "include d/x.conf"])
    func readsAFileThatIncludesItselfOnce(_ statement: String) throws {
        let reading = try swanctl("\(statement)\n" + Self.child, ["d/x.conf": "include ../swanctl.conf"])
        #expect(reading.fault == nil && reading.names == ["a/c"])
    }

    @Test func refusesAFileThatIncludesItselfDeeperAndDeeper() throws {
        let reading = try swanctl("a {\ninclude swanctl.conf\n}")
        #expect(reading.fault?.problem == "the file includes itself in a section")
        #expect(reading.fault?.line == 2)
    }

    @Test func refusesEndlessIncludes() throws {
        var files: [String: String] = [:]
        for index in 0..<100 { files["\(index).conf"] = "include \(index + 1).conf" }
        #expect(try swanctl("include 0.conf", files).fault?.problem == "too many files include one another")
        for index in 0..<40 { files["\(index).conf"] = "include \(index + 1).conf\ninclude \(index + 1).conf" }
        files["40.conf"] = ""
        #expect(try swanctl("include 0.conf", files).fault?.problem == "too many files include one another")
    }

    /// As root nothing is hidden, so that another user has to read.
    @Test func reportsFilesThatMayNotBeRead() throws {
        guard getuid() != 0 else { return }
        try withTemporaryDirectory { directory in
            let path = directory + "/swanctl.conf"
            try Data("include hidden/x.conf".utf8).write(to: URL(fileURLWithPath: path))
            try FileManager.default.createDirectory(
                atPath: directory + "/hidden", withIntermediateDirectories: true, attributes: [.posixPermissions: 0])
            #expect(SwanctlConfiguration.read(path).fault?.problem == "Permission denied")
        }
    }
}
