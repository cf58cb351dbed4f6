import Bytes
package import CharonLog
package import Tunnels

/// A log as a person would tell it: lines with charon's own prefix, applied one after the other.
///
///     var story = Story()
///     story.tell("05[IKE] <aws-1|1> IKE_SA aws-1[1] established between ...")
package struct Story {
    package var model = TunnelModel()
    /// Microseconds since 1970 UTC of the next line; each line takes a millisecond.
    package var now: UInt64 = 1_780_000_000_000_000
    private let parser: Parser
    private var event = Event()

    package init() throws {
        parser = try Parser()
    }

    /// Applies lines; indentation and empty lines are left out.
    /// - Returns: the kind of the last line's event.
    @discardableResult
    package mutating func tell(_ text: String) -> EventKind {
        for line in text.split(separator: "\n") {
            let bytes = Array(line.drop { $0 == " " }.utf8)
            guard !bytes.isEmpty else { continue }
            var logLine = LogLine()
            logLine.text = ByteRange(0, bytes.count)
            logLine.hasPrefix = true
            parser.parse(logLine, bytes.span, into: &event)
            model.apply(event, bytes.span, at: now)
            now += 1000
        }
        return event.kind
    }

    /// Lets time pass.
    package mutating func wait(seconds: Double) { now += UInt64(seconds * 1_000_000) }

    /// The tunnel of that name; a fresh one when no line named it.
    package func tunnel(_ name: String) -> Tunnel? { model.tunnels.first { $0.name.text == name } }
    package func connection(_ name: String) -> Connection? { model.connections.first { $0.name.text == name } }
}

/// Parses one text.
/// - Parameter id: the last 32 bits of its `MESSAGE_ID`, when it has one.
package func parse(_ text: [UInt8], hasPrefix: Bool = false, id: UInt32? = nil, _ parser: Parser) -> Event {
    var line = LogLine()
    line.text = ByteRange(0, text.count)
    line.hasPrefix = hasPrefix
    line.messageID = id
    var event = Event()
    parser.parse(line, text.span, into: &event)
    return event
}

/// The fields of an event by their names, as text.
package func fields(_ event: Event, of text: [UInt8]) -> [String: String] {
    var fields: [String: String] = [:]
    for index in 0..<event.fieldCount {
        let range = event[index].range
        fields[event[index].field.rawValue] = String(decoding: text[range.lower..<range.upper], as: UTF8.self)
    }
    return fields
}

/// A repeatable source of chance (SplitMix64), so that a failure can be run again.
package struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    package init(seed: UInt64) { state = seed }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
