import Foundation
import Lab
import Support
import Testing

/// An archive that is signed, whose program is killed at any instant: in the middle of a seal, between a seal and the
/// change of its key, while it starts.
@Suite(.serialized) struct SignedTortureTests {
    private struct Report: Decodable {
        struct Machine: Decodable {
            var sealed: Int
            var signed: Int
            var anchor: String?
        }
        struct Finding: Decodable {
            var kind, code, text: String
        }
        var intact: Bool
        var trust: String
        var machines: [Machine]
        var findings: [Finding]
    }

    @Test(.timeLimit(.minutes(20))) func whatIsSealedStaysProvenThroughKills() async throws {
        try await TortureTests.withJournal("signed") { journal in
            let key = FileManager.default.temporaryDirectory.path + "/charon-exporter-key-\(UUID().uuidString)"
            try run([ExporterProcess.path(), "keygen", key])
            defer { for path in [key, key + ".pub"] { try? FileManager.default.removeItem(atPath: path) } }
            let torture = try Torture(
                "signed",
                sources: TortureTests.flags(journal) + [
                    "--archive.segment-bytes", "65536", "--archive.signing-key", key,
                ]
            )
            defer { torture.remove() }
            let story = CharonStory(seed: Torture.seed) { try journal.charon($0) }
            var chance = SeededGenerator(seed: Torture.seed)
            // What was seen of the archive's end: it must be there ever after.
            var anchors: [String] = []
            for round in 0..<Torture.rounds {
                try story.tell(Int.random(in: 500...4000, using: &chance))
                let exporter = try torture.launch()
                if Bool.random(using: &chance) { try await torture.waitUntilReady(exporter) }
                try await Task.sleep(for: .microseconds(Int.random(in: 0...150_000, using: &chance)))
                try await exporter.kill()
                guard !torture.segments().isEmpty else { continue }
                let report = try verify(torture, key, anchors, round)
                anchors += report.machines.compactMap(\.anchor).filter { !anchors.contains($0) }
            }
            let exporter = try await torture.start()
            _ = try await torture.wait(exporter, entries: story.truth.entries)
            #expect(try await exporter.terminate() == 0)
            torture.expect(try torture.archived().messages, toBe: story.truth.archived)
            let report = try verify(torture, key, anchors, Torture.rounds)
            #expect(report.trust == "proven")
            let machine = try #require(report.machines.first)
            #expect(machine.sealed == machine.signed)
            #expect(machine.sealed > Torture.rounds / 4, "\(machine.sealed) seals")
            #expect(try String(contentsOfFile: key, encoding: .utf8).contains("index \(machine.sealed)\n"))
            torture.end("signed", kills: Torture.rounds, rounds: Torture.rounds, entries: story.truth.archived.count)
        }
    }

    private func verify(_ torture: Torture, _ key: String, _ anchors: [String], _ round: Int) throws -> Report {
        let arguments = ["verify", torture.archive, "--key", key + ".pub", "--format", "json"]
        let output = torture.directory + "/report-\(round).json"
        // Damage is no error here: the report says more.
        try run(
            [
                "/bin/sh", "-c", "\"$@\" > \(output) || [ $? -eq 1 ]", "sh", ExporterProcess.path(),
            ] + arguments + anchors.flatMap { ["--anchor", $0] })
        let report = try JSONDecoder().decode(Report.self, from: Data(contentsOf: URL(fileURLWithPath: output)))
        // Before the first seal there is nothing that the key could vouch for.
        let damages = report.findings.filter { $0.kind == "damage" && ($0.code != "no_signature" || !anchors.isEmpty) }
        #expect(damages.isEmpty, "seed \(Torture.seed), round \(round): \(damages.map { "\($0.code): \($0.text)" })")
        return report
    }
}
