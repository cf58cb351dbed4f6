internal import Archive
internal import Bytes

/// What the value of a key, or of one of several keys, must be.
struct ValuePattern: Sendable {
    /// `,"key":"value"`, as our writer writes it: a quote that no backslash precedes begins or ends a key or a value,
    /// and only a key is followed by a colon, so that these bytes are nowhere else.
    private var exact: [ByteFinder] = []
    /// `,"key":"` with what the value's text must be.
    private var globs: [(key: ByteFinder, glob: Glob)] = []
    /// Bytes that are in each line that matches, when there is but one value without `*`.
    private(set) var anchor: ByteFinder?

    /// - Returns: nil when there is nothing to be compared with.
    init?(keys: [String], values: [String]) {
        guard !values.isEmpty else { return nil }
        for value in values {
            for key in keys {
                if value.utf8.contains(UInt8(ascii: "*")) {
                    globs.append((ByteFinder(Self.opening(key)), Glob(value)))
                } else {
                    exact.append(ByteFinder(Self.opening(key) + Self.escaped(value) + [UInt8(ascii: "\"")]))
                }
            }
        }
        guard values.count == 1, globs.isEmpty else { return }
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
        for (key, glob) in globs {
            guard let value = Self.value(bytes, key, start, end) else { continue }
            if glob.matches(bytes, value) { return true }
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

/// A text in which `*` stands for any text.
struct Glob: Sendable {
    private let pieces: [[UInt8]]

    init(_ pattern: String) {
        pieces = pattern.utf8.split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false).map { Array($0) }
    }

    /// - Parameter range: of an escaped text.
    func matches(_ bytes: Span<UInt8>, _ range: ByteRange) -> Bool {
        var text: [UInt8] = []
        JSONText.append(bytes, range, onto: &text)
        guard let first = pieces.first, let last = pieces.last, text.starts(with: first) else { return false }
        guard pieces.count > 1 else { return text.count == first.count }
        guard text.count >= first.count + last.count, text.suffix(last.count).elementsEqual(last) else { return false }
        var index = first.count
        let end = text.count - last.count
        for piece in pieces.dropFirst().dropLast() where !piece.isEmpty {
            guard let found = ByteFinder(piece).first(text.span, from: index, end: end) else { return false }
            index = found + piece.count
        }
        return true
    }
}
