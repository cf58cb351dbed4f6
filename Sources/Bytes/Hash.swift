/// FNV-1a of 64 bits (draft-eastlake-fnv): for what nobody gains by making two the same.
package enum Hash {
    /// What a hash begins with.
    package static let basis: UInt64 = 0xcbf2_9ce4_8422_2325
    private static let prime: UInt64 = 0x100_0000_01b3

    /// The hash of a run of bytes.
    /// - Parameter start: the hash of what stands before it, if anything does.
    package static func fnv1a(_ bytes: Span<UInt8>, _ range: ByteRange, from start: UInt64 = basis) -> UInt64 {
        var hash = start
        for index in range.lower..<range.upper { hash = (hash ^ UInt64(bytes[index])) &* prime }
        return hash
    }
}
