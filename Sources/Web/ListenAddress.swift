/// Where the server listens.
package enum ListenAddress: Sendable, Equatable, CustomStringConvertible {
    /// A host's name or address, and a port; an empty host stands for every address of this machine.
    case tcp(host: String, port: Int)
    /// A Unix socket's path.
    case unix(path: String)
    /// A socket that systemd has opened, by its descriptor.
    case inherited(descriptor: Int32)

    /// Reads `host:port`, `:port`, `[2001:db8::1]:port` or `unix:/path`; nil for what is none of them.
    package init?(_ text: String) {
        if text.hasPrefix("unix:") {
            let path = text.dropFirst("unix:".count)
            // The kernel takes no longer ones.
            guard path.hasPrefix("/"), path.utf8.count < 108, !path.utf8.contains(0) else { return nil }
            self = .unix(path: String(path))
            return
        }
        guard let colon = text.lastIndex(of: ":") else { return nil }
        let digits = text[text.index(after: colon)...]
        guard digits.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), let port = Int(digits), port <= 65_535 else {
            return nil
        }
        var host = text[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = host.dropFirst().dropLast()
        } else if host.contains(":") {
            return nil
        }
        self = .tcp(host: String(host), port: port)
    }

    package var description: String {
        switch self {
        case .tcp(let host, let port): host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
        case .unix(let path): "unix:\(path)"
        case .inherited(let descriptor): "systemd's socket \(descriptor)"
        }
    }
}
