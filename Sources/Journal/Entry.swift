package import Bytes

/// The journal fields that are kept of an entry. The raw value is the index in `Entry.fields`.
package enum EntryField: Int, CaseIterable, Sendable {
    case message, messageID, group, level, thread, ikeSAName, ikeSAUniqueID
    case identifier, facility, dropped
    /// The unit that a message of systemd's is about.
    case aboutUnit
    // Set by journald itself; nobody who writes to the journal can forge them.
    case pid, uid, comm, exe, unit, transport, bootID, machineID, hostname, sourceTimestamp

    /// Whether the field is the same in most entries of one program.
    var isSteady: Bool {
        switch self {
        case .identifier, .facility, .pid, .uid, .comm, .exe, .unit, .transport, .bootID, .machineID, .hostname: true
        default: false
        }
    }

    /// The field's name in the journal.
    package var name: StaticString {
        switch self {
        case .message: "MESSAGE"
        case .messageID: "MESSAGE_ID"
        case .group: "GROUP"
        case .level: "LEVEL"
        case .thread: "THREAD"
        case .ikeSAName: "IKE_SA_NAME"
        case .ikeSAUniqueID: "IKE_SA_UNIQUE_ID"
        case .identifier: "SYSLOG_IDENTIFIER"
        case .facility: "SYSLOG_FACILITY"
        case .dropped: "N_DROPPED"
        case .aboutUnit: "UNIT"
        case .pid: "_PID"
        case .uid: "_UID"
        case .comm: "_COMM"
        case .exe: "_EXE"
        case .unit: "_SYSTEMD_UNIT"
        case .transport: "_TRANSPORT"
        case .bootID: "_BOOT_ID"
        case .machineID: "_MACHINE_ID"
        case .hostname: "_HOSTNAME"
        case .sourceTimestamp: "_SOURCE_REALTIME_TIMESTAMP"
        }
    }
}

/// One journal record: its times, and where its fields lie in the batch's bytes.
package struct Entry: Sendable {
    /// When journald took the entry in, microseconds since 1970 UTC.
    package var realtime: UInt64
    /// The entry has no MESSAGE, not even an empty one: libsystemd passes over a field that it cannot read, without a
    /// word, and who writes an entry may leave it out.
    package var lacksMessage = false
    private var ranges: InlineArray<21, ByteRange> = .init(repeating: .none)

    package init(realtime: UInt64) { self.realtime = realtime }

    /// The value of a field; empty when the entry has none.
    package subscript(field: EntryField) -> ByteRange {
        get { ranges[field.rawValue] }
        set { ranges[field.rawValue] = newValue }
    }
}

/// Something that a source has to say beside its entries.
package enum SourceNotice: Sendable, Equatable {
    /// A file that cannot be read, or not to its end; what is missing was written until then, microseconds since 1970
    /// UTC, as far as the file tells.
    case damagedFile(path: String, problem: String, until: UInt64 = .max)
    /// Entries that cannot be read.
    case damagedEntries(count: UInt64, problem: String)
    /// The position to go on from is not in the journal any more.
    case positionLost
    /// Files between what was read and what is there are gone: so many entries, of any program.
    case filesLost(entries: UInt64)
    /// Reading begins after the entry with this cursor.
    case reached(mark: String)
    /// A watched process has ended; all that it had written has been read before this.
    case processExited(pid: Int32)
}

/// Entries in order, with the bytes of their fields, and the position after the last one.
package struct EntryBatch: Sendable {
    /// The number of the source that it comes from.
    package var source = 0
    package var bytes: [UInt8] = []
    package var entries: [Entry] = []
    /// What to say before the batch's entries are used.
    package var notices: [SourceNotice] = []
    /// The source's position after the last entry, in the source's own words (the journal's cursor); nil when it has
    /// none.
    package var position: String?
    /// When the last entry was taken in, on its machine's monotonic clock: microseconds since the boot; 0 for unknown.
    package var monotonic: UInt64 = 0
    /// The last entry is at one of the positions that the reader was told to stop at.
    package var reachedMark: String?
    /// Nothing more was there to be read when the batch was made.
    package var isAtEnd = false
    /// The last request to look again that was heeded before this batch was read.
    package var look: UInt64 = 0

    package init() {}

    /// Empties the batch and keeps its memory.
    package mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        entries.removeAll(keepingCapacity: true)
        notices.removeAll(keepingCapacity: true)
        position = nil
        monotonic = 0
        reachedMark = nil
        isAtEnd = false
        look = 0
    }
}
