package import Bytes

/// One element of a VICI message, as ranges of its packet.
package enum ViciElement: Sendable, Equatable {
    /// What follows, up to its end, is in a section.
    case sectionStart(name: ByteRange)
    /// The section that started last is over.
    case sectionEnd
    /// A value with a name.
    case keyValue(name: ByteRange, value: ByteRange)
    /// Items follow, up to the list's end.
    case listStart(name: ByteRange)
    /// A value in a list.
    case listItem(value: ByteRange)
    /// The list is over.
    case listEnd
    /// The message is over, with all sections and lists closed.
    case end
}

/// A walk over the elements of one message, which keeps nothing but where it is. Follows `vici_message.c`, but is
/// stricter.
package struct MessageCursor: Sendable {
    /// How many sections may lie within each other. The daemon's own messages have five.
    package static let deepest = 16

    static let sectionStart: UInt8 = 1
    static let sectionEnd: UInt8 = 2
    static let keyValue: UInt8 = 3
    static let listStart: UInt8 = 4
    static let listItem: UInt8 = 5
    static let listEnd: UInt8 = 6

    private var position: Int
    private let end: Int
    private var depth = 0
    private var isInList = false

    /// Starts at the first element of the message that lies at `message` in the packet.
    package init(_ message: ByteRange) {
        position = message.lower
        end = message.upper
    }

    /// The byte of the packet that the next element starts at.
    package var offset: Int { position }

    /// Reads one element and moves past it. After the last one it is `.end` for ever.
    /// - Throws: what is wrong, at the byte where the element starts.
    package mutating func next(_ bytes: Span<UInt8>) throws(ViciFault) -> ViciElement {
        let start = position
        guard start < end else {
            if isInList { throw fault(.unclosedList, start) }
            if depth > 0 { throw fault(.unclosedSection, start) }
            return .end
        }
        position += 1
        switch bytes[start] {
        case Self.sectionStart:
            if isInList { throw fault(.sectionInList, start) }
            if depth == Self.deepest { throw fault(.tooDeep, start) }
            depth += 1
            return .sectionStart(name: try name(bytes, start))
        case Self.sectionEnd:
            if isInList { throw fault(.sectionEndInList, start) }
            if depth == 0 { throw fault(.sectionEndWithoutStart, start) }
            depth -= 1
            return .sectionEnd
        case Self.keyValue:
            if isInList { throw fault(.keyInList, start) }
            let name = try name(bytes, start)
            return .keyValue(name: name, value: try value(bytes, start))
        case Self.listStart:
            if isInList { throw fault(.listInList, start) }
            isInList = true
            return .listStart(name: try name(bytes, start))
        case Self.listItem:
            if !isInList { throw fault(.itemOutsideList, start) }
            return .listItem(value: try value(bytes, start))
        case Self.listEnd:
            if !isInList { throw fault(.listEndWithoutStart, start) }
            isInList = false
            return .listEnd
        case let type:
            throw fault(.unknownElement(type), start)
        }
    }

    /// Moves past what an element opened: to the end of the section or list. Does nothing for the others.
    package mutating func skip(_ element: ViciElement, _ bytes: Span<UInt8>) throws(ViciFault) {
        var open = 0
        var current = element
        while true {
            switch current {
            case .sectionStart, .listStart: open += 1
            case .sectionEnd, .listEnd: open -= 1
            case .keyValue, .listItem: break
            case .end: return
            }
            if open <= 0 { return }
            current = try next(bytes)
        }
    }

    /// Hands on every element of the section that just started, or of the whole message, up to its end. What an element
    /// opens and `each` does not read is skipped.
    package mutating func forEach(
        _ bytes: Span<UInt8>, _ each: (ViciElement, inout MessageCursor) throws(ViciFault) -> Void
    ) throws(ViciFault) {
        while true {
            let element = try next(bytes)
            switch element {
            case .sectionEnd, .end: return
            default: break
            }
            let start = position
            try each(element, &self)
            if position == start { try skip(element, bytes) }
        }
    }

    /// The items of the list that just started, up to its end.
    package mutating func items(_ bytes: Span<UInt8>) throws(ViciFault) -> [[UInt8]] {
        var items: [[UInt8]] = []
        while case .listItem(let value) = try next(bytes) { items.append(bytes.copy(value)) }
        return items
    }

    /// The items of the list that just started, joined by blanks.
    package mutating func joinedItems(_ bytes: Span<UInt8>) throws(ViciFault) -> [UInt8] {
        var joined: [UInt8] = []
        while case .listItem(let value) = try next(bytes) {
            if joined.isEmpty {
                joined = bytes.copy(value)
            } else {
                joined.append(0x20)
                joined.append(bytes, value)
            }
        }
        return joined
    }

    private mutating func name(_ bytes: Span<UInt8>, _ start: Int) throws(ViciFault) -> ByteRange {
        guard position < end, end - position - 1 >= Int(bytes[position]) else { throw fault(.truncated, start) }
        let range = ByteRange(position + 1, position + 1 + Int(bytes[position]))
        position = range.upper
        return range
    }

    private mutating func value(_ bytes: Span<UInt8>, _ start: Int) throws(ViciFault) -> ByteRange {
        guard end - position >= 2 else { throw fault(.truncated, start) }
        let count = Int(bytes[position]) << 8 | Int(bytes[position + 1])
        guard end - position - 2 >= count else { throw fault(.truncated, start) }
        let range = ByteRange(position + 2, position + 2 + count)
        position = range.upper
        return range
    }

    private func fault(_ what: ViciFault.What, _ offset: Int) -> ViciFault { ViciFault(what: what, offset: offset) }
}
