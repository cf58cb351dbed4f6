import Foundation
import Lab
import Support
import Testing

/// The real program, on real journal files.
@Suite struct ReplayTests {
    static let life = [
        "00[LIB] loaded plugins: aes sha2", "00[JOB] spawning 16 worker threads",
        "05[IKE] <aws-1|1> initiating IKE_SA aws-1[1] to 192.0.2.20",
        "06[IKE] <aws-1|1> authentication of '192.0.2.20' with pre-shared key successful",
        "06[IKE] <aws-1|1> IKE_SA aws-1[1] established between 192.0.2.10[192.0.2.10]...192.0.2.20[192.0.2.20]",
        "06[IKE] <aws-1|1> CHILD_SA net{1} established with SPIs c0000001_i c0000002_o and TS 198.51.100.0/24 === 203.0.113.0/24",
        "07[IKE] <aws-1|1> sending DPD request",
        "08[IKE] <aws-1|1> inbound CHILD_SA net{2} established with SPIs c0000003_i c0000004_o and TS 198.51.100.0/24 === 203.0.113.0/24",
        "08[IKE] <aws-1|1> outbound CHILD_SA net{2} established with SPIs c0000003_i c0000004_o and TS 198.51.100.0/24 === 203.0.113.0/24",
        "08[IKE] <aws-1|1> closing CHILD_SA net{1} with SPIs c0000001_i (1000 bytes) c0000002_o (2000 bytes) and TS 198.51.100.0/24 === 203.0.113.0/24",
    ]

    private func replay(
        _ directory: String, archive: String? = nil, _ fill: (inout JournalFile) throws -> Void
    ) throws -> (samples: Samples, text: String, err: String) {
        var journal = JournalFile()
        try fill(&journal)
        let path = directory + "/a.journal"
        try journal.write(to: path)
        var arguments = [try ExporterProcess.path(), "replay", "--journal.file", path]
        if let archive { arguments += ["--archive.directory", archive] }
        let result = try run(arguments)
        return (Samples(result.out), result.out, result.err)
    }

    private func archived(_ directory: String) throws -> [[String: Any]] {
        let files = try FileManager.default.subpathsOfDirectory(atPath: directory).filter { $0.hasSuffix(".gz") }
        return try files.sorted { ($0 as NSString).lastPathComponent < ($1 as NSString).lastPathComponent }.flatMap {
            try gunzip(directory + "/" + $0).split(separator: "\n").map {
                try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] ?? [:]
            }
        }
    }

    @Test func aLifeBecomesMetricsAndAnArchive() throws {
        try withTemporaryDirectory { directory in
            let result = try replay(directory, archive: directory + "/archive") { journal in
                for line in Self.life { journal.charon(line) }
            }
            let samples = result.samples
            #expect(samples["charon_tunnel_up", ["connection": "aws-1", "tunnel": "net"]] == 1)
            #expect(samples["charon_tunnel_child_sas", ["connection": "aws-1", "tunnel": "net"]] == 1)
            #expect(samples["charon_tunnel_received_bytes_total", ["connection": "aws-1", "tunnel": "net"]] == 1000)
            #expect(samples["charon_tunnel_sent_bytes_total", ["connection": "aws-1", "tunnel": "net"]] == 2000)
            #expect(samples["charon_tunnel_rekeys_total", ["connection": "aws-1", "tunnel": "net"]] == 1)
            #expect(samples["charon_ike_up", ["connection": "aws-1"]] == 1)
            #expect(samples["charon_starts_total"] == 1)
            #expect(samples["charon_exporter_entries_total", ["source": "journal"]] == Double(Self.life.count))
            #expect(result.err.contains("\(Self.life.count) entries in "))
            #expect(result.err.contains("1  child_sa_closed"))

            let events = try archived(directory + "/archive")
            #expect(events.count == Self.life.count - 1, "the probe is counted, not archived")
            #expect(events.compactMap { $0["seq"] as? Int } == Array(1...events.count))
            let closed = try #require(events.first { $0["event"] as? String == "child_sa_closed" })
            #expect(closed["bytes_in"] as? Int == 1000)
            #expect(closed["spi_in"] as? String == "c0000001")
            #expect(closed["tunnel"] as? String == "net")
            #expect(closed["child_sa"] as? Int == 1)
            #expect(closed["connection"] as? String == "aws-1")
            #expect(closed["peer"] as? String == "192.0.2.20")
            #expect(closed["host"] as? String == "gw")
            #expect(closed["class"] as? String == "lifecycle")
            #expect((closed["time"] as? String)?.hasPrefix("2026-05-28T20:26:40.009") == true)
        }
    }

    @Test func aDeviceOrPipeForTheMetricsIsWrittenToAndStays() throws {
        try withTemporaryDirectory { directory in
            var journal = JournalFile()
            for line in Self.life { journal.charon(line) }
            try journal.write(to: directory + "/a.journal")
            let pipe = directory + "/pipe"
            try run(["mkfifo", pipe])
            let command = "\(try ExporterProcess.path()) replay --journal.file \(directory)/a.journal --metrics.file"
            let read = try run(["sh", "-ec", "timeout 20 cat \(pipe) & \(command) \(pipe); wait"]).out
            #expect(read.contains("charon_starts_total 1\n"))
            #expect(try FileManager.default.attributesOfItem(atPath: pipe)[.type] as? FileAttributeType != .typeRegular)
            try run(["sh", "-ec", "\(command) /dev/null; test -c /dev/null"])
        }
    }

    @Test func promtoolHasNothingToSay() throws {
        try withTemporaryDirectory { directory in
            let result = try replay(directory) { journal in for line in Self.life { journal.charon(line) } }
            let checked = try run(["promtool", "check", "metrics"], input: Data(result.text.utf8))
            #expect(checked.out + checked.err == "")
        }
    }

    @Test func aSecondLoggersCopiesCountOnce() throws {
        try withTemporaryDirectory { directory in
            let result = try replay(directory) { journal in
                for line in Self.life {
                    journal.charon(line)
                    journal.add([
                        "MESSAGE": line, "SYSLOG_IDENTIFIER": "charon-systemd", "_COMM": "charon-systemd",
                        "_TRANSPORT": "syslog", "SYSLOG_FACILITY": "3",
                    ])
                }
            }
            #expect(
                result.samples["charon_tunnel_received_bytes_total", ["connection": "aws-1", "tunnel": "net"]] == 1000)
            #expect(result.samples["charon_exporter_duplicate_entries_total"] == Double(Self.life.count))
        }
    }

    @Test func theLegacyDaemonsTwoFacilitiesCountOnce() throws {
        try withTemporaryDirectory { directory in
            let result = try replay(directory) { journal in
                for line in Self.life {
                    for facility in ["3", "10"] {
                        journal.add([
                            "MESSAGE": line, "SYSLOG_IDENTIFIER": "charon", "_COMM": "charon", "_TRANSPORT": "syslog",
                            "SYSLOG_FACILITY": facility,
                        ])
                    }
                }
            }
            #expect(result.samples["charon_tunnel_established_total", ["connection": "aws-1", "tunnel": "net"]] == 1)
            #expect(result.samples["charon_exporter_duplicate_entries_total"] == Double(Self.life.count))
        }
    }

    @Test func aForgedIdentifierChangesNothing() throws {
        try withTemporaryDirectory { directory in
            let result = try replay(directory) { journal in
                for line in Self.life { journal.charon(line) }
                journal.charon(
                    "06[IKE] <aws-1|1> giving up after 5 retransmits", extra: ["_COMM": "logger", "_UID": "1000"])
                journal.charon("00[DMN] SIGTERM received, shutting down", extra: ["_COMM": "systemd-cat"])
            }
            #expect(result.samples["charon_tunnel_up", ["connection": "aws-1", "tunnel": "net"]] == 1)
            #expect(result.samples["charon_exporter_untrusted_entries_total"] == 2)
        }
    }

    @Test func journaldsDropNoticeIsAGap() throws {
        try withTemporaryDirectory { directory in
            let result = try replay(directory, archive: directory + "/archive") { journal in
                for line in Self.life { journal.charon(line) }
                for unit in ["strongswan.service", "nginx.service", "charon-exporter.service"] {
                    journal.add([
                        "MESSAGE": "Suppressed 4711 messages from \(unit)", "SYSLOG_IDENTIFIER": "systemd-journald",
                        "MESSAGE_ID": "a596d6fe7bfa4994828e72309e95d61e", "N_DROPPED": "4711",
                    ])
                }
            }
            #expect(result.samples["charon_exporter_gaps_total", ["cause": "dropped"]] == 1)
            #expect(result.samples["charon_exporter_gap_entries_total"] == 4711)
            let gap = try #require(archived(directory + "/archive").last)
            #expect(gap["event"] as? String == "gap")
            #expect(gap["entries"] as? Int == 4711)
            #expect(result.err.contains("gaps: 1 (dropped 1)"))
        }
    }

    /// libsystemd passes over a field that it cannot read, and says nothing.
    @Test func anEntryOfCharonsThatLacksItsTextIsAGap() throws {
        try withTemporaryDirectory { directory in
            let charon = [
                "SYSLOG_IDENTIFIER": "charon-systemd", "_COMM": "charon-systemd", "_TRANSPORT": "journal",
                "GROUP": "IKE", "LEVEL": "1",
            ]
            let result = try replay(directory, archive: directory + "/archive") { journal in
                for line in Self.life { journal.charon(line) }
                journal.add(charon)
                journal.add(charon.merging(["_UID": "1000"]) { $1 })
                journal.add(charon.merging(["MESSAGE": ""]) { $1 })
            }
            #expect(result.samples["charon_exporter_gaps_total", ["cause": "damaged_entry"]] == 1)
            #expect(result.samples["charon_exporter_gap_entries_total"] == 1)
            #expect(result.samples["charon_exporter_untrusted_entries_total"] == 1, "anybody may leave it out")
            #expect(
                result.samples["charon_exporter_unrecognized_entries_total", ["subsystem": "IKE"]] == 1,
                "an empty text is one")
            #expect(result.samples["charon_tunnel_uncertain", ["connection": "aws-1", "tunnel": "net"]] == 1)
        }
    }

    /// What any user of the machine can write to the journal.
    @Test func hostileEntriesNeitherCrashNorCount() throws {
        try withTemporaryDirectory { directory in
            let result = try replay(directory) { journal in
                for line in Self.life { journal.charon(line) }
                for _ in 0..<2 {
                    journal.add([
                        "MESSAGE": "charon", "MESSAGE_ID": "a596d6fe7bfa4994828e72309e95d61e", "_TRANSPORT": "journal",
                        "N_DROPPED": "18446744073709551615", "_COMM": "python3",
                    ])
                }
                journal.charon(
                    "09[IKE] <aws-1|1> inbound CHILD_SA net{9} established with SPIs c0000009_i c000000a_o and TS a === b",
                    extra: ["_SOURCE_REALTIME_TIMESTAMP": "18446744073709551615"])
                journal.charon("00[DMN] charon already running ('/var/run/charon.pid' exists)", extra: ["_PID": "9999"])
            }
            #expect(result.samples["charon_exporter_gap_entries_total"] == 0)
            #expect(result.samples["charon_exporter_untrusted_entries_total"] == 2)
            #expect(result.samples["charon_tunnel_up", ["connection": "aws-1", "tunnel": "net"]] == 1)
            #expect(result.samples["charon_up"] == 1)
            #expect(result.samples["charon_starts_total"] == 1)
        }
    }

    @Test func bytesThatAreNoTextSurviveInTheArchive() throws {
        try withTemporaryDirectory { directory in
            let message =
                Data("authentication of '".utf8) + Data([0xFF, 0x00, 0x22]) + Data("' with EAP successful".utf8)
            _ = try replay(directory, archive: directory + "/archive") { journal in
                journal.add([
                    "SYSLOG_IDENTIFIER": Data("charon".utf8), "_BOOT_ID": Data(journal.bootID.utf8), "MESSAGE": message,
                    "GROUP": Data("IKE".utf8), "_HOSTNAME": Data("gw".utf8),
                ])
            }
            let event = try #require(archived(directory + "/archive").first)
            #expect(event["event"] as? String == "authentication_succeeded")
            #expect(Data(base64Encoded: event["message_base64"] as? String ?? "") == message)
            #expect(Data(base64Encoded: event["identity_base64"] as? String ?? "") == Data([0xFF, 0x00, 0x22]))
        }
    }

    @Test func theArchiveOfAReplayIsNotDoubledByTheNext() throws {
        try withTemporaryDirectory { directory in
            let archive = directory + "/archive"
            _ = try replay(directory, archive: archive) { journal in for line in Self.life { journal.charon(line) } }
            try run([
                ExporterProcess.path(), "replay", "--journal.file", directory + "/a.journal", "--archive.directory",
                archive,
            ])
            #expect(try archived(archive).count == Self.life.count - 1)
        }
    }

    @Test func aDamagedFileIsAGapAndTheRestIsUsed() throws {
        try withTemporaryDirectory { directory in
            var journal = JournalFile()
            for line in Self.life { journal.charon(line) }
            try journal.write(to: directory + "/good.journal")
            try Data("no journal".utf8).write(to: URL(fileURLWithPath: directory + "/bad.journal"))
            let result = try run([
                ExporterProcess.path(), "replay", "--journal.directory", directory, "--archive.directory",
                directory + "/archive",
            ])
            let samples = Samples(result.out)
            #expect(samples["charon_exporter_gaps_total", ["cause": "damaged_file"]] == 1)
            #expect(samples["charon_tunnel_up", ["connection": "aws-1", "tunnel": "net"]] == 1)
            #expect(result.err.contains("bad.journal"))
            // It was written after all that is known.
            #expect(samples["charon_tunnel_uncertain", ["connection": "aws-1", "tunnel": "net"]] == 1)
        }
    }
}
