import Foundation
import Lab
import Support
import Testing

/// The command `audit` as its user has it.
@Suite struct AuditRunTests {
    /// Filters, and what an event must have that passes them.
    @Test func eachFilterFindsWhatANaiveSearchFinds() throws {
        try withTemporaryDirectory { directory in
            let fixture = try EvidenceFixture(directory, machines: ["gw", "gw2"])
            let events = try fixture.events()
            func text(_ event: [String: Any], _ key: String) -> String { event[key] as? String ?? "" }
            let questions: [([String], ([String: Any]) -> Bool)] = [
                ([], { _ in true }),
                (["--connection", "aws-1"], { text($0, "connection") == "aws-1" }),
                (["--connection", "aws-?"], { text($0, "connection").hasPrefix("aws-") }),
                (["--tunnel", "n*"], { text($0, "tunnel") == "net" }),
                (["--host", "gw2"], { text($0, "host") == "gw2" }),
                (["--event", "child_sa_closed"], { text($0, "event") == "child_sa_closed" }),
                (["--class", "auth"], { text($0, "class") == "auth" }),
                (["--reason", "authentication_failed"], { text($0, "reason") == "authentication_failed" }),
                (
                    ["--identity", "192.0.2.20"],
                    { text($0, "identity") == "192.0.2.20" || text($0, "remote_id") == "192.0.2.20" }
                ),
                (
                    ["--peer", "192.0.2.20/32"],
                    { text($0, "peer") == "192.0.2.20" || text($0, "remote_host") == "192.0.2.20" }
                ),
                (["--peer", "192.0.2.20/31"], { !text($0, "peer").isEmpty || !text($0, "remote_host").isEmpty }),
                (["--grep", "(1000 bytes)"], { text($0, "message").contains("(1000 bytes)") }),
                (["--grep", "CLOSING", "-i"], { text($0, "message").contains("closing") }),
                (["--on", "2026-03-05"], { text($0, "time").hasPrefix("2026-03-05") }),
                (["--since", "2026-03-05", "--until", "2026-03-06"], { !text($0, "time").hasPrefix("2026-03-04") }),
                (["--until", "2026-03-04T13:00:00+01:00"], { _ in false }),
                (["--seq", "3-5"], { (3...5).contains($0["seq"] as? Int ?? 0) }),
                (
                    ["--connection", "aws-1", "--class", "lifecycle", "--on", "2026-03-04"],
                    {
                        text($0, "connection") == "aws-1" && text($0, "class") == "lifecycle"
                            && text($0, "time").hasPrefix("2026-03-04")
                    }
                ),
            ]
            for (flags, isFound) in questions {
                let expected = events.filter(isFound).count
                let count = try fixture.audit(flags + ["--count"], expecting: expected == 0 ? 1 : 0)
                #expect(count.out == "\(expected)\n", "\(flags)")
                let lines = try fixture.audit(flags + ["--format", "json"], expecting: expected == 0 ? 1 : 0)
                #expect(lines.out.split(separator: "\n").count == expected, "\(flags)")
                #expect(lines.err.isEmpty)
            }
        }
    }

    @Test func aGroupIsFoundByItsMembersAndAMisspeltOneIsRefused() throws {
        try withTemporaryDirectory { directory in
            let fixture = try EvidenceFixture(directory)
            let file = directory + "/config.yml"
            try "groups: [{ name: cloud, tunnels: [aws-1/net] }]\n".write(
                toFile: file, atomically: true, encoding: .utf8)
            let found = try fixture.audit(["--config.file", file, "--group", "cloud", "--count"])
            let expected = try fixture.events().count { $0["tunnel"] as? String == "net" }
            #expect(found.out == "\(expected)\n")
            let wrong = try fixture.audit(["--config.file", file, "--group", "clod"], expecting: 2)
            #expect(wrong.err.contains("did you mean cloud?"))
            let sessions = try fixture.audit([
                "sessions", "--config.file", file, "--group", "cloud", "--format", "json",
            ])
            #expect(sessions.out.contains("\"kind\":\"CHILD_SA\""))
        }
    }

    /// Arguments and exit codes, with what is said.
    @Test(
        arguments: [
            (["--since", "never"], 2, "the time \"never\""),
            (["--since", "today", "--until", "yesterday"], 2, "ends before it begins"),
            (["--peer", "gateway"], 2, "no IP address or prefix"),
            (["--grep", ""], 2, "an empty text"),
            (["--seq", "a-b"], 2, "no number of an event"),
            (["--last", "0"], 2, "ask for 1 or more"),
            (["--connection", "nobody"], 1, ""),
            (["--event", "child_sa_close"], 1, "did you mean child_sa_closed?"),
            (["--class", "liveliness"], 1, "did you mean liveness?"),
            (["--event", "updown_*"], 1, ""),
            (["--on", "today", "--since", "today"], 64, "leave out"),
            (["--count", "--follow"], 64, "take one"),
            (["--follow", "--until", "now"], 64, "--follow has no end"),
            (["--summary", "--class", "auth"], 64, "--summary counts events of all kinds"),
            (["--on", "-1h"], 2, "write one of 2026, 2026-03"),
            (["--peer", "::/0", "--count"], 1, ""),
            (["sessions", "--at", "03:12", "--since", "today"], 64, "--at is a moment"),
            (["sessions", "--event", "gap"], 64, "sessions are found by"),
            (["--event", "gap", "sessions"], 64, "sessions are found by"),
        ] as [([String], Int32, String)])
    func whatCannotBeAskedIsSaid(_ arguments: [String], _ status: Int32, _ text: String) throws {
        try withTemporaryDirectory { directory in
            let fixture = try EvidenceFixture(directory, days: 1)
            let result = try fixture.audit(arguments, expecting: status)
            #expect(text.isEmpty ? result.err.isEmpty : result.err.contains(text), "\(result.err)")
        }
    }

    @Test func withoutAnArchiveItSaysHowToNameOne() throws {
        try withTemporaryDirectory { directory in
            let program = try ExporterProcess.path()
            #expect(try run([program, "audit"], expecting: 2).err.contains("--archive.directory DIR"))
            let missing = try run([program, "audit", "--archive.directory", directory + "/no"], expecting: 2)
            #expect(missing.err.contains("there is no such directory"))
        }
    }

    @Test func whatIsDamagedIsPassedOverAndSaid() throws {
        try withTemporaryDirectory { directory in
            let fixture = try EvidenceFixture(directory)
            let whole = try fixture.events().count
            let first = try gunzip(fixture.segments()[0]).split(separator: "\n").count
            try EvidenceFixture.flip(fixture.segments()[0], at: 400)
            let result = try fixture.audit(["--count"], expecting: 3)
            #expect(result.out == "\(whole - first)\n")
            #expect(result.err.contains("is damaged at byte"))
            #expect(result.err.contains("run verify"))
        }
    }

    @Test func sessionsTellWhoWasConnectedLongAfterTheyBegan() throws {
        try withTemporaryDirectory { directory in
            let fixture = try EvidenceFixture(directory)
            // The SAs came up on the 4th; the night has not a single line.
            let night = try fixture.audit(["sessions", "--at", "2026-03-05 03:12", "--format", "json"])
            let sessions = try night.out.split(separator: "\n").map {
                try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
            }
            #expect(sessions.map { $0["kind"] as? String } == ["IKE_SA", "CHILD_SA"])
            #expect(sessions.allSatisfy { $0["remote_id"] as? String == "192.0.2.20" })
            #expect(sessions.allSatisfy { ($0["began"] as? String)?.hasPrefix("2026-03-04T12:00") == true })
            #expect(sessions.allSatisfy { $0["ended"] == nil })
            try fixture.audit(["sessions", "--at", "2026-03-04 11:00"], expecting: 1)
            let children = try fixture.audit(["sessions", "--kind", "child", "--connection", "aws-1"])
            #expect(children.out.split(separator: "\n").count == 2)
            try fixture.audit(["sessions", "--identity", "nobody"], expecting: 1)
        }
    }

    @Test func aSummaryCountsTheDayThatIsAskedFor() throws {
        try withTemporaryDirectory { directory in
            let fixture = try EvidenceFixture(directory)
            let result = try fixture.audit(["--summary", "--on", "2026-03-05", "--format", "json"])
            let records = try result.out.split(separator: "\n").map {
                try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
            }
            let aws = try #require(records.first { $0["name"] as? String == "aws-1" })
            // It came up the day before, and stays.
            #expect(aws["sessions"] as? Int == 0)
            #expect(aws["up_seconds"] as? Int == 86_400)
            #expect(aws["outages"] as? Int == 0)
            #expect(aws["bytes_in"] as? Int == 1000)
            let other = try #require(records.first { $0["name"] as? String == "aws-2" })
            #expect(other["failures_authentication_failed"] as? Int == 1)
            let days = records.filter { $0["kind"] as? String == "day" }
            #expect(days.map { $0["name"] as? String } == ["2026-03-05"])
            #expect(try fixture.audit(["--summary"]).out.contains("DAY (UTC)"))
        }
    }

    /// A reader that has gone is no fault; a disk that is full is one.
    @Test func whatCannotBeWrittenIsAnError() throws {
        try withTemporaryDirectory { directory in
            let fixture = try EvidenceFixture(directory, days: 1)
            for command in ["audit", "audit --count", "audit --summary", "audit sessions"] {
                let line = "\(fixture.program) \(command) --archive.directory \(fixture.archive)"
                let full = try run(["sh", "-c", "\(line) >/dev/full"], expecting: 2)
                #expect(full.err.contains("not all of it could be written: No space left"))
                try run(["bash", "-c", "set -o pipefail; \(line) | true"])
            }
            let line = "\(fixture.program) audit --archive.directory \(fixture.archive)"
            let lost = try run(["env", "PAGER=no-such-pager", "script", "-qec", line, "/dev/null"], expecting: 2)
            #expect(lost.out.contains("the pager no-such-pager cannot be run"))
        }
    }

    /// A day without an event has no figures of the days before, and what is down then is an outage.
    @Test func aSummaryOfADayWithoutEventsHasItsOutages() throws {
        try withTemporaryDirectory { directory in
            let lines = [
                "2026-03-04T10:00:00.000000+00:00 gw charon: 05[IKE] <a|1> CHILD_SA net{1} established with SPIs c0000001_i c0000002_o and TS 198.51.100.0/24 === 203.0.113.0/24",
                "2026-03-04T12:00:00.000000+00:00 gw charon: 05[IKE] <a|1> closing CHILD_SA net{1} with SPIs c0000001_i (1000 bytes) c0000002_o (2000 bytes) and TS 198.51.100.0/24 === 203.0.113.0/24",
                "2026-03-06T20:00:00.000000+00:00 gw charon: 05[IKE] <a|1> CHILD_SA net{2} established with SPIs c0000003_i c0000004_o and TS 198.51.100.0/24 === 203.0.113.0/24",
            ]
            try (lines.joined(separator: "\n") + "\n").write(
                toFile: directory + "/log", atomically: true, encoding: .utf8)
            let program = try ExporterProcess.path()
            try run([
                program, "replay", "--syslog.file", directory + "/log", "--archive.directory", directory + "/archive",
                "--metrics.file", directory + "/m",
            ])
            func summary(_ day: String, expecting status: Int32 = 0) throws -> [String: Any] {
                let out = try run(
                    [
                        program, "audit", "--archive.directory", directory + "/archive", "--summary", "--on", day,
                        "--format", "json",
                    ], expecting: status
                ).out
                let record = try #require(out.split(separator: "\n").first { $0.contains("\"kind\":\"connection\"") })
                return try #require(try JSONSerialization.jsonObject(with: Data(record.utf8)) as? [String: Any])
            }
            let none = try summary("2026-03-05", expecting: 1)
            #expect(none["bytes_in"] as? Int == 0)
            #expect(none["up_seconds"] as? Int == 0)
            #expect(none["outages"] as? Int == 1)
            #expect(none["outage_seconds"] as? Int == 86_400)
            let back = try summary("2026-03-06")
            #expect(back["up_seconds"] as? Int == 4 * 3600)
            #expect(back["outage_seconds"] as? Int == 20 * 3600)
            #expect(try summary("2026-03-04")["bytes_in"] as? Int == 1000)
        }
    }

    /// At a terminal: aligned, coloured unless NO_COLOR is set, by way of the pager; to a pipe none of it.
    @Test func aTerminalGetsColoursAndAPager() throws {
        try withTemporaryDirectory { directory in
            let fixture = try EvidenceFixture(directory, days: 1)
            let command = "\(fixture.program) audit --archive.directory \(fixture.archive)"
            func terminal(_ environment: [String], _ flags: String = "") throws -> String {
                try run(
                    ["env", "-u", "NO_COLOR", "TERM=xterm", "COLUMNS=200"] + environment
                        + ["script", "-qec", command + " " + flags, "/dev/null"]
                ).out
            }
            let plain = try fixture.audit([]).out
            #expect(!plain.contains("\u{1B}"))
            #expect(plain.hasPrefix("TIME (UTC)"))
            let coloured = try terminal(["PAGER=cat"])
            #expect(coloured.contains("\u{1B}[32mike_sa_established"))
            #expect(try !terminal(["PAGER=cat", "NO_COLOR=1"]).contains("\u{1B}"))
            let paged = try terminal(["PAGER=sed s/^/page:/"])
            #expect(paged.contains("page:\u{1B}[1mTIME (UTC)"))
            #expect(try !terminal(["PAGER=sed s/^/page:/"], "--no-pager").contains("page:"))
            // Long work says how far it is, and leaves nothing of that behind.
            let counted = try terminal([], "--count")
            #expect(counted.contains("searched 0 MiB, at 2026-03-04 12:00:00 UTC"))
            #expect(counted.contains("\r\u{1B}[K\(try fixture.events().count)\r\n"))
            // A pager that is left early ends the search, not the terminal.
            #expect(try terminal(["PAGER=head -n 1"]).contains("TIME (UTC)"))
        }
    }

    @Test func followShowsWhatComes() async throws {
        let directory = FileManager.default.temporaryDirectory.path + "/charon-exporter-follow-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: directory + "/journal", withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        var journal = JournalFile()
        for line in ReplayTests.life { journal.charon(line) }
        try journal.write(to: directory + "/journal/a.journal")
        let exporter = try await ExporterProcess.start(
            [
                "run", "--journal.directory", directory + "/journal", "--archive.directory", directory + "/archive",
                "--journal.since", "0", "--archive.flush-interval", "0.05",
            ], log: directory + "/log")
        let isArchived = try await poll(every: .milliseconds(20), atMost: .seconds(20)) {
            try exporter.metrics()["charon_exporter_archive_events_total"] == Double(ReplayTests.life.count - 1)
                ? true : nil
        }
        #expect(isArchived == true)
        let path = directory + "/followed"
        let audit = try ExporterProcess.command(
            ["audit", "--archive.directory", directory + "/archive", "--follow", "--last", "2"], output: path,
            errors: directory + "/errors")
        func lines() -> Int {
            ((try? String(contentsOfFile: path, encoding: .utf8)) ?? "").split(separator: "\n").count
        }
        #expect(try await poll(every: .milliseconds(20), atMost: .seconds(20)) { lines() == 3 ? true : nil } == true)
        journal.charon("09[IKE] <aws-2|9> initiating IKE_SA aws-2[9] to 192.0.2.21")
        try journal.write(to: directory + "/journal/b.journal")
        #expect(try await poll(every: .milliseconds(20), atMost: .seconds(20)) { lines() == 4 ? true : nil } == true)
        _ = try await audit.end(SIGINT)
        try await exporter.terminate()
    }
}
