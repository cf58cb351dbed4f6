import Archive
import Audit
import Bytes
import Foundation
import Testing

/// Lines of the archive, as a replay of charon's log wrote them, with less in them.
struct Story {
    private(set) var book = SessionBook()
    var summary = Summary()
    private(set) var lines: [TestLine] = []

    /// - Parameters:
    ///   - time: of the fourth of March 2026, UTC.
    ///   - fields: `key=value`, numbers as numbers.
    mutating func tell(_ time: String, _ event: String, _ fields: String..., eventClass: String = "lifecycle") {
        tell(time, event, fields, eventClass: eventClass)
    }

    mutating func tell(_ time: String, _ event: String, _ fields: [String], eventClass: String = "lifecycle") {
        let moment = Self.at(time)
        var line = TestLine(time: moment, seq: UInt64(lines.count + 1), event: event, eventClass: eventClass)
        for field in fields {
            let parts = field.split(separator: "=", maxSplits: 1).map(String.init)
            if let number = UInt64(parts[1]), !["spi_in", "spi_out", "spi"].contains(parts[0]) {
                line.fields.append((parts[0], .number(number)))
            } else {
                line.set(parts[0], parts[1])
            }
        }
        lines.append(line)
        let bytes = line.bytes
        book.add(bytes, ByteRange(0, bytes.count))
        summary.add(bytes, ByteRange(0, bytes.count))
    }

    static func at(_ time: String) -> UInt64 { (try? TimeWords(now: 0).since("2026-03-04 \(time)")) ?? 0 }

    func ike(_ index: Int = 0) -> Session { book.sessions.filter { $0.kind == .ike }[index] }
    func child(_ index: Int = 0) -> Session { book.sessions.filter { $0.kind == .child }[index] }
    var counts: [Int] {
        [book.sessions.filter { $0.kind == .ike }.count, book.sessions.filter { $0.kind == .child }.count]
    }

    func up(at time: UInt64) -> [Session] {
        book.sessions.filter { $0.began ?? 0 <= time && time < $0.ended ?? .max }
    }

    /// What a search of an archive of the lines finds.
    /// - Parameter renamed: the first line that bears another name of the machine.
    func found(_ query: Query, renamed: Int = .max) throws -> [Session] {
        var lines = lines
        for index in lines.indices where index >= renamed { lines[index].host = "other" }
        return try withArchive { directory in
            let archive = try TestArchive(directory)
            archive.write(lines)
            archive.writer.close()
            return try SessionSearch(directory, query) { Issue.record("\($0)") }.sessions()
        }
    }

    /// A site-to-site link: up at 03:00.
    mutating func bringUp(_ time: String = "03:00:00", ike: Int = 1, child: Int = 1) {
        let names = ["connection=aws-1", "ike_sa=\(ike)", "peer=198.51.100.2"]
        tell(time, "ike_sa_initiating", names[0], names[1], names[2], "remote_host=198.51.100.2")
        tell(
            time, "proposal_selected", names[0], names[1], "proposal=IKE:AES_CBC_128/MODP_2048",
            eventClass: "negotiation")
        tell(time, "authentication_succeeded", names[0], names[1], "identity=peer.example.org", eventClass: "auth")
        tell(
            time, "ike_sa_established", names[0], names[1], names[2], "local_host=192.0.2.1", "local_id=gw.example.org",
            "remote_host=198.51.100.2", "remote_id=peer.example.org")
        tell(time, "proposal_selected", names[0], names[1], "proposal=ESP:AES_GCM_16_256", eventClass: "negotiation")
        install(time, ike: ike, child: child)
    }

    mutating func install(_ time: String, ike: Int, child: Int, event: String = "child_sa_established") {
        tell(
            time, event, "connection=aws-1", "ike_sa=\(ike)", "tunnel=net", "child_sa=\(child)", "peer=198.51.100.2",
            "spi_in=c\(1_000_000 + child)", "spi_out=d\(1_000_000 + child)", "local_ts=192.0.2.0/24",
            "remote_ts=198.51.100.0/24")
    }

    mutating func close(_ time: String, ike: Int, child: Int, bytes: Int) {
        tell(
            time, "child_sa_closed", "connection=aws-1", "ike_sa=\(ike)", "tunnel=net", "child_sa=\(child)",
            "spi_in=c\(1_000_000 + child)", "bytes_in=\(bytes)", "spi_out=d\(1_000_000 + child)",
            "bytes_out=\(bytes * 2)",
            "local_ts=192.0.2.0/24", "remote_ts=198.51.100.0/24")
    }
}
