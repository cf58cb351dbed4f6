import Archive
import Audit
import Bytes
import Foundation

/// A repeatable source of chance (SplitMix64).
struct Chance: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }

    mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &self) }
    mutating func pick<Element>(_ from: [Element]) -> Element { from[below(from.count)] }
}

/// Runs a test with a directory of its own, which is removed afterwards.
func withArchive<Result>(_ body: (String) throws -> Result) throws -> Result {
    let directory = FileManager.default.temporaryDirectory.path + "/audit-test-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: directory) }
    return try body(directory)
}

/// A line as the exporter writes it: keys in its order, values escaped by its writer.
struct TestLine {
    var time: UInt64
    var host = "gw"
    var seq: UInt64 = 1
    var event = "ike_sa_established"
    var eventClass = "lifecycle"
    /// Keys and values that follow; numbers are written as such.
    var fields: [(String, Value)] = []

    enum Value {
        case text([UInt8])
        case number(UInt64)
    }

    mutating func set(_ key: String, _ text: String) { fields.append((key, .text(Array(text.utf8)))) }

    var bytes: [UInt8] {
        var line: [UInt8] = Array("{\"time\":\"\(stamp(time))\"".utf8)
        append("host", Array(host.utf8), onto: &line)
        line += Array(",\"seq\":\(seq),\"event\":\"\(event)\",\"class\":\"\(eventClass)\"".utf8)
        for (key, value) in fields {
            switch value {
            case .number(let number): line += Array(",\"\(key)\":\(number)".utf8)
            case .text(let text): append(key, text, onto: &line)
            }
        }
        line += Array("}\n".utf8)
        return line
    }

    private func append(_ key: String, _ text: [UInt8], onto line: inout [UInt8]) {
        line += Array(",\"\(key)\":\"".utf8)
        let isText = JSONLine.appendEscaped(text.span, ByteRange(0, text.count), onto: &line)
        line.append(0x22)
        if !isText { line += Array(",\"\(key)_base64\":\"\(Data(text).base64EncodedString())\"".utf8) }
    }
}

/// `2026-11-21T09:14:03.000001Z`
func stamp(_ time: UInt64) -> String {
    func two(_ value: UInt64) -> String { value < 10 ? "0\(value)" : "\(value)" }
    let second = time / 1_000_000 % 86_400
    let micros = String(1_000_000 + time % 1_000_000).dropFirst()
    return "\(Day(microseconds: time))T\(two(second / 3600)):\(two(second % 3600 / 60)):\(two(second % 60)).\(micros)Z"
}

/// Writes an archive of one machine's lines.
struct TestArchive {
    let directory: String
    var options: ArchiveWriter.Options
    let writer: ArchiveWriter

    init(_ directory: String, segmentBytes: Int = 64 << 20) throws {
        self.directory = directory
        options = ArchiveWriter.Options(directory: directory)
        options.durability = .never
        options.segmentBytes = segmentBytes
        options.reserveBytes = 0
        writer = try ArchiveWriter(options) { print($0) }
    }

    /// Writes a block, which must not go beyond a day.
    func write(_ lines: [TestLine], machine: String = "gw") {
        guard let first = lines.first else { return }
        var block = Block(host: machine, firstSeq: first.seq)
        for line in lines {
            block.content += line.bytes
            block.noteEvent(at: line.time)
        }
        writer.write(block)
        writer.flush()
    }
}

/// All lines of an archive's segments, by gzip itself, machine by machine.
func allLines(_ directory: String) throws -> [String: [[UInt8]]] {
    var lines: [String: [[UInt8]]] = [:]
    for (machine, places) in try ArchiveContents.segments(directory) {
        for place in places {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/bin/gzip")
            process.arguments = ["-dc", place.path]
            let pipe = Pipe()
            process.standardOutput = pipe
            process.standardError = FileHandle.nullDevice
            try process.run()
            let data = pipe.fileHandleForReading.readDataToEndOfFile()
            process.waitUntilExit()
            for line in data.split(separator: 0x0A) { lines[machine, default: []].append(Array(line) + [0x0A]) }
        }
    }
    return lines
}

/// What a search finds, line by line.
func search(
    _ directory: String, _ query: Query, workers: Int = 2, batchBytes: Int = 256 << 10,
    onProblem: @escaping (SearchProblem) -> Void = { _ in }
) throws -> (lines: [[UInt8]], statistics: SearchStatistics) {
    var options = ArchiveSearch.Options()
    options.workers = workers
    options.batchBytes = batchBytes
    var lines: [[UInt8]] = []
    let statistics = try ArchiveSearch(directory, query, options, onProblem: onProblem).run { bytes, line in
        lines.append(Array(bytes[line.lower..<line.upper]))
        return true
    }
    return (lines, statistics)
}
