import Archive
import Foundation
import Support
import Synchronization
import Testing
import Web

@testable import Collector

/// Server-sent events of the archive.
@Suite(.timeLimit(.minutes(2))) struct EventStreamTests {
    /// An event as a browser's EventSource takes it.
    private struct Message: Equatable {
        var id: String?
        var event: String?
        var data: String
    }

    /// What a client has heard.
    private final class Client: Sendable {
        struct HasEnough: Error {}
        private let heard = Mutex<[UInt8]>([])

        var text: String { heard.withLock { String(decoding: $0, as: UTF8.self) } }

        var messages: [Message] {
            text.components(separatedBy: "\n\n").dropLast().compactMap { block in
                var message = Message(data: "")
                for line in block.split(separator: "\n") {
                    if line.hasPrefix("id: ") { message.id = String(line.dropFirst(4)) }
                    if line.hasPrefix("event: ") { message.event = String(line.dropFirst(7)) }
                    if line.hasPrefix("data: ") { message.data = String(line.dropFirst(6)) }
                }
                return message.data.isEmpty ? nil : message
            }
        }

        var seqs: [Int] { messages.filter { $0.event != "missing" }.compactMap { Int($0.id ?? "") } }

        /// Listens until it has enough; then it is gone.
        func listen(to answer: WebAnswer, until hasEnough: @escaping @Sendable (Client) -> Bool) async throws {
            guard case .stream(let body) = answer.body else { throw SupportError("no stream") }
            do {
                try await body { piece in
                    self.heard.withLock { $0 += piece }
                    if hasEnough(self) { throw HasEnough() }
                }
            } catch is HasEnough {}
        }
    }

    private func open(_ api: API, _ target: String = "", last: Int? = nil) async throws -> WebAnswer {
        let headers = last.map { ["last-event-id": String($0)] } ?? [:]
        let answer = try await api.ask("/api/v1/events/stream" + target, headers: headers)
        #expect(answer.status == 200 && answer.contentType == "text/event-stream")
        return answer
    }

    @Test func aClientGoesOnBehindTheEventThatItHas() async throws {
        try await withAPI(API.archive(segmentBytes: 1 << 16)) { api in
            for block in 0..<5 as Range<UInt64> { api.append(block * 4 + 1...block * 4 + 4) }
            for cut in 0..<20 {
                let client = Client()
                try await client.listen(to: try await open(api, last: cut)) { $0.seqs.last == 20 }
                #expect(client.seqs == Array(cut + 1...20))
                #expect(client.messages.allSatisfy { $0.event == "ike_sa_established" })
            }
        }
    }

    @Test(arguments: 0..<4) func cutAnywhereNothingIsLostOrComesTwice(seed: UInt64) async throws {
        var chance = SeededGenerator(seed: seed)
        try await withAPI(API.archive(segmentBytes: 1 << 16)) { api in
            var written: UInt64 = 0
            var seqs: [Int] = []
            let filter = seed % 2 == 0 ? "" : "&connection=aws-1"
            while written < 3000 {
                let more = UInt64.random(in: 1...400, using: &chance)
                api.append(written + 1...written + more)
                written += more
                let last = seqs.last ?? 0
                // Sometimes by the parameter, as a client does that begins.
                let isNew = Bool.random(using: &chance)
                let answer = try await open(
                    api, isNew ? "?last_event_id=\(last)\(filter)" : "?host=gw\(filter)", last: isNew ? nil : last)
                let enough = Int.random(in: 1...100, using: &chance)
                let client = Client()
                let end = Int(written)
                try await client.listen(to: answer) { $0.seqs.count >= enough || $0.seqs.last ?? 0 >= end - 1 }
                // A client may be cut off in the middle of what it was given.
                seqs += client.seqs.prefix(Int.random(in: 0...client.seqs.count, using: &chance))
            }
            let step = filter.isEmpty ? 1 : 2
            #expect(seqs == Array(stride(from: 1, through: seqs.last ?? 0, by: step)))
            #expect(seqs.count > 100)
        }
    }

    @Test func withoutAnIdItBeginsWithWhatComes() async throws {
        try await withAPI { api in
            api.append(1...5)
            let answer = try await open(api)
            let client = Client()
            async let listening: Void = client.listen(to: answer) { $0.seqs.count >= 3 }
            while !client.text.hasPrefix("retry: 3000\n\n") { try await Task.sleep(for: .milliseconds(5)) }
            // It has begun by then.
            try await Task.sleep(for: .milliseconds(600))
            api.append(6...7)
            try await Task.sleep(for: .milliseconds(300))
            api.append(8...8)
            try await listening
            #expect(client.seqs == [6, 7, 8])
            let data = try JSONSerialization.jsonObject(with: Data(client.messages[0].data.utf8)) as? [String: Any]
            #expect(data?["seq"] as? Int == 6 && (data?["message"] as? String)?.hasPrefix("caf\u{E9} \" \\ \n") == true)
        }
    }

    @Test func anArchiveThatIsEmptyYetIsWaitedFor() async throws {
        try await withAPI { api in
            let answer = try await open(api)
            let client = Client()
            async let listening: Void = client.listen(to: answer) { $0.seqs.count >= 2 }
            try await Task.sleep(for: .milliseconds(300))
            api.append(1...2)
            try await listening
            #expect(client.seqs == [1, 2])
        }
    }

    @Test func signsOfLifeAreGiven() async throws {
        try await withAPI { api in
            api.append(1...1)
            var pace = EventStream.Pace()
            pace.poll = 10
            pace.keepAlive = 0.05
            let request = WebRequest(path: "/api/v1/events/stream")
            let stream = try EventStream(
                request, APIArguments(request, EventStream.parameters), api.collection.configuration, pace: pace)
            let client = Client()
            try await client.listen(to: try await stream.answer(Turnstile(places: 1, benches: 0))) {
                $0.text.components(separatedBy: ": keep-alive\n\n").count > 3
            }
            #expect(client.messages.isEmpty)
        }
    }

    @Test func whatIsGoneIsToldInItsPlace() async throws {
        try await withAPI(API.archive(segmentBytes: 1 << 16)) { api in
            for block in 0..<40 as Range<UInt64> { api.append(block * 50 + 1...block * 50 + 50, noise: 200) }
            let paths = try FileManager.default.subpathsOfDirectory(atPath: api.directory + "/archive").filter {
                $0.hasSuffix(".gz")
            }.sorted().map { api.directory + "/archive/" + $0 }
            try #require(paths.count > 2)
            let firsts = paths.compactMap { Int($0.suffix(25).prefix(16)) }
            var data = try Data(contentsOf: URL(fileURLWithPath: paths[1]))
            let middle = data.count / 2 + 3000
            for index in middle..<middle + 50 { data[index] ^= 0x55 }
            try data.write(to: URL(fileURLWithPath: paths[1]))
            try FileManager.default.removeItem(atPath: paths[0])
            let client = Client()
            try await client.listen(to: try await open(api, last: 10)) { $0.seqs.last == 2000 }
            var expected = 11
            var told: [[String: Any]] = []
            for message in client.messages {
                guard message.event == "missing" else {
                    #expect(Int(message.id ?? "") == expected)
                    expected += 1
                    continue
                }
                let data = try JSONSerialization.jsonObject(with: Data(message.data.utf8)) as? [String: Any] ?? [:]
                #expect(data["first_seq"] as? Int == expected, "\(message)")
                expected = (data["last_seq"] as? Int ?? 0) + 1
                #expect(message.id == String(expected - 1))
                told.append(data)
            }
            #expect(expected == 2001 && told.count == 2)
            #expect(told.first?["last_seq"] as? Int == firsts[1] - 1)
            // Who has heard of it is not told again.
            let again = Client()
            try await again.listen(to: try await open(api, last: firsts[1] - 1)) { $0.seqs.last == 2000 }
            #expect(again.messages.count { $0.event == "missing" } == 1)
        }
    }

    @Test func anIdOfAnotherArchiveIsNoted() async throws {
        try await withAPI { api in
            api.append(1...5)
            let client = Client()
            try await client.listen(to: try await open(api, last: 4711)) { !$0.messages.isEmpty }
            #expect(client.messages.first?.event == "missing" && client.messages.first?.id == nil)
            #expect(client.messages.first?.data.contains("ends with event 5") == true)
        }
    }

    @Test func soManyStreamsAreOpenAndNoMore() async throws {
        try await withAPI { api in
            api.append(1...1)
            var answers: [WebAnswer] = []
            for _ in 0..<16 { answers.append(try await open(api)) }
            let refused = try await api.get("/api/v1/events/stream")
            #expect(refused.status == 503 && refused.headers["Retry-After"] == "5")
            // One whose body nobody asks for.
            answers.removeLast()
            let one = try await open(api)
            #expect(try await api.get("/api/v1/events/stream").status == 503)
            // One whose client goes away.
            let client = Client()
            let task = Task { try await client.listen(to: one) { _ in false } }
            while client.text.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
            task.cancel()
            try await task.value
            _ = try await open(api)
        }
    }

    @Test func ofSeveralMachinesOneIsNamed() async throws {
        try await withAPI { api in
            api.append(1...3, machine: "gw-a")
            api.append(1...3, machine: "gw-b")
            for query in ["", "?host=gw-a&host=gw-b", "?host=gw-c"] {
                let refused = try await api.get("/api/v1/events/stream" + query)
                #expect(refused.status == 400 && refused.error["parameter"] == "host")
                #expect(refused.error["problem"]?.contains("gw-a, gw-b") == true)
            }
            let client = Client()
            try await client.listen(to: try await open(api, "?host=gw-b", last: 1)) { $0.seqs.count == 2 }
            #expect(client.seqs == [2, 3] && client.messages.allSatisfy { $0.data.contains("\"host\":\"gw-b\"") })
        }
    }

    @Test(arguments: ["x", "-1", "", "1,2", "99999999999999999999"]) func anIdThatIsNoneIsRefused(
        id: String
    ) async throws {
        try await withAPI { api in
            let refused = try await api.get("/api/v1/events/stream", headers: ["last-event-id": id])
            #expect(refused.status == 400 && refused.error["parameter"] == "Last-Event-ID")
        }
    }
}
