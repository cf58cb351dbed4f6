import Foundation
import Lab
import Support
import Testing

/// What should be up, while the program runs: files change, tunnels come and go, the program is started again.
@Suite(.serialized) struct InventoryRunTests {
    /// A running exporter with files of its own.
    private struct Place {
        var directory: String

        func write(_ text: String, _ name: String) throws {
            try text.replacing("DIR", with: directory).write(
                toFile: directory + "/" + name, atomically: true, encoding: .utf8)
        }

        func start(_ more: [String] = []) async throws -> ExporterProcess {
            try await ExporterProcess.start(
                [
                    "run", "--journal.directory", directory + "/journal", "--archive.directory",
                    directory + "/archive", "--state.directory", directory + "/state", "--journal.since", "0",
                    "--config.file", directory + "/config.yml", "--archive.flush-interval", "0.05",
                ] + more, log: directory + "/log")
        }

        /// Whether the checkpoint was written after the archive.
        func isSavedAfterArchive() throws -> Bool {
            let segments = try FileManager.default.subpathsOfDirectory(atPath: directory + "/archive")
                .filter { $0.hasSuffix(".gz") }.map { "/archive/" + $0 }
            let times = try (["/state/checkpoint.json"] + segments).map { name in
                let attributes = try FileManager.default.attributesOfItem(atPath: directory + name)
                return try #require(attributes[.modificationDate] as? Date)
            }
            return times.dropFirst().allSatisfy { $0 <= times[0] }
        }

        func archive() throws -> String {
            let paths = try FileManager.default.subpathsOfDirectory(atPath: directory + "/archive")
            return try paths.filter { $0.hasSuffix(".gz") }.sorted().map {
                try gunzip(directory + "/archive/" + $0)
            }.joined()
        }
    }

    private func inPlace(_ body: (Place) async throws -> Void) async throws {
        let directory = FileManager.default.temporaryDirectory.path + "/charon-exporter-inv-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: directory + "/journal", withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        var journal = JournalFile()
        for line in ReplayTests.life { journal.charon(line) }
        for line in ReplayTests.life[2...5] {
            journal.charon(
                line.replacing("aws-1", with: "aws-2").replacing("|1>", with: "|9>").replacing("[1]", with: "[9]")
                    .replacing("{1}", with: "{9}").replacing("c0000001", with: "c0000009"))
        }
        try journal.write(to: directory + "/journal/a.journal")
        try await body(Place(directory: directory))
    }

    /// Waits until the exporter shows a value, or with nil no such series.
    private func expect(
        _ value: Double?, _ exporter: ExporterProcess, _ name: String, _ labels: [String: String],
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        var last: Double?
        let found = try await poll(every: .milliseconds(30), atMost: .seconds(5)) { () -> Bool? in
            last = try exporter.metrics()[name, labels]
            return last == value ? true : nil
        }
        #expect(found != nil, "\(name) is \(last.map { "\($0)" } ?? "nothing")", sourceLocation: sourceLocation)
    }

    private static func tunnel(_ connection: String, _ tunnel: String) -> [String: String] {
        ["connection": connection, "tunnel": tunnel]
    }

    @Test(.timeLimit(.minutes(10))) func changesArePickedUpWithoutARestart() async throws {
        try await inPlace { place in
            try place.write("inventory: { swanctl_file: DIR/swanctl.conf, forget_after: 1 }", "config.yml")
            try place.write("include conf.d/*.conf\n", "swanctl.conf")
            let exporter = try await place.start()
            let never = Self.tunnel("a", "net")
            #expect(try exporter.metrics()["charon_tunnel_up", never] == nil)

            // A file that an include's pattern finds, in a directory that was not there.
            try FileManager.default.createDirectory(
                atPath: place.directory + "/conf.d", withIntermediateDirectories: true)
            try place.write("connections { a { remote_addrs = 192.0.2.9\n children { net { } } } }\n", "conf.d/a.conf")
            try await expect(0, exporter, "charon_tunnel_up", never)

            // A broken file leaves what it said.
            try place.write("connections { a {", "conf.d/a.conf")
            try await expect(0, exporter, "charon_exporter_inventory_readable", ["source": "swanctl"])
            try await Task.sleep(for: .seconds(1.5))
            try await expect(0, exporter, "charon_tunnel_up", never)

            // The exporter's own file.
            try place.write(
                """
                inventory: { swanctl_file: DIR/swanctl.conf, forget_after: 1 }
                tunnels: [{ connection: b }]
                groups: [{ name: g, tunnels: ["aws-*/*"] }]
                """, "config.yml")
            try await expect(0, exporter, "charon_tunnel_up", Self.tunnel("b", "b"))
            try await expect(2, exporter, "charon_group_tunnels_up", ["group": "g", "kind": "link"])
            try place.write("tunnels: [{ conection: c }]", "config.yml")
            try await expect(0, exporter, "charon_exporter_inventory_readable", ["source": "config"])
            try await expect(2, exporter, "charon_group_tunnels_up", ["group": "g", "kind": "link"])

            // Gone from everywhere.
            try FileManager.default.removeItem(atPath: place.directory + "/conf.d/a.conf")
            try await expect(nil, exporter, "charon_tunnel_up", never)
            try await expect(1, exporter, "charon_exporter_events_total", ["event": "tunnel_forgotten"])
            try await exporter.terminate()
            let forgotten = try place.archive().split(separator: "\n").filter { $0.contains("tunnel_forgotten") }
            #expect(forgotten.count == 1)
            #expect(forgotten.first?.contains(#""connection":"a","tunnel":"net""#) == true)
            #expect(exporter.errors.contains("config.yml:1: tunnels.conection"))
        }
    }

    @Test(.timeLimit(.minutes(10))) func aRestartNoticesWhatIsGoneAndForgetsNothingTwice() async throws {
        try await inPlace { place in
            try place.write(
                """
                tunnels: [{ connection: b }]
                inventory: { forget_after: 1 }
                groups: [{ name: g, tunnels: ["aws-*/*"] }]
                """, "config.yml")
            var exporter = try await place.start()
            try await expect(0, exporter, "charon_tunnel_up", Self.tunnel("b", "b"))
            try await exporter.terminate()
            try place.write("inventory: { forget_after: 1 }", "config.yml")
            exporter = try await place.start()
            try await expect(nil, exporter, "charon_tunnel_up", Self.tunnel("b", "b"))
            try await expect(1, exporter, "charon_tunnel_up", Self.tunnel("aws-1", "net"))
            // It is archived, and then saved at once.
            let isSaved = try await poll(every: .milliseconds(20), atMost: .seconds(10)) { () -> Bool? in
                let isArchived = try place.archive().contains("tunnel_forgotten")
                return try isArchived && place.isSavedAfterArchive() ? true : nil
            }
            #expect(isSaved != nil)
            try await exporter.kill()
            exporter = try await place.start()
            #expect(try exporter.metrics()["charon_tunnel_up", Self.tunnel("b", "b")] == nil)
            try await exporter.terminate()
            #expect(try place.archive().split(separator: "\n").count { $0.contains("tunnel_forgotten") } == 1)
        }
    }

    @Test(.timeLimit(.minutes(10))) func whatLooksLikeALinkIsSuggestedOnceAndNotAssumed() async throws {
        try await inPlace { place in
            try place.write("", "config.yml")
            let exporter = try await place.start()
            let samples = try exporter.metrics()
            #expect(!samples.values.keys.contains { $0.name.hasPrefix("charon_group_") })
            try await exporter.terminate()
            let suggestion = "aws-1/net and aws-2/net on gw carry the same traffic"
            #expect(exporter.errors.components(separatedBy: suggestion).count == 2)

            try place.write("groups: [{ name: g, tunnels: [\"aws-1/net\", \"aws-2/net\"] }]", "config.yml")
            let other = try await place.start(["--log.format", "json"])
            try await other.terminate()
            #expect(other.errors.components(separatedBy: suggestion).count == 2, "it is one now")
        }
    }

    @Test(.timeLimit(.minutes(10))) func theLastTunnelOfAGroupCanBeForgotten() async throws {
        let directory = FileManager.default.temporaryDirectory.path + "/charon-exporter-inv-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: directory + "/journal", withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let place = Place(directory: directory)
        let rest = "inventory: { forget_after: 1 }\ngroups: [{ name: g, tunnels: b }]\n"
        try place.write(rest + "tunnels: [{ connection: b }]", "config.yml")
        let exporter = try await place.start()
        try await expect(1, exporter, "charon_group_tunnels", ["group": "g", "kind": "link"])
        try place.write(rest, "config.yml")
        try await expect(0, exporter, "charon_group_tunnels", ["group": "g", "kind": "link"])
        try await expect(nil, exporter, "charon_tunnel_up", Self.tunnel("b", "b"))
        #expect(try await exporter.terminate() == 0)
    }

    /// What a broken file listed before the restart is expected after it.
    @Test(.timeLimit(.minutes(10))) func aBrokenFileForgetsNothingOverARestart() async throws {
        try await inPlace { place in
            try place.write("inventory: { swanctl_file: DIR/swanctl.conf, forget_after: 1 }", "config.yml")
            try place.write("connections { a { remote_addrs = 192.0.2.9\n children { net { } } } }", "swanctl.conf")
            var exporter = try await place.start()
            try await expect(0, exporter, "charon_tunnel_up", Self.tunnel("a", "net"))
            try await exporter.terminate()
            try place.write("connections { a {", "swanctl.conf")
            exporter = try await place.start()
            try await Task.sleep(for: .seconds(1.5))
            try await expect(0, exporter, "charon_tunnel_up", Self.tunnel("a", "net"))
            try await expect(0, exporter, "charon_exporter_inventory_readable", ["source": "swanctl"])
            try await exporter.terminate()
        }
    }

    /// A pipe can be read once; the program does not wait for another writer.
    @Test(.timeLimit(.minutes(10))) func aPipeIsReadOnce() async throws {
        try await inPlace { place in
            let pipe = place.directory + "/pipe"
            try run(["mkfifo", pipe])
            let text = "tunnels: [{ connection: b }]\ninventory: { forget_after: 1 }\n"
            let writer = Task.detached { try run(["sh", "-c", "printf '%s' '\(text)' > \(pipe)"]) }
            try place.write("", "config.yml")
            let exporter = try await ExporterProcess.start(
                ["run", "--journal.directory", place.directory + "/journal", "--config.file", pipe],
                log: place.directory + "/log")
            _ = try await writer.value
            try await Task.sleep(for: .seconds(1.5))
            try await expect(0, exporter, "charon_tunnel_up", Self.tunnel("b", "b"))
            #expect(try await exporter.terminate() == 0)
        }
    }
}
