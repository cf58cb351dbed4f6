/// Goes on at the end of a journal that grows.
///
/// libsystemd, at the end of a file, looks into it again only when the file has more entries than when it looked last. An
/// entry counts before it is linked to its fields, by which matching ones are found: who looks between the two does not
/// find it, and not afterwards either, until another one comes. So the place is sought anew.
struct Resumption {
    enum Place {
        case head
        /// From this time on, microseconds since 1970 UTC.
        case time(UInt64)
        /// From the entry with this cursor on.
        case at(String)
        /// Behind it.
        case after(String)
    }

    /// Behind which nothing was read yet.
    var place = Place.head
    /// journald has said that there is something new, which it does when all of it is written.
    var isNotified = false
    private var isAtEnd = false
    /// The files' last numbers when the place was sought last.
    private var tails: [[UInt8]: UInt64] = [:]

    /// The reader was at the end, and goes on.
    mutating func hasWaited() { isAtEnd = true }

    /// Whether the place is to be sought anew before reading goes on.
    /// - Parameter now: the files' last numbers.
    mutating func isDue(_ now: [[UInt8]: UInt64]) -> Bool {
        defer {
            isAtEnd = false
            isNotified = false
            tails = now
        }
        return isAtEnd && (isNotified || tails != now)
    }

    func goBack(_ journal: JournalHandle) throws(JournalError) {
        switch place {
        case .head: try journal.seekHead()
        case .time(let microseconds): try journal.seek(realtime: microseconds)
        case .at(let cursor): try journal.seek(cursor: cursor)
        case .after(let cursor):
            try journal.seek(cursor: cursor)
            // The first entry after the seek is the one of the cursor, which was used already; when it is another, it is
            // new, and the seek is made once more.
            if try !(journal.next() && journal.isAt(cursor: cursor)) { try journal.seek(cursor: cursor) }
        }
    }
}
