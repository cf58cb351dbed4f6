import Testing

import Inventory

struct SwanctlReferenceTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let text: String
        let tunnels: [String]
        init(_ text: String, _ tunnels: [String]) {
            self.text = text
            self.tunnels = tunnels
        }
        var testDescription: String { text }
    }

    @Test(arguments: [
        // The settings and subsections of another section.
        Case(
            "t { remote_addrs = 192.0.2.1\n children { c { } } } connections { a : t { } }",
            ["a/c none 192.0.2.1 [] []"]),
        // A section's own come first, and its own subsections inherit from theirs.
        Case(
            """
            t { remote_addrs = 192.0.2.1
              children { c { local_ts = 10.0.0.0/8
                remote_ts = 10.1.0.0/16 } d { } } }
            connections { a : t { remote_addrs = 192.0.2.2
              children { e { } c { local_ts = 10.2.0.0/16 } } } }
            """,
            [
                "a/e none 192.0.2.2 [] []", "a/c none 192.0.2.2 [10.2.0.0/16] [10.1.0.0/16]",
                "a/d none 192.0.2.2 [] []",
            ]),
        // The first reference that has it wins; empty values take away.
        Case(
            """
            t { remote_addrs = 192.0.2.1 } u { remote_addrs = 192.0.2.2
              children { c { } } }
            connections { a : t, u { } b : u, t { } c : t, u { remote_addrs = } }
            """,
            ["a/c none 192.0.2.1 [] []", "b/c none 192.0.2.2 [] []", "c/c template  [] []"]),
        // A full path from the root, chains, and a subsection alone.
        Case(
            """
            t { u { children { c { } } } } v : t.u { remote_addrs = 192.0.2.1 }
            connections { a : v { } b { children : connections.a.children { } } }
            """,
            ["a/c none 192.0.2.1 [] []", "b/c template  [] []"]),
        // What is missing is nothing.
        Case("connections { a : nowhere.at.all { children { c { } } } }", ["a/c template  [] []"]),
        // All connections may be inherited.
        Case("t { a { children { c { } } } } connections : t { }", ["a/c template  [] []"]),
        // Two that refer to each other have what both have.
        Case(
            "connections { a : connections.b { remote_addrs = 192.0.2.1 } b : connections.a { children { c { } } } }",
            ["a/c none 192.0.2.1 [] []", "b/c none 192.0.2.1 [] []"]),
        // A subsection's own reference comes before those of the section around it.
        Case(
            """
            t { children { c { local_ts = 10.0.0.0/8 } } } u { local_ts = 10.1.0.0/16 }
            connections { a : t { children { c : u { } } } }
            """,
            ["a/c template  [10.1.0.0/16] []"]),
    ])
    func inheritsAsSettingsDo(_ item: Case) throws {
        let reading = try swanctl(item.text)
        #expect(reading.fault == nil)
        #expect(reading.summary == item.tunnels)
    }

    @Test func showsWhereAnInheritedTunnelIsConfigured() throws {
        let reading = try swanctl(
            "include t.conf\nconnections { a : t { } }", ["t.conf": "\nt { children {\n c { } } }"])
        #expect(reading.tunnels.map(\.path) == ["t.conf"])
        #expect(reading.tunnels.map(\.line) == [3])
    }

    /// swanctl itself runs out of stack.
    @Test(arguments: [
        "connections { a : a.b { } } a : a.b { }",
        "connections { a { children { c : connections.a { } } } }",
        "connections { d : connections { children { c { } } } }",
    ])
    func refusesReferencesInACircle(_ text: String) throws {
        #expect(try swanctl(text).fault?.problem == "references lead in a circle")
    }

    @Test func refusesReferencesThatBranchWithoutEnd() throws {
        var text = "s0 { x { } }\n"
        for index in 1...60 { text += "s\(index) : s\(index - 1).x, s\(index - 1).y { }\n" }
        let start = ContinuousClock.now
        _ = try swanctl(text + "connections { a : s60.x, s60.y { children { c { } } } }")
        #expect(ContinuousClock.now - start < .seconds(60))
    }
}
