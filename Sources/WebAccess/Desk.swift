internal import Synchronization
internal import Threads

/// What a password checker and its thread share.
final class Desk: Sendable {
    struct Job: Sendable {
        var password: [UInt8]
        var hash: PasswordHash
        /// What is noted of a success; nil when there is no such user, whatever the check says.
        var digest: SuccessCache.Digest?
        var answer: CheckedContinuation<PasswordChecker.Verdict, Never>
    }

    /// What is known of a password before it is computed.
    enum Knowledge {
        case known
        case unknown(PasswordHash, digest: SuccessCache.Digest?)
    }

    private struct State {
        var users: [String: PasswordHash]
        /// The users' costs, of which one is drawn for a user that there is not.
        var costs: [Int]
        var cache: SuccessCache
        var isStopped = false
    }

    private let state: Mutex<State>
    private let jobs: Channel<Job>
    /// What an unknown user costs where there are no users to look like.
    private static let usualCost = 10

    init(users: [String: PasswordHash], cacheLimit: Int, waitingLimit: Int) {
        jobs = Channel(capacity: waitingLimit)
        state = Mutex(
            State(users: users, costs: Self.costs(users), cache: SuccessCache(limit: cacheLimit)))
    }

    private static func costs(_ users: [String: PasswordHash]) -> [Int] { users.values.map(\.cost).sorted() }

    func replace(users: [String: PasswordHash]) {
        state.withLock {
            $0.users = users
            $0.costs = Self.costs(users)
        }
    }

    var remembered: Int { state.withLock { $0.cache.count } }

    func look(user: String, password: [UInt8]) -> Knowledge {
        state.withLock { state in
            guard let hash = state.users[user] else {
                // Where costs differ, a name always has the same one: a stranger looks like one of the users.
                let lot = state.cache.lot(of: user, below: state.costs.count)
                let decoy = PasswordHash(decoyOfCost: state.costs.isEmpty ? Self.usualCost : state.costs[lot])
                return .unknown(decoy, digest: nil)
            }
            let digest = state.cache.digest(user: user, password: password, hash: hash)
            return state.cache.contains(digest) ? .known : .unknown(hash, digest: digest)
        }
    }

    func add(_ job: Job) {
        // No waiting here, which would hold a thread of Swift's own.
        if !jobs.offer(job, milliseconds: 0) { job.answer.resume(returning: .busy) }
    }

    func stop() {
        state.withLock { $0.isStopped = true }
        jobs.close()
    }

    /// The thread's work: until `stop`.
    func work() {
        let bcrypt = Bcrypt()
        while case .element(let job) = jobs.receive() {
            guard !state.withLock({ $0.isStopped }) else {
                job.answer.resume(returning: .busy)
                continue
            }
            let isRight = bcrypt.matches(job.password, job.hash)
            guard isRight, let digest = job.digest else {
                job.answer.resume(returning: .refused)
                continue
            }
            state.withLock { $0.cache.insert(digest) }
            job.answer.resume(returning: .accepted)
        }
    }
}
