import ArgumentParser
import Archive
import Audit
import Bytes
import Collector
import Glibc

/// Searches the archive.
struct AuditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Search the archive: who, when, why.",
        discussion: """
            Filters of different kinds must all hold. The exit code is 0 when something was found, 1 when nothing was, 2 when \
            the search could not be made, and 3 when damaged or missing parts of the archive were passed over.
            """,
        subcommands: [SessionsCommand.self])

    @OptionGroup(title: "Which archive") var place: ArchivePlace
    @OptionGroup(title: "When") var time: TimeOptions
    @OptionGroup(title: "Whom") var subject: SubjectOptions
    @Option(
        parsing: .singleValue, help: .init("The event: child_sa_established …", valueName: "NAME"))
    var event: [String] = []
    @Option(
        name: .customLong("class"), parsing: .singleValue,
        help: .init("The class: auth, lifecycle, liveness, negotiation, gap …", valueName: "NAME"))
    var eventClass: [String] = []
    @Option(
        parsing: .singleValue,
        help: .init("A text in any value; given again, each must be there.", valueName: "TEXT"))
    var grep: [String] = []
    @Flag(name: [.customShort("i"), .customLong("ignore-case")], help: "For --grep: a is A.")
    var ignoresCase = false
    @Option(help: .init("The events with these numbers: 36, or 36-40.", valueName: "SEQ"))
    var seq: String?
    @OptionGroup(title: "How") var show: ShowOptions
    @Option(name: [.customShort("n"), .long], help: .init("The last so many alone.", valueName: "COUNT"))
    var last: Int?
    @Flag(
        name: .shortAndLong, help: "Wait for new events, until ^C; begins with the last 10 unless told otherwise.")
    var follow = false
    @Flag(help: "Print the number of events alone.")
    var count = false
    @Flag(help: "Print figures: by connection sessions, time up, outages, bytes, failures; by identity; by day.")
    var summary = false

    /// Whether something is given that only events have.
    var asksForEvents: Bool {
        !event.isEmpty || !eventClass.isEmpty || !grep.isEmpty || seq != nil || last != nil
            || [ignoresCase, follow, count, summary].contains(true)
    }

    func validate() throws {
        let modes = [follow, count, summary].count { $0 }
        if modes > 1 { throw ValidationError("of --follow, --count and --summary take one") }
        if summary, !event.isEmpty || !eventClass.isEmpty || !grep.isEmpty || seq != nil {
            throw ValidationError(
                "--summary counts events of all kinds; leave out --event, --class, --grep and --seq")
        }
        if follow, time.until != nil || time.on != nil {
            throw ValidationError("--follow has no end; leave out --until and --on")
        }
        if last != nil, count || summary {
            throw ValidationError("--last shows events; leave out --count and --summary")
        }
    }

    func run() {
        do {
            let configuration = try place.configuration()
            let archive = try ArchivePlace.directory(configuration)
            let query = try query(configuration)
            // Said before it is searched, which may take a while.
            for doubt in query.doubts { Terminal.say(doubt) }
            if count { try printCount(archive, query) }
            if summary { try printSummary(archive, query) }
            try printEvents(archive, query)
        } catch {
            AuditExit.fail(error)
        }
    }

    private func query(_ configuration: Configuration) throws -> Query {
        var query = Query()
        try time.set(&query)
        try subject.set(&query, configuration)
        query.events = event
        query.classes = eventClass
        query.texts = grep
        query.ignoresCase = ignoresCase
        if let seq { query.seqs = try Query.seqs(seq) }
        query.last = last
        if follow, last == nil, time.since == nil, time.on == nil { query.last = 10 }
        try query.check()
        return query
    }

    private func printCount(_ archive: String, _ query: Query) throws -> Never {
        let problems = Problems(heldBack: false)
        var search = ArchiveSearch(archive, query, onProblem: problems.note)
        let progress = Terminal.Progress()
        search.onProgress = progress.show(bytes:time:)
        let count = try search.count().matches
        progress.end()
        try Terminal.print(Array("\(count)\n".utf8))
        AuditCommand.end(found: count > 0, problems)
    }

    private func printSummary(_ archive: String, _ query: Query) throws -> Never {
        let problems = Problems(heldBack: Terminal.isOutput)
        var search = SessionSearch(archive, query, onProblem: problems.note)
        let progress = Terminal.Progress()
        search.onProgress = progress.show(bytes:time:)
        let summary = try search.summary()
        progress.end()
        // What was down has figures, too.
        let isEmpty = summary.days.isEmpty && summary.connections.isEmpty
        let pager = Pager(!show.noPager && !isEmpty)
        _ = pager.write { out in
            SummaryOutput(show.format, hasColour: Terminal.hasColour).append(summary, onto: &out)
        }
        try pager.end()
        AuditCommand.end(found: !summary.days.isEmpty, problems)
    }

    private func printEvents(_ archive: String, _ query: Query) throws -> Never {
        var options = TableOutput.Options()
        options.width = Terminal.width
        options.hasColour = Terminal.hasColour
        options.showsHost = try ArchiveContents.machines(archive).count > 1
        switch show.format {
        case .table: try printEvents(archive, query, TableOutput(options))
        case .json: try printEvents(archive, query, JSONOutput())
        case .csv: try printEvents(archive, query, CSVOutput())
        }
    }

    private func printEvents(_ archive: String, _ query: Query, _ output: some EventOutput) throws -> Never {
        var output = output
        let pager = Pager(!show.noPager && !follow)
        let problems = Problems(heldBack: pager.isPaging)
        let search = ArchiveSearch(archive, query, onProblem: problems.note)
        var found = false
        let sink: ArchiveSearch.Sink = { bytes, line in
            pager.write { out in
                if !found { output.begin(onto: &out) }
                found = true
                output.append(bytes.span, line, onto: &out)
            }
        }
        if follow {
            try search.follow(
                pause: { milliseconds in
                    guard pager.flush() else { return false }
                    usleep(UInt32(milliseconds) * 1000)
                    return true
                }, sink)
        } else {
            try search.run(sink)
        }
        try pager.end()
        AuditCommand.end(found: found, problems)
    }

    /// Ends the program.
    static func end(found: Bool, _ problems: Problems) -> Never {
        problems.end()
        if !found, Terminal.isOutput { Terminal.say("nothing in the archive matches") }
        Glibc.exit(problems.damages > 0 ? AuditExit.damaged : found ? 0 : AuditExit.nothing)
    }
}
