import Archive
import Audit
import Bytes
import Foundation
import Testing

/// Sessions of a time are those that a reader of the whole archive knows, though far less is read.
struct SessionSearchTests {
    private static let start: UInt64 = 1_780_000_000_000_000
    private static let minute: UInt64 = 60_000_000

    /// A machine's life: SAs that come and go, daemons that stop with and without a word.
    private static func life(_ host: String, minutes: Int, _ chance: inout Chance) -> [TestLine] {
        var lines: [TestLine] = []
        var nextIKE: UInt64 = 1
        var nextChild: UInt64 = 1
        var up: [(ike: UInt64, child: UInt64)] = []
        func tell(_ minute: Int, _ event: String, _ sa: (ike: UInt64, child: UInt64?)? = nil) {
            var line = TestLine(
                time: start + UInt64(minute) * Self.minute + UInt64(lines.count), host: host,
                seq: UInt64(lines.count + 1), event: event)
            if let sa {
                line.set("connection", "c\(sa.ike % 3)")
                line.fields.append(("ike_sa", .number(sa.ike)))
                if let child = sa.child {
                    line.set("tunnel", "t")
                    line.fields.append(("child_sa", .number(child)))
                }
                line.set("peer", "198.51.100.\(sa.ike % 4)")
                line.set("remote_host", "198.51.100.\(sa.ike % 4)")
                line.set("remote_id", "peer\(sa.ike % 4).example.org")
            }
            lines.append(line)
        }
        tell(0, "daemon_starting")
        for minute in 0..<minutes {
            switch chance.below(12) {
            case 0, 1, 2:
                tell(minute, "ike_sa_initiating", (nextIKE, nil))
                tell(minute, "ike_sa_established", (nextIKE, nil))
                tell(minute, "child_sa_established", (nextIKE, nextChild))
                up.append((nextIKE, nextChild))
                nextIKE += 1
                nextChild += 1
            case 3, 4:
                guard let index = up.indices.randomElement(using: &chance) else { continue }
                let sa = up.remove(at: index)
                tell(minute, "child_sa_closed", (sa.ike, sa.child))
                tell(minute, "ike_sa_deleting", (sa.ike, nil))
                tell(minute, "ike_sa_deleted", (sa.ike, nil))
            case 5 where chance.below(4) == 0:
                tell(minute, "daemon_stopping")
                for sa in up { tell(minute, "ike_sa_deleting", (sa.ike, nil)) }
                tell(minute, "daemon_starting")
                tell(minute, "daemon_ready")
                (up, nextIKE, nextChild) = ([], 1, 1)
            case 6 where chance.below(6) == 0:
                // It crashed.
                tell(minute, "daemon_ready")
                tell(minute, "daemon_ready")
                (up, nextIKE, nextChild) = ([], 1, 1)
            default: tell(minute, "retransmit_sent")
            }
        }
        return lines
    }

    private static func key(_ session: Session) -> String {
        "\(session.machine) \(session.kind) \(session.ids) \(session.began ?? 0) \(session.ended ?? 0) \(session.reason ?? "")"
    }

    @Test(arguments: 0..<12) func `less is read and the same is found`(seed: UInt64) throws {
        var chance = Chance(seed)
        try withArchive { directory in
            let machines = seed % 3 == 0 ? ["gw"] : ["a", "b"]
            var books: [String: SessionBook] = [:]
            var ends: [String: UInt64] = [:]
            let archive = try TestArchive(directory)
            for machine in machines {
                let lines = Self.life(machine, minutes: 600, &chance)
                var book = SessionBook()
                for line in lines {
                    let bytes = line.bytes
                    book.add(bytes, ByteRange(0, bytes.count))
                }
                books[machine] = book
                ends[machine] = lines.last?.time
                // Blocks do not go beyond a day.
                for (_, day) in Dictionary(grouping: lines, by: { $0.time / 86_400_000_000 }).sorted(by: {
                    $0.key < $1.key
                }) {
                    for index in stride(from: 0, to: day.count, by: 40) {
                        archive.write(Array(day[index..<min(index + 40, day.count)]), machine: machine)
                    }
                }
            }
            archive.writer.close()
            for _ in 0..<20 {
                var query = Query()
                query.since = Self.start + UInt64(chance.below(700)) * Self.minute
                query.until = query.since.map { $0 + 1 + UInt64(chance.below(3)) * 20 * Self.minute }
                let found = try SessionSearch(directory, query) { Issue.record("\($0)") }.sessions()
                let all = books.values.flatMap(\.sessions).filter {
                    ($0.began ?? 0) < query.until ?? 0 && $0.ended ?? .max > query.since ?? 0
                }
                #expect(found.map(Self.key).sorted() == all.map(Self.key).sorted())
                #expect(found.map { $0.began ?? 0 } == found.map { $0.began ?? 0 }.sorted())

                // What one machine's archive tells says nothing of another's.
                #expect(found.allSatisfy { $0.known == ends[$0.machine] })

                query.identities = ["peer1.*"]
                query.connections = ["c?"]
                let some = try SessionSearch(directory, query) { Issue.record("\($0)") }.sessions()
                #expect(
                    some.map(Self.key).sorted()
                        == all.filter { $0.remoteIdentity == "peer1.example.org" }.map(Self.key).sorted())
            }
        }
    }

    @Test func `a summary of a time knows what was up when it began`() throws {
        var chance = Chance(7)
        try withArchive { directory in
            let lines = Self.life("gw", minutes: 200, &chance)
            let archive = try TestArchive(directory)
            archive.write(lines)
            archive.writer.close()
            var book = SessionBook()
            for line in lines {
                let bytes = line.bytes
                book.add(bytes, ByteRange(0, bytes.count))
            }
            var query = Query()
            query.since = Self.start + 100 * Self.minute
            query.until = Self.start + 200 * Self.minute
            let range = Self.start + 100 * Self.minute..<Self.start + 200 * Self.minute
            let summary = try SessionSearch(directory, query) { Issue.record("\($0)") }.summary()
            for name in ["c0", "c1", "c2"] {
                // CHILD_SAs of one tunnel may overlap: what counts is the time in which there was one at least.
                var minutes: Set<UInt64> = []
                for session in book.sessions where session.kind == .child && session.connection == name {
                    let from = max(session.began ?? 0, range.lowerBound)
                    let to = min(session.ended ?? .max, range.upperBound)
                    guard from < to else { continue }
                    for minute in 0..<100 {
                        let middle = range.lowerBound + UInt64(minute) * Self.minute + Self.minute / 2
                        if from <= middle, middle < to { minutes.insert(UInt64(minute)) }
                    }
                }
                let up = summary.connections[.init(machine: "gw", name: name)]?.up ?? 0
                #expect(up / Self.minute <= UInt64(minutes.count) + 1)
                #expect(up / Self.minute + 1 >= UInt64(minutes.count))
            }
        }
    }
}
