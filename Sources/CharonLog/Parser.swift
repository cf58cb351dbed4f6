internal import Bytes

/// Turns charon's log lines into events with the catalogue: a `MESSAGE_ID` decides when there is one, the text
/// otherwise.
package struct Parser: Sendable {
    /// What a row says of its event, without the parts that only a person reads.
    private struct Row {
        var kind: EventKind
        var subsystem: Subsystem
        var level: UInt8
        var reason: StaticString?

        /// Whether lines of a group may be of this row. Lines whose group is not told may be of any of charon's, and a
        /// few rows are.
        func isReadAs(_ group: Subsystem) -> Bool {
            group == subsystem || group == .unknown && subsystem != .systemd
                || subsystem == .unknown && group != .systemd
        }
    }

    private let rows: [Row]
    private let patterns: [Pattern]
    /// Open addressing from a message id to the rows that have it: a range of `rowsOfIDs`, empty in a free slot.
    private let idSlots: [(id: UInt32, first: UInt16, end: UInt16)]
    private let rowsOfIDs: [UInt16]
    /// The messages of no consequence that are known by their ids alone, in a table like `idSlots`.
    private let chatterSlots: [UInt32]
    private let rowsByStart: RowsByStart

    /// Compiles a catalogue.
    /// - Parameter chatter: ids of messages that are known, and are no more than that.
    /// - Throws: `PatternError` for the first pattern that cannot be read.
    package init(
        _ templates: [Template] = Catalogue.templates, chatter: [UInt32] = KnownChatter.ids
    ) throws(PatternError) {
        rows = templates.map { Row(kind: $0.kind, subsystem: $0.subsystem, level: $0.level, reason: $0.reason) }
        var patterns: [Pattern] = []
        patterns.reserveCapacity(templates.count)
        var rowsByID: [UInt32: [UInt16]] = [:]
        for (index, template) in templates.enumerated() {
            let row = UInt16(index)
            let pattern = try Pattern(template.pattern.description)
            patterns.append(pattern)
            for id in template.ids { rowsByID[id, default: []].append(row) }
        }
        self.patterns = patterns
        rowsByStart = RowsByStart(patterns)
        chatterSlots = Self.table(chatter)

        var capacity = 16
        while capacity < rowsByID.count * 4 { capacity *= 2 }
        var slots = [(id: UInt32, first: UInt16, end: UInt16)](repeating: (0, 0, 0), count: capacity)
        var rowsOfIDs: [UInt16] = []
        for (id, rowsOfID) in rowsByID {
            var slot = Int(id) & (capacity - 1)
            while slots[slot].first < slots[slot].end { slot = (slot + 1) & (capacity - 1) }
            slots[slot] = (id, UInt16(rowsOfIDs.count), UInt16(rowsOfIDs.count + rowsOfID.count))
            rowsOfIDs += rowsOfID
        }
        idSlots = slots
        self.rowsOfIDs = rowsOfIDs
    }

    /// Reads a line into an event. Every line gives one: what the catalogue does not know is `unrecognized`.
    package func parse(_ line: LogLine, _ bytes: Span<UInt8>, into event: inout Event) {
        event.reset()
        event.message = line.text
        event.subsystem = line.subsystem
        event.level = line.level
        event.thread = line.thread
        event.context = line.context
        if line.hasPrefix, let prefix = LinePrefix(bytes, line.text) {
            event.message = ByteRange(prefix.textStart, line.text.upper)
            event.subsystem = prefix.subsystem
            event.level = prefix.level
            event.thread = prefix.thread
            event.context = prefix.context
        }

        if let id = line.messageID, let (first, end) = rows(of: id) {
            for index in first..<end {
                let row = Int(rowsOfIDs[index])
                // The id alone tells chatter; only what is used is taken apart.
                if rows[row].kind == .chatter || patterns[row].match(bytes, event.message, into: &event) {
                    settle(row, bytes, &event)
                    return
                }
            }
            // A build of its own may print more than the format says: the text decides.
        }
        if let id = line.messageID, isChatter(id) {
            event.kind = .chatter
            return
        }
        if matchText(event.message, bytes, &event) { return }
        if event.context.id == nil, !event.context.name.isEmpty, line.hasPrefix {
            // What looks like a context cut short may be an address that was made unreadable.
            let whole = ByteRange(event.context.name.lower - 1, event.message.upper)
            if matchText(whole, bytes, &event) {
                event.message = whole
                event.context.name = .none
                return
            }
        }
        // What shows a log may fill its lines up with blanks.
        var text = event.message
        while !text.isEmpty, bytes[text.upper - 1] == UInt8(ascii: " ") { text = ByteRange(text.lower, text.upper - 1) }
        if text != event.message { _ = matchText(text, bytes, &event) }
    }

    private func matchText(_ text: ByteRange, _ bytes: Span<UInt8>, _ event: inout Event) -> Bool {
        let group = event.subsystem
        let row = rowsByStart.first(bytes, text) { row in
            rows[row].isReadAs(group) && patterns[row].match(bytes, text, into: &event)
        }
        guard let row else { return false }
        settle(row, bytes, &event)
        return true
    }

    private func rows(of id: UInt32) -> (Int, Int)? {
        var slot = Int(id) & (idSlots.count - 1)
        while idSlots[slot].first < idSlots[slot].end {
            if idSlots[slot].id == id { return (Int(idSlots[slot].first), Int(idSlots[slot].end)) }
            slot = (slot + 1) & (idSlots.count - 1)
        }
        return nil
    }

    /// A table of ids with open addressing; 0 is a free slot, as no message has that id.
    private static func table(_ ids: [UInt32]) -> [UInt32] {
        var capacity = 16
        while capacity < ids.count * 2 { capacity *= 2 }
        var slots = [UInt32](repeating: 0, count: capacity)
        for id in ids where id != 0 {
            var slot = Int(id) & (capacity - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (capacity - 1) }
            slots[slot] = id
        }
        return slots
    }

    private func isChatter(_ id: UInt32) -> Bool {
        var slot = Int(id) & (chatterSlots.count - 1)
        while chatterSlots[slot] != 0 {
            if chatterSlots[slot] == id { return true }
            slot = (slot + 1) & (chatterSlots.count - 1)
        }
        return false
    }

    private func settle(_ row: Int, _ bytes: Span<UInt8>, _ event: inout Event) {
        event.template = row
        event.kind = rows[row].kind
        event.reason = rows[row].reason
        if event.reason == nil, let notify = event[.notify] { event.reason = Notify.reason(bytes, notify.range) }
        if event.subsystem == .unknown { event.subsystem = rows[row].subsystem }
        if event.level == nil { event.level = rows[row].level }
    }
}
