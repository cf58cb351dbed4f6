import Foundation
import Support

/// Answers as the engines' script prints them, by a loop over the lines that zcat prints.
struct NaiveArchive {
    typealias Row = [String?]

    struct Line: Decodable {
        /// The day and the machine, by the directories.
        var day: String?
        var machine: String?

        var time: String
        var host: String
        var seq: UInt64
        var event: String
        var `class`: String
        var connection: String?
        var ikeSa: UInt64?
        var tunnel: String?
        var childSa: UInt64?
        var peer: String?
        var identity: String?
        var remoteId: String?
        var method: String?
        var virtualIp: String?
        var bytesIn: UInt64?
        var bytesOut: UInt64?
        var proposal: String?
        var reason: String?
        var entries: UInt64?
        var detail: String?
        var identifier: String?
        var writerUid: String?
        var writerProgram: String?
        var message: String?
    }

    /// Paths of the segments.
    var segments: [String]
    /// The lines as they are.
    var texts: [Substring] = []
    /// The same, each machine's in their order.
    var lines: [Line] = []

    init(_ archive: String) throws {
        segments = try FileManager.default.subpathsOfDirectory(atPath: archive)
            .filter { $0.hasPrefix("dt=") && $0.hasSuffix(".jsonl.gz") }.sorted().map { archive + "/" + $0 }
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        for path in segments {
            let parts = path.split(separator: "/")
            for text in try gunzip(path).split(separator: "\n") {
                var line = try decoder.decode(Line.self, from: Data(text.utf8))
                line.day = String(parts[parts.count - 3].dropFirst("dt=".count))
                line.machine = String(parts[parts.count - 2].dropFirst("host=".count))
                texts.append(text)
                lines.append(line)
            }
        }
    }

    /// How many gzip members a segment has: each has an extra field.
    static func blocks(_ path: String) throws -> Int {
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        var count = 0
        var start = bytes.startIndex
        while let found = bytes.range(of: Data([0x1F, 0x8B, 0x08, 0x04]), in: start..<bytes.endIndex) {
            count += 1
            start = found.upperBound
        }
        return count
    }

    /// One row for each key, with what is computed of its lines behind it.
    private func grouped(
        _ lines: [Line], by key: (Line) -> Row, _ value: ([Line]) -> Row = { ["\($0.count)"] }
    ) -> [Row] {
        Dictionary(grouping: lines, by: key).map { $0.key + value($0.value) }
    }

    private static func sum(_ values: [UInt64?]) -> String? {
        let known = values.compactMap { $0 }
        return known.isEmpty ? nil : "\(known.reduce(into: UInt128(0)) { $0 += UInt128($1) })"
    }

    private static func text(_ number: UInt64?) -> String? { number.map { "\($0)" } }

    private func of(_ events: String...) -> [Line] { lines.filter { events.contains($0.event) } }

    /// What the script's own comparisons must find.
    var comparisons: [String: [Row]] {
        let counted = lines.filter { $0.bytesIn != nil || $0.bytesOut != nil }
        let withoutPeer = lines.count { $0.peer == nil }
        let withoutSA = lines.count { $0.ikeSa == nil }
        let withoutBytes = lines.count { $0.bytesIn == nil }
        return [
            "events": [["\(lines.count)"]],
            "by_event": grouped(lines) { [$0.event] },
            "by_day_and_host": grouped(lines) { [$0.day, $0.machine, $0.host] },
            "bytes_by_connection": grouped(counted) {
                [$0.connection]
            } _: { lines in
                [
                    Self.sum(lines.map(\.bytesIn)), Self.sum(lines.map(\.bytesOut)),
                    Self.text(lines.compactMap(\.bytesIn).max()),
                ]
            },
            "seq_by_machine": grouped(lines) {
                [$0.machine]
            } _: { lines in
                [
                    Self.text(lines.map(\.seq).min()), Self.text(lines.map(\.seq).max()),
                    "\(Set(lines.map(\.seq)).count)",
                ]
            },
            "times_by_machine": grouped(lines) {
                [$0.machine]
            } _: { lines in
                [lines.map(\.time).min(), lines.map(\.time).max()]
            },
            "peers": [["\(Set(lines.compactMap(\.peer)).count)"]],
            "absent": [["\(withoutPeer)", "\(withoutSA)", "\(withoutBytes)"]],
            "identities": grouped(lines.filter { $0.identity != nil }) { [$0.identity] },
        ]
    }

    /// What the queries of the page must find.
    var page: [String: [Row]] {
        let failing: Set = ["lifecycle", "auth", "negotiation", "liveness"]
        let weak = ["DES", "MD5", "SHA1", ":NULL", "MODP_768", "MODP_1024", "MODP_1536"]
        let logins = of("authentication_succeeded", "ike_sa_established", "virtual_ip_assigned")
        let proposals = of("proposal_selected")
        return [
            "Events per day": grouped(lines) { [$0.day, $0.machine, $0.event] },
            "Who logged in on a day": logins.filter { $0.day == "2026-05-29" }.map {
                [
                    $0.time, $0.machine, $0.connection, Self.text($0.ikeSa), $0.event, $0.peer,
                    $0.identity ?? $0.remoteId, $0.method, $0.virtualIp,
                ]
            },
            "Failures by reason and peer": grouped(lines.filter { $0.reason != nil && failing.contains($0.class) }) {
                [$0.day, $0.machine, $0.peer, $0.connection, $0.event, $0.reason]
            },
            "Bytes by connection and month": grouped(of("child_sa_closed")) {
                let parts = ($0.day ?? "").split(separator: "-").compactMap { Int($0) }
                return ["\(parts[0])", "\(parts[1])", $0.machine, $0.connection]
            } _: { lines in
                ["\(lines.count)", Self.sum(lines.map(\.bytesIn)), Self.sum(lines.map(\.bytesOut))]
            },
            "The longest outages": outages,
            "Rekeyings per day": grouped(of("ike_sa_rekeyed", "child_sa_rekeyed", "child_sa_inbound_established")) {
                [$0.day, $0.machine, $0.connection, $0.tunnel, $0.event]
            },
            "Ciphers in use": grouped(proposals) {
                [$0.connection, $0.proposal]
            } _: { lines in
                ["\(lines.count)", lines.map(\.time).min(), lines.map(\.time).max()]
            },
            "Weak ciphers": grouped(proposals.filter { line in weak.contains { line.proposal?.contains($0) == true } })
            {
                [$0.machine, $0.connection, $0.peer, $0.proposal]
            } _: { lines in
                ["\(lines.count)", lines.map(\.time).max()]
            },
            "What the log lost": of("gap").map {
                [$0.time, $0.machine, $0.reason, Self.text($0.entries), $0.detail]
            },
            "What is missing in the archive": missing,
            "Entries that did not come from charon": of("untrusted_entry").map {
                [$0.time, $0.machine, $0.writerUid, $0.writerProgram, $0.identifier, $0.message]
            },
        ]
    }

    /// What the script must find of a day.
    func day(_ day: String) -> [Row] {
        grouped(lines.filter { $0.day == day }) {
            [$0.machine]
        } _: { lines in
            ["\(lines.count)", Self.text(lines.map(\.seq).max())]
        }
    }

    private func ordered(_ lines: [Line]) -> [Line] {
        lines.sorted { ($0.machine ?? "", $0.seq) < ($1.machine ?? "", $1.seq) }
    }

    private var missing: [Row] {
        var last: [String: UInt64] = [:]
        var rows: [Row] = []
        for line in ordered(lines) {
            let machine = line.machine ?? ""
            let expected = (last[machine] ?? 0) + 1
            if line.seq > expected { rows.append([machine, "\(expected)", "\(line.seq - 1)", line.time]) }
            last[machine] = line.seq
        }
        return rows
    }

    private var outages: [Row] {
        struct Tunnel {
            var newest: UInt64?
            var down: String?
        }
        var tunnels: [Row: Tunnel] = [:]
        var found: [(length: Int, row: Row)] = []
        let events = of("child_sa_established", "child_sa_inbound_established", "child_sa_closed", "child_sa_expired")
        for line in ordered(events) {
            let key: Row = [line.machine, line.connection, line.tunnel, line.peer]
            var tunnel = tunnels[key] ?? Tunnel()
            if line.event.hasSuffix("established") {
                if let down = tunnel.down {
                    let length = Self.microseconds(line.time) - Self.microseconds(down)
                    let seconds = String(format: "%d.%06d", length / 1_000_000, length % 1_000_000)
                    found.append((length, key + [down, line.time, seconds]))
                }
                tunnel = Tunnel(newest: line.childSa)
            } else {
                tunnel.down = line.childSa == tunnel.newest ? line.time : nil
            }
            tunnels[key] = tunnel
        }
        return found.sorted { $0.length > $1.length }.prefix(20).map(\.row)
    }

    /// Since 1970 UTC.
    private static func microseconds(_ time: String) -> Int {
        let parts = time.dropLast().split(separator: ".")
        let second = try? Date(String(parts[0]) + "Z", strategy: .iso8601)
        return Int(second?.timeIntervalSince1970 ?? 0) * 1_000_000 + (Int(parts[1]) ?? 0)
    }
}
