internal import NIOCore
internal import NIOHTTP1

/// Keeps a connection from being held for nothing: each of its steps has a time, a request has no body, and what comes
/// after a request that ends the connection is not read.
///
/// It stands right behind HTTP's decoder, where a request's version can still be seen.
final class ConnectionGuard: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private let connections: Connections
    private let refusals: WebCounters
    private let limits: Limits
    private var deadline: Scheduled<Void>?
    private var stall: Scheduled<Void>?
    private var isAnswering = false
    private var isStream = false
    /// The present request is the last one.
    private var isLast = false
    /// Nothing more is read.
    private var isDeaf = false

    init(_ connections: Connections, _ refusals: WebCounters, _ limits: Limits) {
        self.connections = connections
        self.refusals = refusals
        self.limits = limits
    }

    func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { expectHead(context) }
    }

    func channelActive(context: ChannelHandlerContext) {
        expectHead(context)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        deadline?.cancel()
        stall?.cancel()
        context.fireChannelInactive()
    }

    // MARK: Requests

    private func expectHead(_ context: ChannelHandlerContext) { close(context, after: limits.head, as: .slow) }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isDeaf else { return }
        var part = unwrapInboundIn(data)
        switch part {
        case .head(var head):
            isAnswering = true
            isLast = isLast || !head.isKeepAlive || Self.hasBody(head)
            // Who serves it sees no version; this is what it looks for.
            if isLast { head.headers.replaceOrAdd(name: "connection", value: "close") }
            let takesGzip = head.method != .HEAD && Self.takesGzip(head.headers[canonicalForm: "accept-encoding"])
            head.headers.replaceOrAdd(name: "accept-encoding", value: takesGzip ? "gzip" : "identity")
            part = .head(head)
            connections.setBusy(context.channel, true)
            close(context, after: limits.answer, as: .slow)
        case .body:
            // It was refused, or will be.
            return
        case .end:
            isDeaf = isLast
        }
        context.fireChannelRead(wrapInboundOut(part))
    }

    /// Whether a client takes gzip (RFC 9110, section 12.5.3).
    /// - Parameter items: of its `Accept-Encoding`, split at the commas.
    static func takesGzip(_ items: [Substring]) -> Bool {
        var any = false
        for item in items {
            let parts = item.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" }.lowercased() }
            guard let name = parts.first else { continue }
            let isWanted = !parts.dropFirst().contains {
                $0.hasPrefix("q=") && !$0.contains { ("1"..."9").contains($0) }
            }
            if name == "gzip" || name == "x-gzip" { return isWanted }
            if name == "*" { any = isWanted }
        }
        return any
    }

    static func hasBody(_ head: HTTPRequestHead) -> Bool {
        !head.headers["transfer-encoding"].isEmpty
            || head.headers["content-length"].contains { $0.contains { $0 != "0" } }
    }

    /// What is no HTTP is answered here: nobody behind has seen a request.
    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard let error = error as? HTTPParserError else {
            context.fireErrorCaught(error)
            return
        }
        guard !isDeaf else { return }
        refusals.note(.malformed)
        isDeaf = true
        guard !isAnswering else {
            isLast = true
            return
        }
        let isTooLong = error == .headerOverflow
        let head = HTTPResponseHead(
            version: .http1_1, status: isTooLong ? .requestHeaderFieldsTooLarge : .badRequest,
            headers: ["connection": "close", "content-length": "0"])
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        context.close(mode: .output, promise: nil)
        close(context, after: limits.farewell, as: nil)
    }

    // MARK: Answers

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        var part = unwrapOutboundIn(data)
        switch part {
        case .head(var head):
            if isLast { head.headers.replaceOrAdd(name: "connection", value: "close") }
            isStream = head.headers.first(name: "content-type") == "text/event-stream"
            if isStream { deadline?.cancel() }
            part = .head(head)
            context.write(wrapOutboundOut(part), promise: promise)
        case .body:
            context.write(wrapOutboundOut(part), promise: promise)
        case .end:
            context.write(wrapOutboundOut(part), promise: promise)
            isAnswering = false
            isStream = false
            connections.setBusy(context.channel, false)
            if isLast { isDeaf = true }
            close(context, after: isLast ? limits.farewell : limits.idle, as: nil)
        }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        stall?.cancel()
        stall = nil
        if !context.channel.isWritable { stall = schedule(context, after: limits.stall, as: .slow) }
        context.fireChannelWritabilityChanged()
    }

    // MARK: The end

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case is ChannelShouldQuiesceEvent:
            // Nobody waits for the end of what has none.
            if !isAnswering || isStream {
                context.close(promise: nil)
            } else {
                isLast = true
                close(context, after: limits.farewell, as: nil)
            }
        case ChannelEvent.inputClosed where isStream:
            context.close(promise: nil)
        default:
            context.fireUserInboundEventTriggered(event)
        }
    }

    /// Closes the connection unless its next step comes in time.
    private func close(_ context: ChannelHandlerContext, after time: TimeAmount, as reason: WebCounters.Reason?) {
        deadline?.cancel()
        deadline = schedule(context, after: time, as: reason)
    }

    private func schedule(
        _ context: ChannelHandlerContext, after time: TimeAmount, as reason: WebCounters.Reason?
    ) -> Scheduled<Void> {
        let channel = context.channel
        let refusals = refusals
        return context.eventLoop.scheduleTask(in: time) {
            if let reason { refusals.note(reason) }
            channel.close(promise: nil)
        }
    }
}
