internal import Archive
internal import FoundationEssentials
internal import Journal
internal import Tunnels
internal import Vici
package import Logging

/// The settings, understood.
package struct Configuration: Sendable {
    package var web = WebSettings()
    package var logLevel = Logger.Level.info
    package var logsJSON = false
    /// Nil when only text files are read.
    var journal: JournalSource? = .local
    /// Log files; `-` is standard input.
    var textFiles: [String] = []
    /// Under these names charon writes to syslog.
    var textIdentifiers = TextLineParser.defaultIdentifiers
    var trust = TrustRules()
    /// Microseconds since 1970 UTC.
    var journalSince: UInt64?
    var archive: ArchiveWriter.Options?
    /// Name of systemd's credential with the first key for the archive's seals.
    var signingCredential: String?
    var archivesChatter = false
    var retention = Retention()
    /// Whether a full disk may shorten the archive, to `retention.minimumDays`.
    var mayShortenArchive = false
    /// Seconds.
    var flushInterval = 1.0
    /// Seconds from one check of the archive to the next; 0: there is none.
    var verifyInterval = 86_400.0
    var stateDirectory: String?
    var inventory = InventoryOptions()
    var tunnels: [TunnelSettings] = []
    var groups: [TunnelGroup] = []
    /// Where charon is asked; nil when it is not.
    var viciAddress: ViciAddress?
    /// Seconds.
    var viciInterval = 15.0
    /// Other services whose entries count.
    var watched: [WatchedService] = []
    /// Of how many connections, and of how many tunnels, of a machine there are metrics.
    var maximumTunnels = 10_000

    /// Understands settings.
    /// - Throws: all that is wrong with them, in the order of the keys.
    package init(_ settings: Settings) throws(ConfigurationError) {
        var reader = ConfigurationReader(values: settings.values, problems: settings.problems)

        web = WebSettings(&reader)
        if let text = reader.text("log.level") {
            if let level = Logger.Level(rawValue: text) {
                logLevel = level
            } else {
                reader.refuse("log.level", "\"\(text)\" is no level; take debug, info, warning or error")
            }
        }
        if let text = reader.choice("log.format", ["logfmt", "json"]) { logsJSON = text == "json" }
        readJournal(&reader)
        readTextFiles(&reader)
        readTrust(&reader)
        readArchive(&reader)
        readInventory(&reader, settings)
        readWatches(&reader)
        if let text = reader.text("vici.socket") {
            viciAddress = ViciAddress(text)
            if viciAddress == nil {
                reader.refuse(
                    "vici.socket", "\"\(text)\" is no address; write unix:///var/run/charon.vici or tcp://HOST:PORT")
            }
        }
        if let seconds = reader.number("vici.interval", 1...3600) { viciInterval = seconds }
        if let count = reader.number("metrics.max-tunnels", 1...10_000_000) { maximumTunnels = Int(count) }
        stateDirectory = reader.text("state.directory")
        guard reader.problems.isEmpty else { throw ConfigurationError(problems: reader.problems) }
    }

    private mutating func readJournal(_ reader: inout ConfigurationReader) {
        let sources = ["journal.directory", "journal.file", "journal.namespace"].filter { reader.values[$0] != nil }
        if sources.count > 1 {
            reader.refuse(sources[1], "it cannot be used together with \(sources[0]): one journal is read at a time")
        }
        if let path = reader.text("journal.directory") { journal = .directory(path) }
        if let paths = reader.texts("journal.file") { journal = .files(paths) }
        if let name = reader.text("journal.namespace") { journal = .namespace(name) }
        if let text = reader.text("journal.since") {
            if let seconds = Double(text), seconds >= 0, seconds < 1e11 {
                journalSince = UInt64(seconds * 1_000_000)
            } else if let date = try? Date(text, strategy: .iso8601), date.timeIntervalSince1970 >= 0 {
                journalSince = UInt64(date.timeIntervalSince1970 * 1_000_000)
            } else {
                reader.refuse(
                    "journal.since", "\"\(text)\" is no time; write 2026-01-31T08:00:00Z or seconds since 1970")
            }
        }
    }

    private mutating func readTextFiles(_ reader: inout ConfigurationReader) {
        if let names = reader.texts("syslog.identifier") { textIdentifiers += names }
        guard let paths = reader.texts("syslog.file") else { return }
        if let twice = paths.first(where: { path in paths.count { $0 == path } > 1 }) {
            reader.refuse("syslog.file", "\(twice) is named twice")
        }
        // The path names the position too, wherever the program is started next time.
        let here = FileManager.default.currentDirectoryPath
        textFiles = paths.map { $0 == "-" || $0.hasPrefix("/") ? $0 : "\(here)/\($0)" }
        if !reader.values.keys.contains(where: { $0.hasPrefix("journal.") && $0 != "journal.since" }) { journal = nil }
    }

    private mutating func readTrust(_ reader: inout ConfigurationReader) {
        if let names = reader.texts("trust.program") { trust.programs = names }
        if let names = reader.texts("trust.unit") { trust.units = names }
        if let paths = reader.texts("trust.executable") { trust.executables = paths }
        guard let users = reader.texts("trust.user") else { return }
        trust.users = users.compactMap { UInt32($0) }
        if let wrong = users.first(where: { UInt32($0) == nil }) {
            reader.refuse("trust.user", "\"\(wrong)\" is no user's number; `id -u NAME` says it")
        }
    }

    private mutating func readInventory(_ reader: inout ConfigurationReader, _ settings: Settings) {
        switch reader.text("inventory.swanctl-file") {
        case "none": break
        case .some(let path): inventory.swanctlFile = path
        case nil:
            // Of this machine's charon, whose journal is read; in `replay` the journal may be of another time.
            inventory.swanctlFile = journal == .local ? InventoryOptions.standardSwanctlFile : nil
            inventory.isSwanctlFileOptional = true
        }
        inventory.ipsecFile = reader.text("inventory.ipsec-file")
        if let seconds = reader.number("inventory.forget-after", 1...31_536_000) {
            inventory.forgetAfter = UInt64(seconds * 1_000_000)
        }
        // A pipe can be read once.
        inventory.configurationFile = settings.path.flatMap { TextContent.isRegularFile($0) ? $0 : nil }
        let (tunnels, groups, problems) = Self.readLists(settings)
        self.tunnels = tunnels
        self.groups = groups
        reader.problems += problems
    }

    private static func readLists(
        _ settings: Settings
    ) -> (tunnels: [TunnelSettings], groups: [TunnelGroup], problems: [SettingProblem]) {
        let path = settings.path ?? ""
        let tunnels = settings.lists[TunnelSettings.list.name].map { TunnelSettings.read($0, path: path) }
        let groups = settings.lists[GroupSettings.list.name].map { GroupSettings.read($0, path: path) }
        return (
            tunnels?.tunnels ?? [], groups?.groups ?? [], (tunnels?.problems ?? []) + (groups?.problems ?? [])
        )
    }

    /// The lists of a configuration file, which may change while the program runs.
    /// - Throws: what is wrong with the file.
    static func lists(
        _ settings: Settings
    ) throws(ConfigurationError) -> (tunnels: [TunnelSettings], groups: [TunnelGroup]) {
        let (tunnels, groups, problems) = readLists(settings)
        guard (settings.problems + problems).isEmpty else {
            throw ConfigurationError(problems: settings.problems + problems)
        }
        return (tunnels, groups)
    }

    private mutating func readWatches(_ reader: inout ConfigurationReader) {
        for path in reader.texts("watch.file") ?? [] {
            do {
                let file = try WatchFile(path: path, users: trust.users, identifiers: textIdentifiers)
                watched += file.services
                reader.problems += file.problems
                let links = Set(groups.filter { $0.kind == .link }.map(\.name))
                for group in file.services.flatMap(\.rules).compactMap(\.group) where !links.contains(group) {
                    reader.refuse("watch.file", "\(path): there is no link \"\(group)\" among the groups")
                }
            } catch {
                reader.refuse("watch.file", "\(error)")
            }
        }
    }

    /// What is read, as a person would call it.
    var sourceDescription: String {
        let files = textFiles.map { $0 == "-" ? "standard input" : $0 }
        return ((journal.map { [$0.description] } ?? []) + files).joined(separator: " and ")
    }
}

/// All that is wrong with a configuration.
package struct ConfigurationError: Error, CustomStringConvertible {
    package var problems: [SettingProblem]

    package var description: String { problems.map(\.description).joined(separator: "\n") }
}
