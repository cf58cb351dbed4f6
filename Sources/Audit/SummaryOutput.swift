internal import Archive
internal import Bytes

/// Shows a summary: as tables, as CSV (RFC 4180) with one figure a line, or as JSON with one flat object a line.
package struct SummaryOutput {
    private let format: SessionOutput.Format
    private let hasColour: Bool

    package init(_ format: SessionOutput.Format, hasColour: Bool = false) {
        self.format = format
        self.hasColour = hasColour
    }

    /// One object of the JSON, or some lines of the CSV.
    private struct Record {
        var kind: String
        var key: Summary.Key
        var figures: [(name: String, value: UInt64)]
    }

    package func append(_ summary: Summary, onto out: inout [UInt8]) {
        switch format {
        case .table: appendTables(summary, onto: &out)
        case .csv:
            CSVOutput.appendNames(["kind", "host", "name", "figure", "value"], onto: &out)
            for record in records(summary) {
                for figure in record.figures {
                    for text in [record.kind, record.key.machine, record.key.name, figure.name] {
                        CSVOutput.quote(Array(text.utf8), onto: &out)
                        out.append(UInt8(ascii: ","))
                    }
                    out.append(decimal: figure.value)
                    out.append("\r\n")
                }
            }
        case .json:
            for record in records(summary) {
                out.append("{\"kind\":\"")
                out += Array(record.kind.utf8)
                out.append(UInt8(ascii: "\""))
                Self.append("host", record.key.machine, onto: &out)
                Self.append("name", record.key.name, onto: &out)
                for figure in record.figures {
                    Self.append(key: figure.name, onto: &out)
                    out.append(decimal: figure.value)
                }
                out.append("}\n")
            }
        }
    }

    private static func append(key: String, onto out: inout [UInt8]) {
        let bytes = Array(key.utf8)
        out.append(",\"")
        _ = JSONLine.appendEscaped(bytes.span, ByteRange(0, bytes.count), onto: &out)
        out.append("\":")
    }

    private static func append(_ key: StaticString, _ text: String, onto out: inout [UInt8]) {
        guard !text.isEmpty else { return }
        let bytes = Array(text.utf8)
        JSONLine.text(key, bytes.span, ByteRange(0, bytes.count), onto: &out)
    }

    private func records(_ summary: Summary) -> [Record] {
        var records: [Record] = []
        for (key, value) in summary.connections.sorted(by: { $0.key < $1.key }) {
            var record = Record(
                kind: "connection", key: key,
                figures: [
                    ("sessions", value.established), ("rekeys", value.rekeys), ("up_seconds", value.up / 1_000_000),
                    ("outages", value.outages), ("outage_seconds", value.outageTotal / 1_000_000),
                    ("longest_outage_seconds", value.longestOutage / 1_000_000), ("bytes_in", value.bytesIn),
                    ("bytes_out", value.bytesOut), ("unaccounted", value.unaccounted),
                    ("failures", value.failures.values.reduce(0, +)),
                ])
            for (reason, count) in value.failures.sorted(by: { $0.key < $1.key }) {
                record.figures.append(("failures_" + reason, count))
            }
            records.append(record)
        }
        for (key, value) in summary.identities.sorted(by: { $0.key < $1.key }) {
            records.append(
                Record(kind: "identity", key: key, figures: [("logins", value.logins), ("failures", value.failures)]))
        }
        for (day, classes) in summary.days.sorted(by: { $0.key < $1.key }) {
            records.append(
                Record(
                    kind: "day", key: Summary.Key(machine: "", name: day),
                    figures: [("events", classes.values.reduce(0, +))]
                        + classes.sorted { $0.key < $1.key }.map { ("events_" + $0.key, $0.value) }))
        }
        return records
    }

    // MARK: Tables

    private func appendTables(_ summary: Summary, onto out: inout [UInt8]) {
        let machines = Set(summary.connections.keys.map(\.machine) + summary.identities.keys.map(\.machine))
        let showsHost = machines.count > 1
        func named(_ key: Summary.Key, _ texts: [String]) -> [String] {
            (showsHost ? [key.machine] : []) + [key.name.isEmpty ? "(none)" : key.name] + texts
        }
        let host = showsHost ? ["HOST"] : []
        let shift = host.count
        var connections = TextTable(
            host + ["CONNECTION", "SESSIONS", "REKEYS", "UP", "OUTAGES", "DOWN", "LONGEST", "IN", "OUT", "FAILURES"],
            numbers: Set((1...8).map { $0 + shift }))
        for (key, value) in summary.connections.sorted(by: { $0.key < $1.key }) {
            // A lower bound is marked as one.
            let least = value.unaccounted > 0 ? ">=" : ""
            let failures = value.failures.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            connections.append(
                named(
                    key,
                    [
                        "\(value.established)", "\(value.rekeys)", Self.time(value.up), "\(value.outages)",
                        Self.time(value.outageTotal), Self.time(value.longestOutage), "\(least)\(value.bytesIn)",
                        "\(least)\(value.bytesOut)",
                        failures.map { "\($0.value) \($0.key)" }.joined(separator: ", "),
                    ]))
        }
        connections.write(hasColour: hasColour, onto: &out)
        if !summary.identities.isEmpty {
            var table = TextTable(
                host + ["IDENTITY", "LOGINS", "FAILURES"], numbers: [1 + shift, 2 + shift])
            for (key, value) in summary.identities.sorted(by: { $0.key < $1.key }) {
                table.append(named(key, ["\(value.logins)", "\(value.failures)"]))
            }
            out.append(0x0A)
            table.write(hasColour: hasColour, onto: &out)
        }
        appendDays(summary, onto: &out)
    }

    private func appendDays(_ summary: Summary, onto out: inout [UInt8]) {
        let classes = Set(summary.days.values.flatMap(\.keys)).sorted()
        var table = TextTable(
            ["DAY (UTC)", "EVENTS"] + classes.map { $0.isEmpty ? "(NONE)" : $0.uppercased() },
            numbers: Set(1...(classes.count + 1)))
        for (day, counts) in summary.days.sorted(by: { $0.key < $1.key }) {
            table.append([day, "\(counts.values.reduce(0, +))"] + classes.map { "\(counts[$0] ?? 0)" })
        }
        out.append(0x0A)
        table.write(hasColour: hasColour, onto: &out)
        if summary.unreadable > 0 { out += Array("\n\(summary.unreadable) lines are no events\n".utf8) }
    }

    private static func time(_ microseconds: UInt64) -> String {
        microseconds == 0 ? "-" : SessionOutput.duration(microseconds)
    }
}
