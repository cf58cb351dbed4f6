internal import Glibc

/// What a command prints, by way of a pager where a person reads it at a terminal, as `journalctl` does.
///
/// `PAGER` names another pager, none for `cat` or when it is empty; `LESS` changes what `less` does.
final class Pager {
    private var buffer: [UInt8] = []
    private var descriptor: Int32 = 1
    private var process: pid_t?
    /// `errno` of the write that failed; `EPIPE` when nobody reads any more.
    private var failure: Int32 = 0
    private var command = ""

    /// - Parameter isWanted: whether a pager may be used, if this is a terminal.
    init(_ isWanted: Bool) {
        // A reader that has gone is an error of `write`, and no reason to die.
        signal(SIGPIPE, SIG_IGN)
        let choice = Terminal.value("PAGER")
        if isWanted, Terminal.isOutput, choice != "", choice != "cat" { start(choice) }
    }

    /// Whether a pager shows it.
    var isPaging: Bool { process != nil }

    private func start(_ choice: String?) {
        var ends: [Int32] = [0, 0]
        guard unsafe pipe(&ends) == 0 else { return }
        // The child's copy of an end that is not its own would keep the pipe open.
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        // Ends with the last line when all fits, keeps colours, scrolls long lines sideways.
        unsafe setenv("LESS", "FRSXMK", 0)
        unsafe setenv("LESSCHARSET", "utf-8", 0)
        command =
            choice
            ?? "if command -v less >/dev/null; then exec less; elif command -v more >/dev/null; then exec more; else exec cat; fi"
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        unsafe posix_spawn_file_actions_adddup2(&actions, ends[0], 0)
        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        unsafe sigaddset(&signals, SIGPIPE)
        unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
        unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
        defer {
            unsafe posix_spawn_file_actions_destroy(&actions)
            unsafe posix_spawnattr_destroy(&attributes)
            close(ends[0])
        }
        var arguments: [UnsafeMutablePointer<CChar>?] = unsafe [strdup("sh"), strdup("-c"), strdup(command), nil]
        defer { for index in 0..<3 { unsafe free(arguments[index]) } }
        var child: pid_t = 0
        guard unsafe posix_spawn(&child, "/bin/sh", &actions, &attributes, &arguments, environ) == 0 else {
            close(ends[1])
            return
        }
        process = child
        descriptor = ends[1]
        // ^C is the pager's.
        signal(SIGINT, SIG_IGN)
    }

    /// Takes bytes and passes them on, now and then.
    /// - Returns: false when nobody reads any more.
    func write(_ body: (inout [UInt8]) -> Void) -> Bool {
        body(&buffer)
        return buffer.count < 1 << 16 || flush()
    }

    @discardableResult
    func flush() -> Bool {
        if failure == 0, !buffer.isEmpty { failure = Terminal.write(buffer, to: descriptor) }
        buffer.removeAll(keepingCapacity: true)
        return failure == 0
    }

    /// Passes on the rest and waits until the pager is left.
    /// - Throws: `Problem` when not all could be written, or there is no such pager.
    func end() throws {
        flush()
        defer { process = nil }
        guard failure == 0 || failure == EPIPE else { throw Problem(unwritten: failure) }
        guard let process else { return }
        close(descriptor)
        var status: Int32 = 0
        while unsafe waitpid(process, &status, 0) < 0, errno == EINTR {}
        signal(SIGINT, SIG_DFL)
        // The shell's words for a command that is not there or cannot be run.
        guard status & 0x7F != 0 || ![126, 127].contains(status >> 8 & 0xFF) else {
            throw Problem("the pager \(command) cannot be run; set PAGER to another one, or take --no-pager")
        }
    }
}
