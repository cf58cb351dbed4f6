internal import Bytes
internal import Glibc
internal import Threads

/// The reader thread's work: position, read, hand on, wait.
struct JournalLoop: ~Copyable {
    /// So large that the threads seldom wait for each other, and a few still are small beside the memory of a gateway.
    /// A batch is handed on when it has this many entries or bytes, or when there is nothing more to read.
    static let maximumEntries = 4096
    static let maximumBytes = 2 * 1024 * 1024

    private let options: JournalReader.Options
    private let reader: JournalReader
    private let journal: JournalHandle
    private var notices: [SourceNotice] = []
    /// Marks that lie ahead.
    private var marks: [String] = []
    /// The marks whose entries the journal has.
    private var kept: Set<String> = []
    private var files: FileWatch
    private var numbers: SequenceWatch
    private var process: ProcessWatch?
    /// Chooses the entries while libsystemd does not.
    private var filter: EntryFilter?
    /// Where the journal ended when something before that was found missing, until an entry is read: a position from
    /// which a restart does not find the same again.
    private var endAfterGap: String?
    /// The journal stands at an entry that was not read yet.
    private var isHeld = false
    private var days = DayBoundary()
    private var resumption = Resumption()
    /// The request to look again that is being heeded.
    private var look: UInt64 = 0
    /// A watched process has ended; it is said after the journal was read to its end once more.
    private var exitedPID: Int32?

    init(options: JournalReader.Options, reader: JournalReader) throws(JournalError) {
        self.options = options
        self.reader = reader
        var notices: [SourceNotice] = []
        journal = try JournalHandle(options.source) { path, code in
            notices.append(
                .damagedFile(
                    path: path, problem: JournalError.text(of: code), until: FileWatch.modified(path)))
        }
        files = FileWatch(options.source)
        numbers = SequenceWatch(options.source)
        filter = options.follows ? nil : EntryFilter(options.matches)
        notices += files.unreadable()
        self.notices = notices
    }

    mutating func run() throws(JournalError) {
        if options.follows { _ = try journal.fileDescriptor() }
        try seek()
        files.note(usage: journal.usage())
        var batch = reader.newBatch()
        while !reader.isStopping {
            let tails = options.follows ? numbers.tails() : [:]
            look = reader.wantedLook
            // Between machines the place would be sought by time, of which they may have the same.
            if options.source.isOfOneMachine, resumption.isDue(tails) { try resumption.goBack(journal) }
            switch try fill(&batch) {
            case .full:
                try handOn(&batch)
            case .end:
                numbers.noteRead(tails)
                let lost = files.lost(usage: journal.usage())
                notices += lost
                if lost.isEmpty { noteMissing() }
                if let pid = exitedPID {
                    // What it wrote stands before the notice of its end: the batch first, the notice with the next.
                    if !batch.entries.isEmpty { try handOn(&batch) }
                    notices.append(.processExited(pid: pid))
                    exitedPID = nil
                }
                batch.isAtEnd = true
                batch.look = look
                if batch.entries.isEmpty { batch.position = endAfterGap }
                endAfterGap = nil
                try handOn(&batch)
                guard options.follows else { return }
                try wait()
            }
        }
    }

    // MARK: Reading

    private enum Filled { case full, end }

    private mutating func fill(_ batch: inout EntryBatch) throws(JournalError) -> Filled {
        while true {
            if isHeld { isHeld = false } else if try !journal.next() { return .end }
            if !marks.isEmpty, let here = Cursor(try journal.cursor()),
                let index = marks.firstIndex(where: { cursor($0)?.isBefore(here) ?? true })
            {
                // The mark's own entry was not among those that are read; this one lies behind it.
                batch.reachedMark = marks.remove(at: index)
                isHeld = true
                return .full
            }
            let code = journal.read(into: &batch, filter: &filter, within: days.days)
            if code == JournalHandle.isNextDay {
                isHeld = true
                return .full
            }
            // An entry is too large to be copied for each.
            if !batch.entries.isEmpty { _ = days.passes(batch.entries[batch.entries.count - 1].realtime) }
            if code != 0 {
                notices.append(.damagedEntries(count: 1, problem: JournalError.text(of: code)))
                filter?.noteUnreadable()
                if let cursor = try? journal.cursor() { resumption.place = .after(cursor) }
            }
            if !marks.isEmpty, let index = marks.firstIndex(where: { journal.isAt(cursor: $0) }) {
                batch.reachedMark = marks.remove(at: index)
                return .full
            }
            if let filter, filter.seen == EntryFilter.trial, filter.shouldMatch { try matchFromHere() }
            if batch.entries.count >= Self.maximumEntries || batch.bytes.count >= Self.maximumBytes { return .full }
        }
    }

    /// libsystemd passes over a damaged entry without a word: where all were looked at, the files' headers say how many
    /// there are.
    private mutating func noteMissing() {
        guard case .head = options.start, let filter, !options.follows else { return }
        let missing = files.missing(seen: filter.seen)
        guard missing > 0 else { return }
        notices.append(.damagedEntries(count: missing, problem: "the journal files have more entries than can be read"))
    }

    private mutating func handOn(_ batch: inout EntryBatch) throws(JournalError) {
        if let last = batch.entries.last {
            // The entry that is held was not read: a restart behind it would pass over it.
            let isBack = isHeld ? try journal.previous() : false
            batch.position = isHeld && !isBack ? nil : try position(after: last)
            batch.monotonic = journal.monotonic()
            if isBack { isHeld = try journal.next() }
            resumption.place = batch.position.map { .after($0) } ?? .head
            endAfterGap = nil
        }
        batch.notices = notices
        notices = []
        reader.send(batch)
        batch = reader.newBatch()
    }

    /// The cursor of the entry read last. libsystemd knows it no more when it has just given up that entry's file as
    /// damaged; the newest entry of the others that is not newer serves as well.
    private func position(after last: Entry) throws(JournalError) -> String? {
        if let cursor = try? journal.cursor() { return cursor }
        try journal.seek(realtime: last.realtime + 1)
        guard try journal.previous() else {
            try journal.seekHead()
            return nil
        }
        return try journal.cursor()
    }

    // MARK: Where to begin

    /// Goes to where reading starts: where the options say, or after the oldest mark when that lies before it.
    private mutating func seek() throws(JournalError) {
        lookForMarks()
        switch options.start {
        case .head:
            try match()
            try journal.seekHead()
            marks = options.marks
        case .time(let microseconds):
            try match()
            try journal.seek(realtime: microseconds)
            resumption.place = .time(microseconds)
            for mark in options.marks {
                if Cursor(mark)?.isBefore(microseconds: microseconds) == true {
                    notices.append(.reached(mark: mark))
                } else {
                    marks.append(mark)
                }
            }
        case .after(let cursor):
            try begin(after: oldest(of: options.marks, before: cursor) ?? cursor)
        case .lastProcess:
            guard let first = try firstOfLastProcess() else {
                try match()
                try journal.seekHead()
                marks = options.marks
                return
            }
            if let mark = oldest(of: options.marks, before: first) {
                try begin(after: mark)
            } else {
                try match()
                try journal.seek(cursor: first)
                resumption.place = .at(first)
                marks = options.marks
            }
        }
    }

    /// Finds out which marks' entries the journal has; those that are not wanted count too.
    private mutating func lookForMarks() {
        journal.removeMatches()
        for mark in options.marks where (try? journal.seek(cursor: mark)) != nil {
            if (try? journal.next()) == true, journal.isAt(cursor: mark) { kept.insert(mark) }
        }
    }

    private func cursor(_ text: String) -> Cursor? {
        var cursor = Cursor(text)
        cursor?.isKept = !options.marks.contains(text) || kept.contains(text)
        return cursor
    }

    /// The oldest of the marks that lie before an entry.
    private func oldest(of marks: [String], before cursor: String) -> String? {
        guard let limit = self.cursor(cursor) else { return nil }
        var oldest: (text: String, cursor: Cursor)?
        for text in marks {
            guard let mark = self.cursor(text), mark.isBefore(limit) else { continue }
            if let known = oldest, !mark.isBefore(known.cursor) { continue }
            oldest = (text, mark)
        }
        return oldest?.text
    }

    private mutating func begin(after cursor: String) throws(JournalError) {
        // Looked for among all entries: the cursor may be of one that is not wanted.
        try journal.seek(cursor: cursor)
        let isFound = try journal.next()
        if isFound, journal.isAt(cursor: cursor) {
            let missing = Cursor(cursor).map(numbers.missing(after:)) ?? 0
            if missing > 0 { notices.append(.filesLost(entries: missing)) }
        } else {
            // The entry is gone, but nothing that came after it where the next one has the next number.
            let next = isFound ? Cursor(try journal.cursor()) : nil
            let isNext = Cursor(cursor).map { last in next.map(last.isFollowed(by:)) ?? numbers.ends(at: last) }
            if isNext != true { notices.append(.positionLost) }
        }
        if !notices.isEmpty {
            try journal.seekTail()
            if try journal.previous() { endAfterGap = try journal.cursor() }
        }
        try match()
        resumption.place = .after(cursor)
        try resumption.goBack(journal)
        notices.append(.reached(mark: cursor))
        marks = options.marks.filter { $0 != cursor }
    }

    /// Leaves the choice of entries to libsystemd from the present one on.
    private mutating func matchFromHere() throws(JournalError) {
        filter = nil
        let here = try journal.cursor()
        try match()
        try journal.seek(cursor: here)
        // The present entry is found again only if it matches.
        if try !(journal.next() && journal.isAt(cursor: here)) { try journal.seek(cursor: here) }
    }

    private func match() throws(JournalError) {
        journal.removeMatches()
        guard filter == nil else { return }
        var isFirst = true
        for match in options.matches {
            if !isFirst { try journal.addDisjunction() }
            isFirst = false
            try journal.addMatch(match)
        }
    }

    /// The first entry of the process that wrote charon's last entry: its state is whole from there. Nil when charon
    /// never wrote, or no entry says who did.
    private func firstOfLastProcess() throws(JournalError) -> String? {
        journal.removeMatches()
        for (index, match) in options.processMatches.enumerated() {
            if index > 0 { try journal.addDisjunction() }
            try journal.addMatch(match)
        }
        try journal.seekTail()
        var batch = EntryBatch()
        var all: EntryFilter?
        guard try journal.previous(), journal.read(into: &batch, filter: &all, within: 0..<UInt64.max) == 0,
            let last = batch.entries.first,
            !last[.pid].isEmpty, !last[.bootID].isEmpty
        else { return nil }
        let pid = String(decoding: batch.bytes[last[.pid].lower..<last[.pid].upper], as: UTF8.self)
        let boot = String(decoding: batch.bytes[last[.bootID].lower..<last[.bootID].upper], as: UTF8.self)
        journal.removeMatches()
        try journal.addMatch("_PID=\(pid)")
        try journal.addMatch("_BOOT_ID=\(boot)")
        try journal.seekHead()
        return try journal.next() ? try journal.cursor() : nil
    }

    // MARK: Waiting

    /// Waits until the journal changes, the watched process ends, or another thread calls.
    private mutating func wait() throws(JournalError) {
        while !reader.isStopping {
            if let request = reader.takeWatchRequest() { watch(request) }
            resumption.hasWaited()
            if exitedPID != nil || reader.wantedLook != look { return }
            let waiting = journal.waiting()
            var descriptors = [
                pollfd(fd: try journal.fileDescriptor(), events: waiting.events, revents: 0),
                pollfd(fd: reader.wakeUpDescriptor, events: Int16(POLLIN), revents: 0),
                pollfd(fd: process?.descriptor ?? -1, events: Int16(POLLIN), revents: 0),
            ]
            let count = nfds_t(descriptors.count)
            let ready = unsafe descriptors.withUnsafeMutableBufferPointer {
                unsafe poll($0.baseAddress, count, waiting.milliseconds)
            }
            guard ready >= 0 || errno == EINTR else {
                throw JournalError(action: "wait for the journal", code: errno)
            }
            if ready > 0, descriptors[1].revents != 0 { reader.clearWakeUp() }
            if ready > 0, descriptors[2].revents != 0 {
                exitedPID = process?.pid
                process = nil
            }
            if descriptors[0].revents != 0 || (ready == 0 && waiting.milliseconds >= 0) || exitedPID != nil {
                resumption.isNotified = true
                if try journal.process() {
                    files.refresh(usage: journal.usage())
                    let missing = numbers.look()
                    if missing > 0 { notices.append(.filesLost(entries: missing)) }
                }
                return
            }
        }
    }

    private mutating func watch(_ request: JournalReader.WatchRequest) {
        switch ProcessWatch.open(pid: request.pid, bootID: request.bootID, monotonic: request.monotonic) {
        case .watching(let watch): process = consume watch
        case .ended:
            process = nil
            exitedPID = request.pid
        case .unknown: break
        }
    }
}
