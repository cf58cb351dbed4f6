internal import Archive
internal import Exposition
internal import Journal
package import Logging
internal import ServiceLifecycle
internal import Threads
internal import Tunnels
internal import UnixSignals
internal import Web

/// The command `run`: follows the journal, serves HTTP, archives, until it is told to stop.
package enum Exporter {
    /// The program's version.
    package static let version = "0.1.0"

    /// Runs until SIGTERM or SIGINT.
    /// - Throws: what keeps it from running, in words for a person.
    package static func run(_ configuration: Configuration, logger: Logger) async throws {
        if let journal = configuration.journal { try JournalAccess.check(journal) }
        let collection = try Collection(configuration, logger: logger, follows: true)
        defer { collection.archive?.close() }
        report(configuration, logger)
        let served = try Served(collection, configuration.web, logger)
        defer { served.stop() }
        var services: [any Service] = [CollectionService(collection: collection), served.server]
        if let address = configuration.viciAddress, let news = collection.vici {
            services.append(
                ViciWatch(address, interval: configuration.viciInterval, news: news, logger: logger))
        }
        let group = ServiceGroup(
            configuration: .init(
                services: services.map { .init(service: $0, successTerminationBehavior: .gracefullyShutdownGroup) },
                gracefulShutdownSignals: [.sigterm, .sigint], logger: quiet(logger)))
        try await group.run()
        logger.info("stopped")
    }

    /// Why it should not be relied on yet, or now; nil when it may be.
    static func whyNotReady(_ collection: Collection) -> String? {
        if let problem = collection.archive?.statistics.problem {
            return "Not ready: events wait in the log, as the archive is not written: \(problem)."
        }
        return collection.pipeline.withState { state in
            if state.isArchiveBehind || state.hasBeenCaughtUp && !state.isCaughtUp {
                return "Not ready: what the archive missed is being read."
            }
            if state.isReady(at: Clock.now()) { return nil }
            return state.isCaughtUp
                ? "Not ready: charon is being asked." : "Not ready: what was logged is being read."
        }
    }

    /// What of the state shown is not certain, and what is wrong with the archive, in sentences.
    /// - Parameter verification: the archive's last check; nil when there was none.
    static func remarks(_ state: borrowing PipelineState, _ verification: Verification?) -> [String] {
        [verification?.remark].compactMap { $0 } + doubts(state)
    }

    private static func doubts(_ state: borrowing PipelineState) -> [String] {
        state.hosts.flatMap { host -> [String] in
            let name = host.host.text
            var remarks: [String] = []
            if host.model.daemon.logsTooLittle {
                remarks.append(
                    "charon on \(name) logs too little to see a tunnel die: its log level for ike is below 1.")
            }
            let uncertain = host.model.tunnels.count(where: \.isUncertain)
            if uncertain > 0 {
                remarks.append(
                    "Of \(host.model.tunnels.count) tunnels on \(name), \(uncertain) may have changed unseen: entries are missing."
                )
            }
            return remarks
        }
    }

    private static func report(_ configuration: Configuration, _ logger: Logger) {
        logger.info(
            "charon-exporter starts",
            metadata: [
                "version": "\(version)", "source": "\(configuration.sourceDescription)",
                "archive": "\(configuration.archive?.directory ?? "none")",
                "state": "\(configuration.stateDirectory ?? "none")",
            ])
        if configuration.stateDirectory == nil {
            logger.notice("without --state.directory a restart begins anew: counters go back to 0")
        }
    }

    private static func quiet(_ logger: Logger) -> Logger {
        var logger = logger
        logger.logLevel = max(logger.logLevel, .warning)
        return logger
    }
}

/// Runs the collection on a thread of its own for as long as the group runs.
private struct CollectionService: Service {
    let collection: Collection

    func run() async throws {
        // A signal shuts the group down; another service's error cancels it.
        try await withTaskCancellationOrGracefulShutdownHandler {
            try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
                do {
                    _ = try WorkerThread(name: "pipeline") {
                        continuation.resume(with: Result { try collection.run() })
                    }
                } catch {
                    continuation.resume(throwing: error)
                }
            }
        } onCancelOrGracefulShutdown: {
            collection.stop()
        }
    }
}
