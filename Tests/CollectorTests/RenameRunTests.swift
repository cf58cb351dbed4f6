import Foundation
import Lab
import Support
import Testing

/// Machines that take other names while the program runs and is killed.
@Suite struct RenameRunTests {
    @Test(.timeLimit(.minutes(2))) func eachEntryIsArchivedOnceWithTheNameThatItHad() async throws {
        let directory = FileManager.default.temporaryDirectory.path + "/charon-exporter-name-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: directory + "/journal", withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        var chance = SeededGenerator(seed: 11)
        var journal = JournalFile()
        var expected: [String] = []
        var number = 0
        let arguments = [
            "run", "--journal.directory", directory + "/journal", "--archive.directory", directory + "/archive",
            "--state.directory", directory + "/state", "--journal.since", "0", "--archive.flush-interval", "0.05",
        ]
        for round in 0..<8 {
            for _ in 0..<Int.random(in: 1...60, using: &chance) {
                number += 1
                if Int.random(in: 0..<8, using: &chance) == 0 {
                    journal.host = "gw\(Int.random(in: 1...3, using: &chance))"
                }
                let line = "establishing CHILD_SA net{\(number)}"
                journal.charon("05[IKE] <site|1> \(line)")
                expected.append("\(journal.host) \(line)")
            }
            try journal.write(to: directory + "/journal/a.journal")
            let exporter = try await ExporterProcess.start(arguments, log: directory + "/log")
            #expect(
                !(try exporter.metrics()).values.keys.contains { $0.labels["host"] != nil }, "it is one machine")
            try await Task.sleep(for: .milliseconds(Int.random(in: 0...120, using: &chance)))
            if round % 3 == 2 { try await exporter.terminate() } else { try await exporter.kill() }
        }
        let exporter = try await ExporterProcess.start(arguments, log: directory + "/log")
        try await exporter.terminate()
        let archive = directory + "/archive"
        let paths = try FileManager.default.subpathsOfDirectory(atPath: archive).filter { $0.hasSuffix(".gz") }
        #expect(paths.allSatisfy { $0.contains("/host=gw/") }, "it stays where it was first")
        let events = try paths.sorted().flatMap { try gunzip(archive + "/" + $0).split(separator: "\n") }.map {
            try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] ?? [:]
        }
        #expect(events.compactMap { $0["seq"] as? Int } == Array(1...expected.count))
        #expect(events.map { "\($0["host"] ?? "") \($0["message"] ?? "")" } == expected)
    }

    /// Without a checkpoint the archive itself tells whose it is.
    @Test func anArchiveIsGoneOnWithUnderAnotherName() throws {
        try withTemporaryDirectory { directory in
            var recording = Recording()
            for line in ReplayTests.life { recording.journal.charon(line) }
            _ = try recording.replay(in: directory)
            recording.journal.host = "gw.example.org"
            recording.journal.charon("05[IKE] <aws-1|1> giving up after 5 retransmits")
            let result = try recording.replay(in: directory)
            let events = result.events.map { "\($0["host"] ?? "") \($0["seq"] ?? 0)" }
            #expect(events.last == "gw.example.org \(ReplayTests.life.count)")
            #expect(events.count == ReplayTests.life.count)
        }
    }
}
