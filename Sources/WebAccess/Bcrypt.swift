internal import CCrypt
internal import Glibc

/// libcrypt's scratch memory, and the only place that touches it. For one thread at a time.
@safe
struct Bcrypt: ~Copyable {
    private let data: UnsafeMutablePointer<crypt_data>

    /// What bcrypt reads of a password; what comes after it counts for nothing, here as elsewhere.
    static let maximumPassword = 72

    init() {
        unsafe data = .allocate(capacity: 1)
        // libcrypt wants its memory zero before the first use.
        unsafe UnsafeMutableRawPointer(data).initializeMemory(
            as: UInt8.self, repeating: 0, count: MemoryLayout<crypt_data>.size)
    }

    deinit {
        erase()
        unsafe data.deallocate()
    }

    /// Whether a password is the one that was hashed. Takes as long as the hash's cost says, whatever the answer.
    func matches(_ password: [UInt8], _ hash: PasswordHash) -> Bool {
        // A C string ends at its first zero: `secret\0x` would pass for `secret`.
        let isText = !password.contains(0)
        var phrase = password.prefix(Self.maximumPassword).map { CChar(bitPattern: $0 == 0 ? 1 : $0) }
        phrase.append(0)
        let setting = hash.text.utf8.map { CChar(bitPattern: $0) } + [0]
        let result = unsafe crypt_rn(phrase, setting, data, Int32(MemoryLayout<crypt_data>.size))
        for index in phrase.indices { phrase[index] = 0 }
        var digest: [UInt8] = []
        if let result = unsafe result {
            digest = unsafe UnsafeBufferPointer(start: result, count: strlen(result)).map { UInt8(bitPattern: $0) }
        }
        erase()
        // The salt's last letter has bits that count for nothing, and libcrypt clears them: only digests can be compared.
        let isRight = Self.areEqual(
            Array(digest.dropFirst(PasswordHash.saltEnd)), Array(hash.text.utf8.dropFirst(PasswordHash.saltEnd)))
        return isRight && isText
    }

    /// Compares in a time that depends on the lengths only.
    static func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        guard left.count == right.count else { return false }
        var difference: UInt8 = 0
        for index in left.indices { difference |= left[index] ^ right[index] }
        return difference == 0
    }

    /// Leaves nothing of a password in memory that another allocation may get.
    private func erase() {
        unsafe explicit_bzero(data, MemoryLayout<crypt_data>.size)
    }
}
