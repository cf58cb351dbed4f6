/// All of a conn that makes a peer's configuration, in a form in which equal ones are equal.
///
/// charon adds a conn's CHILD_SA to the first configuration that is equal (stroke_config.c, `add`), as told by
/// `peer_cfg.c`, `ike_cfg.c` and `auth_cfg.c`. What it reads from other files is compared by name: certificates, keys;
/// proposals and distinguished names by their text.
struct IPsecPeerKey: Hashable {
    private var bytes: [UInt8] = []

    /// - Parameter name: the conn's own, by which a pool may be called.
    init(_ conn: IPsecConn, _ sides: IPsecSides, name: [UInt8]) {
        addIKE(conn, sides)
        addPeer(conn, sides.mine)
        addAddresses(conn, sides, name: name)
        for (end, isMine) in [(sides.mine, true), (sides.other, false)] {
            let partner = isMine ? sides.other : sides.mine
            addAuth(conn, end, isMine: isMine, .first, ca: Self.sharedCA(end, partner, .ca))
            addAuth(conn, end, isMine: isMine, .second, ca: Self.sharedCA(end, partner, .ca2))
        }
    }

    /// stroke_config.c, `build_ike_cfg`.
    private mutating func addIKE(_ conn: IPsecConn, _ sides: IPsecSides) {
        add(conn.values[.ike])
        add(conn.values[.keyexchange] ?? Array("ike".utf8))
        add(Self.sendcert(sides.other) == "never")
        add(conn.is(.forceencaps, "yes"))
        add(conn.values[.fragmentation] ?? Array("yes".utf8))
        for end in [sides.mine, sides.other] {
            add(end.addresses)
            add(UInt16(truncatingIfNeeded: end.values[.ikeport].map { IPsecNumber($0[...]).value } ?? 500))
        }
    }

    /// stroke_config.c, `build_peer_cfg`.
    private mutating func addPeer(_ conn: IPsecConn, _ mine: IPsecConn.End) {
        add(Array(Self.sendcert(mine).utf8))
        add(conn.is(.mobike, "no"))
        add(conn.is(.aggressive, "yes"))
        add(conn.is(.modeconfig, "push"))
        add(UInt32(truncatingIfNeeded: Self.tries(conn)))
        let isRekeyed = !conn.is(.rekey, "no")
        let margin = isRekeyed ? Self.seconds(conn, .margin, 540) : 0
        let fuzz = isRekeyed ? conn.values[.fuzz].map { IPsecNumber($0[...]).value } ?? 100 : 0
        let lifetime = isRekeyed ? Self.seconds(conn, .ikelifetime, 10800) : 0
        add(isRekeyed && !conn.is(.reauth, "no"))
        add(UInt32(truncatingIfNeeded: margin &* fuzz / 100))
        add(UInt32(truncatingIfNeeded: margin))
        add(UInt32(truncatingIfNeeded: lifetime &- margin))
        let detectsDead = conn.values[.dpdaction].map { !$0.elementsEqual("none".utf8) } ?? false
        add(UInt32(truncatingIfNeeded: detectsDead ? Self.seconds(conn, .dpddelay, 30) : 0))
        add(conn.values[.mediatedBy])
        add(conn.values[.mePeerID])
    }

    /// Virtual addresses and pools.
    private mutating func addAddresses(_ conn: IPsecConn, _ sides: IPsecSides, name: [UInt8]) {
        let configured = ["%modeconfig", "%modecfg", "%config", "%cfg"]
        let pools = sides.other.values[.sourceip]
        for pool in pools?.listed ?? [] {
            let isOwn = (configured + ["%config4", "%config6"]).contains { pool.elementsEqual($0.utf8) }
            add(isOwn ? name : pool.first == UInt8(ascii: "%") ? Array(pool.dropFirst()) : pool)
        }
        add(nil)
        for address in pools == nil ? sides.mine.values[.sourceip]?.listed ?? [] : [] {
            switch String(decoding: address, as: UTF8.self) {
            case let word where configured.contains(word): add(Array((Self.isIPv6(sides) ? "::" : "0.0.0.0").utf8))
            case "%config4": add(Array("0.0.0.0".utf8))
            case "%config6": add(Array("::".utf8))
            default: add(address)
            }
        }
        add(nil)
    }

    /// The family of the address that is asked for, which charon tells from others.
    private static func isIPv6(_ sides: IPsecSides) -> Bool {
        if let subnets = sides.mine.values[.subnet] ?? sides.other.values[.subnet] {
            return !subnets.contains(UInt8(ascii: "."))
        }
        return sides.mine.addresses.prefix { $0 != UInt8(ascii: ",") }.contains(UInt8(ascii: ":"))
    }

    private static func tries(_ conn: IPsecConn) -> UInt64 {
        guard let value = conn.values[.tries] else { return 3 }
        return IPsecNumber(value[...]).value
    }

    private static func seconds(_ conn: IPsecConn, _ field: IPsecKeyword.Field, _ fallback: UInt64) -> UInt64 {
        conn.values[field].flatMap(IPsecNumber.seconds) ?? fallback
    }

    private static func sendcert(_ end: IPsecConn.End) -> String {
        switch end.values[.sendcert].map({ String(decoding: $0, as: UTF8.self) }) {
        case "always", "yes": "always"
        case "never", "no": "never"
        default: "ifasked"
        }
    }

    private static func sharedCA(
        _ end: IPsecConn.End, _ partner: IPsecConn.End, _ field: IPsecKeyword.Field
    ) -> [UInt8]? {
        guard let ca = end.values[field] else { return nil }
        return ca.elementsEqual("%same".utf8) ? partner.values[field] : ca
    }

    mutating func add(_ value: Bool) { bytes.append(value ? 1 : 2) }

    mutating func add(_ value: some FixedWidthInteger) {
        var rest = value
        for _ in 0..<MemoryLayout.size(ofValue: value) {
            bytes.append(UInt8(truncatingIfNeeded: rest))
            rest >>= 8
        }
    }

    /// Values hold no zero byte, as C's strings do not.
    mutating func add(_ text: [UInt8]?) {
        if let text { bytes += [1] + text }
        bytes.append(0)
    }
}
