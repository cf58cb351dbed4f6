internal import Glibc
package import Threads

/// Reads a text log in order, on a thread of its own, and hands on batches of entries: the sibling of `JournalReader`
/// for logs that syslog daemons, or charon itself, write to files, with the files that they were rotated into.
///
/// The reader waits in the kernel when there is nothing to read, and on its consumer when that is slower.
package final class TextReader: EntryReader {
    package let threadName = "text"
    /// What to read, from where, and how.
    package struct Options: Sendable {
        /// The log; `-` is standard input. A pipe is read to its end; it has no positions. A file that is compressed
        /// with gzip is read to its end too, also when more is waited for.
        package var path: String
        /// Positions at which a batch must end, so that a consumer can begin exactly there. Reading begins after the
        /// oldest of them; at the head when there is none, or one is not found any more.
        package var marks: [String]
        /// Whether to wait for more at the end, or to stop there.
        package var follows: Bool
        /// The names under which charon logs.
        package var identifiers: [String]
        /// The names of other programs, all of whose lines are wanted.
        package var watched: [String]
        /// The machine's name where a line does not say it.
        package var hostName: String
        /// Whether to begin at the head of the log itself where the marks lie in it.
        package var beginsAtHead: Bool

        package init(
            path: String, marks: [String], follows: Bool, identifiers: [String], watched: [String] = [],
            hostName: String, beginsAtHead: Bool = false
        ) {
            self.watched = watched
            self.beginsAtHead = beginsAtHead
            self.path = path
            self.marks = marks
            self.follows = follows
            self.identifiers = identifiers
            self.hostName = hostName
        }
    }

    private let port: ReaderPort
    private let options: Options

    /// - Throws: `JournalError` when the log cannot be read: it, or its directory where it may still come, is not
    ///   there or not accessible.
    package init(_ options: Options, source: Int = 0, into batches: Channel<EntryBatch>) throws(JournalError) {
        self.options = options
        port = try ReaderPort(source: source, batches: batches)
        try Self.check(options)
    }

    private static func check(_ options: Options) throws(JournalError) {
        let path = options.path
        guard path != "-" else { return }
        guard let status = FileStatus(path: path) else {
            // Follows: it may come as long as its directory is there.
            let code = errno
            guard code == ENOENT, options.follows else { throw JournalError(reading: path, code: code) }
            _ = try RotatedFile.names(in: TextTrail.directory(of: path))
            return
        }
        if status.isRegular || status.isDirectory {
            _ = try TextFile(path: path)
            if options.follows { _ = try RotatedFile.names(in: TextTrail.directory(of: path)) }
        } else if unsafe faccessat(AT_FDCWD, path, R_OK, AT_EACCESS) != 0 {
            // A pipe is not opened to try it: its writer would take that for its reader.
            throw JournalError(reading: path, code: errno)
        }
    }

    /// Reads until `stop`, or to the end when the options say so. Called once, by the thread that is to read; it
    /// returns when reading has ended, and leaves the channel open.
    package func run() {
        do throws(JournalError) {
            var loop = TextLoop(options: options, reader: self)
            try loop.run()
        } catch {
            port.fail(error)
        }
    }

    package var failure: JournalError? { port.failure }
    package func stop() { port.stop() }
    package func recycle(_ batch: consuming EntryBatch) { port.recycle(batch) }
    /// The kernel tells of what is written to a file at once.
    package func lookAgain() -> UInt64 { 0 }

    func newBatch() -> EntryBatch { port.newBatch() }
    func send(_ batch: EntryBatch) { port.send(batch) }
    var isStopping: Bool { port.isStopping }

    /// Waits until a descriptor is readable or `stop` is called.
    /// - Parameter milliseconds: how long at most; -1 waits for ever.
    /// - Returns: whether the descriptor is.
    func wait(for descriptor: Int32, milliseconds: Int32 = -1) throws(JournalError) -> Bool {
        while !isStopping {
            var descriptors = [
                pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
                pollfd(fd: port.wakeUp.descriptor, events: Int16(POLLIN), revents: 0),
            ]
            let count = nfds_t(descriptors.count)
            let ready = unsafe descriptors.withUnsafeMutableBufferPointer {
                unsafe poll($0.baseAddress, count, milliseconds)
            }
            guard ready >= 0 || errno == EINTR else {
                throw JournalError(action: "wait for \(options.path)", code: errno)
            }
            if ready > 0, descriptors[1].revents != 0 { port.wakeUp.clear() }
            if ready > 0, descriptors[0].revents != 0 { return true }
            if ready == 0 { return false }
        }
        return false
    }
}
