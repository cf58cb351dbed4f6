import Foundation
import Glibc
import Journal
import Support
import Testing

/// What happens to a log while nobody reads it.
@Suite struct TextReaderRotationTests {
    /// Reads ten lines, lets something happen, and reads on.
    private func read(
        name: String = "charon.log", _ change: (TextLog) throws -> Void
    ) throws -> (messages: [String], notices: [SourceNotice]) {
        try withTemporaryDirectory { directory in
            let log = TextLog(in: directory, name: name)
            try log.append(0..<10)
            let mark = try #require(try readText(log.path).position)
            try change(log)
            let session = try readText(log.path, marks: [mark])
            // Once more from each place that was handed on: the rest, and only the rest.
            for (index, batch) in session.batches.enumerated() where batch.position != nil {
                let rest = try readText(log.path, marks: [batch.position!])
                #expect(rest.messages == session.batches.dropFirst(index + 1).flatMap(TextSession.messages))
            }
            return (session.messages, session.notices.filter { $0 != .reached(mark: mark) })
        }
    }

    @Test func nothingHappened() throws {
        let (messages, notices) = try read { _ in }
        #expect(messages.isEmpty && notices.isEmpty)
    }

    @Test func linesWereAdded() throws {
        #expect(try read { try $0.append(10..<20) }.messages == numbers(10..<20))
    }

    @Test(arguments: [1, 2, 3, 12], [false, true])
    func itWasRotated(times: Int, compressed: Bool) throws {
        let (messages, notices) = try read { log in
            try log.append(10..<20)
            for round in 1...times {
                try log.rotate()
                try log.append(round * 100..<round * 100 + 10)
                if compressed, log.exists(".2") { try log.compress(".2") }
            }
            if compressed { try log.compress(".1") }
        }
        #expect(messages == numbers(10..<20) + (1...times).flatMap { numbers($0 * 100..<$0 * 100 + 10) })
        #expect(notices.isEmpty)
    }

    @Test(arguments: [1, 3]) func itWasCopiedAndEmptied(times: Int) throws {
        let (messages, notices) = try read { log in
            try log.append(10..<20)
            for round in 1...times {
                try log.copyTruncate()
                try log.append(round * 100..<round * 100 + 10)
                if log.exists(".2") { try log.compress(".2") }
            }
        }
        #expect(messages == numbers(10..<20) + (1...times).flatMap { numbers($0 * 100..<$0 * 100 + 10) })
        #expect(notices.isEmpty)
    }

    @Test func aWriterThatDoesNotAppendLeavesHoles() throws {
        let (messages, notices) = try read { log in
            try log.append(10..<20)
            for round in 1...3 {
                let size = try #require(try FileManager.default.attributesOfItem(atPath: log.path)[.size] as? Int)
                try log.copyTruncate()
                truncate(log.path, size)
                try log.append(round * 100..<round * 100 + 10)
            }
        }
        #expect(messages == numbers(10..<20) + numbers(100..<110) + numbers(200..<210) + numbers(300..<310))
        #expect(notices.count == 1 && notices[0] != .positionLost)
    }

    @Test func itWasRotatedByDate() throws {
        let (messages, notices) = try read { log in
            try log.append(10..<20)
            for (round, day) in ["20261119", "20261120", "20261121"].enumerated() {
                try log.move("", "-" + day)
                try log.append((round + 2) * 10..<(round + 3) * 10)
            }
            try log.compress("-20261119")
            try log.compress("-20261120")
        }
        #expect(messages == numbers(10..<50) && notices.isEmpty)
    }

    @Test func theDateStandsBeforeTheEnding() throws {
        let (messages, _) = try read { log in
            let stem = log.path.dropLast(4)
            for (round, day) in ["2026-11-19", "2026-11-20"].enumerated() {
                rename(log.path, stem + "-\(day).log")
                try log.append((round + 1) * 10..<(round + 2) * 10)
            }
            try run(["gzip", stem + "-2026-11-19.log"])
        }
        #expect(messages == numbers(10..<30))
    }

    @Test func namesOfTwoKindsAreJoinedByTime() throws {
        let (messages, _) = try read { log in
            try log.append(10..<20)
            try log.move("", ".1")
            usleep(20_000)
            try log.append(20..<30)
            try log.move("", "-20261121")
            usleep(20_000)
            try log.append(30..<40)
            try log.move("", ".old")
            try log.append(40..<50)
        }
        #expect(messages == numbers(10..<50))
    }

    @Test func theNewLogIsMissingOrEmpty() throws {
        #expect(
            try read {
                try $0.append(10..<20)
                try $0.rotate()
            }.messages == numbers(10..<20))
        try withTemporaryDirectory { directory in
            let log = TextLog(in: directory)
            try log.append(0..<10)
            let mark = try #require(try readText(log.path).position)
            try log.append(10..<20)
            try log.rotate(creating: false)
            let session = try TextSession(log.path, marks: [mark], follows: true)
            session.receive(10)
            try log.append(20..<30)
            session.receive(20)
            #expect(session.messages == numbers(10..<30))
        }
    }

    @Test func aCopyIsNotReadTwice() throws {
        // The copy was made, the original is to be emptied next.
        let (messages, _) = try read { log in
            try log.append(10..<20)
            try log.rotate()
            try log.append(20..<30)
            try log.shift()
            try run(["cp", log.path, log.path + ".1"])
            try log.append(30..<40)
        }
        #expect(messages == numbers(10..<40))
    }

    @Test func aFileIsCompressedWithoutRemovingIt() throws {
        let (messages, notices) = try read { log in
            try log.append(10..<20)
            try log.rotate()
            try run(["gzip", "-k", log.path + ".1"])
            truncate(log.path + ".1.gz", 30)
            try log.append(20..<30)
            try log.rotate()
            try log.append(30..<40)
        }
        #expect(messages == numbers(10..<40) && notices.isEmpty)
    }

    @Test func anUnreadableCompressionIsNamed() throws {
        let (messages, notices) = try read { log in
            try log.append(10..<20)
            try log.rotate()
            try log.append(20..<30)
            try Data("xz".utf8).write(to: URL(fileURLWithPath: log.path + ".1.xz"))
            try FileManager.default.removeItem(atPath: log.path + ".1")
        }
        #expect(messages == numbers(20..<30))
        #expect(notices.contains(.positionLost))
        #expect(notices.contains { "\($0)".contains(".1.xz") && "\($0)".contains("cannot be read here") })
        let second = try read { log in
            try log.append(10..<20)
            try log.rotate()
            try log.append(20..<30)
            try log.rotate()
            try log.append(30..<40)
            try log.move(".1", ".1.zst")
        }
        #expect(second.messages == numbers(10..<20) + numbers(30..<40))
        #expect(second.notices.count == 1 && "\(second.notices)".contains(".1.zst"))
    }

    @Test func theFileIsGone() throws {
        let (messages, notices) = try read { log in
            try FileManager.default.removeItem(atPath: log.path)
            try log.append(20..<30)
        }
        #expect(messages == numbers(20..<30))
        #expect(notices.contains(.positionLost))
    }

    @Test func otherFilesAreNoneOfIts() throws {
        let (messages, _) = try read { log in
            for name in ["2", ".conf", "-old-idea", ".1.orig", ".swp"] { try log.append(500..<510, to: name) }
            try log.rotate()
            for name in ["2.1", ".x.1"] { try log.append(500..<510, to: name) }
            try log.append(10..<20)
        }
        #expect(messages == numbers(10..<20))
    }

    @Test func marksMayLieInSeveralFiles() throws {
        try withTemporaryDirectory { directory in
            let log = TextLog(in: directory)
            var marks: [String] = []
            for round in 0..<4 {
                try log.append(round * 10..<round * 10 + 5)
                marks.append(try #require(try readText(log.path).position))
                try log.append(round * 10 + 5..<round * 10 + 10)
                if round < 3 { try log.rotate() }
            }
            try log.compress(".3")
            try log.compress(".2")
            let session = try readText(log.path, marks: marks.reversed())
            #expect(session.messages == numbers(5..<40))
            #expect(session.batches.map(\.reachedMark) == [marks[1], marks[2], marks[3], nil])
            #expect(session.batches.map(\.entries.count) == [10, 10, 10, 5])
            #expect(session.notices == [.reached(mark: marks[0])])
        }
    }

    @Test func thePathIsALink() throws {
        try withTemporaryDirectory { directory in
            let log = TextLog(in: directory)
            let store = directory + "/store"
            try FileManager.default.createDirectory(atPath: store, withIntermediateDirectories: true)
            let real = TextLog(in: store, name: "real")
            try real.append(0..<10)
            #expect(symlink("store/real", log.path) == 0)
            let mark = try #require(try readText(log.path).position)
            try real.append(10..<20)
            try real.rotate()
            try real.append(20..<30)
            #expect(try readText(log.path, marks: [mark]).messages == numbers(10..<30))
        }
    }
}
