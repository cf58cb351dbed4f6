/// A pattern for names: `*` stands for any bytes, `?` for one byte, everything else for itself.
package struct NamePattern: Sendable, Equatable {
    private let bytes: [UInt8]

    package init(_ text: String) { bytes = Array(text.utf8) }

    /// What every name matches.
    package static let any = NamePattern("*")

    /// The one name that matches; nil when several may.
    package var literal: Name? {
        bytes.contains { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") } ? nil : Name(bytes)
    }

    /// Whether a name matches as a whole.
    package func matches(_ name: Name) -> Bool {
        let name = name.bytes
        var (position, at) = (0, 0)
        // Where to go on when what follows the last `*` does not fit: one byte later. Earlier ones need no second try.
        var retry: (position: Int, at: Int)?
        while at < name.count {
            if position < bytes.count, bytes[position] == UInt8(ascii: "*") {
                position += 1
                retry = (position, at)
            } else if position < bytes.count, bytes[position] == UInt8(ascii: "?") || bytes[position] == name[at] {
                position += 1
                at += 1
            } else if let (start, from) = retry {
                position = start
                at = from + 1
                retry = (start, at)
            } else {
                return false
            }
        }
        return bytes[position...].allSatisfy { $0 == UInt8(ascii: "*") }
    }
}

/// A pattern for tunnels: `connection/tunnel`, or a tunnel's name alone.
package struct TunnelPattern: Sendable, Equatable {
    private let connection: NamePattern
    private let tunnel: NamePattern

    package init(_ text: String) {
        if let slash = text.firstIndex(of: "/") {
            connection = NamePattern(String(text[..<slash]))
            tunnel = NamePattern(String(text[text.index(after: slash)...]))
        } else {
            connection = .any
            tunnel = NamePattern(text)
        }
    }

    package func matches(connection name: Name, tunnel other: Name) -> Bool {
        tunnel.matches(other) && connection.matches(name)
    }

    /// Whether a name is one that the pattern names, of a tunnel or of a connection, whether there is such or not.
    func names(_ name: Name) -> Bool {
        connection != .any && connection.matches(name) || tunnel != .any && tunnel.matches(name)
    }
}
