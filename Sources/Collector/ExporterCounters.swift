internal import CharonLog

/// What the exporter counts of its own work. It goes on over restarts.
struct ExporterCounters: Codable, Sendable {
    /// From when on all this was counted, microseconds since 1970 UTC; 0 where that is not known, and nil before.
    var createdAt: UInt64?
    /// Entries read by kind of source, copies and untrusted ones included.
    var entries: [String: UInt64] = [:]
    /// Events by their name.
    var events: [String: UInt64] = [:]
    /// Chatter that is known by its id alone, since the last checkpoint was read.
    var chatter: UInt64 = 0
    /// charon's entries that the catalogue does not know, by debug group.
    var unrecognized: [String: UInt64] = [:]
    /// Entries that bear charon's name and were written by another program.
    var untrusted: UInt64 = 0
    /// Second copies of entries, from another of charon's loggers.
    var copies: UInt64 = 0
    /// Times that entries were found to be missing, by cause.
    var gaps: [String: UInt64] = [:]
    /// Entries known to be missing, as far as their number is known.
    var gapEntries: UInt64 = 0
    /// Segments of the archive that were deleted, by rule.
    var deletedSegments: [String: UInt64] = [:]
    /// IKE messages by kind, over charon's restarts, and what charon itself said last.
    var messages: [String: UInt64] = [:]
    var lastMessages: [String: UInt64] = [:]
    /// From when on they were counted, microseconds since 1970 UTC; nil where that is not known.
    var messagesCreatedAt: UInt64?
    /// When the charon started that said so, microseconds since 1970 UTC; 0 when that is not known.
    var messagesSince: UInt64 = 0
    /// When the last entry was written, microseconds since 1970 UTC.
    var lastEntryAt: UInt64 = 0

    /// Counting begins, if it has not.
    mutating func begin(at time: UInt64) {
        if createdAt == nil { createdAt = time }
    }

    /// Entries of all sources.
    var allEntries: UInt64 { entries.values.reduce(0, +) }

    /// Takes in how many messages charon has counted since its start.
    /// - Parameter start: when that was, microseconds since 1970 UTC; 0 when it is not known.
    mutating func note(_ counts: [ViciFacts.MessageCount], since start: UInt64) {
        // What it says first it has counted from its start on.
        if messages.isEmpty, !counts.isEmpty, start != 0 { messagesCreatedAt = start }
        if start != 0 {
            if messagesSince != 0, messagesSince != start { lastMessages = [:] }
            messagesSince = start
        }
        for message in counts {
            let last = lastMessages[message.key] ?? 0
            // Less than before: it was started anew.
            let more = message.count >= last ? message.count - last : message.count
            messages[message.key, default: 0] += more
            lastMessages[message.key] = message.count
        }
    }
}

/// Why entries are missing.
enum GapCause: String, CaseIterable, Sendable {
    /// journald's rate limit dropped them.
    case dropped
    /// A file cannot be read.
    case damagedFile = "damaged_file"
    /// An entry cannot be read.
    case damagedEntry = "damaged_entry"
    /// The source does not go back to where the last run ended.
    case vacuumed
    /// Events of the exporter's own were too many to be kept while the archive could not be written.
    case unwritten
}
