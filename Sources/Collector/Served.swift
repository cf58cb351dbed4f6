internal import Exposition
internal import Logging
internal import Threads
internal import Web

/// What serves a collection: the server, who is let in, and what renders the metrics.
struct Served {
    let server: WebServer
    private let scraper: Scraper
    private let keeper: WebAccessKeeper?
    private let keeperThread: WorkerThread?

    /// How long a scrape waits for what was logged just before; milliseconds.
    private static let patience = 40

    /// - Throws: `ConfigurationError` when the web configuration file is wrong, `WebError` when there is no socket of
    ///   systemd's, and `ThreadError`.
    init(_ collection: Collection, _ settings: WebSettings, _ logger: Logger) throws {
        let access = try AccessControl(allowsAnonymousAudit: settings.allowsAnonymousAudit)
        keeper = try settings.configurationFile.map { try WebAccessKeeper(path: $0, access, logger) }
        keeperThread = try keeper?.follow()
        let counters = WebCounters()
        let connections = ConnectionCount()
        let facts = { @Sendable [keeper] in
            WebFacts(connections: connections.value, refusals: counters.values, file: keeper?.facts)
        }
        scraper = try Scraper(
            .init {
                // While the past is being read, the present is far.
                guard collection.pipeline.withState({ $0.isCaughtUp }) else { return }
                collection.lookAgain(milliseconds: Self.patience)
            } render: { format, last, onChange in
                collection.metricParts(
                    format, after: last, onChange: onChange, web: facts(), hidesProcess: settings.hidesProcess)
            })
        let page = LandingPage(
            telemetryPath: settings.telemetryPath, version: Exporter.version,
            notReady: { Exporter.whyNotReady(collection) },
            remarks: {
                let verification = collection.verification?.last
                return collection.pipeline.withState { Exporter.remarks($0, verification) }
            })
        let endpoints =
            [WebEndpoints.metrics(settings.telemetryPath, scraper, maximum: settings.maximumRequests, counters)]
            + WebEndpoints.health { Exporter.whyNotReady(collection) } + page.endpoints + APIEndpoints.all(collection)
        let addresses = settings.usesSystemdSockets ? try ListenAddress.fromSystemd() : settings.listenAddresses
        server = WebServer(addresses, endpoints, access, counters, connections, logger: logger) { address in
            logger.info("serving HTTP", metadata: ["address": "\(address)"])
        }
    }

    func stop() {
        scraper.stop()
        keeper?.stop()
        keeperThread?.join()
    }
}
