internal import Archive
internal import Bytes

/// Shows sessions: as a table, as CSV (RFC 4180) or as JSON, one flat object a line.
package struct SessionOutput {
    package enum Format: String, Sendable, CaseIterable {
        case table, csv, json
    }

    private let format: Format
    private let hasColour: Bool
    private let guardsFormulas: Bool

    /// - Parameter guardsFormulas: as that of `CSVOutput`.
    package init(_ format: Format, hasColour: Bool = false, guardsFormulas: Bool = false) {
        self.format = format
        self.hasColour = hasColour
        self.guardsFormulas = guardsFormulas
    }

    private enum Value {
        case text(String?)
        case number(UInt64)
        case time(UInt64?)
    }

    /// Keys and values, in the order of the columns.
    private func fields(_ session: Session) -> [(StaticString, Value)] {
        [
            ("kind", .text(session.kind.rawValue)), ("host", .text(session.machine)),
            ("connection", .text(session.connection)), ("tunnel", .text(session.tunnel)),
            ("first_id", .number(session.ids.first ?? 0)), ("last_id", .number(session.ids.last ?? 0)),
            ("began", .time(session.began)), ("ended", .time(session.ended)), ("first_seen", .time(session.seen)),
            ("reason", .text(session.reason)), ("user", .text(session.user)),
            ("local_id", .text(session.localIdentity)),
            ("remote_id", .text(session.remoteIdentity)), ("local_host", .text(session.localAddress)),
            ("peer", .text(session.peer)), ("virtual_ip", .text(session.virtualIP)),
            ("local_ts", .text(session.localTS)), ("remote_ts", .text(session.remoteTS)),
            ("proposal", .text(session.proposal)), ("rekeys", .number(UInt64(session.rekeys))),
            ("bytes_in", .number(session.bytesIn)), ("bytes_out", .number(session.bytesOut)),
            ("unaccounted", .number(UInt64(session.unaccounted))), ("uncertain", .number(session.isUncertain ? 1 : 0)),
            ("known", .time(session.known > 0 ? session.known : nil)),
        ]
    }

    /// Appends all of them.
    package func append(_ sessions: [Session], onto out: inout [UInt8]) {
        switch format {
        case .table: appendTable(sessions, onto: &out)
        case .csv: appendCSV(sessions, onto: &out)
        case .json: for session in sessions { appendJSON(session, onto: &out) }
        }
    }

    private func appendJSON(_ session: Session, onto out: inout [UInt8]) {
        let start = out.count
        for (key, value) in fields(session) {
            switch value {
            case .text(let text):
                guard let text else { continue }
                let bytes = Array(text.utf8)
                JSONLine.text(key, bytes.span, ByteRange(0, bytes.count), onto: &out)
            case .number(let number): JSONLine.number(key, number, onto: &out)
            case .time(let time):
                guard let time else { continue }
                JSONLine.time(key, time, onto: &out)
            }
        }
        out[start] = UInt8(ascii: "{")
        out.append("}\n")
    }

    /// Appends a line that says what is missing, of the kind `missing` and with the problem as its reason.
    package func append(problem: String, onto out: inout [UInt8]) {
        let names = fields(Session(.ike, machine: "", id: 0, began: nil, seen: 0)).map(\.0)
        for (index, name) in names.enumerated() {
            let value = index == 0 ? "missing" : name.description == "reason" ? problem : ""
            switch format {
            case .table: continue
            case .csv:
                if index > 0 { out.append(UInt8(ascii: ",")) }
                CSVOutput.quote(Array(value.utf8), onto: &out)
            case .json:
                guard !value.isEmpty else { continue }
                let bytes = Array(value.utf8)
                let start = out.count
                JSONLine.text(name, bytes.span, ByteRange(0, bytes.count), onto: &out)
                if index == 0 { out[start] = UInt8(ascii: "{") }
            }
        }
        switch format {
        case .table: out += Array("\(problem)\n".utf8)
        case .csv: out.append("\r\n")
        case .json: out.append("}\n")
        }
    }

    private func appendCSV(_ sessions: [Session], onto out: inout [UInt8]) {
        CSVOutput.appendNames(fields(Session(.ike, machine: "", id: 0, began: nil, seen: 0)).map(\.0), onto: &out)
        for session in sessions {
            for (index, field) in fields(session).enumerated() {
                if index > 0 { out.append(UInt8(ascii: ",")) }
                switch field.1 {
                case .text(let text):
                    CSVOutput.quote(Array((text ?? "").utf8), guardsFormulas: guardsFormulas, onto: &out)
                case .number(let number): out.append(decimal: number)
                case .time(let time): if let time { JSONLine.appendTime(time, onto: &out) }
                }
            }
            out.append("\r\n")
        }
    }

    private func appendTable(_ sessions: [Session], onto out: inout [UInt8]) {
        let hosts = Set(sessions.map(\.machine)).count > 1 ? ["HOST"] : []
        var table = TextTable(
            hosts + [
                "BEGAN (UTC)", "ENDED", "LASTED", "SA", "WHO", "PEER", "VIRTUAL IP", "CONNECTION/TUNNEL", "CIPHERS",
                "REKEYS", "IN", "OUT", "WHY",
            ], numbers: Set((9...11).map { $0 + hosts.count }))
        for session in sessions {
            let last = session.ended ?? session.known
            let lasted = session.began.map {
                (session.ended == nil ? ">=" : "") + Self.duration(last > $0 ? last - $0 : 0)
            }
            let id = session.ids.last ?? 0
            let name = (session.connection ?? "") + (session.tunnel.map { "/\($0){\(id)}" } ?? "[\(id)]")
            // A lower bound is marked as one.
            let least = session.unaccounted > 0 ? ">=" : ""
            let end = session.ended.map(Self.second) ?? (session.isUncertain ? "up, perhaps" : "up")
            let who = session.user ?? session.remoteIdentity ?? ""
            table.append(
                (hosts.isEmpty ? [] : [session.machine]) + [
                    session.began.map(Self.second) ?? "earlier", end, lasted ?? "?", session.kind.rawValue,
                    who,
                    session.peer ?? "", session.virtualIP ?? "", name, session.proposal ?? "", String(session.rekeys),
                    least + String(session.bytesIn), least + String(session.bytesOut), session.reason ?? "",
                ])
        }
        table.write(hasColour: hasColour, onto: &out)
    }

    /// `2026-11-21 10:00:00` in UTC, of microseconds since 1970.
    package static func second(_ time: UInt64) -> String {
        var text = Array("\(Day(microseconds: time)) ".utf8)
        let second = time / 1_000_000 % 86_400
        text.append(decimal: second / 3600, width: 2)
        text.append(UInt8(ascii: ":"))
        text.append(decimal: second % 3600 / 60, width: 2)
        text.append(UInt8(ascii: ":"))
        text.append(decimal: second % 60, width: 2)
        return String(decoding: text, as: UTF8.self)
    }

    /// `2d03h`, `3h05m`, `12m07s`.
    static func duration(_ microseconds: UInt64) -> String {
        func two(_ value: UInt64) -> String { value < 10 ? "0\(value)" : "\(value)" }
        let seconds = microseconds / 1_000_000
        return switch seconds {
        case 0..<60: "\(seconds)s"
        case 60..<3600: "\(seconds / 60)m\(two(seconds % 60))s"
        case 3600..<86_400: "\(seconds / 3600)h\(two(seconds % 3600 / 60))m"
        default: "\(seconds / 86_400)d\(two(seconds % 86_400 / 3600))h"
        }
    }
}
