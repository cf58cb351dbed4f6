import Foundation
import Glibc
import Lab
import Synchronization
import Testing

/// `tunnels --watch` at a terminal.
@Suite struct TunnelsWatchTests {
    private static let enter = "\u{1B}[?1049h"
    /// Wrapping, the cursor and the screen as they were.
    private static let leave = "\u{1B}[?7h\u{1B}[?25h\u{1B}[?1049l"

    private static func answer(_ state: String, bytes: Int = 0) -> String {
        Sample.answer([
            Sample.tunnel("aws-1", state: state, and: ["received_bytes": bytes]),
            Sample.tunnel("aws-2", and: ["received_bytes": bytes]),
        ])
    }

    private func command(_ server: ServerDouble, _ more: [String] = []) throws -> [String] {
        [try ExporterProcess.path(), "tunnels", "--watch", "--interval", "0.2", "--url", server.url] + more
    }

    @Test func itRefreshesAndMarksWhatChanged() async throws {
        let count = Mutex(0)
        let isDown = Mutex(false)
        try await ServerDouble.with(answer: { _ in
            let bytes = count.withLock { count in
                count += 1
                return count * 1024
            }
            return .answer(Self.answer(isDown.withLock { $0 } ? "down" : "up", bytes: bytes))
        }) { server in
            let terminal = try TerminalDouble(command(server), variables: ["NO_COLOR=1"])
            try await terminal.wait(for: Self.enter)
            // Bytes alone are no change.
            let position = try await terminal.wait(for: "20 KiB / 0 B")
            #expect(!terminal.text.contains("* "))
            isDown.withLock { $0 = true }
            let changed = try await terminal.wait(for: "* changed since the refresh before", after: position)
            #expect(terminal.text.contains("*  down   aws-1"))
            #expect(terminal.text.contains("   up     aws-2"))
            // With the next one it is what it was before.
            try await terminal.wait(for: "\n   down   aws-1", after: changed)
            terminal.type("\u{3}")
            let code = try await terminal.end()
            #expect(code == 128 + SIGINT)
            #expect(terminal.text.hasSuffix(Self.leave))
        }
    }

    @Test(arguments: [SIGTERM, SIGHUP, SIGINT, SIGQUIT])
    func theTerminalIsRestoredWhenASignalEndsIt(_ signal: Int32) async throws {
        try await ServerDouble.with(answer: { _ in .answer(Self.answer("up")) }) { server in
            let terminal = try TerminalDouble(command(server))
            try await terminal.wait(for: "2 of 2 tunnels up")
            terminal.send(signal)
            let code = try await terminal.end()
            #expect(code == 128 + signal)
            #expect(terminal.text.hasSuffix(Self.leave))
        }
    }

    @Test func theLastTableStaysWhileTheExporterIsAway() async throws {
        let directory = try temporaryDirectory()
        defer { try? FileManager.default.removeItem(atPath: directory) }
        // Nobody else takes it meanwhile, as one might take a port.
        let path = directory + "/s"
        let server = try await ServerDouble(.socket(path), answer: { _ in .answer(Self.answer("up")) })
        let terminal = try TerminalDouble(command(server, ["--url", "unix:" + path]), columns: 100)
        var position = try await terminal.wait(for: "2 of 2 tunnels up")
        try await server.close()
        position = try await terminal.wait(for: "NO ANSWER for ", after: position)
        position = try await terminal.wait(for: "nothing listens at", after: position)
        position = try await terminal.wait(for: "2 of 2 tunnels up", after: position)
        try await ServerDouble.with(.socket(path), answer: { _ in .answer(Self.answer("down")) }) { _ in
            try await terminal.wait(for: "1 of 2 tunnels up, 1 down", after: position)
            terminal.send(SIGTERM)
            let code = try await terminal.end()
            #expect(code == 128 + SIGTERM)
            #expect(terminal.text.hasSuffix(Self.leave))
        }
    }

    @Test func theLastTableStaysUntilARestartedExporterIsReady() async throws {
        let isReady = Mutex(true)
        try await ServerDouble.with(answer: { _ in
            .answer(
                isReady.withLock { $0 }
                    ? Self.answer("up") : Sample.answer([], ["ready": false, "not_ready": "it reads the journal"]))
        }) { server in
            let terminal = try TerminalDouble(command(server), columns: 100)
            var position = try await terminal.wait(for: "2 of 2 tunnels up")
            isReady.withLock { $0 = false }
            position = try await terminal.wait(for: "the exporter is not ready: it reads", after: position)
            try await terminal.wait(for: "2 of 2 tunnels up", after: position)
            terminal.send(SIGTERM)
            _ = try await terminal.end()
        }
    }

    @Test func aServerThatIsSilentIsNoticed() async throws {
        let isSilent = Mutex(false)
        try await ServerDouble.with(answer: { _ in
            isSilent.withLock { $0 } ? .silence : .answer(Self.answer("up"))
        }) { server in
            let terminal = try TerminalDouble(command(server))
            try await terminal.wait(for: "2 of 2 tunnels up")
            isSilent.withLock { $0 = true }
            // Who is starved hears at once that it was given up.
            try await terminal.wait(for: "this is what it was before")
            // A request that waits does not hold up the end for ever.
            terminal.type("\u{3}")
            let code = try await terminal.end()
            #expect(code == 128 + SIGINT)
            #expect(terminal.text.hasSuffix(Self.leave))
        }
    }

    @Test func itFitsAWindowThatGetsSmaller() async throws {
        let json = Sample.answer((10..<40).map { Sample.tunnel("connection-\($0)") })
        try await ServerDouble.with(answer: { _ in .answer(json) }) { server in
            let terminal = try TerminalDouble(
                command(server, ["--interval", "3600"]), variables: ["NO_COLOR=1"], rows: 40)
            var position = try await terminal.wait(for: "connection-39")
            terminal.resize(columns: 80, rows: 13)
            position = try await terminal.wait(for: "… and 21 more", after: position)
            terminal.resize(columns: 20, rows: 2)
            try await terminal.wait(
                for: "30 of 30 tunnels up,\u{1B}[K\nas of 2026-11-21\u{1B}[K\u{1B}[J", after: position)
            terminal.send(SIGTERM)
            _ = try await terminal.end()
        }
    }

    @Test func whatCannotBeAskedAtTheStartIsSaidAtOnce() async throws {
        try await ServerDouble.with(answer: { _ in .answer("", status: 401) }) { server in
            let terminal = try TerminalDouble(command(server))
            let code = try await terminal.end()
            #expect(code == 2)
            #expect(terminal.text.contains("give --user NAME"))
            #expect(!terminal.text.contains(Self.enter))
        }
    }
}
