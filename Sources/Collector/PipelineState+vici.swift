internal import CharonLog
internal import Tunnels

/// What charon itself says, beside its log.
extension PipelineState {
    /// How long what is read from the log waits to be shown until charon has answered, microseconds.
    private static let patience: UInt64 = 5_000_000

    /// Whether the state may be shown: the log was read to its end once, and charon's word on what was counted since the
    /// last checkpoint has come, so that no counter stands lower than it did before. If charon does not answer, it is
    /// not waited for.
    func isReady(at now: UInt64) -> Bool {
        hasBeenCaughtUp && (!options.asksVici || !awaitsVici || now > caughtUpAt + Self.patience)
    }

    /// Whether a machine is the one that this runs on.
    func isLocal(_ host: Int) -> Bool {
        if hosts[host].process?.bootID == options.localBoot { return true }
        // What else is read may have the lines of several machines.
        return options.isLocalJournal && hosts.count == 1 || Self.isSame(hosts[host].name, options.localHost)
    }

    /// Whether two names are of one machine: with or without its domain.
    private static func isSame(_ one: Name, _ other: Name) -> Bool {
        let dot = UInt8(ascii: ".")
        let isShort = !one.bytes.contains(dot) || !other.bytes.contains(dot)
        return one == other || isShort && one.bytes.prefix { $0 != dot } == other.bytes.prefix { $0 != dot }
    }

    /// The machine whose charon is asked.
    private mutating func localHost() -> Int {
        if options.isLocalJournal, hosts.isEmpty { return firstHost() }
        if let local = hosts.indices.first(where: { isLocal($0) }) { return local }
        // No entry has told of it, and charon has.
        let index = addHost(.init(machine: Name(), name: options.localHost, host: options.localHost))
        hosts[index].hasSpoken = true
        return index
    }

    /// Whether `use` has anything to do: it is called often, and mostly with what was told before.
    func isNews(_ news: ViciNews.Content) -> Bool {
        news.facts != nil || news.connections != nil || !news.counts.isEmpty || news.isUp != isViciUp
            || news.hasFailed && awaitsVici
            || hosts.contains { $0.model.expectsFinalCounts != news.tellsFinalCounts && $0.model.expectsFinalCounts }
    }

    /// Takes in what needs no reconciling.
    mutating func use(_ news: ViciNews.Content, at now: UInt64) {
        self.now = now
        isViciUp = news.isUp
        if !news.isUp {
            // What was true a moment ago is not known to be so still.
            facts?.forgetTheMoment()
            if news.hasFailed { awaitsVici = false }
        }
        if let facts = news.facts { self.facts = facts }
        guard news.isUp || !news.counts.isEmpty || hosts.indices.contains(where: { isLocal($0) }) else { return }
        let host = localHost()
        if let facts = news.facts { counters.note(facts.messages, since: hosts[host].model.daemon.startedAt) }
        if let connections = news.connections, connections != loaded {
            loaded = connections
            expect(on: host, at: now)
            hosts[host].updateMembers(inventory.groups)
        }
        for count in news.counts {
            hosts[host].model.noteCount(count.id, spiIn: count.spiIn, count.traffic, isFinal: count.isFinal)
        }
        if hosts[host].model.expectsFinalCounts, !news.tellsFinalCounts {
            hosts[host].model.settleCloses(before: .max)
        }
        hosts[host].model.expectsFinalCounts = news.tellsFinalCounts
    }

    /// What charon's list has brought.
    struct Reconciled: Sendable {
        /// Whether anything is another than before.
        var isChange = false
        /// Whether charon is to be asked again soon.
        var isDoubtful = false
    }

    /// Corrects the state by charon's own list. The log was read up to its time.
    mutating func reconcile(_ snapshot: Snapshot, at now: UInt64) -> Reconciled {
        self.now = now
        awaitsVici = false
        let host = localHost()
        let trafficBefore = hosts[host].model.trafficRevision
        let corrections = hosts[host].model.reconcile(
            snapshot, first: EventMark(seq: nextSeq(host, 0), time: now))
        disagreements = corrections.count
        for correction in corrections {
            counters.events[EventKind.stateCorrected.rawValue, default: 0] += 1
            archive(
                .stateCorrected, host, 0,
                .init(
                    connection: correction.connection, tunnel: correction.tunnel, ikeSA: correction.ikeSA,
                    childSA: correction.childSA, believed: correction.believed, reason: correction.kind.rawValue,
                    source: "vici"), at: now)
        }
        hosts[host].model.settleCloses(before: now - min(now, TunnelModel.finalCountDelay))
        hosts[host].updateMembers(inventory.groups)
        let model = hosts[host].model
        return Reconciled(
            isChange: !corrections.isEmpty || model.trafficRevision != trafficBefore, isDoubtful: model.hasMissed)
    }
}
