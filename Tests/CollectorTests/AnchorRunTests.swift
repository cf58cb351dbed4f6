import Foundation
import Lab
import Support
import Testing

/// What the running program leaves elsewhere of each seal, and where its key may come from.
@Suite(.serialized, .timeLimit(.minutes(2))) struct AnchorRunTests {
    /// A journal of its own.
    private func withJournal(
        _ label: String, _ body: (_ directory: String, _ journal: LiveJournal) async throws -> Void
    ) async throws {
        let directory = FileManager.default.temporaryDirectory.path + "/charon-exporter-anchor-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let journal = try await LiveJournal.start(label)
        do {
            try await body(directory, journal)
        } catch {
            await journal.stop()
            throw error
        }
        await journal.stop()
    }

    private func flags(_ directory: String, _ journal: LiveJournal, key: String) throws -> [String] {
        let programs = try LiveJournal.ownPrograms().flatMap { ["--trust.program", $0] }
        return [
            "run", "--journal.namespace", journal.namespace, "--archive.directory", directory + "/archive",
            "--state.directory", directory + "/state", "--archive.flush-interval", "0.05",
            "--archive.segment-seconds", "1", "--archive.signing-key", key,
        ] + programs
    }

    /// What the journal was told, the oldest first.
    private func told(_ journal: LiveJournal) throws -> [[String: Any]] {
        try run(["journalctl", "-D", journal.directory, "-o", "json", "SYSLOG_IDENTIFIER=charon-exporter"]).out
            .split(separator: "\n").map {
                try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
            }
    }

    private func wait(_ exporter: ExporterProcess, until condition: (Samples) -> Bool) async throws {
        let isSo = try await poll(every: .milliseconds(50), atMost: .seconds(30)) { () -> Bool? in
            condition(try exporter.metrics()) ? true : nil
        }
        #expect(isSo == true, "\(exporter.errors)")
    }

    @Test func eachSealIsToldToTheJournalAndShownAsAMetric() async throws {
        try await withJournal("anchor") { directory, journal in
            try run([ExporterProcess.path(), "keygen", directory + "/key"])
            // Its own entries would pass for charon's, as this process, which plays charon, has the same name.
            let teller = [
                "/bin/sh", "-ec", "ln -sf \"$1\" \(directory)/teller; shift; exec \(directory)/teller \"$@\"", "sh",
            ]
            let prefix = try journal.asMachines() + teller
            let exporter = try await ExporterProcess.start(
                flags(directory, journal, key: directory + "/key"), prefix: prefix, log: directory + "/log")
            for line in ReplayTests.life { try journal.charon(line) }
            try await wait(exporter) {
                $0["charon_exporter_archive_events_total"] == Double(ReplayTests.life.count - 1)
            }
            // The last of the seals: a busy machine may need longer for the lines than a segment lasts.
            let anchors = { try exporter.metrics().labels(of: "charon_exporter_archive_anchor_info") }
            let shown = try await poll(every: .milliseconds(50), atMost: .seconds(30)) {
                try anchors().compactMap { $0["anchor"] }.first { $0.contains(":\(ReplayTests.life.count - 1):") }
            }
            let anchor = try #require(shown, "\(exporter.errors)")
            try await journal.synchronize()
            let entry = try #require(try told(journal).last)
            #expect(entry["CHARON_EXPORTER_ANCHOR"] as? String == anchor)
            #expect(entry["MESSAGE_ID"] as? String == "684ea4a1d7e64784af7c910d0cecc434")
            #expect(entry["PRIORITY"] as? String == "5")
            let key = try #require(entry["CHARON_EXPORTER_KEY"] as? String)
            // It is told once more when the program starts: it may have ended between the seal and the telling.
            try await exporter.kill()
            let again = try await ExporterProcess.start(
                flags(directory, journal, key: directory + "/key"), prefix: prefix, log: directory + "/log")
            try await journal.synchronize()
            #expect(try told(journal).count { $0["CHARON_EXPORTER_ANCHOR"] as? String == anchor } == 2)
            #expect(try told(journal).last?["CHARON_EXPORTER_ANCHOR"] as? String == anchor)
            #expect(
                try again.metrics().labels(of: "charon_exporter_archive_anchor_info").first?["anchor"] == anchor)
            try await again.terminate()
            // What the journal was told is enough to verify.
            try run([
                ExporterProcess.path(), "verify", directory + "/archive", "--key", key, "--anchor", anchor,
            ])
        }
    }

    @Test func aCredentialIsTakenOverAndMissedWhenItStays() async throws {
        try await withJournal("credential") { directory, journal in
            let credentials = directory + "/credentials"
            try FileManager.default.createDirectory(atPath: credentials, withIntermediateDirectories: true)
            try run([ExporterProcess.path(), "keygen", credentials + "/seal"])
            // systemd's are read-only.
            try run(["chmod", "0400", credentials + "/seal"])
            let prefix = ["/usr/bin/env", "CREDENTIALS_DIRECTORY=" + credentials]
            let first = try await ExporterProcess.start(
                flags(directory, journal, key: "seal"), prefix: prefix, log: directory + "/log")
            for line in ReplayTests.life { try journal.charon(line) }
            let isSealed = try await poll(every: .milliseconds(50), atMost: .seconds(30)) {
                try first.metrics().labels(of: "charon_exporter_archive_anchor_info").isEmpty ? nil : true
            }
            #expect(isSealed == true, "\(first.errors)")
            try await first.terminate()
            #expect(!first.errors.contains("remove it"))
            let second = try await ExporterProcess.start(
                flags(directory, journal, key: "seal"), prefix: prefix, log: directory + "/log")
            try await second.terminate()
            #expect(second.errors.contains("the credential still holds a key that has signed"))
            // Without the credential it goes on with what it took over.
            let third = try await ExporterProcess.start(
                flags(directory, journal, key: "seal"), log: directory + "/log")
            try await third.terminate()
            try run([
                ExporterProcess.path(), "verify", directory + "/archive", "--key", credentials + "/seal.pub",
            ])
        }
    }

    @Test func aCredentialThatIsNotThereIsNamed() throws {
        try withTemporaryDirectory { directory in
            let result = try run(
                [
                    ExporterProcess.path(), "replay", "--archive.directory", directory + "/archive",
                    "--state.directory", directory, "--archive.signing-key", "seal",
                ], expecting: 64)
            #expect(result.err.contains("--state.directory"))
            try "archive: { directory: \(directory)/archive, signing_key: seal }\n".write(
                toFile: directory + "/config.yml", atomically: true, encoding: .utf8)
            let refused = try run(
                [ExporterProcess.path(), "replay", "--config.file", directory + "/config.yml"], expecting: 1)
            #expect(refused.err.contains("config.yml:1: archive.signing-key"))
        }
    }
}
