/// The sections and settings of a configuration as settings/settings_types.c keeps them, merged by name.
struct SettingsTree {
    /// What a setting was given.
    enum Value: Equatable {
        /// Nothing, which takes away what a reference would bring.
        case unset
        /// Something that is not needed, so that it was not copied.
        case hidden
        case text([UInt8])
    }

    /// One section.
    struct Section {
        /// In the order in which they first appear.
        fileprivate(set) var children: [[UInt8]] = []
        fileprivate var childrenByName: [[UInt8]: Int] = [:]
        fileprivate(set) var values: [[UInt8]: Value] = [:]
        /// Paths from the root, cut at the dots.
        fileprivate(set) var references: [[[UInt8]]] = []
        fileprivate var referred: Set<[UInt8]> = []
        /// Which of the files it begins in.
        let file: Int
        let line: Int
    }

    /// The root and `secrets`, of which no names are kept either: settings there stand for all that charon takes
    /// no connection with.
    static let root = 0
    static let secrets = 1

    private(set) var sections: [Section]

    /// The keys whose values are copied. None of them is one for a secret.
    private static let kept: Set<[UInt8]> = Set(
        ["remote_addrs", "pools", "id", "mode", "start_action", "close_action", "dpd_action", "local_ts", "remote_ts"]
            .map { Array($0.utf8) })
    private static let secretsName = Array("secrets".utf8)

    init() {
        sections = [Section(file: 0, line: 1), Section(file: 0, line: 1)]
        sections[Self.secrets].values[Array("secret".utf8)] = .hidden
    }

    /// Whether the value of a setting is to be copied.
    static func keeps(_ key: [UInt8], in section: Int) -> Bool {
        section != secrets && kept.contains(key)
    }

    /// The place of a subsection, which begins here unless it did before.
    mutating func open(_ name: [UInt8], in parent: Int, file: Int, line: Int) -> Int {
        if parent == Self.secrets || (parent == Self.root && name == Self.secretsName) { return Self.secrets }
        if let known = sections[parent].childrenByName[name] { return known }
        let place = sections.count
        sections.append(Section(file: file, line: line))
        sections[parent].children.append(name)
        sections[parent].childrenByName[name] = place
        return place
    }

    /// Sets what is set; the last one holds.
    mutating func set(_ key: [UInt8], _ value: Value, in section: Int) {
        if section != Self.secrets { sections[section].values[key] = value }
    }

    /// Adds references after those that the section has.
    mutating func refer(_ section: Int, to names: [[UInt8]]) {
        if section == Self.secrets { return }
        for name in names {
            guard sections[section].referred.insert(name).inserted else { continue }
            let path = name.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).map { Array($0) }
            sections[section].references.append(path)
        }
    }

    /// The place of a subsection for a lookup.
    func child(_ name: [UInt8], of parent: Int) -> Int? {
        if parent == Self.secrets || (parent == Self.root && name == Self.secretsName) { return Self.secrets }
        return sections[parent].childrenByName[name]
    }
}
