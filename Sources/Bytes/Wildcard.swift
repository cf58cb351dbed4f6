/// A pattern for text: `*` stands for any bytes, `?` for one character (of UTF-8), everything else for itself.
package struct Wildcard: Sendable, Equatable {
    package let bytes: [UInt8]

    package init(_ text: String) { bytes = Array(text.utf8) }

    /// Whether there is a `*` or `?` in it.
    package var isOpen: Bool { Self.isOpen(bytes) }

    package static func isOpen(_ text: some Sequence<UInt8>) -> Bool {
        text.contains { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") }
    }

    /// Whether a text matches as a whole.
    package func matches(_ text: [UInt8]) -> Bool {
        var (position, at) = (0, 0)
        // Where to go on when what follows the last `*` does not fit: one byte later. Earlier ones need no second try.
        var retry: (position: Int, at: Int)?
        while at < text.count {
            if position < bytes.count, bytes[position] == UInt8(ascii: "*") {
                position += 1
                retry = (position, at)
            } else if position < bytes.count, bytes[position] == UInt8(ascii: "?") {
                position += 1
                at += 1
                while at < text.count, text[at] & 0xC0 == 0x80 { at += 1 }
            } else if position < bytes.count, bytes[position] == text[at] {
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
