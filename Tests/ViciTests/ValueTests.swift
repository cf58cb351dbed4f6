import Bytes
import Testing

import Vici
import ViciDouble

func readSA(_ nodes: [Node]) throws -> ListedIKESA {
    let bytes = packet(.event, "list-sa", nodes)
    return try ListedIKESA(bytes.span, message: try ViciPacket(bytes.span).message)
}

func readEvent(_ name: ViciEvent.Name, _ nodes: [Node]) throws(ViciFault) -> ViciEvent {
    let bytes = packet(.event, "\(name.wireName)", nodes)
    return try ViciEvent(name, bytes.span, message: try ViciPacket(bytes.span).message)
}

@Suite struct ValueTests {
    @Test func anIKESAHasAllItsKeys() throws {
        let sa = try readSA([fullSA()])
        #expect(text(sa.name) == "gw")
        #expect(sa.uniqueID == 7)
        #expect(sa.version == 2)
        #expect(sa.state == .established)
        #expect(text(sa.localHost) == "192.0.2.1")
        #expect(text(sa.remoteHost) == "2001:db8::2")
        #expect(text(sa.localID) == "moon.example.org")
        #expect(text(sa.remoteID) == "C=CH, CN=sun")
        #expect(text(sa.remoteEAPID) == "alice")
        #expect(sa.isInitiator)
        #expect(sa.nat == [.remote, .any])
        #expect(text(sa.algorithms.encryption) == "AES_GCM_16")
        #expect(sa.algorithms.encryptionKeySize == 256)
        #expect(sa.algorithms.integrity.isEmpty)
        #expect(text(sa.algorithms.prf) == "PRF_HMAC_SHA2_256")
        #expect(text(sa.algorithms.dhGroup) == "CURVE_25519")
        #expect(sa.algorithms.additionalKeyExchanges.map(text) == ["ML_KEM_768", "NONE"])
        #expect(sa.established == 3600)
        #expect(sa.rekeyTime == -12)
        #expect(sa.reauthTime == 900)
        #expect(sa.localVirtualIPs.map(text) == ["198.51.100.1"])
        #expect(sa.remoteVirtualIPs.map(text) == ["198.51.100.2", "2001:db8::7"])
        #expect(sa.children.map(\.uniqueID) == [3, 4])
    }

    @Test func aChildSAHasAllItsKeys() throws {
        let child = try #require(try readSA([fullSA()]).children.first)
        #expect(text(child.name) == "net")
        #expect(child.uniqueID == 3)
        #expect(child.reqid == 1)
        #expect(child.state == .installed)
        #expect(text(child.mode) == "TUNNEL")
        #expect(child.isEncapsulated)
        #expect(child.spiIn == 0xc0ff_ee01)
        #expect(child.spiOut == 0xffff_ffff)
        #expect(child.bytesIn == .max)
        #expect(child.bytesOut == 1000)
        #expect(child.packetsIn == 11)
        #expect(child.packetsOut == 10)
        #expect(child.useIn == 2)
        #expect(child.useOut == 3)
        #expect(child.rekeyTime == -5)
        #expect(child.lifeTime == 300)
        #expect(child.installTime == 60)
        #expect(text(child.localTS) == "192.0.2.0/28 192.0.2.16/28")
        #expect(text(child.remoteTS) == "198.51.100.0/24")
    }

    @Test func oldReleasesNameChildrenBySectionAndRepeatIt() throws {
        let child = Node.section("net", [.key("reqid", "1"), .key("state", "INSTALLED")])
        let sa = try readSA([fullSA(children: [child, child])])
        #expect(sa.children.map { text($0.name) } == ["net", "net"])
        #expect(sa.children.allSatisfy { $0.uniqueID == nil && $0.bytesIn == nil })
    }

    @Test(
        "What is no number is absent, not 0",
        arguments: ["", "x", "1x", " 1", "1 ", "+1", "--1", "-", "0x1", "18446744073709551616", "99999999999999999999"])
    func numbers(_ value: String) throws {
        let keys = ["uniqueid", "version", "established", "rekey-time", "reauth-time", "encr-keysize"]
        let childKeys = ["uniqueid", "reqid", "bytes-in", "packets-out", "use-in", "life-time", "spi-in", "spi-out"]
        let child = Node.section("c", childKeys.map { .key($0, value) })
        let sa = try readSA([.section("a", keys.map { .key($0, value) } + [.section("child-sas", [child])])])
        var expected = ListedIKESA(name: Array("a".utf8))
        expected.children = [ListedChildSA(name: Array("c".utf8))]
        #expect(sa == expected)
    }

    @Test func numbersOutOfRangeAreAbsent() throws {
        let sa = try readSA([
            .section(
                "a",
                [.key("uniqueid", "4294967296"), .key("version", "256"), .key("rekey-time", "9223372036854775808")])
        ])
        #expect(sa == ListedIKESA(name: Array("a".utf8)))
        let least = try readSA([.section("a", [.key("rekey-time", "-9223372036854775807")])])
        #expect(least.rekeyTime == -.max)
    }

    @Test(
        "States have their names",
        arguments: [
            ("CREATED", ListedIKESA.State.created), ("CONNECTING", .connecting), ("ESTABLISHED", .established),
            ("PASSIVE", .passive), ("REKEYING", .rekeying), ("REKEYED", .rekeyed), ("DELETING", .deleting),
            ("DESTROYING", .destroying), ("established", .unknown), ("", .unknown),
        ])
    func states(_ name: String, _ state: ListedIKESA.State) throws {
        #expect(try readSA([.section("a", [.key("state", name)])]).state == state)
    }

    @Test(
        "States of CHILD_SAs have their names",
        arguments: [
            ("CREATED", ListedChildSA.State.created), ("ROUTED", .routed), ("INSTALLING", .installing),
            ("INSTALLED", .installed), ("UPDATING", .updating), ("REKEYING", .rekeying), ("REKEYED", .rekeyed),
            ("RETRYING", .retrying), ("DELETING", .deleting), ("DELETED", .deleted), ("DESTROYING", .destroying),
            ("NEW", .unknown),
        ])
    func childStates(_ name: String, _ state: ListedChildSA.State) throws {
        let child = Node.section("c", [.key("state", name)])
        #expect(try readSA([fullSA(children: [child])]).children.map(\.state) == [state])
    }

    @Test func bytesThatAreNoUTF8Survive() throws {
        #expect(try readSA([.section("a", [.data("remote-id", [0xff, 0, 0x80])])]).remoteID == [0xff, 0, 0x80])
    }

    @Test func aMessageWithoutItsSectionIsRefused() {
        let error = #expect(throws: ViciFault.self) { try readSA([.key("up", "yes")]) }
        #expect(error?.what == .missingSection)
    }

    @Test func connectionsMixBothKindsOfKeys() throws {
        let bytes = packet(
            .event, "list-conn",
            [
                .section(
                    "gw",
                    [
                        .list("local_addrs", ["192.0.2.1"]), .list("remote_addrs", ["192.0.2.2", "sun.example.org"]),
                        .key("version", "IKEv2"), .key("dpd_delay", "30"), .section("local-1", [.key("id", "moon")]),
                        .section("remote-1", [.key("class", "public key"), .key("id", "sun"), .list("groups", [])]),
                        .section("remote-2", [.key("class", "EAP")]),
                        .section(
                            "children",
                            [
                                .section(
                                    "net",
                                    [.key("mode", "TUNNEL"), .list("local-ts", ["a", "b"]), .list("remote-ts", [])])
                            ]),
                    ])
            ])
        let connection = try ListedConnection(bytes.span, message: try ViciPacket(bytes.span).message)
        #expect(text(connection.name) == "gw")
        #expect(text(connection.version) == "IKEv2")
        #expect(connection.localAddresses.map(text) == ["192.0.2.1"])
        #expect(connection.remoteAddresses.map(text) == ["192.0.2.2", "sun.example.org"])
        #expect(connection.remoteIDs.map(text) == ["sun", ""])
        #expect(connection.dpdDelay == 30)
        #expect(connection.dpdTimeout == nil)
        #expect(connection.children.map { text($0.name) + text($0.mode) + text($0.localTS) } == ["netTUNNELa b"])
    }

    @Test func eventsHaveTheirShapes() throws {
        let sa = try readSA([fullSA()])
        let bare = try readSA([fullSA(children: [])])
        let old = Node.section("old", [fullSA(1)].flatMap(\.inner))
        let new = Node.section("new", [fullSA(2)].flatMap(\.inner))
        #expect(try readEvent(.ikeUpdown, [.key("up", "yes"), fullSA()]) == .ikeUpdown(isUp: true, sa))
        #expect(try readEvent(.ikeUpdown, [fullSA()]) == .ikeUpdown(isUp: false, sa))
        #expect(try readEvent(.childUpdown, [fullSA()]) == .childUpdown(isUp: false, sa))
        let rekeyed = try readEvent(.ikeRekey, [.section("gw", [old, new])])
        #expect(rekeyed == .ikeRekey(old: try readSA([fullSA(1)]), new: try readSA([fullSA(2)])))
        let pair = Node.section("net", [fullChild(3, section: "old"), fullChild(4, section: "new")])
        #expect(
            try readEvent(.childRekey, [fullSA(children: [pair])])
                == .childRekey(bare, old: sa.children[0], new: sa.children[1]))
        #expect(
            try readEvent(.alert, [.key("type", "peer-auth-failed"), .section("ike-sa", [fullSA()])])
                == .alert(type: Array("peer-auth-failed".utf8), sa))
        #expect(try readEvent(.alert, [.key("type", "x")]) == .alert(type: Array("x".utf8), nil))
    }

    @Test("An event without what it is about is refused", arguments: ViciEvent.Name.allCases.filter { $0 != .alert })
    func incompleteEvents(_ name: ViciEvent.Name) {
        let error = #expect(throws: ViciFault.self) { try readEvent(name, [.key("up", "yes")]) }
        #expect(error?.what == .missingSection)
    }
}

extension Node {
    /// What is within a section.
    var inner: [Node] {
        guard case .section(_, let nodes) = self else { return [] }
        return nodes
    }
}

@Suite struct AddressTests {
    @Test(
        "Addresses in the forms of strongswan.conf",
        arguments: [
            ("unix:///run/charon.vici", .unix(path: "/run/charon.vici")), ("/run/x", .unix(path: "/run/x")),
            ("tcp://192.0.2.1:4502", .tcp(host: "192.0.2.1", port: 4502)),
            ("tcp://localhost:1", .tcp(host: "localhost", port: 1)),
            ("tcp://[2001:db8::1]:4502", .tcp(host: "2001:db8::1", port: 4502)), ("", nil), ("/", nil),
            ("unix://", nil),
            ("unix://run/x", nil), ("run/x", nil), ("tcp://:1", nil), ("tcp://h", nil), ("tcp://h:0", nil),
            ("tcp://h:65536", nil), ("tcp://h:+1", nil), ("tcp://h:", nil), ("tcp://2001:db8::1:4502", nil),
            ("tcp://[]:1", nil), ("udp://h:1", nil), ("/a\u{0}b", nil),
        ] as [(String, ViciAddress?)])
    func forms(_ uri: String, _ address: ViciAddress?) {
        #expect(ViciAddress(uri) == address)
        if let address { #expect(ViciAddress(address.description) == address) }
    }
}
