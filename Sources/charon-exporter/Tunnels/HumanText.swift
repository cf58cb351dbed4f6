internal import Audit

/// Figures as people read them.
package enum HumanText {
    /// `45 s`, `12 min 7 s`, `3 h 12 min`, `2 d 3 h`; what has not begun has lasted 0 s.
    /// - Parameters:
    ///   - start: when it began.
    ///   - end: up to when it lasts.
    package static func duration(from start: UTCTime, to end: UTCTime) -> String {
        duration(seconds: start < end ? (end.microseconds - start.microseconds) / 1_000_000 : 0)
    }

    package static func duration(seconds: UInt64) -> String {
        switch seconds {
        case 0..<60: "\(seconds) s"
        case 60..<3600: "\(seconds / 60) min \(seconds % 60) s"
        case 3600..<86_400: "\(seconds / 3600) h \(seconds % 3600 / 60) min"
        default: "\(seconds / 86_400) d \(seconds % 86_400 / 3600) h"
        }
    }

    /// Bytes in IEC units, two digits at least: `0 B`, `1.5 KiB`, `340 MiB`.
    package static func size(_ bytes: UInt64) -> String {
        guard bytes >= 1024 else { return "\(bytes) B" }
        let units = ["KiB", "MiB", "GiB", "TiB", "PiB", "EiB"]
        var value = Double(bytes) / 1024
        var unit = 0
        // What would be rounded up to 1024 is 1.0 of the next unit.
        while value >= 1023.5, unit + 1 < units.count {
            value /= 1024
            unit += 1
        }
        let tenths = Int((value * 10).rounded())
        return tenths < 100 ? "\(tenths / 10).\(tenths % 10) \(units[unit])" : "\(Int(value.rounded())) \(units[unit])"
    }

    /// A text from elsewhere in one line, with escapes for what a terminal would obey.
    /// - Parameter limit: columns; more is left out.
    package static func harmless(_ text: String, limit: Int? = nil) -> String {
        var bytes: [UInt8] = []
        TableCell(text).write(width: limit, isPadded: false, onto: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Breaks a harmless text into lines at blanks.
    /// - Parameter width: columns of a line; nil: it stays one.
    package static func lines(_ text: String, width: Int?) -> [String] {
        guard let width else { return [text] }
        var lines: [String] = []
        for word in text.split(separator: " ") {
            if let last = lines.last, TableCell(last).width + 1 + TableCell(String(word)).width <= width {
                lines[lines.count - 1] = "\(last) \(word)"
            } else {
                lines.append(String(word))
            }
        }
        return lines
    }
}
