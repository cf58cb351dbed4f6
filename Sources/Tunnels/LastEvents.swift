/// An event, by its place in its machine's archive.
package struct EventMark: Sendable, Equatable {
    /// Its number there; 0 for one that is not archived.
    package var seq: UInt64
    /// When it was, microseconds since 1970 UTC.
    package var time: UInt64
    /// What it added to a counter, or what was observed.
    package var value = 1.0

    package static let none = EventMark(seq: 0, time: 0)

    package init(seq: UInt64, time: UInt64) {
        self.seq = seq
        self.time = time
    }
}

/// The last archived event that each of some counters has counted.
///
/// It is no part of the checkpoint, and forgotten with the process: after a crash the archive may give the same numbers
/// to other events.
package struct LastEvents<Counter: Hashable & Sendable>: Sendable, Equatable {
    private var marks: [Counter: EventMark] = [:]

    /// Nil when no such event was counted since the start.
    package subscript(counter: Counter) -> EventMark? { marks[counter] }

    /// Whether no such event was counted since the start.
    package var isEmpty: Bool { marks.isEmpty }

    /// Takes note of an event that was counted; one that is not archived leaves the one before.
    mutating func note(_ mark: EventMark, in counter: Counter) {
        if mark.seq > 0 { marks[counter] = mark }
    }

    mutating func removeAll() { marks = [:] }
}

// What synthesized code calls to write and to read a property of that type.

extension LastEvents: Codable {
    package init(from decoder: any Decoder) {}
    package func encode(to encoder: any Encoder) {}
}

extension KeyedEncodingContainer {
    mutating func encode<Counter>(_ events: LastEvents<Counter>, forKey key: Key) throws {}
}

extension KeyedDecodingContainer {
    func decode<Counter>(_ type: LastEvents<Counter>.Type, forKey key: Key) throws -> LastEvents<Counter> { .init() }
}

extension TunnelModel {
    /// Forgets which events were counted: their numbers may be given to others.
    package mutating func forgetLastEvents() {
        for index in connections.indices { connections[index].lastEvents.removeAll() }
        for index in tunnels.indices { tunnels[index].lastDowns.removeAll() }
        establishSeconds.lastEvents.removeAll()
        outageSeconds.lastEvents.removeAll()
    }
}
