import ArgumentParser
import Audit
import Collector
import Glibc

/// Which archive is meant.
struct ArchivePlace: ParsableArguments {
    @OptionGroup var file: ConfigurationFile
    @Option(
        name: .customLong("archive.directory"),
        help: .init("The archive; without it, the one that the configuration file names.", valueName: "DIR"))
    var directory: String?

    /// The settings that count for it.
    func configuration() throws -> Configuration {
        var settings = Settings()
        try file.read(into: &settings)
        settings.set("archive.directory", directory.map { [$0] } ?? [])
        return try Configuration(settings)
    }

    /// - Throws: `Problem` when nothing names an archive.
    static func directory(_ configuration: Configuration) throws -> String {
        guard let directory = configuration.archiveDirectory else {
            throw Problem("name the archive: --archive.directory DIR, or --config.file FILE of the exporter")
        }
        return directory
    }
}

/// The time that is searched.
struct TimeOptions: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: .init(
            "From this time on: 2026-03, 2026-03-04, '2026-03-04 03:12', 03:12, -1h, -2d, today, yesterday, this-week … in UTC, or with a zone.",
            valueName: "TIME"))
    var since: String?
    @Option(
        parsing: .unconditional,
        help: .init("Up to this time; of a period such as a day or month up to its end.", valueName: "TIME"))
    var until: String?
    @Option(
        parsing: .unconditional,
        help: .init("Within this year, month, day or minute, or today, yesterday …", valueName: "PERIOD"))
    var on: String?

    func validate() throws {
        if on != nil, since != nil || until != nil {
            throw ValidationError("--on is a beginning and an end; leave out --since and --until")
        }
    }

    func set(_ query: inout Query) throws {
        let words = Self.words()
        if let on {
            let range = try words.on(on)
            query.since = range.lowerBound
            query.until = range.upperBound
        }
        if let since { query.since = try words.since(since) }
        if let until { query.until = try words.until(until) }
    }

    static func words() -> TimeWords {
        var time = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &time)
        return TimeWords(now: UInt64(time.tv_sec) * 1_000_000 + UInt64(time.tv_nsec) / 1000)
    }
}

/// Whom events or sessions are about. Each may be given several times: one of them is enough.
struct SubjectOptions: ParsableArguments {
    @Option(parsing: .singleValue, help: .init("The machine that logged it.", valueName: "NAME"))
    var host: [String] = []
    @Option(parsing: .singleValue, help: .init("The connection; * is any text, ? any character.", valueName: "NAME"))
    var connection: [String] = []
    @Option(parsing: .singleValue, help: .init("The tunnel; * is any text, ? any character.", valueName: "NAME"))
    var tunnel: [String] = []
    @Option(
        parsing: .singleValue, help: .init("A group of the configuration file (--config.file).", valueName: "NAME"))
    var group: [String] = []
    @Option(
        parsing: .singleValue,
        help: .init("The peer's address, or a prefix: 192.0.2.1, 192.0.2.0/24, 2001:db8::/32.", valueName: "ADDRESS"))
    var peer: [String] = []
    @Option(
        parsing: .singleValue,
        help: .init("An identity of either end, or a user's name; * is any text, ? any character.", valueName: "NAME"))
    var identity: [String] = []
    @Option(
        parsing: .singleValue,
        help: .init("Why it ended or failed: authentication_failed, peer_not_responding …", valueName: "REASON"))
    var reason: [String] = []

    func set(_ query: inout Query, _ configuration: Configuration) throws {
        query.machines = host
        query.connections = connection
        query.tunnels = tunnel
        query.groups = try configuration.auditGroups(group)
        for text in peer { query.peers.append(try AddressPrefix(text)) }
        query.identities = identity
        query.reasons = reason
    }
}

/// How it is shown.
struct ShowOptions: ParsableArguments {
    @Option(help: .init("How it is printed; json is one object a line.", valueName: "FORMAT"))
    var format = SessionOutput.Format.table
    @Flag(name: .customLong("no-pager"), help: "Do not show it page by page at a terminal.")
    var noPager = false
}

extension SessionOutput.Format: ExpressibleByArgument {}

/// How a search ends.
enum AuditExit {
    /// Nothing matches.
    static let nothing: Int32 = 1
    static let couldNotRun: Int32 = 2
    /// Answered, but what is damaged or missing was passed over.
    static let damaged: Int32 = 3

    /// Says what is wrong in one sentence and ends.
    static func fail(_ error: any Error) -> Never {
        Terminal.say("\(error)")
        Glibc.exit(couldNotRun)
    }
}

/// What was damaged or missing: told at once, or behind a pager once that is left.
final class Problems {
    private var waiting: [String] = []
    private(set) var damages = 0
    private let isHeldBack: Bool
    private static let most = 1000

    init(heldBack: Bool) { isHeldBack = heldBack }

    func note(_ problem: SearchProblem) {
        if problem.isDamage { damages += 1 }
        guard isHeldBack else { return Terminal.say("\(problem)") }
        if waiting.count < Self.most { waiting.append("\(problem)") }
    }

    func end() {
        for text in waiting { Terminal.say(text) }
        if isHeldBack, waiting.count == Self.most, damages > Self.most {
            Terminal.say("and \(damages - Self.most) more")
        }
    }
}

extension Terminal.Progress {
    /// Shows how far a search is.
    func show(bytes: Int, time: UInt64) { show("searched \(bytes >> 20) MiB, at \(SessionOutput.second(time)) UTC") }
}
