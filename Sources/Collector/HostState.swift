internal import Archive
internal import Bytes
internal import CharonLog
internal import Tunnels

/// One machine's charon and its archive.
struct HostState: Sendable {
    /// The machine's name, as journald gives it.
    let host: Name
    /// The machine's directory in the archive.
    let directory: String
    var model = TunnelModel()
    var process: ProcessIdentity?
    /// The process that ended last: journald may bring its last lines after the kernel's word.
    var ended: ProcessIdentity?
    /// charon's unit, for journald's drop notices.
    var unit = Name()
    var stream: EntryInterpreter.Stream?
    /// Number of the next event.
    var nextSeq: UInt64
    /// Events that are not handed to the archive yet.
    var block: Block
    /// Whether entries are archived: not those that the archive has from before the start.
    var isArchiving: Bool

    init(host: Name, tail: ArchiveTail?, isArchiving: Bool) {
        self.host = host
        directory = ArchiveWriter.directoryName(host: host.text)
        nextSeq = tail?.nextSeq ?? 1
        block = Block(host: directory, firstSeq: nextSeq)
        self.isArchiving = isArchiving
    }

    /// Takes note of the process that wrote an entry.
    /// - Parameter changesModel: whether what the one before had is over; not for entries that are read again.
    /// - Returns: true when it is another than before.
    mutating func noteProcess(
        _ bytes: Span<UInt8>, pid: ByteRange, bootID: ByteRange, at time: UInt64, changesModel: Bool
    ) -> Bool {
        guard let number = Digits.decimal(bytes, pid).flatMap({ Int32(exactly: $0) }) else { return false }
        if let process, process.pid == number, process.bootID.equals(bytes, bootID) { return false }
        let identity = ProcessIdentity(pid: number, bootID: Name(bytes, bootID))
        guard identity != ended else { return false }
        process = identity
        stream = nil
        if changesModel { model.processChanged(at: time) }
        return true
    }

    /// Takes note of which of charon's loggers wrote an entry.
    /// - Returns: false when a better one writes too: the entry is a second copy.
    mutating func noteStream(_ current: EntryInterpreter.Stream) -> Bool {
        if let stream, current < stream { return false }
        stream = current
        return true
    }
}
