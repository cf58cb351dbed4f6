internal import Foundation
internal import Glibc
internal import Synchronization

/// A process of ours: started in a process group of its own, with no descriptor but the three standard ones.
package final class ChildProcess: Sendable {
    /// Its number, which no other process gets before `hasEnded` was true.
    package let pid: Int32
    /// What runs, for messages.
    let name: String
    /// The exit code, or 128 and the signal; nil while it runs.
    private let status = Mutex<Int32?>(nil)

    /// Starts a program.
    /// - Parameters:
    ///   - arguments: the program's path and its arguments.
    ///   - environment: variables besides those of this process.
    ///   - input: a file for its standard input; nothing to read when nil.
    /// - Throws: `LabError` when it cannot be started.
    init(
        _ arguments: [String], environment: [String: String] = [:], input: String? = nil,
        output: borrowing OutputFile, errors: borrowing OutputFile
    ) throws(LabError) {
        name = arguments.first.map { URL(fileURLWithPath: $0).lastPathComponent } ?? ""
        var actions = unsafe posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        var none = sigset_t()
        var all = sigset_t()
        unsafe posix_spawn_file_actions_init(&actions)
        unsafe posix_spawnattr_init(&attributes)
        unsafe sigemptyset(&none)
        unsafe sigfillset(&all)
        defer {
            unsafe posix_spawn_file_actions_destroy(&actions)
            unsafe posix_spawnattr_destroy(&attributes)
        }
        unsafe posix_spawn_file_actions_addopen(&actions, 0, input ?? "/dev/null", O_RDONLY, 0)
        unsafe posix_spawn_file_actions_adddup2(&actions, output.descriptor, 1)
        unsafe posix_spawn_file_actions_adddup2(&actions, errors.descriptor, 2)
        // What other code here has open, and did not keep from children, is not theirs.
        let open = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
        for descriptor in open.compactMap({ Int32($0) }) where descriptor > 2 {
            unsafe posix_spawn_file_actions_addclose(&actions, descriptor)
        }
        // A terminal's Ctrl-C is for us alone, and what we ignore or block is nothing to our children.
        unsafe posix_spawnattr_setsigmask(&attributes, &none)
        unsafe posix_spawnattr_setsigdefault(&attributes, &all)
        let flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP
        unsafe posix_spawnattr_setflags(&attributes, Int16(flags))

        let variables = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        let values = unsafe arguments.map { unsafe strdup($0) } + [nil]
        let pairs = unsafe variables.map { unsafe strdup("\($0.key)=\($0.value)") } + [nil]
        defer { unsafe (values + pairs).forEach { unsafe free($0) } }
        var number: pid_t = 0
        let code = unsafe posix_spawn(&number, arguments.first ?? "", &actions, &attributes, values, pairs)
        guard code == 0 else {
            throw LabError("cannot start \(name): \(unsafe String(cString: strerror(code)))")
        }
        pid = number
    }

    /// Whether it has ended, for whatever reason.
    package var hasEnded: Bool { exitCode != nil }

    /// Its exit code, 128 and the number of the signal that ended it, or nil while it runs.
    package var exitCode: Int32? {
        status.withLock { status in
            if status == nil {
                var raw: Int32 = 0
                // Its number is known only here, so only here it is waited for: a late reaper elsewhere cannot matter.
                if unsafe waitpid(pid, &raw, WNOHANG) == pid {
                    status = raw & 0x7F == 0 ? (raw >> 8) & 0xFF : 128 + (raw & 0x7F)
                }
            }
            return status
        }
    }

    /// Sends a signal, if it still runs.
    package func send(_ signal: Int32) {
        guard exitCode == nil else { return }
        _ = status.withLock { status in status == nil ? kill(pid, signal) : 0 }
    }

    /// Waits until it ends.
    /// - Returns: its exit code, or nil when it still runs after the time.
    /// - Throws: `CancellationError`.
    package func wait(atMost time: Duration) async throws -> Int32? {
        try await poll(every: .milliseconds(2), atMost: time) { self.exitCode }
    }

    /// Ends it: politely, and if that does not help after some seconds, by force.
    /// - Returns: its exit code.
    @discardableResult
    package func end(_ signal: Int32 = SIGTERM, patience: Duration = .seconds(5)) async throws -> Int32? {
        send(signal)
        if let code = try await wait(atMost: patience) { return code }
        send(SIGKILL)
        return try await wait(atMost: .seconds(5))
    }
}

/// Asks until there is an answer.
/// - Returns: the answer, or nil when there is none after the time.
/// - Throws: what `answer` throws, and `CancellationError`.
package func poll<Answer: Sendable>(
    every interval: Duration, atMost time: Duration, _ answer: () async throws -> Answer?
) async throws -> Answer? {
    let end = ContinuousClock.now + time
    while true {
        if let found = try await answer() { return found }
        guard ContinuousClock.now < end else { return nil }
        try await Task.sleep(for: interval)
    }
}
