internal import FoundationEssentials

/// A user's name and password, as the header `Authorization: Basic` has them (RFC 7617).
struct BasicCredentials: Sendable, Equatable {
    var user: String
    var password: [UInt8]

    /// Nil for anything but well-formed credentials.
    init?(header: String?) {
        guard let header else { return nil }
        let parts = header.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
        guard parts.count == 2, parts[0].lowercased() == "basic",
            let bytes = Data(base64Encoded: String(parts[1].drop { $0 == " " })).map(Array.init),
            let colon = bytes.firstIndex(of: UInt8(ascii: ":")),
            let user = String(validating: bytes[..<colon], as: UTF8.self)
        else { return nil }
        self.user = user
        password = Array(bytes[(colon + 1)...])
    }
}
