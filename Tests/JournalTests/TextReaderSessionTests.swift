import Bytes
import Foundation
import Glibc
import Journal
import Support
import Threads

/// A log in a directory of its own, and what syslog daemons and logrotate do to it.
struct TextLog {
    let path: String

    init(in directory: String, name: String = "charon.log") { path = directory + "/" + name }

    /// A line as syslog writes it.
    static func line(_ number: Int) -> String { line("\(number)") }
    static func line(_ text: String) -> String { "Nov 21 10:00:00 gw charon: 05[IKE] \(text)\n" }
    static func lines(_ numbers: Range<Int>) -> String { numbers.map { line($0) }.joined() }

    /// Writes at the end of a file, in one piece.
    func append(_ text: String, to name: String = "") throws { try append(Array(text.utf8), to: name) }

    func append(_ bytes: [UInt8], to name: String = "") throws {
        let descriptor = open(path + name, O_WRONLY | O_APPEND | O_CREAT, 0o644)
        guard descriptor >= 0 else { throw SupportError("open \(path + name): \(errno)") }
        defer { close(descriptor) }
        guard write(descriptor, bytes, bytes.count) == bytes.count else { throw SupportError("write: \(errno)") }
    }

    func append(_ numbers: Range<Int>, to name: String = "") throws { try append(Self.lines(numbers), to: name) }

    func move(_ from: String, _ to: String) throws {
        guard rename(path + from, path + to) == 0 else { throw SupportError("rename \(from): \(errno)") }
    }

    func exists(_ name: String) -> Bool { access(path + name, F_OK) == 0 }

    /// Moves `.1` to `.2` and so on, compressed or not.
    func shift() throws {
        var last = 1
        while exists(".\(last)") || exists(".\(last).gz") { last += 1 }
        for number in (1..<last).reversed() {
            for ending in ["", ".gz"] where exists(".\(number)\(ending)") {
                try move(".\(number)\(ending)", ".\(number + 1)\(ending)")
            }
        }
    }

    /// logrotate's own way.
    func rotate(creating: Bool = true) throws {
        try shift()
        try move("", ".1")
        if creating { try append("") }
    }

    func copyTruncate() throws {
        try shift()
        try run(["cp", path, path + ".1"])
        guard truncate(path, 0) == 0 else { throw SupportError("truncate: \(errno)") }
    }

    func compress(_ name: String) throws { try run(["gzip", path + name]) }
}

/// A reader on a thread of its own, and what it handed on.
final class TextSession {
    let channel = Channel<EntryBatch>(capacity: 4)
    let reader: TextReader
    private let thread: WorkerThread
    private(set) var batches: [EntryBatch] = []
    private(set) var messages: [String] = []

    init(_ path: String, marks: [String] = [], follows: Bool) throws {
        let reader = try TextReader(
            .init(path: path, marks: marks, follows: follows, identifiers: ["charon"], hostName: "gw"), source: 3,
            into: channel)
        self.reader = reader
        let channel = channel
        thread = try WorkerThread(name: "text") {
            reader.run()
            channel.close()
        }
    }

    deinit { try? stop() }

    var position: String? { batches.last { $0.position != nil }?.position }
    var notices: [SourceNotice] { batches.flatMap(\.notices) }

    /// What stands behind the prefix of `TextLog.line`.
    static func messages(_ batch: EntryBatch) -> [String] {
        batch.entries.map { entry in
            let range = entry[.message]
            let text = String(decoding: batch.bytes[range.lower..<range.upper], as: UTF8.self)
            return text.range(of: "[IKE] ").map { String(text[$0.upperBound...]) } ?? text
        }
    }

    private func keep(_ batch: EntryBatch) {
        messages += Self.messages(batch)
        batches.append(batch)
    }

    /// Receives until a condition holds, or nothing came for some seconds.
    @discardableResult
    func receive(until condition: (TextSession) -> Bool) -> Bool {
        while !condition(self) {
            guard case .element(let batch) = channel.receive(milliseconds: 5000) else { return condition(self) }
            keep(batch)
        }
        return true
    }

    @discardableResult
    func receive(_ count: Int) -> Bool { receive { $0.messages.count >= count } }

    func receiveEnd() { receive { $0.batches.last?.isAtEnd ?? false } }

    /// What comes within a tenth of a second.
    func receiveMore() {
        while case .element(let batch) = channel.receive(milliseconds: 100) { keep(batch) }
    }

    func receiveAll() throws {
        while case .element(let batch) = channel.receive(milliseconds: 20_000) { keep(batch) }
        thread.join()
        if let failure = reader.failure { throw failure }
    }

    /// Stops the reader and takes what it had handed on.
    func stop() throws {
        reader.stop()
        try receiveAll()
    }
}

/// Reads a log to its end.
func readText(_ path: String, marks: [String] = []) throws -> TextSession {
    let session = try TextSession(path, marks: marks, follows: false)
    try session.receiveAll()
    return session
}

func numbers(_ range: Range<Int>) -> [String] { range.map { "\($0)" } }
