internal import Crypto

/// SHA-256 over bytes.
enum SHA {
    static func hash(_ bytes: [UInt8]) -> [UInt8] {
        var hasher = SHA256()
        unsafe bytes.withUnsafeBytes { unsafe hasher.update(bufferPointer: $0) }
        return Array(hasher.finalize())
    }
}
