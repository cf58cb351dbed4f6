/// Identities in the form in which two that charon takes for the same are the same (libstrongswan, `identification.c`).
enum IPsecIdentity {
    /// Whether any identity will do.
    static func isAny(_ text: [UInt8]) -> Bool {
        ["", "%any", "%any6", "0.0.0.0", "*", "::", "0::0"].contains { text.elementsEqual($0.utf8) }
    }

    /// - Returns: nil for any identity.
    static func normal(_ text: [UInt8]) -> [UInt8]? {
        guard !isAny(text) else { return nil }
        // Names as of X.509 and key identifiers are compared as they stand.
        if text.contains(UInt8(ascii: "=")) || text.starts(with: "@#".utf8) { return [UInt8(ascii: "=")] + text }
        let small = text.map(IPsecCheck.lowercase)
        if text.starts(with: "@@".utf8) { return small.dropFirst(2) + [UInt8(ascii: "@")] }
        if text.first == UInt8(ascii: "@") { return [UInt8(ascii: "@")] + small.dropFirst() }
        if text.contains(UInt8(ascii: "@")) { return small + [UInt8(ascii: "@")] }
        // An address is not the same as a name that looks like it.
        let isAddress = text.allSatisfy { (0x2e...0x3a).contains($0) } || text.contains(UInt8(ascii: ":"))
        return isAddress ? small : [UInt8(ascii: "@")] + small
    }
}
