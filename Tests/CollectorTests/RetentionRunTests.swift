import Archive
import Foundation
import Lab
import Support
import Testing

/// The program's own retention: what goes, what is said of it, and what is left.
@Suite(.serialized, .timeLimit(.minutes(2))) struct RetentionRunTests {
    private static let day: UInt64 = 86_400_000_000

    private struct Place {
        var directory: String
        var archive: String { directory + "/archive" }

        var segments: [String] {
            let files = (try? FileManager.default.subpathsOfDirectory(atPath: archive)) ?? []
            return files.filter { $0.hasSuffix(".jsonl.gz") }.sorted {
                ($0 as NSString).lastPathComponent < ($1 as NSString).lastPathComponent
            }
        }

        func events() throws -> [[String: Any]] {
            try segments.flatMap { try gunzip(archive + "/" + $0).split(separator: "\n") }.map {
                try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] ?? [:]
            }
        }

        func start(_ flags: [String] = []) async throws -> ExporterProcess {
            try await ExporterProcess.start(
                [
                    "run", "--journal.directory", directory + "/journal", "--archive.directory", archive,
                    "--state.directory", directory + "/state", "--journal.since", "0", "--archive.flush-interval",
                    "0.05",
                ] + flags, log: directory + "/log")
        }
    }

    /// Days of entries, the last of them today.
    private func withDays(_ days: Int, _ body: (Place, inout JournalFile) async throws -> Void) async throws {
        let directory = FileManager.default.temporaryDirectory.path + "/charon-exporter-keep-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: directory + "/journal", withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let now = UInt64(Date().timeIntervalSince1970) * 1_000_000
        var journal = JournalFile(startingAt: now - UInt64(days - 1) * Self.day)
        for day in 0..<days {
            journal.now = now - UInt64(days - 1 - day) * Self.day
            for line in ReplayTests.life { journal.charon(line) }
        }
        try journal.write(to: directory + "/journal/a.journal")
        try await body(Place(directory: directory), &journal)
    }

    private func wait(_ exporter: ExporterProcess, until condition: (Samples) -> Bool) async throws {
        let isSo = try await poll(every: .milliseconds(50), atMost: .seconds(15)) { () -> Bool? in
            condition(try exporter.metrics()) ? true : nil
        }
        #expect(isSo == true, "\(exporter.errors)")
    }

    @Test func whatIsTooOldGoesAndIsAccountedFor() async throws {
        try await withDays(10) { place, journal in
            var exporter = try await place.start()
            try await wait(exporter) { $0["charon_exporter_archive_segments_total"] == 10 }
            try await exporter.terminate()
            let before = try place.events()
            let all = place.segments
            #expect(all.count == 10)
            let hidden = place.directory + "/hidden"
            try FileManager.default.copyItem(atPath: place.archive, toPath: hidden)

            exporter = try await place.start(["--archive.retain-days", "4"])
            try await wait(exporter) {
                $0["charon_exporter_archive_deleted_segments_total", ["rule": "age"]] ?? 0 > 0
                    && place.segments.count < 10
            }
            #expect(try exporter.metrics()["charon_exporter_archive_size_bytes"] ?? 0 > 0)
            try await exporter.terminate()
            let kept = place.segments
            #expect(kept == Array(all.suffix(kept.count)))
            #expect((5...6).contains(kept.count), "the day after a day's end does not count: \(kept)")

            // What is told is what went, and the chain goes on from there.
            let after = try place.events()
            let tombstones = after.filter { $0["event"] as? String == "segments_deleted" }
            let tombstone = try #require(tombstones.first)
            #expect(tombstones.count == 1)
            let gone = before.count - (after.count - 1)
            #expect(tombstone["class"] as? String == "archive")
            #expect(tombstone["reason"] as? String == "age")
            #expect(tombstone["segments"] as? Int == 10 - kept.count)
            #expect(tombstone["first_seq"] as? Int == 1)
            #expect(tombstone["last_seq"] as? Int == gone)
            #expect(tombstone["events"] as? Int == gone)
            #expect(after.compactMap { $0["seq"] as? Int } == Array((gone + 1)...(before.count + 1)))
            let first = try Segment(path: place.archive + "/" + kept[0]).walk().blocks[0]
            let hash = first.header.previousHash.map { String(format: "%02x", $0) }.joined()
            #expect(tombstone["last_hash"] as? String == hash)

            // A crash between the announcement and the removal.
            for path in all.prefix(2) {
                let target = place.archive + "/" + path
                try FileManager.default.createDirectory(
                    atPath: (target as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
                try FileManager.default.copyItem(atPath: hidden + "/" + path, toPath: target)
            }
            exporter = try await place.start()
            try await wait(exporter) { _ in place.segments == kept }
            journal.now = UInt64(Date().timeIntervalSince1970) * 1_000_000
            journal.charon(ReplayTests.life[2])
            try journal.write(to: place.directory + "/journal/b.journal")
            try await wait(exporter) { $0["charon_exporter_archive_events_total"] == 1 }
            try await exporter.terminate()
            let seqs = try place.events().compactMap { $0["seq"] as? Int }
            #expect(seqs == Array((gone + 1)...(before.count + 2)), "nothing is announced twice")
        }
    }

    @Test(arguments: [true, false]) func theMinimumHoldsAgainstTheSizeAndSaysSo(hasMinimum: Bool) async throws {
        try await withDays(6) { place, _ in
            let minimum = hasMinimum ? ["--archive.minimum-days", "30"] : []
            let exporter = try await place.start(["--archive.retain-bytes", "1500"] + minimum)
            try await wait(exporter) { samples in
                let held = samples["charon_exporter_archive_held_back_bytes", ["rule": "size"]] ?? 0
                let deleted = samples["charon_exporter_archive_deleted_segments_total", ["rule": "size"]] ?? 0
                return hasMinimum ? held > 0 : deleted > 0 && place.segments.count == 6 - Int(deleted)
            }
            try await exporter.terminate()
            #expect((place.segments.count == 6) == hasMinimum)
            #expect(exporter.errors.contains("archive.minimum-days keeps them") == hasMinimum, "\(exporter.errors)")
        }
    }

    @Test func anIdleMachinesSegmentIsSealed() async throws {
        try await withDays(1) { place, _ in
            let exporter = try await place.start(["--archive.segment-seconds", "2"])
            let sealed = try await poll(every: .milliseconds(100), atMost: .seconds(40)) { () -> Bool? in
                guard let last = place.segments.last else { return nil }
                return try Segment(path: place.archive + "/" + last).walk().blocks.last?.header.isSeal == true
                    ? true : nil
            }
            #expect(sealed == true)
            try await exporter.terminate()
        }
    }

    @Test(.enabled(if: SmallDisk.isPermitted, "\(SmallDisk.skipped)"))
    func aFullDiskShortensTheArchiveToTheMinimum() async throws {
        try await withDays(8) { place, journal in
            let disk = try SmallDisk(place.archive)
            defer { disk.remove() }
            let flags = ["--archive.minimum-days", "3", "--archive.reserve-bytes", "65536"]
            let exporter = try await place.start(flags)
            try await wait(exporter) { $0["charon_exporter_archive_segments_total"] == 8 }
            disk.fill()
            journal.now = UInt64(Date().timeIntervalSince1970) * 1_000_000
            for _ in 0..<200 { for line in ReplayTests.life { journal.charon(line) } }
            try journal.write(to: place.directory + "/journal/b.journal")
            try await wait(exporter) {
                $0["charon_exporter_archive_deleted_segments_total", ["rule": "disk_full"]] ?? 0 > 0
            }
            try await wait(exporter) { _ in
                (4...5).contains(place.segments.count) && exporter.errors.contains("archive.minimum-days keeps them")
            }
            disk.free()
            try await wait(exporter) { $0["charon_exporter_archive_writable"] == 1 }
            try await exporter.terminate()
            let seqs = try place.events().compactMap { $0["seq"] as? Int }
            #expect(seqs == Array((seqs.first ?? 0)...(seqs.last ?? 0)))
            let told = try place.events().count { $0["event"] as? String == "child_sa_closed" }
            #expect(told >= 200, "what came while the disk was full is there")
        }
    }

    @Test(arguments: [
        (["--archive.retain-days", "3", "--archive.minimum-days", "5"], "archive.minimum-days: 5 days are to be kept"),
        (["--archive.file-mode", "0440"], "archive.file-mode: \"0440\" is no octal mode"),
        (["--archive.owner", "nobody-at-all"], "archive.owner: there is no user nobody-at-all"),
    ]) func whatCannotBeIsRefused(_ flags: [String], _ problem: String) throws {
        let result = try run(
            [try ExporterProcess.path(), "run", "--archive.directory", "/nonexistent/x"] + flags, expecting: 1)
        #expect((result.out + result.err).contains(problem), "\(result)")
    }
}
