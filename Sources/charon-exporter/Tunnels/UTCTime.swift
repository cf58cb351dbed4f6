internal import Archive
internal import Audit

/// A time of the exporter's answers: RFC 3339, UTC.
package struct UTCTime: Decodable, Equatable, Comparable, Sendable {
    /// Microseconds since 1970 UTC.
    package var microseconds: UInt64

    /// - Parameter microseconds: since 1970 UTC.
    package init(microseconds: UInt64) { self.microseconds = microseconds }

    /// Reads `2026-11-21T10:00:00.000000Z`, with as many digits of a fraction as there are, or none; nil: it is none.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, bytes.last == UInt8(ascii: "Z"), bytes[10] == UInt8(ascii: "T"),
            bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
            let day = Day.number(of: Substring(text.prefix(10))),
            let hour = Self.number(bytes[11..<13]), hour < 24, let minute = Self.number(bytes[14..<16]), minute < 60,
            let second = Self.number(bytes[17..<19]), second <= 60
        else { return nil }
        var fraction: UInt64 = 0
        if bytes.count > 20 {
            let digits = bytes[20..<(bytes.count - 1)]
            let micros = Array((digits + Array(repeating: 0x30, count: 6)).prefix(6))
            guard bytes[19] == UInt8(ascii: "."), !digits.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }),
                let value = Self.number(micros[...])
            else { return nil }
            fraction = value
        }
        microseconds = UInt64(day) * Day.microseconds + (hour * 3600 + minute * 60 + second) * 1_000_000 + fraction
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let time = UTCTime(text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "\"\(text.prefix(40))\" is no time in UTC as RFC 3339 writes it")
        }
        self = time
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> UInt64? {
        var value: UInt64 = 0
        for digit in digits {
            guard (0x30...0x39).contains(digit) else { return nil }
            value = value * 10 + UInt64(digit - 0x30)
        }
        return value
    }

    package static func < (one: UTCTime, other: UTCTime) -> Bool { one.microseconds < other.microseconds }

    /// `2026-11-21 10:00:00`, in UTC.
    package var second: String { SessionOutput.second(microseconds) }

    /// RFC 3339 with microseconds.
    package var stamp: String {
        var text: [UInt8] = []
        JSONLine.appendTime(microseconds, onto: &text)
        return String(decoding: text, as: UTF8.self)
    }
}
