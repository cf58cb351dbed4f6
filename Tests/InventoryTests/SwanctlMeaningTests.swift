import Testing

import Inventory

struct SwanctlMeaningTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let connection: String
        let child: String
        let summary: String?
        init(_ connection: String, _ child: String, _ summary: String?) {
            self.connection = connection
            self.child = child
            self.summary = summary
        }
        var testDescription: String { "\(connection) / \(child)" }
    }

    /// What is nil makes no tunnel, or charon refuses it.
    @Test(arguments: [
        // What starts it.
        Case("remote_addrs = 192.0.2.1", "start_action = start", "start 192.0.2.1 [] []"),
        Case("remote_addrs = 192.0.2.1", "start_action = restart", "start 192.0.2.1 [] []"),
        Case("remote_addrs = 192.0.2.1", "start_action = trap", "trap 192.0.2.1 [] []"),
        Case("remote_addrs = 192.0.2.1", "start_action = Route", "trap 192.0.2.1 [] []"),
        Case("remote_addrs = 192.0.2.1", "start_action = trap|start", "start 192.0.2.1 [] []"),
        Case("remote_addrs = 192.0.2.1", "start_action = none | trap", "trap 192.0.2.1 [] []"),
        Case("remote_addrs = 192.0.2.1", "start_action = clear", "none 192.0.2.1 [] []"),
        Case("remote_addrs = 192.0.2.1", "start_action = \"\"", "none 192.0.2.1 [] []"),
        Case("remote_addrs = 192.0.2.1", "start_action = route|start", nil),
        Case("remote_addrs = 192.0.2.1", "start_action = hold", nil),
        Case("remote_addrs = 192.0.2.1", "close_action = hold", nil),
        Case("remote_addrs = %any", "start_action = trap", "trap  [] []"),
        // Whose tunnel it is.
        Case("", "", "template  [] []"),
        Case("remote_addrs = %any", "", "template  [] []"),
        Case("remote_addrs = %any6", "", "template  [] []"),
        Case("remote_addrs = 0.0.0.0", "", "template  [] []"),
        Case("remote_addrs = 0.0.0.0/0", "", "template  [] []"),
        Case("remote_addrs = ::/0", "", "template  [] []"),
        Case("remote_addrs = 0::0", "", "template  [] []"),
        Case("remote_addrs = 192.0.2.0/28", "", "template  [] []"),
        Case("remote_addrs = 192.0.2.1-192.0.2.9", "", "template  [] []"),
        Case("remote_addrs = 192.0.2.1, 192.0.2.64/28", "", "template  [] []"),
        Case("remote_addrs = 192.0.2.1, 192.0.2.2", "", "none  [] []"),
        Case("remote_addrs = vpn-gw.example.org", "", "none vpn-gw.example.org [] []"),
        Case("remote_addrs = 2001:db8::1", "", "none 2001:db8::1 [] []"),
        Case("remote { id = peer.example.org }", "", "none  [] []"),
        Case("remote-2 { id = peer.example.org }", "", "none  [] []"),
        Case("REMOTE { id = peer.example.org }", "", "none  [] []"),
        Case("remote { certs = peer.pem }", "", "none  [] []"),
        Case("remote { cert1 { file = /peer.pem } }", "", "none  [] []"),
        Case("remote { cacerts = ca.pem }", "", "template  [] []"),
        Case("remote { certs = peer.pem\n id = %any }", "", "template  [] []"),
        Case("remote { auth = psk }", "", "template  [] []"),
        Case("remote { id = \"C=CH, CN=*\" }", "", "template  [] []"),
        Case("remote { id = *@example.org }", "", "template  [] []"),
        Case("remote { id = 192.0.2.0/24 }", "", "template  [] []"),
        Case("remote { id = \"dns:^.*$\" }", "", "template  [] []"),
        Case("local { id = me.example.org }", "", "template  [] []"),
        Case("remote { id = peer.example.org }\n pools = p", "", "template  [] []"),
        Case("remote_addrs = 192.0.2.1\n pools = p", "", "none 192.0.2.1 [] []"),
        // Modes.
        Case("", "mode = pass", nil),
        Case("", "mode = DROP", nil),
        Case("", "mode = beet", "template  [] []"),
        Case("", "mode = other", nil),
        // Selectors.
        Case("", "local_ts = 10.0.0.0/8[tcp/80], 2001:db8::/32", "template  [10.0.0.0/8[tcp/80] 2001:db8::/32] []"),
        Case(
            "", "local_ts = dynamic[6], 10.0.0.0/8\nremote_ts = 10.0.0.1-10.0.0.9", "template  [] [10.0.0.1-10.0.0.9]"),
        Case("", "local_ts = example.org", nil),
        Case("", "remote_ts = 10.0.0.0/8[tcp", nil),
        Case("", "remote_ts = 10.0.0.0/8[6/70000]", nil),
        Case("", "remote_ts = 10.0.0.0/8[6/-80]", nil),
        Case("", "remote_ts = 10.0.0.0/8[6/80-]", "template  [] [10.0.0.0/8[6/80-]]"),
        Case("", "remote_ts = 10.0.0.0/8[0x100]", nil),
        Case("", "remote_ts = 10.0.0.0/8[0x11/0x1F90]", "template  [] [10.0.0.0/8[0x11/0x1F90]]"),
        Case("", "remote_ts = 10.0.0.0/8[0x]", nil),
        Case("", "remote_ts = 10.0.0.0/8[08]", nil),
        Case("", "remote_ts = ::ffff:192.0.2.1", nil),
        // What charon knows nothing of.
        Case("", "nonsense = 1", nil),
        Case("", "nonsense =", "template  [] []"),
        Case("", "nonsense { any = thing }", "template  [] []"),
        Case("nonsense = 1", "", nil),
        Case("nonsense { }", "", nil),
        Case("local { nonsense = 1 }", "", nil),
        Case("local { nonsense { } }", "", nil),
        Case("local { cert { } }", "", nil),
        Case("remote { id = \"\u{e9}\" }", "", nil),
        Case("", "x { \u{e9} { } }", nil),
        Case("children { nonsense = 1 }", "", "template  [] []"),
    ])
    func takesAConnectionAsCharonDoes(_ item: Case) throws {
        let reading = try swanctl("connections { a { \(item.connection)\n children { c { \(item.child)\n } } } }")
        #expect(reading.fault == nil)
        #expect(reading.summary == (item.summary.map { ["a/c " + $0] } ?? []))
    }

    @Test func leavesOutOnlyTheConnectionThatCharonRefuses() throws {
        let reading = try swanctl(
            "connections { a { x = 1\n children { c { } } } b { children { c { } } } \(String(repeating: "n", count: 256)) { children { c { } } } }"
        )
        #expect(reading.names == ["b/c"])
    }

    /// A name is a format string when swanctl looks it up, and so such a section seems empty.
    @Test func findsNothingUnderANameWithAPercentSign() throws {
        let reading = try swanctl(
            "connections { a%%b { children { c { } } } a { children { c%%d { remote_ts = 10.0.0.0/8\n } } } }")
        #expect(reading.summary == ["a/c%%d template  [] []"])
    }

    @Test func readsChildrenOfBothSpellingsOnce() throws {
        let reading = try swanctl(
            "connections { a { children { c { } d { } } Children { c { mode = transport } e { } } } }")
        #expect(reading.names == ["a/c", "a/d", "a/e"])
    }
}
