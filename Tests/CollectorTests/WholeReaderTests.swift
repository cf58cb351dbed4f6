import Archive
import Exposition
import Foundation
import Lab
import Logging
import Support
import Testing
import Tunnels

@testable import Collector

/// All that the program shows, as others read it: Prometheus's own Python client, strict of OpenMetrics, and promtool.
@Suite struct WholeReaderTests {
    private struct Family: Decodable {
        var name: String
        var type: String
        var unit: String
        var samples: [Sample]
    }

    private struct Sample: Decodable {
        var name: String
        var labels: [String: String]
        var value: String
        var exemplar: Exemplar?

        struct Exemplar: Decodable {
            var labels: [String: String]
        }
    }

    /// What the client reads.
    private func read(_ text: [UInt8], _ format: Format) async throws -> [Family] {
        let path = FileManager.default.temporaryDirectory.path + "/whole-\(UUID().uuidString)"
        try Data(text).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let kind = format == .openMetrics ? "openmetrics" : "text"
        let output = try await PythonScript.run("read_metrics.py", [kind, path])
        return try JSONDecoder().decode([Family].self, from: Data(output.utf8))
    }

    private func check(_ text: [UInt8], _ format: Format) async throws {
        let own = try ReadExposition(text, format)
        let families = try await read(text, format)
        #expect(families.filter { !$0.samples.isEmpty }.count == own.families.filter { !$0.samples.isEmpty }.count)
        let samples = families.flatMap(\.samples)
        try #require(samples.count == own.samples.count)
        for (sample, own) in zip(samples, own.samples) {
            #expect(sample.name == own.name)
            let labels = own.labels.map { ($0.name, String(decoding: $0.value, as: UTF8.self)) }
            #expect(sample.labels == Dictionary(uniqueKeysWithValues: labels))
            #expect(Double(sample.value) == Double(own.value))
            #expect((sample.exemplar == nil) == (own.exemplar == nil))
        }
        guard format == .text else { return }
        let path = FileManager.default.temporaryDirectory.path + "/whole-\(UUID().uuidString)"
        try Data(text).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        try await Tool.promtool.run(["check", "metrics"], input: path)
    }

    @Test(arguments: [Format.text, .openMetrics]) func badNamesAreReadAsTheyAre(_ format: Format) async throws {
        try await check(WholeExposition().feed.render(format), format)
    }

    /// A recording of three machines with two tunnels each, through the journal's file and the archive.
    @Test(arguments: [Format.text, .openMetrics]) func aRecordingIsRead(_ format: Format) async throws {
        let directory = FileManager.default.temporaryDirectory.path + "/charon-exporter-test-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        var journal = JournalFile()
        for number in 1...3 {
            journal.host = "gw\(number)"
            journal.machine = String(repeating: "\(number)", count: 32)
            for line in ReplayTests.life { journal.charon(line) }
            for line in ReplayTests.life.dropFirst(2) {
                journal.charon(line.replacing("aws-1|1", with: "aws-2|2").replacing("aws-1[1]", with: "aws-2[2]"))
            }
            journal.charon("05[IKE] <aws-1|1> giving up after 5 retransmits")
        }
        try journal.write(to: directory + "/a.journal")
        var settings = Settings()
        settings.set("journal.file", [directory + "/a.journal"])
        settings.set("archive.directory", [directory + "/archive"])
        let collection = try Collection(
            Configuration(settings), logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, follows: false)
        try collection.run()
        collection.archive?.close()
        let facts = collection.archive.map { ArchiveFacts($0) }
        let text = collection.pipeline.withState {
            MetricList.render($0, archive: facts, process: ProcessStatistics.read(), now: $0.now, format: format)
        }
        try await check(text, format)
        let own = try ReadExposition(text, format)
        #expect(own.samples("charon_tunnel_up").count == 6)
        guard format == .openMetrics else { return }
        let downs = own.samples("charon_tunnel_downs_total").compactMap(\.exemplar)
        #expect(downs.compactMap { $0.label("host") } == ["gw1", "gw2", "gw3"])
    }

    /// One bad label set never voids an exposition.
    @Test(arguments: [Format.text, .openMetrics]) func whatIsThereTwiceIsShownOnce(_ format: Format) async throws {
        var whole = try WholeExposition()
        let good = try whole.read(format)
        whole.feed.withState { state in
            state.facts?.pools = [
                .init(name: Name([0xFF]), size: 254, online: 1, offline: 2),
                .init(name: Name([0xFF]), size: 1, online: 3, offline: 4),
                .init(name: Name("\u{FFFD}FF"), size: 1, online: 0, offline: 0),
            ]
            state.facts?.queues = [("high", 0), ("high", 7), ("low", 1)]
        }
        let text = whole.feed.render(format)
        try await check(text, format)
        let read = try ReadExposition(text, format)
        #expect(read.samples("charon_pool_addresses").map(\.value) == ["254", "1"])
        #expect(read.samples("charon_queued_jobs").map(\.value) == ["0", "1"])
        // Nothing else is missing.
        let rest = { (read: ReadExposition) in
            read.samples.filter { !$0.name.hasPrefix("charon_pool_") && !$0.name.hasPrefix("process_") }.map(\.series)
        }
        #expect(rest(read) == rest(good))
    }
}
