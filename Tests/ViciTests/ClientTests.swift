import Foundation
import Bytes
import Synchronization
import Testing

import Vici
import ViciDouble

/// What a streaming command handed on.
final class Collected<Value: Sendable>: Sendable {
    private let list = Mutex<[Value]>([])
    var values: [Value] { list.withLock { $0 } }
    func append(_ value: Value) { list.withLock { $0.append(value) } }
}

@Suite(.timeLimit(.minutes(10))) struct ClientTests {
    static let script = Script.full()

    /// Asks everything once.
    func askEverything(_ client: ViciClient) async throws {
        let version = try await client.version()
        #expect(
            [version.daemon, version.version, version.machine, version.release].map(text) == [
                "charon", "5.9.8", "x86_64", "",
            ])

        let statistics = try await client.statistics()
        #expect(text(statistics.running) == "3 days")
        #expect(text(statistics.since) == "Mar 02 10:40:26 2021")
        #expect(statistics.workersTotal == 16)
        #expect(statistics.workersIdle == 11)
        #expect(statistics.workersActive.critical == 4)
        #expect(statistics.workersActive.low == 1)
        #expect(statistics.workersActive.high == nil)
        #expect(statistics.queues.high == 2)
        #expect(statistics.scheduled == 7)
        #expect(statistics.ikeSAs == 9)
        #expect(statistics.halfOpenIKESAs == 1)
        #expect(statistics.memory == .init(sbrk: 1, mmap: 2, used: 3, free: 4))

        let pools = try await client.pools()
        #expect(pools.map { text($0.name) + text($0.base) } == ["rw192.0.2.128", "empty"])
        #expect(pools.map(\.size) == [126, nil])
        #expect(pools.map(\.online) == [2, nil])
        #expect(pools.map(\.offline) == [1, nil])

        let counters = try #require(try await client.counters())
        #expect(counters.prefix(2).map { text($0.connection) } == ["", "gw"])
        #expect(counters[0].values == [Array("invalid".utf8): 4])
        #expect(counters[1].values == [Array("invalid-spi".utf8): 5])

        let sas = Collected<ListedIKESA>()
        try await client.listSAs { sas.append($0) }
        #expect(sas.values.map(\.uniqueID) == [1, 2])
        #expect(sas.values.map(\.children.count) == [2, 2])

        let connections = Collected<ListedConnection>()
        try await client.listConnections { connections.append($0) }
        #expect(connections.values.map { $0.children.map { text($0.name) } } == [["net"]])

        let certificates = Collected<ListedCertificate>()
        try await client.listCertificates { certificates.append($0) }
        #expect(certificates.values.map { text($0.type) } == ["X509", "PUBKEY"])
        #expect(certificates.values.map { text($0.flag) } == ["CA", ""])
        #expect(certificates.values.map(\.hasPrivateKey) == [false, true])
        #expect(certificates.values.map(\.data) == [[0x30, 0], []])
        #expect(certificates.values.map { text($0.subject) } == ["", "moon"])
        #expect(certificates.values.map { text($0.notBefore) } == ["", "20240101000000Z"])
    }

    @Test("Every command is answered, however the bytes are cut", arguments: [nil, 1, 2, 3, 5, 7, 64, 1000])
    func everyCommand(_ chunk: Int?) async throws {
        var script = Self.script
        script.chunk = chunk
        try await FakeDaemon.with(script) { client, daemon in
            try await askEverything(client)
            #expect(
                daemon.asked == [
                    "version", "stats", "get-pools", "get-counters", "get-counters with option", "register list-sa",
                    "list-sas with option", "unregister list-sa", "register list-conn", "list-conns",
                    "unregister list-conn", "register list-cert", "list-certs", "unregister list-cert",
                ])
        }
    }

    @Test func theSocketMayBeTCP() async throws {
        try await FakeDaemon.with(Self.script, overTCP: true) { client, _ in try await askEverything(client) }
    }

    @Test func requestsFromManyTasksWaitInOrder() async throws {
        try await FakeDaemon.with(Self.script) { client, _ in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<20 { group.addTask { try await askEverything(client) } }
                try await group.waitForAll()
            }
        }
    }

    @Test func eventsComeBetweenTheAnswersOfAStream() async throws {
        var script = Self.script
        let up = event("ike-updown", [.key("up", "yes"), fullSA(3, children: [])])
        // The daemon registers before it confirms.
        script.answers["register ike-updown"] = [up, .send(segment(packet(.eventConfirm)))]
        script.answers["register list-sa"] = [up, .send(segment(packet(.eventConfirm)))]
        script.answers["unregister list-sa"] = [up, .send(segment(packet(.eventConfirm)))]
        script.answers["list-sas"] = [event("list-sa", [fullSA(1)]), up, event("list-sa", [fullSA(2)]), response()]
        try await FakeDaemon.with(script) { client, daemon in
            #expect(try await client.subscribe([.ikeUpdown, .alert, .ikeUpdown]) == [.ikeUpdown])
            #expect(daemon.asked == ["register ike-updown", "register alert"])
            let sas = Collected<ListedIKESA>()
            try await client.listSAs { sas.append($0) }
            #expect(sas.values.map(\.uniqueID) == [1, 2])
            client.close()
            var count = 0
            for await case .ikeUpdown(true, let sa) in client.events where sa.uniqueID == 3 { count += 1 }
            #expect(count == 4)
        }
    }

    @Test("A consumer that is too slow is told", arguments: [(10, 0), (11, 1), (12, 1), (25, 1), (1000, 1)])
    func overflow(_ count: Int, _ expected: Int) async throws {
        var script = Script()
        let sa = segment(packet(.event, "child-updown", [fullSA()]))
        script.answers["register child-updown"] = [
            .send(segment(packet(.eventConfirm)) + Array(repeatElement(sa, count: count).joined()))
        ]
        try await FakeDaemon.with(script, eventCapacity: 10) { client, _ in
            #expect(try await client.subscribe([.childUpdown]) == [.childUpdown])
            _ = try await client.version()
            client.close()
            var events: [ViciEvent] = []
            for await event in client.events { events.append(event) }
            #expect(events.count == 10)
            #expect(events.count { $0 == .overflow } == expected)
        }
    }

    @Test func aDaemonWithoutCountersHasNone() async throws {
        for answer in [
            response([.key("success", "no"), .key("errmsg", "no counters available (plugin missing?)")]),
            .send(segment(packet(.commandUnknown))),
        ] {
            try await FakeDaemon.with(Script(answers: ["get-counters": [answer]])) { client, _ in
                #expect(try await client.counters() == nil)
                _ = try await client.version()
            }
        }
    }

    @Test func manySAsAreHandedOnOneByOneAndDoNotStayInMemory() async throws {
        let isLong = ProcessInfo.processInfo.environment["CHARON_EXPORTER_LONG_TESTS"] != nil
        let count = isLong ? 100_000 : 10_000
        var script = Script()
        let sa = segment(packet(.event, "list-sa", [fullSA()]))
        script.answers["list-sas"] = [.stream(count) { _ in sa }, response()]
        try await FakeDaemon.with(script) { client, _ in
            let before = residentBytes()
            let sums = Mutex((count: 0, children: 0, resident: 0))
            try await client.listSAs(deadline: .seconds(300)) { sa in
                sums.withLock { sums in
                    sums.count += 1
                    sums.children += sa.children.count
                    if sums.count % 10_000 == 0 { sums.resident = max(sums.resident, residentBytes()) }
                }
            }
            let total = sums.withLock { $0 }
            #expect(total.count == count)
            #expect(total.children == 2 * count)
            // The whole answer would be 140 MB; other tests run beside this one.
            if isLong { #expect(total.resident - before < 100 << 20) }
        }
    }
}
