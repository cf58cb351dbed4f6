internal import Glibc
internal import Journal
internal import Logging
internal import Synchronization
internal import Threads
internal import Web

/// Keeps who is let in as the web configuration file has it, while the program runs: a file that turns wrong changes
/// nothing, and is said to be wrong.
final class WebAccessKeeper: Sendable {
    /// What became of the file when it was last read.
    struct Facts: Sendable {
        var isRight: Bool
        /// When it was last read and right, microseconds since 1970 UTC.
        var rightAt: UInt64
    }

    let access: AccessControl
    private let first: WebAccessLoader
    private let follower: FileFollower
    private let logger: Logger
    private let state: Mutex<Facts>
    /// What was said last to be wrong.
    private let reported = Mutex("")

    /// Reads the file for the first time.
    /// - Throws: `ConfigurationError` when it is wrong, and what keeps it from being followed.
    init(path: String, _ access: AccessControl, _ logger: Logger) throws {
        var loader = WebAccessLoader(path: path)
        let (configuration, tls) = try loader.load()
        access.use(configuration, tls: tls)
        self.access = access
        self.logger = logger
        first = loader
        follower = try FileFollower()
        state = Mutex(Facts(isRight: true, rightAt: Clock.now()))
    }

    var facts: Facts { state.withLock { $0 } }

    /// Follows the file on a thread of its own, until `stop`.
    /// - Throws: `ThreadError` when the system has no room for another thread.
    func follow() throws -> WorkerThread {
        try WorkerThread(name: "web configuration") { [self] in
            var loader = first
            do {
                try follower.run("the web configuration", .init(files: loader.files)) { directories in
                    logger.warning(
                        "new files in a directory will not be noticed, as it may not be read",
                        metadata: ["directory": "\(directories.joined(separator: ", "))"])
                } look: {
                    look(&loader)
                    return .init(files: loader.files)
                }
            } catch {
                logger.error("a change of the web configuration will not be noticed", metadata: ["problem": "\(error)"])
            }
        }
    }

    func stop() { follower.stop() }

    private func look(_ loader: inout WebAccessLoader) {
        do {
            let (configuration, tls) = try loader.load()
            access.use(configuration, tls: tls)
            let wasRight = state.withLock { state in
                defer { state = Facts(isRight: true, rightAt: Clock.now()) }
                return state.isRight
            }
            reported.withLock { $0 = "" }
            if !wasRight { logger.notice("the web configuration is right again", metadata: ["file": "\(loader.path)"]) }
        } catch {
            state.withLock { $0.isRight = false }
            let isNews = reported.withLock { reported in
                defer { reported = error.description }
                return reported != error.description
            }
            for problem in isNews ? error.problems : [] {
                logger.error(
                    "the web configuration is wrong: what it said before holds", metadata: ["problem": "\(problem)"])
            }
        }
    }
}
