import ArgumentParser
import Collector
import Glibc
import Logging

@main
struct CharonExporter: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "charon-exporter",
        abstract: "Turns the log of strongSwan's IKE daemon into Prometheus metrics and an event archive.",
        version: Exporter.version,
        subcommands: [
            Run.self, ReplayCommand.self, TunnelsCommand.self, AuditCommand.self, VerifyCommand.self,
            KeygenCommand.self, CheckConfig.self,
        ],
        defaultSubcommand: Run.self)

    /// Says what is wrong in one sentence and ends with exit code 1.
    static func fail(_ error: any Error) -> Never {
        Terminal.say("\(error)")
        Glibc.exit(1)
    }
}

/// Follows the journal and serves it.
struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Follow the journal or log files, serve HTTP, archive, until SIGTERM. The default.")

    @OptionGroup var file: ConfigurationFile
    @OptionGroup(title: "What to read") var source: SourceOptions
    @OptionGroup(title: "charon itself") var vici: ViciOptions
    @OptionGroup(title: "What should be up") var inventory: InventoryFlags
    @OptionGroup(title: "The archive") var archive: ArchiveOptions
    @OptionGroup(title: "HTTP") var web: WebOptions
    @OptionGroup(title: "The program's own log") var log: LogOptions
    @Option(name: .customLong("state.directory"), help: .setting("state.directory"))
    var stateDirectory: String?

    func run() async {
        do {
            var settings = Settings()
            try file.read(into: &settings)
            source.set(&settings)
            vici.set(&settings)
            inventory.set(&settings)
            archive.set(&settings)
            web.set(&settings)
            log.set(&settings)
            settings.set("state.directory", stateDirectory.map { [$0] } ?? [])
            let configuration = try Configuration(settings)
            try await Exporter.run(configuration, logger: log.logger(configuration))
        } catch {
            CharonExporter.fail(error)
        }
    }
}

/// Reads the journal once.
struct ReplayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Read the journal or log files to their end, archive, print the metrics, and end.")

    @OptionGroup var file: ConfigurationFile
    @OptionGroup(title: "What to read") var source: SourceOptions
    @OptionGroup(title: "What should be up") var inventory: InventoryFlags
    @OptionGroup(title: "The archive") var archive: ArchiveOptions
    @OptionGroup(title: "The program's own log") var log: LogOptions
    @Option(
        name: .customLong("metrics.file"),
        help: .init("Write the metrics to FILE; - is standard output.", valueName: "FILE"))
    var metricsFile = "-"

    func run() {
        do {
            var settings = Settings()
            try file.read(into: &settings)
            source.set(&settings)
            inventory.set(&settings)
            archive.set(&settings)
            log.set(&settings)
            let configuration = try Configuration(settings)
            var replay = Replay(configuration, logger: log.logger(configuration))
            try replay.run(metricsFile: metricsFile.isEmpty ? nil : metricsFile)
        } catch {
            CharonExporter.fail(error)
        }
    }
}

/// Says what is wrong with a configuration, and where.
struct CheckConfig: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check-config", abstract: "Say what is wrong with a configuration file, and in which line.")

    @OptionGroup var file: ConfigurationFile
    @Argument(help: .init("The configuration file, instead of --config.file.", valueName: "FILE"))
    var path: String?

    func run() {
        do {
            var file = file
            file.path = path ?? file.path
            guard let path = file.path else {
                CharonExporter.fail(Problem("name the configuration file: charon-exporter check-config FILE"))
            }
            var settings = Settings()
            try file.read(into: &settings)
            let faults = try Configuration(settings).checkInventory { print($0) }
            guard faults.isEmpty else { throw Problem(faults.joined(separator: "\n")) }
            print("\(path): \(settings.values.count + settings.lists.count) settings, nothing wrong")
        } catch {
            // Each line names the file and the line in it.
            Terminal.write(Array("\(error)\n".utf8), to: 2)
            Glibc.exit(1)
        }
    }
}

/// A fault for which no other type has words.
struct Problem: Error, CustomStringConvertible {
    var description: String
    init(_ description: String) { self.description = description }

    /// - Parameter code: `errno`.
    init(unwritten code: Int32) {
        description = "not all of it could be written: \(unsafe String(cString: strerror(code)))"
    }
}
