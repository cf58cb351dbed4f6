internal import Archive
internal import Glibc
internal import Logging
internal import Synchronization
internal import Threads

/// Verifies the whole archive from time to time while it is written, on a thread of its own that leaves the processor to
/// whoever wants it. The last result is kept in the state directory, so that a restart does not verify again.
///
/// It finds what `verify` finds without a key: a public key that lies on the machine would prove nothing. The seals
/// that the exporter itself wrote or found at its start are the anchors.
final class VerificationKeeper: Sendable {
    struct Options: Sendable {
        /// The archive's.
        var directory: String
        /// Where the last result is kept; nil: nowhere.
        var stateDirectory: String?
        /// Seconds from the beginning of one check to that of the next.
        var interval: Double
        /// Seconds from `begin` on in which nothing is checked: a start has other things to do.
        var delay = 60.0
    }

    private struct State {
        var last: Verification?
        var progress: Double?
        var hasBegun = false
    }

    private let archive: ArchiveWriter
    private let options: Options
    private let logger: Logger
    private let state: Mutex<State>
    /// Nothing is sent: it is waited at, and closed to stop.
    private let pause = Channel<Never>(capacity: 1)

    /// Seconds until a check is tried again that could not be made.
    private static let retryPause = 600.0
    /// Seconds; the clock may be set meanwhile, and the machine sleep.
    private static let longestSleep = 3600.0
    /// So many findings are in the log.
    private static let toldProblems = 3

    /// Reads the last result.
    init(_ archive: ArchiveWriter, _ options: Options, logger: Logger) {
        self.archive = archive
        self.options = options
        self.logger = logger
        var state = State()
        do throws(ArchiveError) {
            state.last = try options.stateDirectory.flatMap { directory throws(ArchiveError) in
                try Verification.load(from: directory, archive: options.directory)
            }
        } catch {
            logger.warning(
                "when the archive was last verified is not known; it is verified anew",
                metadata: ["problem": "\(error)"])
        }
        self.state = Mutex(state)
    }

    /// The last result; nil when there is none.
    var last: Verification? { state.withLock { $0.last } }

    /// How far the check is that runs, from 0 to 1; nil when none does.
    var progress: Double? { state.withLock { $0.progress } }

    /// Follows the archive on a thread of its own, until `stop`.
    /// - Throws: `ThreadError` when the system has no room for another thread.
    func follow() throws(ThreadError) -> WorkerThread {
        try WorkerThread(name: "verification") { [self] in run() }
    }

    /// The sources were read to their end: from now on there is time.
    func begin() {
        state.withLock { $0.hasBegun = true }
        pause.wake()
    }

    /// Ends a check, and the thread, soon.
    func stop() { pause.close() }

    private func run() {
        leaveProcessorToOthers()
        while !state.withLock({ $0.hasBegun }) {
            if case .closed = pause.receive() { return }
        }
        guard sleep(options.delay) else { return }
        while !pause.hasClosed {
            let rest = secondsToWait(at: Clock.now())
            if rest > 0 {
                guard sleep(min(rest, Self.longestSleep)) else { return }
            } else if !check() {
                guard sleep(min(options.interval, Self.retryPause)) else { return }
            }
        }
    }

    /// Seconds until the next check is due.
    /// - Parameter now: microseconds since 1970 UTC.
    func secondsToWait(at now: UInt64) -> Double {
        // A result of the future tells that the clock was wrong, and not when it was.
        guard let last, last.checkedAt <= now else { return 0 }
        return max(0, options.interval - Double(now - last.checkedAt) / 1_000_000)
    }

    /// - Returns: false when it was told to stop.
    private func sleep(_ seconds: Double) -> Bool {
        let end = Clock.seconds() + seconds
        while true {
            let rest = end - Clock.seconds()
            guard rest > 0 else { return !pause.hasClosed }
            if case .closed = pause.receive(milliseconds: Int(rest * 1000) + 1) { return false }
        }
    }

    private func leaveProcessorToOthers() {
        #if os(Linux)
            // Of this thread alone: on Linux a thread has a number of its own, and 0 is the caller's.
            guard setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 19) != 0 else { return }
            logger.notice(
                "the archive is verified with the same priority as all else",
                metadata: ["problem": "\(unsafe String(cString: strerror(errno)))"])
        #endif
    }

    // MARK: A check

    /// Verifies the archive and keeps the result; blocks the calling thread.
    /// - Parameter onProgress: is told how far it is, from 0 to 1.
    /// - Returns: false when it could not be made, or was told to stop.
    func check(onProgress: @escaping @Sendable (Double) -> Void = { _ in }) -> Bool {
        let tails = archive.currentTails
        let isEmpty = !tails.values.contains { $0.nextSeq > 1 }
        var verifier = Verifier([options.directory])
        verifier.threads = 1
        verifier.anchors = tails.compactMap { Anchor(lastSealOf: $0.key, $0.value) }
        verifier.isCancelled = { [pause] in pause.hasClosed }
        let (began, start) = (Clock.now(), Clock.seconds())
        state.withLock { $0.progress = 0 }
        defer { state.withLock { $0.progress = nil } }
        var result: Verification
        do throws(ArchiveError) {
            var report = try verifier.run { [self] done, total in
                let progress = total > 0 ? Double(done) / Double(total) : 1
                state.withLock { $0.progress = progress }
                onProgress(progress)
            }
            // Where nothing was archived yet, nothing is missing.
            if isEmpty { report.findings.removeAll { $0.code == .nothingFound } }
            result = Verification(report, checkedAt: began, seconds: Clock.seconds() - start)
        } catch {
            guard !pause.hasClosed else { return false }
            // The directory is gone, and what was in it.
            guard error.code == ENOENT, !isEmpty else {
                logger.error("the archive cannot be verified", metadata: ["problem": "\(error)"])
                return false
            }
            result = Verification(checkedAt: began, seconds: Clock.seconds() - start, problems: ["\(error)"])
        }
        state.withLock { $0.last = result }
        report(result)
        return true
    }

    /// Says what was found, and writes it down.
    private func report(_ result: Verification) {
        var metadata: Logger.Metadata = [
            "segments": "\(result.segments)", "events": "\(result.events)", "bytes": "\(result.bytes)",
            "seconds": "\((result.seconds * 1000).rounded() / 1000)",
        ]
        if result.isIntact {
            logger.info("the archive was verified and is intact", metadata: metadata)
        } else {
            metadata["findings"] = "\(UInt64(result.problems.count) + result.moreProblems)"
            metadata["first"] = "\(result.problems.prefix(Self.toldProblems).joined(separator: "; "))"
            logger.error("the archive is damaged; `verify` tells all of it", metadata: metadata)
        }
        guard let directory = options.stateDirectory else { return }
        do throws(ArchiveError) {
            try result.save(to: directory, archive: options.directory)
        } catch {
            logger.error("that the archive was verified is not kept", metadata: ["problem": "\(error)"])
        }
    }
}

extension VerificationKeeper {
    /// What the settings ask for; nil when the archive is never to be verified.
    static func make(
        _ archive: ArchiveWriter, _ configuration: Configuration, logger: Logger
    ) -> VerificationKeeper? {
        guard let directory = configuration.archiveDirectory, configuration.verifyInterval > 0 else { return nil }
        return VerificationKeeper(
            archive,
            Options(
                directory: directory, stateDirectory: configuration.stateDirectory,
                interval: configuration.verifyInterval), logger: logger)
    }
}
