internal import NIOCore
internal import Synchronization

/// What is known of who is at the other end of a connection.
final class ConnectionFacts: Sendable {
    /// The address, as text; empty for a Unix socket.
    let address: String
    /// Whether it comes from this machine.
    let isLocal: Bool
    let counters: WebCounters
    private let verified = Mutex(false)

    init(_ remote: SocketAddress?, isUnix: Bool, _ counters: WebCounters) {
        address = isUnix ? "" : remote?.ipAddress ?? "unknown"
        isLocal = isUnix || Self.isLoopback(address)
        self.counters = counters
    }

    /// Whether a client's certificate was checked and found right.
    var isVerified: Bool { verified.withLock { $0 } }

    func setVerified() { verified.withLock { $0 = true } }

    /// 127.0.0.0/8 and ::1, also as a socket for both families tells them.
    static func isLoopback(_ address: String) -> Bool {
        let plain = address.lowercased().hasPrefix("::ffff:") ? String(address.dropFirst("::ffff:".count)) : address
        // As the kernel writes them: no name, nothing left out.
        return plain == "::1" || plain.hasPrefix("127.")
    }
}
