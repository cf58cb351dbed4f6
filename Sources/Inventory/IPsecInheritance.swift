/// What the sections of one kind inherit with `also` and from `%default` (starter, `conf_parser.c`, `resolve_also`).
struct IPsecInheritance {
    private var sections: [IPsecSections.Section]
    /// The sections that each one names, in the order of the file.
    private var parents: [[Int]] = []
    private let fallback: Int?
    /// The last walk in which each section was met.
    private var met: [Int]
    private var walks = 0
    private var work = 0

    /// The starter's own algorithm is cubic, so that no one can use what is too much for this.
    private static let maximumWork = 5_000_000

    /// - Throws: `ConfigurationFault` when a section names one that is not there, or itself by way of others: the
    ///   starter refuses the whole file then.
    init(_ group: IPsecSections.Group) throws(ConfigurationFault) {
        sections = group.sections
        fallback = group.find(IPsecSections.defaultName)
        met = Array(repeating: 0, count: group.sections.count)
        for index in sections.indices {
            var named: [Int] = []
            // %default inherits from nothing, and what it names is not even looked for.
            for also in sections[index].also where index != fallback {
                guard let parent = group.find(also.name) else { throw also.place.fault("also= names no section") }
                named.append(parent)
            }
            parents.append(named)
        }
        try checkLoops()
    }

    /// What holds for a section, by keyword in the order in which the starter takes it: its own settings, then those of
    /// its parents that it does not have itself. The order decides where two keywords mean one thing.
    mutating func settings(of index: Int) throws(ConfigurationFault) -> [IPsecSections.Setting] {
        var settings: [IPsecSections.Setting] = []
        var seen: Set<Int> = []
        for section in try lineage(of: index) {
            work += sections[section].settings.count
            for setting in sections[section].settings.sorted(by: { $0.keyword < $1.keyword }) {
                guard seen.insert(setting.keyword).inserted, let value = setting.value else { continue }
                settings.append(setting)
                if IPsecKeyword.all[setting.keyword].check.cutsWhatItRefuses(value) { cut(section, setting.keyword) }
            }
        }
        return settings
    }

    /// The starter takes a value apart in its place, and when it refuses the port never puts it together again
    /// (starter, `confread.c`, `kw_end`): the next conn that inherits it has no port.
    private mutating func cut(_ section: Int, _ keyword: Int) {
        guard let index = sections[section].settings.firstIndex(where: { $0.keyword == keyword }) else { return }
        let value = sections[section].settings[index].value?.prefix { $0 != UInt8(ascii: "/") }
        sections[section].settings[index].value = value.map { Array($0) }
    }

    /// A section, its parents and theirs, from the most to the least important, each once: where it is met last.
    ///
    /// Walked from the far end, where the first meeting is the one that counts.
    private mutating func lineage(of index: Int) throws(ConfigurationFault) -> [Int] {
        walks += 1
        met[index] = walks
        var lineage: [Int] = []
        if let fallback {
            met[fallback] = walks
            if fallback != index { lineage.append(fallback) }
        }
        var path = [(section: index, next: 0)]
        while let (section, next) = path.last {
            work += 1
            guard work < Self.maximumWork else {
                throw sections[index].place.fault("the sections inherit too much from each other")
            }
            if next == parents[section].count {
                lineage.append(section)
                path.removeLast()
                continue
            }
            path[path.count - 1].next += 1
            let parent = parents[section][next]
            if met[parent] != walks {
                met[parent] = walks
                path.append((section: parent, next: 0))
            }
        }
        return lineage.reversed()
    }

    /// Looks for a section that inherits from itself.
    private func checkLoops() throws(ConfigurationFault) {
        enum Mark { case new, open, done }
        var marks = Array(repeating: Mark.new, count: sections.count)
        for start in sections.indices where marks[start] == .new {
            var path = [(section: start, next: 0)]
            marks[start] = .open
            while let (section, next) = path.last {
                if next == parents[section].count {
                    marks[section] = .done
                    path.removeLast()
                    continue
                }
                path[path.count - 1].next += 1
                let parent = parents[section][next]
                switch marks[parent] {
                case .open: throw sections[section].also[next].place.fault("also= makes a loop")
                case .new:
                    marks[parent] = .open
                    path.append((section: parent, next: 0))
                case .done: break
                }
            }
        }
    }
}
