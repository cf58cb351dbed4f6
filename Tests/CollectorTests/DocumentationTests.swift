import CharonLog
import Foundation
import Lab
import Support
import Testing
import ViciDouble

@testable import Collector

/// The pages of reference are made from the code; `make docs` writes them anew.
@Suite struct DocumentationTests {
    private static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    private func check(_ page: String, _ text: String) throws {
        let url = Self.root.appendingPathComponent(page)
        if ProcessInfo.processInfo.environment["CHARON_EXPORTER_WRITE_DOCS"] != nil {
            try text.write(to: url, atomically: true, encoding: .utf8)
        }
        let present = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
        #expect(present == text, "\(page) is stale: make docs")
    }

    /// The metrics of a short life, as the program shows them that asks charon too.
    private func exposition() async throws -> String {
        let directory = FileManager.default.temporaryDirectory.path + "/charon-exporter-docs-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: directory + "/journal", withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        var journal = JournalFile()
        // Of this machine, whose charon is asked.
        journal.host = try String(contentsOfFile: "/proc/sys/kernel/hostname", encoding: .utf8)
            .trimmingCharacters(in: .newlines)
        for line in ReplayTests.life { journal.charon(line) }
        journal.charon("09[IKE] <aws-1|9> initiating IKE_SA aws-1[9] to 192.0.2.20")
        journal.charon("09[IKE] <aws-1|9> received AUTHENTICATION_FAILED notify error")
        try journal.write(to: directory + "/journal/a.journal")
        try """
        groups: [{ name: aws, tunnels: net }]
        tunnels: [{ connection: aws-1, tunnel: net }]
        """.write(toFile: directory + "/config.yml", atomically: true, encoding: .utf8)
        try run([
            "openssl", "req", "-x509", "-newkey", "ed25519", "-nodes", "-keyout", directory + "/key", "-outform", "DER",
            "-out", directory + "/cert", "-subj", "/CN=authority",
        ])
        // Of the server; it asks for nothing.
        try "rate_limit: { interval: 0s }\n".write(
            toFile: directory + "/web.yml", atomically: true, encoding: .utf8)
        let certificate = Array(try Data(contentsOf: URL(fileURLWithPath: directory + "/cert")))
        let charon = try await FakeDaemon(Script.full(certificate: certificate))
        let exporter = try await ExporterProcess.start(
            [
                "run", "--journal.directory", directory + "/journal", "--journal.since", "0", "--config.file",
                directory + "/config.yml", "--archive.directory", directory + "/archive", "--watch.file",
                Self.root.appendingPathComponent("watch/vpn-failover.yml").path, "--vici.socket",
                "\(charon.address)", "--web.config.file", directory + "/web.yml",
            ], log: directory + "/log")
        let text = try exporter.text()
        try await exporter.terminate()
        try await charon.end()
        return text
    }

    private struct Metric {
        var name: String
        var type = ""
        var help: String
        var labels: [String] = []
    }

    private func metrics() async throws -> [Metric] {
        var metrics: [Metric] = []
        for line in try await exposition().split(separator: "\n") {
            let words = line.split(separator: " ", maxSplits: 3).map(String.init)
            if line.hasPrefix("# HELP") {
                metrics.append(Metric(name: words[2], help: words[3]))
            } else if line.hasPrefix("# TYPE") {
                metrics[metrics.count - 1].type = words[3]
            } else if metrics[metrics.count - 1].labels.isEmpty {
                metrics[metrics.count - 1].labels = line.matches(of: /([a-z_]+)="/).map { String($0.1) }.filter {
                    $0 != "le"
                }
            }
        }
        return metrics
    }

    @Test func thePageOfMetricsIsWhatTheProgramShows() async throws {
        var page = """
            # Metrics

            Made by `make docs` from what the program shows. Times are seconds since 1970 UTC, 0 for never. With the journals
            of several machines, every `charon_…` series but those of sites has the label `host` too. Until what was logged was read to its end once
            after a start, only `charon_exporter_…` and `process_…` are shown. What charon itself is asked for is there with `vici.socket`.

            The client's `Accept` header chooses the format: OpenMetrics 1.0, or Prometheus's text format 0.0.4, which is
            also the answer to a client that names neither. Both have the same samples. OpenMetrics has these besides:

            - `…_created` beside each counter and histogram: the moment from which it has counted from 0. Counters go on
              over restarts of the exporter (`state.directory`), and so do these times. A tunnel that was forgotten and
              comes again begins at 0, at a new time. For the machine it is the time of the first entry that was read;
              for a connection or a tunnel, that of the first entry, or the configuration, that named it later. Counters
              that a restart sets to 0 begin with the process. A checkpoint of an older release does not tell the times:
              they are left out.
            - Exemplars: the last archived event that a counter or a bucket has counted, by its number `seq` (and its
              `host`, where there is more than one machine); `charon-exporter audit --seq N` finds it. They are on the
              histograms, `charon_ike_failures_total`, `charon_authentications_total` of the result `failure`,
              `charon_peer_timeouts_total`, `charon_tunnel_downs_total` and `charon_exporter_gaps_total`; only of events
              that are written and not deleted, and since the start of the exporter.

            Of the reasons of `charon_ike_failures_total` each connection has the usual ones from the start, and others
            (see [events](events.md)) from when they are counted first. In a label, a byte that is not UTF-8, or NUL, is
            U+FFFD and its two hexadecimal digits; the archive has the name as it was.

            | metric | type | labels | |
            |---|---|---|---|

            """
        for metric in try await metrics() {
            let labels = metric.labels.map { "`\($0)`" }.joined(separator: " ")
            page += "| `\(metric.name)` | \(metric.type) | \(labels) | \(metric.help) |\n"
        }
        try check("docs/metrics.md", page)
    }

    @Test func thePageOfSettingsIsTheProgramsList() throws {
        var page = """
            # Settings

            Made by `make docs` from the program's list. Every flag has a key in the configuration file (`--config.file`, YAML),
            and the reverse: `--journal.directory DIR` is `journal: { directory: DIR }`, and a dash is an underscore. Flags win.
            `charon-exporter check-config FILE` says what is wrong with a file, and in which line.

            | flag | default | |
            |---|---|---|

            """
        for key in Settings.keys {
            let standard = key.standard.isEmpty ? "" : "`\(key.standard)`"
            page += "| `--\(key.name) \(key.placeholder)` | \(standard) | \(key.help) |\n"
        }
        page += """

            ## Lists

            Only the configuration file has these: lists of mappings. [What should be up](tunnels.md) explains them.

            """
        for list in Settings.lists {
            page += "\n### `\(list.name)`\n\n\(list.help)\n\n| key | |\n|---|---|\n"
            for key in list.keys { page += "| `\(key.name)` | \(key.help) |\n" }
        }
        page += """

            ## Rules for other services

            A file that `--watch.file` names has a list `watch` of services, each with a list `rules`.

            """
        for (name, keys) in [("watch", WatchReference.keys), ("rules", WatchReference.ruleKeys)] {
            page += "\n### `\(name)`\n\n| key | |\n|---|---|\n"
            for key in keys { page += "| `\(key.name)` | \(key.help) |\n" }
        }
        try check("docs/settings.md", page)
    }

    @Test func thePageOfEventsIsTheCatalogue() throws {
        var page = """
            # Events and reasons

            Made by `make docs` from the message catalogue (`Sources/CharonLog/Catalogue`), which knows
            \(Catalogue.templates.count) messages of charon's and of systemd's about it, and \(KnownChatter.ids.count) more by
            their ids alone.

            ## Events

            Each is an `event` of the archive and a value of the label `event`. The line is one of those that mean it.
            Chatter is counted, and archived only with `--archive.chatter`.

            | event | class | messages | a line |
            |---|---|---|---|

            """
        for kind in EventKind.allCases {
            let rows = Catalogue.templates.filter { $0.kind == kind }
            let example = Self.code(rows.first?.example ?? "")
            page += "| `\(kind.rawValue)` | \(kind.eventClass.rawValue) | \(rows.count) | \(example) |\n"
        }
        page += """

            ## Fields

            What a text tells beside its meaning. A rule of `watch.file` names them in angle brackets.
            \(EventField.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")).

            ## Reasons

            Why, in one word: the key `reason` of the archive and, for what keeps a connection from coming up, the label
            `reason` of `charon_ike_failures_total`.

            | reason | event | a line |
            |---|---|---|

            """
        for (reason, rows) in Dictionary(
            grouping: Catalogue.templates.filter { $0.reason != nil }, by: \.reason!.description
        )
        .sorted(by: { $0.key < $1.key }) {
            let events = Set(rows.map(\.kind.rawValue)).sorted().map { "`\($0)`" }.joined(separator: " ")
            page += "| `\(reason)` | \(events) | \(Self.code(rows[0].example)) |\n"
        }
        page += """

            ## Notifies

            Where a message names the notify that the peer sent, or was sent (RFC 7296 section 3.10.1 and those after it,
            RFC 2408 section 3.14.1), the reason is that notify, however charon spells it; `unknown_notify` where it has
            no name for it:
            \(Notify.reasons.map { "`\($0)`" }.sorted().joined(separator: ", ")).

            """
        try check("docs/events.md", page)
    }

    @Test func theSchemaOfEventsHasEveryKey() throws {
        try check("docs/events.schema.json", EventSchema.json())
        for key in EventSchema.catalogueKeys {
            #expect(EventSchema.isNumber(key.name) == key.isNumber, "\(key.name)")
        }
    }

    @Test func theAPIIsDescribed() throws {
        try check("docs/openapi.json", String(decoding: OpenAPI.text, as: UTF8.self))
    }

    private static func code(_ line: String) -> String {
        line.isEmpty ? "" : "`\(line.replacing("|", with: "\\|"))`"
    }

    @Test func alertsPassTheirTests() throws {
        let alerts = Self.root.appendingPathComponent("alerts").path
        try run(["promtool", "check", "rules", alerts + "/charon-exporter.rules.yml"])
        try run(["promtool", "test", "rules", alerts + "/charon-exporter.test.yml"])
    }

    @Test func alertsAndDashboardsUseMetricsThatExist() async throws {
        let known = Set(try await metrics().map(\.name))
        for page in ["alerts/charon-exporter.rules.yml", "dashboards/charon-exporter.json", "README.md"] {
            let text = try String(contentsOf: Self.root.appendingPathComponent(page), encoding: .utf8)
            for match in text.matches(of: /\bcharon_[a-z_]+\b/) {
                #expect(known.contains(String(match.0)), "\(page) uses \(match.0)")
            }
        }
    }
}
