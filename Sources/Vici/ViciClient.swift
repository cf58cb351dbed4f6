internal import Bytes
internal import Glibc
internal import NIOCore
internal import NIOPosix
internal import Synchronization

/// A connection to charon's VICI socket that can only read.
///
/// One request is in flight at a time; others wait in order. Whoever can open the socket controls the daemon, but
/// nothing that would change anything can be expressed here. A broken protocol, a missed deadline or a closed socket
/// ends the connection for all who wait; make a new one then. All methods may be called from everywhere.
///
/// A deadline covers the whole answer, from when the request is sent; waiting for others before does not count. A
/// cancelled task gets its `CancellationError` at once, while the answer is read to its end and dropped.
///
/// All requests throw `ViciError` or `CancellationError`.
package final class ViciClient: Sendable {
    /// What the daemon tells about subscriptions, for one consumer. It ends with the connection.
    package let events: AsyncStream<ViciEvent>

    private let channel: any Channel
    private let connection: NIOLoopBound<ViciConnection>
    private let lastID = Mutex(0)

    /// Connects to the daemon. The connection closes with the last reference to the client.
    /// - Parameters:
    ///   - timeout: how long that may take.
    ///   - eventCapacity: how many events wait for a slow consumer before the oldest are lost.
    /// - Throws: `ViciError.notConnected`.
    package static func connect(
        to address: ViciAddress, timeout: Duration = .seconds(10), eventCapacity: Int = 4096
    ) async throws -> ViciClient {
        let bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connectTimeout(TimeAmount(timeout))
        let prepare: @Sendable (any Channel) -> EventLoopFuture<ViciClient> = { channel in
            channel.eventLoop.makeCompletedFuture {
                let connection = ViciConnection(eventCapacity: eventCapacity)
                try channel.pipeline.syncOperations.addHandler(connection)
                return ViciClient(channel, connection)
            }
        }
        do {
            switch address {
            case .unix(let path):
                return try await bootstrap.connect(unixDomainSocketPath: path, channelInitializer: prepare)
            case .tcp(let host, let port):
                return try await bootstrap.connect(host: host, port: port, channelInitializer: prepare)
            }
        } catch let error as CancellationError {
            throw error
        } catch {
            throw ViciError.notConnected("\(address): \(Self.advice(error))")
        }
    }

    /// What keeps the socket from being opened, and what helps, as far as the system's error number tells.
    private static func advice(_ error: any Error) -> String {
        let cause = (error as? NIOConnectionError)?.connectionErrors.first?.error ?? error
        switch (cause as? IOError)?.errnoCode {
        case ENOENT:
            return
                "there is no such socket; does charon run, with its plugin vici and this socket (plugins.vici.socket)?"
        case EACCES, EPERM:
            return "this user may not open it; it belongs to charon's user and group (charon.user, charon.group)"
        case ECONNREFUSED:
            return "nobody listens there; does charon run?"
        default:
            return "\(cause)"
        }
    }

    private init(_ channel: any Channel, _ connection: ViciConnection) {
        self.channel = channel
        self.connection = NIOLoopBound(connection, eventLoop: channel.eventLoop)
        events = connection.eventStream
    }

    deinit { close() }

    /// Closes the connection. Requests that wait fail with `ViciError.closed`.
    package func close() {
        channel.eventLoop.execute { [connection] in connection.value.stop(.closed) }
    }

    // MARK: - Questions

    /// Which daemon answers.
    package func version(deadline: Duration = .seconds(10)) async throws -> DaemonVersion {
        try await ask(.version, deadline) { bytes, message throws(ViciFault) in
            try DaemonVersion(bytes, message: message)
        }
    }

    /// The daemon's threads, jobs and memory.
    package func statistics(deadline: Duration = .seconds(10)) async throws -> DaemonStatistics {
        try await ask(.statistics, deadline) { bytes, message throws(ViciFault) in
            try DaemonStatistics(bytes, message: message)
        }
    }

    /// All pools of virtual addresses.
    package func pools(deadline: Duration = .seconds(10)) async throws -> [PoolStatus] {
        try await ask(.pools, deadline) { bytes, message throws(ViciFault) in
            try PoolStatus.all(bytes, message: message)
        }
    }

    /// The global counters and those of each connection that has some.
    /// - Returns: nil when the daemon has no `counters` plugin (before 5.6.1, or not loaded).
    package func counters(deadline: Duration = .seconds(10)) async throws -> [MessageCounters]? {
        do {
            let global = try await ask(.globalCounters, deadline, MessageCounters.all)
            return global + (try await ask(.allCounters, deadline, MessageCounters.all))
        } catch ViciError.commandUnknown {
            return nil
        } catch ViciError.commandFailed {
            // There are no conditions here that the daemon could not meet: it has no counters.
            return nil
        }
    }

    /// Hands on all IKE_SAs with their CHILD_SAs, one at a time, from the event loop: `each` should be quick.
    ///
    /// An IKE_SA that a thread of the daemon's is working on is left out: it is then missing, not down.
    package func listSAs(
        deadline: Duration = .seconds(10), _ each: @escaping @Sendable (ListedIKESA) -> Void
    ) async throws {
        try await stream(.listSAs, deadline) { bytes, message throws(ViciFault) in
            each(try ListedIKESA(bytes, message: message))
        }
    }

    /// Hands on all configured connections, as `listSAs` does.
    package func listConnections(
        deadline: Duration = .seconds(10), _ each: @escaping @Sendable (ListedConnection) -> Void
    ) async throws {
        try await stream(.listConnections, deadline) { bytes, message throws(ViciFault) in
            each(try ListedConnection(bytes, message: message))
        }
    }

    /// Hands on all certificates, as `listSAs` does.
    package func listCertificates(
        deadline: Duration = .seconds(10), _ each: @escaping @Sendable (ListedCertificate) -> Void
    ) async throws {
        try await stream(.listCertificates, deadline) { bytes, message throws(ViciFault) in
            each(try ListedCertificate(bytes, message: message))
        }
    }

    /// Asks for events, which then come in `events` until the connection ends. Asking again changes nothing.
    /// - Returns: those of them that the daemon knows.
    package func subscribe(
        _ names: [ViciEvent.Name], deadline: Duration = .seconds(10)
    ) async throws -> Set<ViciEvent.Name> {
        var known: Set<ViciEvent.Name> = []
        for name in names {
            let isKnown: Bool = try await perform(.subscription(name), deadline) { request, promise in
                request.onRegistered = { promise.succeed($0) }
            }
            if isKnown { known.insert(name) }
        }
        return known
    }

    // MARK: - Requests

    private func ask<Answer: Sendable>(
        _ command: ViciCommand, _ deadline: Duration,
        _ read: @escaping @Sendable (Span<UInt8>, ByteRange) throws(ViciFault) -> Answer
    ) async throws -> Answer {
        try await perform(.command(command), deadline) { request, promise in
            request.onResponse = { bytes, message throws(ViciFault) in
                let answer = try read(bytes, message)
                return { promise.succeed(answer) }
            }
        }
    }

    private func stream(
        _ command: ViciCommand, _ deadline: Duration, _ read: @escaping ViciRequest.Read
    ) async throws {
        try await perform(.command(command), deadline) { (request, promise: EventLoopPromise<Void>) in
            request.onEvent = read
            request.onResponse = { _, _ in { promise.succeed(()) } }
        }
    }

    private func perform<Answer: Sendable>(
        _ subject: ViciRequest.Subject, _ deadline: Duration,
        _ prepare: (inout ViciRequest, EventLoopPromise<Answer>) -> Void
    ) async throws -> Answer {
        let id = lastID.withLock { last in
            last += 1
            return last
        }
        let promise = channel.eventLoop.makePromise(of: Answer.self)
        var request = ViciRequest(id: id, subject: subject, deadline: TimeAmount(deadline), fail: promise.fail)
        prepare(&request, promise)
        return try await withTaskCancellationHandler {
            channel.eventLoop.execute { [connection, request] in connection.value.submit(request) }
            // A task cancelled before this point told the connection of a request that it did not have yet.
            if Task.isCancelled { channel.eventLoop.execute { [connection] in connection.value.abandon(id) } }
            return try await promise.futureResult.get()
        } onCancel: {
            channel.eventLoop.execute { [connection] in connection.value.abandon(id) }
        }
    }
}
