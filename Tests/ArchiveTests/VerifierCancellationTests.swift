import Archive
import Foundation
import Support
import Testing

/// Who does not want the answer any more need not wait for it.
@Suite struct VerifierCancellationTests {
    /// Counts how often somebody asks, and says yes from some time on.
    private final class Cancellation: @unchecked Sendable {
        private let lock = NSLock()
        private let limit: Int
        private var count = 0

        init(after limit: Int) { self.limit = limit }

        var asked: Int { lock.withLock { count } }

        func ask() -> Bool {
            lock.withLock {
                count += 1
                return count > limit
            }
        }
    }

    private func expectEnd(_ verifier: Verifier, _ onProgress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }) {
        do {
            let report = try verifier.run(onProgress: onProgress)
            Issue.record("it ended with \(report.findings)")
        } catch {
            #expect(error.problem == "it was cancelled before it was done")
        }
    }

    @Test(arguments: [1, 3]) func noSegmentIsReadAfterIt(_ threads: Int) throws {
        try withTemporaryDirectory { home in
            let archive = try SignedArchive(home, days: 8)
            let cancellation = Cancellation(after: 0)
            var verifier = Verifier([archive.directory])
            verifier.threads = threads
            verifier.isCancelled = { cancellation.ask() }
            expectEnd(verifier) { done, _ in Issue.record("\(done) bytes were read") }
        }
    }

    @Test func noBlockIsReadAfterIt() throws {
        try withTemporaryDirectory { directory in
            let archive = try ArchiveFixture(directory)
            for _ in 0..<200 { archive.write(at: midnight(0), events: 1) }
            // Once for the segment, and once for each block.
            let cancellation = Cancellation(after: 21)
            var verifier = Verifier([directory])
            verifier.threads = 1
            verifier.isCancelled = { cancellation.ask() }
            expectEnd(verifier)
            #expect(cancellation.asked < 40)
        }
    }

    /// Behind damage each byte is looked at, and what begins like a block is read.
    @Test func theSearchForTheNextBlockEnds() throws {
        try withTemporaryDirectory { directory in
            let archive = try ArchiveFixture(directory)
            archive.write(at: midnight(0))
            archive.writer.close()
            let path = try archive.segments()[0]
            let block = try bytes(path)
            var damaged = block
            damaged[damaged.count - 12] ^= 1
            try write(block + [0] + (0..<200).flatMap { _ in damaged + [0] }, path)
            let cancellation = Cancellation(after: 20)
            var verifier = Verifier([directory])
            verifier.threads = 1
            verifier.isCancelled = { cancellation.ask() }
            expectEnd(verifier)
            #expect(cancellation.asked < 40)
        }
    }

    @Test func whatIsNeverCancelledIsAsBefore() throws {
        try withTemporaryDirectory { home in
            let archive = try SignedArchive(home)
            let cancellation = Cancellation(after: .max)
            let report = try archive.verify { $0.isCancelled = { cancellation.ask() } }
            #expect(report.isIntact && report.trust == .proven)
            // Six segments of three blocks.
            #expect(cancellation.asked > 18)
        }
    }
}
