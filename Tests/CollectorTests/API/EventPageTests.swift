import Foundation
import Support
import Testing

@testable import Collector

/// Pages of the archive's events.
@Suite struct EventPageTests {
    @Test(arguments: [1, 7, 1000]) func walkingGivesEachEventOnce(limit: Int) async throws {
        var chance = SeededGenerator(seed: UInt64(limit))
        try await withAPI(API.archive(segmentBytes: 1 << 16)) { api in
            var last: UInt64 = 0
            func append(_ most: UInt64) {
                let count = UInt64.random(in: 1...most, using: &chance)
                api.append(last + 1...last + count)
                last += count
            }
            for _ in 0..<20 { append(limit == 1 ? 2 : 100) }
            // Backward: what was there when it began.
            let start = last
            var page = try await api.get("/api/v1/events?limit=\(limit)")
            #expect(page.json["next"] == nil)
            var seqs = page.seqs
            while let link = page.json["previous"] as? String {
                if Bool.random(using: &chance) { append(3) }
                page = try await api.get(link)
                #expect(page.seqs.count <= limit && page.problems.isEmpty)
                seqs = page.seqs + seqs
            }
            #expect(seqs == Array(1...Int(start)))
            // Forward: what is there when it ends.
            page = try await api.get("/api/v1/events?after_seq=0&limit=\(limit)")
            #expect(page.json["previous"] == nil)
            seqs = page.seqs
            var appended = 0
            while let link = page.json["next"] as? String {
                if appended < 20, Bool.random(using: &chance) {
                    append(3)
                    appended += 1
                }
                page = try await api.get(link)
                #expect(page.seqs.count <= limit && page.problems.isEmpty)
                seqs += page.seqs
            }
            #expect(seqs == Array(1...Int(last)))
        }
    }

    @Test func linksLeadThereAndBackWithTheSameSearch() async throws {
        try await withAPI { api in
            api.append(1...100)
            let first = try await api.get("/api/v1/events?connection=aws-1&limit=5&since=2026-05&grep=caf%C3%A9")
            #expect(first.seqs == [91, 93, 95, 97, 99])
            let previous = try #require(first.json["previous"] as? String)
            #expect(previous.contains("since=2026-05-01T00%3A00%3A00.000000Z"), "not another time on each page")
            let second = try await api.get(previous)
            #expect(second.seqs == [81, 83, 85, 87, 89])
            let next = try #require(second.json["next"] as? String)
            #expect(try await api.get(next).seqs == first.seqs)
            let third = try await api.get("/api/v1/events?connection=aws-1&after_seq=97&limit=5")
            #expect(third.seqs == [99] && third.json["next"] == nil)
            let back = try #require(third.json["previous"] as? String)
            #expect(try await api.get(back).seqs == [89, 91, 93, 95, 97])
            let none = try await api.get("/api/v1/events?after_seq=100")
            #expect(none.seqs.isEmpty && none.json["next"] == nil)
        }
    }

    private static let filters: [(query: String, count: Int)] = [
        ("event=ike_sa_established", 10), ("event=ike_*", 10), ("event=gap", 0), ("class=lifecycle", 10),
        ("class=auth", 0), ("connection=aws-0", 5), ("connection=aws-0&connection=aws-1", 10), ("host=gw", 10),
        ("host=other", 0), ("peer=192.0.2.1", 0), ("grep=caf%C3%A9&grep=%2010", 1),
        ("since=2026-05-28T20:26:40.004Z", 7), ("until=2026-05-28T20:26:40.004Z", 3), ("since=2027", 0),
        ("limit=3", 3),
    ]

    @Test func eventsAreFiltered() async throws {
        try await withAPI { api in
            api.append(1...10)
            for (query, count) in Self.filters {
                let answer = try await api.get("/api/v1/events?" + query)
                #expect(answer.events.count == count, "\(query)")
            }
        }
    }

    @Test func eventsAreTheBytesOfTheArchive() async throws {
        try await withAPI { api in
            api.append(1...3)
            let path = try #require(
                try FileManager.default.subpathsOfDirectory(atPath: api.directory + "/archive").first {
                    $0.hasSuffix(".gz")
                })
            let lines = try gunzip(api.directory + "/archive/" + path).split(separator: "\n")
            let body = String(decoding: try await api.get("/api/v1/events").body, as: UTF8.self)
            #expect(lines.count == 3 && body.contains("[" + lines.joined(separator: ",") + "]"))
        }
    }

    @Test func severalMachinesAreMergedAndPagedOneByOne() async throws {
        try await withAPI { api in
            api.append(1...10, machine: "gw-a")
            api.append(1...10, machine: "gw-b", at: API.start + 500)
            let merged = try await api.get("/api/v1/events?limit=4")
            #expect(
                merged.events.map { "\($0["host"] ?? "")\($0["seq"] ?? "")" } == ["gw-a9", "gw-b9", "gw-a10", "gw-b10"])
            #expect(merged.json["truncated"] as? Bool == true)
            #expect(merged.json["previous"] == nil && merged.json["next"] == nil)
            for cursor in ["after_seq", "before_seq"] {
                for hosts in ["", "&host=gw-a&host=gw-b"] {
                    let refused = try await api.get("/api/v1/events?\(cursor)=5\(hosts)")
                    #expect(refused.status == 400)
                    #expect(refused.error["parameter"] == (hosts.isEmpty ? cursor : "host"))
                    #expect(refused.error["problem"]?.contains("gw-a, gw-b") == true)
                }
                #expect(try await api.get("/api/v1/events?\(cursor)=5&host=gw-c").error["parameter"] == "host")
            }
            let own = try await api.get("/api/v1/events?after_seq=5&host=gw-b&limit=3")
            #expect(own.seqs == [6, 7, 8] && own.events.allSatisfy { $0["host"] as? String == "gw-b" })
            let next = try #require(own.json["next"] as? String)
            #expect(try await api.get(next).seqs == [9, 10])
        }
    }

    @Test func whatIsDamagedOrGoneIsTold() async throws {
        try await withAPI(API.archive(segmentBytes: 1 << 16)) { api in
            for block in 0..<40 as Range<UInt64> { api.append(block * 50 + 1...block * 50 + 50, noise: 200) }
            let paths = try FileManager.default.subpathsOfDirectory(atPath: api.directory + "/archive").filter {
                $0.hasSuffix(".gz")
            }.sorted().map { api.directory + "/archive/" + $0 }
            try #require(paths.count > 2)
            let firsts = paths.compactMap { Int($0.suffix(25).prefix(16)) }
            // A block in the middle of the second segment.
            var data = try Data(contentsOf: URL(fileURLWithPath: paths[1]))
            let middle = data.count / 2 + 3000
            for index in middle..<middle + 50 { data[index] ^= 0x55 }
            try data.write(to: URL(fileURLWithPath: paths[1]))
            var seqs: [Int] = []
            var problems: [String] = []
            var link: String? = "/api/v1/events?after_seq=0&limit=100"
            while let target = link {
                let page = try await api.get(target)
                seqs += page.seqs
                problems += page.problems
                link = page.json["next"] as? String
            }
            let missing = Set(1...2000).subtracting(seqs)
            #expect(seqs == seqs.sorted() && Set(seqs).count == seqs.count)
            #expect((50...100).contains(missing.count) && missing.min() ?? 0 > firsts[1])
            #expect(Set(problems).count == 1 && problems[0].contains("\(missing.min() ?? 0) to \(missing.max() ?? 0)"))
            // A page that does not come by there does not speak of it, as it does not read it.
            #expect(try await api.get("/api/v1/events").problems.isEmpty)
            #expect(try await api.get("/api/v1/events?after_seq=\(firsts[2])").problems.isEmpty)
            // What was deleted.
            try FileManager.default.removeItem(atPath: paths[0])
            let page = try await api.get("/api/v1/events?after_seq=10&limit=1")
            #expect(page.seqs == [firsts[1]])
            #expect(
                page.problems.first?.contains("events 11 to \(firsts[1] - 1) are not in the archive any more") == true)
        }
    }

    @Test func namesThatAreNoneAreDoubted() async throws {
        try await withAPI { api in
            api.append(1...3)
            let answer = try await api.get("/api/v1/events?event=ike_sa_establishd")
            #expect(
                answer.problems == [
                    "no event of the exporter's own is named ike_sa_establishd; did you mean ike_sa_established?"
                ])
        }
    }

    @Test(arguments: ["events", "events/stream", "sessions"]) func whereNothingIsArchivedItSaysSo(
        path: String
    ) async throws {
        try await withAPI("state: {}") { api in
            let answer = try await api.get("/api/v1/" + path)
            #expect(answer.status == 404 && answer.error["problem"]?.contains("archive.directory") == true)
        }
    }
}
