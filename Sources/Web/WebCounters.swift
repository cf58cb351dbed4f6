internal import Synchronization

/// What the server turned away.
package final class WebCounters: Sendable {
    /// Why a request or a connection was turned away.
    package enum Reason: String, Sendable, CaseIterable {
        /// More requests than the web configuration's rate.
        case rate
        /// No user, or a wrong password.
        case unauthorized
        /// Not for who asks.
        case forbidden
        /// No HTTP, or more of it than there may be.
        case malformed
        /// TLS did not come about.
        case tls
        /// Too slow with a request, or with taking its answer.
        case slow
        /// Gave way to others while it asked for nothing.
        case crowded
        /// Too many at once.
        case busy
    }

    private let counts = Mutex([UInt64](repeating: 0, count: Reason.allCases.count))

    package init() {}

    package func note(_ reason: Reason) {
        guard let index = Reason.allCases.firstIndex(of: reason) else { return }
        counts.withLock { $0[index] += 1 }
    }

    /// How many, in the order of the reasons.
    package var values: [UInt64] { counts.withLock { $0 } }
}
