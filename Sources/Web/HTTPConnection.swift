internal import HummingbirdCore
internal import Logging
internal import NIOCore
internal import NIOHTTP1
internal import NIOHTTPCompression
internal import NIOHTTPTypes
internal import NIOHTTPTypesHTTP1

/// One connection: HTTP/1 on it, over TLS or not, with a guard.
struct HTTPConnection: HTTPChannelHandler {
    typealias Value = NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>

    let facts: ConnectionFacts
    let connections: Connections
    let limits: Limits
    /// Nil for plain HTTP.
    let tls: TLSContext?
    let responder: HTTPChannelHandler.Responder

    /// From so many on, an answer is compressed.
    private static let compressedBytes = 1024

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        channel.eventLoop.makeCompletedFuture {
            try tls?.install(on: channel, facts)
            var bounds = NIOHTTPDecoderLimitConfiguration()
            bounds.maxHeaderFieldSize = limits.headBytes
            bounds.maxHeaderListSize = limits.headBytes
            bounds.maxHeaderFieldCount = limits.headerFields
            let pipeline = channel.pipeline.syncOperations
            try pipeline.configureHTTPServerPipeline(
                withPipeliningAssistance: false, withErrorHandling: false, withOutboundHeaderValidation: true,
                withEncoderConfiguration: .init(), withDecoderLimitConfiguration: bounds)
            try pipeline.addHandler(ConnectionGuard(connections, facts.counters, limits))
            try pipeline.addHandler(
                HTTPResponseCompressor { head, isPossible in
                    // A stream's pieces are to arrive at once, and few bytes gain nothing.
                    let length = head.headers.first(name: "content-length").flatMap { Int($0) } ?? 0
                    guard isPossible, length >= Self.compressedBytes, !head.headers.contains(name: "content-encoding")
                    else { return .doNotCompress }
                    // How long it will be is not known when this is sent, which the compressor forgets.
                    head.headers.remove(name: "content-length")
                    head.headers.replaceOrAdd(name: "transfer-encoding", value: "chunked")
                    return .compressIfPossible
                })
            try pipeline.addHandler(HTTP1ToHTTPServerCodec(secure: tls != nil))
            return try NIOAsyncChannel(
                wrappingChannelSynchronously: channel, configuration: .init(isOutboundHalfClosureEnabled: true))
        }
    }

    func handle(value: Value, logger: Logger) async { await handleHTTP(asyncChannel: value, logger: logger) }
}
