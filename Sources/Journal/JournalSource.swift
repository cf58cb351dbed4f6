/// Which journal is read.
package enum JournalSource: Sendable, Equatable {
    /// The journals of this machine.
    case local
    /// A namespace of this machine's journald.
    case namespace(String)
    /// All journal files below a directory, as systemd-journal-remote writes them.
    case directory(String)
    /// Just these files.
    case files([String])

    /// Whether all of it is of the machine that this runs on.
    package var isOfOneMachine: Bool {
        switch self {
        case .local, .namespace: true
        case .directory, .files: false
        }
    }

    /// As a person would call it.
    package var description: String {
        switch self {
        case .local: "the local journal"
        case .namespace(let name): "the journal namespace \(name)"
        case .directory(let path): "the journal directory \(path)"
        case .files(let paths) where paths.count == 1: "the journal file \(paths[0])"
        case .files(let paths): "\(paths.count) journal files"
        }
    }
}

/// Where reading starts.
package enum JournalStart: Sendable, Equatable {
    /// At the oldest entry.
    case head
    /// At the first entry of charon's present, or last, process.
    case lastProcess
    /// At the first entry not older than this, microseconds since 1970 UTC.
    case time(UInt64)
    /// After the entry with this cursor.
    case after(cursor: String)
}
