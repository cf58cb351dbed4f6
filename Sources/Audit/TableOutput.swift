package import Bytes

/// A table for people: one event a line, times in UTC.
///
/// What events tell was chosen by peers and strangers: characters that move a terminal's cursor or turn its text around
/// are shown as escapes.
package struct TableOutput: EventOutput {
    package struct Options: Sendable {
        /// Columns of the terminal, of which narrow ones get fewer and narrower columns; nil: no terminal. The last
        /// column is never cut: it says why.
        package var width: Int?
        package var hasColour = false
        /// Whether events of several machines come.
        package var showsHost = false

        package init() {}
    }

    private let options: Options
    private let timeWidth: Int
    private let eventWidth: Int
    private let subjectWidth: Int
    /// nil: there is no room for it.
    private let peerWidth: Int?
    private var reader = LineReader()
    private var cell = TableCell()

    private static let hostWidth = 12

    package init(_ options: Options = Options()) {
        self.options = options
        let width = options.width ?? .max
        timeWidth = width < 100 ? 19 : 23
        eventWidth = width < 130 ? 20 : 28
        subjectWidth = width < 130 ? 14 : 24
        peerWidth = width < 100 ? nil : width < 130 ? 15 : 22
    }

    package mutating func begin(onto out: inout [UInt8]) {
        if options.hasColour { out.append("\u{1B}[1m") }
        var titles: [(StaticString, Int)] = [("TIME (UTC)", timeWidth)]
        if options.showsHost { titles.append(("HOST", Self.hostWidth)) }
        titles += [("EVENT", eventWidth), ("CONNECTION/TUNNEL", subjectWidth)]
        if let peerWidth { titles.append(("PEER", peerWidth)) }
        for (title, width) in titles {
            cell.clear()
            cell.append(title)
            cell.write(width: width, onto: &out)
            out.append(UInt8(ascii: " "))
        }
        cell.clear()
        cell.append("MESSAGE")
        cell.write(width: nil, onto: &out)
        if options.hasColour { out.append("\u{1B}[0m") }
        out.append(0x0A)
    }

    package mutating func append(_ bytes: Span<UInt8>, _ line: ByteRange, onto out: inout [UInt8]) {
        guard reader.read(bytes, line) else {
            // Not a line of ours, but something that is in the archive.
            cell.clear()
            var end = line.upper
            if end > line.lower, bytes[end - 1] == 0x0A { end -= 1 }
            cell.append(bytes, ByteRange(line.lower, end), isRaw: true)
            cell.write(width: nil, onto: &out)
            out.append(0x0A)
            return
        }
        cell.clear()
        if let time = reader.field("time", bytes)?.value, time.count >= timeWidth {
            cell.append(bytes, ByteRange(time.lower, time.lower + 10))
            cell.append(" ")
            cell.append(bytes, ByteRange(time.lower + 11, time.lower + timeWidth))
        }
        cell.write(width: timeWidth, onto: &out)
        out.append(UInt8(ascii: " "))
        if options.showsHost {
            column("host", bytes, width: Self.hostWidth, onto: &out)
        }
        let colour = options.hasColour ? colour(bytes) : nil
        if let colour { out.append(colour) }
        column("event", bytes, width: eventWidth, onto: &out)
        if colour != nil { out.append("\u{1B}[0m") }
        subject(bytes)
        cell.write(width: subjectWidth, onto: &out)
        out.append(UInt8(ascii: " "))
        if let peerWidth {
            column("peer", bytes, width: peerWidth, onto: &out)
        }
        text(bytes)
        cell.write(width: nil, onto: &out)
        out.append(0x0A)
    }

    /// A column and a blank.
    private mutating func column(
        _ key: StaticString, _ bytes: Span<UInt8>, width: Int, onto out: inout [UInt8]
    ) {
        cell.clear()
        if let field = reader.field(key, bytes) { cell.append(bytes, field.value) }
        cell.write(width: width, onto: &out)
        out.append(UInt8(ascii: " "))
    }

    /// `connection[7] tunnel{12}`, without the connection where the tunnel bears its name.
    private mutating func subject(_ bytes: Span<UInt8>) {
        cell.clear()
        let tunnel = reader.field("tunnel", bytes)?.value
        let connection = reader.field("connection", bytes)?.value
        if let connection {
            cell.append(bytes, connection)
            if tunnel == nil, let id = reader.field("ike_sa", bytes) { append(id, "[", "]", bytes) }
        }
        guard let tunnel else {
            if connection == nil, let group = reader.field("tunnel_group", bytes) { cell.append(bytes, group.value) }
            return
        }
        if connection != nil { cell.append("/") }
        cell.append(bytes, tunnel)
        if let id = reader.field("child_sa", bytes) { append(id, "{", "}", bytes) }
    }

    private mutating func append(
        _ field: LineReader.Field, _ open: StaticString, _ close: StaticString, _ bytes: Span<UInt8>
    ) {
        cell.append(open)
        cell.append(bytes, field.value)
        cell.append(close)
    }

    /// charon's words, or what an event of ours tells.
    private mutating func text(_ bytes: Span<UInt8>) {
        cell.clear()
        if let message = reader.field("message", bytes) {
            cell.append(bytes, message.value)
            return
        }
        var isFirst = true
        for key in ["reason", "believed", "entries", "segments", "first_seq", "last_seq", "detail"] as [StaticString] {
            guard let field = reader.field(key, bytes) else { continue }
            if !isFirst { cell.append(" ") }
            isFirst = false
            cell.append(key)
            cell.append("=")
            cell.append(bytes, field.value)
        }
    }

    /// Red for what failed, green for what came up.
    private func colour(_ bytes: Span<UInt8>) -> StaticString? {
        guard let event = reader.field("event", bytes)?.value else { return nil }
        func ends(_ word: StaticString) -> Bool {
            event.count >= word.utf8CodeUnitCount
                && Search.equal(bytes, ByteRange(event.upper - word.utf8CodeUnitCount, event.upper), word)
        }
        let bad: [StaticString] = [
            "_failed", "_rejected", "_mismatch", "timed_out", "gap", "untrusted_entry", "_not_found", "_crashing",
            "_exited", "no_tunnel_active",
        ]
        for word in bad where ends(word) { return "\u{1B}[31m" }
        for word in ["_established", "_succeeded", "tunnel_activated"] as [StaticString] where ends(word) {
            return "\u{1B}[32m"
        }
        return nil
    }
}
