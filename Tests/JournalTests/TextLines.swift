import Bytes
import Foundation
import Journal

/// Log lines of text files, as the recogniser sees them.
struct TextLines {
    /// Central European time of 2021 and of 2024 to 2026.
    static let berlin = TimeZoneRule(
        offset: 3600,
        changes: [
            (1_616_893_200, 7200), (1_635_642_000, 3600), (1_711_846_800, 7200), (1_729_990_800, 3600),
            (1_743_296_400, 7200), (1_761_440_400, 3600), (1_774_746_000, 7200), (1_792_890_000, 3600),
        ])
    /// 2026-11-21 08:14:10 UTC.
    static let now: UInt64 = 1_795_248_850_000_000

    var parser = TextLineParser(hostName: "here", timeZone: berlin)
    var batch = EntryBatch()

    /// What became of a line.
    struct Result: Equatable, CustomStringConvertible {
        var time = ""
        var host = ""
        var tag = ""
        var pid = ""
        var message = ""
        var facility = ""
        var unit = ""

        var description: String { "[\(time)|\(host)|\(tag)|\(pid)|\(facility)|\(unit)] \(message)" }
    }

    mutating func read(_ line: String, reference: UInt64 = now) -> Result? {
        read(Array(line.utf8), reference: reference)
    }

    mutating func read(_ line: [UInt8], reference: UInt64 = now) -> Result? {
        let count = batch.entries.count
        let isWanted = parser.append(line.span, ByteRange(0, line.count), reference: reference, onto: &batch)
        guard isWanted == (batch.entries.count == count + 1) else { fatalError("answer and batch differ") }
        guard isWanted, let entry = batch.entries.last else { return nil }
        return Result(
            time: Self.text(entry.realtime), host: text(.hostname), tag: text(.identifier), pid: text(.pid),
            message: text(.message), facility: text(.facility), unit: text(.aboutUnit))
    }

    /// A field of the last entry.
    func text(_ field: EntryField) -> String {
        guard let range = batch.entries.last?[field] else { return "" }
        return String(decoding: batch.bytes[range.lower..<range.upper], as: UTF8.self)
    }

    /// `2026-11-21T08:14:03Z`, with a fraction where there is one.
    static func text(_ moment: UInt64) -> String {
        let date = Date(timeIntervalSince1970: TimeInterval(moment / 1_000_000))
        let text = date.formatted(.iso8601)
        guard moment % 1_000_000 > 0 else { return text }
        let digits = String(moment % 1_000_000)
        return text.dropLast() + "." + String(repeating: "0", count: 6 - digits.count) + digits + "Z"
    }
}
