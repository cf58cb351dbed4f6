internal import Archive
internal import CharonLog
internal import Tunnels

/// An event of the exporter's own: no entry tells it once more.
struct OwnEvent: Codable, Sendable {
    var kind: EventKind
    /// The machine's directory in the archive.
    var directory: String
    /// The number of the source that it came from.
    var source: Int
    var subject: EventRecord.Subject
    /// Microseconds since 1970 UTC.
    var time: UInt64
    /// Its number, if it has a place in a block; 0 while it waits.
    var seq: UInt64 = 0

    /// Whether reading the same entries again finds it again.
    var isFoundAgain: Bool {
        let causes = [GapCause.damagedFile, .unwritten].map(\.rawValue)
        return kind == .gap && !causes.contains(subject.reason)
    }
}

/// The archive that cannot be written: entries wait where they are, and are read once more when it can.
///
/// What is not handed over yet is thrown away, the state goes on, and when the archive is written again reading begins
/// anew where it ends, as after a restart. So there is no bound to how long that may last but the journal's own.
extension PipelineState {
    /// Own events that are kept while the archive cannot be written.
    static let maximumKept = 4096

    /// The archive did not take a block.
    mutating func fallBehind() {
        guard !isArchiveBehind else { return }
        isArchiveBehind = true
        for index in hosts.indices { keep(hosts[index].dropBlock()) }
        forgetLastEvents()
    }

    /// The number of the next event of a source in its machine's archive; 0 when it will not be there.
    func nextSeq(_ host: Int, _ source: Int) -> UInt64 {
        hasArchive && hosts[host].isArchiving(source) ? hosts[host].nextSeq : 0
    }

    /// Which events were counted last is not known any more: other events may have their numbers.
    private mutating func forgetLastEvents() {
        lastGaps = [:]
        for index in hosts.indices { hosts[index].model.forgetLastEvents() }
    }

    /// Own events that were handed over and are not in the archive.
    func unwritten(_ tails: [String: ArchiveTail]) -> [OwnEvent] {
        handedOver.filter { $0.seq >= tails[$0.directory]?.nextSeq ?? 1 && !$0.isFoundAgain }
    }

    /// Goes on where the archive ends, and with the state where it is.
    /// - Parameters:
    ///   - starts: of the sources, which are read anew.
    ///   - checkpoint: this state's.
    mutating func rewind(_ starts: [SourceStart], tails: [String: ArchiveTail], _ checkpoint: Checkpoint) {
        var options = options
        options.sources = starts
        options.tails = tails
        var next = PipelineState(options, parser: parser, checkpoint: checkpoint)
        next.revision = revision
        next.hasBeenCaughtUp = hasBeenCaughtUp
        next.caughtUpAt = caughtUpAt
        next.inventory = inventory
        next.hasInventory = hasInventory
        next.loaded = loaded
        next.facts = facts
        next.isViciUp = isViciUp
        next.awaitsVici = awaitsVici
        next.disagreements = disagreements
        next.now = now
        next.remarks = remarks
        next.heldBack = heldBack
        next.waitingGaps = waitingGaps
        next.doubts = doubts
        next.forgetLastEvents()
        for index in next.hosts.indices { next.hosts[index].updateMembers(inventory.groups, isForced: true) }
        self = next
    }

    private mutating func keep(_ events: [OwnEvent]) {
        waitingEvents += events.filter { !$0.isFoundAgain }
        let excess = waitingEvents.count - Self.maximumKept
        guard excess > 0 else { return }
        waitingEvents.removeFirst(excess)
        lostEvents += UInt64(excess)
    }

    /// Archives the events of the exporter's own that wait for the archive.
    mutating func bookWaitingEvents() {
        guard !isArchiveBehind else { return }
        let (events, lost) = (waitingEvents, lostEvents)
        (waitingEvents, lostEvents) = ([], 0)
        for event in events {
            guard let host = hosts.firstIndex(where: { $0.directory == event.directory }) else { continue }
            archive(event.kind, host, min(event.source, sources.count - 1), event.subject, at: event.time)
        }
        if lost > 0 {
            gap(
                .unwritten, entries: lost, detail: "events of the exporter's own", host: firstHost(), source: 0,
                at: now, since: 0)
        }
    }

    /// Archives an event that no entry stands for.
    mutating func archive(
        _ kind: EventKind, _ host: Int, _ source: Int, _ subject: EventRecord.Subject, at time: UInt64
    ) {
        guard options.hasArchive else { return }
        var event = OwnEvent(
            kind: kind, directory: hosts[host].directory, source: source, subject: subject, time: time)
        guard !isArchiveBehind else {
            keep([event])
            return
        }
        guard hosts[host].isArchiving(source) else { return }
        separateDays(time, host: host)
        event.seq = hosts[host].nextSeq
        record.append(
            kind, at: time, host: hosts[host].host.bytes, seq: hosts[host].nextSeq, subject,
            source: sources[source].kind, onto: &hosts[host].block.content)
        hosts[host].noteArchived(at: time)
        hosts[host].ownEvents.append(event)
    }
}
