/// Which side of a conn is charon's own, and what the other one's address says (stroke_config.c, `swap_ends`).
struct IPsecSides {
    let mine: IPsecConn.End
    let other: IPsecConn.End
    /// Whether that is more than charon's guess that left is local.
    let isKnown: Bool

    /// charon swaps the ends when the right address is one of its own. It asks the name service and the kernel for
    /// that; we know numeric addresses only, and say so where they do not decide.
    init(_ conn: IPsecConn, localAddresses: Set<[UInt8]>) {
        let right = conn.right.host.listed
        if right.contains(where: localAddresses.contains) {
            mine = conn.right
            other = conn.left
            isKnown = true
            return
        }
        mine = conn.left
        other = conn.right
        let left = conn.left.host.listed
        isKnown =
            !right.contains { Address($0) == .definite }
            || left.contains { Address($0) == .any || localAddresses.contains($0) }
    }

    /// The other side's one address or name, or nil.
    var peer: [UInt8]? {
        let addresses = other.host.listed
        guard !other.allowsAny, addresses.count == 1, Address(addresses[0]) == .definite else { return nil }
        return addresses[0]
    }

    /// Whether it says how the tunnels of many peers are made.
    var isTemplate: Bool {
        guard peer == nil else { return false }
        return other.values[.sourceip] != nil || !hasOneIdentity
    }

    private var hasOneIdentity: Bool {
        // Without an identity charon takes that of the one certificate (stroke_config.c, `build_auth_cfg`).
        guard let id = other.values[.id], !IPsecIdentity.isAny(id) else {
            return other.values[.cert]?.listed.count == 1
        }
        return !id.contains(UInt8(ascii: "*"))
    }

    /// A side's traffic selectors, separated by blanks; empty where the peer or its address decides.
    static func selectors(_ end: IPsecConn.End) -> [UInt8] {
        let selectors = end.values[.subnet]?.listed ?? []
        if selectors.contains(where: { $0.starts(with: "%dynamic".utf8) }) { return [] }
        return Array(selectors.joined(separator: [UInt8(ascii: " ")]))
    }

    /// What one of the addresses of a side is (libcharon, `ike_cfg.c`, `parse_addresses`).
    private enum Address {
        case any
        case range
        case definite

        init(_ text: [UInt8]) {
            self = PeerAddress.isAny(text) ? .any : PeerAddress.isMany(text) ? .range : .definite
        }
    }
}
