import Foundation
import Lab
import Support
import Testing

/// An archive that cannot be written for a while: the exporter says so, goes on serving, and catches up by itself.
@Suite(.serialized) struct FullDiskTests {
    enum Place: CaseIterable, Sendable {
        case archive, archiveAndState
    }

    private func withStage(
        _ label: String, _ place: Place, _ body: (SmallDisk, LiveJournal, Torture, CharonStory) async throws -> Void
    ) async throws {
        try await TortureTests.withJournal(label) { journal in
            let disk = try SmallDisk(
                FileManager.default.temporaryDirectory.path + "/charon-exporter-disk-\(UUID().uuidString)")
            defer { disk.remove() }
            let torture = try Torture(
                label, sources: TortureTests.flags(journal) + ["--archive.reserve-bytes", "0"],
                archive: disk.path + "/archive",
                state: place == .archive ? nil : disk.path + "/state")
            defer { torture.remove() }
            let story = CharonStory(seed: Torture.seed) { try journal.charon($0) }
            try await body(disk, journal, torture, story)
        }
    }

    /// What must be seen from outside while nothing can be archived.
    private func expectTrouble(
        _ exporter: ExporterProcess, _ torture: Torture, readsArchive: Bool = true
    ) async throws {
        let ready = try await poll(every: .milliseconds(20), atMost: .seconds(10)) { () -> HTTP.Response? in
            let ready = try HTTP.get("/-/ready", port: exporter.port)
            return ready.status == 503 && ready.body.contains("the archive") ? ready : nil
        }
        #expect(ready != nil, "it is ready: \(torture.errors)")
        let samples = try exporter.metrics()
        torture.counters.note(samples)
        let errors = samples["charon_exporter_archive_write_errors_total"] ?? 0
        #expect(errors > 0)
        #expect(try HTTP.get("/-/healthy", port: exporter.port).status == 200)
        // What could not be written to its end is nothing that a reader stumbles over.
        if readsArchive { _ = try torture.archived() }
        let rising = try await poll(every: .milliseconds(50), atMost: .seconds(10)) { () -> Bool? in
            let count = try exporter.metrics()["charon_exporter_archive_write_errors_total"] ?? 0
            return count > errors ? true : nil
        }
        #expect(rising == true)
    }

    private func expectAll(
        _ exporter: ExporterProcess, _ torture: Torture, _ story: CharonStory
    ) async throws {
        let truth = story.truth
        let samples = try await torture.wait(exporter, entries: truth.entries, atMost: .seconds(60))
        torture.expect(samples, toShow: truth)
        try await torture.waitUntilReady(exporter)
        #expect(try await exporter.terminate() == 0)
        let archived = try torture.archived()
        torture.expect(archived.messages, toBe: truth.archived)
        #expect(archived.gaps.map(\.reason) == [])
    }

    @Test(
        .enabled(if: SmallDisk.isPermitted, "\(SmallDisk.skipped)"), .timeLimit(.minutes(6)), arguments: Place.allCases)
    func aFullDiskHoldsTheArchiveUpAndLosesNothing(_ place: Place) async throws {
        try await withStage("full", place) { disk, journal, torture, story in
            try story.tell(500)
            var exporter = try await torture.start()
            _ = try await torture.wait(exporter, entries: 500)
            disk.fill()
            let writing = story.tellOn()
            defer { writing.cancel() }
            try story.tell(5000)
            try await expectTrouble(exporter, torture)
            // The tunnels are watched all the same.
            _ = try await torture.wait(exporter, entries: 5500, atMost: .seconds(5))
            try await Task.sleep(for: .milliseconds(300))
            _ = try await torture.wait(exporter, entries: story.truth.entries, atMost: .seconds(5))
            disk.free()
            try await torture.waitUntilReady(exporter)
            // Once more, and this time it does not live to see the end.
            disk.fill()
            try story.tell(5000)
            try await expectTrouble(exporter, torture)
            try await exporter.kill()
            disk.free()
            exporter = try await torture.start()
            writing.cancel()
            try await writing.value
            try await journal.synchronize()
            try await expectAll(exporter, torture, story)
        }
    }

    /// What was missed is read again, and it dies on the way there, or is stopped.
    @Test(
        .enabled(if: SmallDisk.isPermitted, "\(SmallDisk.skipped)"), .timeLimit(.minutes(6)), arguments: [true, false])
    func whoeverEndsItWhileItReadsAgainLosesNothing(isKilled: Bool) async throws {
        try await withStage(isKilled ? "rekill" : "restop", .archive) { disk, journal, torture, story in
            try story.tell(500)
            var exporter = try await torture.start()
            _ = try await torture.wait(exporter, entries: 500)
            for (round, milliseconds) in [20, 120, 300].enumerated() {
                disk.fill()
                // Many batches.
                try story.tell(9000)
                try await journal.synchronize()
                _ = try await torture.wait(exporter, entries: story.truth.entries, atMost: .seconds(60))
                // What was counted may not be on its way to the archive yet.
                try await expectTrouble(exporter, torture)
                disk.free()
                let isReading = try await poll(every: .milliseconds(2), atMost: .seconds(40)) { () -> Bool? in
                    torture.errors.components(separatedBy: "is read once more").count > round + 1 ? true : nil
                }
                #expect(isReading == true, "\(torture.errors)")
                try await Task.sleep(for: .milliseconds(milliseconds))
                if isKilled { try await exporter.kill() } else { try await exporter.terminate() }
                exporter = try await torture.start()
                _ = try await torture.wait(exporter, entries: story.truth.entries, atMost: .seconds(60))
            }
            try await expectAll(exporter, torture, story)
        }
    }

    /// Whoever restarts a service whose disk is full wants to see its tunnels all the more.
    @Test(
        .enabled(if: SmallDisk.isPermitted, "\(SmallDisk.skipped)"), .timeLimit(.minutes(6)), arguments: Place.allCases)
    func itStartsOnAFullDisk(_ place: Place) async throws {
        try await withStage("start", place) { disk, journal, torture, story in
            try story.tell(500)
            let first = try await torture.start()
            _ = try await torture.wait(first, entries: 500)
            disk.fill()
            #expect(try await first.terminate() == 0)
            try story.tell(500)
            let exporter = try torture.launch()
            let answer = try await poll(every: .milliseconds(20), atMost: .seconds(10)) { () -> Samples? in
                if let code = exporter.process.exitCode {
                    throw SupportError("it ended with \(code): \(torture.errors)")
                }
                return try? exporter.metrics()
            }
            #expect(answer != nil)
            try await expectTrouble(exporter, torture)
            disk.free()
            try await expectAll(exporter, torture, story)
        }
    }

    @Test(.timeLimit(.minutes(6))) func aFileInTheDirectorysPlaceHoldsTheArchiveUp() async throws {
        try await TortureTests.withJournal("place") { journal in
            // With segments this short the next one is needed soon.
            let torture = try Torture(
                "place", sources: TortureTests.flags(journal) + ["--archive.segment-seconds", "1"])
            defer { torture.remove() }
            let story = CharonStory(seed: Torture.seed) { try journal.charon($0) }
            try story.tell(500)
            let exporter = try await torture.start()
            _ = try await torture.wait(exporter, entries: 500)
            _ = try await poll(every: .milliseconds(10), atMost: .seconds(5)) {
                torture.segments().isEmpty ? nil : true
            }
            let days = try FileManager.default.contentsOfDirectory(atPath: torture.archive)
                .filter { $0.hasPrefix("dt=") }.map { torture.archive + "/" + $0 }
            for day in days {
                try FileManager.default.moveItem(atPath: day, toPath: day + ".away")
                try Data().write(to: URL(fileURLWithPath: day))
            }
            try await Task.sleep(for: .milliseconds(1500))
            try story.tell(500)
            try await expectTrouble(exporter, torture, readsArchive: false)
            for day in days {
                try FileManager.default.removeItem(atPath: day)
                try FileManager.default.moveItem(atPath: day + ".away", toPath: day)
            }
            try await expectAll(exporter, torture, story)
        }
    }
}
