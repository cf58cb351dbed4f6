import Bytes
import CharonLog
import Exposition
import Journal
import Tunnels

@testable import Archive
@testable import Collector

/// The pipeline's state, fed from memory: entries in any bytes, and what the program shows of them.
struct Feed {
    struct Machine {
        var name: [UInt8]
        var id: String
        var pid = 4242

        init(_ name: String, _ id: Int) { self.init(Array(name.utf8), id) }

        init(_ name: [UInt8], _ id: Int) {
            self.name = name
            let digits = String(id, radix: 16)
            self.id = String(repeating: "0", count: 32 - digits.count) + digits
        }
    }

    private(set) var state: PipelineState
    /// Microseconds since 1970 UTC of the next entry; each takes a millisecond.
    var now: UInt64 = 1_780_000_000_000_000
    private var batch = EntryBatch()
    /// What the archive took, by the directory of the machine: the number behind its last event.
    private(set) var written: [String: UInt64] = [:]
    /// The events there, by the machine's directory and their numbers.
    private(set) var archived: [String: [UInt64: String]] = [:]

    init(_ configure: (inout PipelineState.Options) -> Void = { _ in }, checkpoint: Checkpoint? = nil) throws {
        var options = PipelineState.Options(
            sources: [SourceStart(name: "journal", kind: .journal)], hasArchive: true, localHost: Name("local"),
            localBoot: Name())
        configure(&options)
        state = PipelineState(options, parser: try Parser(), checkpoint: checkpoint)
    }

    /// Says what should be up.
    mutating func expect(_ tunnels: [(connection: Name, tunnel: Name)], groups: [TunnelGroup] = []) {
        var inventory = InventoryState()
        inventory.expected.swanctl = tunnels.map {
            ExpectedTunnel(
                connection: $0.connection, tunnel: $0.tunnel, listing: TunnelListing(start: .start, source: .swanctl))
        }
        inventory.groups = groups
        state.use(inventory, at: now)
    }

    /// Forgets what is not configured any more.
    mutating func forget(at time: UInt64) -> Int { state.forget(at: time) }

    /// Adds a line of charon's.
    /// - Parameters:
    ///   - id: of the IKE_SA that the thread has in hand, whose connection's name is `name`.
    mutating func charon(_ text: [UInt8], name: [UInt8] = [], id: Int? = nil, on machine: Machine) {
        var entry = Entry(realtime: now)
        let fields: [(EntryField, [UInt8])] = [
            (.message, text), (.group, Array("IKE".utf8)), (.level, Array("1".utf8)), (.thread, Array("5".utf8)),
            (.ikeSAName, name), (.ikeSAUniqueID, id.map { Array("\($0)".utf8) } ?? []),
            (.identifier, Array("charon-systemd".utf8)), (.pid, Array("\(machine.pid)".utf8)), (.uid, [0x30]),
            (.comm, Array("charon-systemd".utf8)), (.transport, Array("journal".utf8)),
            (.bootID, Array(machine.id.utf8)), (.machineID, Array(machine.id.utf8)), (.hostname, machine.name),
        ]
        for (field, value) in fields where !value.isEmpty {
            entry[field] = ByteRange(batch.bytes.count, batch.bytes.count + value.count)
            batch.bytes += value
        }
        batch.entries.append(entry)
        now += 1000
    }

    /// A tunnel that comes up.
    mutating func establish(_ connection: [UInt8], _ tunnel: [UInt8], id: Int, on machine: Machine) {
        let spis = [0xC000_0000, 0xD000_0000].map { String($0 + id, radix: 16) }
        let sa = Array("IKE_SA ".utf8) + connection + Array("[\(id)]".utf8)
        charon(Array("initiating ".utf8) + sa + Array(" to 192.0.2.20".utf8), name: connection, id: id, on: machine)
        charon(
            sa + Array(" established between 192.0.2.10[192.0.2.10]...192.0.2.20[192.0.2.20]".utf8), name: connection,
            id: id, on: machine)
        charon(
            Array("CHILD_SA ".utf8) + tunnel
                + Array(
                    "{\(id)} established with SPIs \(spis[0])_i \(spis[1])_o and TS 10.1.0.0/24 === 10.2.0.0/24".utf8),
            name: connection, id: id, on: machine)
    }

    mutating func charon(_ text: String, name: [UInt8] = [], id: Int? = nil, on machine: Machine) {
        charon(Array(text.utf8), name: name, id: id, on: machine)
    }

    /// Uses what was added, and writes it to the archive.
    mutating func use(writes: Bool = true) {
        batch.position = "p"
        batch.isAtEnd = true
        _ = state.use(batch, now: now)
        batch.removeAll()
        guard writes else { return }
        while let block = state.takeBlock(atLeast: 1, buffer: { [] }) {
            written[block.host] = block.firstSeq + UInt64(block.events)
            for (index, line) in block.content.split(separator: UInt8(ascii: "\n")).enumerated() {
                let text = String(decoding: line, as: UTF8.self)
                archived[block.host, default: [:]][block.firstSeq + UInt64(index)] = text
            }
        }
    }

    mutating func withState(_ body: (inout PipelineState) -> Void) { body(&state) }

    /// The numbers and texts of the archive's events that are not written yet.
    var archive: ArchiveFacts {
        ArchiveFacts(statistics: ArchiveWriter.Statistics(), sizeBytes: 4096, anchors: [], nextSeqs: written)
    }

    /// All that is shown.
    func render(_ format: Format = .openMetrics) -> [UInt8] {
        MetricList.render(state, archive: archive, process: ProcessStatistics.read(), now: now, format: format)
    }
}
