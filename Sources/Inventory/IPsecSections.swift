/// The sections of ipsec.conf and what they inherit from each other (starter, `conf_parser.c`).
struct IPsecSections {
    enum Kind {
        case setup
        case conn
        case ca
    }

    struct Section {
        var name: [UInt8]
        var place: IPsecPlace
        /// By keyword; a value of nil takes an inherited one away.
        var settings: [Setting] = []
        /// In the order of the file: the last is the most important.
        var also: [(name: [UInt8], place: IPsecPlace)] = []
    }

    struct Setting {
        var keyword: Int
        var value: [UInt8]?
        var place: IPsecPlace
    }

    /// Sections of one kind, in the order of their first mention.
    struct Group {
        fileprivate(set) var sections: [Section] = []
        private var index: [[UInt8]: Int] = [:]

        /// The section of a name, which may be mentioned many times.
        fileprivate mutating func open(_ name: [UInt8], at place: IPsecPlace) -> Int {
            if let known = index[name] { return known }
            index[name] = sections.count
            sections.append(Section(name: name, place: place))
            return sections.count - 1
        }

        func find(_ name: [UInt8]) -> Int? { index[name] }
    }

    static let defaultName = Array("%default".utf8)

    private(set) var setup = Section(name: [], place: IPsecPlace(path: "", line: 1))
    private(set) var conns = Group()
    private(set) var cas = Group()
    private var current: (kind: Kind, index: Int)?

    /// Begins a section, or goes on with the one of the same name.
    mutating func open(_ kind: Kind, _ name: [UInt8], at place: IPsecPlace) {
        switch kind {
        case .setup: current = (kind, 0)
        case .conn: current = (kind, conns.open(name, at: place))
        case .ca: current = (kind, cas.open(name, at: place))
        }
    }

    /// Adds a setting to the current section; what stands before the first is ignored.
    mutating func set(_ key: [UInt8], _ value: [UInt8]?, at place: IPsecPlace) {
        guard let current else { return }
        switch current.kind {
        case .setup: setup.set(key, value, at: place)
        case .conn: conns.sections[current.index].set(key, value, at: place)
        case .ca:
            // Nothing else of a certificate authority says anything about tunnels.
            if key.elementsEqual("also".utf8) { cas.sections[current.index].set(key, value, at: place) }
        }
    }
}

extension IPsecSections.Section {
    /// Adds a setting, or replaces it. What the starter does not know it ignores, and so is not kept.
    fileprivate mutating func set(_ key: [UInt8], _ value: [UInt8]?, at place: IPsecPlace) {
        if key.elementsEqual("also".utf8) {
            // Every section inherits from %default without being told.
            guard let value, !value.isEmpty, value != IPsecSections.defaultName else { return }
            also.append((name: value, place: place))
            return
        }
        guard let keyword = IPsecKeyword.find(key) else { return }
        let setting = IPsecSections.Setting(keyword: keyword, value: value, place: place)
        if let known = settings.firstIndex(where: { $0.keyword == keyword }) {
            settings[known] = setting
        } else {
            settings.append(setting)
        }
    }
}
