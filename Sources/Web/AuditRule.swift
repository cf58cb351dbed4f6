/// Who may see what shows identities or the log's text: users that have proven who they are, and, where nobody has to,
/// whoever is on this machine.
struct AuditRule {
    /// Whether the request named a user with the right password.
    var isUser: Bool
    /// Whether the client's certificate was checked.
    var isVerified: Bool
    var isLocal: Bool
    var headers: [String: String]
    var isOpen: Bool
    /// What is asked for, without the query.
    var path = "/api"

    /// Nil when it may be seen, or why not.
    var refusal: String? {
        // A page of another site asks in the name of whoever looks at it; a link to the page is another matter.
        let site = headers["sec-fetch-site"]
        if site == "cross-site" || site == "same-site", headers["sec-fetch-mode"] != "navigate" || path != "/" {
            return "A page of another site asks for this in your browser."
        }
        if isUser || isVerified || isOpen { return nil }
        guard isLocal else { return Self.explanation }
        // A proxy on this machine speaks for somebody else.
        if let header = headers.keys.filter(Self.isProxys).min() {
            return "This came through a proxy (\(header)), and may be anybody's. \(Self.explanation)"
        }
        // A page of a stranger may have its own name lead to 127.0.0.1 and ask a browser here, which tells that name.
        guard Self.isThisMachine(headers["host"] ?? "") else {
            return "Without a user's name, this is answered under the name localhost or an address only. "
                + Self.explanation
        }
        return nil
    }

    static let explanation = """
        This shows identities and the log's text, so that it is for this machine and for known users only. \
        Give users in the file of --web.config.file (basic_auth_users, or client certificates with \
        client_auth_type: RequireAndVerifyClientCert), \
        or --web.allow-anonymous-audit if everybody who can connect may read it.
        """

    /// Whether a header is one that proxies add, by its name in lower case.
    private static func isProxys(_ name: String) -> Bool {
        name == "forwarded" || name == "via" || name.contains("forwarded-") || name.hasSuffix("-ip")
    }

    /// Whether a `Host` is `localhost` or an address, with a port or not.
    static func isThisMachine(_ host: String) -> Bool {
        var name = host.lowercased().utf8[...]
        let port = name.lastIndex(of: UInt8(ascii: ":"))
        if let port, name[port...].dropFirst().allSatisfy(isDigit) { name = name[..<port] }
        if name.isEmpty || name.elementsEqual("localhost".utf8) { return true }
        if name.first == UInt8(ascii: "["), name.last == UInt8(ascii: "]"), name.count > 2 {
            return name.dropFirst().dropLast().allSatisfy { isHexadecimal($0) || $0 == 0x3A || $0 == 0x2E }
        }
        return name.allSatisfy { isDigit($0) || $0 == 0x2E }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        byte >= 0x30 && byte <= 0x39 || byte >= 0x61 && byte <= 0x66
    }
}
