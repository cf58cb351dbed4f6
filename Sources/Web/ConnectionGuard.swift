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
    /// Requests that have been read and not been answered: several of who does not wait for an answer.
    private var unanswered = 0
    private var isStream = false
    /// The last request has been read.
    private var isLast = false
    /// Nothing more is read.
    private var isDeaf = false
    /// The server stops, and what is not answered soon is not answered.
    private var isEnding = false

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
            guard Self.hasHost(head) else {
                refuse(context, .badRequest)
                return
            }
            unanswered += 1
            // Before 1.1 there were no chunks, and who kept a connection was not agreed upon.
            let isOld = Self.isOld(head)
            isLast =
                isOld || !head.isKeepAlive || Self.hasBody(head) || Self.changesProtocol(head)
                || unanswered >= limits.pipelined
            // Who serves it sees no version; this is what it looks for.
            if isLast { head.headers.replaceOrAdd(name: "connection", value: "close") }
            let takesGzip =
                !isOld && head.method != .HEAD && Self.takesGzip(head.headers[canonicalForm: "accept-encoding"])
            head.headers.replaceOrAdd(name: "accept-encoding", value: takesGzip ? "gzip" : "identity")
            part = .head(head)
            noteBusy(context)
            // Of those that wait behind another, the time begins when that was answered.
            if unanswered == 1 { close(context, after: limits.answer, as: .slow) }
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

    /// Whether it is told once who is asked, as of old it need not be (RFC 9112, section 3.2). Two might be read as one
    /// by a proxy and as the other here.
    private static func hasHost(_ head: HTTPRequestHead) -> Bool {
        let count = head.headers["host"].count
        return count == 1 || count == 0 && isOld(head)
    }

    private static func isOld(_ head: HTTPRequestHead) -> Bool { (head.version.major, head.version.minor) < (1, 1) }

    /// Whether it asks for something else than HTTP from then on: the decoder reads nothing after it.
    private static func changesProtocol(_ head: HTTPRequestHead) -> Bool {
        head.method == .CONNECT || !head.headers["upgrade"].isEmpty
    }

    /// What is no HTTP is answered here: nobody behind has seen a request.
    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard let error = error as? HTTPParserError else {
            context.fireErrorCaught(error)
            return
        }
        guard !isDeaf else { return }
        refuse(context, error == .headerOverflow ? .requestHeaderFieldsTooLarge : .badRequest)
    }

    /// Reads no more, and says why, unless there are answers to come that this must not overtake.
    private func refuse(_ context: ChannelHandlerContext, _ status: HTTPResponseStatus) {
        refusals.note(.malformed)
        isDeaf = true
        guard unanswered == 0 else {
            isLast = true
            return
        }
        let head = HTTPResponseHead(
            version: .http1_1, status: status, headers: ["connection": "close", "content-length": "0"])
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
            if isLast, unanswered == 1 { head.headers.replaceOrAdd(name: "connection", value: "close") }
            isStream = head.headers.first(name: "content-type") == "text/event-stream"
            if isStream, !isEnding { deadline?.cancel() }
            part = .head(head)
            context.write(wrapOutboundOut(part), promise: promise)
        case .body:
            context.write(wrapOutboundOut(part), promise: promise)
        case .end:
            context.write(wrapOutboundOut(part), promise: promise)
            unanswered -= 1
            isStream = false
            noteBusy(context)
            if unanswered > 0 {
                close(context, after: limits.answer, as: .slow)
            } else {
                if isLast { isDeaf = true }
                close(context, after: isLast ? limits.farewell : limits.idle, as: nil)
            }
        }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        stall?.cancel()
        stall = nil
        if !context.channel.isWritable { stall = schedule(context, after: limits.stall, as: .slow) }
        noteBusy(context)
        context.fireChannelWritabilityChanged()
    }

    /// Who does not take its answer waits for nothing, and others may need its place.
    private func noteBusy(_ context: ChannelHandlerContext) {
        connections.setBusy(context.channel, unanswered > 0 && context.channel.isWritable)
    }

    // MARK: The end

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case is ChannelShouldQuiesceEvent:
            // Nobody waits for the end of what has none.
            if unanswered == 0 || isStream {
                context.close(promise: nil)
            } else {
                isLast = true
                isDeaf = true
                close(context, after: limits.farewell, as: nil)
                isEnding = true
            }
        case ChannelEvent.inputClosed where isStream:
            context.close(promise: nil)
        default:
            context.fireUserInboundEventTriggered(event)
        }
    }

    /// Closes the connection unless its next step comes in time.
    private func close(_ context: ChannelHandlerContext, after time: TimeAmount, as reason: WebCounters.Reason?) {
        guard !isEnding else { return }
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
