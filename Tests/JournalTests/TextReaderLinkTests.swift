import Foundation
import Glibc
import Journal
import Support
import Testing

/// A log whose path is a symbolic link.
@Suite struct TextReaderLinkTests {
    @Test func theLinkPointsElsewhere() throws {
        try withTemporaryDirectory { directory in
            let days = (0..<3).map { TextLog(in: directory, name: "charon-2026112\($0).log") }
            let link = directory + "/charon.log"
            try days[0].append(0..<10)
            symlink(days[0].path, link)
            let session = try TextSession(link, follows: true)
            session.receive(10)
            for day in 1..<3 {
                try days[day].append("")
                symlink(days[day].path, link + ".new")
                rename(link + ".new", link)
                session.receiveMore()
                try days[day - 1].append(day * 100..<day * 100 + 1)
                session.receive(day * 11)
                try days[day].append(day * 10..<day * 10 + 10)
                session.receive(day * 11 + 10)
            }
            try session.stop()
            #expect(
                session.messages == numbers(0..<10) + ["100"] + numbers(10..<20) + ["200"] + numbers(20..<30))
            #expect(
                try readText(link, marks: [session.batches[0].position!]).messages
                    == Array(session.messages.dropFirst(10)))
        }
    }

    @Test func theLinksTargetIsRotated() throws {
        try withTemporaryDirectory { directory in
            let store = directory + "/store"
            try FileManager.default.createDirectory(atPath: store, withIntermediateDirectories: true)
            let real = TextLog(in: store, name: "real.log")
            symlink("store/real.log", directory + "/charon.log")
            let session = try TextSession(directory + "/charon.log", follows: true)
            session.receiveEnd()
            for round in 0..<4 {
                try real.append(round * 10..<round * 10 + 10)
                session.receive(round * 10 + 10)
                if round % 2 == 0 { try real.rotate(creating: round == 0) } else { try real.copyTruncate() }
            }
            try session.stop()
            #expect(session.messages == numbers(0..<40) && session.notices.isEmpty)
        }
    }
}
