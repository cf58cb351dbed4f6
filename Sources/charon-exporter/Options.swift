import ArgumentParser
import Collector
import Glibc
import Logging

/// The configuration file. Flags win over it.
struct ConfigurationFile: ParsableArguments {
    @Option(
        name: .customLong("config.file"),
        help: .init("Read settings from a YAML file; flags win over it.", valueName: "FILE"))
    var path: String?

    func read(into settings: inout Settings) throws {
        guard let path else { return }
        guard let stream = unsafe fopen(path, "re") else {
            throw Problem("cannot read the configuration \(path): \(unsafe String(cString: strerror(errno)))")
        }
        defer { unsafe fclose(stream) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = unsafe fread(&buffer, 1, buffer.count, stream)
            guard count > 0 else { break }
            bytes += buffer[..<count]
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Problem("cannot read the configuration \(path): it is not UTF-8 text")
        }
        settings.read(yaml: text, path: path)
    }
}

struct SourceOptions: ParsableArguments {
    @Option(
        name: .customLong("journal.directory"),
        help: .init("Read the journal files below DIR instead of this machine's journal.", valueName: "DIR"))
    var directory: String?
    @Option(
        name: .customLong("journal.file"), parsing: .singleValue,
        help: .init("Read this journal file; repeatable.", valueName: "FILE"))
    var files: [String] = []
    @Option(
        name: .customLong("journal.namespace"),
        help: .init("Read a namespace of this machine's journald.", valueName: "NS"))
    var namespace: String?
    @Option(
        name: .customLong("journal.since"),
        help: .init(
            "Begin at this time (2026-01-31T08:00:00Z, or seconds since 1970) instead of charon's last start.",
            valueName: "TIME"))
    var since: String?

    func set(_ settings: inout Settings) {
        settings.set("journal.directory", directory.map { [$0] } ?? [])
        settings.set("journal.file", files)
        settings.set("journal.namespace", namespace.map { [$0] } ?? [])
        settings.set("journal.since", since.map { [$0] } ?? [])
    }
}

struct ArchiveOptions: ParsableArguments {
    @Option(
        name: .customLong("archive.directory"),
        help: .init("Write the event archive below DIR.", valueName: "DIR"))
    var directory: String?
    @Option(
        name: .customLong("archive.flush-interval"),
        help: .init("How long an event may wait until it is in the archive (default: 1).", valueName: "SECONDS"))
    var flushInterval: String?
    @Option(
        name: .customLong("archive.fsync"),
        help: .init("When to wait for the disk: block, seal or never (default: block).", valueName: "WHEN"))
    var fsync: String?
    @Option(
        name: .customLong("archive.compression-level"),
        help: .init("1 is fast, 9 is small (default: 6).", valueName: "LEVEL"))
    var compressionLevel: String?
    @Option(
        name: .customLong("archive.segment-bytes"),
        help: .init("Size at which a segment is sealed (default: 67108864).", valueName: "BYTES"))
    var segmentBytes: String?
    @Option(
        name: .customLong("archive.segment-seconds"),
        help: .init("Span of time at which a segment is sealed (default: 86400).", valueName: "SECONDS"))
    var segmentSeconds: String?
    @Flag(name: .customLong("archive.chatter"), help: "Archive probes and packet headers too.")
    var chatter = false

    func set(_ settings: inout Settings) {
        settings.set("archive.directory", directory.map { [$0] } ?? [])
        settings.set("archive.flush-interval", flushInterval.map { [$0] } ?? [])
        settings.set("archive.fsync", fsync.map { [$0] } ?? [])
        settings.set("archive.compression-level", compressionLevel.map { [$0] } ?? [])
        settings.set("archive.segment-bytes", segmentBytes.map { [$0] } ?? [])
        settings.set("archive.segment-seconds", segmentSeconds.map { [$0] } ?? [])
        if chatter { settings.set("archive.chatter", ["true"]) }
    }
}

struct WebOptions: ParsableArguments {
    @Option(
        name: .customLong("web.listen-address"), parsing: .singleValue,
        help: .init("Where to serve HTTP; repeatable (default: :9817).", valueName: "ADDRESS"))
    var listenAddresses: [String] = []
    @Option(
        name: .customLong("web.telemetry-path"),
        help: .init("Where the metrics are served (default: /metrics).", valueName: "PATH"))
    var telemetryPath: String?

    func set(_ settings: inout Settings) {
        settings.set("web.listen-address", listenAddresses)
        settings.set("web.telemetry-path", telemetryPath.map { [$0] } ?? [])
    }
}

struct LogOptions: ParsableArguments {
    @Option(
        name: .customLong("log.level"),
        help: .init("debug, info, warning or error (default: info).", valueName: "LEVEL"))
    var level: String?
    @Option(name: .customLong("log.format"), help: .init("logfmt or json (default: logfmt).", valueName: "FORMAT"))
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
