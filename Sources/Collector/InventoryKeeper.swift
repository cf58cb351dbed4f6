internal import Journal
internal import Synchronization

/// Keeps what should be up as the configurations have it, while the program runs: it sleeps until a file changes.
final class InventoryKeeper: Sendable {
    private let follower: FileFollower
    private let changed = Mutex<InventoryState?>(nil)

    /// - Throws: `JournalError` when the system has no descriptor left.
    init() throws(JournalError) { follower = try FileFollower() }

    /// Ends `run` soon, from any thread.
    func stop() { follower.stop() }

    /// What should be up since the last change; nil when nothing has changed since this was asked last.
    func takeChange() -> InventoryState? {
        changed.withLock { changed in
            defer { changed = nil }
            return changed
        }
    }

    /// Reads the configurations again whenever one may have changed, until `stop`; blocks the calling thread.
    /// - Parameters:
    ///   - onUnwatched: called with directories that cannot be watched, each once.
    ///   - onChange: called when there is something to take.
    /// - Throws: `JournalError` when files cannot be watched.
    func run(
        _ reader: InventoryReader, onUnwatched: ([String]) -> Void, onChange: () -> Void
    ) throws(JournalError) {
        var reader = reader
        try follower.run(
            "the configuration", .init(files: reader.files, directories: reader.directories), onUnwatched: onUnwatched
        ) {
            let before = reader.state
            reader.read(configuration: true)
            if reader.state != before {
                changed.withLock { $0 = reader.state }
                onChange()
            }
            return .init(files: reader.files, directories: reader.directories)
        }
    }
}
