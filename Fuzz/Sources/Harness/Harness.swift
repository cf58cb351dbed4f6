internal import Bytes
internal import CharonLog
internal import Journal
internal import Tunnels

/// What the fuzzer drives: everything between a log's bytes and the state, with what must hold of it.
///
/// An input is a mode and bytes. As a text log it is cut into lines; as a journal it is a run of messages, each with an
/// id, a thread and an IKE_SA, so that the fuzzer can tell stories too.
///
/// A class: what is in it is no concern of the programs that use it, which an incremental build may not build anew.
package final class Harness {
    private let parser: Parser
    private var lines: TextLineParser
    private var model = TunnelModel()
    private var event = Event()
    private var time: UInt64 = 1_780_000_000_000_000

    /// - Throws: when the catalogue has a fault.
    package init() throws {
        parser = try Parser()
        lines = TextLineParser(identifiers: TextLineParser.defaultIdentifiers, hostName: "gw")
    }

    /// Runs one input from a fresh state, and stops the process when the state has gone wrong.
    package func run(_ input: Span<UInt8>) {
        guard input.count > 0 else { return }
        model = TunnelModel()
        time = 1_780_000_000_000_000
        if input[0] & 1 == 0 { runText(input) } else { runJournal(input) }
        check()
    }

    private func runText(_ input: Span<UInt8>) {
        var batch = EntryBatch()
        var start = 1
        while start < input.count {
            var end = start
            while end < input.count, input[end] != 0x0A { end += 1 }
            _ = lines.append(input, ByteRange(start, end), reference: time, onto: &batch)
            start = end + 1
        }
        for index in batch.entries.indices {
            let entry = batch.entries[index]
            var line = LogLine()
            line.text = entry[.message]
            line.hasPrefix = entry[.group].isEmpty
            line.context.name = entry[.ikeSAName]
            apply(line, batch.bytes.span)
        }
    }

    /// Six bytes before each message: its id's choice, the thread, the IKE_SA's id, the length.
    private func runJournal(_ input: Span<UInt8>) {
        var position = 1
        while position + 6 <= input.count {
            let row = (Int(input[position]) << 8 | Int(input[position + 1])) % (Catalogue.templates.count + 1)
            var line = LogLine()
            if row < Catalogue.templates.count { line.messageID = Catalogue.templates[row].ids.first }
            line.thread = UInt32(input[position + 2] & 3)
            if input[position + 3] < 8 { line.context.id = UInt32(input[position + 3]) }
            let length = Int(input[position + 4]) << 8 | Int(input[position + 5])
            let end = min(input.count, position + 6 + length)
            line.text = ByteRange(position + 6, end)
            apply(line, input)
            position = end
        }
    }

    private func apply(_ line: LogLine, _ bytes: Span<UInt8>) {
        parser.parse(line, bytes, into: &event)
        for index in 0..<event.fieldCount {
            let range = event[index].range
            precondition(
                range.lower <= range.upper && range.upper <= bytes.count, "a field lies outside of the line")
        }
        precondition(event.message.upper <= bytes.count, "the message lies outside of the line")
        model.apply(event, bytes, at: time)
        time += 1000
        if time % 7 == 0 { model.noteGap(until: time) }
    }

    /// What must hold of every state.
    private func check() {
        for tunnel in model.tunnels {
            precondition(tunnel.completeChildSAs <= tunnel.childSAs, "more complete CHILD_SAs than there are")
            precondition(tunnel.ups >= tunnel.downTotal, "it went down more often than up")
            precondition((tunnel.ups - tunnel.downTotal == 1) == tunnel.isUp, "ups and downs do not add up")
        }
        let installed = model.tunnels.reduce(0) { $0 + $1.childSAs }
        precondition(installed <= UInt64(UInt32.max), "CHILD_SAs were counted below 0")
        for connection in model.connections {
            for count in connection.ikeSAs {
                precondition(count <= UInt64(UInt32.max), "IKE_SAs were counted below 0")
            }
        }
    }
}
