import Archive
import Foundation
import Lab
import Support
import Synchronization
import Testing
import Web

@testable import Collector

/// What the exporter shows of the check of its archive.
@Suite struct VerificationEndpointTests {
    private final class Texts: Sendable {
        private let texts = Mutex<[String]>([])
        func add(_ text: String) { texts.withLock { $0.append(text) } }
        var all: [String] { texts.withLock { $0 } }
    }

    private func samples(_ api: API) -> Samples { Samples(String(decoding: api.collection.metrics(), as: UTF8.self)) }

    private func status(_ api: API) async throws -> (whole: [String: Any], verification: [String: Any]?) {
        let status = try await api.get("/api/v1/status").json
        let archive = try #require(status["archive"] as? [String: Any])
        return (status, archive["verification"] as? [String: Any])
    }

    private func keeper(_ api: API) throws -> VerificationKeeper {
        guard let keeper = api.collection.verification else { throw SupportError("nothing is verified") }
        return keeper
    }

    private let timestamp = "charon_exporter_archive_verified_timestamp_seconds"
    private let intact = "charon_exporter_archive_intact"

    @Test func theResultIsShownAndDamageIsRemarkedOn() async throws {
        try await withAPI(API.archive(segmentBytes: 1 << 16), follows: true) { api in
            for number in 0..<4 { api.append(UInt64(number * 100 + 1)...UInt64(number * 100 + 100), noise: 1000) }
            let keeper = try self.keeper(api)
            #expect(samples(api)[timestamp] == 0 && samples(api)[intact] == nil, "unknown")
            let never = try await status(api)
            #expect(never.verification == nil)

            let running = Texts()
            let isDone = keeper.check { _ in
                guard case .bytes(let body) = APIEndpoints.status(api.collection).body else { return }
                running.add(String(decoding: body, as: UTF8.self))
            }
            #expect(isDone)
            let told = running.all.last ?? ""
            #expect(told.contains("\"verification\":{\"running\":true,\"progress\":1.0}"), "\(told)")
            let last = try #require(keeper.last)
            #expect(samples(api)[intact] == 1)
            let shown = try #require(samples(api)[timestamp])
            #expect(abs(shown - Double(last.checkedAt) / 1_000_000) < 0.001)
            let afterwards = try await status(api)
            let good = try #require(afterwards.verification)
            #expect(good["running"] as? Bool == false && good["progress"] == nil && good["intact"] as? Bool == true)
            #expect(good["segments"] as? UInt64 == last.segments && good["bytes"] as? UInt64 == last.bytes)
            #expect(good["events"] as? Int == 400 && (good["problems"] as? [String])?.isEmpty == true)
            #expect(good["checked_at"] is String && good["seconds"] is Double)

            let path = try #require(
                try FileManager.default.subpathsOfDirectory(atPath: api.directory + "/archive").sorted().first {
                    $0.hasSuffix(".jsonl.gz")
                })
            try EvidenceFixture.flip(api.directory + "/archive/" + path, at: EvidenceFixture.contentHash)
            #expect(keeper.check())
            #expect(samples(api)[intact] == 0)
            let damaged = try await status(api)
            let bad = try #require(damaged.verification)
            let problems = bad["problems"] as? [String] ?? []
            #expect(bad["intact"] as? Bool == false && problems.first?.contains(path) == true)
            let remarks = api.collection.pipeline.withState { Exporter.remarks($0, keeper.last) }
            #expect(remarks.count == 1 && remarks.first?.contains(path) == true)
        }
    }

    /// The status says so where the log was read.
    @Test func damageIsAmongTheRemarksOfTheStatus() async throws {
        let yaml = "journal: { file: DIR/a.journal }\n" + API.archive()
        let prepare = { (directory: String) in
            var journal = JournalFile()
            for line in ReplayTests.life { journal.charon(line) }
            try journal.write(to: directory + "/a.journal")
        }
        try await withAPI(yaml, follows: true, prepare: prepare) { api in
            let endings = Texts()
            Thread.detachNewThread {
                do { try api.collection.run() } catch { Issue.record("\(error)") }
                endings.add("ended")
            }
            // What is of a day that is over is sealed at once.
            let isSealed = try await poll(every: .milliseconds(20), atMost: .seconds(60)) {
                api.collection.archive?.currentTails["gw"]?.lastSeal == nil ? nil : true
            }
            #expect(isSealed == true)
            let keeper = try self.keeper(api)
            #expect(keeper.check())
            let intact = try await status(api)
            #expect(intact.whole["remarks"] as? [String] == [])
            let path = api.directory + "/archive/dt=2026-05-28/host=gw/charon-0000000000000001.jsonl.gz"
            try EvidenceFixture.flip(path, at: EvidenceFixture.contentHash)
            #expect(keeper.check())
            let damaged = try await status(api)
            let remarks = damaged.whole["remarks"] as? [String] ?? []
            #expect(remarks.count == 1 && remarks.first?.contains(path) == true, "\(remarks)")
            api.collection.stop()
            let isOver = try await poll(every: .milliseconds(20), atMost: .seconds(60)) {
                endings.all.isEmpty ? nil : true
            }
            #expect(isOver == true)
            #expect(!keeper.check(), "it was stopped too")
        }
    }

    @Test(arguments: [true, false]) func nothingIsVerifiedWhereNobodyWantsIt(_ follows: Bool) async throws {
        let yaml = API.archive().replacing("{ ", with: "{ verify-interval: \(follows ? 0 : 86_400), ")
        try await withAPI(yaml, follows: follows) { api in
            api.append(1...10)
            #expect(api.collection.verification == nil)
            #expect(samples(api)[timestamp] == 0 && samples(api)[intact] == nil)
            let never = try await status(api)
            #expect(never.verification == nil)
        }
    }
}
