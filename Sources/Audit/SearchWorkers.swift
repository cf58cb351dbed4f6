internal import Archive
internal import Bytes
internal import Synchronization
internal import Threads

/// What a worker found in a batch.
struct BatchResult: Sendable {
    /// The lines that match, one behind the other.
    var lines: [UInt8] = []
    /// Where each line is in `lines`.
    var ranges: [ByteRange] = []
    var problems: [SearchProblem] = []
    var blocks = 0
    var bytes = 0
}

/// Threads that uncompress and filter batches.
final class SearchWorkers: Sendable {
    private struct Job: Sendable {
        let batch: Batch
        let answer: Channel<BatchResult>
    }

    private let query: Query
    private let matcher: LineMatcher
    private let jobs: Channel<Job>
    private let isStopped = Atomic(false)
    private let threads = Mutex<[WorkerThread]>([])

    /// - Parameter hosts: values of the key `host` that are wanted; none: all.
    init(_ query: Query, hosts: [String], count: Int, queue: Int) {
        self.query = query
        matcher = LineMatcher(query, hosts: hosts)
        jobs = Channel(capacity: queue)
        var started: [WorkerThread] = []
        for _ in 0..<count {
            // With fewer threads it takes longer; with none the caller's own does it.
            guard let thread = try? WorkerThread(name: "search", body: { [weak self] in self?.run() }) else { break }
            started.append(thread)
        }
        threads.withLock { $0 = started }
    }

    /// Has a batch read; the answer comes once.
    func submit(_ batch: Batch) -> Channel<BatchResult> {
        let answer = Channel<BatchResult>(capacity: 1)
        if threads.withLock({ $0.isEmpty }) {
            let inflater = BlockInflater()
            answer.send(read(batch, inflater))
        } else {
            jobs.send(Job(batch: batch, answer: answer))
        }
        return answer
    }

    /// Ends the threads; what they were not done with is left.
    func stop() {
        isStopped.store(true, ordering: .relaxed)
        jobs.close()
        for thread in threads.withLock({ $0 }) { thread.join() }
    }

    private func run() {
        let inflater = BlockInflater()
        while case .element(let job) = jobs.receive() {
            if isStopped.load(ordering: .relaxed) { return }
            job.answer.send(read(job.batch, inflater))
        }
    }

    private func read(_ batch: Batch, _ inflater: BlockInflater) -> BatchResult {
        var result = BatchResult()
        for (index, block) in batch.blocks.enumerated() {
            do throws(ArchiveError) {
                guard try inflater.read(block, of: batch.segment) else {
                    let isTail = batch.isAtEnd && index + 1 == batch.blocks.count
                    result.problems.append(
                        SearchProblem(
                            kind: isTail ? .unfinished : .damagedBlock, path: batch.segment.path, offset: block.offset,
                            seqs: block.firstSeq <= block.lastSeq ? block.firstSeq...block.lastSeq : nil))
                    continue
                }
            } catch {
                result.problems.append(SearchProblem(kind: .unreadable("\(error)"), path: batch.segment.path))
                continue
            }
            result.blocks += 1
            result.bytes += inflater.count
            let isWithin = block.firstTime >= query.since ?? 0 && block.lastTime < query.until ?? .max
            let content = inflater.content.span
            matcher.scan(content, count: inflater.count, isWithin: isWithin) { line in
                let start = result.lines.count
                result.lines.append(content, line)
                result.ranges.append(ByteRange(start, result.lines.count))
            }
        }
        return result
    }
}
