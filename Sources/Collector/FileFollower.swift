internal import Glibc
internal import Journal
internal import Synchronization

/// Sleeps until files change that somebody reads, and until whoever changes them seems to be done.
final class FileFollower: Sendable {
    /// What a change of matters.
    struct Watched {
        var files: Set<String>
        var directories: Set<String> = []
    }

    private let wakeUp: WakeUp
    private let isStopping = Mutex(false)

    /// Who writes a file writes more than once, and who writes one often writes another; milliseconds.
    private static let settling: Int32 = 200
    /// Seconds.
    private static let longestSettling = 2.0

    /// - Throws: `JournalError` when the system has no descriptor left.
    init() throws(JournalError) { wakeUp = try WakeUp() }

    /// Ends `run` soon, from any thread.
    func stop() {
        isStopping.withLock { $0 = true }
        wakeUp.signal()
    }

    /// Calls whenever a file may have changed, until `stop`; blocks the calling thread.
    /// - Parameters:
    ///   - what: what the files are, should watching fail.
    ///   - first: what was read before.
    ///   - onUnwatched: called with directories that cannot be watched, each once.
    ///   - look: reads the files, and says which matter from now on.
    /// - Throws: `JournalError` when files cannot be watched.
    func run(
        _ what: String, _ first: Watched, onUnwatched: ([String]) -> Void, look: () -> Watched
    ) throws(JournalError) {
        let watch = try DirectoryWatch(for: what)
        var reported: Set<String> = []
        func follow(_ watched: Watched) throws(JournalError) {
            let new = Set(try Self.set(watch, watched)).subtracting(reported)
            reported.formUnion(new)
            if !new.isEmpty { onUnwatched(new.sorted()) }
        }
        try follow(first)
        // Between the first reading and the watch something may have changed.
        var mayHaveChanged = true
        while !isStopping.withLock({ $0 }) {
            if mayHaveChanged { try follow(look()) }
            mayHaveChanged = wait(watch)
        }
    }

    /// Waits for a change, and for a moment in which nothing more happens.
    private func wait(_ watch: DirectoryWatch) -> Bool {
        var descriptors = [
            pollfd(fd: watch.descriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: wakeUp.descriptor, events: Int16(POLLIN), revents: 0),
        ]
        var matters = false
        // Where something always happens nearby, there is no such moment.
        var deadline = Double.infinity
        while !isStopping.withLock({ $0 }) {
            let ready = unsafe descriptors.withUnsafeMutableBufferPointer {
                unsafe poll($0.baseAddress, 2, matters ? Self.settling : -1)
            }
            if ready == 0 || Clock.seconds() > deadline { return true }
            if ready > 0, descriptors[0].revents != 0, watch.drain(), !matters {
                matters = true
                deadline = Clock.seconds() + Self.longestSettling
            }
        }
        return false
    }

    /// - Returns: the directories that cannot be watched.
    private static func set(_ watch: DirectoryWatch, _ watched: Watched) throws(JournalError) -> [String] {
        let directories = Set(watched.files.map(parent)).union(watched.directories).map(nearest)
        return try watch.set(
            directories: Set(directories).sorted(), names: nil, files: watched.files.sorted(), isFirstOptional: true)
    }

    private static func parent(_ path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// A directory, or as much of its path as is there, where the rest may come.
    private static func nearest(_ path: String) -> String {
        var path = path
        while path != "/", path != ".", unsafe access(path, X_OK) != 0 { path = parent(path) }
        return path
    }
}
