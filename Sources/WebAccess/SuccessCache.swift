internal import Crypto

/// Which passwords were found right, so that a scraper's is not computed with every request.
///
/// It keeps no password: only a digest of user, hash and password under a key that lives as long as this process.
/// A changed hash is another digest, so that a password that was changed is not let in by the old one.
struct SuccessCache {
    private let key = SymmetricKey(size: .bits256)
    private let limit: Int
    private var known: Set<Digest> = []
    /// The same in the order of their coming: the oldest makes room, from `oldest` on around.
    private var order: [Digest] = []
    private var oldest = 0

    typealias Digest = [UInt8]

    /// - Parameter limit: how many are kept; none with 0.
    init(limit: Int) { self.limit = max(0, limit) }

    var count: Int { known.count }

    func digest(user: String, password: [UInt8], hash: PasswordHash) -> Digest {
        var code = HMAC<SHA256>(key: key)
        // Each part has its length before it, so that no two triples read the same.
        for part in [Array(user.utf8), Array(hash.text.utf8), password] {
            code.update(data: withLength(part))
        }
        return Array(code.finalize())
    }

    func contains(_ digest: Digest) -> Bool { known.contains(digest) }

    mutating func insert(_ digest: Digest) {
        guard limit > 0, known.insert(digest).inserted else { return }
        if order.count < limit {
            order.append(digest)
            return
        }
        known.remove(order[oldest])
        order[oldest] = digest
        oldest = (oldest + 1) % limit
    }

    /// A number that only this process could foresee, the same for the same user.
    func lot(of user: String, below bound: Int) -> Int {
        let code = HMAC<SHA256>.authenticationCode(for: Array(user.utf8), using: key)
        let number = code.prefix(7).reduce(0) { $0 << 8 | Int($1) }
        return number % max(1, bound)
    }

    private func withLength(_ part: [UInt8]) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: part.count >> ($0 * 8)) } + part
    }
}
