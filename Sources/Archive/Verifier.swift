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

    /// - Parameter paths: archives, directories out of archives, and segments.
    package init(_ paths: [String]) { self.paths = paths }

    /// Reads everything and tells what was found.
    /// - Parameter onProgress: called from several threads, one at a time, with the bytes that are done and all bytes.
    /// - Throws: `ArchiveError` when a path is not there or cannot be listed. A segment that cannot be read is a
    ///   finding.
    package func run(
        onProgress: @escaping @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }
    ) throws(ArchiveError) -> Report {
        let listing = try VerifierListing(paths, machine: machine)
        let segments = listing.segments
        let total = segments.reduce(0) { $0 + $1.size }
        let work = Work(segments, total: total, onProgress: onProgress)
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

        let scans = zip(segments, work.results.withLock { $0 }).map { file, scan in
            if let scan { return scan }
            var scan = SegmentScan(file)
            scan.find(.unreadable, "there was no memory to look at it")
            return scan
        }
        // What was begun meanwhile is not verified; its seals may be between those that were seen.
        let known = Set(segments.map(\.path))
        let late = try VerifierListing(paths, machine: machine).segments.filter { !known.contains($0.path) }
        var conclusion = Conclusion(
            self, Dictionary(grouping: scans, by: \.file.host), kept: listing.keptSeals, late: late)
        conclusion.draw()
        return conclusion.report
    }

    /// The segments, of which each thread takes one after the other.
    private final class Work: Sendable {
        let results: Mutex<[SegmentScan?]>
        private let segments: [SegmentFile]
        private let next = Atomic(0)
        private let done = Mutex(0)
        private let total: Int
        private let onProgress: @Sendable (Int, Int) -> Void

        init(_ segments: [SegmentFile], total: Int, onProgress: @escaping @Sendable (Int, Int) -> Void) {
            self.segments = segments
            self.total = total
            self.onProgress = onProgress
            results = Mutex(Array(repeating: nil, count: segments.count))
        }

        func run(_ anchors: [String: [Anchor]]) {
            guard let checker = BlockChecker() else { return }
            while true {
                let index = next.add(1, ordering: .relaxed).oldValue
                guard index < segments.count else { return }
                let file = segments[index]
                var scanner = SegmentScanner(file, checker: checker, anchors: anchors[file.host] ?? []) {
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
