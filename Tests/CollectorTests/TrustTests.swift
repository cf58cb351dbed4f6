import Foundation
import Lab
import Support
import Testing

/// Whose entries count, and what becomes of the others.
@Suite struct TrustTests {
    static let tunnel = ["connection": "aws-1", "tunnel": "net"]
    static let death = "06[IKE] <aws-1|1> giving up after 5 retransmits"

    struct Writer: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var fields: [String: String]
        var flags: [String] = []
        var isCharon: Bool
    }

    static let writers = [
        Writer(
            testDescription: "another program", fields: ["_COMM": "logger", "_UID": "1000"], isCharon: false),
        Writer(
            testDescription: "a user's own program of charon's name",
            fields: ["_COMM": "charon", "_UID": "1000", "_EXE": "/home/user/charon"], isCharon: false),
        Writer(
            testDescription: "a user's program that has ended before it was asked for its name",
            fields: ["_COMM": "", "_UID": "1000"], isCharon: false),
        Writer(testDescription: "root's program of another name", fields: ["_COMM": "logger"], isCharon: false),
        Writer(
            testDescription: "a program of root's that a user calls by a link of charon's name",
            fields: ["_COMM": "charon", "_UID": "0", "_EXE": "/usr/bin/chfn"], isCharon: false),
        Writer(
            testDescription: "charon after its file was replaced by an upgrade",
            fields: ["_COMM": "charon-systemd", "_EXE": "/usr/sbin/charon-systemd (deleted)"], isCharon: true),
        Writer(
            testDescription: "charon as a user of its own, in its unit",
            fields: ["_COMM": "charon", "_UID": "110", "_SYSTEMD_UNIT": "strongswan.service"], isCharon: true),
        Writer(
            testDescription: "charon as a user of its own, in another unit",
            fields: ["_COMM": "charon", "_UID": "110", "_SYSTEMD_UNIT": "vpn.service"], isCharon: false),
        Writer(
            testDescription: "charon in a unit that was named",
            fields: ["_COMM": "charon", "_UID": "110", "_SYSTEMD_UNIT": "vpn.service"],
            flags: ["--trust.unit", "vpn.service"], isCharon: true),
        Writer(
            testDescription: "charon as a user that was named", fields: ["_COMM": "charon", "_UID": "110"],
            flags: ["--trust.user", "0", "--trust.user", "110"], isCharon: true),
        Writer(
            testDescription: "charon from another place than the one that was named",
            fields: ["_EXE": "/tmp/charon"], flags: ["--trust.executable", "/usr/sbin/charon-systemd"], isCharon: false),
    ]

    private func replay(
        _ directory: String, _ flags: [String] = [], _ fill: (inout JournalFile) throws -> Void
    ) throws -> (samples: Samples, events: [[String: Any]]) {
        var journal = JournalFile()
        for line in ReplayTests.life {
            journal.charon(line, extra: ["_EXE": "/usr/sbin/charon-systemd", "_SYSTEMD_UNIT": "strongswan.service"])
        }
        try fill(&journal)
        try journal.write(to: directory + "/a.journal")
        let result = try run(
            [
                ExporterProcess.path(), "replay", "--journal.file", directory + "/a.journal", "--archive.directory",
                directory + "/archive",
            ] + flags)
        let files = try FileManager.default.subpathsOfDirectory(atPath: directory + "/archive")
        let events = try files.filter { $0.hasSuffix(".gz") }.sorted().flatMap {
            try gunzip(directory + "/archive/" + $0).split(separator: "\n").map {
                try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] ?? [:]
            }
        }
        return (Samples(result.out), events)
    }

    @Test(arguments: writers) func onlyCharonsOwnWordCounts(writer: Writer) throws {
        try withTemporaryDirectory { directory in
            let (samples, events) = try replay(directory, writer.flags) { journal in
                journal.charon(Self.death, extra: writer.fields.filter { !$0.value.isEmpty })
                // journald leaves the name out when it finds no process any more.
                if writer.fields["_COMM"] == "" {
                    journal.add(
                        writer.fields.filter { !$0.value.isEmpty }.merging([
                            "SYSLOG_IDENTIFIER": "charon", "MESSAGE": Self.death, "_TRANSPORT": "syslog",
                        ]) { $1 })
                }
            }
            let isUp = samples["charon_tunnel_up", Self.tunnel] == 1
            if writer.fields["_COMM"] != "" { #expect(isUp != writer.isCharon) }
            #expect((samples["charon_exporter_untrusted_entries_total"] ?? 0 > 0) != writer.isCharon)
            let forged = events.filter { $0["event"] as? String == "untrusted_entry" }
            #expect(forged.isEmpty == writer.isCharon)
        }
    }

    @Test func aForgeryIsArchivedAsWhatItIs() throws {
        try withTemporaryDirectory { directory in
            let (samples, events) = try replay(directory) { journal in
                journal.charon(
                    Self.death, extra: ["_COMM": "logger", "_UID": "1000", "_EXE": "/usr/bin/logger", "_PID": "77"])
            }
            let forged = try #require(events.last)
            #expect(forged["event"] as? String == "untrusted_entry")
            #expect(forged["class"] as? String == "untrusted")
            #expect(forged["writer_uid"] as? String == "1000")
            #expect(forged["writer_program"] as? String == "logger")
            #expect(forged["writer_executable"] as? String == "/usr/bin/logger")
            #expect(forged["writer_pid"] as? String == "77")
            #expect(forged["message"] as? String == "giving up after 5 retransmits")
            #expect(forged["connection"] == nil, "what it claims is not known")
            #expect(events.compactMap { $0["seq"] as? Int } == Array(1...events.count))
            #expect(samples["charon_exporter_events_total", ["event": "untrusted_entry"]] == 1)
            #expect(samples["charon_starts_total"] == 1, "its process is not charon's")
        }
    }

    /// Each has SAs of its own; those of the gateway are shown.
    @Test func networkManagersCharonEndsNothingOfTheGateways() throws {
        try withTemporaryDirectory { directory in
            let (samples, events) = try replay(directory) { journal in
                journal.charon(
                    "05[CFG] received initiate for NetworkManager connection office",
                    extra: ["_COMM": "charon-nm", "_PID": "600"])
            }
            #expect(samples["charon_tunnel_up", Self.tunnel] == 1)
            #expect(samples["charon_starts_total"] == 1)
            #expect(events.last?["event"] as? String == "command_received")
        }
    }

    @Test func aLineThatNobodyKnowsMakesNoNewProcess() throws {
        try withTemporaryDirectory { directory in
            let (samples, _) = try replay(directory) { journal in
                journal.charon("05[IKE] what no release of charon says", extra: ["_PID": "600"])
            }
            #expect(samples["charon_tunnel_up", Self.tunnel] == 1)
            #expect(samples["charon_exporter_unrecognized_entries_total", ["subsystem": "IKE"]] == 1)
        }
    }

    // MARK: systemd

    private func systemd(_ journal: inout JournalFile, _ text: String, pid: String = "1", unit: String) {
        journal.add([
            "MESSAGE": text, "SYSLOG_IDENTIFIER": "systemd", "_COMM": "systemd", "_PID": pid, "UNIT": unit,
            "_TRANSPORT": "journal",
        ])
    }

    @Test func systemdTellsOfADeathThatCharonCannotLog() throws {
        try withTemporaryDirectory { directory in
            let (samples, events) = try replay(directory) { journal in
                systemd(
                    &journal, "strongswan.service: Main process exited, code=killed, status=9/KILL",
                    unit: "strongswan.service")
                systemd(&journal, "strongswan.service: Failed with result 'signal'.", unit: "strongswan.service")
            }
            #expect(samples["charon_tunnel_up", Self.tunnel] == 0)
            #expect(samples["charon_up"] == 0)
            #expect(
                samples["charon_tunnel_downs_total", Self.tunnel.merging(["reason": "daemon_crashed"]) { $1 }] == 1)
            let exit = try #require(events.first { $0["event"] as? String == "unit_exited" })
            #expect(exit["unit"] as? String == "strongswan.service")
            #expect(exit["exit_code"] as? String == "killed")
            #expect(exit["exit_status"] as? String == "9/KILL")
            #expect(events.last?["event"] as? String == "unit_failed")
        }
    }

    @Test(arguments: [("1", "nginx.service"), ("1", "strongswan-starter.service"), ("4711", "strongswan.service")])
    func anotherUnitsEndAndAnothersWordEndNothing(pid: String, unit: String) throws {
        try withTemporaryDirectory { directory in
            let (samples, _) = try replay(directory) { journal in
                systemd(&journal, "\(unit): Main process exited, code=killed, status=9/KILL", pid: pid, unit: unit)
            }
            #expect(samples["charon_tunnel_up", Self.tunnel] == 1)
            #expect(samples["charon_up"] == 1)
            #expect(samples["charon_exporter_untrusted_entries_total"] == (pid == "1" ? 0 : 1))
        }
    }

    // MARK: Gaps

    @Test func aGapMakesTheStateUncertain() throws {
        try withTemporaryDirectory { directory in
            let (samples, _) = try replay(directory) { journal in
                journal.add([
                    "MESSAGE": "Suppressed 4711 messages from strongswan.service",
                    "SYSLOG_IDENTIFIER": "systemd-journald", "MESSAGE_ID": "a596d6fe7bfa4994828e72309e95d61e",
                    "N_DROPPED": "4711",
                ])
            }
            #expect(samples["charon_tunnel_uncertain", Self.tunnel] == 1)
            #expect(samples["charon_ike_uncertain", ["connection": "aws-1"]] == 1)
            #expect(samples["charon_tunnel_up", Self.tunnel] == 1)
        }
    }
}
