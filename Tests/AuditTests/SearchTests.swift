import Archive
import Audit
import Bytes
import Foundation
import Testing

struct SearchTests {
    private static let start: UInt64 = 1_780_000_000_000_000
    private static let day: UInt64 = 86_400_000_000

    private static let hostile = [
        "plain", "aws-1", "aws-10", "n", "\n", "\\", "\"", "\\n", "a\\", "x\",\"connection\":\"aws-1",
        "\"connection\":\"aws-1\"", ",\"reason\":\"x\"", "\\\",\"event\":\"gap\"", "connection", "user77@Example.org",
        "CN=a, OU=\"b\"", "ä€😀", "\u{0}\u{1}\u{7F}", "}", "{\"a\":1}\n{\"time\":\"2026", "u0000", "\\u0000", "*", "a*b",
    ]

    private static let addresses = [
        "192.0.2.1", "192.0.2.129", "198.51.100.7", "2001:db8::1", "2001:db8:0:1::7", "::ffff:192.0.2.1", "%any",
        "192.0.2.1[4500]", "2001:db8::1[500]", "fe80::1%eth0", "example.org",
    ]

    private static func line(_ time: UInt64, _ seq: UInt64, _ host: String, _ chance: inout Chance) -> TestLine {
        var line = TestLine(time: time, host: host, seq: seq)
        line.event = chance.pick(["ike_sa_established", "child_sa_closed", "gap", "authentication_failed"])
        line.eventClass = chance.pick(["lifecycle", "auth", "gap"])
        let keys = [
            "connection", "tunnel", "identity", "local_id", "remote_id", "reason", "tunnel_group", "message", "detail",
        ]
        for key in keys where chance.below(3) > 0 {
            if key == "message", chance.below(8) == 0 {
                line.fields.append((key, .text([0x61, 0xFF, 0x22, 0x5C, UInt8(chance.below(256))])))
            } else {
                line.set(key, (0..<(1 + chance.below(2))).map { _ in chance.pick(hostile) }.joined(separator: " "))
            }
        }
        for key in ["peer", "remote_host", "remote_endpoint"] where chance.below(3) == 0 {
            line.set(key, chance.pick(addresses))
        }
        if chance.below(2) == 0 { line.fields.append(("bytes_in", .number(chance.next()))) }
        return line
    }

    private static func query(_ chance: inout Chance, days: Int, events: UInt64) throws -> Query {
        var query = Query()
        func some(_ chance: inout Chance) -> [String] {
            guard chance.below(5) == 0 else { return [] }
            return (0..<(1 + chance.below(2))).map { _ in
                let value = chance.pick(hostile)
                return chance.below(4) == 0 ? String(value.prefix(2)) + "*" + String(value.suffix(1)) : value
            }
        }
        let span = Int(day) * (days + 1)
        if chance.below(3) == 0 { query.since = start + UInt64(chance.below(span)) - day / 4 }
        if chance.below(3) == 0 { query.until = start + UInt64(chance.below(span)) }
        if chance.below(6) == 0 {
            let first = UInt64(chance.below(Int(events)))
            query.seqs = first...(first + UInt64(chance.below(Int(events))))
        }
        query.connections = some(&chance)
        query.tunnels = some(&chance)
        query.identities = some(&chance)
        query.reasons = some(&chance)
        if chance.below(6) == 0 { query.events = [chance.pick(["gap", "child_sa_*", "ike_sa_established"])] }
        if chance.below(6) == 0 { query.classes = ["auth", "gap"] }
        if chance.below(3) == 0 {
            query.texts = (0..<(1 + chance.below(2))).map { _ in
                let text = chance.pick(hostile)
                let part = String(text.dropFirst(chance.below(2)).prefix(1 + chance.below(6)))
                return part.isEmpty ? text : part
            }
            query.ignoresCase = chance.below(2) == 0
            if query.ignoresCase { query.texts = query.texts.map { $0.uppercased() } }
        }
        if chance.below(6) == 0 {
            query.groups = [
                .init(name: chance.pick(["aws-1", "plain", "n"]), members: [.init(connection: chance.pick(hostile))])
            ]
        }
        if chance.below(5) == 0 {
            query.peers = [
                try AddressPrefix(
                    chance.pick(["192.0.2.1", "192.0.2.0/25", "2001:db8::/32", "0.0.0.0/0", "::/0", "fe80::1"]))
            ]
        }
        return query
    }

    @Test(arguments: 0..<8) func `a search finds what a reading of every line finds`(seed: Int) throws {
        var chance = Chance(UInt64(100 + seed))
        try withArchive { directory in
            let archive = try TestArchive(directory, segmentBytes: 4000)
            let machines = seed % 2 == 0 ? ["gw"] : ["a", "b", "c"]
            var lines: [(UInt64, Int, UInt64, [UInt8])] = []
            for (index, machine) in machines.enumerated() {
                var now = Self.start
                var seq: UInt64 = 1
                for _ in 0..<4 {
                    for _ in 0..<(3 + chance.below(5)) {
                        var block: [TestLine] = []
                        for _ in 0..<(1 + chance.below(40)) {
                            // Machines' times differ, so that their order is certain.
                            now += 3_000_000 * UInt64(1 + chance.below(60))
                            block.append(Self.line(now + UInt64(index), seq, machine, &chance))
                            seq += 1
                        }
                        archive.write(block, machine: machine)
                        lines += block.map { ($0.time, index, $0.seq, $0.bytes) }
                    }
                    now += Self.day
                }
            }
            archive.writer.close()
            lines.sort { ($0.0, $0.1, $0.2) < ($1.0, $1.1, $1.2) }
            for _ in 0..<40 {
                var query = try Self.query(&chance, days: 8, events: 200)
                let naive = NaiveSearch(query: query)
                let expected = try lines.filter { try naive.matches($0.3) }.map { $0.3 }
                let batchBytes = chance.pick([1, 3000, 1 << 18])
                func problem(_ problem: SearchProblem) { Issue.record("\(problem)") }
                let found = try search(
                    directory, query, workers: chance.below(3), batchBytes: batchBytes, onProblem: problem)
                #expect(found.lines == expected, "\(query)")
                #expect(found.statistics.matches == expected.count)
                query.last = 1 + chance.below(20)
                let last = try search(directory, query, batchBytes: batchBytes, onProblem: problem)
                #expect(last.lines == Array(expected.suffix(query.last ?? 0)), "\(query)")
            }
        }
    }

    @Test func `an hour of a year reads that hour's blocks alone`() throws {
        try withArchive { directory in
            let archive = try TestArchive(directory)
            var chance = Chance(5)
            var seq: UInt64 = 1
            for day in 0..<60 as Range<UInt64> {
                let midnight = Self.start / Self.day * Self.day + day * Self.day
                for minute in 0..<(24 * 6) as Range<UInt64> {
                    archive.write([Self.line(midnight + minute * 600_000_000, seq, "gw", &chance)])
                    seq += 1
                }
            }
            archive.writer.close()
            var query = Query()
            query.since = Self.start / Self.day * Self.day + 30 * Self.day + 3 * 3_600_000_000
            query.until = (query.since ?? 0) + 3_600_000_000
            let found = try search(directory, query)
            #expect(found.lines.count == 6)
            #expect(found.statistics.blocks == 6)
            #expect(found.statistics.segments == 2)
            #expect(found.statistics.headers <= 290)
            // Small blocks' headers are read many at a time.
            #expect(found.statistics.headerReads < 20)
            query.machines = ["other"]
            #expect(try search(directory, query).lines.isEmpty)
            query.machines = ["gw"]
            #expect(try search(directory, query).lines.count == 6)
        }
    }

    @Test func `a machine is found by its new name, in the directory of its old one`() throws {
        try withArchive { directory in
            let archive = try TestArchive(directory)
            archive.write([TestLine(time: Self.start, host: "old", seq: 1)], machine: "old")
            archive.write([TestLine(time: Self.start + 1, host: "new", seq: 2)], machine: "old")
            archive.write([TestLine(time: Self.start + 2, host: "third", seq: 1)], machine: "third")
            archive.writer.close()
            var query = Query()
            query.machines = ["new"]
            #expect(try search(directory, query).lines.count == 1)
            query.machines = ["old"]
            #expect(try search(directory, query).lines.count == 2)
            query.machines = ["old", "third"]
            #expect(try search(directory, query).lines.count == 3)
        }
    }

    @Test func `what cannot be asked is said`() throws {
        #expect(throws: ArchiveError.self) { try search("/nonexistent/archive", Query()) }
        var query = Query()
        query.since = 5
        query.until = 5
        #expect(throws: QueryError.self) { try query.check() }
        query = Query()
        query.texts = [""]
        #expect(throws: QueryError.self) { try query.check() }
        for text in [
            "", "192.0.2", "192.0.2.1/33", "192.0.2.256", "2001:db8::/129", "::1::", "1.2.3.4/", "a", "01.2.3.4",
        ] {
            #expect(throws: QueryError.self, "\(text)") { try AddressPrefix(text) }
        }
    }

    @Test func `a sink that has enough ends the search`() throws {
        try withArchive { directory in
            let archive = try TestArchive(directory)
            for seq in 1...50 as ClosedRange<UInt64> { archive.write([TestLine(time: Self.start + seq, seq: seq)]) }
            archive.writer.close()
            var options = ArchiveSearch.Options()
            options.batchBytes = 1
            var count = 0
            try ArchiveSearch(directory, Query(), options) { Issue.record("\($0)") }.run { _, _ in
                count += 1
                return count < 3
            }
            #expect(count == 3)
        }
    }
}
