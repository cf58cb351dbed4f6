internal import Synchronization
package import Threads

/// Checks users' passwords against their bcrypt hashes, on a thread of its own: a check keeps a processor busy for
/// tens of milliseconds and more, which Swift's cooperative pool is not for.
///
/// One check runs at a time, so that nobody can take all processors by asking; what was right once is answered at
/// once. A user that there is not takes the time of one that there is.
package final class PasswordChecker: Sendable {
    package enum Verdict: Sendable, Equatable {
        case accepted
        case refused
        /// Too many wait already, or the checker has stopped; nothing was checked.
        case busy
    }

    private let desk: Desk
    private let thread: WorkerThread

    /// Starts the thread.
    /// - Parameters:
    ///   - users: by name.
    ///   - cacheLimit: how many successes are remembered.
    ///   - waitingLimit: how many checks may wait; further ones are `busy`.
    /// - Throws: `ThreadError` when the system has no room for another thread.
    package init(
        users: [String: PasswordHash], cacheLimit: Int = 100, waitingLimit: Int = 64
    ) throws(ThreadError) {
        let desk = Desk(users: users, cacheLimit: cacheLimit, waitingLimit: waitingLimit)
        self.desk = desk
        thread = try WorkerThread(name: "passwords") { desk.work() }
    }

    // The thread keeps the desk, not the checker, so that it ends when nobody has the checker any more: after the check
    // that it is at.
    deinit {
        desk.stop()
        thread.join()
    }

    /// Takes other users from now on. Successes of users whose hash stays are still remembered.
    package func replace(users: [String: PasswordHash]) { desk.replace(users: users) }

    /// Checks a user's password. The answer to one that was right before comes at once.
    package func check(user: String, password: [UInt8]) async -> Verdict {
        switch desk.look(user: user, password: password) {
        case .known: return .accepted
        case .unknown(let hash, let digest):
            return await withCheckedContinuation { answer in
                desk.add(Desk.Job(password: password, hash: hash, digest: digest, answer: answer))
            }
        }
    }

    /// Checks nothing more; whoever waits is told `busy`.
    package func stop() { desk.stop() }

    /// How many successes are remembered.
    var remembered: Int { desk.remembered }
}
