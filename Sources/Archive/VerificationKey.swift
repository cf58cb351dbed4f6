internal import Bytes

/// The public key of the seal from which on seals are verified, usually the first. It is worth what the way is worth
/// by which it came: kept on the machine itself it proves nothing.
package struct VerificationKey: Sendable, Equatable, CustomStringConvertible {
    /// Number of the seal that this key signed.
    package var index: UInt64
    package var publicKey: [UInt8]

    static let prefix = "charon-exporter-key-1:"

    package init(index: UInt64, publicKey: [UInt8]) {
        self.index = index
        self.publicKey = publicKey
    }

    /// Reads a key as `description` writes it, with blanks or a line end around it.
    /// - Returns: nil when it is none.
    package init?(_ text: String) {
        let word = text.split(whereSeparator: \.isWhitespace)
        guard word.count == 1, word[0].hasPrefix(Self.prefix) else { return nil }
        let parts = word[0].dropFirst(Self.prefix.count).split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let index = UInt64(parts[0]), let key = Hex.bytes(parts[1].utf8), key.count == 32
        else { return nil }
        self.init(index: index, publicKey: key)
    }

    package var description: String { "\(Self.prefix)\(index):\(Hex.text(publicKey))" }
}

/// A place that a machine's archive is known to have had, noted where nobody who takes the machine over can change it.
package struct Anchor: Sendable, Hashable, CustomStringConvertible {
    /// The machine's directory name.
    package var machine: String
    /// The last event of a block or a seal.
    package var seq: UInt64
    /// SHA-256 of the block's or the seal's gzip member.
    package var hash: [UInt8]

    package init(machine: String, seq: UInt64, hash: [UInt8]) {
        self.machine = machine
        self.seq = seq
        self.hash = hash
    }

    /// A machine's last seal; nil when it has none.
    package init?(lastSealOf machine: String, _ tail: ArchiveTail) {
        guard let seal = tail.lastSeal else { return nil }
        self.init(machine: machine, seq: seal.seq, hash: seal.hash)
    }

    /// Reads an anchor as `description` writes it: `gw:36:5f2c…`.
    /// - Returns: nil when it is none.
    package init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 3, !parts[0].isEmpty, !text.hasPrefix(VerificationKey.prefix), let seq = UInt64(parts[1]),
            let hash = Hex.bytes(parts[2].utf8),
            hash.count == 32
        else { return nil }
        self.init(machine: String(parts[0]), seq: seq, hash: hash)
    }

    package var description: String { "\(machine):\(seq):\(digits)" }

    /// The hash as hexadecimal digits.
    package var digits: String { Hex.text(hash) }
}

/// A segment was sealed and the seal is on the disk: what to note down elsewhere.
package struct SealNotice: Sendable, Equatable {
    /// Machine, last event, and SHA-256 of the seal's gzip member.
    package var anchor: Anchor
    package var path: String
    /// Number of the seal in the archive and the key that signed it; nil when the archive is not signed.
    package var key: VerificationKey?
}

/// Bytes as hexadecimal digits.
enum Hex {
    static func text(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    /// - Returns: nil when there is anything but pairs of digits.
    static func bytes(_ text: some Collection<UInt8>) -> [UInt8]? {
        var bytes: [UInt8] = []
        var high: UInt8?
        for character in text {
            guard let digit = Digits.hexValue(character) else { return nil }
            if let first = high {
                bytes.append(first << 4 | digit)
                high = nil
            } else {
                high = digit
            }
        }
        return high == nil ? bytes : nil
    }
}
