internal import Exposition
internal import Synchronization
internal import Threads
internal import Web

/// Renders the metrics for whoever asks, on a thread of its own.
///
/// All who ask while a text is being made get the next one together: it is of a time after each of them asked, and
/// however many ask, one text is made at a time. The part of it that has not changed since the last one is not made again.
final class Scraper: Sendable {
    /// What is asked for.
    struct Form: Sendable, Hashable {
        var kind: Format.Kind
        var isCompressed: Bool
    }

    /// A text as it was asked for.
    struct Text: Sendable {
        let pieces: [Piece]
        /// They count for as long as somebody has it.
        fileprivate let parts: [Part]
    }

    /// A part of a text, or of a compressed one.
    fileprivate final class Part: Sendable {
        let piece: Piece
        let gzip: GzipPart?
        private let kept: Kept

        init(_ bytes: [UInt8], _ kept: Kept) {
            piece = Piece(bytes)
            gzip = nil
            self.kept = kept
            kept.add(piece.count)
        }

        /// Nil when it cannot be compressed.
        init?(compressing part: Part) {
            guard let gzip = GzipPart(part.piece) else { return nil }
            self.gzip = gzip
            piece = gzip.piece
            kept = part.kept
            kept.add(piece.count)
        }

        deinit { kept.add(-piece.count) }
    }

    /// How many bytes of texts there are that are still being sent to somebody.
    fileprivate final class Kept: Sendable {
        private let bytes = Mutex(0)

        func add(_ count: Int) { bytes.withLock { $0 += count } }

        var count: Int { bytes.withLock { $0 } }
    }

    /// What a scrape needs of the exporter.
    struct Source: Sendable {
        /// Called before a text is made.
        var prepare: @Sendable () -> Void
        /// Makes it, as `Collection.metricParts`.
        var render: @Sendable (Format, StateKey?, () -> Void) -> Collection.MetricParts
    }

    private struct Job: Sendable {
        var form: Form
        var answer: CheckedContinuation<Text?, Never>
    }

    /// The thread's work.
    private struct Work {
        let source: Source
        let kept: Kept
        /// The state's part of the last text of each format, and the same compressed once it was asked for.
        private var last: [Format.Kind: (key: StateKey, part: Part, compressed: Part?)] = [:]

        init(_ source: Source, _ kept: Kept) {
            self.source = source
            self.kept = kept
        }

        mutating func answer(_ jobs: [Job]) {
            // What is kept for the next is nobody's yet.
            if kept.count >= Scraper.maximumKept { forget() }
            guard kept.count < Scraper.maximumKept else {
                for job in jobs { job.answer.resume(returning: nil) }
                return
            }
            source.prepare()
            for kind in Format.Kind.allCases where jobs.contains(where: { $0.form.kind == kind }) {
                let exporter = render(kind)
                for isCompressed in [false, true] {
                    let asking = jobs.filter { $0.form == Form(kind: kind, isCompressed: isCompressed) }
                    guard !asking.isEmpty else { continue }
                    let text = isCompressed ? compressed(kind, exporter) : plain(kind, exporter)
                    for job in asking { job.answer.resume(returning: text) }
                }
            }
        }

        /// - Returns: the exporter's part; the state's is in `last`.
        private mutating func render(_ kind: Format.Kind) -> Part {
            let key = last[kind]?.key
            let parts = source.render(Format(kind), key) { last[kind] = nil }
            if let state = parts.state { last[kind] = (parts.key, Part(state, kept), nil) }
            return Part(parts.exporter, kept)
        }

        private func plain(_ kind: Format.Kind, _ exporter: Part) -> Text {
            let parts = (last[kind].map { [$0.part] } ?? []) + [exporter]
            return Text(pieces: parts.map(\.piece), parts: parts)
        }

        /// Nil when there is no memory for it.
        private mutating func compressed(_ kind: Format.Kind, _ exporter: Part) -> Text? {
            if let state = last[kind], state.compressed == nil {
                last[kind]?.compressed = Part(compressing: state.part)
            }
            guard let state = last[kind]?.compressed, let exporter = Part(compressing: exporter) else { return nil }
            let parts = [state, exporter]
            return Text(pieces: GzipPart.file(parts.compactMap(\.gzip)), parts: parts)
        }

        /// Nobody has asked for a while.
        mutating func forget() { last = [:] }

        var hasNothing: Bool { last.isEmpty }
    }

    private let jobs = Channel<Job>(capacity: .max)
    private let thread: Mutex<WorkerThread?>

    /// Texts that slow clients keep may be so many bytes: further scrapes are turned away then.
    private static let maximumKept = 128 << 20
    /// How long the last text is kept for the next; milliseconds.
    private static let patience = 2_000

    /// Starts the thread.
    /// - Throws: `ThreadError` when the system has no room for another thread.
    init(_ source: Source) throws(ThreadError) {
        let jobs = jobs
        let kept = Kept()
        thread = Mutex(nil)
        let worker = try WorkerThread(name: "scrapes") {
            var work = Work(source, kept)
            while true {
                switch jobs.receive(milliseconds: work.hasNothing ? nil : Self.patience) {
                case .element(let first):
                    var batch = [first]
                    while let next = jobs.poll() { batch.append(next) }
                    work.answer(batch)
                case .timedOut: work.forget()
                case .closed: return
                }
            }
        }
        thread.withLock { $0 = worker }
    }

    /// The metrics as they are now.
    /// - Returns: nil when too many are being sent, or after `stop`.
    func scrape(_ form: Form) async -> Text? {
        await withCheckedContinuation { answer in
            if !jobs.send(Job(form: form, answer: answer)) { answer.resume(returning: nil) }
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
