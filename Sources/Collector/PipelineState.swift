internal import Archive
internal import Bytes
internal import CharonLog
internal import Journal
internal import Tunnels

/// The pipeline's state. Pure: what comes in is an argument, what goes out is a result.
struct PipelineState: Sendable {
    private let parser: Parser
    private var record = EventRecord()
    private var event = Event()
    private let tails: [String: ArchiveTail]
    private let hasArchive: Bool
    private let archivesChatter: Bool
    private var marks: Pipeline.Marks
    private var isStateActive: Bool

    private(set) var hosts: [HostState] = []
    private var hostOfLastEntry = 0
    private(set) var counters = ExporterCounters()
    /// Events by row of the catalogue, since the start; `counters.events` has those from before.
    private var rowCounts = [UInt64](repeating: 0, count: Catalogue.templates.count)
    private var damagedFiles: Set<String> = []
    private var waitingGaps: [WaitingGap] = []
    /// This machine, for what no entry tells the machine of.
    private let localHost: Name
    private let localBoot: Name
    /// The cursor up to which the state is known, and the one up to which entries were used in this run.
    private var position: String?
    private var readPosition: String?
    /// The journal was read to its end once.
    private(set) var isCaughtUp = false
    /// How long the last entry waited until it was used, microseconds.
    private(set) var lag: UInt64 = 0
    /// When the first entry of this run was written; 0 before.
    private(set) var firstEntryAt: UInt64 = 0

    init(
        parser: Parser, tails: [String: ArchiveTail], hasArchive: Bool, archivesChatter: Bool,
        checkpoint: Checkpoint?, marks: Pipeline.Marks, localHost: Name,
        localBoot: Name
    ) {
        self.parser = parser
        self.tails = tails
        self.hasArchive = hasArchive
        self.archivesChatter = archivesChatter
        self.marks = marks
        self.localHost = localHost
        self.localBoot = localBoot
        isStateActive = marks.state == nil
        guard let checkpoint else { return }
        counters = checkpoint.counters
        damagedFiles = Set(checkpoint.damagedFiles)
        position = checkpoint.position
        for saved in checkpoint.hosts {
            let index = addHost(saved.host)
            hosts[index].model = saved.model
            hosts[index].process = saved.process
            hosts[index].stream = saved.stream.flatMap(EntryInterpreter.Stream.init(rawValue:))
            hosts[index].ended = saved.ended
            hosts[index].unit = saved.unit
        }
    }

    // MARK: Batches

    mutating func use(_ batch: borrowing EntryBatch, now: UInt64) -> JournalReader.WatchRequest? {
        for notice in batch.notices { use(notice, at: now) }
        let bytes = batch.bytes.span
        var hasNewProcess = false
        for index in batch.entries.indices {
            if use(batch.entries[index], bytes) { hasNewProcess = true }
        }
        if let last = batch.entries.last {
            counters.lastEntryAt = max(counters.lastEntryAt, last.realtime)
            lag = now - min(now, last.realtime)
            if firstEntryAt == 0 { firstEntryAt = batch.entries[0].realtime }
        }
        if let reached = batch.reachedMark { activate(reached) }
        if let reached = batch.position {
            readPosition = reached
            if isStateActive { position = reached }
        }
        var watches = false
        if batch.isAtEnd, !isCaughtUp {
            isCaughtUp = true
            isStateActive = true
            for index in hosts.indices { hosts[index].isArchiving = true }
            watches = true
        }
        if hosts.first?.isArchiving ?? false || batch.isAtEnd { bookWaitingGaps() }
        guard isCaughtUp, watches || hasNewProcess,
            let process = hosts.lazy.compactMap(\.process).first(where: { $0.bootID == localBoot })
        else { return nil }
        // The batch's last entry may be another machine's, whose clock says nothing of this process.
        return JournalReader.WatchRequest(
            pid: process.pid, bootID: process.bootID.text, monotonic: hosts.count == 1 ? batch.monotonic : 0)
    }

    /// Uses an entry.
    /// - Returns: whether charon's process is another one than before.
    private mutating func use(_ entry: Entry, _ bytes: Span<UInt8>) -> Bool {
        let host = host(of: entry, bytes)
        let isNew = isStateActive
        if isNew { counters.entries += 1 }
        // libsystemd takes no time beyond 2^55 microseconds for one either.
        let written = Digits.decimal(bytes, entry[.sourceTimestamp]).flatMap { $0 < 1 << 55 ? $0 : nil }
        let time = written ?? min(entry.realtime, 1 << 55)

        switch EntryInterpreter.meaning(of: entry, bytes) {
        case .untrusted:
            if isNew { counters.untrusted += 1 }
        case .dropped(let count):
            guard isAboutCharon(entry, bytes, host) else { return false }
            gap(.dropped, entries: count, detail: Name(bytes, entry[.message]).text, host: host, at: time)
        case .line(let line, let stream):
            parser.parse(line, bytes, into: &event)
            // Another charon that found this one running, and went away again.
            let isOther = event.kind == .daemonRefused
            let hasNewProcess =
                !isOther
                && hosts[host].noteProcess(
                    bytes, pid: entry[.pid], bootID: entry[.bootID], at: time, changesModel: isNew)
            guard hosts[host].noteStream(stream) else {
                if isNew { counters.copies += 1 }
                return hasNewProcess
            }
            if isNew {
                if !entry[.unit].isEmpty, hosts[host].unit.isEmpty {
                    hosts[host].unit = Name(bytes, entry[.unit])
                }
            }
            var attribution = Attribution(ikeSA: event.number(.ikeSA) ?? event.context.id)
            if isNew {
                if let row = event.template {
                    rowCounts[row] += 1
                } else {
                    counters.unrecognized[event.subsystem.rawValue, default: 0] += 1
                }
                attribution = hosts[host].model.apply(event, bytes, at: time)
            }
            if event.kind.eventClass != .chatter || archivesChatter { archive(host, bytes, attribution, at: time) }
            return hasNewProcess
        }
        return false
    }

    /// Adds the event at hand to its machine's block.
    private mutating func archive(_ host: Int, _ bytes: Span<UInt8>, _ attribution: Attribution, at time: UInt64) {
        guard hasArchive, hosts[host].isArchiving else { return }
        var connection = attribution.connection.map { hosts[host].model.connections[$0].name }
        if connection == nil, !event.context.name.isEmpty { connection = Name(bytes, event.context.name) }
        record.append(
            event, bytes, at: time, host: hosts[host].host.bytes, seq: hosts[host].nextSeq, attribution,
            connection: connection, onto: &hosts[host].block.content)
        hosts[host].block.noteEvent(at: time)
        hosts[host].nextSeq += 1
    }

    private mutating func archive(
        _ kind: EventKind, _ host: Int, reason: String, entries: UInt64? = nil, detail: String, at time: UInt64
    ) {
        guard hasArchive, hosts[host].isArchiving else { return }
        record.append(
            kind, at: time, host: hosts[host].host.bytes, seq: hosts[host].nextSeq, reason: reason, entries: entries,
            detail: detail, onto: &hosts[host].block.content)
        hosts[host].block.noteEvent(at: time)
        hosts[host].nextSeq += 1
    }

    // MARK: Machines

    private mutating func host(of entry: Entry, _ bytes: Span<UInt8>) -> Int {
        let name = entry[.hostname].isEmpty ? entry[.machineID] : entry[.hostname]
        if hostOfLastEntry < hosts.count, isHost(hostOfLastEntry, bytes, name) { return hostOfLastEntry }
        hostOfLastEntry = hosts.indices.first { isHost($0, bytes, name) } ?? addHost(Name(bytes, name))
        return hostOfLastEntry
    }

    private func isHost(_ index: Int, _ bytes: Span<UInt8>, _ range: ByteRange) -> Bool {
        hosts[index].host.equals(bytes, range)
    }

    private mutating func addHost(_ name: Name) -> Int {
        let directory = ArchiveWriter.directoryName(host: name.text)
        hosts.append(
            HostState(host: name, tail: tails[directory], isArchiving: isCaughtUp || marks.archives[directory] == nil))
        return hosts.count - 1
    }

    /// journald's drop notices name the unit that wrote too much.
    private func isAboutCharon(_ entry: Entry, _ bytes: Span<UInt8>, _ host: Int) -> Bool {
        let text = Name(bytes, entry[.message]).text
        let unit = hosts[host].unit.text
        return text.contains("strongswan") || text.contains("charon") || (!unit.isEmpty && text.contains(unit))
    }

    // MARK: What the source says

    private mutating func use(_ notice: SourceNotice, at now: UInt64) {
        switch notice {
        case .damagedFile(let path, let problem):
            guard damagedFiles.insert(path).inserted else { return }
            gap(.damagedFile, entries: nil, detail: "\(path): \(problem)", at: now)
        case .damagedEntries(let count, let problem):
            gap(.damagedEntry, entries: count, detail: problem, at: now)
        case .positionLost:
            gap(
                .vacuumed, entries: nil, detail: "the journal does not go back to where the last run ended",
                at: now)
        case .reached(let mark):
            activate(mark)
        case .processExited(let pid):
            let ended = ProcessIdentity(pid: pid, bootID: localBoot)
            for host in hosts.indices where hosts[host].process == ended {
                hosts[host].model.processExited(at: now)
                hosts[host].process = nil
                hosts[host].ended = ended
                counters.events[EventKind.daemonExited.rawValue, default: 0] += 1
                archive(.daemonExited, host, reason: "process_ended", detail: "process \(pid)", at: now)
            }
        }
    }

    /// A gap of which no entry tells the machine is booked on the first one; it waits for that one's first entry.
    private mutating func gap(_ cause: GapCause, entries: UInt64?, detail: String, at time: UInt64) {
        waitingGaps.append(WaitingGap(cause: cause, entries: entries, detail: detail, time: time))
    }

    private mutating func bookWaitingGaps() {
        for waiting in waitingGaps {
            gap(
                waiting.cause, entries: waiting.entries, detail: waiting.detail,
                host: hosts.isEmpty ? addHost(localHost) : 0, at: waiting.time)
        }
        waitingGaps = []
    }

    private struct WaitingGap {
        var cause: GapCause
        var entries: UInt64?
        var detail: String
        var time: UInt64
    }

    private mutating func gap(_ cause: GapCause, entries: UInt64?, detail: String, host: Int, at time: UInt64) {
        if isStateActive {
            counters.gaps[cause.rawValue, default: 0] += 1
            let (sum, overflow) = counters.gapEntries.addingReportingOverflow(entries ?? 0)
            counters.gapEntries = overflow ? .max : sum
            counters.events[EventKind.gap.rawValue, default: 0] += 1
        }
        archive(.gap, host, reason: cause.rawValue, entries: entries, detail: detail, at: time)
    }

    private mutating func activate(_ mark: String) {
        if marks.state == mark { isStateActive = true }
        for (directory, archiveMark) in marks.archives where archiveMark == mark {
            marks.archives[directory] = nil
            for index in hosts.indices where hosts[index].directory == directory { hosts[index].isArchiving = true }
        }
    }

    // MARK: Out

    /// Takes the next block that has enough content.
    mutating func takeBlock(atLeast bytes: Int, buffer: () -> [UInt8]) -> Block? {
        for index in hosts.indices
        where hosts[index].block.events > 0 && hosts[index].block.content.count >= bytes {
            var block = hosts[index].block
            // Nothing was read yet when only notices are to be archived: the archive stays where it was.
            let before = tails[hosts[index].directory]?.position ?? []
            block.position = readPosition.map { SourcePosition(journal: $0).encoded } ?? before
            hosts[index].block = Block(host: hosts[index].directory, firstSeq: hosts[index].nextSeq)
            hosts[index].block.content = buffer()
            return block
        }
        return nil
    }

    func checkpoint() -> Checkpoint? {
        guard let position, isStateActive else { return nil }
        var counters = counters
        counters.events = events
        return Checkpoint(
            position: position,
            hosts: hosts.map {
                Checkpoint.HostCheckpoint(
                    host: $0.host, model: $0.model, process: $0.process, ended: $0.ended, stream: $0.stream?.rawValue,
                    unit: $0.unit,
                    // An archive that was not reached yet is not complete up to `position`.
                    nextSeq: $0.isArchiving ? $0.nextSeq : 0)
            },
            counters: counters, damagedFiles: damagedFiles.sorted())
    }

    /// Events by name, with those from before the start.
    var events: [String: UInt64] {
        var events = counters.events
        for (row, count) in rowCounts.enumerated() where count > 0 {
            events[Catalogue.templates[row].kind.rawValue, default: 0] += count
        }
        events[EventKind.unrecognized.rawValue] = counters.unrecognized.values.reduce(0, +)
        return events
    }
}
