internal import Bytes
internal import Glibc
internal import Threads

/// The reader thread's work: find the place, read, hand on, wait. What concerns rotation is in `TextLoop+follow.swift`.
struct TextLoop: ~Copyable {
    static let maximumEntries = JournalLoop.maximumEntries
    static let maximumBytes = JournalLoop.maximumBytes
    /// A position is handed on after so much text without a wanted line.
    static let maximumUnwanted = 1024 * 1024

    /// A mark that lies ahead.
    struct Mark {
        var text: String
        var position: TextPosition
        /// It lies in the present file.
        var isHere = false
    }

    let options: TextReader.Options
    let reader: TextReader
    var trail: TextTrail
    var watch: DirectoryWatch?
    private var parser: TextLineParser
    private var days = DayBoundary()
    var buffer = LineBuffer()
    /// What is read; nil for a stream, and for a log that is not there yet.
    var file: TextFile?
    /// How far the lines of the file are read.
    var offset = 0
    /// The beginning of what was read of it.
    var head: [UInt8] = []
    /// The position in the file before, which stands until a line of the present one was read.
    var lastPosition: TextPosition?
    var marks: [Mark] = []
    /// The offset of the next mark in the present file.
    var nextMark = Int.max
    var notices: [SourceNotice] = []
    /// What the batch after the next one is to say.
    var laterNotices: [SourceNotice] = []
    /// The file was changed for another since the last batch.
    var hasRotated = false
    /// The file is the one under the log's own name, and may be written to.
    var isLive = false
    private var reference: UInt64 = 0
    private var wasAtEnd = false
    private var unwanted = 0
    private var cutLines: UInt64 = 0
    private var holes: UInt64 = 0
    private var holeBytes = 0

    init(options: TextReader.Options, reader: TextReader) {
        self.options = options
        self.reader = reader
        trail = TextTrail(path: options.path)
        parser = TextLineParser(
            identifiers: options.identifiers, watched: options.watched, hostName: options.hostName)
    }

    mutating func run() throws(JournalError) {
        if options.path == "-" { return try run(FileDescriptor()) }
        if let status = FileStatus(path: options.path), !status.isRegular, !status.isDirectory {
            return try run(FileDescriptor(path: options.path))
        }
        if options.follows { watch = try DirectoryWatch(for: TextTrail.directory(of: options.path)) }
        try begin()
        var batch = reader.newBatch()
        while !reader.isStopping {
            if options.follows { try arm() }
            while try fill(&batch) == .full, !reader.isStopping { handOn(&batch) }
            if reader.isStopping { return }
            if try goOn(&batch) { continue }
            // Nothing is written behind the end of what is compressed; a rotated file has a log that comes after it.
            let isLast = !options.follows || file.map { $0.isCompressed && $0.path == options.path } ?? false
            if isLast { try finish(&batch) }
            noteUnreached()
            handOnAtEnd(&batch)
            guard !isLast, let watch else { return }
            while !reader.isStopping {
                if try reader.wait(for: watch.descriptor), watch.drain() { break }
            }
            try stepBack()
        }
    }

    /// Reads a stream, which has no positions, to its end.
    private mutating func run(_ stream: FileDescriptor) throws(JournalError) {
        notices += options.marks.map { .reached(mark: $0) }
        var batch = reader.newBatch()
        while !reader.isStopping {
            takeLines(&batch)
            if try !reader.wait(for: stream.number, milliseconds: 0) {
                if options.follows { handOnAtEnd(&batch) } else if !batch.entries.isEmpty { handOn(&batch) }
                guard try reader.wait(for: stream.number) else { return }
            }
            reference = Self.now()
            let count = try buffer.fill { bytes, index throws(JournalError) in
                try stream.read(into: &bytes, from: index, at: nil)
            }
            guard count == 0 else { continue }
            takeLines(&batch, isFinal: true)
            return handOnAtEnd(&batch)
        }
    }

    // MARK: Reading

    enum Filled { case full, end }

    /// Reads until the batch is full or the file ends.
    mutating func fill(_ batch: inout EntryBatch) throws(JournalError) -> Filled {
        while let file {
            while let line = buffer.next() {
                if take(line, &batch) { return .full }
            }
            if unwanted > Self.maximumUnwanted || reader.isStopping { return .full }
            reference = isLive ? Self.now() : try file.modified()
            let count = try buffer.fill { bytes, index throws(JournalError) in
                try file.read(into: &bytes, from: index)
            }
            // Seen after the read, so that nothing of a file that was emptied meanwhile is taken for a part of the old
            // text.
            if options.follows, try !file.holds(head: head, tail: buffer.lastBytes(), before: offset) {
                try startAnew(file)
            } else if count == 0 {
                return .end
            }
        }
        return .end
    }

    private mutating func takeLines(_ batch: inout EntryBatch, isFinal: Bool = false) {
        while let line = buffer.next(isFinal: isFinal) {
            if take(line, &batch) { handOn(&batch) }
        }
    }

    /// - Returns: whether the batch is to be handed on.
    private mutating func take(_ line: LineBuffer.Line, _ batch: inout EntryBatch) -> Bool {
        let headCount = head.count
        let entries = batch.entries.count
        if head.count < TextPosition.headLength {
            head += buffer.beginning(of: line, count: TextPosition.headLength - head.count)
        }
        offset += line.length
        if line.isHole {
            holes += 1
            holeBytes += line.length
        } else {
            if line.isCut { cutLines += 1 }
            if !buffer.hand(line, to: &parser, reference: reference, onto: &batch) {
                unwanted += line.length
            }
        }
        // The first line of a day ends the batch of the day before, and begins the next one.
        let count = batch.entries.count
        if count > entries {
            let isNext = !days.days.contains(batch.entries[count - 1].realtime)
            if isNext, entries > 0, buffer.putBack(line) {
                batch.entries.removeLast()
                offset -= line.length
                head.removeLast(head.count - headCount)
                return true
            }
            _ = days.passes(batch.entries[count - 1].realtime)
        }
        if offset >= nextMark {
            reachMark(&batch)
            return true
        }
        return batch.entries.count >= Self.maximumEntries || batch.bytes.count >= Self.maximumBytes
    }

    /// The file has ended for good: what is left of it is a line, and whether it is damaged is clear.
    mutating func finish(_ batch: inout EntryBatch) throws(JournalError) {
        takeLines(&batch, isFinal: true)
        guard let file, let problem = file.problem else { return }
        // It stands after all that could be read.
        if !batch.entries.isEmpty { handOn(&batch) }
        notices.append(.damagedFile(path: file.path, problem: problem, until: FileWatch.modified(file.path)))
    }

    private static func now() -> UInt64 {
        var time = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &time)
        return UInt64(max(0, time.tv_sec)) * 1_000_000 + UInt64(time.tv_nsec) / 1000
    }

    // MARK: Handing on

    /// The position after the last line; nil when no line of the file was read.
    mutating func position() -> TextPosition? {
        guard let file, offset > 0 else { return nil }
        return TextPosition(inode: file.identity.inode, offset: offset, head: head, tail: buffer.lastBytes())
    }

    mutating func handOn(_ batch: inout EntryBatch) {
        noteDamage()
        notices += trail.notices
        trail.notices = []
        if let position = position() { lastPosition = position }
        batch.position = lastPosition?.text
        batch.notices = notices
        notices = laterNotices
        laterNotices = []
        unwanted = 0
        if offset > 0 { hasRotated = false }
        wasAtEnd = batch.isAtEnd
        reader.send(batch)
        batch = reader.newBatch()
    }

    /// Hands on a batch at the end, also an empty one when it has something to say.
    private mutating func handOnAtEnd(_ batch: inout EntryBatch) {
        let isNews =
            !batch.entries.isEmpty || !notices.isEmpty || !trail.notices.isEmpty || cutLines > 0 || holes > 0
            || !wasAtEnd || (hasRotated && offset > 0) || unwanted > Self.maximumUnwanted
        guard isNews else { return }
        batch.isAtEnd = true
        handOn(&batch)
    }

    private mutating func noteDamage() {
        let path = file?.path ?? options.path
        if cutLines > 0 {
            notices.append(
                .damagedEntries(
                    count: cutLines,
                    problem: "lines of more than \(LineBuffer.longest) bytes in \(path): the rest of them was left out")
            )
        }
        if holes > 0 {
            notices.append(
                .damagedEntries(count: holes, problem: "\(holeBytes) zero bytes in \(path), as after a crash"))
        }
        cutLines = 0
        holes = 0
        holeBytes = 0
    }
}
