internal import Archive
internal import Bytes

/// What the value of a key, or of one of several keys, must be.
struct ValuePattern: Sendable {
    /// `,"key":"value"`, as our writer writes it: a quote that no backslash precedes begins or ends a key or a value,
    /// and only a key is followed by a colon, so that these bytes are nowhere else.
    private var exact: [ByteFinder] = []
    /// `,"key":"` with what the value's text must be.
    private var open: [(key: ByteFinder, pattern: Wildcard)] = []
    /// Bytes that are in each line that matches, when there is but one value without `*` and `?`.
    private(set) var anchor: ByteFinder?

    /// - Returns: nil when there is nothing to be compared with.
    init?(keys: [String], values: [String]) {
        guard !values.isEmpty else { return nil }
        for value in values {
            for key in keys {
                if Wildcard.isOpen(value.utf8) {
                    open.append((ByteFinder(Self.opening(key)), Wildcard(value)))
                } else {
                    exact.append(ByteFinder(Self.opening(key) + Self.escaped(value) + [UInt8(ascii: "\"")]))
                }
            }
        }
        guard values.count == 1, open.isEmpty else { return }
        anchor = exact.count == 1 ? exact.first : ByteFinder(Array(":\"".utf8) + Self.escaped(values[0]) + [0x22])
    }

    /// `,"key":"`
    static func opening(_ key: String) -> [UInt8] { Array(",\"\(key)\":\"".utf8) }

    /// A text as our writer writes it inside of quotes.
    static func escaped(_ text: String) -> [UInt8] {
        let bytes = Array(text.utf8)
        var escaped: [UInt8] = []
        _ = JSONLine.appendEscaped(bytes.span, ByteRange(0, bytes.count), onto: &escaped)
        return escaped
    }

    func matches(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        for finder in exact where finder.first(bytes, from: start, end: end) != nil { return true }
        for (key, pattern) in open {
            guard let value = Self.value(bytes, key, start, end) else { continue }
            var text: [UInt8] = []
            JSONText.append(bytes, value, onto: &text)
            if pattern.matches(text) { return true }
        }
        return false
    }

    /// The value of the key that a finder of `opening` finds, still escaped; nil when the line has no such key.
    static func value(_ bytes: Span<UInt8>, _ key: ByteFinder, _ start: Int, _ end: Int) -> ByteRange? {
        guard let found = key.first(bytes, from: start, end: end) else { return nil }
        let first = found + key.needle.count
        var index = first
        while index < end, bytes[index] != UInt8(ascii: "\"") { index += JSONText.unit(bytes, index) }
        return ByteRange(first, min(index, end))
    }
}
