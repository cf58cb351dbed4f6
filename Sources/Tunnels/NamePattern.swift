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

    /// The tunnel that a name means where the pattern leaves nothing open, though no such tunnel was seen yet.
    func member(_ name: Name) -> ActiveMember? {
        guard let connection = connection.literal, let tunnel = tunnel.literal else { return nil }
        let whole = Name(connection.bytes + [UInt8(ascii: "/")] + tunnel.bytes)
        return [connection, tunnel, whole].contains(name) ? ActiveMember(connection: connection, tunnel: tunnel) : nil
    }

    /// Whether a name may be one of a member's, or of its connection's.
    package func mayMean(_ name: Name) -> Bool {
        if let slash = name.bytes.firstIndex(of: UInt8(ascii: "/")),
            matches(
                connection: Name(Array(name.bytes[..<slash])), tunnel: Name(Array(name.bytes[(slash + 1)...])))
        {
            return true
        }
        return tunnel.matches(name) || connection.matches(name)
    }
}
