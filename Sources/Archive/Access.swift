internal import Glibc

/// Who may use the files and directories that the archive makes.
struct Access: Sendable, Equatable {
    /// Mode of files, as `chmod` takes it; the umask has no say.
    var fileMode: UInt32 = 0o640
    var directoryMode: UInt32 = 0o750
    /// Numeric user and group; nil leaves what the system gives a new file.
    var owner: UInt32?
    var group: UInt32?

    /// `chown`'s word for: leave it.
    private static let unchanged = UInt32.max

    /// Whether there is an owner to be set.
    private var hasOwner: Bool { owner != nil || group != nil }

    /// Gives an open file its owner and mode.
    /// - Throws: `ArchiveError` that names the file.
    func apply(toFile descriptor: Int32, path: String) throws(ArchiveError) {
        // First the owner: a change of owner takes set-id bits away.
        if hasOwner, fchown(descriptor, owner ?? Self.unchanged, group ?? Self.unchanged) != 0 {
            throw ArchiveError(action: "set the owner of", path: path, code: errno)
        }
        guard fchmod(descriptor, fileMode) == 0 else {
            throw ArchiveError(action: "set the mode of", path: path, code: errno)
        }
    }

    /// Gives a directory its owner and mode.
    /// - Throws: `ArchiveError` that names the directory.
    func apply(toDirectory path: String) throws(ArchiveError) {
        if hasOwner, unsafe lchown(path, owner ?? Self.unchanged, group ?? Self.unchanged) != 0 {
            throw ArchiveError(action: "set the owner of the directory", path: path, code: errno)
        }
        guard unsafe chmod(path, directoryMode) == 0 else {
            throw ArchiveError(action: "set the mode of the directory", path: path, code: errno)
        }
    }
}
