/// Takes a mapping of a configuration file apart, key by key, and collects what is wrong with it.
struct MappingReader {
    private let pairs: [SettingNode.Pair]
    private let path: String
    private let line: Int
    /// What the mapping is, for messages: `groups`; empty for the file itself.
    private let name: String
    private(set) var problems: [SettingProblem] = []

    /// - Parameter keys: those that there are.
    init(_ node: SettingNode, name: String, path: String, keys: [String]) {
        self.name = name
        self.path = path
        line = node.line
        guard case .mapping(let pairs, _) = node else {
            self.pairs = []
            refuse(node.line, "", "it must be a mapping of the keys \(keys.joined(separator: ", "))")
            return
        }
        self.pairs = pairs
        for pair in pairs where !keys.contains(pair.key) {
            let hint = Spelling.nearest(pair.key, keys).map { "; did you mean \($0)?" } ?? ""
            refuse(pair.line, pair.shownKey, "there is no such key\(hint)")
        }
    }

    private func pair(_ key: String) -> SettingNode.Pair? { pairs.first { $0.key == key } }

    /// A single value; nil when the key is absent.
    mutating func text(_ key: String) -> String? {
        guard let pair = pair(key) else { return nil }
        guard case .text(let text, _) = pair.value, !text.isEmpty else {
            refuse(pair.line, key, "it takes exactly one value")
            return nil
        }
        return text
    }

    /// A single value that must be there.
    mutating func required(_ key: String) -> String? {
        if pair(key) == nil { refuse(line, key, "it is missing") }
        return text(key)
    }

    /// A single value; nil when the key is absent or nothing is said of it.
    mutating func possibleText(_ key: String) -> String? {
        guard let pair = pair(key), !pair.value.isNothing else { return nil }
        return text(key)
    }

    /// A value of any shape; nil when the key is absent or nothing is said of it.
    func part(_ key: String) -> SettingNode? {
        guard let pair = pair(key), !pair.value.isNothing else { return nil }
        return pair.value
    }

    /// `true` or `false`, or what YAML had for them before.
    mutating func flag(_ key: String) -> Bool? {
        guard let text = possibleText(key) else { return nil }
        switch text.lowercased() {
        case "true", "yes", "on", "y": return true
        case "false", "no", "off", "n": return false
        default:
            refuse(lineOf(key), key, "it must be true or false")
            return nil
        }
    }

    /// A list of a few words, each refused at its own line; empty when the key is absent.
    mutating func choices<Choice: RawRepresentable & CaseIterable>(_ key: String) -> [Choice]
    where Choice.RawValue == String {
        guard part(key) != nil else { return [] }
        let all = Choice.allCases.map(\.rawValue)
        return items(key).compactMap { item in
            guard case .text(let text, let line) = item, !text.isEmpty else {
                refuse(item.line, key, "each item must be a single value")
                return nil
            }
            if let choice = Choice(rawValue: text) { return choice }
            let hint = Spelling.nearest(text, all).map { "; did you mean \($0)?" } ?? ""
            refuse(line, key, "\"\(text)\" is none of \(all.joined(separator: ", "))\(hint)")
            return nil
        }
    }

    /// One of a few words.
    mutating func choice<Choice: RawRepresentable & CaseIterable>(_ key: String) -> Choice?
    where Choice.RawValue == String {
        guard let text = text(key) else { return nil }
        if let choice = Choice(rawValue: text) { return choice }
        let all = Choice.allCases.map(\.rawValue).joined(separator: ", ")
        refuse(lineOf(key), key, "\"\(text)\" is none of \(all)")
        return nil
    }

    /// One value or several; nil when the key is absent.
    mutating func texts(_ key: String) -> [String]? {
        guard let pair = pair(key) else { return nil }
        if case .text(let text, _) = pair.value, !text.isEmpty { return [text] }
        guard case .list(let items, _) = pair.value else {
            refuse(pair.line, key, "it takes a value or a list of values")
            return nil
        }
        return items.compactMap { item in
            if case .text(let text, _) = item, !text.isEmpty { return text }
            refuse(item.line, key, "each item must be a single value")
            return nil
        }
    }

    /// One value or several, but not none; nil when the key is absent.
    mutating func names(_ key: String) -> [String]? {
        guard let texts = texts(key) else { return nil }
        guard texts.isEmpty else { return texts }
        refuse(lineOf(key), key, "it must name one at least")
        return nil
    }

    /// Names and what they stand for.
    mutating func meanings(_ key: String) -> [String: String] {
        guard let pair = pair(key) else { return [:] }
        guard case .mapping(let pairs, _) = pair.value else {
            refuse(pair.line, key, "it must be a mapping of names to names")
            return [:]
        }
        var names: [String: String] = [:]
        for pair in pairs {
            if case .text(let text, _) = pair.value {
                names[pair.key] = text
            } else {
                refuse(pair.line, "\(key).\(pair.key)", "it takes exactly one value")
            }
        }
        return names
    }

    /// A list of mappings.
    mutating func items(_ key: String) -> [SettingNode] {
        guard let pair = pair(key) else { return [] }
        guard case .list(let items, _) = pair.value else {
            refuse(pair.line, key, "it must be a list")
            return []
        }
        return items
    }

    /// Where a key stands; the mapping's own line when it does not.
    func lineOf(_ key: String) -> Int { pair(key)?.line ?? line }

    mutating func refuse(_ line: Int, _ key: String, _ problem: String) {
        problems.append(
            SettingProblem(
                key: key.isEmpty || name.isEmpty ? name + key : "\(name).\(key)", origin: .file(path: path, line: line),
                problem: problem))
    }
}
