import Foundation
import Glibc
import Journal
import Support
import Testing
import Threads

/// What happens to a log while it is read.
@Suite struct TextReaderFollowTests {
    private func follow(
        lines: Range<Int>? = 0..<10, _ body: (TextLog, TextSession) throws -> Void
    ) throws {
        try withTemporaryDirectory { directory in
            let log = TextLog(in: directory)
            if let lines { try log.append(lines) }
            let session = try TextSession(log.path, follows: true)
            if let lines { session.receive(lines.count) }
            session.receiveEnd()
            try body(log, session)
            try session.stop()
        }
    }

    @Test func linesAreHandedOnAsTheyCome() throws {
        try follow { log, session in
            for number in 10..<60 {
                try log.append(number..<number + 1)
                #expect(session.receive(number + 1))
            }
            #expect(session.messages == numbers(0..<60))
            #expect(session.batches.allSatisfy { $0.isAtEnd || $0.entries.count == 10 })
            #expect(try readText(log.path, marks: [session.position!]).messages.isEmpty)
        }
    }

    @Test func aTornLineWaitsForItsRest() throws {
        try follow { log, session in
            for byte in Array((TextLog.line(10) + TextLog.line(11)).utf8) { try log.append([byte]) }
            session.receive(12)
            #expect(session.messages == numbers(0..<12))
            try log.append("Nov 21 10:00:00 gw charon: 05[IKE] ha")
            session.receiveMore()
            #expect(session.messages.count == 12)
            try log.append("lf\n")
            session.receive(13)
            #expect(session.messages.last == "half")
        }
    }

    @Test func unwantedLinesWakeNobody() throws {
        try follow { log, session in
            let count = session.batches.count
            for _ in 0..<10 { try log.append("Nov 21 10:00:00 gw sshd[1]: nothing\n") }
            session.receiveMore()
            #expect(session.batches.count == count)
            try log.append(10..<11)
            session.receive(11)
            #expect(try readText(log.path, marks: [session.position!]).messages.isEmpty)
        }
    }

    @Test(arguments: [false, true], [0, 5]) func renameAndCreate(creating: Bool, late: Int) throws {
        try follow { log, session in
            try log.append(10..<20)
            try log.rotate(creating: creating)
            // The daemon writes to the old one until it is told.
            if late > 0 {
                session.receiveMore()
                try log.append(20..<20 + late, to: ".1")
                session.receive(20 + late)
            }
            session.receive(20 + late)
            let before = session.position
            session.receiveMore()
            #expect(session.position == before)
            try log.append(30..<40)
            session.receive(30 + late)
            #expect(session.messages == numbers(0..<20) + numbers(20..<20 + late) + numbers(30..<40))
            #expect(session.notices.isEmpty)
            #expect(try readText(log.path, marks: [session.position!]).messages.isEmpty)
        }
    }

    @Test func theLastLineOfTheOldFileMayBeTorn() throws {
        try follow { log, session in
            try log.append("Nov 21 10:00:00 gw charon: 05[IKE] torn")
            session.receiveMore()
            try log.rotate()
            session.receiveMore()
            #expect(session.messages.count == 10)
            try log.append(20..<21)
            session.receive(12)
            #expect(session.messages == numbers(0..<10) + ["torn", "20"])
        }
    }

    @Test func aRotationAloneMovesThePosition() throws {
        try follow { log, session in
            let before = session.position
            try log.rotate()
            try log.append("Nov 21 10:00:00 gw sshd[1]: nothing\n")
            session.receive { $0.position != before }
            #expect(session.batches.last?.entries.isEmpty == true)
            #expect(try readText(log.path, marks: [session.position!]).notices.contains(.positionLost) == false)
        }
    }

    @Test func manyRotationsAtOnce() throws {
        try follow { log, session in
            for round in 1...5 {
                try log.append(round * 10..<round * 10 + 10)
                try log.rotate()
                if log.exists(".3") { try log.compress(".3") }
            }
            try log.append(60..<70)
            session.receive(70)
            #expect(session.messages == numbers(0..<70))
            #expect(session.notices.isEmpty)
        }
    }

    @Test func theLogIsEmptyBehindACompressedOne() throws {
        try withTemporaryDirectory { directory in
            let log = TextLog(in: directory)
            try log.append(0..<10)
            let mark = try #require(try readText(log.path).position)
            try log.append(10..<20)
            try log.rotate()
            try log.compress(".1")
            let session = try TextSession(log.path, marks: [mark], follows: true)
            session.receive(10)
            session.receiveMore()
            try log.append(20..<30)
            session.receive(20)
            #expect(session.messages == numbers(10..<30))
            try session.stop()
        }
    }

    @Test func copyAndEmpty() throws {
        try follow { log, session in
            for round in 1...5 {
                try log.append(round * 10..<round * 10 + 10)
                try log.copyTruncate()
                try log.append(round * 100..<round * 100 + 3)
                session.receive(10 + round * 13)
            }
            var expected = numbers(0..<10)
            for round in 1...5 {
                expected += numbers(round * 10..<round * 10 + 10)
                expected += numbers(round * 100..<round * 100 + 3)
            }
            #expect(session.messages == expected)
            #expect(session.notices.isEmpty)
            #expect(try readText(log.path, marks: [session.position!]).messages.isEmpty)
        }
    }

    @Test func emptiedAndFilledToTheSameSize() throws {
        try follow { log, session in
            try run(["cp", log.path, log.path + ".1"])
            try log.append(50..<60, to: ".new")
            // In one step for the reader: emptied and filled to just where it was.
            #expect(TextLog.lines(50..<60).utf8.count == TextLog.lines(10..<20).utf8.count)
            let content = Array(TextLog.lines(100..<110).dropFirst(10).utf8)
            #expect(content.count == TextLog.lines(0..<10).utf8.count + 10)
            let descriptor = open(log.path, O_WRONLY)
            #expect(write(descriptor, content, content.count) == content.count)
            close(descriptor)
            session.receive(20)
            #expect(session.messages.suffix(9) == numbers(101..<110))
        }
    }

    @Test func emptiedWithoutACopy() throws {
        try follow { log, session in
            truncate(log.path, 0)
            try log.append(50..<60)
            session.receive(20)
            #expect(session.messages == numbers(0..<10) + numbers(50..<60))
            #expect(session.notices == [.positionLost])
        }
    }

    @Test func removedAndMadeAgain() throws {
        try follow { log, session in
            try FileManager.default.removeItem(atPath: log.path)
            session.receiveMore()
            try log.append(10..<20)
            session.receive(20)
            try FileManager.default.removeItem(atPath: log.path)
            try log.append(20..<30)
            session.receive(30)
            #expect(session.messages == numbers(0..<30))
        }
    }

    @Test func madeLate() throws {
        try follow(lines: nil) { log, session in
            #expect(session.batches.map(\.isAtEnd) == [true])
            #expect(session.position == nil)
            try log.append("")
            session.receiveMore()
            try log.append(0..<5)
            session.receive(5)
            try log.rotate()
            try log.append(5..<10)
            session.receive(10)
            #expect(session.messages == numbers(0..<10))
        }
    }

    @Test func aLineWithoutEndIsBoundedAndCut() throws {
        try follow { log, session in
            try log.append("Nov 21 10:00:00 gw charon: 05[IKE] ")
            for _ in 0..<40 { try log.append(String(repeating: "x", count: 100_000)) }
            session.receiveMore()
            #expect(session.messages.count == 10)
            try log.append("\n" + TextLog.line(10))
            session.receive(12)
            #expect(session.messages[10].count > 1_000_000 && session.messages[11] == "10")
            #expect(session.notices.count == 1)
            #expect(try readText(log.path, marks: [session.position!]).messages.isEmpty)
        }
    }

    @Test func zerosAtTheEndAreNotFinal() throws {
        try follow { log, session in
            // A file of another machine may show its new size before its new bytes.
            let size = TextLog.lines(0..<10).utf8.count
            truncate(log.path, off_t(size + TextLog.line(10).utf8.count))
            session.receiveMore()
            #expect(session.messages.count == 10)
            let descriptor = open(log.path, O_WRONLY)
            let text = Array(TextLog.line(10).utf8)
            #expect(pwrite(descriptor, text, text.count, off_t(size)) == text.count)
            close(descriptor)
            session.receive(11)
            #expect(session.messages == numbers(0..<11) && session.notices.isEmpty)
        }
    }

    @Test func stopEndsAReaderThatWaits() throws {
        for lines in [nil, 0..<10] {
            try follow(lines: lines) { _, session in
                let start = Date()
                try session.stop()
                #expect(Date().timeIntervalSince(start) < 2)
            }
        }
        // And one that its consumer holds up.
        try withTemporaryDirectory { directory in
            let log = TextLog(in: directory)
            try log.append(0..<60_000)
            let session = try TextSession(log.path, follows: true)
            usleep(100_000)
            session.reader.stop()
            session.channel.close()
            try session.receiveAll()
            #expect(session.messages.count < 60_000)
        }
    }

    @Test func aDirectoryThatGoesAwayIsAnError() throws {
        try withTemporaryDirectory { directory in
            let inner = directory + "/log"
            try FileManager.default.createDirectory(atPath: inner, withIntermediateDirectories: true)
            let session = try TextSession(inner + "/charon.log", follows: true)
            session.receiveEnd()
            try FileManager.default.removeItem(atPath: inner)
            #expect(throws: JournalError.self) { try session.receiveAll() }
            #expect(session.reader.failure?.description.contains("make the directory") == true)
        }
    }
}
