package import Bytes

/// A fault in a template's pattern, with the byte where it is.
package struct PatternError: Error, CustomStringConvertible, Equatable {
    package var pattern: String
    package var offset: Int
    package var problem: String

    package init(pattern: String, offset: Int, problem: String) {
        self.pattern = pattern
        self.offset = offset
        self.problem = problem
    }

    package var description: String { "template \"\(pattern)\", byte \(offset): \(problem)" }
}

/// A compiled template: literals and fields in turn, matched against bytes in linear time.
///
/// Charon's texts carry what peers choose (identities above all), and a peer may choose charon's own phrases.
/// So matching is anchored: a template matches a whole text or not at all; each field takes only bytes of its form;
/// of the free texts all but the last end at the first place where the literal after them stands, and the last one
/// reaches as far to the right as the rest allows.
package struct Pattern: Sendable {
    /// A literal, as a range of `literals`, or a field. No segment holds a reference, so that matching counts none.
    enum Segment: Sendable {
        case literal(ByteRange)
        /// `isLastText`: no free text follows, so this one is matched from the right.
        case field(EventField, isLastText: Bool)
    }

    private let segments: [Segment]
    private let literals: [UInt8]

    /// The literal that the text begins with; empty when the pattern begins with a field.
    var start: ArraySlice<UInt8> {
        if case .literal(let range)? = segments.first { literals[range.lower..<range.upper] } else { [] }
    }

    /// Places tried for the end of the last free text before the text is given up as hostile.
    static let maximumCandidates = 64

    package init(_ pattern: String) throws(PatternError) {
        var segments: [Segment] = []
        var literals: [UInt8] = []
        var literal: [UInt8] = []
        func endLiteral() {
            guard !literal.isEmpty else { return }
            segments.append(.literal(ByteRange(literals.count, literals.count + literal.count)))
            literals += literal
            literal = []
        }
        let bytes = Array(pattern.utf8)
        var fields: [EventField] = []
        var index = 0
        while index < bytes.count {
            guard bytes[index] == UInt8(ascii: "<") else {
                literal.append(bytes[index])
                index += 1
                continue
            }
            guard let close = bytes[index...].firstIndex(of: UInt8(ascii: ">")) else {
                throw PatternError(pattern: pattern, offset: index, problem: "\"<\" without \">\"")
            }
            let name = String(decoding: bytes[(index + 1)..<close], as: UTF8.self)
            guard let field = EventField(rawValue: name) else {
                throw PatternError(pattern: pattern, offset: index, problem: "no field is named \"\(name)\"")
            }
            guard !fields.contains(field) else {
                throw PatternError(pattern: pattern, offset: index, problem: "the field \"\(name)\" stands twice")
            }
            if literal.isEmpty, !segments.isEmpty {
                throw PatternError(pattern: pattern, offset: index, problem: "two fields with no text between them")
            }
            endLiteral()
            fields.append(field)
            segments.append(.field(field, isLastText: false))
            index = close + 1
        }
        endLiteral()
        guard !segments.isEmpty else { throw PatternError(pattern: pattern, offset: 0, problem: "it is empty") }
        guard fields.count * 2 <= Event.maximumFields else {
            throw PatternError(pattern: pattern, offset: 0, problem: "more than \(Event.maximumFields / 2) fields")
        }
        let lastText = segments.lastIndex {
            if case .field(let field, _) = $0 { field.form == .text } else { false }
        }
        if let lastText, case .field(let field, _) = segments[lastText] {
            segments[lastText] = .field(field, isLastText: true)
        }
        self.segments = segments
        self.literals = literals
    }

    /// Matches a whole text and appends its fields to the event.
    /// - Returns: whether it matched; the event's fields are unchanged when it did not.
    package func match(_ bytes: Span<UInt8>, _ range: ByteRange, into event: inout Event) -> Bool {
        let before = event.fieldCount
        if match(segment: 0, literals.span, bytes, range.lower, range.upper, &event) { return true }
        event.removeFields(from: before)
        return false
    }

    private func match(
        segment first: Int, _ literals: Span<UInt8>, _ bytes: Span<UInt8>, _ start: Int, _ end: Int,
        _ event: inout Event
    ) -> Bool {
        var position = start
        var index = first
        while index < segments.count {
            switch segments[index] {
            case .literal(let literal):
                guard Search.matches(bytes, at: position, end: end, literals, literal) else { return false }
                position += literal.count
            case .field(let field, isLastText: true):
                return matchLastText(field, segment: index, literals, bytes, position, end, &event)
            case .field(let field, isLastText: false):
                guard take(field, next: index + 1, literals, bytes, &position, end, &event) else { return false }
            }
            index += 1
        }
        return position == end
    }

    /// Takes one field at `position`, up to where the segment after it begins.
    private func take(
        _ field: EventField, next: Int, _ literals: Span<UInt8>, _ bytes: Span<UInt8>, _ position: inout Int,
        _ end: Int, _ event: inout Event
    ) -> Bool {
        let start = position
        switch field.form {
        case .number:
            guard let value = Digits.decimal(bytes, &position, end: end) else { return false }
            event.append(field, ByteRange(start, position), value)
            return true
        case .spi:
            guard let value = Digits.hex8(bytes, &position, end: end) else { return false }
            event.append(field, ByteRange(start, position), UInt64(value))
            return true
        case .nameInBrackets:
            return takeName(field, UInt8(ascii: "["), UInt8(ascii: "]"), next, literals, bytes, &position, end, &event)
        case .nameInBraces:
            return takeName(field, UInt8(ascii: "{"), UInt8(ascii: "}"), next, literals, bytes, &position, end, &event)
        case .host, .endpoint, .symbol, .selectors, .text:
            // The run of bytes that may belong to the field bounds the search for what follows it.
            var limit = position
            while limit < end, field.form.admits(bytes[limit]) { limit += 1 }
            guard next < segments.count else {
                guard limit == end, field.form.mayBeEmpty || limit > start else { return false }
                position = end
                event.append(field, ByteRange(start, end))
                return true
            }
            guard case .literal(let literal) = segments[next] else { return false }
            let reach = Swift.min(end, limit + literal.count)
            guard let found = Search.first(bytes, from: position, end: reach, literals, literal),
                field.form.mayBeEmpty || found > start
            else { return false }
            position = found
            event.append(field, ByteRange(start, found))
            return true
        }
    }

    /// Takes `name[7]` or `name{7}`: the first place where the digits are in brackets and the rest can begin.
    private func takeName(
        _ field: EventField, _ open: UInt8, _ close: UInt8, _ next: Int, _ literals: Span<UInt8>,
        _ bytes: Span<UInt8>, _ position: inout Int, _ end: Int, _ event: inout Event
    ) -> Bool {
        guard let parts = field.parts else { return false }
        let start = position
        var index = position
        while index < end {
            guard bytes[index] == open else {
                index += 1
                continue
            }
            var cursor = index + 1
            if let value = Digits.decimal(bytes, &cursor, end: end), value <= UInt64(UInt32.max),
                cursor < end, bytes[cursor] == close, follows(next, literals, bytes, cursor + 1, end)
            {
                event.append(parts.name, ByteRange(start, index))
                event.append(parts.id, ByteRange(index + 1, cursor), value)
                position = cursor + 1
                return true
            }
            index += 1
        }
        return false
    }

    /// Whether the literal of a segment stands at `position`, or the text ends there when there is none.
    private func follows(
        _ segment: Int, _ literals: Span<UInt8>, _ bytes: Span<UInt8>, _ position: Int, _ end: Int
    ) -> Bool {
        guard segment < segments.count else { return position == end }
        guard case .literal(let literal) = segments[segment] else { return true }
        return Search.matches(bytes, at: position, end: end, literals, literal)
    }

    /// The last free text reaches as far as the rest of the pattern allows, tried from the right.
    private func matchLastText(
        _ field: EventField, segment: Int, _ literals: Span<UInt8>, _ bytes: Span<UInt8>, _ start: Int, _ end: Int,
        _ event: inout Event
    ) -> Bool {
        let mark = event.fieldCount
        guard segment + 1 < segments.count else {
            event.append(field, ByteRange(start, end))
            return true
        }
        guard case .literal(let literal) = segments[segment + 1] else { return false }
        if segment + 2 == segments.count {
            let found = end - literal.count
            guard found >= start, Search.matches(bytes, at: found, end: end, literals, literal) else { return false }
            event.append(field, ByteRange(start, found))
            return true
        }
        var before = end
        for _ in 0..<Self.maximumCandidates {
            guard let found = Search.last(bytes, from: start, before: before, end: end, literals, literal) else {
                return false
            }
            event.append(field, ByteRange(start, found))
            if match(segment: segment + 1, literals, bytes, found, end, &event) { return true }
            event.removeFields(from: mark)
            before = found
        }
        return false
    }
}

extension EventField.Form {
    /// Whether a byte may stand in a field of this form.
    func admits(_ byte: UInt8) -> Bool {
        switch self {
        case .host, .endpoint:
            // Not only addresses: `%any`, scoped IPv6, names that a masked log shows; never a blank or a quote.
            byte > 0x20 && byte != 0x22 && byte != 0x27 && byte != 0x2C && byte < 0x7F
        case .symbol:
            byte >= 0x20 && byte != 0x22 && byte != 0x27 && byte != 0x2C && byte != 0x5B && byte != 0x5D
                && byte < 0x7F
        case .selectors:
            byte >= 0x20 && byte != 0x22 && byte != 0x27 && byte < 0x7F
        case .text:
            true
        case .number, .spi, .nameInBrackets, .nameInBraces:
            false
        }
    }

    /// Whether charon may print nothing at all there.
    var mayBeEmpty: Bool {
        switch self {
        case .text, .selectors: true
        default: false
        }
    }
}
