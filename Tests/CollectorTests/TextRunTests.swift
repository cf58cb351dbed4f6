import Foundation
import Lab
import Support
import Testing

/// The real program on text logs.
@Suite struct TextRunTests {
    static let tunnel = ["connection": "aws-1", "tunnel": "net"]

    /// The life of `ReplayTests` as a syslog daemon writes it.
    private func syslog(_ lines: [String], pid: Int = 4242, second: Int = 0) -> String {
        lines.enumerated().map { number, line in
            let time = second + number
            let clock = "\(time / 3600 % 24):\(time / 60 % 60):\(time % 60)".split(separator: ":")
                .map { $0.count == 1 ? "0\($0)" : String($0) }.joined(separator: ":")
            return "2026-05-28T\(clock)+00:00 gw charon[\(pid)]: \(line)\n"
        }.joined()
    }

    private func replay(_ arguments: [String], input: String? = nil) throws -> (samples: Samples, err: String) {
        let result = try run([ExporterProcess.path(), "replay"] + arguments, input: input.map { Data($0.utf8) })
        return (Samples(result.out), result.err)
    }

    private func archived(_ directory: String) throws -> [[String: Any]] {
        let files = try FileManager.default.subpathsOfDirectory(atPath: directory).filter { $0.hasSuffix(".gz") }
        return try files.sorted { ($0 as NSString).lastPathComponent < ($1 as NSString).lastPathComponent }.flatMap {
            try gunzip(directory + "/" + $0).split(separator: "\n").map {
                try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] ?? [:]
            }
        }
    }

    @Test func aTextLogGivesWhatAJournalGives() throws {
        try withTemporaryDirectory { directory in
            let path = directory + "/messages"
            try syslog(ReplayTests.life).write(toFile: path, atomically: true, encoding: .utf8)
            let (samples, _) = try replay(["--syslog.file", path, "--archive.directory", directory + "/archive"])
            #expect(samples["charon_tunnel_up", Self.tunnel] == 1)
            #expect(samples["charon_tunnel_received_bytes_total", Self.tunnel] == 1000)
            #expect(samples["charon_tunnel_rekeys_total", Self.tunnel] == 1)
            #expect(samples["charon_starts_total"] == 1)
            #expect(samples.values.keys.contains { $0.name == "charon_tunnel_info" && $0.labels["source"] == "file" })
            #expect(samples["charon_exporter_entries_total", ["source": "file"]] == Double(ReplayTests.life.count))
            #expect(samples["charon_exporter_entries_total", ["source": "journal"]] == 0)
            let closed = try #require(
                archived(directory + "/archive").first { $0["event"] as? String == "child_sa_closed" })
            #expect(closed["source"] as? String == "file")
            #expect(closed["host"] as? String == "gw")
            #expect(closed["time"] as? String == "2026-05-28T00:00:09.000000Z")
        }
    }

    @Test func standardInputIsRead() throws {
        let (samples, _) = try replay(["--syslog.file", "-"], input: syslog(ReplayTests.life))
        #expect(samples["charon_tunnel_up", Self.tunnel] == 1)
    }

    /// charon with its default settings, in one file: each level-0 line twice, and rsyslog's short form of it.
    @Test func theTwoFacilitiesInOneFileCountOnce() throws {
        let twice = ReplayTests.life.flatMap { $0.contains("DPD") || $0.contains("authentication") ? [$0] : [$0, $0] }
        let (samples, _) = try replay(["--syslog.file", "-"], input: syslog(twice))
        #expect(samples["charon_tunnel_established_total", Self.tunnel] == 1)
        #expect(samples["charon_tunnel_received_bytes_total", Self.tunnel] == 1000)
        #expect(samples["charon_ike_established_total", ["connection": "aws-1"]] == 1)
    }

    /// Two IKE_SAs may end in one second, by one thread, with the same words.
    @Test func theSameWordsTwiceAreNoCopyWhereNothingElseIsTwofold() throws {
        let lines = [
            "05[IKE] initiating IKE_SA a[1] to 192.0.2.21", "05[IKE] initiating IKE_SA b[2] to 192.0.2.22",
            "06[IKE] IKE_SA a[1] established between 192.0.2.10[gw]...192.0.2.21[a]",
            "06[IKE] IKE_SA b[2] established between 192.0.2.10[gw]...192.0.2.22[b]",
            "07[IKE] <a|1> deleting IKE_SA a[1] between 192.0.2.10[gw]...192.0.2.21[a]",
            "07[IKE] <b|2> deleting IKE_SA b[2] between 192.0.2.10[gw]...192.0.2.22[b]",
            "07[IKE] <a|1> IKE_SA deleted", "07[IKE] <b|2> IKE_SA deleted",
        ]
        let text = lines.map { "2026-05-28T10:00:00+00:00 gw charon[1]: \($0)\n" }.joined()
        let (samples, _) = try replay(["--syslog.file", "-"], input: text)
        for name in ["a", "b"] {
            #expect(samples["charon_ike_sas", ["connection": name, "state": "deleting"]] == 0)
        }
        #expect(samples["charon_exporter_duplicate_entries_total"] == 0)
    }

    @Test func rotatedFilesAreReplayedOldestFirstWhateverTheirOrder() throws {
        try withTemporaryDirectory { directory in
            let old = directory + "/messages.1"
            try syslog(Array(ReplayTests.life.prefix(6))).write(toFile: old, atomically: true, encoding: .utf8)
            try syslog(Array(ReplayTests.life.dropFirst(6)), second: 6).write(
                toFile: directory + "/messages", atomically: true, encoding: .utf8)
            for (path, age) in [(old, 3600.0), (directory + "/messages", 0)] {
                try FileManager.default.setAttributes(
                    [.modificationDate: Date(timeIntervalSinceNow: -age)], ofItemAtPath: path)
            }
            try run(["gzip", old])
            let (samples, _) = try replay([
                "--syslog.file", directory + "/messages", "--syslog.file", old + ".gz", "--archive.directory",
                directory + "/archive",
            ])
            #expect(samples["charon_tunnel_received_bytes_total", Self.tunnel] == 1000)
            #expect(samples["charon_tunnel_child_sas", Self.tunnel] == 1)
            let messages = try archived(directory + "/archive").compactMap { $0["message"] as? String }
            #expect(messages.count == ReplayTests.life.count - 1)
            #expect(messages.first == "loaded plugins: aes sha2")
        }
    }

    @Test func journalAndTextOfOneMachineCountOnce() throws {
        try withTemporaryDirectory { directory in
            var journal = JournalFile()
            for line in ReplayTests.life { journal.charon(line) }
            try journal.write(to: directory + "/a.journal")
            let path = directory + "/messages"
            try syslog(ReplayTests.life).write(toFile: path, atomically: true, encoding: .utf8)
            let (samples, _) = try replay(["--journal.file", directory + "/a.journal", "--syslog.file", path])
            #expect(samples["charon_tunnel_received_bytes_total", Self.tunnel] == 1000)
            #expect(samples["charon_starts_total"] == 1)
            #expect(samples["charon_exporter_duplicate_entries_total"] == Double(ReplayTests.life.count))
        }
    }

    /// What a text log repeats of the journal, of long ago perhaps, changes nothing that the journal says.
    @Test func systemdsWordInATextLogBesideTheJournalIsACopy() throws {
        try withTemporaryDirectory { directory in
            var journal = JournalFile()
            for line in ReplayTests.life { journal.charon(line) }
            try journal.write(to: directory + "/a.journal")
            let path = directory + "/messages"
            let death = "strongswan.service: Main process exited, code=killed, status=9/KILL"
            try "2026-05-01T10:00:00+00:00 gw systemd[1]: \(death)\n".write(
                toFile: path, atomically: true, encoding: .utf8)
            let both = try replay(["--journal.file", directory + "/a.journal", "--syslog.file", path]).samples
            #expect(both["charon_tunnel_up", Self.tunnel] == 1)
            #expect(both["charon_up"] == 1)
            let alone = try replay(["--syslog.file", path]).samples
            #expect(alone["charon_exporter_events_total", ["event": "unit_exited"]] == 1)
        }
    }

    /// A replay has no checkpoint, and the log was rotated since the last one.
    @Test func aSecondReplayGoesOnInTheRotatedFile() throws {
        try withTemporaryDirectory { directory in
            let path = directory + "/messages"
            func lines(_ range: Range<Int>) -> String {
                range.map {
                    "2026-05-28T10:00:00.\(100_000 + $0)+00:00 gw charon[77]: 05[IKE] <a|1> closing CHILD_SA net{\($0)} with "
                        + "SPIs \(String(0xc000_0000 + $0, radix: 16))_i (10 bytes) d0000001_o (20 bytes) and TS a === b\n"
                }.joined()
            }
            let arguments = ["--syslog.file", path, "--archive.directory", directory + "/archive"]
            try lines(0..<100).write(toFile: path, atomically: true, encoding: .utf8)
            _ = try replay(arguments)
            try lines(0..<150).write(toFile: path + ".1", atomically: true, encoding: .utf8)
            try lines(150..<9000).write(toFile: path, atomically: true, encoding: .utf8)
            _ = try replay(arguments)
            let children = try archived(directory + "/archive").compactMap { $0["child_sa"] as? Int }
            #expect(children == Array(0..<9000))
        }
    }

    @Test(arguments: [
        (["--syslog.file", "/nonexistent/messages"], "/nonexistent"),
        (["--syslog.file", "-", "--syslog.file", "-"], "named twice"),
        (["--syslog.file", "-", "--trust.user", "root"], "id -u NAME"),
    ])
    func whatCannotBeReadIsRefused(arguments: [String], text: String) throws {
        let result = try run([ExporterProcess.path(), "replay"] + arguments, input: Data(), expecting: 1)
        #expect(result.err.contains(text), "\(result.err)")
    }

    /// A log that is not read for a while is gone on with, and not begun again.
    @Test func aSourceThatWasLeftOutIsNotCountedAgain() async throws {
        let directory = FileManager.default.temporaryDirectory.path + "/charon-exporter-left-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        for name in ["a", "b"] {
            try syslog(ReplayTests.life).replacing(" gw ", with: " gw-\(name) ").write(
                toFile: directory + "/\(name).log", atomically: true, encoding: .utf8)
        }
        for names in [["a", "b"], ["a"], ["a", "b"]] {
            let exporter = try await ExporterProcess.start(
                ["run", "--state.directory", directory + "/state"]
                    + names.flatMap { ["--syslog.file", directory + "/\($0).log"] }, log: directory + "/log")
            let samples = try exporter.metrics()
            for name in ["a", "b"] {
                let labels = ["connection": "aws-1", "host": "gw-\(name)"]
                #expect(samples["charon_ike_established_total", labels] == 1, "\(names)")
            }
            #expect(try await exporter.terminate() == 0)
        }
    }

    // MARK: Through deaths and rotations

    private func start(_ directory: String) async throws -> ExporterProcess {
        try await ExporterProcess.start(
            [
                "run", "--syslog.file", directory + "/messages", "--archive.directory", directory + "/archive",
                "--state.directory", directory + "/state", "--archive.flush-interval", "0.05",
            ], log: directory + "/log")
    }

    /// Lines are written, the log is rotated in every way, and the exporter is killed at any instant: each line is
    /// archived once, in order, and counted once.
    @Test func nothingIsLostOrTwiceThroughRotationsAndDeaths() async throws {
        let directory = FileManager.default.temporaryDirectory.path + "/charon-exporter-text-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let path = directory + "/messages"
        var chance = SeededGenerator(seed: 7)
        let rounds = ProcessInfo.processInfo.environment["CHARON_EXPORTER_LONG_TESTS"] == nil ? 10 : 100
        var expected: [String] = []
        var number = 0
        func write(_ count: Int) throws {
            var text = ""
            for _ in 0..<count {
                number += 1
                let message =
                    "closing CHILD_SA net{\(number)} with SPIs \(String(0xc000_0000 + number, radix: 16))_i (10 bytes) "
                    + "d0000001_o (20 bytes) and TS a === b"
                expected.append(message)
                text += "2026-05-28T10:00:00.\(100_000 + number)+00:00 gw charon[77]: 05[IKE] <aws-1|1> \(message)\n"
                text += "2026-05-28T10:00:00+00:00 gw sshd[1]: Invalid user 05[IKE] \(message)\n"
            }
            let handle = try #require(FileHandle(forWritingAtPath: path))
            try handle.seekToEnd()
            try handle.write(contentsOf: Data(text.utf8))
            try handle.close()
        }
        try Data().write(to: URL(fileURLWithPath: path))
        for round in 0..<rounds {
            try write(Int.random(in: 1...40, using: &chance))
            let exporter = try await start(directory)
            try write(Int.random(in: 1...40, using: &chance))
            // As logrotate's `dateext` names them.
            let rotated = path + "-\(20_260_101 + round)"
            switch round % 4 {
            case 0:
                try run(["mv", path, rotated])
                try Data().write(to: URL(fileURLWithPath: path))
                try write(5)
            case 1:
                // Nobody writes between the copy and the truncation.
                try run(["cp", path, rotated])
                try run(["truncate", "-s", "0", path])
                try write(5)
            case 2:
                try await Task.sleep(for: .milliseconds(Int.random(in: 0...150, using: &chance)))
                try await exporter.kill()
                try run(["mv", path, rotated])
                try Data().write(to: URL(fileURLWithPath: path))
                try write(5)
                try run(["gzip", rotated])
            default:
                break
            }
            try await Task.sleep(for: .milliseconds(Int.random(in: 0...150, using: &chance)))
            if round % 3 == 0 { try await exporter.terminate() } else { try await exporter.kill() }
        }
        let exporter = try await start(directory)
        let samples = try exporter.metrics()
        #expect(try await exporter.terminate() == 0)
        let messages = try archived(directory + "/archive").compactMap { $0["message"] as? String }
        #expect(messages == expected, "\(exporter.errors.suffix(2000))")
        #expect(samples["charon_tunnel_received_bytes_total", Self.tunnel] == Double(expected.count * 10))
        #expect(samples["charon_exporter_gaps_total", ["cause": "vacuumed"]] == 0)
    }
}
