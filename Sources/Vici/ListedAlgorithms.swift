internal import Bytes

/// The algorithms of an IKE_SA or a CHILD_SA (`add_proposal()` in `vici_query.c`), named as in the log.
package struct ListedAlgorithms: Sendable, Equatable {
    /// Such as `AES_CBC`; empty while no proposal is chosen.
    package var encryption: [UInt8] = []
    /// In bits, for algorithms of variable key length.
    package var encryptionKeySize: UInt16?
    /// Empty for AEAD.
    package var integrity: [UInt8] = []
    /// The pseudo-random function, of an IKE_SA.
    package var prf: [UInt8] = []
    /// The first key exchange; empty for the CHILD_SA that came with its IKE_SA.
    package var dhGroup: [UInt8] = []
    /// Additional key exchanges, in order (6.0.0, RFC 9370).
    package var additionalKeyExchanges: [[UInt8]] = []

    /// Takes a value.
    /// - Returns: false when the key is none of an algorithm's.
    mutating func set(_ bytes: Span<UInt8>, _ key: ByteRange, _ value: ByteRange) -> Bool {
        if bytes.equals(key, "encr-alg") {
            encryption = bytes.copy(value)
        } else if bytes.equals(key, "encr-keysize") {
            encryptionKeySize = bytes.number(value)
        } else if bytes.equals(key, "integ-alg") {
            integrity = bytes.copy(value)
        } else if bytes.equals(key, "prf-alg") {
            prf = bytes.copy(value)
        } else if bytes.equals(key, "dh-group") {
            dhGroup = bytes.copy(value)
        } else if Self.isAdditionalKeyExchange(bytes, key) {
            additionalKeyExchanges.append(bytes.copy(value))
        } else {
            return false
        }
        return true
    }

    /// Whether a key is one of `ake1` to `ake7`.
    private static func isAdditionalKeyExchange(_ bytes: Span<UInt8>, _ key: ByteRange) -> Bool {
        key.count == 4 && bytes.equals(ByteRange(key.lower, key.upper - 1), "ake")
            && (0x31...0x37).contains(bytes[key.upper - 1])
    }
}
