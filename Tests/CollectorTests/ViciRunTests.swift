import Foundation
import Lab
import Support
import Synchronization
import Testing
import ViciDouble

/// The program beside a charon that answers, and whose log may say nothing.
@Suite(.serialized, .timeLimit(.minutes(2))) struct ViciRunTests {
    private static let tunnel = ["connection": "gw", "tunnel": "net"]

    /// What the double has: one tunnel whose count moves.
    private final class Charon: Sendable {
        let bytes = Mutex<Int>(0)
        /// Whether each list is followed by an event.
        let isRestless = Mutex(false)
        let isMalformed = Mutex(false)

        func answer(_ request: String) -> [Act]? {
            switch request {
            case "version": return [response([.key("daemon", "charon-systemd"), .key("version", "5.9.8")])]
            case "stats":
                return [
                    response([
                        .section("workers", [.key("total", "16"), .key("idle", "11")]),
                        .section("ikesas", [.key("total", "1"), .key("half-open", "0")]),
                    ])
                ]
            case "list-sas":
                if isMalformed.withLock({ $0 }) { return [.send(segment([7, 7, 1, 2, 3])), response()] }
                let list = [event("list-sa", [sa]), response()]
                // Another tunnel's coming and going.
                let news = event(
                    "child-updown", [.key("up", "yes"), fullSA(9, name: "other", children: [fullChild(77)])])
                return isRestless.withLock { $0 } ? list + [news] : list
            default: return nil
            }
        }

        private var sa: Node {
            let count = bytes.withLock { count in
                count += 100
                return "\(count)"
            }
            let child = Node.section(
                "net-1",
                [
                    .key("name", "net"), .key("uniqueid", "1"), .key("state", "INSTALLED"), .key("mode", "TUNNEL"),
                    .key("protocol", "ESP"), .key("spi-in", "c0000001"), .key("spi-out", "c0000002"),
                    .key("bytes-in", count), .key("packets-in", "1"), .key("bytes-out", count),
                    .key("packets-out", "1"), .key("install-time", "60"),
                ])
            return .section(
                "gw",
                [
                    .key("uniqueid", "1"), .key("version", "2"), .key("state", "ESTABLISHED"),
                    .key("local-host", "192.0.2.1"), .key("remote-host", "192.0.2.2"), .key("initiator", "yes"),
                    .key("established", "60"), .section("child-sas", [child]),
                ])
        }
    }

    /// Runs a test with the double, a directory, and the arguments that lead to both.
    private func with(
        _ body: (_ charon: Charon, _ daemon: FakeDaemon, _ directory: String, _ arguments: [String]) async throws ->
            Void
    ) async throws {
        let directory = FileManager.default.temporaryDirectory.path + "/charon-exporter-asks-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: directory + "/journal", withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let charon = Charon()
        let daemon = try await FakeDaemon(Script { charon.answer($0) })
        let arguments = [
            "run", "--journal.directory", directory + "/journal", "--state.directory", directory + "/state",
            "--vici.socket", "\(daemon.address)", "--vici.interval", "1",
        ]
        do {
            try await body(charon, daemon, directory, arguments)
        } catch {
            try await daemon.end()
            throw error
        }
        try? await daemon.end()
    }

    private func received(_ exporter: ExporterProcess) throws -> Double? {
        try exporter.metrics()["charon_tunnel_received_bytes_total", Self.tunnel]
    }

    private func wait(_ exporter: ExporterProcess, until condition: (Samples) -> Bool) async throws -> Bool {
        try await poll(every: .milliseconds(50), atMost: .seconds(20)) { () -> Bool? in
            condition(try exporter.metrics()) ? true : nil
        } == true
    }

    @Test func aCharonWhoseLogSaysNothingIsUp() async throws {
        try await with { _, _, directory, arguments in
            let exporter = try await ExporterProcess.start(arguments, log: directory + "/log")
            let samples = try exporter.metrics()
            #expect(samples["charon_up"] == 1)
            #expect(samples["charon_tunnel_up", Self.tunnel] == 1)
            #expect(samples["charon_workers", ["state": "idle"]] == 11)
            #expect(samples["charon_workers", ["state": "active"]] == 5)
            try await exporter.terminate()
        }
    }

    /// SAs that come and go all the time bring one list after the other.
    @Test func aBusyCharonsListsAreUsed() async throws {
        try await with { charon, _, directory, arguments in
            charon.isRestless.withLock { $0 = true }
            let exporter = try await ExporterProcess.start(arguments, log: directory + "/log")
            var last = try #require(try received(exporter))
            for _ in 0..<3 {
                #expect(try await wait(exporter) { $0["charon_tunnel_received_bytes_total", Self.tunnel] ?? 0 > last })
                last = try received(exporter) ?? 0
            }
            try await exporter.terminate()
        }
    }

    /// What charon has told is in no log: it is saved, and nothing is shown before charon has been asked again.
    @Test func countsDoNotFallThroughKills() async throws {
        try await with { charon, _, directory, arguments in
            var last = 0.0
            for _ in 0..<5 {
                let exporter = try await ExporterProcess.start(arguments, log: directory + "/log")
                let first = try #require(try received(exporter))
                #expect(first >= last)
                charon.bytes.withLock { $0 += 10_000 }
                #expect(try await wait(exporter) { $0["charon_tunnel_received_bytes_total", Self.tunnel] ?? 0 > first })
                last = try received(exporter) ?? 0
                try await exporter.kill()
            }
        }
    }

    @Test func totalsOutliveCharonAndTheExporter() async throws {
        try await with { _, daemon, directory, arguments in
            var exporter = try await ExporterProcess.start(arguments, log: directory + "/log")
            let shown = try #require(try received(exporter))
            try await exporter.terminate()
            try await daemon.end()
            exporter = try await ExporterProcess.start(arguments, log: directory + "/log")
            let samples = try exporter.metrics()
            #expect(samples["charon_tunnel_received_bytes_total", Self.tunnel] ?? 0 >= shown)
            #expect(samples["charon_exporter_vici_up"] == 0)
            #expect(!samples.values.keys.contains { $0.name == "charon_workers" }, "what they do now is not known")
            try await exporter.terminate()
        }
    }

    @Test func anAnswerThatIsNoneIsNamedOnceAndNotAskedForAllTheTime() async throws {
        try await with { charon, daemon, directory, arguments in
            charon.isMalformed.withLock { $0 = true }
            let exporter = try await ExporterProcess.start(arguments, log: directory + "/log")
            try await Task.sleep(for: .seconds(6))
            #expect(try exporter.metrics()["charon_exporter_vici_up"] == 0)
            #expect(daemon.asked.count { $0 == "list-sas" } <= 5)
            let lines = exporter.errors.split(separator: "\n")
            #expect(lines.count { $0.contains("charon does not answer on VICI") } == 1)
            #expect(!lines.contains { $0.contains("charon answers on VICI") })
            charon.isMalformed.withLock { $0 = false }
            #expect(try await wait(exporter) { $0["charon_exporter_vici_up"] == 1 })
            try await exporter.terminate()
        }
    }

    /// The file of a log server has other machines' lines; charon's answers are this one's.
    @Test func answersAreNotTakenForAnotherMachines() async throws {
        try await with { _, _, directory, arguments in
            let lines = ["gw-1", "gw-2"].map {
                """
                2026-05-28T12:00:00+00:00 \($0) charon: 05[IKE] <gw|1> IKE_SA gw[1] established between 192.0.2.1[a]...192.0.2.2[b]
                2026-05-28T12:00:00+00:00 \($0) charon: 05[IKE] <gw|1> CHILD_SA net{1} established with SPIs c0000001_i c0000002_o and TS a === b

                """
            }.joined()
            try lines.write(toFile: directory + "/charon.log", atomically: true, encoding: .utf8)
            let text = ["run", "--syslog.file", directory + "/charon.log"] + arguments.dropFirst(3)
            let exporter = try await ExporterProcess.start(text, log: directory + "/log")
            #expect(try await wait(exporter) { $0["charon_exporter_vici_up"] == 1 })
            try await Task.sleep(for: .seconds(2))
            let samples = try exporter.metrics()
            for host in ["gw-1", "gw-2"] {
                let labels = Self.tunnel.merging(["host": host]) { $1 }
                #expect(samples["charon_tunnel_up", labels] == 1)
                #expect(samples["charon_tunnel_received_bytes_total", labels] == 0)
            }
            let own = samples.values.first {
                $0.key.name == "charon_tunnel_received_bytes_total" && $0.value > 0 && $0.key.labels["tunnel"] == "net"
            }
            #expect(own.map { ["gw-1", "gw-2"].contains($0.key.labels["host"]) } == false)
            try await exporter.terminate()
        }
    }
}
