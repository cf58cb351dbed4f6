import Testing

import Inventory

@Suite struct IPsecTunnelTests {
    @Test(arguments: [
        ("right=%any", "template"), ("", "template"), ("right=0.0.0.0", "template"), ("right=::", "template"),
        ("right=0.0.0.0/0", "template"), ("right=::/0", "template"), ("right=192.0.2.0/24", "template"),
        ("right=192.0.2.1-192.0.2.9", "template"), ("right=192.0.2.1,192.0.2.2", "template"),
        ("right=\"\"", "template"),
        ("right=%peer.example", "template"), ("right=peer.example\n rightallowany=yes", "template"),
        ("right=%peer.example\n rightallowany=no", "none"), ("right=peer.example", "none"),
        ("right=a-b.example", "none"), ("right=192.0.2.1", "none"), ("right=192.0.2.1\n rightsourceip=%config", "none"),
        ("right=%any\n rightid=@peer", "none"), ("right=%any\n rightid=%peer", "none"),
        ("right=%any\n rightid=%any", "template"), ("right=%any\n rightid=\"C=CH, CN=*\"", "template"),
        ("right=%any\n rightid=\"C=CH, CN=peer\"", "none"), ("right=%any\n rightid=*@example.org", "template"),
        ("right=%any\n rightid=@peer\n rightsourceip=10.0.0.0/8", "template"),
        ("right=%any\n rightcert=peer.pem", "none"), ("right=%any\n rightcert=\"a.pem, b.pem\"", "template"),
    ])
    func aTemplateIsForManyPeers(_ settings: String, _ expected: String) throws {
        for (auto, start) in [("add", expected), ("start", "start"), ("route", "trap")] {
            #expect(try readIPsec("conn a\n \(settings)\n auto=\(auto)\n").lines == ["a \(start)"])
        }
    }

    @Test(arguments: [
        // Left is local when it may be any address, or right none of ours.
        ("right=peer.example", ["peer.example", "10.1.0.0/16", "10.2.0.0/16"]),
        ("left=%defaultroute\n right=203.0.113.1", ["203.0.113.1", "10.1.0.0/16", "10.2.0.0/16"]),
        ("left=203.0.113.9\n right=%any", ["", "10.1.0.0/16", "10.2.0.0/16"]),
        ("left=192.0.2.1\n right=203.0.113.1", ["203.0.113.1", "10.1.0.0/16", "10.2.0.0/16"]),
        // Right is local when it is ours.
        ("left=203.0.113.1\n right=192.0.2.1", ["203.0.113.1", "10.2.0.0/16", "10.1.0.0/16"]),
        ("left=%any\n right=192.0.2.1", ["", "10.2.0.0/16", "10.1.0.0/16"]),
        ("left=203.0.113.1\n right=\"198.51.100.1, 192.0.2.1\"", ["203.0.113.1", "10.2.0.0/16", "10.1.0.0/16"]),
        // Neither is ours, as far as we know.
        ("left=203.0.113.1\n right=198.51.100.1", ["", "", ""]), ("left=a.example\n right=b.example", ["", "", ""]),
    ])
    func saysWhichSideIsWhichOnlyWhenItKnows(_ settings: String, _ expected: [String]) throws {
        let text = "conn a\n \(settings)\n leftsubnet=10.1.0.0/16\n rightsubnet=10.2.0.0/16\n auto=start\n"
        #expect(try readIPsec(text, local: ["192.0.2.1"]).tunnels.map(\.ends) == [expected])
    }

    @Test(arguments: [
        ("10.1.0.0/16", "10.1.0.0/16"), ("\"10.1.0.0/16 , 10.2.0.0/16,\"", "10.1.0.0/16 10.2.0.0/16"),
        ("10.1.0.0/16[udp/500]", "10.1.0.0/16[udp/500]"), ("%dynamic", ""), ("%dynamic[tcp]", ""),
        ("10.1.0.0/16,%dynamic", ""), ("\"\"", ""),
    ])
    func listsTrafficSelectorsAsConfigured(_ subnets: String, _ expected: String) throws {
        let reading = try readIPsec("conn a\n leftsubnet=\(subnets)\n rightsubnet=\(subnets)\n auto=start\n")
        #expect(reading.tunnels.map(\.ends) == [["", expected, expected]])
    }

    @Test(arguments: ["pass", "passthrough", "drop", "reject"])
    func aShuntIsNoTunnelButMayNameTheConnection(_ type: String) throws {
        let text = "conn shunt\n type=\(type)\n auto=route\nconn a\n auto=start\nconn b\n auto=start\n rightid=@b\n"
        #expect(try readIPsec(text).lines == ["shunt/a start", "b start"])
    }

    @Test func aMediationConnectionIsNoTunnel() throws {
        #expect(try readIPsec("conn m\n mediation=yes\n auto=start\nconn a\n auto=add\n").lines == ["a template"])
    }
}
