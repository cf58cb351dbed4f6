internal import Yams

/// Reads YAML that may be hostile: what it costs is bounded before it is parsed.
enum SettingDocument {
    /// Bytes of a file.
    static let maximumBytes = 262_144
    /// Aliases multiply what they stand for; so few cannot make much of so small a file.
    private static let maximumAliases = 16
    /// Brackets, columns of indentation, and marks of a mapping or a list on one line: each may open a level, and a
    /// parser goes down level by level.
    private static let maximumLevels = 64

    /// Reads a text.
    /// - Returns: nil when there is nothing in it.
    /// - Throws: `SettingProblem`, without anything that may be a secret.
    static func read(_ text: String, path: String) throws(SettingProblem) -> SettingNode? {
        try guardAgainstExcess(Array(text.utf8), path)
        let root: Node?
        do {
            root = try Yams.compose(yaml: text)
        } catch {
            throw SettingProblem(yaml: error, path)
        }
        guard let root else { return nil }
        let node = SettingNode(root)
        return node.isNothing ? nil : node
    }

    /// Counts what may stand for an alias or open a level, in text and comments too: so it never counts too few.
    private static func guardAgainstExcess(_ bytes: [UInt8], _ path: String) throws(SettingProblem) {
        guard bytes.count <= maximumBytes else {
            throw problem(path, 1, "it is larger than \(maximumBytes) bytes")
        }
        var aliases = 0
        var brackets = 0
        var marks = 0
        var indentation: Int? = 0
        var line = 1
        for (index, byte) in bytes.enumerated() {
            let next = index + 1 < bytes.count ? bytes[index + 1] : 0x0A
            let isBeforeBlank = next == 0x20 || next == 0x09 || next == 0x0A || next == 0x0D
            switch byte {
            case 0x0A, 0x0D:
                line += byte == 0x0A ? 1 : 0
                marks = 0
                indentation = 0
                continue
            case 0x20:
                indentation = indentation.map { $0 + 1 }
                if let indentation, indentation > maximumLevels { throw tooDeep(path, line) }
                continue
            case UInt8(ascii: "*"): aliases += isBeforeBlank ? 0 : 1
            case UInt8(ascii: "["), UInt8(ascii: "{"): brackets += 1
            case UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"): marks += isBeforeBlank ? 1 : 0
            default: break
            }
            indentation = nil
            if aliases > maximumAliases {
                throw problem(path, line, "it has more than \(maximumAliases) aliases; write out what they stand for")
            }
            if brackets > maximumLevels || marks > maximumLevels { throw tooDeep(path, line) }
        }
    }

    private static func tooDeep(_ path: String, _ line: Int) -> SettingProblem {
        problem(path, line, "it goes more than \(maximumLevels) levels deep, or looks so")
    }

    private static func problem(_ path: String, _ line: Int, _ problem: String) -> SettingProblem {
        SettingProblem(key: "", origin: .file(path: path, line: line), problem: problem)
    }
}
