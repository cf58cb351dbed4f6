import Bytes
import CharonLog
import Support
import Testing

@Suite struct ParserTests {
    let parser = try! Parser()

    struct Line: Sendable, CustomTestStringConvertible {
        var text: String
        var kind: EventKind
        var fields: [String: String]
        var testDescription: String { text }

        init(_ text: String, _ kind: EventKind, _ fields: [String: String] = [:]) {
            self.text = text
            self.kind = kind
            self.fields = fields
        }
    }

    static let lines: [Line] = [
        Line(
            "initiating IKE_SA aws-1[1] to 192.0.2.20", .ikeSAInitiating,
            ["connection": "aws-1", "ike_sa": "1", "remote_host": "192.0.2.20"]),
        Line(
            "initiating Main Mode IKE_SA old-fw[12] to 2001:db8::7", .ikeSAInitiating,
            ["connection": "old-fw", "ike_sa": "12", "remote_host": "2001:db8::7"]),
        Line("192.0.2.20 is initiating an IKE_SA", .ikeSAResponding, ["remote_host": "192.0.2.20"]),
        Line(
            "192.0.2.20 is initiating IKE_SA (unnamed)[7]", .ikeSAResponding,
            ["remote_host": "192.0.2.20", "ike_sa": "7"]),
        Line(
            "IKE_SA aws-1[1] established between 192.0.2.10[gw.example.org]...192.0.2.20[C=CH, O=Lab, CN=peer]",
            .ikeSAEstablished,
            [
                "connection": "aws-1", "ike_sa": "1", "local_host": "192.0.2.10", "local_id": "gw.example.org",
                "remote_host": "192.0.2.20", "remote_id": "C=CH, O=Lab, CN=peer",
            ]),
        Line("IKE_SA aws-1[2] rekeyed between 192.0.2.10[a]...192.0.2.20[b]", .ikeSARekeyed, ["ike_sa": "2"]),
        Line(
            "CHILD_SA net{3} established with SPIs c1a2b3c4_i 0d0e0f10_o and TS 10.1.0.0/16 === 10.2.0.0/16",
            .childSAEstablished,
            [
                "tunnel": "net", "child_sa": "3", "spi_in": "c1a2b3c4", "spi_out": "0d0e0f10",
                "local_ts": "10.1.0.0/16", "remote_ts": "10.2.0.0/16",
            ]),
        Line(
            "inbound CHILD_SA net{3} established with SPIs c1a2b3c4_i 0d0e0f10_o and TS 10.1.0.0/16 === 10.2.0.0/16",
            .childSAInboundEstablished, ["child_sa": "3"]),
        Line(
            "outbound CHILD_SA net{3} established with SPIs c1a2b3c4_i 0d0e0f10_o and TS 10.1.0.0/16 === 10.2.0.0/16",
            .childSAOutboundEstablished, ["child_sa": "3"]),
        Line(
            "CHILD_SA net{3} established with SPIs c1a2b3c4_i 0d0e0f10_o and TS 10.1.0.0/16[udp/l2tp] 10.9.0.1/32 === 10.2.0.0/16[tcp/1024-65535]",
            .childSAEstablished,
            ["local_ts": "10.1.0.0/16[udp/l2tp] 10.9.0.1/32", "remote_ts": "10.2.0.0/16[tcp/1024-65535]"]),
        Line(
            "closing CHILD_SA net{1} with SPIs c0000001_i (168 bytes) c0000002_o (18446744073709551615 bytes) and TS 10.1.0.0/16 === 10.2.0.0/16",
            .childSAClosed,
            ["bytes_in": "168", "bytes_out": "18446744073709551615", "spi_in": "c0000001", "spi_out": "c0000002"]),
        Line(
            "closing expired CHILD_SA net{1} with SPIs c0000001_i c0000002_o and TS 10.1.0.0/16 === 10.2.0.0/16",
            .childSAExpired, ["child_sa": "1"]),
        Line("CHILD_SA net{1} closed", .childSADeleted, ["child_sa": "1"]),
        Line("giving up after 5 retransmits", .peerTimedOut),
        Line("retransmit 2 of request with message ID 7", .retransmitSent),
        Line("deleting IKE_SA aws-1[1] between 192.0.2.10[a]...192.0.2.20[b]", .ikeSADeleting, ["ike_sa": "1"]),
        Line("IKE_SA deleted", .ikeSADeleted),
        Line("received DELETE for IKE_SA aws-1[1]", .ikeSADeleteReceived, ["ike_sa": "1"]),
        Line("sending DPD request", .dpdRequestSent),
        Line("received AUTHENTICATION_FAILED notify error", .notifyReceived, ["notify": "AUTHENTICATION_FAILED"]),
        Line("received TS_UNACCEPTABLE notify, no CHILD_SA built", .childSAFailed, ["notify": "TS_UNACCEPTABLE"]),
        Line(
            "authentication of 'peer.example.org' with pre-shared key successful", .authenticationSucceeded,
            ["identity": "peer.example.org", "method": "pre-shared key"]),
        Line(
            "authentication of 'peer' with RSA_EMSA_PKCS1_SHA2_256 successful", .authenticationSucceeded,
            ["method": "RSA_EMSA_PKCS1_SHA2_256"]),
        Line(
            "authentication of 'gw.example.org' (myself) with pre-shared key", .authenticationSelf,
            ["local_id": "gw.example.org"]),
        Line(
            "tried 1 shared key for 'gw.example.org' - 'peer.example.org', but MAC mismatched", .authenticationFailed,
            ["local_id": "gw.example.org", "remote_id": "peer.example.org"]),
        Line("selected peer config 'road-warriors'", .peerConfigSelected, ["connection": "road-warriors"]),
        Line("SIGTERM received, shutting down", .daemonStopping),
        Line("spawning 16 worker threads", .daemonReady),
        Line(
            "Starting IKE charon daemon (strongSwan 5.9.8, Linux 6.1.0, x86_64)", .daemonStarting,
            ["version": "5.9.8"]),
        Line(
            "rekeyed CHILD_SA net{1} with SPIs c0000001_i c0000002_o with net{2} with SPIs c0000003_i c0000004_o",
            .childSARekeyed,
            ["tunnel": "net", "child_sa": "1", "new_tunnel": "net", "new_child_sa": "2", "new_spi_in": "c0000003"]),
        Line("generating INFORMATIONAL request 4 [ ]", .chatter),
        Line("received packet: from 192.0.2.20[500] to 192.0.2.10[500] (80 bytes)", .chatter),
        // What peers choose may hold charon's own phrases.
        Line(
            "authentication of 'x' (myself) with pre-shared key' with RSA signature successful",
            .authenticationSucceeded,
            ["identity": "x' (myself) with pre-shared key", "method": "RSA signature"]),
        Line(
            "IKE_SA rw[9] established between 192.0.2.10[gw]...192.0.2.66[x]...198.51.100.1[admin]", .ikeSAEstablished,
            ["remote_host": "192.0.2.66", "remote_id": "x]...198.51.100.1[admin"]),
        Line(
            "authentication of 'IKE_SA aws-1[1] established between a[b]...c[d]' with EAP successful",
            .authenticationSucceeded),
        Line(
            "tried 1 shared key for 'gw' - 'peer', but MAC mismatched', but MAC mismatched", .authenticationFailed,
            ["remote_id": "peer', but MAC mismatched"]),
        // Names are the operator's.
        Line(
            "IKE_SA odd [name] {1}[4] established between 192.0.2.10[a]...192.0.2.20[b]", .ikeSAEstablished,
            ["connection": "odd [name] {1}", "ike_sa": "4"]),
        // Not charon's words, however close.
        Line("IKE_SA aws-1[1] established between 192.0.2.10[a]...192.0.2.20[b", .unrecognized),
        Line(
            "closing CHILD_SA net{1} with SPIs c0000001_i (18446744073709551616 bytes) c0000002_o (0 bytes) and TS a === b",
            .unrecognized),
        Line(
            "closing CHILD_SA net{99999999999} with SPIs c0000001_i (1 bytes) c0000002_o (0 bytes) and TS a === b",
            .unrecognized),
        // The specific row stands before the general one that would match it too.
        Line(
            "unable to query policy 10.1.0.0/16 === 10.2.0.0/16 in: No such file or directory (2)", .kernelFailed,
            ["error": "No such file or directory", "error_code": "2", "remote_ts": "10.2.0.0/16"]),
        Line("unable to query policy 10.1.0.0/16 === 10.2.0.0/16 in: kernel reports no use time", .chatter),
        Line(
            "initiating EAP vendor type 7-MICROSOFT method (id 0x0A)", .authenticationProgress,
            ["count": "7", "method": "MICROSOFT", "detail": "0A"]),
        Line("ENCRYPTION_ALGORITHM AES_CBC (key size 128) not supported!", .proposalMismatch, ["algorithm": "AES_CBC"]),
        Line("NONCE payload has invalid length (8 bytes)", .messageInvalid, ["count": "8"]),
        Line("NONCE payload verification failed", .messageInvalid, ["payload": "NONCE"]),
        Line("PROPOSAL_SUBSTRUCTURE verification failed", .messageInvalid),
        Line(
            "client got redirected from gw2.example.org", .ikeSARedirected, ["gateway": "gw2.example.org"]),
        Line("sending COOKIE notify to 192.0.2.20", .overloaded, ["remote_host": "192.0.2.20"]),
        Line(
            "ignoring IKE_SA setup from 192.0.2.20, half-open IKE_SA limit of 10 reached", .overloaded,
            ["remote_host": "192.0.2.20", "limit": "10"]),
        Line(
            "ESP sequence number verification failed:\n  src 192.0.2.20, dst 192.0.2.10, SPI c1a2b3c4 [seq 7]",
            .networkFailed, ["remote_host": "192.0.2.10", "spi": "c1a2b3c4", "sequence": "7"]),
        Line("interface 3 'Ethernet' disappeared", .pathUnavailable, ["interface": "Ethernet"]),
        Line("interface eth0 disappeared", .pathUnavailable, ["interface": "eth0"]),
        Line("CHILD_SA net{3} established with SPIs c1a2b3c_i 0d0e0f10_o and TS a === b", .unrecognized),
        Line("IKE_SA deleted x", .unrecognized),
        Line("IKE_SA deleted   ", .ikeSADeleted),
        Line("", .unrecognized),
    ]

    @Test(arguments: lines) func readsALine(_ line: Line) {
        let text = Array(line.text.utf8)
        let event = parse(text, parser)
        #expect(event.kind == line.kind)
        let found = fields(event, of: text)
        for (name, value) in line.fields { #expect(found[name] == value, "\(name)") }
    }

    @Test func theIdDecidesWhereTheTextAgreesWithIt() {
        let established = Array("IKE_SA a[1] established between 192.0.2.1[a]...192.0.2.2[b]".utf8)
        #expect(parse(established, id: 0x04f1_fd8a, parser).kind == .ikeSAEstablished)
        // The id of another message, for which this text is impossible: a build of its own. The text decides.
        #expect(parse(established, id: 0x3f8c_fec8, parser).kind == .ikeSAEstablished)
        // An id that no release has: the text decides.
        #expect(parse(established, id: 0x0000_0001, parser).kind == .ikeSAEstablished)
        // A chatter id needs no look at the text.
        #expect(parse(Array("generating X".utf8), id: 0xe583_39dc, parser).kind == .chatter)
    }

    @Test(arguments: [
        ("05[IKE] <aws-1|7> sending DPD request", "aws-1", UInt32(7), UInt32(5)),
        ("16[IKE1] <a|b|3> sending DPD request", "a|b", 3, 16),
        ("123[IKE] <9> sending DPD request", "", 9, 123),
        ("05[IKE] <x> y|2> sending DPD request", "x> y", 2, 5),
    ]) func readsAPrefix(_ text: String, _ name: String, _ id: UInt32, _ thread: UInt32) {
        let bytes = Array(text.utf8)
        let event = parse(bytes, hasPrefix: true, parser)
        #expect(event.kind == .dpdRequestSent)
        #expect(event.context.id == id)
        let range = event.context.name
        #expect(String(decoding: bytes[range.lower..<range.upper], as: UTF8.self) == name)
        #expect(event.thread == thread)
        #expect(event.subsystem == .ike)
    }

    @Test func aPeersTextCannotForgeTheContext() {
        let text = Array("05[IKE] <rw|1> authentication of 'x|2> IKE_SA deleted' with EAP successful".utf8)
        let event = parse(text, hasPrefix: true, parser)
        #expect(event.context.id == 1)
        #expect(event.kind == .authenticationSucceeded)
    }

    @Test(arguments: [
        "5[IKE] IKE_SA deleted", "05[XYZ] IKE_SA deleted", "05IKE] x", "05[IKE]x", "", "05", "05[", "05[IKE",
    ])
    func whatIsNoPrefixIsText(_ text: String) {
        #expect(parse(Array(text.utf8), hasPrefix: true, parser).kind == .unrecognized)
    }
}
