internal import Crypto

/// SHA-256 over bytes.
enum SHA {
    static func hash(_ bytes: [UInt8]) -> [UInt8] {
        unsafe bytes.withUnsafeBytes { unsafe hash($0) }
    }

    static func hash(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        unsafe bytes.withUnsafeBytes { unsafe hash($0) }
    }

    @unsafe
    static func hash(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
        var hasher = SHA256()
        unsafe hasher.update(bufferPointer: bytes)
        return Array(hasher.finalize())
    }
}
