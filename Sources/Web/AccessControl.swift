internal import Synchronization
package import Threads
package import WebAccess

/// Who is let in, as the web configuration says at present.
package final class AccessControl: Sendable {
    struct State: Sendable {
        var headers: [WebConfiguration.Header] = []
        var hasUsers = false
        var rate: RateLimit?
        var limiter: RateLimiter?
        var tls: TLSContext?
    }

    private let state = Mutex(State())
    private let checker: PasswordChecker
    /// Whether pages that show identities are for anybody.
    let allowsAnonymousAudit: Bool

    /// Lets in anybody over plain HTTP, until `use`.
    /// - Throws: `ThreadError` when the system has no room for another thread.
    package init(allowsAnonymousAudit: Bool) throws(ThreadError) {
        checker = try PasswordChecker(users: [:])
        self.allowsAnonymousAudit = allowsAnonymousAudit
    }

    /// Takes another configuration from now on. Connections that are open go on as they are, but each of their requests
    /// is judged anew.
    /// - Parameter tls: nil for plain HTTP.
    package func use(_ configuration: WebConfiguration, tls: TLSContext?) {
        checker.replace(users: configuration.users)
        state.withLock { state in
            state.headers = configuration.headers
            state.hasUsers = !configuration.users.isEmpty
            state.tls = tls
            // A bucket that is empty stays so when another part of the file changes.
            if state.rate != configuration.rateLimit {
                state.rate = configuration.rateLimit
                state.limiter = configuration.rateLimit.map { RateLimiter($0) }
            }
        }
    }

    var tls: TLSContext? { state.withLock { $0.tls } }

    var headers: [WebConfiguration.Header] { state.withLock { $0.headers } }

    /// Whether every request names a user.
    var hasUsers: Bool { state.withLock { $0.hasUsers } }

    /// Whether one more request is within the rate.
    /// - Parameter now: since any fixed moment.
    func isWithinRate(_ now: Duration) -> Bool { state.withLock { $0.limiter?.allows(at: now) ?? true } }

    /// Checks no more passwords: who waits for that does not hold up the end.
    func stop() { checker.stop() }

    func check(_ credentials: BasicCredentials) async -> PasswordChecker.Verdict {
        await checker.check(user: credentials.user, password: credentials.password)
    }
}
