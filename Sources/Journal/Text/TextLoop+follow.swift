internal import Glibc

extension TextLoop {
    // MARK: Where to begin

    /// Goes behind the oldest mark, or to the head.
    mutating func begin() throws(JournalError) {
        let positions = options.marks.map { TextPosition($0) }
        // A file may be emptied or renamed between being found and being opened.
        for _ in 0..<8 {
            let located = try trail.locate(positions)
            marks = positions.indices.compactMap { index in
                guard !located.missing.contains(index), let position = positions[index] else { return nil }
                return Mark(text: options.marks[index], position: position)
            }
            var next = located.first
            // Of a mark that is gone, what is left of the text behind it begins at the head of the log at the latest.
            // What begins anew begins there too, unless a mark lies in an older file.
            if located.isInPath, !located.missing.isEmpty || options.beginsAtHead { next = nil }
            if let next {
                let reached = located.atFirst.map { options.marks[$0] }
                marks.removeAll { reached.contains($0.text) }
                guard let opened = try open(next) else { continue }
                lastPosition = next.position
                use(opened)
                notices += reached.map { .reached(mark: $0) }
            } else if let file = try trail.openPath(), let opened = try open(TextTrail.Next(file: file)) {
                use(opened)
            }
            if !located.missing.isEmpty { notices.append(.positionLost) }
            notices += located.missing.map { .reached(mark: options.marks[$0]) }
            return
        }
        throw JournalError(action: "find the place in \(options.path): it is rotated again and again", code: EBUSY)
    }

    /// A file that was opened at its place.
    struct Opened {
        var file: TextFile
        var offset: Int
        var head: [UInt8]
        var buffer = LineBuffer()
        /// The marks that lie in it.
        var marks: Set<Int> = []
    }

    /// Goes to the place in a file.
    /// - Returns: nil when the file does not hold it any more.
    private func open(_ next: TextTrail.Next) throws(JournalError) -> Opened? {
        let file = next.file
        let offset = next.position?.offset ?? 0
        let tailLength = next.position?.tail.count ?? 0
        var opened = Opened(
            file: file, offset: offset, head: try file.bytes(at: 0, count: min(offset, TextPosition.headLength)))
        let tail = try file.bytes(at: offset - tailLength, count: tailLength)
        if let position = next.position {
            guard Fingerprint(opened.head) == position.head, Fingerprint(tail) == position.tail else { return nil }
        }
        // By the text, as the files may have changed their names since they were searched.
        for index in marks.indices where marks[index].position.offset > offset {
            if try file.has(marks[index].position) { opened.marks.insert(index) }
        }
        opened.buffer.begin(after: tail)
        try file.seek(to: offset)
        return opened
    }

    private mutating func use(_ opened: Opened) {
        file = opened.file
        offset = opened.offset
        head = opened.head
        buffer = opened.buffer
        isLive =
            options.follows && !opened.file.isCompressed
            && FileStatus(path: options.path)?.identity == opened.file.identity
        for index in marks.indices { marks[index].isHere = opened.marks.contains(index) }
        nextMark = marks.filter(\.isHere).map(\.position.offset).min() ?? Int.max
    }

    /// The batch ends at a mark.
    mutating func reachMark(_ batch: inout EntryBatch) {
        let passed = marks.filter { $0.isHere && $0.position.offset <= offset }
        marks.removeAll { $0.isHere && $0.position.offset <= offset }
        batch.reachedMark = passed.first?.text
        // At the same place: said before the entries of the next batch.
        laterNotices += passed.dropFirst().map { .reached(mark: $0.text) }
        nextMark = marks.filter(\.isHere).map(\.position.offset).min() ?? Int.max
    }

    /// A mark that was found and whose file was gone when its turn came.
    mutating func noteUnreached() {
        notices += marks.map { .reached(mark: $0.text) }
        marks = []
        nextMark = Int.max
    }

    // MARK: Going on

    /// Watches what is to be watched, before it is looked at: what happens in between is not missed.
    mutating func arm() throws(JournalError) {
        let target = trail.target()
        try watch?.set(
            directories: [TextTrail.directory(of: options.path), TextTrail.directory(of: target)],
            names: [TextTrail.name(of: options.path), TextTrail.name(of: target)],
            files: [options.path] + (file.map { [$0.descriptorPath] } ?? []))
    }

    /// Something has happened: a half-written line is read again as a whole, nobody knows what became of it.
    mutating func stepBack() throws(JournalError) {
        guard let file, !file.isCompressed else { return }
        let isShorter = try file.size() < file.offset
        if !buffer.isSkipping || isShorter {
            buffer.begin(after: buffer.lastBytes())
            try file.seek(to: offset)
        }
    }

    /// The file was emptied: first comes what was not read before that, from the copy that was made.
    mutating func startAnew(_ file: TextFile) throws(JournalError) {
        let position = position()
        hasRotated = true
        for _ in 0..<8 {
            guard let position, let copy = try trail.copy(with: position, of: file) else { break }
            // It may be moved on, and emptied in its turn, before it is opened.
            guard let opened = try open(TextTrail.Next(file: copy, position: position)) else { continue }
            lastPosition = position
            return use(opened)
        }
        notices.append(.positionLost)
        lastPosition = nil
        if let opened = try open(TextTrail.Next(file: file)) { use(opened) }
    }

    /// Goes on to the next file after the end of one.
    /// - Returns: false when there is none.
    mutating func goOn(_ batch: inout EntryBatch) throws(JournalError) -> Bool {
        guard let file else {
            guard let file = try trail.openPath(), let opened = try open(TextTrail.Next(file: file)) else {
                return false
            }
            use(opened)
            return true
        }
        guard let next = try trail.successor(of: file, at: position() ?? lastPosition) else { return false }
        // Its writer may have written until the new one was there.
        if try fill(&batch) == .full {
            handOn(&batch)
            return true
        }
        // Emptied while it was chosen: its text is in a copy that was not there yet. So the choice must be the same
        // once the first of it was read.
        guard self.file === file, var opened = try open(next) else { return true }
        _ = try opened.buffer.fill { bytes, index throws(JournalError) in
            try opened.file.read(into: &bytes, from: index)
        }
        let again = try trail.successor(of: file, at: position() ?? lastPosition)
        guard let again, again.file.identity == next.file.identity, again.position == next.position else {
            return true
        }
        try finish(&batch)
        if let position = position() { lastPosition = position }
        use(opened)
        hasRotated = true
        return true
    }
}
