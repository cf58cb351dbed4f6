internal import Glibc
internal import Synchronization
internal import Threads

/// Checks an archive, whole or in part, where it lies or where it was copied to. Nothing is changed.
///
/// Every byte is looked at: blocks by their CRC, length and hash; the chain of hashes and the numbers of the events
/// within and across a machine's segments; seals and signatures over all machines. Segments are read in parallel, one
/// block at a time.
package struct Verifier: Sendable {
    /// Archives, directories out of archives, and segments.
    package var paths: [String]
    /// The key from which on seals must be signed; nil: they must only fit each other.
    package var key: VerificationKey?
    /// What must be in the archive, or have been deleted from it by rule.
    package var anchors: [Anchor] = []
    /// The directory name of the machine whose segments lie in no directory `host=…`.
    package var machine: String?
    /// How many threads read; nil: one for each processor.
    package var threads: Int?
    /// Is asked before each segment and block, by several threads; true ends the verifying.
    package var isCancelled: @Sendable () -> Bool = { false }

    /// - Parameter paths: archives, directories out of archives, and segments.
    package init(_ paths: [String]) { self.paths = paths }

    /// Reads everything and tells what was found.
    /// - Parameter onProgress: called from several threads, one at a time, with the bytes that are done and all bytes.
    /// - Throws: `ArchiveError` when a path is not there or cannot be listed, and when it was cancelled: what was found
    ///   by then says nothing of the whole. A segment that cannot be read is a finding.
    package func run(
        onProgress: @escaping @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }
    ) throws(ArchiveError) -> Report {
        var listing = try VerifierListing(paths, machine: machine)
        let total = listing.segments.reduce(0) { $0 + $1.size }
        var scans: [String: SegmentScan] = [:]
        var waiting = listing.segments
        for _ in 0..<Self.maximumPasses where !waiting.isEmpty {
            var gone: Set<String> = []
            for scan in read(waiting, Work(waiting, total: total, isCancelled, onProgress)) {
                scans[scan.file.path] = scan
                if scan.isGone { gone.insert(scan.file.host) }
            }
            try goOn()
            // Also the seals of what was deleted meanwhile are kept by now.
            listing = try VerifierListing(paths, machine: machine)
            // The event that tells of the deletion may be in what was not there yet, or was read before it came.
            waiting = listing.segments.filter { gone.contains($0.host) && scans[$0.path]?.seal == nil }
        }
        // What else was begun meanwhile is not verified; its seals may be between those that were seen.
        let late = listing.segments.filter { scans[$0.path] == nil }
        let machines = Dictionary(grouping: scans.values, by: \.file.host).mapValues(Self.present)
        var conclusion = Conclusion(self, machines, kept: listing.keptSeals, late: late)
        conclusion.draw()
        try goOn()
        return conclusion.report
    }

    /// - Throws: when it was cancelled.
    private func goOn() throws(ArchiveError) {
        guard isCancelled() else { return }
        throw ArchiveError(
            action: "verify", path: paths.joined(separator: ", "), problem: "it was cancelled before it was done")
    }

    /// How often segments are read that came while others went; somebody would have to delete faster than that.
    private static let maximumPasses = 10

    /// What is there of a machine, in the order of its numbers. Deletions take the oldest first: what comes before a
    /// segment that is gone went with it, whether it was read before or not.
    private static func present(_ scans: [SegmentScan]) -> [SegmentScan] {
        let scans = scans.sorted { ($0.file.seq, $0.file.path) < ($1.file.seq, $1.file.path) }
        let end = scans.lastIndex { !$0.isGone } ?? 0
        let start = scans[..<end].lastIndex { $0.isGone }.map { $0 + 1 } ?? 0
        return scans[start...].filter { !$0.isGone }
    }

    private func read(_ segments: [SegmentFile], _ work: Work) -> [SegmentScan] {
        let anchors = Dictionary(grouping: anchors, by: \.machine)
        let count = min(max(1, threads ?? Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))), max(1, segments.count))
        var workers: [WorkerThread] = []
        for _ in 1..<max(2, count) where count > 1 {
            // With too few threads it takes longer, that is all.
            guard let worker = try? WorkerThread(name: "verifier", body: { work.run(anchors) }) else { break }
            workers.append(worker)
        }
        work.run(anchors)
        for worker in workers { worker.join() }
        return zip(segments, work.results.withLock { $0 }).map { file, scan in
            if let scan { return scan }
            var scan = SegmentScan(file)
            scan.find(.unreadable, "there was no memory to look at it")
            return scan
        }
    }

    /// The segments, of which each thread takes one after the other.
    private final class Work: Sendable {
        let results: Mutex<[SegmentScan?]>
        private let segments: [SegmentFile]
        private let next = Atomic(0)
        private let done = Mutex(0)
        private let total: Int
        private let isCancelled: @Sendable () -> Bool
        private let onProgress: @Sendable (Int, Int) -> Void

        init(
            _ segments: [SegmentFile], total: Int, _ isCancelled: @escaping @Sendable () -> Bool,
            _ onProgress: @escaping @Sendable (Int, Int) -> Void
        ) {
            self.segments = segments
            self.total = total
            self.isCancelled = isCancelled
            self.onProgress = onProgress
            results = Mutex(Array(repeating: nil, count: segments.count))
        }

        func run(_ anchors: [String: [Anchor]]) {
            guard let checker = BlockChecker() else { return }
            while !isCancelled() {
                let index = next.add(1, ordering: .relaxed).oldValue
                guard index < segments.count else { return }
                let file = segments[index]
                var scanner = SegmentScanner(
                    file, checker: checker, anchors: anchors[file.host] ?? [], isCancelled: isCancelled
                ) {
                    self.note($0)
                }
                let scan = scanner.run()
                results.withLock { $0[index] = scan }
            }
        }

        private func note(_ bytes: Int) {
            done.withLock { done in
                done = min(done + bytes, total)
                onProgress(done, total)
            }
        }
    }
}
