internal import Bytes

/// A pattern for names: `*` stands for any bytes, `?` for one character, everything else for itself.
package struct NamePattern: Sendable, Equatable {
    private let wildcard: Wildcard

    package init(_ text: String) { wildcard = Wildcard(text) }

    /// What every name matches.
    package static let any = NamePattern("*")

    /// As it was written.
    package var text: String { String(decoding: wildcard.bytes, as: UTF8.self) }

    /// The one name that matches; nil when several may.
    package var literal: Name? { wildcard.isOpen ? nil : Name(wildcard.bytes) }

    /// Whether a name matches as a whole.
    package func matches(_ name: Name) -> Bool { wildcard.matches(name.bytes) }
}

/// A pattern for tunnels: `connection/tunnel`, or a tunnel's name alone.
package struct TunnelPattern: Sendable, Equatable {
    package let connection: NamePattern
    package let tunnel: NamePattern

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
