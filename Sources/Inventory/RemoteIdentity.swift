/// Identities of peers as utils/identification.c reads them from text.
enum RemoteIdentity {
    /// Whether an identity is one peer's and no other's.
    static func isDefinite(_ text: [UInt8]) -> Bool {
        let lower = SwanctlOptions.lowercased(text)
        if anyone.contains(lower) || text.contains(UInt8(ascii: "*")) { return false }
        if many.contains(where: { lower.hasPrefix($0) }) { return false }
        if patterned.contains(where: { lower.hasPrefix($0 + "^") }), lower.utf8.last == UInt8(ascii: "$") {
            return false
        }
        return !PeerAddress.isMany(text)
    }

    private static let anyone: Set<String> = ["", "%any", "%any6", "0.0.0.0", "::", "0::0"]
    /// Prefixes of identities that are subnets and ranges.
    private static let many = ["ipv4net:", "ipv6net:", "ipv4range:", "ipv6range:"]
    /// Prefixes of identities that may be regular expressions, since 6.0.
    private static let patterned = ["rfc822:", "email:", "userfqdn:", "fqdn:", "dns:", "asn1dn:"]
}
