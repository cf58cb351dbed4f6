/// What a journal cursor says: which of two entries is the older one.
///
/// libsystemd writes `s=` the sequence number's id, `i=` the number, `b=` the boot, `m=` the monotonic time, `t=` the
/// time, `x=` a hash; all numbers are hexadecimal. Documented as opaque, but stable since the first release, and
/// compared here as `sd_journal` itself orders entries: by number within one id, by time across ids.
struct Cursor {
    private let sequenceID: Substring
    let sequence: UInt64
    private let boot: Substring
    private let realtime: UInt64
    /// Whether the journal has its entry; false for one that a power cut has taken.
    var isKept = true

    /// - Returns: nil when the text is no cursor.
    init?(_ text: String) {
        var parts: [Substring: Substring] = [:]
        for part in text.split(separator: ";") {
            let pair = part.split(separator: "=", maxSplits: 1)
            if pair.count == 2 { parts[pair[0]] = pair[1] }
        }
        guard let id = parts["s"], let boot = parts["b"], let sequence = parts["i"].flatMap({ UInt64($0, radix: 16) }),
            let realtime = parts["t"].flatMap({ UInt64($0, radix: 16) })
        else { return nil }
        sequenceID = id
        self.sequence = sequence
        self.boot = boot
        self.realtime = realtime
    }

    func isBefore(_ other: Cursor) -> Bool {
        guard sequenceID == other.sequenceID else { return realtime < other.realtime }
        // A boot's clock may be behind the one before it: what the journal has is in the order of its numbers.
        if boot == other.boot || isKept && other.isKept { return sequence < other.sequence }
        // A power cut may take the journal's last entries, and the next boot gives their numbers again.
        if isKept { return !other.isBefore(self) }
        return other.isKept ? sequence < other.sequence || realtime < other.realtime : realtime < other.realtime
    }

    /// Whether the other one's entry was written right after this one's.
    func isFollowed(by other: Cursor) -> Bool { sequenceID == other.sequenceID && other.sequence == sequence &+ 1 }

    /// The number's id, as files' headers have it.
    var sequenceBytes: [UInt8] {
        let digits = Array(sequenceID.utf8)
        return stride(from: 0, to: digits.count & ~1, by: 2).map { index in
            UInt8(String(decoding: digits[index..<index + 2], as: UTF8.self), radix: 16) ?? 0
        }
    }

    func isBefore(microseconds: UInt64) -> Bool { realtime < microseconds }
}
