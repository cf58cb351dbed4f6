internal import Yams

/// A part of a configuration file, with the line where it stands.
package enum SettingNode: Sendable, Equatable {
    /// - Parameters:
    ///   - line: from 1.
    case text(String, line: Int)
    case list([SettingNode], line: Int)
    case mapping([Pair], line: Int)

    package struct Pair: Sendable, Equatable {
        package var key: String
        package var line: Int
        package var value: SettingNode

        /// The key as it may be printed: a piece of a hash or of a private key may stand where a key belongs.
        var shownKey: String {
            let isLikeBase64 =
                key.contains { "$/+=".contains($0) }
                || key.contains(where: \.isNumber) && key.contains(where: \.isUppercase)
            return isLikeBase64 || key.utf8.count > 40 ? "(not shown)" : key
        }
    }

    init(_ node: Node) {
        let line = node.mark?.line ?? 1
        switch node {
        case .scalar(let scalar):
            // `~` and `null` say that there is nothing.
            let isNothing = scalar.style == .plain && ["~", "null", "Null", "NULL"].contains(scalar.string)
            self = .text(isNothing ? "" : scalar.string, line: line)
        case .sequence(let sequence):
            self = .list(sequence.map(SettingNode.init), line: line)
        case .mapping(let mapping):
            self = .mapping(
                mapping.map { key, value in
                    Pair(key: key.string ?? "?", line: key.mark?.line ?? line, value: SettingNode(value))
                }, line: line)
        case .alias:
            // Yams has put what it stands for in its place.
            self = .text("", line: line)
        }
    }

    /// Whether a key has no value.
    var isNothing: Bool {
        if case .text("", _) = self { true } else { false }
    }

    /// From 1.
    var line: Int {
        switch self {
        case .text(_, let line), .list(_, let line), .mapping(_, let line): line
        }
    }
}
