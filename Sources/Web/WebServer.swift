internal import HTTPTypes
internal import Hummingbird
package import Logging
internal import NIOCore
internal import ServiceLifecycle

/// Serves the exporter's pages on one address.
package struct WebServer: Service {
    /// What is served, from outside.
    package struct Content: Sendable {
        /// The path of the metrics.
        package var telemetryPath: String
        /// The metrics' `Content-Type`.
        package var contentType: String
        /// Renders the metrics.
        package var metrics: @Sendable () -> [UInt8]
        /// Nil when ready, or why not, in one line.
        package var notReady: @Sendable () -> String?
        /// What a person should know of the state that is shown: what is not known for certain, above all.
        package var remarks: @Sendable () -> [String]
        package var version: String

        package init(
            telemetryPath: String, contentType: String, metrics: @escaping @Sendable () -> [UInt8],
            notReady: @escaping @Sendable () -> String?, remarks: @escaping @Sendable () -> [String], version: String
        ) {
            self.telemetryPath = telemetryPath
            self.contentType = contentType
            self.metrics = metrics
            self.notReady = notReady
            self.remarks = remarks
            self.version = version
        }
    }

    private let host: String
    private let port: Int
    private let content: Content
    private let logger: Logger
    private let onListening: @Sendable () async -> Void

    /// - Parameter onListening: called when connections are accepted.
    package init(
        host: String, port: Int, content: Content, logger: Logger, onListening: @escaping @Sendable () async -> Void
    ) {
        self.host = host
        self.port = port
        self.content = content
        self.logger = logger
        self.onListening = onListening
    }

    /// Serves until the group shuts down.
    /// - Throws: `WebError` when the address cannot be used.
    package func run() async throws {
        var quiet = logger
        quiet.logLevel = max(logger.logLevel, .warning)
        let application = Application(
            router: router(), configuration: .init(address: .hostname(host, port: port), serverName: nil),
            onServerRunning: { _ in await onListening() }, logger: quiet)
        do {
            try await application.run()
        } catch let error as IOError {
            throw WebError(address: host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)", code: error.errnoCode)
        }
    }

    private func router() -> Router<BasicRequestContext> {
        let router = Router()
        let content = content
        router.get(RouterPath(content.telemetryPath)) { _, _ in
            Self.response(content.metrics(), content.contentType)
        }
        router.get("/-/healthy") { _, _ in Self.response(Array("charon-exporter is healthy.\n".utf8), Self.plain) }
        router.get("/-/ready") { _, _ in
            if let reason = content.notReady() {
                return Self.response(Array("\(reason)\n".utf8), Self.plain, .serviceUnavailable)
            }
            return Self.response(Array("charon-exporter is ready.\n".utf8), Self.plain)
        }
        router.get("/") { _, _ in Self.response(LandingPage.html(content), "text/html; charset=utf-8") }
        return router
    }

    private static let plain = "text/plain; charset=utf-8"

    private static func response(
        _ body: [UInt8], _ type: String, _ status: HTTPResponse.Status = .ok
    ) -> Response {
        var headers = HTTPFields()
        headers[.contentType] = type
        headers[.contentLength] = String(body.count)
        headers[.xContentTypeOptions] = "nosniff"
        return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: body)))
    }
}

/// An address that cannot be served on.
package struct WebError: Error, CustomStringConvertible {
    package var address: String
    /// `errno` of the call that failed.
    package var code: Int32

    package var description: String {
        let reason =
            switch code {
            case 98: "the port is in use by another program; choose another with --web.listen-address"
            case 13: "ports below 1024 need root or CAP_NET_BIND_SERVICE; choose another with --web.listen-address"
            case 99: "this machine has no such address; choose another with --web.listen-address"
            default: "error \(code)"
            }
        return "cannot serve HTTP on \(address): \(reason)"
    }
}
