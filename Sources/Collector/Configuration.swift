internal import Archive
internal import FoundationEssentials
internal import Journal
internal import Tunnels
internal import Vici
package import Logging

/// The settings, understood.
package struct Configuration: Sendable {
    /// Addresses to serve HTTP on.
    package var listenAddresses: [ListenAddress] = []
    package var telemetryPath = "/metrics"
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
    var archivesChatter = false
    var retention = Retention()
    /// Whether a full disk may shorten the archive, to `retention.minimumDays`.
    var mayShortenArchive = false
    /// Seconds.
    var flushInterval = 1.0
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

    /// Host and port.
    package struct ListenAddress: Sendable, Equatable, CustomStringConvertible {
        package var host: String
        package var port: Int

        package var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }

        /// Reads `host:port`, `:port` (every address) or `[2001:db8::1]:port`.
        package init?(_ text: String) {
            guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
                (0...65_535).contains(port)
            else { return nil }
            var host = text[..<colon]
            if host.hasPrefix("["), host.hasSuffix("]") {
                host = host.dropFirst().dropLast()
            } else if host.contains(":") {
                return nil
            }
            self.host = host.isEmpty ? "0.0.0.0" : String(host)
            self.port = port
        }
    }

    /// Understands settings.
    /// - Throws: all that is wrong with them, in the order of the keys.
    package init(_ settings: Settings) throws(ConfigurationError) {
        var reader = Reader(values: settings.values, problems: settings.problems)

        for text in reader.texts("web.listen-address") ?? [":9817"] {
            if let address = ListenAddress(text) {
                listenAddresses.append(address)
            } else {
                reader.refuse("web.listen-address", "\"\(text)\" is no address; write HOST:PORT, :PORT or [IPV6]:PORT")
            }
        }
        if let path = reader.text("web.telemetry-path") {
            if path.hasPrefix("/"), path.count > 1 {
                telemetryPath = path
            } else {
                reader.refuse("web.telemetry-path", "\"\(path)\" is no path; it begins with / and has a name")
            }
        }
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

    private mutating func readJournal(_ reader: inout Reader) {
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

    private mutating func readTextFiles(_ reader: inout Reader) {
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

    private mutating func readTrust(_ reader: inout Reader) {
        if let names = reader.texts("trust.program") { trust.programs = names }
        if let names = reader.texts("trust.unit") { trust.units = names }
        if let paths = reader.texts("trust.executable") { trust.executables = paths }
        guard let users = reader.texts("trust.user") else { return }
        trust.users = users.compactMap { UInt32($0) }
        if let wrong = users.first(where: { UInt32($0) == nil }) {
            reader.refuse("trust.user", "\"\(wrong)\" is no user's number; `id -u NAME` says it")
        }
    }

    private mutating func readInventory(_ reader: inout Reader, _ settings: Settings) {
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

    private mutating func readWatches(_ reader: inout Reader) {
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

    private mutating func readArchive(_ reader: inout Reader) {
        if let seconds = reader.number("archive.flush-interval", 0.01...60) { flushInterval = seconds }
        var options = ArchiveWriter.Options(directory: reader.text("archive.directory") ?? "")
        if let text = reader.choice("archive.fsync", ArchiveWriter.Durability.allCases.map(\.rawValue)),
            let durability = ArchiveWriter.Durability(rawValue: text)
        {
            options.durability = durability
        }
        if let level = reader.number("archive.compression-level", 1...9) { options.compressionLevel = Int(level) }
        if let bytes = reader.number("archive.segment-bytes", 65_536...4e9) { options.segmentBytes = Int(bytes) }
        if let seconds = reader.number("archive.segment-seconds", 1...3_153_600_000) {
            options.segmentSeconds = Int(seconds)
        }
        if let bytes = reader.number("archive.reserve-bytes", 0...1e12) { options.reserveBytes = Int(bytes) }
        readAccess(&reader, &options)
        readRetention(&reader)
        archivesChatter = reader.choice("archive.chatter", ["true", "false"]) == "true"
        if !options.directory.isEmpty { archive = options }
    }

    private mutating func readRetention(_ reader: inout Reader) {
        if let days = reader.number("archive.retain-days", 1...1e6) { retention.days = Int(days) }
        if let bytes = reader.number("archive.retain-bytes", 1e6...1e18) { retention.bytes = Int(bytes) }
        guard let minimum = reader.number("archive.minimum-days", 0...1e6) else { return }
        retention.minimumDays = Int(minimum)
        mayShortenArchive = true
        if let days = retention.days, days < Int(minimum) {
            reader.refuse(
                "archive.minimum-days",
                "\(Int(minimum)) days are to be kept, and archive.retain-days deletes after \(days)")
        }
    }

    private func readAccess(_ reader: inout Reader, _ options: inout ArchiveWriter.Options) {
        if let mode = reader.mode("archive.file-mode", needs: 0o600) { options.fileMode = mode }
        if let mode = reader.mode("archive.directory-mode", needs: 0o700) { options.directoryMode = mode }
        guard let text = reader.text("archive.owner") else { return }
        do {
            (options.owner, options.group) = try Account.ids(text)
        } catch {
            reader.refuse("archive.owner", "\(error)")
        }
    }
}

/// All that is wrong with a configuration.
package struct ConfigurationError: Error, CustomStringConvertible {
    package var problems: [SettingProblem]

    package var description: String { problems.map(\.description).joined(separator: "\n") }
}

/// Takes settings one by one and collects what is wrong with them.
private struct Reader {
    let values: [String: Settings.Value]
    var problems: [SettingProblem]

    func texts(_ key: String) -> [String]? { values[key]?.texts }

    mutating func text(_ key: String) -> String? {
        guard let value = values[key] else { return nil }
        guard value.texts.count == 1, !value.texts[0].isEmpty else {
            refuse(key, "it takes exactly one value")
            return nil
        }
        return value.texts[0]
    }

    mutating func choice(_ key: String, _ choices: [String]) -> String? {
        guard let text = text(key) else { return nil }
        guard choices.contains(text) else {
            refuse(key, "\"\(text)\" is none of \(choices.joined(separator: ", "))")
            return nil
        }
        return text
    }

    mutating func number(_ key: String, _ range: ClosedRange<Double>) -> Double? {
        guard let text = text(key) else { return nil }
        guard let value = Double(text), range.contains(value) else {
            refuse(key, "\"\(text)\" is no number from \(range.lowerBound) to \(range.upperBound)")
            return nil
        }
        return value
    }

    /// Permissions in octal digits.
    /// - Parameter bits: without which the exporter itself could not work.
    mutating func mode(_ key: String, needs bits: UInt32) -> UInt32? {
        guard let text = text(key) else { return nil }
        guard let mode = UInt32(text, radix: 8), mode <= 0o7777, mode & bits == bits else {
            refuse(key, "\"\(text)\" is no octal mode that has 0\(String(bits, radix: 8)) for the owner")
            return nil
        }
        return mode
    }

    mutating func refuse(_ key: String, _ problem: String) {
        problems.append(SettingProblem(key: key, origin: values[key]?.origin ?? .flag, problem: problem))
    }
}
