internal import Archive
internal import Bytes
internal import CharonLog
internal import Tunnels

/// One machine's charon and its archive.
struct HostState: Sendable {
    /// The machine's id, as journald gives it; empty while no entry has told.
    var machine: Name
    /// The machine's name, as its last entry gives it.
    private(set) var name: Name
    /// Its name in labels and records: another than `name` where two machines have the same.
    private(set) var host: Name
    /// An entry was of it.
    var hasSpoken = false
    /// When the last of its entries was written, microseconds since 1970 UTC; 0 while none was used.
    private(set) var lastEntryAt: UInt64 = 0
    /// It stands for whatever machine speaks first.
    var isPlaceholder = false
    /// How often it took another name since the start.
    var renames = 0
    /// The machine's directory in the archive.
    private(set) var directory: String
    var model: TunnelModel
    /// For each group, the tunnels that are in it, by their indices; and for each tunnel its first group, -1 for none.
    private(set) var members: [[Int]] = []
    private(set) var groupOfTunnel: [Int] = []
    private var membersRevision: UInt64?
    /// What other services said, by service, event and value.
    var watched: [String: [String: [String: UInt64]]] = [:]
    /// From when on each of them was counted, microseconds since 1970 UTC; 0 where that is not known.
    private(set) var watchedSince: [String: [String: [String: UInt64]]] = [:]
    var process: ProcessIdentity?
    /// The process that ended last: journald may bring its last lines after the kernel's word.
    var ended: ProcessIdentity?
    /// charon's unit, for journald's drop notices and systemd's messages.
    var unit = Name()
    var stream: Stream?
    var repeats = RepeatedLines()
    /// A charon other than NetworkManager's was seen.
    private var hasGatewayProgram = false
    /// Number of the next event.
    private(set) var nextSeq: UInt64
    /// Events that are not handed to the archive yet.
    var block: Block
    /// Blocks that are complete, before it.
    var finished: [Block] = []
    /// Up to this number its archive was deleted, by rules.
    var deletedThrough: UInt64
    /// Those of the exporter's own among them.
    var ownEvents: [OwnEvent] = []
    /// For each source, whether its entries are archived: not those that the archive has from before the start.
    private var archiving: [Bool]

    init(_ identity: Identity, maximumNames: Int, archive: ArchivePlace) {
        machine = identity.machine
        name = identity.name
        host = identity.host
        model = TunnelModel(maximumNames: maximumNames)
        directory = archive.directory
        nextSeq = archive.nextSeq
        deletedThrough = archive.deletedThrough
        block = Block(host: directory, firstSeq: nextSeq)
        archiving = archive.archiving
    }

    /// Who a machine is.
    struct Identity {
        var machine: Name
        var name: Name
        /// The name that is shown.
        var host: Name
    }

    /// Where a machine's events go.
    struct ArchivePlace {
        var directory: String
        var nextSeq: UInt64
        /// Up to this number it was deleted, by rules.
        var deletedThrough: UInt64
        /// For each source, whether its entries are archived.
        var archiving: [Bool]
    }

    /// Whether its archive has anything, or will have.
    var hasArchived: Bool { nextSeq > 1 }

    /// The machine has another name from now on, or is known better.
    /// - Parameter archive: where its events go from now on; nil where that stays.
    mutating func rename(_ identity: Identity, archive: ArchivePlace?) {
        machine = identity.machine
        name = identity.name
        host = identity.host
        isPlaceholder = false
        // Groups are of machines by their names.
        membersRevision = nil
        guard let archive else { return }
        directory = archive.directory
        nextSeq = archive.nextSeq
        deletedThrough = archive.deletedThrough
        archiving = archive.archiving
        block = Block(host: directory, firstSeq: nextSeq)
    }

    /// Finds out anew which tunnels are in which group, if that may have changed.
    /// - Parameter isForced: the groups themselves have changed.
    /// - Returns: whether it did.
    @discardableResult
    mutating func updateMembers(_ groups: [TunnelGroup], isForced: Bool = false) -> Bool {
        guard isForced || membersRevision != model.revision else { return false }
        membersRevision = model.revision
        members = .init(repeating: [], count: groups.count)
        groupOfTunnel = .init(repeating: -1, count: model.tunnels.count)
        for (number, group) in groups.enumerated() where group.isOn(host: name) {
            for (index, tunnel) in model.tunnels.enumerated() where !tunnel.isOverflow {
                guard group.contains(connection: model.connections[tunnel.connection].name, tunnel: tunnel.name) else {
                    continue
                }
                members[number].append(index)
                if groupOfTunnel[index] < 0 { groupOfTunnel[index] = number }
            }
        }
        return true
    }

    /// Whether the machine's entries of a source are archived.
    func isArchiving(_ source: Int) -> Bool { archiving[source] }

    /// From now on the machine's entries of a source are archived.
    mutating func setArchiving(_ source: Int) { archiving[source] = true }

    /// Whether events of a time may come into the same block. A block is of one day, and what comes a little late, with a
    /// time of the day before, is in it too; never more, as segments are found and deleted by their day.
    /// - Parameters:
    ///   - first: the first of the events' times, microseconds since 1970 UTC.
    ///   - times: the least and the greatest of them.
    func blockFits(_ first: UInt64, _ times: ClosedRange<UInt64>) -> Bool {
        guard block.events > 0 else { return true }
        func day(_ time: UInt64) -> UInt64 { time / Day.microseconds }
        let least = min(block.firstTime, times.lowerBound)
        let greatest = max(block.lastTime, times.upperBound)
        return day(first) <= day(block.lastTime) && day(greatest) - day(least) <= 1
    }

    /// Throws away what is not handed to the archive yet.
    /// - Returns: what is told nowhere else.
    mutating func dropBlock() -> [OwnEvent] {
        defer { ownEvents = [] }
        finished = []
        block = Block(host: directory, firstSeq: nextSeq)
        return ownEvents
    }

    /// Takes note of an event that was added to `block`.
    mutating func noteArchived(at time: UInt64) {
        block.noteEvent(at: time)
        nextSeq += 1
    }

    /// Whether a line is of NetworkManager's charon, beside the one that serves as gateway: each has SAs of its own, and
    /// those of the gateway are shown.
    mutating func isOtherProgram(_ bytes: Span<UInt8>, _ program: ByteRange) -> Bool {
        guard !program.isEmpty else { return false }
        if !Search.equal(bytes, program, "charon-nm") {
            hasGatewayProgram = true
            return false
        }
        return hasGatewayProgram
    }

    /// Takes note of when an entry was written, microseconds since 1970 UTC.
    mutating func noteEntry(at time: UInt64) { lastEntryAt = max(lastEntryAt, time) }

    /// Takes note of the process that wrote an entry.
    /// - Parameters:
    ///   - seq: of the entry, in the archive; 0 when it is not archived.
    ///   - changesModel: whether what the one before had is over; not for entries that are read again.
    /// - Returns: true when it is another than before.
    mutating func noteProcess(
        _ bytes: Span<UInt8>, pid: ByteRange, bootID: ByteRange, at time: UInt64, seq: UInt64, changesModel: Bool
    ) -> Bool {
        guard let number = Digits.decimal(bytes, pid).flatMap({ Int32(exactly: $0) }) else { return false }
        if let process, process.pid == number, process.bootID.equals(bytes, bootID) { return false }
        let identity = ProcessIdentity(pid: number, bootID: Name(bytes, bootID))
        guard identity != ended else { return false }
        process = identity
        stream = nil
        if changesModel { model.processChanged(at: time, seq: seq) }
        return true
    }

    /// Takes note of which of charon's loggers wrote a line.
    /// - Returns: false when the line is a second copy: a better logger writes too, or has written the same before, or
    ///   the same one has, to another facility.
    mutating func noteStream(_ current: Stream, _ event: Event, _ bytes: Span<UInt8>, at time: UInt64) -> Bool {
        let before = stream
        if let before, current < before { return false }
        stream = current
        if let before, current > before {
            return !repeats.holds(bytes, event.message, at: time)
        }
        if current == .journal { return true }
        // Without a facility nothing tells the two copies of a level-0 line apart, but that they are the same.
        if current == .prefixedText, event.level == 0 {
            return !repeats.isRepeated(
                bytes, event.message, thread: event.thread, at: time,
                isDistinct: event[.ikeSA] != nil || event[.childSA] != nil)
        }
        repeats.note(bytes, event.message, thread: event.thread, at: time)
        return true
    }

    /// Whether a unit is the one that charon runs in, as far as either is known.
    func isUnit(_ bytes: Span<UInt8>, _ range: ByteRange) -> Bool {
        range.isEmpty || unit.isEmpty || unit.equals(bytes, range)
    }

    /// What other services say is counted from now on, where it was not before.
    mutating func expect(_ watched: [WatchedService], at time: UInt64) {
        for service in watched {
            for (event, value) in service.series where watchedSince[service.name]?[event]?[value] == nil {
                watchedSince[service.name, default: [:]][event, default: [:]][value] = time
            }
        }
    }

    /// The first entry of the machine: all of it was counted from then on, and nothing was shown yet.
    mutating func begin(at time: UInt64) {
        model.begin(at: time)
        watchedSince = watchedSince.mapValues { $0.mapValues { $0.mapValues { min($0, time) } } }
    }

    // MARK: Checkpoint

    mutating func restore(_ saved: Checkpoint.HostCheckpoint, watched services: [WatchedService]) {
        let maximumNames = model.maximumNames
        model = saved.model
        model.maximumNames = maximumNames
        isPlaceholder = saved.isPlaceholder
        hasSpoken = saved.hasSpoken
        lastEntryAt = saved.lastEntryAt ?? 0
        watched = saved.watched
        watchedSince = saved.watchedSince ?? [:]
        if saved.watchedSince == nil { expect(services, at: 0) }
        process = saved.process
        stream = saved.stream.flatMap(Stream.init(rawValue:))
        ended = saved.ended
        unit = saved.unit
        hasGatewayProgram = saved.hasGatewayProgram
    }

    /// - Parameters:
    ///   - isComplete: whether the archive has everything up to the checkpoint's positions; one that was not reached
    ///     yet has not.
    ///   - archiveHash: SHA-256 of the last block of its archive; empty when there is none.
    func saved(isComplete: Bool, archiveHash: [UInt8]) -> Checkpoint.HostCheckpoint {
        Checkpoint.HostCheckpoint(
            machine: machine, name: name, host: host, directory: directory, hasSpoken: hasSpoken,
            lastEntryAt: lastEntryAt > 0 ? lastEntryAt : nil, isPlaceholder: isPlaceholder, model: model,
            watched: watched, watchedSince: watchedSince,
            process: process, ended: ended, stream: stream?.rawValue, unit: unit,
            hasGatewayProgram: hasGatewayProgram,
            nextSeq: nextSeq, isComplete: isComplete, archiveHash: archiveHash)
    }
}
