internal import Bytes

/// Finds the index of a pair of names without making one: connections by name, tunnels by connection and name.
struct NameIndex: Sendable {
    private struct Slot {
        var hash: UInt32
        /// -1 when the slot is free.
        var index: Int32
    }

    /// Open addressing.
    private var slots = [Slot](repeating: Slot(hash: 0, index: -1), count: 64)
    private var count = 0

    /// The index for which `matches` holds, or nil.
    func find(_ bytes: Span<UInt8>, _ range: ByteRange, salt: Int, matches: (Int) -> Bool) -> Int? {
        let hash = Self.hash(bytes, range, salt)
        var slot = Int(hash) & (slots.count - 1)
        while slots[slot].index >= 0 {
            if slots[slot].hash == hash, matches(Int(slots[slot].index)) { return Int(slots[slot].index) }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    /// Adds an index.
    mutating func insert(_ index: Int, name: Name, salt: Int) {
        if (count + 1) * 2 > slots.count {
            let old = slots
            slots = .init(repeating: Slot(hash: 0, index: -1), count: old.count * 2)
            for slot in old where slot.index >= 0 { place(slot) }
        }
        place(
            Slot(
                hash: Self.hash(name.bytes.span, ByteRange(0, name.bytes.count), salt),
                index: Int32(truncatingIfNeeded: index)))
        count += 1
    }

    private mutating func place(_ new: Slot) {
        var slot = Int(new.hash) & (slots.count - 1)
        while slots[slot].index >= 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = new
    }

    /// Names are the operator's own, so there is nobody to make them collide.
    private static func hash(_ bytes: Span<UInt8>, _ range: ByteRange, _ salt: Int) -> UInt32 {
        let start = Hash.basis ^ UInt64(truncatingIfNeeded: salt) &* 0x9E37_79B9_7F4A_7C15
        let hash = Hash.fnv1a(bytes, range, from: start)
        return UInt32(truncatingIfNeeded: hash ^ hash >> 32)
    }
}
