/// A password's hash by bcrypt, in the form that crypt(3) and `htpasswd -B` write: `$2y$10$`, a salt, a digest.
package struct PasswordHash: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    /// The base-2 logarithm of the rounds: each one more doubles the time.
    package let cost: Int
    let text: String

    /// Costs that are accepted. bcrypt begins at 4. A check at 18 takes many seconds, and each one more doubles that:
    /// whoever may ask could keep a processor busy for hours.
    package static let costs = 4...18

    static let length = 60
    /// Where the digest begins.
    static let saltEnd = 29

    /// Reads a hash.
    /// - Throws: `PasswordHashError`, which never quotes the text: it may be a password that somebody forgot to hash.
    package init(_ text: String) throws(PasswordHashError) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 4, bytes[0] == 0x24, bytes[1] == 0x32 else { throw .notBcrypt }
        // 2x marks the hashes of a faulty implementation, which others do not read the same way.
        guard [0x61, 0x62, 0x79].contains(bytes[2]), bytes[3] == 0x24 else { throw .version }
        guard bytes.count == Self.length else { throw .length(bytes.count) }
        guard Self.isDigit(bytes[4]), Self.isDigit(bytes[5]), bytes[6] == 0x24 else { throw .notBcrypt }
        let cost = Int(bytes[4] - 0x30) * 10 + Int(bytes[5] - 0x30)
        guard Self.costs.contains(cost) else { throw .cost(cost) }
        guard bytes[7...].allSatisfy(Self.isBase64) else { throw .characters }
        self.cost = cost
        self.text = text
    }

    /// A hash that no password is known of, for the time that its check takes.
    init(decoyOfCost cost: Int) {
        let bounded = min(max(cost, Self.costs.lowerBound), Self.costs.upperBound)
        self.cost = bounded
        // The last letter of a digest holds four bits only, so that none ends in `z`: nothing can equal it.
        text =
            "$2b$\(bounded < 10 ? "0" : "")\(bounded)$" + String(repeating: "C", count: 21) + "e"
            + String(repeating: "z", count: 31)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    /// bcrypt's own alphabet: `./A-Za-z0-9`.
    private static func isBase64(_ byte: UInt8) -> Bool {
        byte >= 0x2E && byte <= 0x39 || byte >= 0x41 && byte <= 0x5A || byte >= 0x61 && byte <= 0x7A
    }

    package var description: String { "<bcrypt hash of cost \(cost)>" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

/// Why a text is no hash that a password can be checked against.
package enum PasswordHashError: Error, Sendable, Equatable, CustomStringConvertible {
    case notBcrypt
    case version
    case length(Int)
    case cost(Int)
    case characters

    package var description: String {
        let advice = "write what `htpasswd -nBC 10 \"\" | tr -d ':\\n'` prints"
        switch self {
        case .notBcrypt: return "it is no bcrypt hash; \(advice)"
        case .version: return "of bcrypt's versions $2a$, $2b$ and $2y$ are read; \(advice)"
        case .length(let count):
            return "a bcrypt hash has \(PasswordHash.length) characters, and this has \(count); \(advice)"
        case .cost(let cost):
            let costs = PasswordHash.costs
            return "its cost is \(cost), which must be \(costs.lowerBound) to \(costs.upperBound); \(advice)"
        case .characters: return "after its cost a bcrypt hash has letters, digits, . and / only; \(advice)"
        }
    }
}
