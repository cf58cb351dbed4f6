/// Finds sections with all that they inherit by reference, as settings/settings.c does.
struct SettingsLookup {
    let tree: SettingsTree
    private var steps = 0
    /// Far more than a configuration of that size takes.
    private let maximumSteps: Int

    /// References in a circle make strongSwan's tools fail on their stack; many that branch keep them busy for ever.
    private static let maximumDepth = 256
    /// The longest name that fits (`KEY_PART_BUF_LEN`; less before 6.0).
    private static let maximumName = 256

    init(_ tree: SettingsTree) {
        self.tree = tree
        maximumSteps = 2_000_000 + 1000 * tree.sections.count
    }

    /// A path's section, and those whose settings and subsections it inherits, in the order of precedence
    /// (`find_sections`).
    mutating func sections(_ path: [[UInt8]]) throws(SettingsProblem) -> [Int] {
        var found = Found()
        try find(path, 0, from: SettingsTree.root, &found, followsReferences: true, depth: 0)
        return found.sections
    }

    /// The names of the subsections of sections (`section_filter`).
    mutating func children(of sections: [Int]) throws(SettingsProblem) -> [[UInt8]] {
        var seen: Set<[UInt8]> = []
        var names: [[UInt8]] = []
        for section in sections {
            try step(tree.sections[section].children.count)
            for name in tree.sections[section].children where seen.insert(name).inserted { names.append(name) }
        }
        return names
    }

    /// The settings of sections. One that was unset hides those of later sections, and is none (`kv_filter`).
    mutating func values(of sections: [Int]) throws(SettingsProblem) -> [[UInt8]: SettingsTree.Value] {
        var values: [[UInt8]: SettingsTree.Value] = [:]
        for section in sections {
            try step(tree.sections[section].values.count)
            values.merge(tree.sections[section].values) { first, _ in first }
        }
        return values.filter { $0.value != .unset }
    }

    /// The place of the first subsection of that name in any of the sections.
    func place(_ name: [UInt8], in sections: [Int]) -> SettingsTree.Section? {
        sections.lazy.compactMap { tree.child(name, of: $0) }.first.map { tree.sections[$0] }
    }

    /// What a name becomes before it is looked up: it is taken for a format (`print_key`), in which a percent sign has
    /// to stand twice. With other formats, or when it is too long, it is not found.
    private static func printed(_ name: [UInt8]) -> [UInt8]? {
        let percent = UInt8(ascii: "%")
        var printed: [UInt8] = []
        var index = 0
        while index < name.count {
            if name[index] == percent {
                index += 1
                guard index < name.count, name[index] == percent else { return nil }
            }
            printed.append(name[index])
            index += 1
        }
        return printed.count <= maximumName ? printed : nil
    }

    private struct Found {
        private(set) var sections: [Int] = []
        private var known: Set<Int> = []

        mutating func insert(_ section: Int) -> Bool {
            guard known.insert(section).inserted else { return false }
            sections.append(section)
            return true
        }
    }

    private mutating func find(
        _ path: [[UInt8]], _ index: Int, from section: Int, _ found: inout Found, followsReferences: Bool, depth: Int
    ) throws(SettingsProblem) {
        try step(1)
        guard depth < Self.maximumDepth else { throw SettingsProblem("references lead in a circle") }
        let name = path[index]
        let next = name.isEmpty ? section : Self.printed(name).flatMap { tree.child($0, of: section) }
        if let next {
            if index + 1 < path.count {
                try find(path, index + 1, from: next, &found, followsReferences: true, depth: depth + 1)
            } else if found.insert(next) {
                for reference in tree.sections[next].references {
                    try find(reference, 0, from: SettingsTree.root, &found, followsReferences: true, depth: depth + 1)
                }
            }
        }
        guard followsReferences, next != section else { return }
        for reference in tree.sections[section].references {
            var bases = Found()
            try find(reference, 0, from: SettingsTree.root, &bases, followsReferences: true, depth: depth + 1)
            for base in bases.sections {
                try find(path, index, from: base, &found, followsReferences: false, depth: depth + 1)
            }
        }
    }

    private mutating func step(_ count: Int) throws(SettingsProblem) {
        steps += count
        guard steps <= maximumSteps else { throw SettingsProblem("references take too long to follow") }
    }
}
