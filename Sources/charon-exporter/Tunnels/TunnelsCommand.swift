import ArgumentParser
import Audit
import Glibc

/// Shows the tunnels of a running exporter.
struct TunnelsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tunnels",
        abstract: "Show the tunnels of a running exporter: which are up, since when, why not.",
        discussion: """
            The exit code is 0 when all tunnels that are shown are up, or wait for traffic or for peers as they are \
            configured to, 1 when one or more others are down or inbound only, and 2 \
            when the exporter could not be asked, is not ready, or has no such tunnel. Nothing to show with --state down \
            or inbound_only is 0. The password is read from --password-file or the variable CHARON_EXPORTER_PASSWORD.
            """)

    @OptionGroup(title: "Which exporter") var place: ExporterPlace
    @Option(help: .init("The machine; * is any text, ? any character.", valueName: "NAME"))
    var host: String?
    @Option(help: .init("The connection; * is any text, ? any character.", valueName: "NAME"))
    var connection: String?
    @Option(help: .init("The tunnel; * is any text, ? any character.", valueName: "NAME"))
    var tunnel: String?
    @Option(help: .init("The group, by its name in the exporter's configuration.", valueName: "NAME"))
    var group: String?
    @Option(help: .init("Those in one state.", valueName: "STATE"))
    var state: TunnelsAnswer.Tunnel.State?
    @OptionGroup(title: "How") var show: ShowOptions
    @Flag(help: "Show them again and again, until ^C. What changed is marked.")
    var watch = false
    @Option(help: .init("Seconds between two refreshes of --watch (default: 2).", valueName: "SECONDS"))
    var interval: Double?

    func validate() throws {
        if watch, show.format != .table { throw ValidationError("--watch shows a table; leave out --format") }
        if interval != nil, !watch { throw ValidationError("--interval is for --watch") }
        if let interval, !(0.2...3600).contains(interval) {
            throw ValidationError("--interval takes 0.2 to 3600 seconds")
        }
    }

    func run() async {
        do {
            guard !watch || Terminal.isOutput else {
                throw Problem(
                    "--watch needs a terminal, and standard output is none; run it without --watch, again and again")
            }
            let client = try place.client()
            let code: Int32
            do {
                code = try await run(client)
            } catch {
                await client.close()
                throw error
            }
            await client.close()
            Glibc.exit(code)
        } catch {
            Terminal.say("\(error)")
            Glibc.exit(TunnelsExit.unknown.rawValue)
        }
    }

    private func run(_ client: ExporterClient) async throws -> Int32 {
        // What cannot be asked at the start is said at once.
        let answer = try await client.tunnels(query)
        guard watch else {
            try print(answer)
            return TunnelsExit(answer, asked: state).rawValue
        }
        return 128 + (try await TunnelsWatch(client, query, every: .seconds(interval ?? 2)).run(answer))
    }

    private var query: ExporterClient.Query {
        let values = [
            ("host", host), ("connection", connection), ("tunnel", tunnel), ("group", group),
            ("state", state?.rawValue),
        ]
        return values.compactMap { name, value in value.map { (name, $0) } }
    }

    private func print(_ answer: TunnelsAnswer) throws {
        if !answer.isReady, show.format != .table || !Terminal.isOutput { Terminal.say(TunnelsTable.notReady(answer)) }
        let bytes: [UInt8]
        switch show.format {
        case .json: bytes = TunnelsText.json(answer)
        case .csv: bytes = TunnelsText.csv(answer)
        case .table:
            var options = TunnelsTable.Options()
            options.width = Terminal.width
            options.hasColour = Terminal.hasColour
            bytes = TunnelsTable(answer, options).bytes()
        }
        let pager = Pager(!show.noPager && show.format == .table)
        _ = pager.write { $0 += bytes }
        try pager.end()
        if answer.tunnels.isEmpty, answer.isReady {
            Terminal.say(query.isEmpty ? "the exporter knows of no tunnel" : "the exporter has no such tunnel")
        }
    }

}

/// How the command ends.
package enum TunnelsExit: Int32 {
    /// All that is shown is up, or waits for somebody to need it.
    case allUp = 0
    case notAllUp = 1
    /// It could not be asked, or the answer is worth nothing.
    case unknown = 2

    /// - Parameter state: the only state that was asked for.
    package init(_ answer: TunnelsAnswer, asked state: TunnelsAnswer.Tunnel.State?) {
        if !answer.isReady {
            self = .unknown
        } else if answer.tunnels.isEmpty {
            // None down is good news; none at all is none, as a misspelt name has none either.
            self = state == .down || state == .inboundOnly ? .allUp : .unknown
        } else {
            self = answer.tunnels.allSatisfy(\.isWell) ? .allUp : .notAllUp
        }
    }
}

extension TunnelsAnswer.Tunnel.State: ExpressibleByArgument {}
