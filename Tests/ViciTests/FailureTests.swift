import Foundation
import Synchronization
import Support
import Testing

import Vici
import ViciDouble

/// This process's memory, in bytes.
func residentBytes() -> Int {
    let fields = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(separator: " ") ?? []
    return (fields.count > 1 ? Int(fields[1]) ?? 0 : 0) * Int(sysconf(Int32(_SC_PAGESIZE)))
}

@Suite(.timeLimit(.minutes(10))) struct FailureTests {
    static func raw(_ bytes: [UInt8]) -> Act { .send(bytes) }

    @Test func aRefusalHasTheDaemonsWords() async throws {
        let refusal = response([.key("success", "no"), .key("errmsg", "out of order")])
        let script = Script(answers: ["get-pools": [refusal], "list-conns": [refusal]])
        try await FakeDaemon.with(script) { client, daemon in
            await #expect(throws: ViciError.commandFailed(.pools, message: Array("out of order".utf8))) {
                try await client.pools()
            }
            await #expect(throws: ViciError.commandFailed(.listConnections, message: Array("out of order".utf8))) {
                try await client.listConnections { _ in }
            }
            _ = try await client.version()
            #expect(daemon.asked.suffix(2) == ["unregister list-conn", "version"])
        }
    }

    @Test func unknownCommandsAndEventsHaveTheirOwnErrors() async throws {
        let unknown = Act.send(segment(packet(.commandUnknown)))
        let script = Script(events: ["list-sa"], answers: ["stats": [unknown], "list-sas": [unknown]])
        try await FakeDaemon.with(script) { client, _ in
            await #expect(throws: ViciError.commandUnknown(.statistics)) { try await client.statistics() }
            await #expect(throws: ViciError.commandUnknown(.listSAs)) { try await client.listSAs { _ in } }
            await #expect(throws: ViciError.eventUnknown(.listCertificates)) {
                try await client.listCertificates { _ in }
            }
            _ = try await client.version()
        }
    }

    static let brokenAnswers: [(String, [Act], ViciError)] = [
        ("too long", [raw([0, 8, 0, 1])], .malformed(.init(what: .segmentLength(524_289), offset: 0, packet: 1))),
        ("no byte", [raw([0, 0, 0, 0])], .malformed(.init(what: .segmentLength(0), offset: 0, packet: 1))),
        (
            "huge", [raw([255, 255, 255, 255])],
            .malformed(.init(what: .segmentLength(4_294_967_295), offset: 0, packet: 1))
        ),
        ("unknown type", [raw([0, 0, 0, 1, 9])], .malformed(.init(what: .unknownPacketType(9), offset: 0, packet: 1))),
        (
            "a request", [raw(segment(packet(.commandRequest, "version")))],
            .malformed(.init(what: .unexpectedPacket(.commandRequest), offset: 0, packet: 1))
        ),
        (
            "a confirmation", [raw(segment(packet(.eventConfirm)))],
            .malformed(.init(what: .unexpectedPacket(.eventConfirm), offset: 0, packet: 1))
        ),
        ("an event", [event("list-sa", [fullSA()])], .malformed(.init(what: .unexpectedEvent, offset: 0, packet: 1))),
        (
            "an open section", [raw([0, 0, 0, 4, 1, 1, 1, 97])],
            .malformed(.init(what: .unclosedSection, offset: 4, packet: 1))
        ),
        ("closed", [.close], .closedByDaemon(withinPacket: false)),
        ("closed in the middle", [raw([0, 0, 0, 9, 1, 3]), .close], .closedByDaemon(withinPacket: true)),
    ]

    @Test("What breaks the protocol ends the connection for all who wait", arguments: brokenAnswers)
    func broken(_ what: String, _ acts: [Act], _ error: ViciError) async throws {
        try await FakeDaemon.with(Script(answers: ["version": acts])) { client, _ in
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<3 {
                    group.addTask {
                        await #expect(throws: error, "\(what)") { try await client.version() }
                    }
                }
            }
            await #expect(throws: error, "\(what)") { try await client.listSAs { _ in } }
            for await _ in client.events { Issue.record("no events are left") }
            #expect(!error.description.isEmpty)
        }
    }

    @Test func aPacketThatNobodyAskedForEndsTheConnection() async throws {
        let script = Script(answers: ["version": [response(), response()]])
        try await FakeDaemon.with(script) { client, _ in
            _ = try await client.version()
            for await _ in client.events {}
            await #expect(
                throws: ViciError.malformed(.init(what: .unexpectedPacket(.commandResponse), offset: 0, packet: 2))
            ) { try await client.version() }
        }
    }

    @Test func aMalformedEventSaysItsPacket() async throws {
        let script = Script(answers: ["list-sas": [event("list-sa", [fullSA()]), event("list-sa", [])]])
        try await FakeDaemon.with(script) { client, _ in
            await #expect(throws: ViciError.malformed(.init(what: .missingSection, offset: 9, packet: 3))) {
                try await client.listSAs { _ in }
            }
        }
    }

    @Test func aSilentDaemonMissesTheDeadline() async throws {
        try await FakeDaemon.with(Script(answers: ["version": [], "stats": []])) { client, _ in
            let start = ContinuousClock.now
            let first = Task { try await client.version(deadline: .milliseconds(100)) }
            let second = Task { try await client.statistics() }
            await #expect(throws: ViciError.deadline) { try await first.value }
            await #expect(throws: ViciError.deadline) { try await second.value }
            #expect(ContinuousClock.now - start < .seconds(30))
            for await _ in client.events {}
        }
        try await FakeDaemon.with(Script(answers: ["list-sas": [event("list-sa", [fullSA()])]])) { client, _ in
            await #expect(throws: ViciError.deadline) {
                try await client.listSAs(deadline: .milliseconds(100)) { _ in }
            }
        }
    }

    @Test func closingFailsAllWhoWait() async throws {
        try await FakeDaemon.with(Script(answers: ["version": []])) { client, _ in
            let first = Task { try await client.version() }
            try await Task.sleep(for: .milliseconds(20))
            client.close()
            await #expect(throws: ViciError.closed) { try await first.value }
            await #expect(throws: ViciError.closed) { try await client.version() }
        }
    }

    @Test func aCancelledRequestLeavesTheConnectionUsable() async throws {
        var script = Script()
        let sa = segment(packet(.event, "list-sa", [fullSA()]))
        script.answers["list-sas"] = [.stream(2000) { _ in sa }, response()]
        try await FakeDaemon.with(script) { client, daemon in
            let handle = Mutex<Task<Void, any Error>?>(nil)
            let cancel: @Sendable () -> Void = { handle.withLock { $0?.cancel() } }
            let task = Task { try await client.listSAs { _ in cancel() } }
            handle.withLock { $0 = task }
            let waiting = Task { try await client.pools() }
            waiting.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
            await #expect(throws: CancellationError.self) { try await waiting.value }
            _ = try await client.version()
            #expect(daemon.asked.suffix(2) == ["unregister list-sa", "version"])
        }
    }

    @Test("Damaged answers end a request one way or the other", arguments: 0..<60)
    func damagedAnswers(_ seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        let answer = [
            packet(.event, "list-sa", [fullSA()]), packet(.event, "list-sa", [fullSA()]), packet(.commandResponse),
        ]
        let script = Script(answers: ["list-sas": [.send(answer.flatMap(segment).mutated(&generator)), .close]])
        try await FakeDaemon.with(script) { client, _ in
            await #expect(throws: ViciError.self) { try await client.listSAs { _ in } }
            for await _ in client.events {}
        }
    }

    @Test func noSocketIsAnErrorWithItsPath() async throws {
        let error = await #expect(throws: ViciError.self) {
            try await ViciClient.connect(to: .unix(path: "/nonexistent/charon.vici"), timeout: .seconds(1))
        }
        #expect(error?.description.contains("/nonexistent/charon.vici") == true)
        await #expect(throws: ViciError.self) {
            try await ViciClient.connect(to: .unix(path: "/" + String(repeating: "x", count: 200)))
        }
        await #expect(throws: ViciError.self) {
            try await ViciClient.connect(to: .tcp(host: "127.0.0.1", port: 1), timeout: .seconds(1))
        }
    }
}
