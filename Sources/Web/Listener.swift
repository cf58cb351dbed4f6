internal import Glibc
internal import Logging
internal import NIOCore
internal import NIOExtras
internal import NIOPosix
internal import ServiceLifecycle

/// Opens a socket and gives each connection on it to a function of its own task.
struct Listener: Sendable {
    let address: ListenAddress
    let logger: Logger

    /// Who is allowed to connect to a Unix socket: the exporter's user and group.
    private static let socketMode: mode_t = 0o660

    /// Serves until the task's service group shuts down; what is being answered then has a moment left.
    /// - Parameters:
    ///   - makeConnection: decides, on the connection's event loop, how it is served.
    ///   - onListening: called when connections are accepted.
    /// - Throws: `WebError` when the address cannot be used.
    @concurrent
    func run(
        makeConnection: @escaping @Sendable (any Channel) -> HTTPConnection,
        onListening: @Sendable () async -> Void
    ) async throws {
        typealias Accepted = (HTTPConnection, HTTPConnection.Value)
        let logger = logger
        let quiescing = ServerQuiescingHelper(group: MultiThreadedEventLoopGroup.singleton)
        let bootstrap = ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.backlog, value: Limits.backlog)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .serverChannelOption(.maxMessagesPerRead, value: 16)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .serverChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(
                        quiescing.makeServerChannelHandler(channel: channel))
                }
            }
        let initialize: @Sendable (any Channel) -> EventLoopFuture<Accepted> = { channel in
            let connection = makeConnection(channel)
            let setup = connection.setup(channel: channel, logger: logger)
            // Nobody else would.
            setup.whenFailure { _ in channel.close(promise: nil) }
            return setup.map { (connection, $0) }
        }
        let server = try await bind(bootstrap, initialize)
        defer { if case .unix(let path) = address { _ = unsafe unlink(path) } }
        await onListening()
        try await withGracefulShutdownHandler {
            try await withThrowingDiscardingTaskGroup { group in
                try await server.executeThenClose { accepted in
                    for try await (connection, value) in accepted {
                        group.addTask { await connection.handle(value: value, logger: logger) }
                    }
                }
            }
        } onGracefulShutdown: {
            quiescing.initiateShutdown(promise: nil)
        }
    }

    @concurrent
    private func bind<Output: Sendable>(
        _ bootstrap: ServerBootstrap, _ initialize: @escaping @Sendable (any Channel) -> EventLoopFuture<Output>
    ) async throws -> NIOAsyncChannel<Output, Never> {
        do {
            switch address {
            case .tcp("", let port):
                // Both families on one socket, where there is the newer one.
                do {
                    return try await bootstrap.bind(host: "::", port: port, childChannelInitializer: initialize)
                } catch let error as IOError
                    where [EAFNOSUPPORT, EADDRNOTAVAIL, EPROTONOSUPPORT].contains(error.errnoCode)
                {
                    return try await bootstrap.bind(host: "0.0.0.0", port: port, childChannelInitializer: initialize)
                }
            case .tcp(let host, let port):
                return try await bootstrap.bind(host: host, port: port, childChannelInitializer: initialize)
            case .unix(let path):
                try await UnixSocket.makeRoom(path)
                let server = try await bootstrap.bind(
                    unixDomainSocketPath: path, childChannelInitializer: initialize)
                guard unsafe chmod(path, Self.socketMode) == 0 else {
                    throw WebError(address: address.description, code: errno)
                }
                return server
            case .inherited(let descriptor):
                return try await bootstrap.bind(descriptor, childChannelInitializer: initialize)
            }
        } catch let error as IOError {
            throw WebError(address: address.description, code: error.errnoCode)
        } catch let error as WebError {
            throw error
        } catch {
            throw WebError(address: address.description, code: 0, problem: "\(error)")
        }
    }
}
