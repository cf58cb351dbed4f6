package import Bytes

/// A form in which events are shown.
package protocol EventOutput {
    /// Appends what stands before the first event.
    mutating func begin(onto out: inout [UInt8])
    /// Appends an event.
    /// - Parameter line: where its line is in `bytes`, the line feed included.
    mutating func append(_ bytes: Span<UInt8>, _ line: ByteRange, onto out: inout [UInt8])
}

/// The lines as they are.
package struct JSONOutput: EventOutput {
    package init() {}
    package mutating func begin(onto out: inout [UInt8]) {}
    package mutating func append(_ bytes: Span<UInt8>, _ line: ByteRange, onto out: inout [UInt8]) {
        out.append(bytes, line)
        if line.isEmpty || bytes[line.upper - 1] != 0x0A { out.append(0x0A) }
    }
}

/// Comma-separated values (RFC 4180), with a line of names first. Columns do not change but at the end, where new ones
/// may be added.
package struct CSVOutput: EventOutput {
    package static let columns: [StaticString] = [
        "time", "host", "seq", "event", "class", "connection", "ike_sa", "tunnel", "child_sa", "peer", "local_host",
        "local_id", "remote_host", "remote_id", "identity", "virtual_ip", "spi_in", "spi_out", "bytes_in", "bytes_out",
        "local_ts", "remote_ts", "proposal", "method", "reason", "subsystem", "message", "source",
    ]
    private var reader = LineReader()
    private var value: [UInt8] = []
    private let guardsFormulas: Bool

    /// - Parameter guardsFormulas: whether what a spreadsheet would take for a formula has a `'` before it: names are
    ///   chosen by strangers. Otherwise values are exact.
    package init(guardsFormulas: Bool = false) { self.guardsFormulas = guardsFormulas }

    package mutating func begin(onto out: inout [UInt8]) {
        Self.appendNames(Self.columns, onto: &out)
    }

    /// The first line of a CSV.
    package static func appendNames(_ names: [StaticString], onto out: inout [UInt8]) {
        for (index, name) in names.enumerated() {
            if index > 0 { out.append(UInt8(ascii: ",")) }
            out.append(name)
        }
        out.append("\r\n")
    }

    /// A line that is none of ours has empty columns and itself as the message.
    package mutating func append(_ bytes: Span<UInt8>, _ line: ByteRange, onto out: inout [UInt8]) {
        let isRead = reader.read(bytes, line)
        for (index, column) in Self.columns.enumerated() {
            if index > 0 { out.append(UInt8(ascii: ",")) }
            value.removeAll(keepingCapacity: true)
            if let field = reader.field(column, bytes) {
                JSONText.append(bytes, field.value, onto: &value)
            } else if !isRead, Self.isMessage(column) {
                value.append(bytes, line)
                if value.last == 0x0A { value.removeLast() }
            }
            Self.quote(value, guardsFormulas: guardsFormulas, onto: &out)
        }
        out.append("\r\n")
    }

    /// With these a formula begins; those of full width are taken for the same (U+FF1D and its like).
    private static let formulas = Set("=+-@".utf8)
    private static let wideFormulas: Set<[UInt8]> = Set("＝＋－＠".map { Array(String($0).utf8) })
    /// Behind these some spreadsheets begin another cell, whatever the file says.
    private static let separators = Set(";\t\r\n".utf8)

    /// A value with a `'` before whatever a spreadsheet would take for a formula.
    private static func guarded(_ value: [UInt8]) -> [UInt8] {
        var guarded: [UInt8] = []
        var isAtStart = true
        for (index, byte) in value.enumerated() {
            let isFormula =
                formulas.contains(byte) || byte == 0xEF && wideFormulas.contains(Array(value[index...].prefix(3)))
            if isAtStart, isFormula || index == 0 && separators.contains(byte) { guarded.append(UInt8(ascii: "'")) }
            // Blanks and quotes before it do not help.
            isAtStart = separators.contains(byte) || isAtStart && (byte == 0x20 || byte == 0x22 || byte == 0x27)
            guarded.append(byte)
        }
        return guarded
    }

    private static func isMessage(_ column: StaticString) -> Bool { column.description == "message" }

    /// Quotes a value that has a quote, a comma or the end of a line in it.
    /// - Parameter guardsFormulas: as that of `init`.
    package static func quote(_ value: [UInt8], guardsFormulas: Bool = false, onto out: inout [UInt8]) {
        if guardsFormulas {
            quote(Self.guarded(value), onto: &out)
            return
        }
        let mustQuote = value.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }
        guard mustQuote else {
            out += value
            return
        }
        out.append(0x22)
        for byte in value {
            if byte == 0x22 { out.append(0x22) }
            out.append(byte)
        }
        out.append(0x22)
    }
}
