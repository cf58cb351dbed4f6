/// A text that must be in one of a line's values.
struct TextPattern: Sendable {
    let finder: ByteFinder
    private static let base64 = Array("_base64".utf8)

    init(_ text: String, ignoresCase: Bool) {
        finder = ByteFinder(ValuePattern.escaped(text), ignoresCase: ignoresCase)
    }

    func matches(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        var from = start
        var walk = ValueWalk(start)
        while let found = finder.first(bytes, from: from, end: end) {
            if walk.isInValue(bytes, found, found + finder.needle.count, end) { return true }
            from = found + 1
        }
        return false
    }

    /// Goes through a line once, however many places it is asked about, each behind the one before.
    private struct ValueWalk {
        /// Where the next key, value or sign begins.
        private var index: Int
        /// The inside of the value that was reached last.
        private var value = 0..<0
        /// A character or an escape of it begins here.
        private var unit = 0
        private var isBase64 = false

        init(_ start: Int) { index = start }

        /// Whether what was found is inside of a value, and does not begin in the middle of an escape.
        mutating func isInValue(_ bytes: Span<UInt8>, _ first: Int, _ last: Int, _ end: Int) -> Bool {
            while value.upperBound <= first, index < end { advance(bytes, end) }
            guard value.contains(first), last <= value.upperBound, !isBase64 else { return false }
            while unit < first { unit += JSONText.unit(bytes, unit) }
            return unit == first
        }

        /// Moves to the next value that is text.
        private mutating func advance(_ bytes: Span<UInt8>, _ end: Int) {
            while index < end, bytes[index] != UInt8(ascii: "\"") { index += 1 }
            let opening = index + 1
            index = opening
            while index < end, bytes[index] != UInt8(ascii: "\"") { index += JSONText.unit(bytes, index) }
            let closing = min(index, end)
            index = closing + 1
            if index < end, bytes[index] == UInt8(ascii: ":") {
                isBase64 = Self.isBase64(bytes, opening, closing)
                // A number is no text, and is passed by on the way to the next quote.
                index += 1
                return
            }
            value = opening..<max(opening, closing)
            unit = opening
        }

        private static func isBase64(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
            guard end - start > base64.count else { return false }
            for offset in base64.indices where bytes[end - base64.count + offset] != base64[offset] { return false }
            return true
        }
    }
}
