internal import Archive
internal import Bytes
internal import CharonLog
internal import Journal
internal import Tunnels

/// The pipeline's state. Pure: what comes in is an argument, what goes out is a result.
struct PipelineState: Sendable {
    /// What does not change while it runs.
    struct Options: Sendable {
        var sources: [SourceStart]
        /// Where each machine's archive ends, by the name of its directory.
        var tails: [String: ArchiveTail] = [:]
        var hasArchive = false
        var archivesChatter = false
        var trust = TrustRules()
        var watched: [WatchedService] = []
        /// Connections, and tunnels, of a machine that are told apart.
        var maximumTunnels = Int.max
        /// How long a tunnel is shown on after it is gone from everywhere; microseconds.
        var forgetAfter: UInt64 = 3_600_000_000
        /// Whether charon is asked over VICI.
        var asksVici = false
        /// Whether all entries are of one machine, whatever its id.
        var isOneMachine = false
        /// Whether that is this one.
        var isLocalJournal = false
        /// This machine, for what no entry tells the machine of.
        var localHost: Name
        var localBoot: Name
    }

    let options: Options
    let parser: Parser
    private var interpreter: EntryInterpreter
    var record = EventRecord()
    var event = Event()
    /// What the program of the last entry is: one writes many in a row.
    private var lastProgram: (range: ByteRange, host: Int, isOther: Bool, isStarter: Bool)?
    /// Entries of a batch are used, and the sources stand in the middle of it.
    var isUsingEntries = false

    /// Grows with whatever may have changed what is shown of charon.
    var revision: UInt64 = 0
    private(set) var sources: [SourceState]
    var hosts: [HostState] = []
    var machines = MachineTable()
    /// The id of the machine that each archive is of, by the name of its directory; those that tell it.
    let archiveOwners: [String: String]
    var inventory = InventoryState()
    var hasInventory = false
    /// What charon says that it has loaded; nil when it was not asked yet.
    var loaded: [ExpectedTunnel]?
    /// What charon says of itself; nil when it was not asked yet.
    var facts: ViciFacts?
    var isViciUp = false
    /// charon has neither answered since the start, nor failed to.
    var awaitsVici = true
    /// When every source had been read to its end once, microseconds since 1970 UTC.
    var caughtUpAt: UInt64 = 0
    /// Since when the state is one of the present.
    var hasBeenCaughtUp = false
    /// The archive cannot be written, and nothing is handed to it until it can.
    var isArchiveBehind = false
    /// Bytes that a rule of retention would delete and may not.
    var heldBack: [String: Int] = [:]
    /// Own events of the blocks that were handed over last.
    var handedOver: [OwnEvent] = []
    /// Own events that wait for the archive, and how many did not find a place there.
    var waitingEvents: [OwnEvent] = []
    var lostEvents: UInt64 = 0
    /// What the log and charon's last list disagreed about.
    var disagreements = 0
    /// When the last batch was used, microseconds since 1970 UTC.
    var now: UInt64 = 0
    /// What a person should know, once.
    var remarks = Remarks()
    /// The checkpoint's, of sources that may not be read this time too.
    let savedPositions: [String: String]
    var counters = ExporterCounters()
    /// What was counted last of each cause of gaps, and the directory of the machine's archive that has it.
    var lastGaps: [GapCause: (directory: String, mark: EventMark)] = [:]
    /// Events by row of the catalogue, since the start; `counters.events` has those from before.
    var rowCounts = [UInt64](repeating: 0, count: Catalogue.templates.count)
    var damagedFiles: Set<String> = []
    var waitingGaps: [WaitingGap] = []
    var doubts: [Doubt] = []
    /// How long the last entry waited until it was used, microseconds.
    private(set) var lag: UInt64 = 0
    /// When the first entry of this run was written; 0 before.
    private(set) var firstEntryAt: UInt64 = 0

    init(_ options: Options, parser: Parser, checkpoint: Checkpoint?) {
        self.options = options
        self.parser = parser
        interpreter = EntryInterpreter(options.trust, options.watched)
        sources = options.sources.map(SourceState.init)
        archiveOwners = options.tails.compactMapValues { SourcePosition($0.position).machine }
        savedPositions = checkpoint?.positions ?? [:]
        guard let checkpoint else { return }
        counters = checkpoint.counters
        counters.begin(at: 0)
        damagedFiles = Set(checkpoint.damagedFiles)
        waitingEvents = checkpoint.waitingEvents
        lostEvents = checkpoint.lostEvents
        for saved in checkpoint.hosts {
            let index = addHost(.init(machine: saved.machine, name: saved.name, host: saved.host), saved.directory)
            hosts[index].restore(saved, watched: options.watched)
        }
    }

    /// Every source was read to its end once.
    var isCaughtUp: Bool { sources.allSatisfy(\.isCaughtUp) }
    var hasArchive: Bool { options.hasArchive && !isArchiveBehind }

    // MARK: Batches

    mutating func use(_ batch: borrowing EntryBatch, now: UInt64) -> JournalReader.WatchRequest? {
        let source = batch.source
        self.now = now
        // A look at a source that has nothing new is frequent.
        let isNews = !batch.entries.isEmpty || !batch.notices.isEmpty || batch.reachedMark != nil || !isCaughtUp
        if isNews || !doubts.isEmpty || !waitingGaps.isEmpty || !waitingEvents.isEmpty { revision += 1 }
        counters.begin(at: now)
        for notice in batch.notices { use(notice, of: source, at: now) }
        separateDays(batch.entries)
        isUsingEntries = true
        interpreter.beginBatch()
        lastProgram = nil
        let bytes = batch.bytes.span
        let kind = sources[source].kind
        if sources[source].isStateActive {
            counters.entries[kind.rawValue, default: 0] += UInt64(batch.entries.count)
        }
        var hasNewProcess = false
        for index in batch.entries.indices {
            if use(batch.entries[index], bytes, source, kind) { hasNewProcess = true }
        }
        isUsingEntries = false
        if let last = batch.entries.last {
            counters.lastEntryAt = max(counters.lastEntryAt, last.realtime)
            lag = now - min(now, last.realtime)
            if firstEntryAt == 0 { firstEntryAt = batch.entries[0].realtime }
        }
        if let reached = batch.reachedMark { activate(reached, source) }
        if let reached = batch.position {
            sources[source].readPosition = reached
            if sources[source].isStateActive { sources[source].position = reached }
        }
        let wasCaughtUp = isCaughtUp
        if batch.isAtEnd, !sources[source].isCaughtUp { catchUp(source) }
        settleDoubts(of: source, last: batch.entries.last?.realtime)
        for index in hosts.indices where hosts[index].updateMembers(inventory.groups) { revision += 1 }
        if isCaughtUp, !wasCaughtUp {
            if !hasBeenCaughtUp { caughtUpAt = now }
            hasBeenCaughtUp = true
            bookWaitingEvents()
        }
        if isCaughtUp || hosts.first?.isArchiving(source) ?? false { bookWaitingGaps() }
        guard isCaughtUp, !wasCaughtUp || hasNewProcess,
            let process = hosts.lazy.compactMap(\.process).first(where: { $0.bootID == options.localBoot })
        else { return nil }
        // The batch's last entry may be another machine's, whose clock says nothing of this process.
        let isOwn = hosts.count == 1 && kind == .journal
        return JournalReader.WatchRequest(
            pid: process.pid, bootID: process.bootID.text, monotonic: isOwn ? batch.monotonic : 0)
    }

    private mutating func catchUp(_ source: Int) {
        sources[source].isCaughtUp = true
        sources[source].stateMark = nil
        sources[source].archiveMarks = [:]
        for index in hosts.indices { hosts[index].setArchiving(source) }
    }

    mutating func activate(_ mark: String, _ source: Int) {
        if sources[source].stateMark == mark { sources[source].stateMark = nil }
        for (directory, archiveMark) in sources[source].archiveMarks where archiveMark == mark {
            sources[source].archiveMarks[directory] = nil
            for index in hosts.indices where hosts[index].directory == directory { hosts[index].setArchiving(source) }
        }
    }

    // MARK: Entries

    /// Uses an entry.
    /// - Returns: whether charon's process is another one than before.
    private mutating func use(
        _ entry: Entry, _ bytes: Span<UInt8>, _ source: Int, _ kind: SourceState.Kind
    ) -> Bool {
        let isNew = sources[source].isStateActive
        // libsystemd takes no time beyond 2^55 microseconds for one either.
        let written = Digits.decimal(bytes, entry[.sourceTimestamp]).flatMap { $0 < 1 << 55 ? $0 : nil }
        let time = written ?? min(entry.realtime, 1 << 55)
        let host = host(of: entry, bytes, at: time)
        hosts[host].noteEntry(at: entry.realtime)

        let meaning =
            kind == .journal
            ? interpreter.meaning(of: entry, bytes) : interpreter.textMeaning(of: entry, bytes)
        switch meaning {
        case .line where entry.lacksMessage && kind == .journal:
            // charon writes none without. It may have been anything.
            if isNew { hosts[host].model.noteGap(until: time) }
            gap(
                .damagedEntry, entries: 1, detail: "an entry of charon's lacks its MESSAGE", host: host,
                source: source, at: time, since: counters.lastEntryAt)
        case .line(let line, let stream):
            return use(line, stream, entry, bytes, host, source, at: time)
        case .manager(let line):
            // In a text log beside the journal it is the journal's, perhaps of long ago.
            if kind == .file, hosts[host].stream?.isText == false {
                if isNew { counters.copies += 1 }
                return false
            }
            parser.parse(line, bytes, into: &event)
            // Of two units of charon's on one machine, only the end of the one whose charon this is ends its SAs.
            let isOther = event.kind == .unitExited && !hosts[host].isUnit(bytes, entry[.aboutUnit])
            take(bytes, host, source, isOther: isOther, at: time)
        case .managerCopy:
            if isNew { counters.copies += 1 }
        case .watched(let service):
            useWatched(service, entry, bytes, host, source, at: time)
        case .untrusted:
            if isNew { counters.untrusted += 1 }
            archiveUntrusted(entry, bytes, host, source, at: time)
        case .dropped(let count):
            guard isAboutCharon(entry, bytes, host) else { return false }
            if isNew { hosts[host].model.noteGap(until: time) }
            gap(
                .dropped, entries: count, detail: Name(bytes, entry[.message]).text, host: host, source: source,
                at: time, since: counters.lastEntryAt)
        }
        return false
    }

    /// Uses a line of charon's.
    private mutating func use(
        _ line: LogLine, _ stream: Stream, _ entry: Entry, _ bytes: Span<UInt8>, _ host: Int, _ source: Int,
        at time: UInt64
    ) -> Bool {
        let isNew = sources[source].isStateActive
        parser.parse(line, bytes, into: &event)
        var hasNewProcess = false
        // Another charon that found this one running, and went away again, is not it; the starter's standard error,
        // which charon inherits, tells the starter's process; and a copy in a text file tells what the journal does.
        // What the catalogue does not know may be anything.
        let (isOther, isStarter) = program(of: entry, bytes, host)
        let tellsProcess =
            event.kind != .daemonRefused && event.kind != .unrecognized && !isOther
            && !(stream.isText && hosts[host].stream?.isText == false)
            && !isStarter
        if tellsProcess {
            // Of another logger's line it shows later whether it is a second copy, which is not archived.
            let seq = stream == .journal ? upcomingSeq(host, source) : 0
            hasNewProcess = hosts[host].noteProcess(
                bytes, pid: entry[.pid], bootID: entry[.bootID], at: time, seq: seq, changesModel: isNew)
        }
        guard isOther || hosts[host].noteStream(stream, event, bytes, at: time) else {
            if isNew { counters.copies += 1 }
            return hasNewProcess
        }
        if isNew, !entry[.unit].isEmpty, hosts[host].unit.isEmpty { hosts[host].unit = Name(bytes, entry[.unit]) }
        take(bytes, host, source, isOther: isOther, at: time)
        return hasNewProcess
    }

    private mutating func program(
        of entry: Entry, _ bytes: Span<UInt8>, _ host: Int
    ) -> (isOther: Bool, isStarter: Bool) {
        let range = entry[.comm]
        if let lastProgram, lastProgram.range == range, lastProgram.host == host {
            return (lastProgram.isOther, lastProgram.isStarter)
        }
        let isOther = hosts[host].isOtherProgram(bytes, range)
        let isStarter = Search.equal(bytes, range, "starter")
        lastProgram = (range, host, isOther, isStarter)
        return (isOther, isStarter)
    }

    /// Takes the event at hand into the state, the counts and the archive.
    /// - Parameter isOther: whether it is of another charon than the one whose state is shown.
    private mutating func take(
        _ bytes: Span<UInt8>, _ host: Int, _ source: Int, isOther: Bool, at time: UInt64
    ) {
        let seq = upcomingSeq(host, source)
        var attribution = Attribution(ikeSA: event.number(.ikeSA) ?? event.context.id)
        if sources[source].isStateActive {
            if let row = event.template {
                rowCounts[row] += 1
            } else if event.kind == .chatter {
                counters.chatter += 1
            } else {
                counters.unrecognized[event.subsystem.rawValue, default: 0] += 1
            }
            if !isOther { attribution = hosts[host].model.apply(event, bytes, at: time, seq: seq) }
        }
        guard seq > 0 else { return }
        var connection = attribution.connection.map { hosts[host].model.connections[$0].name }
        if connection == nil {
            // A line about a configuration names it, and has no IKE_SA.
            let name = event[.connection]?.range ?? event.context.name
            if !name.isEmpty { connection = Name(bytes, name) }
        }
        record.append(
            event, bytes, at: time, host: hosts[host].host.bytes, seq: seq, attribution,
            connection: connection, source: sources[source].kind, onto: &hosts[host].block.content)
        hosts[host].noteArchived(at: time)
    }

    /// The number that the event at hand will have in its machine's archive; 0 when it will not be there.
    private func upcomingSeq(_ host: Int, _ source: Int) -> UInt64 {
        guard event.kind.eventClass != .chatter || options.archivesChatter else { return 0 }
        return nextSeq(host, source)
    }

    private mutating func archiveUntrusted(
        _ entry: Entry, _ bytes: Span<UInt8>, _ host: Int, _ source: Int, at time: UInt64
    ) {
        guard hasArchive, hosts[host].isArchiving(source) else { return }
        record.appendUntrusted(
            entry, bytes, at: time, host: hosts[host].host.bytes, seq: hosts[host].nextSeq,
            onto: &hosts[host].block.content)
        hosts[host].noteArchived(at: time)
    }

    /// journald's drop notices name the unit that wrote too much.
    private func isAboutCharon(_ entry: Entry, _ bytes: Span<UInt8>, _ host: Int) -> Bool {
        // `Suppressed 4711 messages from strongswan.service`; older ones name the control group.
        let text = Name(bytes, entry[.message]).text
        guard let unit = text.split(separator: " ").last?.split(separator: "/").last else { return false }
        return options.trust.units.contains(String(unit)) || hosts[host].unit.text == unit
    }
}
