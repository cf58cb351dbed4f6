import Foundation
import Glibc
import Support
import Testing

@testable import Journal

/// Which file comes after which, in each state that a directory is in on the way, one after another.
@Suite struct TextTrailTests {
    /// A file, read to its end.
    private struct Read {
        let file: TextFile
        let position: TextPosition

        init(_ log: TextLog, _ name: String = "", upTo end: Int? = nil) throws {
            file = try TextFile(path: log.path + name)
            let size = try file.size()
            let text = try file.bytes(at: 0, count: end ?? size)
            position = TextPosition(
                inode: file.identity.inode, offset: text.count, head: text,
                tail: text.suffix(TextPosition.tailLength))
            try file.seek(to: size)
        }
    }

    private func texts(after read: Read, in log: TextLog) throws -> (texts: [String], notices: [SourceNotice]) {
        var trail = TextTrail(path: log.path)
        var texts: [String] = []
        var (file, position) = (read.file, Optional(read.position))
        while let next = try trail.successor(of: file, at: position) {
            let start = next.position?.offset ?? 0
            let text = try next.file.bytes(at: 0, count: 1 << 20)
            texts.append(String(decoding: text[start...], as: UTF8.self))
            file = next.file
            if !text.isEmpty {
                position = TextPosition(
                    inode: file.identity.inode, offset: text.count, head: text,
                    tail: text.suffix(TextPosition.tailLength))
            }
        }
        return (texts, trail.notices)
    }

    private let first = TextLog.line("first")

    /// Two files begin with the same line, and that is all that was read of the older one.
    @Test(arguments: [false, true], [false, true])
    func aLaterFileBeginsWithTheSameText(compressed: Bool, between: Bool) throws {
        try withTemporaryDirectory { directory in
            let log = TextLog(in: directory)
            try log.append(first)
            let read = try Read(log)
            try log.rotate()
            if between { try log.rotate() }
            try log.compress(between ? ".2" : ".1")
            if between { try log.compress(".1") }
            try log.append(first)
            try log.append(0..<5)
            #expect(try texts(after: read, in: log).texts.joined() == TextLog.lines(0..<5))
            try log.rotate()
            if compressed { try log.compress(".1") }
            try log.append(5..<10)
            #expect(try texts(after: read, in: log).texts.joined() == TextLog.lines(0..<10))
        }
    }

    /// As above, and another lies between them.
    @Test func theLogBeginsWithTheSameText() throws {
        try withTemporaryDirectory { directory in
            let log = TextLog(in: directory)
            try log.append(first)
            let read = try Read(log)
            try log.rotate()
            try log.append(0..<5)
            try log.rotate()
            try log.compress(".2")
            try log.append(first)
            try log.append(5..<10)
            let text = try texts(after: read, in: log).texts.joined()
            #expect(text == TextLog.lines(0..<5) + first + TextLog.lines(5..<10))
        }
    }

    @Test(arguments: [false, true]) func aPositionIsInTheFileThatItWasTakenIn(compressed: Bool) throws {
        try withTemporaryDirectory { directory in
            let log = TextLog(in: directory)
            try log.append(first)
            let mark = try Read(log).position.text
            try log.append(0..<5)
            for round in 1...2 {
                try log.rotate()
                try log.append(first)
                try log.append(round * 5..<round * 5 + 5)
            }
            if compressed {
                try log.compress(".2")
                try log.compress(".1")
            }
            let session = try readText(log.path, marks: [mark])
            #expect(session.messages == numbers(0..<5) + ["first"] + numbers(5..<10) + ["first"] + numbers(10..<15))
            #expect(session.notices == [.reached(mark: mark)])
        }
    }

    @Test func theInodeOfAPositionIsUsedAnew() throws {
        try withTemporaryDirectory { directory in
            let log = TextLog(in: directory)
            try log.append(0..<5)
            var position = try Read(log).position
            try log.append(5..<10)
            try log.rotate()
            try log.compress(".1")
            try log.append(10..<15)
            position.inode = try #require(FileStatus(path: log.path)).identity.inode
            #expect(try readText(log.path, marks: [position.text]).messages == numbers(5..<15))
        }
    }

    /// Each step of gzip, seen by a reader that goes on and by one that starts again.
    @Test(arguments: [0, 1, 2], [false, true]) func compressionIsHalfWay(step: Int, ofTheNext: Bool) throws {
        try withTemporaryDirectory { directory in
            let log = TextLog(in: directory)
            try log.append(0..<2000)
            let half = try Read(log, upTo: TextLog.lines(0..<5).utf8.count)
            let read = try Read(log)
            try log.rotate()
            try log.append(2000..<4000)
            try log.rotate()
            // An empty one, which is compressed as well.
            try log.rotate()
            try log.compress(".1")
            try log.append(4000..<4010)
            let name = ofTheNext ? ".2" : ".3"
            try run(["gzip", "-k", log.path + name])
            let size = try #require(FileStatus(path: log.path + name + ".gz")).size
            switch step {
            case 0: truncate(log.path + name + ".gz", 0)
            case 1: truncate(log.path + name + ".gz", off_t(size / 2))
            default: try FileManager.default.removeItem(atPath: log.path + name)
            }
            let (texts, notices) = try texts(after: read, in: log)
            #expect(texts.joined() == TextLog.lines(2000..<4010))
            #expect(notices.isEmpty)
            let session = try readText(log.path, marks: [half.position.text])
            #expect(session.messages == numbers(5..<4010))
            #expect(session.notices == [.reached(mark: half.position.text)])
        }
    }

    /// What comes after a file that is gone cannot always be known: it is said then.
    @Test(arguments: [false, true]) func theFileWasRemoved(late: Bool) throws {
        try withTemporaryDirectory { directory in
            let log = TextLog(in: directory)
            try log.append(0..<5)
            try log.rotate()
            usleep(20_000)
            try log.append(5..<10)
            let read = try Read(log)
            try log.rotate()
            usleep(20_000)
            try log.append(10..<15)
            try log.rotate()
            usleep(20_000)
            if late { try log.append("late", to: ".2") }
            try FileManager.default.removeItem(atPath: log.path + ".2")
            usleep(20_000)
            try log.append(15..<20)
            let (texts, notices) = try texts(after: read, in: log)
            #expect(texts.joined() == TextLog.lines(late ? 15..<20 : 10..<20))
            #expect(notices == (late ? [.positionLost] : []))
        }
    }

    /// What was written at the same time as the last of a file that is gone is not passed over.
    @Test func theFileWasRemovedAndTheNextIsAsOld() throws {
        try withTemporaryDirectory { directory in
            let log = TextLog(in: directory)
            try log.append(0..<5)
            let read = try Read(log)
            try log.rotate()
            try log.append(5..<10)
            try run(["touch", "-r", log.path + ".1", log.path])
            try log.rotate()
            try FileManager.default.removeItem(atPath: log.path + ".2")
            try log.append(10..<15)
            #expect(try texts(after: read, in: log).texts.joined() == TextLog.lines(5..<15))
        }
    }

    /// What was read before it was compressed is not missed.
    @Test func theFileWasCompressedSoThatItCannotBeRead() throws {
        try withTemporaryDirectory { directory in
            let log = TextLog(in: directory)
            try log.append(0..<5)
            let read = try Read(log)
            try log.rotate()
            try log.append("xz", to: ".1.xz")
            try run(["touch", "-r", log.path + ".1", log.path + ".1.xz"])
            try FileManager.default.removeItem(atPath: log.path + ".1")
            try log.append(5..<10)
            let (texts, notices) = try texts(after: read, in: log)
            #expect(texts.joined() == TextLog.lines(5..<10) && notices.isEmpty)
        }
    }

    /// A name that leads nowhere does not hold up the listing.
    @Test func aRotatedNameIsABrokenLink() throws {
        try withTemporaryDirectory { directory in
            let log = TextLog(in: directory)
            try log.append(0..<5)
            let read = try Read(log)
            try log.rotate()
            try log.append(5..<10)
            #expect(symlink("nowhere", log.path + ".7.gz") == 0)
            let start = Date()
            #expect(try texts(after: read, in: log).texts.joined() == TextLog.lines(5..<10))
            #expect(Date().timeIntervalSince(start) < 1)
        }
    }
}
