import ArgumentParser
import Collector
import Logging

/// The configuration file. Flags win over it.
struct ConfigurationFile: ParsableArguments {
    @Option(
        name: .customLong("config.file"),
        help: .init("Read settings from a YAML file; flags win over it.", valueName: "FILE"))
    var path: String?

    func read(into settings: inout Settings) throws {
        if let path { try settings.read(path: path) }
    }
}

/// What is read, and whom to believe.
struct SourceOptions: ParsableArguments {
    @Option(name: .customLong("journal.directory"), help: .setting("journal.directory"))
    var directory: String?
    @Option(name: .customLong("journal.file"), parsing: .singleValue, help: .setting("journal.file"))
    var files: [String] = []
    @Option(name: .customLong("journal.namespace"), help: .setting("journal.namespace"))
    var namespace: String?
    @Option(name: .customLong("journal.since"), help: .setting("journal.since"))
    var since: String?
    @Option(name: .customLong("syslog.file"), parsing: .singleValue, help: .setting("syslog.file"))
    var textFiles: [String] = []
    @Option(name: .customLong("syslog.identifier"), parsing: .singleValue, help: .setting("syslog.identifier"))
    var identifiers: [String] = []
    @Option(name: .customLong("trust.program"), parsing: .singleValue, help: .setting("trust.program"))
    var programs: [String] = []
    @Option(name: .customLong("trust.user"), parsing: .singleValue, help: .setting("trust.user"))
    var users: [String] = []
    @Option(name: .customLong("trust.unit"), parsing: .singleValue, help: .setting("trust.unit"))
    var units: [String] = []
    @Option(name: .customLong("trust.executable"), parsing: .singleValue, help: .setting("trust.executable"))
    var executables: [String] = []

    func set(_ settings: inout Settings) {
        settings.set("syslog.file", textFiles)
        settings.set("syslog.identifier", identifiers)
        settings.set("trust.program", programs)
        settings.set("trust.user", users)
        settings.set("trust.unit", units)
        settings.set("trust.executable", executables)
        settings.set("journal.directory", directory.map { [$0] } ?? [])
        settings.set("journal.file", files)
        settings.set("journal.namespace", namespace.map { [$0] } ?? [])
        settings.set("journal.since", since.map { [$0] } ?? [])
    }
}

/// Whether charon itself is asked.
struct ViciOptions: ParsableArguments {
    @Option(name: .customLong("vici.socket"), help: .setting("vici.socket"))
    var socket: String?
    @Option(name: .customLong("vici.interval"), help: .setting("vici.interval"))
    var interval: String?

    func set(_ settings: inout Settings) {
        settings.set("vici.socket", socket.map { [$0] } ?? [])
        settings.set("vici.interval", interval.map { [$0] } ?? [])
    }
}

/// What should be up, and who else is listened to.
struct InventoryFlags: ParsableArguments {
    @Option(name: .customLong("inventory.swanctl-file"), help: .setting("inventory.swanctl-file"))
    var swanctlFile: String?
    @Option(name: .customLong("inventory.ipsec-file"), help: .setting("inventory.ipsec-file"))
    var ipsecFile: String?
    @Option(name: .customLong("inventory.forget-after"), help: .setting("inventory.forget-after"))
    var forgetAfter: String?
    @Option(name: .customLong("watch.file"), parsing: .singleValue, help: .setting("watch.file"))
    var watchFiles: [String] = []
    @Option(name: .customLong("metrics.max-tunnels"), help: .setting("metrics.max-tunnels"))
    var maximumTunnels: String?

    func set(_ settings: inout Settings) {
        settings.set("inventory.swanctl-file", swanctlFile.map { [$0] } ?? [])
        settings.set("inventory.ipsec-file", ipsecFile.map { [$0] } ?? [])
        settings.set("inventory.forget-after", forgetAfter.map { [$0] } ?? [])
        settings.set("watch.file", watchFiles)
        settings.set("metrics.max-tunnels", maximumTunnels.map { [$0] } ?? [])
    }
}

struct ArchiveOptions: ParsableArguments {
    @Option(name: .customLong("archive.directory"), help: .setting("archive.directory"))
    var directory: String?
    @Option(name: .customLong("archive.flush-interval"), help: .setting("archive.flush-interval"))
    var flushInterval: String?
    @Option(name: .customLong("archive.fsync"), help: .setting("archive.fsync"))
    var fsync: String?
    @Option(name: .customLong("archive.compression-level"), help: .setting("archive.compression-level"))
    var compressionLevel: String?
    @Option(name: .customLong("archive.segment-bytes"), help: .setting("archive.segment-bytes"))
    var segmentBytes: String?
    @Option(name: .customLong("archive.segment-seconds"), help: .setting("archive.segment-seconds"))
    var segmentSeconds: String?
    @Option(name: .customLong("archive.retain-days"), help: .setting("archive.retain-days"))
    var retainDays: String?
    @Option(name: .customLong("archive.retain-bytes"), help: .setting("archive.retain-bytes"))
    var retainBytes: String?
    @Option(name: .customLong("archive.minimum-days"), help: .setting("archive.minimum-days"))
    var minimumDays: String?
    @Option(name: .customLong("archive.reserve-bytes"), help: .setting("archive.reserve-bytes"))
    var reserveBytes: String?
    @Option(name: .customLong("archive.file-mode"), help: .setting("archive.file-mode"))
    var fileMode: String?
    @Option(name: .customLong("archive.directory-mode"), help: .setting("archive.directory-mode"))
    var directoryMode: String?
    @Option(name: .customLong("archive.owner"), help: .setting("archive.owner"))
    var owner: String?
    @Option(name: .customLong("archive.signing-key"), help: .setting("archive.signing-key"))
    var signingKey: String?
    @Option(name: .customLong("archive.verify-interval"), help: .setting("archive.verify-interval"))
    var verifyInterval: String?
    @Flag(name: .customLong("archive.chatter"), help: .setting("archive.chatter"))
    var chatter = false

    func set(_ settings: inout Settings) {
        settings.set("archive.directory", directory.map { [$0] } ?? [])
        settings.set("archive.flush-interval", flushInterval.map { [$0] } ?? [])
        settings.set("archive.fsync", fsync.map { [$0] } ?? [])
        settings.set("archive.compression-level", compressionLevel.map { [$0] } ?? [])
        settings.set("archive.segment-bytes", segmentBytes.map { [$0] } ?? [])
        settings.set("archive.segment-seconds", segmentSeconds.map { [$0] } ?? [])
        settings.set("archive.retain-days", retainDays.map { [$0] } ?? [])
        settings.set("archive.retain-bytes", retainBytes.map { [$0] } ?? [])
        settings.set("archive.minimum-days", minimumDays.map { [$0] } ?? [])
        settings.set("archive.reserve-bytes", reserveBytes.map { [$0] } ?? [])
        settings.set("archive.file-mode", fileMode.map { [$0] } ?? [])
        settings.set("archive.directory-mode", directoryMode.map { [$0] } ?? [])
        settings.set("archive.owner", owner.map { [$0] } ?? [])
        settings.set("archive.signing-key", signingKey.map { [$0] } ?? [])
        settings.set("archive.verify-interval", verifyInterval.map { [$0] } ?? [])
        if chatter { settings.set("archive.chatter", ["true"]) }
    }
}

struct WebOptions: ParsableArguments {
    @Option(name: .customLong("web.listen-address"), parsing: .singleValue, help: .setting("web.listen-address"))
    var listenAddresses: [String] = []
    @Option(name: .customLong("web.telemetry-path"), help: .setting("web.telemetry-path"))
    var telemetryPath: String?
    @Option(name: .customLong("web.config.file"), help: .setting("web.config.file"))
    var configurationFile: String?
    @Flag(name: .customLong("web.systemd-socket"), help: .setting("web.systemd-socket"))
    var systemdSocket = false
    @Option(name: .customLong("web.max-requests"), help: .setting("web.max-requests"))
    var maximumRequests: String?
    @Flag(name: .customLong("web.disable-exporter-metrics"), help: .setting("web.disable-exporter-metrics"))
    var disableExporterMetrics = false
    @Flag(name: .customLong("web.allow-anonymous-audit"), help: .setting("web.allow-anonymous-audit"))
    var allowAnonymousAudit = false

    func set(_ settings: inout Settings) {
        settings.set("web.listen-address", listenAddresses)
        settings.set("web.telemetry-path", telemetryPath.map { [$0] } ?? [])
        settings.set("web.config.file", configurationFile.map { [$0] } ?? [])
        settings.set("web.systemd-socket", systemdSocket ? ["true"] : [])
        settings.set("web.max-requests", maximumRequests.map { [$0] } ?? [])
        settings.set("web.disable-exporter-metrics", disableExporterMetrics ? ["true"] : [])
        settings.set("web.allow-anonymous-audit", allowAnonymousAudit ? ["true"] : [])
    }
}

struct LogOptions: ParsableArguments {
    @Option(name: .customLong("log.level"), help: .setting("log.level"))
    var level: String?
    @Option(name: .customLong("log.format"), help: .setting("log.format"))
    var format: String?

    func set(_ settings: inout Settings) {
        settings.set("log.level", level.map { [$0] } ?? [])
        settings.set("log.format", format.map { [$0] } ?? [])
    }

    func logger(_ configuration: Configuration) -> Logger {
        Logger(label: "charon-exporter") { _ in
            LogOutput(level: configuration.logLevel, isJSON: configuration.logsJSON)
        }
    }
}

extension ArgumentHelp {
    /// The help of a setting, from the list that the pages of reference are made from too.
    static func setting(_ name: String) -> ArgumentHelp {
        guard let key = Settings.keys.first(where: { $0.name == name }) else { return "" }
        let standard = key.standard.isEmpty ? "" : " (default: \(key.standard))"
        return ArgumentHelp("\(key.help)\(standard)", valueName: key.placeholder)
    }
}
