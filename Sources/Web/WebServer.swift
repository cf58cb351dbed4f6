package import Logging
internal import NIOCore
internal import ServiceLifecycle

/// Serves endpoints on any number of addresses, to whom the access control lets in.
package struct WebServer: Service {
    private let addresses: [ListenAddress]
    private let responder: WebResponder
    private let access: AccessControl
    private let counters: WebCounters
    private let connections: Connections
    private let limits = Limits()
    private let logger: Logger
    private let onListening: @Sendable (ListenAddress) async -> Void

    /// - Parameters:
    ///   - counters: where it is noted what was turned away.
    ///   - count: where it is noted how many connections are open.
    ///   - onListening: called with each address when connections are accepted there.
    package init(
        _ addresses: [ListenAddress], _ endpoints: [Endpoint], _ access: AccessControl, _ counters: WebCounters,
        _ count: ConnectionCount, logger: Logger, onListening: @escaping @Sendable (ListenAddress) async -> Void
    ) {
        self.addresses = addresses
        self.access = access
        self.counters = counters
        responder = WebResponder(endpoints, access, counters)
        connections = Connections(limit: limits.connections, count)
        self.logger = logger
        self.onListening = onListening
    }

    /// Serves until the group shuts down.
    /// - Throws: `WebError` when an address cannot be used.
    package func run() async throws {
        try await withGracefulShutdownHandler {
            try await withThrowingTaskGroup { group in
                for address in addresses {
                    group.addTask {
                        try await Listener(address: address, logger: logger).run { channel in
                            connection(channel, address)
                        } onListening: {
                            await onListening(address)
                        }
                    }
                }
                try await group.waitForAll()
            }
        } onGracefulShutdown: {
            access.stop()
        }
    }

    private func connection(_ channel: any Channel, _ address: ListenAddress) -> HTTPConnection {
        let remote = channel.remoteAddress
        let isUnix = if case .unixDomainSocket = remote { true } else { address.isUnix }
        let facts = ConnectionFacts(remote, isUnix: isUnix, counters)
        let connections = connections
        if let victim = connections.add(channel, address: facts.address) {
            counters.note(.crowded)
            victim.close(promise: nil)
        }
        channel.closeFuture.whenComplete { _ in connections.remove(channel) }
        let responder = responder
        return HTTPConnection(facts: facts, connections: connections, limits: limits, tls: access.tls) {
            request, writer, channel in
            try await responder.respond(to: request, writer, channel, facts)
        }
    }
}

extension ListenAddress {
    fileprivate var isUnix: Bool { if case .unix = self { true } else { false } }
}
