internal import Archive
internal import CharonLog
internal import Glibc
package import Logging
internal import Journal

/// The command `replay`: reads the journal to its end, archives, prints the metrics, and ends.
package struct Replay {
    private let configuration: Configuration
    private let logger: Logger
    private var shownAt = 0.0
    private let startedAt = Clock.seconds()

    package init(_ configuration: Configuration, logger: Logger) {
        self.configuration = configuration
        self.logger = logger
    }

    /// Replays.
    /// - Parameter metricsFile: where to write the metrics; `-` is standard output, nil is nowhere.
    /// - Throws: what keeps it from reading or archiving to the end.
    package mutating func run(metricsFile: String?) throws {
        if let journal = configuration.journal { try JournalAccess.check(journal) }
        let collection = try Collection(configuration, logger: logger, follows: false)
        let showsProgress = isatty(2) == 1
        try collection.run { pipeline in
            if showsProgress { showProgress(pipeline) }
        }
        collection.archive?.close()
        if showsProgress { Self.write("\r\u{1B}[K", to: 2) }
        if let archive = collection.archive, let problem = archive.statistics.problem {
            throw ArchiveError(action: "complete", path: configuration.archive?.directory ?? "", problem: problem)
        }
        if let metricsFile {
            let text = collection.metrics()
            if metricsFile == "-" {
                Self.write(String(decoding: text, as: UTF8.self), to: 1)
            } else if Self.isDevice(metricsFile) {
                try Self.write(text, toDevice: metricsFile)
            } else {
                try Directory.replace(metricsFile, with: text)
            }
        }
        Self.write(summary(collection), to: 2)
    }

    /// Whether it is there and no regular file: it is written to and never replaced, such as `/dev/null` or a pipe.
    private static func isDevice(_ path: String) -> Bool {
        var status = stat()
        return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG
    }

    private static func write(_ text: [UInt8], toDevice path: String) throws(ArchiveError) {
        let descriptor = unsafe open(path, O_WRONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw ArchiveError(
                action: "open", path: path, problem: unsafe String(cString: strerror(errno)))
        }
        defer { close(descriptor) }
        write(String(decoding: text, as: UTF8.self), to: descriptor)
    }

    /// One line that is written over: entries, rate, position in time; five times a second.
    private mutating func showProgress(_ pipeline: borrowing Pipeline) {
        let now = Clock.seconds()
        guard now - shownAt > 0.2 else { return }
        shownAt = now
        let (entries, position) = pipeline.withState { ($0.counters.allEntries, $0.counters.lastEntryAt) }
        let rate = UInt64(Double(entries) / max(0.001, now - startedAt))
        Self.write("\r\u{1B}[K\(entries) entries, \(rate) a second, at \(Self.time(position))", to: 2)
    }

    /// What was read, in a few lines.
    private func summary(_ collection: Collection) -> String {
        let seconds = Clock.seconds() - startedAt
        return collection.pipeline.withState { state in
            let counters = state.counters
            let rate = UInt64(Double(counters.allEntries) / max(0.001, seconds))
            var text = "\(counters.allEntries) entries in \((seconds * 1000).rounded() / 1000) s (\(rate) a second)\n"
            if counters.allEntries > 0 {
                text += "from \(Self.time(state.firstEntryAt)) to \(Self.time(counters.lastEntryAt))\n"
            }
            let gaps = counters.gaps.values.reduce(0, +)
            text += "gaps: \(gaps)"
            if gaps > 0 {
                text +=
                    " (\(counters.gaps.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")))"
            }
            text += "\nevents:\n"
            let events = state.events.filter { $0.value > 0 }.sorted { ($0.value, $1.key) > ($1.value, $0.key) }
            let width = events.map { String($0.value).count }.max() ?? 0
            for (name, count) in events {
                let digits = String(count)
                text += "  " + String(repeating: " ", count: width - digits.count) + digits + "  " + name + "\n"
            }
            return text
        }
    }

    private static func time(_ microseconds: UInt64) -> String {
        let second = microseconds / 1_000_000
        func padded(_ value: UInt64) -> String { value < 10 ? "0\(value)" : "\(value)" }
        return "\(Day(microseconds: microseconds)) \(padded(second % 86_400 / 3600)):\(padded(second % 3600 / 60)):"
            + "\(padded(second % 60)) UTC"
    }

    private static func write(_ text: String, to descriptor: Int32) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = unsafe bytes.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
            // A closed pipe is the reader's wish; there is nobody to tell.
            guard count > 0 else { return }
            bytes = bytes.dropFirst(count)
        }
    }
}
