/// What tells a run of bytes from others: their number, and FNV-1a of 128 bits. Nobody gains by forging it: whoever can
/// write the log has simpler ways to spoil it.
struct Fingerprint: Equatable {
    let count: Int
    let hash: UInt128

    init(count: Int, hash: UInt128) {
        self.count = count
        self.hash = hash
    }

    init(_ bytes: ArraySlice<UInt8>) {
        var hash: UInt128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d
        for byte in bytes { hash = (hash ^ UInt128(byte)) &* 0x0000_0000_0100_0000_0000_0000_0000_013b }
        self.init(count: bytes.count, hash: hash)
    }

    init(_ bytes: [UInt8]) { self.init(bytes[...]) }
}

/// A place in a text log that is found again after the file was renamed, copied or compressed: how far it is into the
/// text, the text's beginning, and what stands just before the place.
///
/// The beginning alone would do, were it not for the files that begin with a hole: a writer that does not append goes
/// on at its old offset after the file was emptied.
struct TextPosition: Equatable {
    /// As many bytes of the beginning are looked at, or fewer when the place lies before.
    static let headLength = 1024
    /// As many bytes before the place are looked at, or fewer.
    static let tailLength = 256

    /// Of the file when the position was taken; for people who look for it.
    var inode: UInt64
    var offset: Int
    var head: Fingerprint
    var tail: Fingerprint

    init(inode: UInt64, offset: Int, head: [UInt8], tail: [UInt8]) {
        self.inode = inode
        self.offset = offset
        self.head = Fingerprint(head.prefix(offset))
        self.tail = Fingerprint(tail)
    }

    /// - Returns: nil when the text is no position.
    init?(_ text: String) {
        var parts: [Substring: Substring] = [:]
        for part in text.split(separator: ";") {
            let pair = part.split(separator: "=", maxSplits: 1)
            if pair.count == 2 { parts[pair[0]] = pair[1] }
        }
        guard let inode = parts["i"].flatMap({ UInt64($0) }), let offset = parts["o"].flatMap({ Int($0) }),
            let head = Self.fingerprint(parts["n"], parts["h"]), let tail = Self.fingerprint(parts["l"], parts["t"]),
            offset > 0, head.count == min(offset, Self.headLength),
            (1...min(offset, Self.tailLength)).contains(tail.count)
        else { return nil }
        self.inode = inode
        self.offset = offset
        self.head = head
        self.tail = tail
    }

    private static func fingerprint(_ count: Substring?, _ hash: Substring?) -> Fingerprint? {
        guard let count = count.flatMap({ Int($0) }), let hash = hash.flatMap({ UInt128($0, radix: 16) }) else {
            return nil
        }
        return Fingerprint(count: count, hash: hash)
    }

    /// Letters, digits, `=` and `;` only.
    var text: String {
        "i=\(inode);o=\(offset);n=\(head.count);h=\(String(head.hash, radix: 16))"
            + ";l=\(tail.count);t=\(String(tail.hash, radix: 16))"
    }
}
