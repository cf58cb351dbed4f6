internal import Bytes
internal import CSystemd
internal import Glibc

/// libsystemd's journal object. It belongs to one thread for life: it is made, used and closed there.
@safe
final class JournalHandle {
    private let journal: OpaquePointer

    /// Opens a journal.
    /// - Parameter unreadable: called for each of the named files that cannot be opened; the others are read.
    init(_ source: JournalSource, unreadable: (String, Int32) -> Void) throws(JournalError) {
        var opened: OpaquePointer?
        let code: Int32
        switch source {
        case .local:
            code = unsafe sd_journal_open(&opened, CInt(SD_JOURNAL_LOCAL_ONLY))
        case .namespace(let name):
            code = unsafe sd_journal_open_namespace(&opened, name, CInt(SD_JOURNAL_LOCAL_ONLY))
        case .directory(let path):
            code = unsafe sd_journal_open_directory(&opened, path, 0)
        case .files(let paths):
            // One damaged file makes libsystemd refuse all of them, so each is tried by itself first.
            var readable: [String] = []
            var lastCode: Int32 = 0
            for path in paths {
                let code = Self.check(file: path)
                if code == 0 {
                    readable.append(path)
                } else {
                    lastCode = code
                    unreadable(path, code)
                }
            }
            guard !readable.isEmpty else {
                throw JournalError(
                    action: "open \(source.description)", code: lastCode,
                    advice: "none of the files given can be read; `journalctl --verify --file FILE` says more")
            }
            code = unsafe Self.withPointers(readable) { unsafe sd_journal_open_files(&opened, $0, 0) }
        }
        guard code >= 0, let journal = unsafe opened else {
            throw JournalError(action: "open \(source.description)", code: -code)
        }
        unsafe self.journal = unsafe journal
        // charon's longest lines are read whole; what anybody else writes must not fill the memory.
        unsafe sd_journal_set_data_threshold(journal, 8 << 20)
    }

    deinit { unsafe sd_journal_close(journal) }

    /// Tries to open a file by itself: 0, or why it cannot be read.
    static func check(file path: String) -> Int32 {
        var opened: OpaquePointer?
        let code = unsafe withPointers([path]) { unsafe sd_journal_open_files(&opened, $0, 0) }
        if code >= 0 { unsafe sd_journal_close(opened) }
        return code < 0 ? -code : 0
    }

    private static func withPointers(
        _ paths: [String], _ body: (UnsafeMutablePointer<UnsafePointer<CChar>?>) -> Int32
    ) -> Int32 {
        let copies = unsafe paths.map { unsafe strdup($0) }
        defer { unsafe copies.forEach { unsafe free($0) } }
        var pointers: [UnsafePointer<CChar>?] = unsafe copies.map { unsafe UnsafePointer($0) }
        unsafe pointers.append(nil)
        return unsafe pointers.withUnsafeMutableBufferPointer {
            guard let base = $0.baseAddress else { return -EINVAL }
            return unsafe body(base)
        }
    }

    /// Adds `FIELD=value`, one more alternative of the current group.
    func addMatch(_ match: String) throws(JournalError) {
        let code = unsafe sd_journal_add_match(journal, match, 0)
        guard code >= 0 else { throw JournalError(action: "match \(match) in the journal", code: -code) }
    }

    /// What was added before OR what is added after.
    func addDisjunction() throws(JournalError) {
        let code = unsafe sd_journal_add_disjunction(journal)
        guard code >= 0 else { throw JournalError(action: "match two kinds of entries in the journal", code: -code) }
    }

    func removeMatches() { unsafe sd_journal_flush_matches(journal) }

    func seekHead() throws(JournalError) { try check(unsafe sd_journal_seek_head(journal), "go to the journal's head") }
    func seekTail() throws(JournalError) { try check(unsafe sd_journal_seek_tail(journal), "go to the journal's tail") }

    func seek(realtime: UInt64) throws(JournalError) {
        try check(unsafe sd_journal_seek_realtime_usec(journal, realtime), "go to a time in the journal")
    }

    func seek(cursor: String) throws(JournalError) {
        try check(
            unsafe sd_journal_seek_cursor(journal, cursor), "go to the position \(cursor) in the journal")
    }

    /// Moves to the next entry; false at the end.
    func next() throws(JournalError) -> Bool {
        let code = unsafe sd_journal_next(journal)
        guard code >= 0 else { throw JournalError(action: "read the next journal entry", code: -code) }
        return code > 0
    }

    /// Moves to the entry before; false at the head.
    func previous() throws(JournalError) -> Bool {
        let code = unsafe sd_journal_previous(journal)
        guard code >= 0 else { throw JournalError(action: "read the previous journal entry", code: -code) }
        return code > 0
    }

    /// Whether the current entry is the one with this cursor.
    func isAt(cursor: String) -> Bool { unsafe sd_journal_test_cursor(journal, cursor) > 0 }

    /// The current entry's cursor.
    func cursor() throws(JournalError) -> String {
        var text: UnsafeMutablePointer<CChar>?
        let code = unsafe sd_journal_get_cursor(journal, &text)
        guard code >= 0, let text = unsafe text else {
            throw JournalError(action: "read the position in the journal", code: -code)
        }
        defer { unsafe free(text) }
        return unsafe String(cString: text)
    }

    /// `read`: the entry is of another day than those of the batch, and was not taken.
    static let isNextDay: Int32 = -1

    /// Appends the current entry's fields to a batch, if a filter takes it.
    /// - Returns: 0, or the error number when the entry cannot be read; the batch is then as it was.
    func read(into batch: inout EntryBatch, filter: inout EntryFilter?, within days: Range<UInt64>) -> Int32 {
        let mark = batch.bytes.count
        var realtime: UInt64 = 0
        var code = unsafe sd_journal_get_realtime_usec(journal, &realtime)
        guard code >= 0 else { return -code }
        if !days.contains(realtime), !batch.entries.isEmpty { return Self.isNextDay }
        var entry = Entry(realtime: realtime)
        code = readFields(into: &batch, &entry)
        if code == 0, entry.lacksMessage {
            // A field that journald is just writing may not be there at the first look.
            batch.bytes.removeSubrange(mark...)
            entry = Entry(realtime: realtime)
            code = readFields(into: &batch, &entry)
        }
        guard code >= 0 else {
            batch.bytes.removeSubrange(mark...)
            return -code
        }
        if filter?.takes(entry, batch.bytes.span) == false {
            batch.bytes.removeSubrange(mark...)
            return 0
        }
        batch.entries.append(entry)
        return 0
    }

    /// Appends the current entry's fields to a batch's bytes.
    /// - Returns: 0, or below 0 an error number.
    private func readFields(into batch: inout EntryBatch, _ entry: inout Entry) -> Int32 {
        entry.lacksMessage = true
        // The entry before is looked at where it lies: it is too large to be copied for each.
        let previous = batch.entries.count - 1
        unsafe sd_journal_restart_data(journal)
        while true {
            var data: UnsafeRawPointer?
            var length = 0
            let code = unsafe sd_journal_enumerate_available_data(journal, &data, &length)
            guard code > 0, let data = unsafe data else { return min(code, 0) }
            let bytes = unsafe UnsafeRawBufferPointer(start: data, count: length)
            guard let (field, nameLength) = unsafe FieldNames.classify(bytes), entry[field].isEmpty else { continue }
            if field == .message { entry.lacksMessage = false }
            // Rebased, as a slice is copied byte by byte.
            let value = unsafe UnsafeRawBufferPointer(rebasing: bytes[nameLength...])
            if field.isSteady, previous >= 0 {
                let before = batch.entries[previous][field]
                if unsafe Self.holds(batch.bytes, before, value) {
                    entry[field] = before
                    continue
                }
            }
            let start = batch.bytes.count
            unsafe batch.bytes.append(contentsOf: value)
            entry[field] = ByteRange(start, batch.bytes.count)
        }
    }

    /// Whether a range holds the same bytes as a field's value.
    private static func holds(_ bytes: [UInt8], _ range: ByteRange, _ value: UnsafeRawBufferPointer) -> Bool {
        guard range.count == value.count, let pointer = value.baseAddress else { return false }
        return unsafe bytes.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress else { return false }
            return unsafe memcmp(base + range.lower, pointer, range.count) == 0
        }
    }

    /// The current entry's time on its machine's monotonic clock; 0 when it has none.
    func monotonic() -> UInt64 {
        var microseconds: UInt64 = 0
        var boot = sd_id128_t()
        return unsafe sd_journal_get_monotonic_usec(journal, &microseconds, &boot) < 0 ? 0 : microseconds
    }

    /// The sum of the sizes of the files that are read; it falls when libsystemd gives one up.
    func usage() -> UInt64 {
        var bytes: UInt64 = 0
        return unsafe sd_journal_get_usage(journal, &bytes) < 0 ? 0 : bytes
    }

    /// The file descriptor that becomes ready when the journal changes.
    func fileDescriptor() throws(JournalError) -> Int32 {
        let code = unsafe sd_journal_get_fd(journal)
        guard code >= 0 else { throw JournalError(action: "watch the journal for new entries", code: -code) }
        return code
    }

    /// The events to wait for on the file descriptor, and for how many milliseconds at most (-1: for ever).
    func waiting() -> (events: Int16, milliseconds: Int32) {
        let events = unsafe sd_journal_get_events(journal)
        var deadline: UInt64 = .max
        guard unsafe sd_journal_get_timeout(journal, &deadline) >= 0, deadline != .max else {
            return (Int16(truncatingIfNeeded: events), -1)
        }
        var now = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &now)
        let microseconds = UInt64(now.tv_sec) * 1_000_000 + UInt64(now.tv_nsec) / 1000
        let rest = deadline > microseconds ? (deadline - microseconds + 999) / 1000 : 0
        return (Int16(truncatingIfNeeded: events), Int32(clamping: rest))
    }

    /// Takes note of what changed in the files.
    /// - Returns: whether files came or went.
    func process() throws(JournalError) -> Bool {
        let code = unsafe sd_journal_process(journal)
        guard code >= 0 else { throw JournalError(action: "follow the journal's files", code: -code) }
        return code == CInt(SD_JOURNAL_INVALIDATE)
    }

    private func check(_ code: Int32, _ action: String) throws(JournalError) {
        guard code >= 0 else { throw JournalError(action: action, code: -code) }
    }
}
