import Foundation
import Lab
import Testing

extension LabSuite {
    /// Anyone may write to the journal; only charon's word counts.
    @Suite("Forgeries", .serialized)
    struct ForgeryTests {
        static let lines = [
            "giving up after 5 retransmits", "SIGTERM received, shutting down",
            "deleting IKE_SA site[1] between 192.0.2.10[192.0.2.10]...192.0.2.20[192.0.2.20]",
            "CHILD_SA forged{7} established with SPIs c0000001_i c0000002_o and TS 198.51.100.9/32 === 203.0.113.9/32",
        ]

        @Test("Perfect forgeries move nothing, and are archived as what they are", .timeLimit(.minutes(10)))
        func forgeries() async throws {
            let pair = Pair(["site"])
            try await Scenario.play("labforge", pair.gateways, comparesText: false) { scenario in
                let lab = scenario.lab
                try await lab.initiate(.gw, "site")
                try await scenario.expectAgreement()
                let before = try await Self.told(scenario)

                await scenario.begin("an unprivileged user forges")
                let directory = lab.exporterDirectory(.gw) + "/forger"
                try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
                // The same program under charon's own name.
                let charon = directory + "/charon"
                try FileManager.default.copyItem(atPath: Tool.logger.path(), toPath: charon)
                for path in [lab.directory, lab.exporterDirectory(.gw), directory] {
                    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
                }
                for line in Self.lines {
                    let prefixed = "05[IKE] <site|1> \(line)"
                    let socket = ["-u", "/run/systemd/journal/dev-log", "-p", "daemon.info"]
                    for program in [try Tool.logger.path(), charon] {
                        try await lab.runAsNobody(.gw, [program] + socket + ["-t", "charon", prefixed])
                        try await lab.runAsNobody(.gw, [program, "--journald"], input: fields(line, directory))
                    }
                    try await lab.runAsNobody(
                        .gw, [Tool.systemdCat.path(), "-t", "charon-systemd", "/bin/echo", prefixed])
                }
                try await Task.sleep(for: .milliseconds(500))
                // What has reached the journal: a busy journald may lose the line of a program that has ended already.
                let entries = try await lab.journalctl(.gw, ["-o", "cat", "_UID=65534"])
                let count = Double(entries.split(separator: "\n").count)
                #expect(count >= Double(Self.lines.count * 4))
                try await scenario.expect(count, "charon_exporter_untrusted_entries_total", on: .gw)
                #expect(try await Self.told(scenario) == before)
                try await scenario.expectAgreement()

                await scenario.begin("the archive has them")
                let forged = try await poll(every: .milliseconds(100), atMost: .seconds(5)) { () -> [Substring]? in
                    let found = try await lab.archive(.gw).split(separator: "\n").filter {
                        $0.contains(#""event":"untrusted_entry""#)
                    }
                    return found.count == Int(count) ? found : nil
                }
                #expect(try #require(forged).allSatisfy { $0.contains(#""writer_uid":"65534""#) })
            }
        }

        /// A native entry with all that charon-systemd writes.
        private func fields(_ line: String, _ directory: String) throws -> String {
            let path = directory + "/entry"
            try """
            MESSAGE=\(line)
            MESSAGE_ID=57d2708c-d607-43bd-8c39-66bf355822f1
            SYSLOG_IDENTIFIER=charon-systemd
            GROUP=IKE
            LEVEL=1
            THREAD=5
            IKE_SA_NAME=site
            IKE_SA_UNIQUE_ID=1

            """.write(toFile: path, atomically: true, encoding: .utf8)
            return path
        }

        /// All that gw's exporter says of charon.
        private static func told(_ scenario: Scenario) async throws -> [Samples.Series: Double] {
            try await scenario.metrics(.gw).values.filter {
                !$0.key.name.hasPrefix("charon_exporter_") && !$0.key.name.hasPrefix("process_")
                    && !$0.key.name.hasPrefix("charon_dpd")
            }
        }
    }
}
