internal import Bytes

/// Turns charon's log lines into events with the catalogue: a `MESSAGE_ID` decides when there is one, the text
/// otherwise.
package struct Parser: Sendable {
    private let templates: [Template]
    private let patterns: [Pattern]
    /// Open addressing from a message id to the first of its rows; `none` marks a free slot.
    private let idKeys: [UInt32]
    private let idRows: [[Int]]
    private let idMask: Int
    /// The rows whose text may begin with a byte, in the catalogue's order.
    private let rowsByFirstByte: [[Int]]

    /// Compiles a catalogue.
    /// - Throws: `PatternError` for the first pattern that cannot be read.
    package init(_ templates: [Template] = Catalogue.templates) throws(PatternError) {
        self.templates = templates
        var patterns: [Pattern] = []
        patterns.reserveCapacity(templates.count)
        var rowsByFirstByte = [[Int]](repeating: [], count: 256)
        var rowsByID: [UInt32: [Int]] = [:]
        for (row, template) in templates.enumerated() {
            let pattern = try Pattern(template.pattern.description)
            patterns.append(pattern)
            if let first = pattern.prefix.first {
                rowsByFirstByte[Int(first)].append(row)
            } else {
                for byte in 0..<256 { rowsByFirstByte[byte].append(row) }
            }
            for id in template.ids { rowsByID[id, default: []].append(row) }
        }
        self.patterns = patterns
        self.rowsByFirstByte = rowsByFirstByte

        var capacity = 16
        while capacity < rowsByID.count * 4 { capacity *= 2 }
        var keys = [UInt32](repeating: 0, count: capacity)
        var rows = [[Int]](repeating: [], count: capacity)
        for (id, templateRows) in rowsByID {
            var slot = Int(id) & (capacity - 1)
            while !rows[slot].isEmpty { slot = (slot + 1) & (capacity - 1) }
            keys[slot] = id
            rows[slot] = templateRows
        }
        idKeys = keys
        idRows = rows
        idMask = capacity - 1
    }

    /// Reads a line into an event. Every line gives one: what the catalogue does not know is `unrecognized`.
    package func parse(_ line: LogLine, _ bytes: Span<UInt8>, into event: inout Event) {
        event = Event()
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

        if let id = line.messageID, let slot = slot(of: id) {
            let rows = idRows[slot]
            for row in rows {
                // The id alone tells chatter; only what is used is taken apart.
                if templates[row].kind == .chatter || patterns[row].match(bytes, event.message, into: &event) {
                    settle(row, &event)
                    return
                }
            }
            return
        }
        guard !event.message.isEmpty else { return }
        for row in rowsByFirstByte[Int(bytes[event.message.lower])]
        where event.subsystem == .unknown || event.subsystem == templates[row].subsystem {
            if patterns[row].match(bytes, event.message, into: &event) {
                settle(row, &event)
                return
            }
        }
    }

    private func slot(of id: UInt32) -> Int? {
        var slot = Int(id) & idMask
        while !idRows[slot].isEmpty {
            if idKeys[slot] == id { return slot }
            slot = (slot + 1) & idMask
        }
        return nil
    }

    private func settle(_ row: Int, _ event: inout Event) {
        let template = templates[row]
        event.template = row
        event.kind = template.kind
        event.reason = template.reason
        if event.subsystem == .unknown { event.subsystem = template.subsystem }
        if event.level == nil { event.level = template.level }
    }
}
