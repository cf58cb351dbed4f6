import Foundation
import Lab
import Testing

extension Scenario {
    /// Checks that charon's lines in syslog alone tell what the journal tells, in a journal and in a text file.
    ///
    /// Gateways that log to syslog too are looked at. Metrics of how the exporter reads, and of when charon started,
    /// differ by nature.
    func expectTextReplayAgrees(sourceLocation: SourceLocation = #_sourceLocation) async throws {
        for gateway in lab.gateways where gateway.syslogLevels != nil {
            // charon writes on meanwhile.
            let until = ["--until", "@\(Date().timeIntervalSince1970)"]
            let whole = lab.exporterDirectory(gateway) + "/whole.journal"
            try await lab.copyJournal(gateway, until, to: whole)
            let both = try await ExporterProcess.replay(["--journal.file", whole])
            let journal = lab.exporterDirectory(gateway) + "/syslog.journal"
            try await lab.copyJournal(gateway, ["_TRANSPORT=syslog"] + until, to: journal)
            let syslog = try await ExporterProcess.replay(["--journal.file", journal])
            expectSame(both, syslog, "syslog's entries", gateway, sourceLocation)

            let path = lab.exporterDirectory(gateway) + "/charon.txt"
            let lines = try await lab.journalctl(gateway, ["-o", "short-precise", "_TRANSPORT=syslog"] + until)
            try Data(lines.utf8).write(to: URL(fileURLWithPath: path))
            let text = try await ExporterProcess.replay(["--syslog.file", "-"], input: path)
            expectSame(both, text, "the text", gateway, sourceLocation)
        }
    }

    private func expectSame(
        _ one: Samples, _ other: Samples, _ name: String, _ gateway: Gateway, _ sourceLocation: SourceLocation
    ) {
        let (expected, found) = (Self.told(one), Self.told(other))
        #expect(!expected.isEmpty, sourceLocation: sourceLocation)
        var differences: [String] = []
        for series in Set(expected.keys).union(found.keys).sorted(by: { $0.description < $1.description })
        where !Self.isClose(expected[series], found[series]) {
            let values = [expected[series], found[series]].map { $0.map { "\($0)" } ?? "nothing" }
            differences.append("\(series) is \(values[0]) from the journal, \(values[1]) from \(name)")
        }
        #expect(
            differences.isEmpty, "\(place), \(gateway.name): \(differences.joined(separator: "\n"))",
            sourceLocation: sourceLocation)
    }

    private static func told(_ samples: Samples) -> [Samples.Series: Double] {
        let others = ["charon_exporter_", "process_", "charon_start"]
        let told = samples.values.filter { sample in !others.contains { sample.key.name.hasPrefix($0) } }
        // Where a tunnel is known from is what differs.
        return Dictionary(told.map { ($0.key.without("source"), $0.value) }) { first, _ in first }
    }

    /// The two loggers write the same line at slightly different times.
    private static func isClose(_ one: Double?, _ other: Double?) -> Bool {
        guard let one, let other else { return one == nil && other == nil }
        return abs(one - other) < 0.1
    }

    /// Checks that the exporters know every line that charon wrote.
    func expectNothingUnrecognized(sourceLocation: SourceLocation = #_sourceLocation) async throws {
        for gateway in lab.gateways {
            let unknown = try metrics(gateway, sourceLocation: sourceLocation).values.filter {
                $0.key.name == "charon_exporter_unrecognized_entries_total" && $0.value > 0
            }
            guard !unknown.isEmpty else { continue }
            // What is not archived yet is so within a second or two.
            var lines: [Substring] = []
            _ = try await poll(every: .milliseconds(100), atMost: .seconds(3)) { () -> Bool? in
                lines = try await self.lab.archive(gateway).split(separator: "\n")
                    .filter { $0.contains(#""event":"unrecognized""#) }
                return Double(lines.count) >= unknown.values.reduce(0, +) ? true : nil
            }
            Issue.record(
                "\(place), \(gateway.name): \(unknown)\n\(lines.joined(separator: "\n"))",
                sourceLocation: sourceLocation)
        }
    }

    /// Checks that the exporters have seen each start of their charon once.
    func expectStarts(sourceLocation: SourceLocation = #_sourceLocation) async throws {
        for gateway in lab.gateways {
            let starts = Double(await lab.starts(gateway))
            try await expect(starts, "charon_starts_total", on: gateway, sourceLocation: sourceLocation)
        }
    }
}
