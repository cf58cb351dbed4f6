internal import Glibc
internal import Synchronization

/// What standard output and standard error are, and what may be shown there.
enum Terminal {
    static let isOutput = isatty(1) == 1
    static let isError = isatty(2) == 1

    /// Whether to colour standard output: on a terminal that can, unless `NO_COLOR` says otherwise
    /// (https://no-color.org).
    static var hasColour: Bool {
        isOutput && (value("NO_COLOR") ?? "").isEmpty && value("TERM") != "dumb"
    }

    /// Columns of standard output; nil when it is no terminal.
    static var width: Int? {
        guard isOutput else { return nil }
        if let columns = value("COLUMNS").flatMap({ Int($0) }), columns > 0 { return columns }
        return size.flatMap { $0.ws_col > 0 ? Int($0.ws_col) : nil }
    }

    /// Lines of standard output; nil when it is no terminal, or does not tell.
    static var height: Int? { size.flatMap { $0.ws_row > 0 ? Int($0.ws_row) : nil } }

    private static var size: winsize? {
        var size = winsize()
        guard unsafe ioctl(1, UInt(TIOCGWINSZ), &size) == 0 else { return nil }
        return size
    }

    static func value(_ name: String) -> String? { unsafe getenv(name).map { unsafe String(cString: $0) } }

    /// A line on standard error.
    static func say(_ text: String) { write(Array("charon-exporter: \(text)\n".utf8), to: 2) }

    /// Writes all of it.
    /// - Returns: `errno`; 0 when all was written, `EPIPE` when nobody reads any more.
    @discardableResult
    static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
        var written = 0
        while written < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { buffer in
                unsafe Glibc.write(descriptor, buffer.baseAddress?.advanced(by: written), bytes.count - written)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return count < 0 ? errno : EIO }
            written += count
        }
        return 0
    }

    /// Writes all of it to standard output. A reader that has gone is no fault.
    /// - Throws: `Problem` when it cannot be written.
    static func print(_ bytes: [UInt8]) throws {
        // It is told by the write.
        signal(SIGPIPE, SIG_IGN)
        let code = write(bytes, to: 1)
        guard code == 0 || code == EPIPE else { throw Problem(unwritten: code) }
    }

    /// One line that is written over, on a terminal; five times a second.
    final class Progress: Sendable {
        private let shownAt = Mutex(0.0)
        private let hasShown = Mutex(false)

        func show(_ text: @autoclosure () -> String) {
            guard Terminal.isError else { return }
            var time = timespec()
            unsafe clock_gettime(CLOCK_MONOTONIC, &time)
            let now = Double(time.tv_sec) + Double(time.tv_nsec) / 1_000_000_000
            let isDue = shownAt.withLock { shownAt in
                guard now - shownAt > 0.2 else { return false }
                shownAt = now
                return true
            }
            guard isDue else { return }
            hasShown.withLock { $0 = true }
            Terminal.write(Array("\r\u{1B}[K\(text())".utf8), to: 2)
        }

        func end() {
            guard hasShown.withLock({ $0 }) else { return }
            Terminal.write(Array("\r\u{1B}[K".utf8), to: 2)
        }
    }
}
