import Testing

import Inventory

@Suite struct IPsecGrammarTests {
    @Test(arguments: [
        ("", []),
        ("conn a\n auto=add\n", ["a none"]),
        ("conn a\n auto=add", ["a none"]),
        ("conn a\n\tauto = start # comment\n", ["a start"]),
        ("conn a#b\n auto=route#c\n", ["a trap"]),
        ("conn a\n auto=ignore\nconn b\n", []),
        ("conn \"a b\"\n auto=\"start\"\n", ["a b start"]),
        ("conn a\n\n   \n# comment\n  # comment\n auto=start\n", ["a start"]),
        ("version 2.0\nconn a\n  version 3\n auto=start\n", ["a start"]),
        (" auto=start\nconn a\n auto=start\n", ["a start"]),
        ("conn a\n auto=\"st\\\nart\"\n", ["a start"]),
        ("conn a\n auto=\"st\\\r\nart\"\n", ["a start"]),
        ("conn a\n auto=start\n auto=route\n", ["a trap"]),
        ("conn a\n auto=start\n auto=\n", []),
        ("conn a\n auto=start\nconn b\n auto=add\nconn a\n auto=route\n", ["a trap", "a/b none"]),
        ("ca x\n cacert=y\n auto=add\nconn a\n auto=start\n", ["a start"]),
        ("config setup\n uniqueids=no\n pkcs11module=x\n foo=bar\nconn a\n auto=start\n", ["a start"]),
        ("conn a\n auto=start\n unknown=x\n leftnexthop=y\n pfs=no\n", ["a start"]),
        ("conn %auto\n auto=start\nconn b\n auto=start\n keyexchange=ikev1\n", ["conn_1 start", "b start"]),
        ("conn a auto=start\n", ["ipsec.conf:1: syntax error"]),
        ("conn a\nauto=start\n", ["ipsec.conf:2: syntax error"]),
        ("conn a\n\n auto\n", ["ipsec.conf:3: a setting has no value"]),
        ("conn a\n auto start\n", ["ipsec.conf:2: syntax error"]),
        ("conn a\n auto=start=x\n", ["ipsec.conf:2: syntax error"]),
        ("conn a\n \"\"=x\n", ["ipsec.conf:2: a setting has no name"]),
        ("conn a\n =x\n", ["ipsec.conf:2: syntax error"]),
        ("conn\n auto=start\n", ["ipsec.conf:1: a section has no name"]),
        ("conn \"\"\n", ["ipsec.conf:1: a section has no name"]),
        ("conn a\n ike=\"x\n auto=start\n", ["ipsec.conf:2: a string has no end"]),
        ("conn a\n ike=\"x\\", ["ipsec.conf:2: a string has no end"]),
        ("connx a\n", ["ipsec.conf:1: syntax error"]),
        ("config  setup\n", ["ipsec.conf:1: syntax error"]),
        ("version 2.0", ["ipsec.conf:1: syntax error"]),
        ("conn a\r\n\r\n", ["ipsec.conf:2: syntax error"]),
        ("config setup\n left=x\n", ["ipsec.conf:2: the setting does not belong into config setup"]),
        ("config setup\n uniqueids=x\n", ["ipsec.conf:2: the setting has a wrong value"]),
    ])
    func readsWhatTheStarterReads(_ text: String, _ expected: [String]) throws {
        #expect(try readIPsec(text).plain == expected)
    }

    @Test(arguments: [
        ("x y  z", "x y z"), ("\"x y\"", "x y"), ("a\"b\"c", "a b c"), ("\"q\\\"\\x\"", "q\"x"), ("x#y", "x"),
        ("@#ab", "@#ab"), ("x@#y", "x@"), ("@#", "@"), ("a\\b", "a\\b"), ("\"l1\n l2\"", "l1\n l2"), ("a\0b", "a"),
        ("\"a\0b\"c", "a c"),
    ])
    func takesAValueAsTheLexerDoes(_ text: String, _ expected: String) throws {
        let tunnels = try readIPsec("conn a\n auto=add\n right=\(text)\n left=%any\n").tunnels
        #expect(tunnels.map { $0.ends[0] } == [expected])
    }

    @Test func namesTheLineOfTheFirstMention() throws {
        let reading = try readIPsec("\nconn a\n ike=\"x\n y\"\nconn b\n auto=add\nconn a\n auto=add\n")
        #expect(reading.tunnels.map(\.line) == [2, 5])
        #expect(reading.tunnels.map(\.path) == ["ipsec.conf", "ipsec.conf"])
    }

    @Test(arguments: [
        "auto=bad", "auto=\"\"", "uniqueids=yes", "cacert=x", "nat_traversal=yes", "keyexchange=ikev3", "type=x",
        "keyingtries=x", "ikelifetime=1w", "ikelifetime=1mm", "rekeyfuzz=100", "rekeyfuzz=%", "reqid=0x1", "tfc=mtu",
        "mark=%uniqueX", "mark=%same", "mark=1/x", "leftfirewall=maybe", "leftprotoport=256", "rightprotoport=17/65536",
        "rightprotoport=17/5-x", "ikedscp=2", "leftsendcert=x", "leftfirewall=yes\n leftupdown=x",
    ])
    func leavesOutAConnWithWhatTheStarterDoesNotTake(_ setting: String) throws {
        #expect(try readIPsec("conn a\n auto=add\n \(setting)\nconn b\n auto=add\n").plain == ["b none"])
    }

    @Test(arguments: [
        "keyingtries=%forever", "keyingtries=\"\"", "ikelifetime=1d", "ikelifetime=s", "ikelifetime=\" +5s\"",
        "rekeyfuzz=50%", "tfc=%mtu", "mark=%unique", "mark=%UNIQUE-dir/0xff", "mark=010/0x1F", "mark_in=",
        "ikedscp=101",
        "leftprotoport=udp/l2tp", "leftprotoport=%any/%opaque", "leftprotoport=17/5-", "leftfirewall=yes",
        "reqid=99999999999999999999", "lifebytes=-1",
    ])
    func keepsAConnWithWhatTheStarterTakes(_ setting: String) throws {
        #expect(try readIPsec("conn a\n auto=add\n \(setting)\n").plain == ["a none"])
    }
}
