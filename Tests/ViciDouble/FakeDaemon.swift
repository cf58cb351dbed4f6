import Foundation
import NIOCore
import NIOPosix
import Synchronization
package import Vici

/// What the fake daemon does next.
package enum Act: Sendable {
    /// Sends bytes.
    case send([UInt8])
    /// Sends many packets, made one batch after the other so that they never are in memory together.
    case stream(Int, @Sendable (Int) -> [UInt8])
    case close
}

/// How the fake daemon answers. A request has the form `register list-sa`, `unregister list-sa` or `version`.
package struct Script: Sendable {
    /// Events it knows.
    package var events: Set<String>
    /// What it sends for a request; without one it answers as charon would, with an empty response.
    package var answers: [String: [Act]]
    /// How many bytes go out at a time; nil for all.
    package var chunk: Int?

    /// What it sends for a request that it finds out when it is asked; nil to look in `answers`.
    package var answer: @Sendable (String) -> [Act]?

    package init(
        events: Set<String> = ["list-sa", "list-conn", "list-cert", "ike-updown", "child-updown", "ike-rekey"],
        answers: [String: [Act]] = [:], chunk: Int? = nil, answer: @escaping @Sendable (String) -> [Act]? = { _ in nil }
    ) {
        self.events = events
        self.answers = answers
        self.chunk = chunk
        self.answer = answer
    }

    func acts(_ request: String) -> [Act] {
        if let acts = answer(request) { return acts }
        if let acts = answers[request] { return acts }
        let words = request.split(separator: " ")
        guard words.count == 2 else { return [.send(segment(packet(.commandResponse)))] }
        return [.send(segment(packet(events.contains(String(words[1])) ? .eventConfirm : .eventUnknown)))]
    }
}

/// A daemon on a Unix socket that follows a script.
package final class FakeDaemon: Sendable {
    /// Where it listens.
    package let address: ViciAddress
    private let directory: String
    private let server: any Channel
    private let heard = Heard()

    package init(_ script: Script, overTCP: Bool = false) async throws {
        directory = FileManager.default.temporaryDirectory.path + "/vici-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        let heard = heard
        let bootstrap = ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Actor(script, heard))
                }
            }
        if overTCP {
            server = try await bootstrap.bind(host: "127.0.0.1", port: 0).get()
            address = .tcp(host: "127.0.0.1", port: server.localAddress?.port ?? 0)
        } else {
            server = try await bootstrap.bind(unixDomainSocketPath: directory + "/s").get()
            address = .unix(path: directory + "/s")
        }
    }

    /// What was asked so far.
    package var asked: [String] { heard.requests.withLock { $0 } }

    /// Runs a test with a daemon and a client connected to it.
    package static func with(
        _ script: Script, overTCP: Bool = false, eventCapacity: Int = 4096,
        _ body: (ViciClient, FakeDaemon) async throws -> Void
    ) async throws {
        let daemon = try await FakeDaemon(script, overTCP: overTCP)
        do {
            let client = try await ViciClient.connect(to: daemon.address, eventCapacity: eventCapacity)
            try await body(client, daemon)
            client.close()
            try await daemon.end()
        } catch {
            try await daemon.end()
            throw error
        }
    }

    package func end() async throws {
        try await server.close()
        try FileManager.default.removeItem(atPath: directory)
    }

    private final class Heard: Sendable {
        let requests = Mutex<[String]>([])
    }

    /// One connection.
    private final class Actor: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer

        private let script: Script
        private let heard: Heard
        private var unread = ByteBuffer()

        init(_ script: Script, _ heard: Heard) {
            self.script = script
            self.heard = heard
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            var received = unwrapInboundIn(data)
            unread.writeBuffer(&received)
            while let length = unread.getInteger(at: unread.readerIndex, as: UInt32.self),
                unread.readableBytes >= 4 + Int(length)
            {
                unread.moveReaderIndex(forwardBy: 4)
                let packet = unread.readBytes(length: Int(length))!
                let name = text(Array(packet[2..<(2 + Int(packet[1]))]))
                let option = packet.count > 2 + Int(packet[1]) ? " with option" : ""
                let request = ["", "", "", "register ", "unregister "][Int(packet[0])] + name
                heard.requests.withLock { $0.append(request + option) }
                perform(script.acts(request)[...], context)
            }
        }

        private func perform(_ acts: ArraySlice<Act>, _ context: ChannelHandlerContext) {
            guard let act = acts.first else { return }
            switch act {
            case .send(let bytes):
                for start in stride(from: 0, to: bytes.count, by: script.chunk ?? bytes.count) {
                    let part = bytes[start..<min(bytes.count, start + (script.chunk ?? bytes.count))]
                    context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: part)), promise: nil)
                }
                perform(acts.dropFirst(), context)
            case .stream(let count, let make):
                stream(0, count, make, context) { self.perform(acts.dropFirst(), context) }
            case .close:
                context.close(promise: nil)
            }
        }

        private func stream(
            _ start: Int, _ count: Int, _ make: @escaping (Int) -> [UInt8], _ context: ChannelHandlerContext,
            _ then: @escaping () -> Void
        ) {
            guard start < count else {
                then()
                return
            }
            let end = min(start + 200, count)
            var buffer = ByteBuffer()
            for index in start..<end { buffer.writeBytes(make(index)) }
            let promise = context.eventLoop.makePromise(of: Void.self)
            promise.futureResult.assumeIsolated().whenSuccess { self.stream(end, count, make, context, then) }
            context.writeAndFlush(wrapOutboundOut(buffer), promise: promise)
        }
    }
}
