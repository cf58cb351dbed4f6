package import Bytes

/// The prefix that charon's syslog, file and stdout loggers put before each text: `05[IKE] <name|7> `.
///
/// Follows `sys_logger.c` and `file_logger.c`: two or more digits of the thread, the group with an optional digit for
/// the level (`log_level = yes`), and, with `ike_name = yes`, the connection and the IKE_SA's unique id.
package struct LinePrefix: Sendable {
    /// Nil where the console shows `[IKE] text` only.
    package var thread: UInt32?
    package var subsystem: Subsystem
    package var level: UInt8?
    package var context: IKEContext
    /// Where charon's text begins.
    package var textStart: Int

    /// The loggers cut what they print in angle brackets at this length.
    static let maximumContext = 128

    /// Reads the prefix of a line, or returns nil when the line does not begin with one.
    package init?(_ bytes: Span<UInt8>, _ range: ByteRange) {
        let end = range.upper
        var position = range.lower
        var thread: UInt32?
        if let number = Digits.decimal(bytes, &position, end: end) {
            guard let exact = UInt32(exactly: number), position - range.lower >= 2 else { return nil }
            thread = exact
        }
        guard end - position >= 5, bytes[position] == UInt8(ascii: "["),
            let subsystem = Subsystem(bytes, at: position + 1)
        else { return nil }
        position += 4
        var level: UInt8?
        let digit = bytes[position] &- 0x30
        if digit <= 4 {
            level = digit
            position += 1
        }
        guard position < end, bytes[position] == UInt8(ascii: "]") else { return nil }
        position += 1
        // One blank follows; an empty text may have lost it.
        if position < end {
            guard bytes[position] == UInt8(ascii: " ") else { return nil }
            position += 1
        }
        self.thread = thread
        self.subsystem = subsystem
        self.level = level
        self.context = IKEContext()
        self.textStart = position
        if let (context, textStart) = Self.context(bytes, position, end) {
            self.context = context
            self.textStart = textStart
        }
    }

    /// Whether a line begins with a prefix.
    package static func isAt(_ bytes: Span<UInt8>, _ range: ByteRange) -> Bool { LinePrefix(bytes, range) != nil }

    /// Reads `<name|7> ` or `<7> `. The name is the operator's own and may hold anything; what follows may be a
    /// peer's, so the first place that can end the context does.
    private static func context(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> (IKEContext, Int)? {
        guard start < end, bytes[start] == UInt8(ascii: "<") else { return nil }
        let limit = Swift.min(end, start + maximumContext)
        var bar = start
        while bar < limit {
            // At the start stands `<`, which precedes the id when there is no name.
            if bar == start || bytes[bar] == UInt8(ascii: "|") {
                var cursor = bar + 1
                if let id = Digits.decimal(bytes, &cursor, end: limit), let id = UInt32(exactly: id),
                    cursor < limit, bytes[cursor] == UInt8(ascii: ">"),
                    cursor + 1 == end || bytes[cursor + 1] == UInt8(ascii: " ")
                {
                    let name = bar == start ? ByteRange.none : ByteRange(start + 1, bar)
                    return (IKEContext(name: name, id: id), Swift.min(end, cursor + 2))
                }
            }
            bar += 1
        }
        // The loggers cut a long name, and the id with it: `<name> `.
        var close = start + 1
        while close < limit, bytes[close] != UInt8(ascii: ">"), bytes[close] != UInt8(ascii: " ") { close += 1 }
        if close > start + 1, close + 1 < end, bytes[close] == UInt8(ascii: ">"), bytes[close + 1] == UInt8(ascii: " ")
        {
            return (IKEContext(name: ByteRange(start + 1, close)), close + 2)
        }
        return nil
    }
}

extension Subsystem {
    /// The group whose three letters stand at `position`, or nil.
    package init?(_ bytes: Span<UInt8>, at position: Int) {
        guard bytes.count - position >= 3, position >= 0 else { return nil }
        let key = UInt32(bytes[position]) << 16 | UInt32(bytes[position + 1]) << 8 | UInt32(bytes[position + 2])
        for group in Self.allCases where key != 0 && group.key == key {
            self = group
            return
        }
        return nil
    }

    /// The three letters as one number; 0 for `unknown`.
    private var key: UInt32 {
        switch self {
        case .dmn: 0x44_4D4E
        case .mgr: 0x4D_4752
        case .ike: 0x49_4B45
        case .chd: 0x43_4844
        case .job: 0x4A_4F42
        case .wch: 0x57_4348
        case .cfg: 0x43_4647
        case .knl: 0x4B_4E4C
        case .net: 0x4E_4554
        case .asn: 0x41_534E
        case .enc: 0x45_4E43
        case .tnc: 0x54_4E43
        case .imc: 0x49_4D43
        case .imv: 0x49_4D56
        case .pts: 0x50_5453
        case .tls: 0x54_4C53
        case .app: 0x41_5050
        case .esp: 0x45_5350
        case .lib: 0x4C_4942
        case .systemd, .unknown: 0
        }
    }
}
