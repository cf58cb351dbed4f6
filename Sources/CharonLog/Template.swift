/// One charon message: how it reads, where it comes from, and what it means.
///
/// A pattern is charon's text with its variable parts named in angle brackets, `<spi_in>`; the names are those
/// of `EventField`, and each field's `form` says what may stand there.
package struct Template: Sendable {
    /// The text with named fields.
    package let pattern: StaticString
    /// The debug group that prints it.
    package let subsystem: Subsystem
    /// The lowest level at which a release prints it (0 to 4).
    package let level: UInt8
    /// The last eight digits of the journal's `MESSAGE_ID`, for each wording of the format string.
    package let ids: [UInt32]
    /// What it means.
    package let kind: EventKind
    /// Why, in one word, where the message itself says so.
    package let reason: StaticString?
    /// A line of its own, where `example` would make one that charon cannot write.
    let ownExample: StaticString?

    package init(
        _ pattern: StaticString, _ subsystem: Subsystem, _ level: UInt8, _ ids: [UInt32], _ kind: EventKind,
        _ reason: StaticString? = nil, example: StaticString? = nil
    ) {
        self.pattern = pattern
        self.subsystem = subsystem
        self.level = level
        self.ids = ids
        self.kind = kind
        self.reason = reason
        ownExample = example
    }
}
