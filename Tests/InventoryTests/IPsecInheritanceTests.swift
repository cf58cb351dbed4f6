import Testing

import Inventory

@Suite struct IPsecInheritanceTests {
    /// What a conn's `keyexchange` is, told by its name: each way to inherit it changes the tunnel's start.
    @Test(arguments: [
        ("conn %default\n auto=start\nconn a\n", ["a start"]),
        ("conn a\nconn %default\n auto=start\n", ["a start"]),
        ("conn %default\n auto=start\nconn %default\n auto=route\nconn a\n", ["a trap"]),
        ("conn %default\n auto=start\nconn a\n auto=add\n", ["a none"]),
        ("conn %default\n auto=start\nconn a\n auto=\n", []),
        ("conn %default\n auto=start\n auto=\nconn a\n", []),
        ("conn b\n auto=route\nconn a\n also=b\n", ["b trap", "b/a trap"]),
        ("conn a\n also=b\nconn b\n auto=route\n", ["a trap", "a/b trap"]),
        ("conn a\n also=b\n auto=add\nconn b\n auto=route\n", ["a none", "a/b trap"]),
        ("conn a\n also=b\n auto=add\nconn b\n auto=route\n", ["a none", "a/b trap"]),
        ("conn a\n also=b\n also=c\nconn b\n auto=route\nconn c\n auto=start\n", ["a start", "a/b trap", "a/c start"]),
        ("conn a\n also=c\n also=b\nconn b\n auto=route\nconn c\n auto=start\n", ["a trap", "a/b trap", "a/c start"]),
        ("conn a\n also=b\nconn b\n also=c\nconn c\n auto=start\n", ["a start", "a/b start", "a/c start"]),
        (
            "conn %default\n auto=add\nconn a\n also=b\nconn b\n also=c\nconn c\n auto=start\n",
            ["a start", "a/b start", "a/c start"]
        ),
        ("conn %default\n auto=add\nconn a\n also=b\nconn b\n auto=\n", []),
        ("conn a\n also=\n also=%default\n auto=add\n", ["a none"]),
        ("conn a\n also=b\n also=\nconn b\n auto=add\n", ["a none", "a/b none"]),
        ("conn %default\n also=nowhere\n auto=add\nconn a\n", ["a none"]),
        ("config setup\n also=nowhere\nconn a\n auto=add\n", ["a none"]),
        ("conn a\n also=b\n also=b\nconn b\n auto=add\n", ["a none", "a/b none"]),
        ("conn a\n also=b\n", ["ipsec.conf:2: also= names no section"]),
        ("ca a\n also=b\nconn b\n", ["ipsec.conf:2: also= names no section"]),
        ("conn a\n also=b\nca b\n", ["ipsec.conf:2: also= names no section"]),
        ("conn a\n also=a\n", ["ipsec.conf:2: also= makes a loop"]),
        ("conn a\n also=b\nconn b\n also=c\nconn c\n also=a\n", ["ipsec.conf:6: also= makes a loop"]),
        ("ca a\n also=b\nca b\n also=a\n", ["ipsec.conf:4: also= makes a loop"]),
    ])
    func inheritsAsTheStarterDoes(_ text: String, _ expected: [String]) throws {
        #expect(try readIPsec(text).plain == expected)
    }

    /// The example in the starter's own description of its order: D B C A, and E D C B A.
    @Test(arguments: [("d", ["d", "b", "c", "a"]), ("e", ["e", "d2", "c2", "b2", "a"])])
    func ordersSectionsByTheirLastMention(_ name: String, _ order: [String]) throws {
        let graph = [
            "a": [], "b": ["a"], "c": ["a"], "d": ["c", "b"], "b2": [], "c2": ["a", "b2"], "d2": ["b2", "a"],
            "e": ["c2", "d2"],
        ]
        for winner in order.indices {
            // All but the sections before it say something, so that it must win.
            var text = ""
            for (section, parents) in graph.sorted(by: { $0.key < $1.key }) {
                text += "conn \(section)\n" + parents.map { " also=\($0)\n" }.joined()
                if let place = order.firstIndex(of: section), place >= winner { text += " right=\(section).example\n" }
                if section == name { text += " auto=add\n" }
            }
            let tunnels = try readIPsec(text).tunnels
            // In the second example A comes last, though it has been named before B.
            #expect(tunnels.map { $0.ends[0] } == ["\(order[winner]).example"])
        }
    }

    @Test(arguments: [
        // An inherited keyword comes later, and wins when another of the same meaning was said.
        ("conn %default\n leftsubnetwithin=10.2.0.0/16\nconn a\n leftsubnet=10.1.0.0/16\n auto=add\n", "10.2.0.0/16"),
        ("conn %default\n leftsubnet=10.2.0.0/16\nconn a\n leftsubnet=10.1.0.0/16\n auto=add\n", "10.1.0.0/16"),
        ("conn a\n leftsubnetwithin=10.2.0.0/16\n leftsubnet=10.1.0.0/16\n auto=add\n", "10.2.0.0/16"),
    ])
    func keywordsOfOneMeaningGoByTheStartersOrder(_ text: String, _ expected: String) throws {
        #expect(try readIPsec(text).tunnels.map { $0.ends[1] } == [expected])
    }

    @Test func anInheritedSourceAddressTurnsAShuntIntoATunnel() throws {
        let shunt = "conn a\n type=pass\n auto=route\n"
        #expect(try readIPsec(shunt).plain == [])
        #expect(try readIPsec(shunt + " leftsourceip=%config\n").plain == [])
        #expect(try readIPsec("conn %default\n leftsourceip=%config\n" + shunt).plain == ["a trap"])
    }

    /// The starter refuses the port once, and the conn that had it first.
    @Test(arguments: [
        ("%any/70000", ["b none", "b/c none"]), ("udp/5-x", ["b none", "b/c none"]), ("300/1", []), ("300", []),
        ("udp/500", ["a none", "a/b none", "a/c none"]),
    ])
    func aBadPortLeavesOutTheFirstConnThatInheritsIt(_ value: String, _ expected: [String]) throws {
        let text = "conn %default\n rightprotoport=\(value)\n auto=add\nconn a\nconn b\nconn c\n"
        #expect(try readIPsec(text).plain == expected)
    }

    @Test func sectionsThatInheritTooMuchAreAFault() throws {
        var text = "conn c0\n auto=add\n"
        for index in 1..<8_000 { text += "conn c\(index)\n also=c\(index - 1)\n" }
        let reading = try readIPsec(text)
        #expect(reading.fault?.problem == "the sections inherit too much from each other")
    }
}
