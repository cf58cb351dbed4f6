internal import NIOCore
internal import NIOSSL
internal import NIOTLS

/// Looks at what a TLS handshake has proven, before anything that was sent through it is read.
final class HandshakeWatch: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private let facts: ConnectionFacts
    /// Whether a client's certificate was checked.
    private let verifies: Bool
    /// Of which a client's certificate must have one; empty for any.
    private let names: Set<String>
    private var isDone = false
    private var isRefused = false

    init(_ facts: ConnectionFacts, verifies: Bool, names: Set<String>) {
        self.facts = facts
        self.verifies = verifies
        self.names = names
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if !isRefused { context.fireChannelRead(data) }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case TLSUserEvent.handshakeCompleted = event {
            isDone = true
            let certificate = try? context.channel.pipeline.syncOperations.nioSSL_peerCertificate()
            if !names.isEmpty, !(certificate.map(has) ?? false) {
                isRefused = true
                facts.counters.note(.tls)
                context.close(promise: nil)
                return
            }
            if verifies, certificate != nil { facts.setVerified() }
        }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if !isDone {
            isDone = true
            facts.counters.note(.tls)
            context.close(promise: nil)
            return
        }
        context.fireErrorCaught(error)
    }

    /// Whether a certificate has one of the names: a host's, an e-mail address, a URI or an IP address.
    private func has(_ certificate: NIOSSLCertificate) -> Bool {
        certificate._subjectAlternativeNames().contains { name in
            switch name.nameType {
            case .dnsName, .email, .uri: names.contains(String(decoding: name.contents, as: UTF8.self))
            case .ipAddress: Self.address(Array(name.contents)).map(names.contains) ?? false
            default: false
            }
        }
    }

    private static func address(_ bytes: [UInt8]) -> String? {
        guard bytes.count == 4 || bytes.count == 16 else { return nil }
        return try? SocketAddress(packedIPAddress: ByteBuffer(bytes: bytes), port: 0).ipAddress
    }
}
