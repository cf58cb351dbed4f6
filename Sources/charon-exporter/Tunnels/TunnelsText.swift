internal import Archive
internal import Audit
internal import Bytes

/// Tunnels for programs: JSON, one flat object a line, or CSV (RFC 4180). What is unknown is left out, or empty.
package enum TunnelsText {
    private enum Value {
        case text(String?)
        case number(UInt64)
        case flag(Bool?)
        case time(UTCTime?)
    }

    /// Keys and values, in the order of the columns; new ones come at the end.
    private static func fields(_ tunnel: TunnelsAnswer.Tunnel, at time: UTCTime) -> [(StaticString, Value)] {
        [
            ("time", .time(time)), ("host", .text(tunnel.host)), ("connection", .text(tunnel.connection)),
            ("tunnel", .text(tunnel.tunnel)), ("state", .text(tunnel.state.rawValue)),
            ("uncertain", .flag(tunnel.isUncertain)), ("since", .time(tunnel.since)),
            ("child_sas", .number(tunnel.childSAs)), ("group", .text(tunnel.group)), ("active", .flag(tunnel.isActive)),
            ("peer", .text(tunnel.peer)), ("local_ts", .text(tunnel.localTS)), ("remote_ts", .text(tunnel.remoteTS)),
            ("received_bytes", .number(tunnel.receivedBytes)), ("sent_bytes", .number(tunnel.sentBytes)),
            ("last_down_reason", .text(tunnel.lastDownReason)), ("last_down_at", .time(tunnel.lastDownAt)),
            ("established_at", .time(tunnel.establishedAt)), ("last_rekey_at", .time(tunnel.lastRekeyAt)),
            ("source", .text(tunnel.source)), ("start", .text(tunnel.start)),
        ]
    }

    /// One object a line.
    package static func json(_ answer: TunnelsAnswer) -> [UInt8] {
        var out: [UInt8] = []
        for tunnel in TunnelsOrder.sorted(answer.tunnels) {
            let start = out.count
            for (key, value) in fields(tunnel, at: answer.time) {
                switch value {
                case .text(let text):
                    if let text { appendText(key, text, onto: &out) }
                case .time(let time):
                    if let time { appendText(key, time.stamp, onto: &out) }
                case .number(let number): JSONLine.number(key, number, onto: &out)
                case .flag(let flag):
                    guard let flag else { continue }
                    JSONLine.key(key, onto: &out)
                    out.append(flag ? "true" : "false")
                }
            }
            out[start] = UInt8(ascii: "{")
            out.append("}\n")
        }
        return out
    }

    private static func appendText(_ key: StaticString, _ text: String, onto out: inout [UInt8]) {
        let bytes = Array(text.utf8)
        JSONLine.text(key, bytes.span, ByteRange(0, bytes.count), onto: &out)
    }

    /// A line of names, and one for each tunnel.
    package static func csv(_ answer: TunnelsAnswer) -> [UInt8] {
        var out: [UInt8] = []
        for (number, tunnel) in TunnelsOrder.sorted(answer.tunnels).enumerated() {
            let fields = fields(tunnel, at: answer.time)
            if number == 0 { CSVOutput.appendNames(fields.map(\.0), onto: &out) }
            for (index, field) in fields.enumerated() {
                if index > 0 { out.append(UInt8(ascii: ",")) }
                switch field.1 {
                case .text(let text): CSVOutput.quote(Array((text ?? "").utf8), onto: &out)
                case .number(let number): out.append(decimal: number)
                case .flag(let flag): if let flag { out.append(flag ? "true" : "false") }
                case .time(let time): if let time { out += Array(time.stamp.utf8) }
                }
            }
            out.append("\r\n")
        }
        return out
    }
}
