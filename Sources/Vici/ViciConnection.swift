internal import Bytes
internal import NIOCore

/// The protocol on one connection: sends one request after the other and hands on what answers it. Lives on the event
/// loop. Follows `vici_dispatcher.c`.
///
/// All that goes wrong ends the connection, as nobody could say what the next packet answers.
final class ViciConnection: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// What the request in flight waits for.
    private enum Phase {
        case registration
        case response
        case unregistration(ViciRequest.Outcome)
    }

    private var context: ChannelHandlerContext?
    private var reader = PacketReader()
    private var waiting: [ViciRequest] = []
    private var active: (request: ViciRequest, phase: Phase)?
    /// Whether nobody waits for the request in flight any more.
    private var isAbandoned = false
    private var deadline: Scheduled<Void>?
    private var subscriptions: Set<ViciEvent.Name> = []
    private var events: EventBuffer
    /// Why there is no connection any more.
    private var end: ViciError?

    init(eventCapacity: Int) { events = EventBuffer(capacity: eventCapacity) }

    var eventStream: AsyncStream<ViciEvent> { events.stream }

    /// Asks when those before are answered.
    func submit(_ request: ViciRequest) {
        if let end {
            request.fail(end)
            return
        }
        waiting.append(request)
        startNext()
    }

    /// Forgets who asked: nothing more is handed on. A request in flight runs to its end, for the sake of the others.
    func abandon(_ id: Int) {
        if let index = waiting.firstIndex(where: { $0.id == id }) {
            waiting.remove(at: index).fail(CancellationError())
        } else if let active, active.request.id == id {
            isAbandoned = true
            active.request.fail(CancellationError())
        }
    }

    /// Ends the connection for a reason, which everyone who waits is told. Only the first reason counts.
    func stop(_ reason: ViciError) {
        guard end == nil else { return }
        end = reason
        deadline?.cancel()
        let failed = (active.map { [$0.request] } ?? []) + waiting
        active = nil
        waiting = []
        reader = PacketReader()
        events.finish()
        context?.close(promise: nil)
        context = nil
        for request in failed { request.fail(reason) }
    }

    // MARK: - Channel

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }

    func handlerRemoved(context: ChannelHandlerContext) { stop(.closed) }

    func channelInactive(context: ChannelHandlerContext) {
        stop(.closedByDaemon(withinPacket: reader.isWithinPacket))
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { stop(.transport(String(describing: error))) }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        reader.append(unwrapInboundIn(data))
        do throws(ViciFault) {
            while end == nil, let packet = try reader.next() { try read(packet) }
        } catch {
            var fault = error
            fault.packet = reader.packets
            stop(.malformed(fault))
        }
    }

    // MARK: - Packets

    private func read(_ buffer: ByteBuffer) throws(ViciFault) {
        let bytes = buffer.readableBytesUInt8Span
        let packet = try ViciPacket(bytes)
        if packet.kind == .event {
            try readEvent(packet, bytes)
            return
        }
        guard let (request, phase) = active else { throw ViciFault(what: .unexpectedPacket(packet.kind), offset: 0) }
        switch (phase, packet.kind, request.subject) {
        case (.registration, .eventConfirm, .command(let command)):
            active = (request, .response)
            send(ViciPacket.request(command))
        case (.registration, .eventConfirm, .subscription):
            finish { request.onRegistered(true) }
        case (.registration, .eventUnknown, .command(let command)):
            finish { request.fail(ViciError.eventUnknown(command)) }
        case (.registration, .eventUnknown, .subscription(let name)):
            subscriptions.remove(name)
            finish { request.onRegistered(false) }
        case (.response, .commandResponse, .command(let command)):
            if let error = try Self.refusal(of: command, bytes, packet.message) {
                answered(request) { request.fail(error) }
            } else {
                answered(request, try request.onResponse(bytes, packet.message))
            }
        case (.response, .commandUnknown, .command(let command)):
            answered(request) { request.fail(ViciError.commandUnknown(command)) }
        case (.unregistration(let outcome), .eventConfirm, _):
            finish(outcome)
        default:
            throw ViciFault(what: .unexpectedPacket(packet.kind), offset: 0)
        }
    }

    /// An event of the streaming command in flight, or one subscribed to: those come at any time.
    private func readEvent(_ packet: ViciPacket, _ bytes: Span<UInt8>) throws(ViciFault) {
        if let (request, phase) = active, case .response = phase, case .command(let command) = request.subject,
            let stream = command.stream, bytes.equals(packet.name, stream)
        {
            if !isAbandoned { try request.onEvent(bytes, packet.message) }
            return
        }
        for name in subscriptions where bytes.equals(packet.name, name.wireName) {
            events.yield(try ViciEvent(name, bytes, message: packet.message))
            return
        }
        throw ViciFault(what: .unexpectedEvent, offset: 0)
    }

    /// What the daemon says when it refuses, or nil. Walks the whole message, which is known to be sound afterwards.
    private static func refusal(
        of command: ViciCommand, _ bytes: Span<UInt8>, _ message: ByteRange
    ) throws(ViciFault) -> ViciError? {
        var isRefused = false
        var words: [UInt8] = []
        var cursor = MessageCursor(message)
        try cursor.forEach(bytes) { element, _ throws(ViciFault) in
            guard case .keyValue(let key, let value) = element else { return }
            if bytes.equals(key, "success") { isRefused = bytes.equals(value, "no") }
            if bytes.equals(key, "errmsg") { words = bytes.copy(value) }
        }
        return isRefused ? .commandFailed(command, message: words) : nil
    }

    // MARK: - Requests

    private func startNext() {
        guard active == nil, end == nil, !waiting.isEmpty, let context else { return }
        let request = waiting.removeFirst()
        isAbandoned = false
        // Not from when it was queued: a long answer to someone else is no fault of the daemon's.
        deadline = context.eventLoop.assumeIsolated().scheduleTask(in: request.deadline) { self.stop(.deadline) }
        switch request.subject {
        case .subscription(let name):
            // The daemon registers before it confirms: an event may come before the confirmation.
            guard subscriptions.insert(name).inserted else {
                active = (request, .registration)
                finish { request.onRegistered(true) }
                return
            }
            active = (request, .registration)
            send(ViciPacket.register(name.wireName))
        case .command(let command):
            if let stream = command.stream {
                active = (request, .registration)
                send(ViciPacket.register(stream))
            } else {
                active = (request, .response)
                send(ViciPacket.request(command))
            }
        }
    }

    /// The response is there: gives the event of a streaming command back before the request ends.
    private func answered(_ request: ViciRequest, _ outcome: @escaping ViciRequest.Outcome) {
        guard let event = request.event else {
            finish(outcome)
            return
        }
        active = (request, .unregistration(outcome))
        send(ViciPacket.unregister(event))
    }

    private func finish(_ outcome: ViciRequest.Outcome) {
        deadline?.cancel()
        deadline = nil
        active = nil
        if !isAbandoned { outcome() }
        startNext()
    }

    private func send(_ bytes: [UInt8]) {
        guard let context else { return }
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
    }
}
