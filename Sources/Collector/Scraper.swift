internal import Exposition
internal import Synchronization
internal import Threads

/// Renders the metrics for whoever asks, on a thread of its own.
///
/// All who ask while a text is being made get the next one together: it is of a time after each of them asked, and
/// however many ask, one text is made at a time.
final class Scraper: Sendable {
    /// A text that was rendered.
    final class Text: Sendable {
        let bytes: [UInt8]
        private let kept: Kept

        fileprivate init(_ bytes: [UInt8], _ kept: Kept) {
            self.bytes = bytes
            self.kept = kept
            kept.add(bytes.count)
        }

        deinit { kept.add(-bytes.count) }
    }

    /// How many bytes of texts there are that are still being sent to somebody.
    fileprivate final class Kept: Sendable {
        private let bytes = Mutex(0)

        func add(_ count: Int) { bytes.withLock { $0 += count } }

        var count: Int { bytes.withLock { $0 } }
    }

    private struct Job: Sendable {
        var kind: Format.Kind
        var answer: CheckedContinuation<Text?, Never>
    }

    private let jobs = Channel<Job>(capacity: .max)
    private let kept = Kept()
    private let thread: Mutex<WorkerThread?>

    /// Texts that slow clients keep may be so many bytes: further scrapes are turned away then.
    private static let maximumKept = 128 << 20

    /// Starts the thread.
    /// - Parameters:
    ///   - prepare: called before a text is made.
    ///   - render: makes it.
    /// - Throws: `ThreadError` when the system has no room for another thread.
    init(prepare: @escaping @Sendable () -> Void, render: @escaping @Sendable (Format) -> [UInt8]) throws(ThreadError) {
        let (jobs, kept) = (jobs, kept)
        thread = Mutex(nil)
        let worker = try WorkerThread(name: "scrapes") {
            while case .element(let first) = jobs.receive() {
                var batch = [first]
                while let next = jobs.poll() { batch.append(next) }
                guard kept.count < Self.maximumKept else {
                    for job in batch { job.answer.resume(returning: nil) }
                    continue
                }
                prepare()
                for kind in Format.Kind.allCases {
                    let asking = batch.filter { $0.kind == kind }
                    guard !asking.isEmpty else { continue }
                    let text = Text(render(Format(kind)), kept)
                    for job in asking { job.answer.resume(returning: text) }
                }
            }
        }
        thread.withLock { $0 = worker }
    }

    /// The metrics as they are now.
    /// - Returns: nil when too many are being sent, or after `stop`.
    func scrape(_ kind: Format.Kind) async -> Text? {
        await withCheckedContinuation { answer in
            if !jobs.send(Job(kind: kind, answer: answer)) { answer.resume(returning: nil) }
        }
    }

    /// Makes no more texts; waits for the one that is being made.
    func stop() {
        jobs.close()
        thread.withLock { thread in
            thread?.join()
            thread = nil
        }
    }
}
