import Foundation
import Glibc
import Lab
import Support
import Synchronization

/// A program at a terminal of its own.
final class TerminalDouble: Sendable {
    private let terminal: Int32
    private let process: pid_t
    private let seen = Mutex<[UInt8]>([])

    /// Starts a program at a terminal.
    /// - Parameters:
    ///   - arguments: the program's path and its arguments.
    ///   - variables: besides those of this process, `NAME=value`.
    init(_ arguments: [String], variables: [String] = [], columns: UInt16 = 120, rows: UInt16 = 24) throws {
        var (master, slave): (Int32, Int32) = (-1, -1)
        guard openpty(&master, &slave, nil, nil, nil) == 0 else {
            throw SupportError("there is no pseudo terminal: \(errno)")
        }
        terminal = master
        // The program opens it anew.
        let name = String(cString: ttyname(slave))
        defer { close(slave) }
        for end in [master, slave] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(terminal, UInt(TIOCSWINSZ), &size)
        _ = fcntl(terminal, F_SETFL, O_NONBLOCK)
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        // The first terminal that the leader of a session opens is its own.
        posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, 0, 1)
        posix_spawn_file_actions_adddup2(&actions, 0, 2)
        // A server's socket would live on in the program.
        for descriptor in try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").compactMap({ Int32($0) })
        where descriptor > 2 {
            posix_spawn_file_actions_addclose(&actions, descriptor)
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // POSIX_SPAWN_SETSID.
        posix_spawnattr_setflags(&attributes, 0x80)
        let command =
            ["/usr/bin/env", "-u", "COLUMNS", "-u", "NO_COLOR", "TERM=xterm", "PAGER=cat"] + variables + arguments
        var words: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var child: pid_t = 0
        guard posix_spawn(&child, "/usr/bin/env", &actions, &attributes, &words, environ) == 0 else {
            throw SupportError("\(arguments[0]) cannot be started")
        }
        process = child
    }

    deinit {
        kill(process, SIGKILL)
        close(terminal)
    }

    /// All that the program has written so far, with the ends of lines as it wrote them.
    var text: String {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        return seen.withLock { seen in
            while case let count = read(terminal, &buffer, buffer.count), count > 0 { seen += buffer[..<count] }
            return String(decoding: seen, as: UTF8.self).replacing("\r\n", with: "\n")
        }
    }

    /// Waits until something was written behind what was written before.
    /// - Returns: where it ends.
    @discardableResult
    func wait(for words: String, after position: Int = 0) async throws -> Int {
        let found = try await poll(every: .milliseconds(10), atMost: .seconds(40)) { () -> Int? in
            let rest = self.text.dropFirst(position)
            return rest.firstRange(of: words).map { position + rest.distance(from: rest.startIndex, to: $0.upperBound) }
        }
        guard let found else {
            throw SupportError("\"\(words)\" did not come: \(text.dropFirst(position).suffix(2000))")
        }
        return found
    }

    /// What a person types.
    func type(_ text: String) { _ = Array(text.utf8).withUnsafeBytes { write(terminal, $0.baseAddress, $0.count) } }

    func send(_ signal: Int32) { kill(process, signal) }

    /// Gives the window another size.
    func resize(columns: UInt16, rows: UInt16) {
        var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(terminal, UInt(TIOCSWINSZ), &size)
    }

    /// Waits until it ends.
    /// - Returns: the exit code, or 128 and the signal.
    func end() async throws -> Int32 {
        let code = try await poll(every: .milliseconds(10), atMost: .seconds(40)) { () -> Int32? in
            // A terminal that nobody reads stops who writes to it.
            _ = self.text
            var status: Int32 = 0
            guard waitpid(self.process, &status, WNOHANG) == self.process else { return nil }
            return status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F
        }
        guard let code else { throw SupportError("it does not end: \(text.suffix(2000))") }
        return code
    }
}
