import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// An HTTP server that answers what a test wants, byte by byte.
final class ServerDouble: Sendable {
    enum Answer: Sendable {
        /// Sends bytes and hangs up.
        case bytes([UInt8])
        case hangUp
        case silence
        /// Sends bytes, and goes on with a blank now and then.
        case drip([UInt8])
    }

    enum Place {
        /// A port of the loopback address; 0: any that is free.
        case port(Int)
        case socket(String)
    }

    let port: Int
    private let server: any Channel
    private let heard: Heard

    /// What was asked: the heads of requests.
    final class Heard: Sendable {
        let heads = Mutex<[String]>([])
    }

    /// - Parameter answer: what it answers to the head of a request.
    init(
        _ place: Place = .port(0), tls: TLSConfiguration? = nil, answer: @escaping @Sendable (String) -> Answer
    ) async throws {
        let heard = Heard()
        self.heard = heard
        let context = try tls.map { try NIOSSLContext(configuration: $0) }
        let bootstrap = ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    if let context {
                        try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: context))
                    }
                    try channel.pipeline.syncOperations.addHandler(Handler(heard, answer))
                }
            }
        switch place {
        case .port(let port): server = try await bootstrap.bind(host: "127.0.0.1", port: port).get()
        case .socket(let path):
            server = try await bootstrap.bind(unixDomainSocketPath: path, cleanupExistingSocketFile: true).get()
        }
        port = server.localAddress?.port ?? 0
    }

    var url: String { "http://127.0.0.1:\(port)" }

    /// The heads of the requests so far.
    var heads: [String] { heard.heads.withLock { $0 } }

    func close() async throws { try await server.close() }

    /// Runs a test with a server.
    static func with(
        _ place: Place = .port(0), tls: TLSConfiguration? = nil, answer: @escaping @Sendable (String) -> Answer,
        _ body: (ServerDouble) async throws -> Void
    ) async throws {
        let server = try await ServerDouble(place, tls: tls, answer: answer)
        do {
            try await body(server)
        } catch {
            try await server.close()
            throw error
        }
        try await server.close()
    }

    private final class Handler: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer

        private let heard: Heard
        private let answer: @Sendable (String) -> Answer
        private var head = ""

        init(_ heard: Heard, _ answer: @escaping @Sendable (String) -> Answer) {
            self.heard = heard
            self.answer = answer
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            head += String(buffer: unwrapInboundIn(data))
            // What is no HTTP is answered as by a server that knows nothing else: with HTTP.
            guard head.hasSuffix("\r\n\r\n") || !head.hasPrefix("GET ") else { return }
            heard.heads.withLock { $0.append(head) }
            switch answer(head) {
            case .silence: break
            case .hangUp: context.close(promise: nil)
            case .drip(let bytes):
                context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
                let channel = context.channel
                channel.eventLoop.scheduleRepeatedTask(initialDelay: .seconds(1), delay: .seconds(1)) { task in
                    guard channel.isActive else { return task.cancel() }
                    channel.writeAndFlush(ByteBuffer(string: " "), promise: nil)
                }
            case .bytes(let bytes):
                let channel = context.channel
                channel.writeAndFlush(ByteBuffer(bytes: bytes)).whenComplete { _ in channel.close(promise: nil) }
            }
        }

        // Clients that do not like a certificate go away.
        func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
    }
}

extension ServerDouble.Answer {
    /// A whole answer.
    static func answer(_ body: String, status: Int = 200, headers: [String] = []) -> Self {
        let lines =
            ["HTTP/1.1 \(status) Whatever", "Content-Length: \(body.utf8.count)", "Content-Type: application/json"]
            + headers
        return .bytes(Array((lines.joined(separator: "\r\n") + "\r\n\r\n" + body).utf8))
    }
}
