/// Where the daemon's VICI socket is (`charon.plugins.vici.socket`).
package enum ViciAddress: Sendable, Equatable, CustomStringConvertible {
    /// A Unix socket at an absolute path.
    case unix(path: String)
    /// A TCP port, which charon does not protect in any way.
    case tcp(host: String, port: Int)

    /// Where it is without configuration.
    package static let standard = ViciAddress.unix(path: "/var/run/charon.vici")

    /// Reads `unix:///path`, `/path` or `tcp://host:port`, with an IPv6 address in brackets.
    /// - Returns: nil for everything else.
    package init?(_ uri: String) {
        if uri.hasPrefix("/") {
            self = .unix(path: uri)
        } else if uri.hasPrefix("unix://") {
            let path = String(uri.dropFirst("unix://".count))
            guard path.hasPrefix("/") else { return nil }
            self = .unix(path: path)
        } else if uri.hasPrefix("tcp://") {
            let rest = uri.dropFirst("tcp://".count)
            guard let colon = rest.lastIndex(of: ":") else { return nil }
            let digits = rest[rest.index(after: colon)...]
            guard digits.allSatisfy({ ("0"..."9").contains($0) }), let port = Int(digits), (1...65535).contains(port)
            else { return nil }
            var host = rest[..<colon]
            if host.hasPrefix("["), host.hasSuffix("]") {
                host = host.dropFirst().dropLast()
            } else if host.contains(where: { "[]:/".contains($0) }) {
                return nil
            }
            guard !host.isEmpty else { return nil }
            self = .tcp(host: String(host), port: port)
        } else {
            return nil
        }
        if case .unix(let path) = self, path.utf8.count < 2 || path.utf8.contains(0) { return nil }
    }

    /// The address as a URI.
    package var description: String {
        switch self {
        case .unix(let path): "unix://\(path)"
        case .tcp(let host, let port): host.contains(":") ? "tcp://[\(host)]:\(port)" : "tcp://\(host):\(port)"
        }
    }
}
