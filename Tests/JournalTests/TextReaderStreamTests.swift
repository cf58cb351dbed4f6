import Bytes
import Foundation
import Glibc
import Journal
import Support
import Testing
import Threads

/// Pipes, and logs that cannot be read.
@Suite struct TextReaderStreamTests {
    // MARK: Streams

    @Test(arguments: [false, true]) func aPipeIsReadToItsEnd(follows: Bool) throws {
        try withTemporaryDirectory { directory in
            let log = TextLog(in: directory)
            #expect(mkfifo(log.path, 0o600) == 0)
            let session = try TextSession(log.path, marks: ["old"], follows: follows)
            let descriptor = open(log.path, O_WRONLY)
            let text = Array((TextLog.lines(0..<5000) + "Nov 21 10:00:00 gw charon: 05[IKE] last").utf8)
            for piece in stride(from: 0, to: text.count, by: 10_000) {
                let bytes = Array(text[piece..<min(piece + 10_000, text.count)])
                #expect(write(descriptor, bytes, bytes.count) == bytes.count)
            }
            session.receive(5000)
            close(descriptor)
            try session.receiveAll()
            #expect(session.messages == numbers(0..<5000) + ["last"])
            #expect(session.batches.allSatisfy { $0.position == nil && $0.source == 3 })
            #expect(session.batches.last?.isAtEnd == true)
            #expect(session.notices == [.reached(mark: "old")])
        }
    }

    @Test func standardInputIsReadToItsEnd() throws {
        var ends: [Int32] = [0, 0]
        #expect(pipe(&ends) == 0)
        let saved = dup(0)
        dup2(ends[0], 0)
        close(ends[0])
        defer {
            dup2(saved, 0)
            close(saved)
        }
        let session = try TextSession("-", follows: true)
        let text = Array(TextLog.lines(0..<100).utf8)
        #expect(write(ends[1], text, text.count) == text.count)
        session.receive(100)
        close(ends[1])
        try session.receiveAll()
        #expect(session.messages == numbers(0..<100))
    }

    @Test func aSilentPipeCanBeStopped() throws {
        try withTemporaryDirectory { directory in
            let log = TextLog(in: directory)
            #expect(mkfifo(log.path, 0o600) == 0)
            let session = try TextSession(log.path, follows: true)
            usleep(50_000)
            try session.stop()
            #expect(session.messages.isEmpty)
        }
    }

    // MARK: Errors

    @Test func whatCannotBeReadIsAnErrorWithAdvice() throws {
        try withTemporaryDirectory { directory in
            func problem(_ path: String, follows: Bool) -> String {
                do {
                    _ = try TextSession(path, follows: follows)
                    return "none"
                } catch { return "\(error)" }
            }
            let missing = problem(directory + "/a/charon.log", follows: true)
            #expect(missing.contains("cannot read the directory \(directory)/a: No such file") && missing.contains(";"))
            #expect(problem(directory + "/charon.log", follows: false).contains("No such file"))
            #expect(problem(directory, follows: false).contains("name a file in it"))
            #expect(problem(directory + "/x/", follows: false).contains("No such file"))
        }
    }

    @Test(.enabled(if: getuid() == 0)) func aForbiddenFileSaysWhichGroupMayReadIt() throws {
        try withTemporaryDirectory { directory in
            // Of this thread alone, unlike seteuid; it takes root's right to read everything away too.
            typealias Function = @convention(c) (UInt32) -> Int32
            let setfsuid = unsafeBitCast(try #require(dlsym(nil, "setfsuid")), to: Function.self)
            let log = TextLog(in: directory)
            try log.append(0..<1)
            chmod(directory, 0o755)
            let group = try #require(getgrnam("adm")).pointee.gr_gid
            chown(log.path, 0, group)
            for (mode, text) in [(0o640, "-G adm $USER"), (0o600, "only its owner may")] {
                chmod(log.path, mode_t(mode))
                _ = setfsuid(65_534)
                defer { _ = setfsuid(0) }
                let error = #expect(throws: JournalError.self) {
                    try TextReader(
                        .init(path: log.path, marks: [], follows: false, identifiers: [], hostName: ""), source: 0,
                        into: Channel(capacity: 1))
                }
                #expect(error?.description.contains(text) == true)
            }
        }
    }
}
