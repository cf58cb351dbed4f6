/// A source of entries, as the pipeline sees it.
struct SourceState: Sendable {
    /// What entries of the source can be trusted to say, and how they are counted.
    enum Kind: String, CaseIterable, Sendable {
        /// journald says who wrote.
        case journal
        /// Whoever may write to the log may write anything.
        case file

        /// The raw value as a literal, which costs nothing to write.
        var literal: StaticString { self == .journal ? "journal" : "file" }
    }

    /// `journal`, or `file:` and the path: the key of its position.
    let name: String
    let kind: Kind
    /// The position up to which the state is known, and the one up to which entries were used in this run.
    var position: String?
    var readPosition: String?
    /// The position from which on entries change the state; nil once it is reached.
    var stateMark: String?
    /// The same for each machine's archive, by the name of its directory.
    var archiveMarks: [String: String]
    /// It was read to its end once.
    var isCaughtUp = false

    /// Whether entries are new to the state.
    var isStateActive: Bool { stateMark == nil }

    init(_ start: SourceStart) {
        name = start.name
        kind = start.kind
        position = start.stateMark
        stateMark = start.stateMark
        archiveMarks = start.archiveMarks
    }
}

/// Where each consumer goes on in a source. A consumer whose mark lies ahead of the start sleeps until it is reached.
struct SourceStart: Sendable {
    var name: String
    var kind: SourceState.Kind
    /// The position up to which the state is known already.
    var stateMark: String?
    /// The same for each machine's archive, by the name of its directory.
    var archiveMarks: [String: String] = [:]
    /// An archive may have nothing of the source, not even what lies before the state's mark.
    var needsAll = false

    /// All places where a batch must end.
    var marks: [String] { Array(Set(archiveMarks.values).union(stateMark.map { [$0] } ?? [])).sorted() }
}
