import Foundation
import Lab
import Support
import Testing

/// The program as a service: it follows a journal that grows, is killed, and goes on.
@Suite(.serialized) struct RunTests {
    /// Rounds of killing; more in the long run.
    static let rounds = ProcessInfo.processInfo.environment["CHARON_EXPORTER_LONG_TESTS"] == nil ? 12 : 100

    private func arguments(_ directory: String) -> [String] {
        [
            "run", "--journal.directory", directory + "/journal", "--archive.directory", directory + "/archive",
            "--state.directory", directory + "/state", "--journal.since", "0", "--archive.flush-interval", "0.05",
        ]
    }

    private func archived(_ directory: String) throws -> [String] {
        let archive = directory + "/archive"
        let files = try FileManager.default.subpathsOfDirectory(atPath: archive).filter { $0.hasSuffix(".gz") }
        let lines = try files.sorted { ($0 as NSString).lastPathComponent < ($1 as NSString).lastPathComponent }
            .flatMap { try gunzip(archive + "/" + $0).split(separator: "\n") }
        return try lines.enumerated().map { index, line in
            let event = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:]
            #expect(event["seq"] as? Int == index + 1)
            return event["message"] as? String ?? ""
        }
    }

    /// Kills the program at random moments while the journal grows; every entry is in the archive once and in order,
    /// and no counter ever falls.
    @Test(.timeLimit(.minutes(10))) func nothingIsLostOrRepeatedThroughKills() async throws {
        let directory = FileManager.default.temporaryDirectory.path + "/charon-exporter-kill-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: directory + "/journal", withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        var chance = SeededGenerator(seed: 7)
        var journal = JournalFile()
        var expected: [String] = []
        var child = 0
        var bytes = 0.0
        var lastReceived = 0.0
        for round in 0..<Self.rounds {
            for _ in 0..<Int.random(in: 1...400, using: &chance) {
                child += 1
                let spis =
                    "with SPIs \(String(0xC000_0000 + child, radix: 16))_i (10 bytes) 0000000a_o (1 bytes) and TS a === b"
                journal.charon("05[IKE] <gw|1> closing CHILD_SA net{\(child)} \(spis)")
                journal.charon("05[IKE] <gw|1> sending DPD request")
                expected.append("closing CHILD_SA net{\(child)} \(spis)")
                bytes += 10
            }
            try journal.write(to: directory + "/journal/a.journal")
            let exporter = try await ExporterProcess.start(arguments(directory), log: directory + "/log")
            if let received = try exporter.metrics()[
                "charon_tunnel_received_bytes_total", ["connection": "gw", "tunnel": "net"]]
            {
                #expect(received >= lastReceived, "round \(round)")
                lastReceived = received
            }
            try await Task.sleep(for: .milliseconds(Int.random(in: 0...150, using: &chance)))
            if round % 5 == 4 { try await exporter.terminate() } else { try await exporter.kill() }
            if round % 3 == 2 { try cutTail(directory, &chance) }
        }
        let exporter = try await ExporterProcess.start(arguments(directory), log: directory + "/log")
        let samples = try exporter.metrics()
        #expect(try await exporter.terminate() == 0)
        #expect(samples["charon_tunnel_received_bytes_total", ["connection": "gw", "tunnel": "net"]] == bytes)
        #expect(samples["charon_exporter_entries_total", ["source": "journal"]] == Double(expected.count * 2))
        let messages = try archived(directory)
        #expect(messages == expected, "\(exporter.errors.suffix(2000))")
    }

    /// The archive lost as a whole, and the checkpoint not: what the journal has is archived again, and counted once.
    @Test func anArchiveThatIsGoneIsMadeAgain() async throws {
        let directory = FileManager.default.temporaryDirectory.path + "/charon-exporter-gone-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: directory + "/journal", withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        var journal = JournalFile()
        for line in ReplayTests.life { journal.charon(line) }
        try journal.write(to: directory + "/journal/a.journal")
        var before: [String] = []
        for round in 0..<2 {
            let exporter = try await ExporterProcess.start(arguments(directory), log: directory + "/log")
            let samples = try exporter.metrics()
            #expect(samples["charon_tunnel_received_bytes_total", ["connection": "aws-1", "tunnel": "net"]] == 1000)
            #expect(samples["charon_exporter_entries_total", ["source": "journal"]] == Double(ReplayTests.life.count))
            #expect(try await exporter.terminate() == 0)
            if round == 0 {
                before = try archived(directory)
                try FileManager.default.removeItem(atPath: directory + "/archive")
            }
        }
        #expect(before.count == ReplayTests.life.count - 1)
        #expect(try archived(directory) == before)
    }

    /// A service that is killed again and again gets on all the same.
    @Test func whatWasCaughtUpWithIsNotReadAgain() async throws {
        let directory = FileManager.default.temporaryDirectory.path + "/charon-exporter-loop-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: directory + "/journal", withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        var journal = JournalFile()
        for line in ReplayTests.life { journal.charon(line) }
        try journal.write(to: directory + "/journal/a.journal")
        let exporter = try await ExporterProcess.start(arguments(directory), log: directory + "/log")
        let isSaved = try await poll(every: .milliseconds(20), atMost: .seconds(5)) {
            FileManager.default.fileExists(atPath: directory + "/state/checkpoint.json") ? true : nil
        }
        try await exporter.kill()
        #expect(isSaved == true)
    }

    /// The archive of a replay, which looks at the entries of others too, is gone on with by a run, which does not.
    @Test func aRunGoesOnWhereAReplayEnded() async throws {
        let directory = FileManager.default.temporaryDirectory.path + "/charon-exporter-on-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: directory + "/journal", withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        var journal = JournalFile()
        for line in ReplayTests.life.prefix(6) { journal.charon(line) }
        journal.add(["MESSAGE": "not charon's", "SYSLOG_IDENTIFIER": "sshd"])
        try journal.write(to: directory + "/journal/a.journal")
        try run([
            ExporterProcess.path(), "replay", "--journal.directory", directory + "/journal", "--archive.directory",
            directory + "/archive",
        ])
        for line in ReplayTests.life.dropFirst(6) { journal.charon(line) }
        try journal.write(to: directory + "/journal/a.journal")
        let exporter = try await ExporterProcess.start(arguments(directory), log: directory + "/log")
        #expect(try await exporter.terminate() == 0)
        #expect(try archived(directory).count == ReplayTests.life.count - 1)
    }

    /// What a power cut does to the last segment.
    private func cutTail(_ directory: String, _ chance: inout SeededGenerator) throws {
        let archive = directory + "/archive"
        let files = try FileManager.default.subpathsOfDirectory(atPath: archive).filter { $0.hasSuffix(".gz") }.sorted()
        guard let last = files.last else { return }
        let handle = try FileHandle(forUpdating: URL(fileURLWithPath: archive + "/" + last))
        let size = try handle.seekToEnd()
        try handle.truncate(atOffset: size - min(size, UInt64.random(in: 1...200, using: &chance)))
        try handle.close()
    }

    @Test func theJournalIsFollowed() async throws {
        let directory = FileManager.default.temporaryDirectory.path + "/charon-exporter-follow-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: directory + "/journal", withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        var journal = JournalFile()
        for line in ReplayTests.life { journal.charon(line) }
        try journal.write(to: directory + "/journal/a.journal")
        let exporter = try await ExporterProcess.start(arguments(directory), log: directory + "/log")
        #expect(try exporter.metrics()["charon_tunnel_up", ["connection": "aws-1", "tunnel": "net"]] == 1)
        journal.charon("09[IKE] <aws-1|1> giving up after 5 retransmits")
        try journal.write(to: directory + "/journal/a.journal")
        let down = try await poll(every: .milliseconds(20), atMost: .seconds(20)) { () -> Bool? in
            try exporter.metrics()["charon_tunnel_up", ["connection": "aws-1", "tunnel": "net"]] == 0 ? true : nil
        }
        #expect(down == true)
        // A new file, as rotation makes one.
        journal.charon("10[IKE] <aws-1|2> CHILD_SA net{3} established with SPIs c0000005_i c0000006_o and TS a === b")
        try journal.write(to: directory + "/journal/b.journal")
        let up = try await poll(every: .milliseconds(20), atMost: .seconds(20)) { () -> Bool? in
            try exporter.metrics()["charon_tunnel_up", ["connection": "aws-1", "tunnel": "net"]] == 1 ? true : nil
        }
        #expect(up == true)
        #expect(try HTTP.get("/", port: exporter.port).body.contains("charon-exporter"))
        #expect(try HTTP.get("/-/healthy", port: exporter.port).status == 200)
        #expect(try HTTP.get("/nothing", port: exporter.port).status == 404)
        #expect(try await exporter.terminate() == 0)
    }

    struct Fault: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var arguments: [String]
        var says: String
    }

    @Test(arguments: [
        Fault(
            testDescription: "no such directory", arguments: ["--journal.directory", "/nonexistent"],
            says: "cannot read the journal directory /nonexistent: No such file or directory"),
        Fault(
            testDescription: "no such namespace", arguments: ["--journal.namespace", "nonexistent"],
            says: "cannot open the journal namespace nonexistent"),
        Fault(
            testDescription: "archive in a file",
            arguments: ["--journal.directory", "/tmp", "--archive.directory", "/dev/null/x"],
            says: "cannot make the directory /dev/null/x: Not a directory"),
        Fault(
            testDescription: "state in a file",
            arguments: ["--journal.directory", "/tmp", "--state.directory", "/dev/null/x"],
            says: "cannot make the directory /dev/null/x: Not a directory"),
        Fault(
            testDescription: "no address of ours",
            arguments: ["--journal.directory", "/tmp", "--web.listen-address", "192.0.2.99:1"],
            says: "cannot serve HTTP on 192.0.2.99:1: this machine has no such address"),
    ]) func everyFaultIsOneClearSentence(_ fault: Fault) throws {
        let result = try run(
            [try ExporterProcess.path(), "run", "--log.level", "error"] + fault.arguments, expecting: 1)
        #expect(result.err.hasPrefix("charon-exporter: " + fault.says), "\(result.err)")
        #expect(result.err.split(separator: "\n").count == 1, "\(result.err)")
    }

    @Test func aPortInUseIsNamed() async throws {
        let directory = FileManager.default.temporaryDirectory.path + "/charon-exporter-port-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: directory + "/journal", withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let exporter = try await ExporterProcess.start(arguments(directory), log: directory + "/log")
        #expect(exporter.errors.contains("no entry of charon's"))
        let second = try run(
            [
                ExporterProcess.path(), "run", "--journal.directory", directory + "/journal", "--log.level", "error",
                "--web.listen-address", "127.0.0.1:\(exporter.port)",
            ], expecting: 1)
        #expect(
            second.err
                == "charon-exporter: cannot serve HTTP on 127.0.0.1:\(exporter.port): another program serves there already; choose another with --web.listen-address\n"
        )
        let third = try run(
            [try ExporterProcess.path()] + arguments(directory) + ["--log.level", "error"], expecting: 1)
        #expect(third.err.contains("the process \(exporter.process.pid) writes to it"))
        #expect(try await exporter.terminate() == 0)
    }

    @Test func aDamagedCheckpointIsNotPassedOver() throws {
        try withTemporaryDirectory { directory in
            for name in ["journal", "state"] {
                try FileManager.default.createDirectory(
                    atPath: directory + "/" + name, withIntermediateDirectories: true)
            }
            try Data("{\"version\":1".utf8).write(to: URL(fileURLWithPath: directory + "/state/checkpoint.json"))
            let result = try run(
                [try ExporterProcess.path()] + arguments(directory) + ["--log.level", "error"], expecting: 1)
            #expect(result.err.contains("checkpoint.json: it is damaged"))
        }
    }
}
