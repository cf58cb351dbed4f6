package import Bytes

/// One charon log line as its source gives it: where its text is, and what the source knows beside the text.
///
/// All ranges point into one buffer, which is handed to the parser with the line.
package struct LogLine: Sendable {
    /// charon's text. With `hasPrefix`, it begins with `05[IKE] <name|id> `.
    package var text: ByteRange = .none
    /// Whether the text carries charon's own prefix (syslog, file and stdout loggers), instead of fields.
    package var hasPrefix = false
    /// The last 32 bits of the `MESSAGE_ID`, when the entry has charon's.
    package var messageID: UInt32?
    /// Debug group, level and thread, when the source has them as fields.
    package var subsystem: Subsystem = .unknown
    package var level: UInt8?
    package var thread: UInt32?
    /// The IKE_SA that the writing thread had checked out: not always the one that the text is about.
    package var context = IKEContext()

    package init() {}
}

/// The IKE_SA that a charon thread had checked out when it wrote a line.
package struct IKEContext: Sendable, Equatable {
    /// The connection's name; empty while none was selected.
    package var name: ByteRange = .none
    /// The IKE_SA's unique id, `[n]` in charon's texts.
    package var id: UInt32?

    package init(name: ByteRange = .none, id: UInt32? = nil) {
        self.name = name
        self.id = id
    }
}

/// What an entry means: its kind and its fields, as ranges of the buffer that holds the line.
///
/// One value is reused for all entries, so that nothing is allocated for one.
package struct Event: Sendable {
    /// One field of the event.
    package struct Field: Sendable {
        package var field: EventField
        /// The bytes as charon wrote them.
        package var range: ByteRange
        /// The value of a number or of an SPI; 0 for every other form.
        package var value: UInt64
    }

    /// More fields than any template has.
    package static let maximumFields = 16

    package var kind: EventKind = .unrecognized
    /// Index of the matched template in `Catalogue.templates`; nil when none matched.
    package var template: Int?
    package var subsystem: Subsystem = .unknown
    package var level: UInt8?
    package var thread: UInt32?
    package var context = IKEContext()
    /// charon's text without prefix.
    package var message: ByteRange = .none
    /// Why, in one word, where the message itself says so.
    package var reason: StaticString?

    package private(set) var fieldCount = 0
    private var storage: InlineArray<16, Field> = .init(
        repeating: Field(field: .detail, range: .none, value: 0))

    package init() {}

    /// The field at an index below `fieldCount`, in the order of the text.
    package subscript(index: Int) -> Field { storage[index] }

    /// The first field of that name, or nil.
    package subscript(field: EventField) -> Field? {
        for index in 0..<fieldCount where storage[index].field == field { return storage[index] }
        return nil
    }

    /// The value of a numeric field that fits in 32 bits, or nil.
    package func number(_ field: EventField) -> UInt32? {
        self[field].flatMap { UInt32(exactly: $0.value) }
    }

    /// The bytes of a field; empty when the event has no such field.
    package func range(_ field: EventField) -> ByteRange { self[field]?.range ?? .none }

    mutating func append(_ field: EventField, _ range: ByteRange, _ value: UInt64 = 0) {
        guard fieldCount < Self.maximumFields else { return }
        storage[fieldCount] = Field(field: field, range: range, value: value)
        fieldCount += 1
    }

    /// Makes it as new. The room for fields stays as it is: what lies beyond `fieldCount` is never looked at.
    package mutating func reset() {
        kind = .unrecognized
        template = nil
        subsystem = .unknown
        level = nil
        thread = nil
        context = IKEContext()
        message = .none
        reason = nil
        fieldCount = 0
    }

    mutating func removeFields(from count: Int) { fieldCount = count }
}
