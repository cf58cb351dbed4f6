import ArgumentParser
import Audit
import Collector
import Glibc

/// Shows IKE_SAs and CHILD_SAs from their birth to their death.
struct SessionsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sessions",
        abstract:
            "Show each IKE_SA and CHILD_SA from its birth to its death, over all rekeyings: who, when, why it ended.",
        discussion: """
            With a time, the sessions that were up within it, however long before they began. A session whose beginning \
            is not in the archive began "earlier".
            """)

    enum Kind: String, ExpressibleByArgument, CaseIterable { case ike, child }

    @ParentCommand var audit: AuditCommand
    @OptionGroup(title: "Which archive") var place: ArchivePlace
    @OptionGroup(title: "When") var time: TimeOptions
    @Option(
        parsing: .unconditional,
        help: .init("Who was connected at this moment: '2026-03-04 03:12'.", valueName: "TIME"))
    var at: String?
    @OptionGroup(title: "Whom") var subject: SubjectOptions
    @Option(help: .init("IKE_SAs or CHILD_SAs alone: ike or child.", valueName: "KIND"))
    var kind: Kind?
    @OptionGroup(title: "How") var show: ShowOptions

    func validate() throws {
        if audit.asksForEvents {
            throw ValidationError(
                "sessions are found by --host, --connection, --tunnel, --group, --peer, --identity, --reason and time alone"
            )
        }
        if at != nil, time.since != nil || time.until != nil || time.on != nil {
            throw ValidationError("--at is a moment; leave out --since, --until and --on")
        }
    }

    func run() {
        do {
            let configuration = try place.configuration()
            let archive = try ArchivePlace.directory(configuration)
            var query = Query()
            let words = TimeOptions.words()
            try time.set(&query)
            if let at {
                let moment = try words.since(at)
                query.since = moment
                query.until = moment + 1
            }
            try subject.set(&query, configuration)
            try query.check()

            let problems = Problems(heldBack: Terminal.isOutput)
            var search = SessionSearch(archive, query, onProblem: problems.note)
            let progress = Terminal.Progress()
            search.onProgress = progress.show(bytes:time:)
            var sessions = try search.sessions()
            progress.end()
            if let kind { sessions.removeAll { $0.kind != (kind == .ike ? .ike : .child) } }
            let pager = Pager(!show.noPager && !sessions.isEmpty)
            if !sessions.isEmpty {
                _ = pager.write { out in
                    SessionOutput(show.format, hasColour: Terminal.hasColour)
                        .append(sessions, onto: &out)
                }
            }
            try pager.end()
            AuditCommand.end(found: !sessions.isEmpty, problems)
        } catch {
            AuditExit.fail(error)
        }
    }
}
