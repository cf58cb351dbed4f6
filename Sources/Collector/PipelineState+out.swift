internal import Archive
internal import CharonLog
internal import Journal
internal import Tunnels

/// What goes out: blocks for the archive, the checkpoint, the counts of events.
extension PipelineState {
    /// Takes the next block that is complete or has enough content.
    mutating func takeBlock(atLeast bytes: Int, buffer: () -> [UInt8]) -> Block? {
        for index in hosts.indices where !hosts[index].finished.isEmpty {
            return hosts[index].finished.removeFirst()
        }
        for index in hosts.indices
        where hosts[index].block.events > 0 && hosts[index].block.content.count >= bytes {
            let block = completeBlock(index)
            hosts[index].block.content = buffer()
            return block
        }
        return nil
    }

    /// Ends a machine's block where the sources are now: between two batches.
    private mutating func completeBlock(_ index: Int) -> Block {
        var block = hosts[index].block
        block.position = position(ofArchive: index).encoded
        handedOver = handedOver.suffix(Self.maximumKept) + hosts[index].ownEvents
        hosts[index].ownEvents = []
        hosts[index].block = Block(host: hosts[index].directory, firstSeq: hosts[index].nextSeq)
        return block
    }

    /// Begins another block where the events of a batch do not belong into the present one.
    mutating func separateDays(_ entries: [Entry]) {
        guard let first = entries.first?.realtime else { return }
        var (least, greatest) = (first, first)
        for index in entries.indices {
            least = min(least, entries[index].realtime)
            greatest = max(greatest, entries[index].realtime)
        }
        for index in hosts.indices where !hosts[index].blockFits(first, least...greatest) {
            hosts[index].finished.append(completeBlock(index))
        }
    }

    /// The same for an event of the exporter's own, between two batches.
    mutating func separateDays(_ time: UInt64, host: Int) {
        guard !isUsingEntries, !hosts[host].blockFits(time, time...time) else { return }
        hosts[host].finished.append(completeBlock(host))
    }

    /// Up to where a machine's archive has everything. A source of which nothing was read yet, or only what the archive
    /// had before, stands where it stood.
    func position(ofArchive host: Int) -> SourcePosition {
        var position = SourcePosition(options.tails[hosts[host].directory]?.position ?? [])
        for (index, source) in sources.enumerated() where hosts[host].isArchiving(index) {
            if let read = source.readPosition { position.positions[source.name] = read }
        }
        if !hosts[host].machine.isEmpty { position.machine = hosts[host].machine.text }
        if hosts[host].deletedThrough > 0 { position.deletedThrough = hosts[host].deletedThrough }
        return position
    }

    /// The whole state, to go on from.
    /// - Parameter tails: the ends of the archives now.
    func checkpoint(_ tails: [String: ArchiveTail]) -> Checkpoint? {
        // A source that is left out this time is gone on with when it comes back.
        let positions = sources.reduce(into: savedPositions) { positions, source in
            if let position = source.position { positions[source.name] = position }
        }
        // A log that says nothing has no position, and charon may have told much.
        guard !positions.isEmpty || !hosts.isEmpty else { return nil }
        var counters = counters
        counters.events = events
        counters.chatter = 0
        return Checkpoint(
            positions: positions,
            hosts: hosts.map { host in
                host.saved(
                    // While entries are read again the archive is behind the positions, which are the state's.
                    isComplete: !isArchiveBehind && sources.allSatisfy(\.isStateActive)
                        && sources.indices.allSatisfy(host.isArchiving),
                    archiveHash: tails[host.directory]?.lastHash ?? [])
            },
            counters: counters, damagedFiles: damagedFiles.sorted(),
            waitingEvents: waitingEvents + unwritten(tails), lostEvents: lostEvents)
    }

    /// Events by name, with those from before the start.
    var events: [String: UInt64] {
        var events = counters.events
        for (row, count) in rowCounts.enumerated() where count > 0 {
            events[Catalogue.templates[row].kind.rawValue, default: 0] += count
        }
        events[EventKind.chatter.rawValue, default: 0] += counters.chatter
        events[EventKind.untrustedEntry.rawValue] = counters.untrusted
        events[EventKind.unrecognized.rawValue] = counters.unrecognized.values.reduce(0, +)
        return events
    }
}
