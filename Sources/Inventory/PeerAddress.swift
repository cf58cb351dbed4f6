internal import Glibc

/// Addresses as strongSwan reads them from text (networking/host.c, config/ike_cfg.c).
enum PeerAddress {
    /// Whether text is a numeric address, or one of the words for any (`host_create_from_string`).
    static func isNumeric(_ text: [UInt8]) -> Bool { isWord(text) || octets(text) != nil }

    /// Whether text stands for any address.
    static func isAny(_ text: [UInt8]) -> Bool {
        isWord(text) || octets(text)?.allSatisfy { $0 == 0 } ?? false
    }

    /// Whether text is a subnet or a range (`make_subnet` and `make_range`). A host name may have dashes too.
    static func isMany(_ text: [UInt8]) -> Bool {
        if let slash = text.firstIndex(of: UInt8(ascii: "/")) { return isNumeric(Array(text[..<slash])) }
        return isRange(text)
    }

    /// Whether text is two addresses of one family with a dash between (`host_create_from_range`).
    static func isRange(_ text: [UInt8]) -> Bool {
        guard let dash = text.firstIndex(of: UInt8(ascii: "-")) else { return false }
        let from = text[..<dash]
        let end = from.lastIndex { $0 != UInt8(ascii: " ") } ?? from.startIndex
        guard end < from.endIndex else { return false }
        let to = Array(text[(dash + 1)...].drop { $0 == UInt8(ascii: " ") })
        let low = Array(from[...end])
        if isWord(low) || isWord(to) { return isNumeric(low) && isNumeric(to) }
        guard let low = octets(low), let high = octets(to) else { return false }
        return low.count == high.count
    }

    private static func isWord(_ text: [UInt8]) -> Bool {
        text.starts(with: "%any".utf8) && ["", "4", "6"].contains(String(decoding: text.dropFirst(4), as: UTF8.self))
    }

    /// The octets of a numeric address. What has a dot is never taken for IPv6.
    private static func octets(_ text: [UInt8]) -> [UInt8]? {
        guard text.count <= 64, !text.contains(0) else { return nil }
        let family = text.contains(UInt8(ascii: ".")) ? AF_INET : AF_INET6
        var octets: [UInt8] = .init(repeating: 0, count: family == AF_INET ? 4 : 16)
        let done = unsafe octets.withUnsafeMutableBytes {
            unsafe inet_pton(family, String(decoding: text, as: UTF8.self), $0.baseAddress)
        }
        return done == 1 ? octets : nil
    }
}
