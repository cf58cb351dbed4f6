import CharonLog
import Foundation
import Lab
import Support
import Testing

/// Every line that the program can write is as docs/events.schema.json says.
@Suite struct SchemaTests {
    /// An archive with an event of each row of the catalogue, and of each kind that has no row.
    private static func makeArchive(in directory: String) throws -> String {
        var journal = JournalFile()
        for (number, template) in Catalogue.templates.enumerated() where !template.example.isEmpty {
            let group = template.subsystem.rawValue
            journal.charon("05[\(group)] <site|\(number % 7 + 1)> \(template.example)")
        }
        journal.charon("05[IKE] <site|1> something that no charon has ever said")
        journal.add(["SYSLOG_IDENTIFIER": "charon-systemd", "_COMM": "logger", "_UID": "1000", "MESSAGE": "forged"])
        journal.add([
            "MESSAGE_ID": "a596d6fe7bfa4994828e72309e95d61e", "N_DROPPED": "17", "_COMM": "systemd-journal",
            "SYSLOG_IDENTIFIER": "systemd-journald", "_SYSTEMD_UNIT": "charon-systemd.service",
            "MESSAGE": "Suppressed 17 messages from strongswan.service",
        ])
        journal.add([
            "SYSLOG_IDENTIFIER": Data("charon-systemd".utf8), "_COMM": Data("charon-systemd".utf8),
            "_UID": Data("0".utf8), "_PID": Data("4242".utf8), "_HOSTNAME": Data("gw".utf8),
            "_BOOT_ID": Data(journal.bootID.utf8), "_MACHINE_ID": Data(journal.machine.utf8), "GROUP": Data("IKE".utf8),
            "LEVEL": Data("1".utf8), "THREAD": Data("5".utf8), "IKE_SA_NAME": Data([0x73, 0xFF, 0x00, 0x22]),
            "IKE_SA_UNIQUE_ID": Data("9".utf8),
            "MESSAGE": Data("authentication of '".utf8) + Data([0xFE, 0x5C]) + Data("' with EAP successful".utf8),
        ])
        try journal.write(to: directory + "/a.journal")
        let archive = directory + "/archive"
        try run([
            ExporterProcess.path(), "replay", "--journal.file", directory + "/a.journal", "--archive.directory",
            archive,
            "--archive.chatter", "--metrics.file", "/dev/null",
        ])
        return archive
    }

    private static func withDirectory(_ body: (String) async throws -> Void) async throws {
        let directory = FileManager.default.temporaryDirectory.path + "/charon-exporter-schema-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        try await body(directory)
    }

    @Test func eachMessageOfTheCatalogueMakesALineThatFits() async throws {
        try await Self.withDirectory { directory in
            let archive = try Self.makeArchive(in: directory)
            let count = try await PythonScript.run("check_schema.py", [archive], atMost: .seconds(120))
            #expect((Int(count.trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0) > Catalogue.templates.count / 2)
            for event in ["gap", "untrusted_entry", "unrecognized", "child_sa_closed", "certificate_rejected"] {
                let found = try run([
                    ExporterProcess.path(), "audit", "--archive.directory", archive, "--event", event, "--count",
                ])
                #expect(found.out != "0\n", "\(event)")
            }
        }
    }

    /// Lines that are almost right, and what is said of them.
    @Test(
        arguments: [
            (
                #"{"time":"2026-05-28T20:26:40Z","host":"gw","seq":1,"event":"gap","class":"gap","reason":"x","source":"journal"}"#,
                "does not match"
            ),
            (
                #"{"time":"2026-05-28T20:26:40.000000Z","host":"gw","seq":0,"event":"gap","class":"gap","reason":"x","source":"journal"}"#,
                "less than the minimum"
            ),
            (
                #"{"time":"2026-05-28T20:26:40.000000Z","host":"gw","seq":1,"event":"gap","class":"auth","reason":"x","source":"journal"}"#,
                "is not one of"
            ),
            (
                #"{"time":"2026-05-28T20:26:40.000000Z","host":"gw","seq":1,"event":"gap","class":"gap","source":"journal"}"#,
                "'reason' is a required property"
            ),
            (
                #"{"time":"2026-05-28T20:26:40.000000Z","host":"gw","seq":1,"event":"gap","class":"gap","reason":"x","source":"journal","user":"x"}"#,
                "'user' does not match"
            ),
            (
                #"{"time":"2026-05-28T20:26:40.000000Z","host":"gw","seq":1,"event":"gap","class":"gap","reason":"x","entries":"3","source":"journal"}"#,
                "is not of type 'integer'"
            ),
            ("no line", "Expecting value"),
        ])
    func whatDoesNotFitIsSaid(_ line: String, _ text: String) async throws {
        try await Self.withDirectory { directory in
            let place = directory + "/archive/dt=2026-05-28/host=gw"
            try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
            try Data((line + "\n").utf8).write(to: URL(fileURLWithPath: place + "/charon-1.jsonl"))
            try run(["gzip", place + "/charon-1.jsonl"])
            let error = await #expect(throws: LabError.self) {
                try await PythonScript.run("check_schema.py", [directory + "/archive"])
            }
            #expect(error?.description.contains(text) == true, "\(error?.description ?? "")")
        }
    }
}
