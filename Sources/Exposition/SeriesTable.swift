/// Where the label sets of a family stand in the text, by their hashes: open addressing, without a step to empty it, as
/// what stands before the family is none of its.
struct SeriesTable: Sendable {
    private struct Slot {
        var hash: UInt64
        /// -1 when it was never used.
        var position: Int
    }

    private var slots: [Slot] = []
    private var count = 0
    /// Where the family begins.
    private var start = 0

    /// A family begins.
    mutating func begin(at position: Int) {
        start = position
        count = 0
    }

    /// The text is another one from now on.
    mutating func removeAll() { self = SeriesTable() }

    /// Adds a label set, unless it is there.
    /// - Parameter isSame: whether what stands at a position is the same: a hash may lie.
    mutating func insert(_ hash: UInt64, at position: Int, isSame: (Int) -> Bool) -> Bool {
        if (count + 1) * 2 > slots.count { grow() }
        var index = Self.index(hash, slots.count)
        while slots[index].position >= start {
            if slots[index].hash == hash, isSame(slots[index].position) { return false }
            index = (index + 1) & (slots.count - 1)
        }
        slots[index] = Slot(hash: hash, position: position)
        count += 1
        return true
    }

    private mutating func grow() {
        let old = slots
        slots = .init(repeating: Slot(hash: 0, position: -1), count: max(64, old.count * 2))
        for slot in old where slot.position >= start {
            var index = Self.index(slot.hash, slots.count)
            while slots[index].position >= start { index = (index + 1) & (slots.count - 1) }
            slots[index] = slot
        }
    }

    private static func index(_ hash: UInt64, _ count: Int) -> Int {
        Int(truncatingIfNeeded: (hash ^ hash >> 32) &* 0xD6E8_FEB8_6659_FD93 >> 32) & (count - 1)
    }
}
