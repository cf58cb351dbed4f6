package import Vici

/// A part of a VICI message, to write messages down in tests.
package indirect enum Node: Sendable {
    case key(String, String)
    case data(String, [UInt8])
    case list(String, [String])
    case section(String, [Node])

    package var encoded: [UInt8] {
        switch self {
        case .key(let name, let value): Node.data(name, Array(value.utf8)).encoded
        case .data(let name, let value): [3] + Node.short(name) + Node.long(value)
        case .list(let name, let items):
            [4] + Node.short(name) + items.flatMap { [5] + Node.long(Array($0.utf8)) } + [6]
        case .section(let name, let nodes): [1] + Node.short(name) + nodes.flatMap(\.encoded) + [2]
        }
    }

    package static func short(_ name: String) -> [UInt8] { [UInt8(name.utf8.count)] + Array(name.utf8) }
    package static func long(_ value: [UInt8]) -> [UInt8] {
        [UInt8(value.count >> 8), UInt8(value.count & 0xff)] + value
    }
}

/// A packet of the daemon's, without its length.
package func packet(_ kind: ViciPacket.Kind, _ name: String = "", _ nodes: [Node] = []) -> [UInt8] {
    [kind.rawValue] + (kind.isNamed ? Node.short(name) : []) + nodes.flatMap(\.encoded)
}

/// The same with its length.
package func segment(_ packet: [UInt8]) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: packet.count >> (24 - 8 * $0)) } + packet
}

package func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

/// Acts of the daemon's that send an event, or a response.
package func event(_ name: String, _ nodes: [Node]) -> Act { .send(segment(packet(.event, name, nodes))) }
package func response(_ nodes: [Node] = []) -> Act { .send(segment(packet(.commandResponse, "", nodes))) }

/// What the daemon says of an IKE_SA, with all that can be there.
package func fullSA(_ id: Int = 7, name: String = "gw", children: [Node]? = nil) -> Node {
    .section(
        name,
        [
            .key("uniqueid", "\(id)"), .key("version", "2"), .key("state", "ESTABLISHED"),
            .key("local-host", "192.0.2.1"),
            .key("local-port", "4500"), .key("local-id", "moon.example.org"), .key("remote-host", "2001:db8::2"),
            .key("remote-port", "4500"), .key("remote-id", "C=CH, CN=sun"), .key("remote-eap-id", "alice"),
            .key("initiator", "yes"), .key("initiator-spi", "0102030405060708"),
            .key("responder-spi", "1112131415161718"), .key("nat-remote", "yes"), .key("nat-any", "yes"),
            .key("encr-alg", "AES_GCM_16"), .key("encr-keysize", "256"), .key("prf-alg", "PRF_HMAC_SHA2_256"),
            .key("dh-group", "CURVE_25519"), .key("ake1", "ML_KEM_768"), .key("ake2", "NONE"),
            .key("established", "3600"), .key("rekey-time", "-12"), .key("reauth-time", "900"),
            .list("local-vips", ["198.51.100.1"]), .list("remote-vips", ["198.51.100.2", "2001:db8::7"]),
            .list("tasks-active", ["IKE_DPD"]),
            .section("child-sas", children ?? [fullChild(3), fullChild(4)]),
        ])
}

package func fullChild(_ id: Int, section: String? = nil) -> Node {
    .section(
        section ?? "net-\(id)",
        [
            .key("name", "net"), .key("uniqueid", "\(id)"), .key("reqid", "1"), .key("state", "INSTALLED"),
            .key("mode", "TUNNEL"), .key("protocol", "ESP"), .key("encap", "yes"), .key("spi-in", "c0ffee01"),
            .key("spi-out", "ffffffff"), .key("encr-alg", "AES_GCM_16"), .key("encr-keysize", "256"),
            .key("bytes-in", "18446744073709551615"), .key("packets-in", "11"), .key("use-in", "2"),
            .key("bytes-out", "1000"), .key("packets-out", "10"), .key("use-out", "3"), .key("rekey-time", "-5"),
            .key("life-time", "300"), .key("install-time", "60"), .list("local-ts", ["192.0.2.0/28", "192.0.2.16/28"]),
            .list("remote-ts", ["198.51.100.0/24"]),
        ])
}
