import Archive
import Foundation
import Support
import Testing

/// The archive goes on while it is verified.
@Suite struct VerifierMeanwhileTests {
    /// Runs a body once, when so many segments were read.
    private final class Interruption: @unchecked Sendable {
        private let lock = NSLock()
        private var left: Int
        private let body: () throws -> Void

        init(after count: Int, _ body: @escaping () throws -> Void) {
            left = count
            self.body = body
        }

        func call() {
            lock.withLock { left -= 1 }
            guard left == 0 else { return }
            do { try body() } catch { Issue.record("\(error)") }
        }
    }

    /// Segments are sealed, begun, announced and deleted behind the verifier's back. The event that says so is in a
    /// segment that was read before, that was not, or that was not there yet.
    @Test(arguments: 1...8, [0, 1, 2]) func deletionsMeanwhileAreNoDamage(_ count: Int, _ daysLater: Int) throws {
        try withTemporaryDirectory { home in
            let keyFile = home + "/seal.key"
            let key = try SigningKey.generate(keyFile)
            let notices = Notices()
            let archive = try ArchiveFixture(home + "/archive", notices: notices) { $0.signingKey = keyFile }
            for day in 0..<4 { for host in ["a", "b"] { archive.write(host, at: midnight(day)) } }
            let anchors = notices.all.map(\.anchor)
            let interruption = Interruption(after: count) {
                let plan = try archive.writer.plan(Retention(days: 0), now: midnight(4))
                #expect(plan.deletions.map(\.segments.count) == [3, 3] as [Int])
                for host in ["a", "b"] { archive.write(host, at: midnight(3 + daysLater) + 1) }
                for deletion in plan.deletions { announce(deletion, archive, at: midnight(3 + daysLater) + 2) }
                for deletion in plan.deletions { try archive.writer.carryOut(deletion) }
            }
            var verifier = Verifier([home + "/archive"])
            verifier.key = key
            verifier.anchors = anchors
            verifier.threads = 1
            let report = try verifier.run { _, _ in interruption.call() }
            #expect(report.isIntact, "\(report.findings)")
            #expect(report.trust == .proven)
            #expect(report.machines.map(\.name) == ["a", "b"])
            archive.seal()
            #expect(try verifyPath(home + "/archive", key: key) { $0.anchors = anchors }.findings == [])
        }
    }

    /// What goes without a word is missed all the same.
    @Test(arguments: 1...7) func removalsMeanwhileAreDamage(_ count: Int) throws {
        try withTemporaryDirectory { home in
            let archive = try SignedArchive(home, days: 4)
            let segments = try archive.segments("b")
            let interruption = Interruption(after: count) {
                for path in segments[1...2] { try FileManager.default.removeItem(atPath: path) }
            }
            var verifier = Verifier([archive.directory])
            verifier.key = archive.key
            verifier.threads = 1
            let report = try verifier.run { _, _ in interruption.call() }
            // What was read before it went was there.
            #expect(report.isIntact == (count >= 7), "\(report.findings)")
        }
    }
}
