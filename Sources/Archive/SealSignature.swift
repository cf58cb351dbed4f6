internal import Crypto

/// What makes a seal hold against whoever takes the machine over later: a signature by a key that is gone by then.
///
/// In the seal's gzip header the subfield `CS` holds it, all numbers little-endian: version (1 byte), zeros (3), index
/// (8), Ed25519 signature (64), public key (32), public key of the next seal (32).
package struct SealSignature: Sendable, Equatable {
    /// Number of the seal in the archive, over all its machines: 0, 1, 2 … without a hole.
    package var index: UInt64
    package var signature: [UInt8] = .init(repeating: 0, count: 64)
    package var publicKey: [UInt8]
    /// The key of the seal with the next index: each key vouches for the one after it.
    package var nextPublicKey: [UInt8]

    static let version: UInt8 = 1
    /// Bytes of the subfield's content.
    static let length = 140
    /// Bytes of the subfield with its name and length.
    static let fieldLength = length + 4
    static let identifier: [UInt8] = [UInt8(ascii: "C"), UInt8(ascii: "S")]
    /// What is signed begins with this, so that no signature made for another purpose passes for a seal's.
    private static let domain = Array("charon-exporter archive seal\0".utf8)

    /// A signature that is still to be made.
    init(index: UInt64, publicKey: [UInt8], nextPublicKey: [UInt8]) {
        self.index = index
        self.publicKey = publicKey
        self.nextPublicKey = nextPublicKey
    }

    /// Reads the whole subfield.
    /// - Returns: nil when it is anything else.
    init?(field bytes: ArraySlice<UInt8>) {
        let start = bytes.startIndex
        guard bytes.count == Self.fieldLength, bytes.prefix(2).elementsEqual(Self.identifier),
            Int(bytes.little16(start + 2)) == Self.length, bytes[start + 4] == Self.version,
            bytes[(start + 5)..<(start + 8)].allSatisfy({ $0 == 0 })
        else { return nil }
        index = bytes.little64(start + 8)
        signature = Array(bytes[(start + 16)..<(start + 80)])
        publicKey = Array(bytes[(start + 80)..<(start + 112)])
        nextPublicKey = Array(bytes[(start + 112)..<(start + 144)])
    }

    /// The whole subfield.
    var field: [UInt8] {
        var bytes = Self.identifier
        bytes.append(little: UInt16(Self.length))
        bytes.append(contentsOf: [Self.version, 0, 0, 0])
        bytes.append(little: index)
        return bytes + signature + publicKey + nextPublicKey
    }

    /// What the signature is over: by the seal's own header also the hash of the block before, and so everything.
    /// - Parameters:
    ///   - machine: the machine's directory name.
    ///   - header: the seal's.
    func text(machine: String, header: BlockHeader) -> [UInt8] {
        var text = Self.domain
        text.append(Self.version)
        text.append(little: index)
        text.append(little: UInt16(clamping: machine.utf8.count))
        text += Array(machine.utf8)
        let field = header.encoded
        text.append(little: UInt16(clamping: field.count))
        text += field
        return text + nextPublicKey
    }

    /// Whether the signature is by `publicKey` over this seal of this machine. Who has that key is another question.
    package func isValid(machine: String, header: BlockHeader) -> Bool {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey) else { return false }
        return key.isValidSignature(signature, for: text(machine: machine, header: header))
    }
}
