internal import Bytes

/// Times as the archive, and all that tells of it, has them: RFC 3339 in UTC, with microseconds.
extension JSONLine {
    /// A member whose value is a time, microseconds since 1970 UTC.
    package static func time(_ name: StaticString, _ time: UInt64, onto line: inout [UInt8]) {
        key(name, onto: &line)
        line.append(UInt8(ascii: "\""))
        appendTime(time, onto: &line)
        line.append(UInt8(ascii: "\""))
    }

    /// Appends a time like `2026-11-21T09:14:03.000001Z`, microseconds since 1970 UTC.
    package static func appendTime(_ time: UInt64, onto text: inout [UInt8]) {
        appendSecond(time / 1_000_000, onto: &text)
        text.append(decimal: time % 1_000_000, width: 6)
        text.append(UInt8(ascii: "Z"))
    }

    /// A time like `2026-11-21T09:14:03.000001Z`, microseconds since 1970 UTC.
    package static func timeText(_ time: UInt64) -> String {
        var text: [UInt8] = []
        appendTime(time, onto: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// Appends what stands before the fraction, like `2026-11-21T09:14:03.`, of a second since 1970 UTC.
    package static func appendSecond(_ second: UInt64, onto text: inout [UInt8]) {
        text.append(contentsOf: Day(microseconds: second * 1_000_000).description.utf8)
        text.append(UInt8(ascii: "T"))
        text.append(decimal: second % 86_400 / 3600, width: 2)
        text.append(UInt8(ascii: ":"))
        text.append(decimal: second % 3600 / 60, width: 2)
        text.append(UInt8(ascii: ":"))
        text.append(decimal: second % 60, width: 2)
        text.append(UInt8(ascii: "."))
    }
}
