import Foundation
import Lab
import Support
import Synchronization
import Testing

/// What a tortured exporter has: its files, its truth, and the eyes that never leave its counters.
final class Torture: Sendable {
    /// Kills in a test; more in the long run.
    static let rounds = ProcessInfo.processInfo.environment["CHARON_EXPORTER_LONG_TESTS"] == nil ? 20 : 200
    /// A failure is run again with the seed that it shows.
    static let seed = ProcessInfo.processInfo.environment["CHARON_EXPORTER_SEED"].flatMap { UInt64($0) } ?? 1

    let directory: String
    let counters = CounterWatch()
    private let sources: [String]
    private let begin = ContinuousClock.now

    /// - Parameters:
    ///   - sources: flags that name what is read.
    ///   - archive: where the archive is; below `directory` when nil.
    init(_ label: String, sources: [String], archive: String? = nil, state: String? = nil) throws {
        directory = FileManager.default.temporaryDirectory.path + "/charon-exporter-\(label)-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        self.sources = sources
        self.archive = archive ?? directory + "/archive"
        self.state = state ?? directory + "/state"
    }

    let archive: String
    let state: String
    /// A test that fails half-way leaves its exporter running.
    private let launched = Mutex<[ExporterProcess]>([])
    var log: String { directory + "/log" }
    var errors: String { (try? String(contentsOfFile: log, encoding: .utf8)) ?? "" }

    private func arguments(_ more: [String]) -> [String] {
        [
            "run", "--archive.directory", archive, "--state.directory", state, "--journal.since", "0",
            "--archive.flush-interval", "0.02", "--log.level", "info",
        ] + sources + more
    }

    /// Starts the exporter and waits for nothing but its first breath.
    func launch(_ more: [String] = []) throws -> ExporterProcess {
        let exporter = try ExporterProcess.launch(arguments(more), log: log)
        launched.withLock { $0.append(exporter) }
        return exporter
    }

    /// Starts the exporter and waits until it is ready.
    func start(_ more: [String] = []) async throws -> ExporterProcess {
        let exporter = try launch(more)
        try await waitUntilReady(exporter)
        return exporter
    }

    func waitUntilReady(_ exporter: ExporterProcess) async throws {
        let isReady = try await poll(every: .milliseconds(5), atMost: .seconds(30)) { () -> Bool? in
            if let code = exporter.process.exitCode { throw SupportError("it ended with \(code): \(self.errors)") }
            return (try? HTTP.get("/-/ready", port: exporter.port))?.status == 200 ? true : nil
        }
        guard isReady != nil else { throw SupportError("it is not ready: \(errors)") }
    }

    /// Waits until the exporter has counted so many entries.
    func wait(_ exporter: ExporterProcess, entries: Int, atMost time: Duration = .seconds(30)) async throws -> Samples {
        let found = try await poll(every: .milliseconds(20), atMost: time) { () -> Samples? in
            if let code = exporter.process.exitCode { throw SupportError("it ended with \(code): \(self.errors)") }
            guard let samples = try? exporter.metrics() else { return nil }
            self.counters.note(samples)
            let count = samples["charon_exporter_entries_total", ["source": "journal"]] ?? 0
            return count >= Double(entries) && samples["charon_exporter_ready"] == 1 ? samples : nil
        }
        if let found { return found }
        let last = (try? exporter.metrics())?["charon_exporter_entries_total", ["source": "journal"]]
        throw SupportError("\(last ?? -1) of \(entries) entries were counted: \(errors.suffix(2000))")
    }

    // MARK: What it left

    /// The segments in their order.
    func segments() -> [String] {
        let all = (try? FileManager.default.subpathsOfDirectory(atPath: archive)) ?? []
        return all.filter { $0.hasSuffix(".gz") }
            .sorted { ($0 as NSString).lastPathComponent < ($1 as NSString).lastPathComponent }
            .map { archive + "/" + $0 }
    }

    struct Archived {
        /// The texts of entries, in their order.
        var messages: [String] = []
        /// The gaps' reasons, behind which message each is, and since when entries are missing.
        var gaps: [(reason: String, after: Int, since: String?)] = []
    }

    /// Reads the archive as everybody does, with zcat, and checks its numbers.
    func archived() throws -> Archived {
        var archived = Archived()
        var seq = 0
        for segment in segments() {
            for line in try run(["zcat", segment]).out.split(separator: "\n") {
                seq += 1
                let event = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:]
                guard event["seq"] as? Int == seq else {
                    throw SupportError("\(segment): not number \(seq): \(line)")
                }
                if event["event"] as? String == "gap" {
                    archived.gaps.append(
                        (
                            event["reason"] as? String ?? "", archived.messages.count,
                            event["missing_since"] as? String
                        ))
                } else if let message = event["message"] as? String {
                    archived.messages.append(message)
                }
            }
        }
        return archived
    }

    /// Compares entry by entry, and says where the two part.
    func expect(_ messages: [String], toBe expected: [String], sourceLocation: SourceLocation = #_sourceLocation) {
        guard messages != expected else { return }
        let first = zip(messages, expected).enumerated().first { $1.0 != $1.1 }?.offset
        let counts = messages.reduce(into: [:]) { $0[$1, default: 0] += 1 }
        let known = Set(expected)
        let index = first ?? min(messages.count, expected.count)
        Issue.record(
            """
            seed \(Self.seed): \(messages.count) archived, \(expected.count) expected; \
            \(expected.count { counts[$0] == nil }) missing, \(counts.count { $0.value > 1 }) repeated, \
            \(messages.count { !known.contains($0) }) unknown; they part at \(index): \
            \(index < messages.count ? messages[index] : "the end") instead of \
            \(index < expected.count ? expected[index] : "the end")
            \(errors.suffix(3000))
            """, sourceLocation: sourceLocation)
    }

    /// Counters and tunnels against what was said.
    func expect(_ samples: Samples, toShow truth: CharonStory.Truth, sourceLocation: SourceLocation = #_sourceLocation)
    {
        let entries = samples["charon_exporter_entries_total", ["source": "journal"]]
        #expect(entries == Double(truth.entries), "seed \(Self.seed)", sourceLocation: sourceLocation)
        for (name, bytes) in [("received", truth.received), ("sent", truth.sent)] {
            for (connection, count) in bytes {
                #expect(
                    samples["charon_tunnel_\(name)_bytes_total", ["connection": connection, "tunnel": "net"]] == count,
                    "seed \(Self.seed) \(connection)", sourceLocation: sourceLocation)
            }
        }
        #expect(counters.falls.isEmpty, "seed \(Self.seed)", sourceLocation: sourceLocation)
    }

    /// What is shown of charon, and of its events, against a fresh look at the whole journal.
    func expect(
        _ samples: Samples, toEqualReplayOf arguments: [String], sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let fresh = try await ExporterProcess.replay(arguments)
        let names = Set(samples.values.keys).union(fresh.values.keys).filter {
            $0.name.hasPrefix("charon_") && !$0.name.hasPrefix("charon_exporter_")
                || $0.name == "charon_exporter_events_total"
        }
        let differences = names.filter { samples.values[$0] != fresh.values[$0] }.map {
            "\($0): \(samples.values[$0] ?? .nan), in a replay \(fresh.values[$0] ?? .nan)"
        }
        #expect(differences.sorted() == [], "seed \(Self.seed)", sourceLocation: sourceLocation)
    }

    /// Says what was done, and removes the files.
    func end(_ label: String, kills: Int, rounds: Int, entries: Int) {
        let seconds = Double((ContinuousClock.now - begin) / .milliseconds(1)) / 1000
        print(
            "\(label): seed \(Self.seed), \(rounds) rounds, \(kills) kills, \(entries) entries compared, "
                + "\(counters.looks) looks at the counters, \(seconds) s")
    }

    func remove() {
        for exporter in launched.withLock({ $0 }) { exporter.process.send(SIGKILL) }
        try? FileManager.default.removeItem(atPath: directory)
    }
}

/// Looks at counters over all restarts: none may ever fall.
final class CounterWatch: Sendable {
    private struct State {
        var last: [Samples.Series: Double] = [:]
        var falls: [String] = []
        var looks = 0
    }

    private let state = Mutex(State())

    /// What fell, each with its values.
    var falls: [String] { state.withLock { $0.falls } }
    var looks: Int { state.withLock { $0.looks } }

    func note(_ samples: Samples) {
        state.withLock { state in
            state.looks += 1
            for (series, value) in samples.values where Self.isLasting(series.name) {
                if let last = state.last[series], value < last {
                    state.falls.append("\(series): \(last), then \(value)")
                }
                state.last[series] = value
            }
        }
    }

    /// Looks until the exporter is gone.
    func follow(_ exporter: ExporterProcess) -> Task<Void, Never> {
        Task.detached {
            while !exporter.process.hasEnded {
                if let samples = try? exporter.metrics() { self.note(samples) }
                try? await Task.sleep(for: .milliseconds(3))
            }
        }
    }

    /// Whether a restart goes on with it: what is counted `since the start` begins anew.
    private static func isLasting(_ name: String) -> Bool {
        (name.hasSuffix("_total") || name.hasSuffix("_count") || name.hasSuffix("_bucket"))
            && !name.hasPrefix("process_") && !name.hasPrefix("charon_exporter_archive_")
            && name != "charon_exporter_series_dropped_total"
    }
}
