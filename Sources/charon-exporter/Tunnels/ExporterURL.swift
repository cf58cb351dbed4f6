internal import Bytes

/// Where a running exporter is asked: `http://HOST:PORT`, `https://…`, either with a path before its own paths, or
/// `unix:/path/to/socket`.
package struct ExporterURL: Equatable, Sendable, CustomStringConvertible {
    /// As it was written, in one harmless line.
    package let description: String
    package let isTLS: Bool
    /// Of a unix socket.
    package let socket: String?
    /// What stands before the path of a page.
    private let base: String

    /// - Throws: `ExporterURLError` when it is none of these.
    package init(_ text: String) throws(ExporterURLError) {
        func wrong(_ problem: String) -> ExporterURLError { ExporterURLError(text: text, problem: problem) }
        description = HumanText.harmless(text, limit: 200)
        if text.hasPrefix("unix:") {
            var path = text.dropFirst(5)
            if path.hasPrefix("//") { path = path.dropFirst(2) }
            guard path.hasPrefix("/"), path.utf8.count > 1 else {
                throw wrong("names no absolute path; write unix:/path/to/socket")
            }
            // sun_path of sockaddr_un.
            guard path.utf8.count < 108 else {
                throw wrong("has a path that is too long for a socket: 107 bytes at most")
            }
            socket = String(path)
            isTLS = false
            base = "http+unix://" + Self.encoded(String(path))
            return
        }
        socket = nil
        let parts = text.split(separator: "://", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let scheme = parts.first?.lowercased(), ["http", "https"].contains(scheme) else {
            throw wrong("begins neither with http:// nor https:// nor unix:")
        }
        isTLS = scheme == "https"
        var rest = parts[1]
        guard rest.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            throw wrong("has a character that no URL has; write it as %XX")
        }
        guard !rest.contains("?"), !rest.contains("#") else {
            throw wrong("has a query; leave out what begins with ? or #")
        }
        let authority = rest.prefix { $0 != "/" }
        // Arguments can be read by everyone on the machine.
        guard !authority.contains("@") else {
            throw wrong(
                "has a user in it; take --user NAME, and the variable CHARON_EXPORTER_PASSWORD for the password")
        }
        guard Self.isAuthority(authority) else { throw wrong("names no host, or no port from 1 to 65535") }
        while rest.hasSuffix("/") { rest.removeLast() }
        base = "\(scheme)://\(rest)"
    }

    private static func isAuthority(_ text: Substring) -> Bool {
        var host = text
        if let colon = text.lastIndex(of: ":"), !text[colon...].contains("]") {
            host = text[..<colon]
            guard let port = UInt16(text[text.index(after: colon)...]), port > 0 else { return false }
        }
        // An IPv6 address stands in brackets.
        let isBracketed = host.hasPrefix("[") && host.hasSuffix("]")
        return !host.isEmpty && (isBracketed || !host.contains { ":[]".contains($0) })
    }

    /// The URL of a page, as the HTTP client takes it.
    /// - Parameters:
    ///   - path: begins with a slash.
    ///   - query: names and values.
    func page(_ path: String, _ query: [(String, String)]) -> String {
        let query = query.map { "\($0.0)=\(Self.encoded($0.1))" }.joined(separator: "&")
        return base + path + (query.isEmpty ? "" : "?" + query)
    }

    /// All but letters, digits and `-._~` as `%XX` (RFC 3986).
    private static func encoded(_ text: String) -> String {
        var out: [UInt8] = []
        let digits = Array("0123456789ABCDEF".utf8)
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: out.append(byte)
            default: out += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
}

/// A text that is no URL of an exporter.
package struct ExporterURLError: Error, Equatable, CustomStringConvertible {
    package var text: String
    /// What is wrong with it, and what may be written.
    package var problem: String

    package var description: String {
        // A password may be in it.
        let shown = text.contains("@") ? "" : " \"\(HumanText.harmless(text, limit: 200))\""
        return "--url\(shown) \(problem)"
    }
}
