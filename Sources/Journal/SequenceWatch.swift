internal import Glibc

/// Finds out, by the numbers that journald gives entries, that files are gone which were never read: vacuumed while
/// nobody read, or while the reader had to wait and did not even see them come.
///
/// libsystemd goes on with the next entry that there is, without a word.
struct SequenceWatch {
    private struct File {
        var header: FileHeader
        /// Held while something may be added to the file, under whatever name.
        var descriptor: FileDescriptor?
    }

    private let directories: [String]
    private var files: [File] = []
    /// A file that cannot be read may have what seems to be missing.
    private var isComplete = true
    /// Up to which number everything was read, by the sequence's id.
    private(set) var read: [[UInt8]: UInt64] = [:]

    init(_ source: JournalSource) {
        directories = JournalAccess.directories(source)
        refresh()
    }

    /// The last numbers that the files have now: what reading to the end will reach at least.
    func tails() -> [[UInt8]: UInt64] {
        var tails: [[UInt8]: UInt64] = [:]
        for file in files {
            let header = file.descriptor.flatMap { FileHeader(descriptor: $0.number) } ?? file.header
            guard header.entries > 0 else { continue }
            tails[header.sequenceID] = max(tails[header.sequenceID] ?? 0, header.lastSequence)
        }
        return tails
    }

    /// Everything up to these numbers was read.
    mutating func noteRead(_ tails: [[UInt8]: UInt64]) { read.merge(tails) { max($0, $1) } }

    /// Files came or went.
    /// - Returns: how many entries, of any program, are missing between what was read and what there is.
    mutating func look() -> UInt64 {
        refresh()
        return read.reduce(0) { $0 + missing(after: $1.value, of: $1.key) }
    }

    /// How many entries, of any program, are missing in whole files behind a position.
    func missing(after cursor: Cursor) -> UInt64 { missing(after: cursor.sequence, of: cursor.sequenceBytes) }

    /// Whether the journal's last entry, be it there or not, was the one of this cursor.
    func ends(at cursor: Cursor) -> Bool {
        let last = files.lazy.map(\.header).filter { $0.sequenceID == cursor.sequenceBytes }.map(\.lastSequence).max()
        return isComplete && last == cursor.sequence
    }

    private func missing(after number: UInt64, of id: [UInt8]) -> UInt64 {
        guard isComplete else { return 0 }
        let later = files.map(\.header).filter { $0.sequenceID == id && $0.entries > 0 && $0.lastSequence > number }
        var reached = number
        var missing: UInt64 = 0
        for header in later.sorted(by: { $0.firstSequence < $1.firstSequence }) {
            if header.firstSequence > reached + 1 { missing += header.firstSequence - reached - 1 }
            reached = max(reached, header.lastSequence)
        }
        return missing
    }

    private mutating func refresh() {
        files = []
        isComplete = true
        for path in directories.flatMap({ FileWatch.journalFiles(below: $0, depth: 1) }) {
            guard let descriptor = try? FileDescriptor(path: path),
                let header = FileHeader(descriptor: descriptor.number)
            else {
                isComplete = false
                continue
            }
            files.append(File(header: header, descriptor: header.isArchived ? nil : descriptor))
        }
    }
}
