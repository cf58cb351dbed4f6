internal import CharonLog
internal import Tunnels

/// What charon itself says, beside its log.
extension PipelineState {
    /// Whether a machine is the one that this runs on.
    func isLocal(_ host: Int) -> Bool {
        options.isOneMachine || hosts[host].process?.bootID == options.localBoot
    }

    /// The machine whose charon is asked; nil while no entry of it was read among those of others.
    private mutating func localHost() -> Int? {
        options.isOneMachine ? firstHost() : hosts.indices.first { isLocal($0) }
    }

    /// Takes in what needs no reconciling.
    mutating func use(_ news: ViciNews.Content, at now: UInt64) {
        self.now = now
        isViciUp = news.isUp
        if let facts = news.facts {
            self.facts = facts
            counters.note(facts.messages)
        }
        guard let host = localHost() else { return }
        if let connections = news.connections, connections != loaded {
            loaded = connections
            expect(on: host, at: now)
            hosts[host].updateMembers(inventory.groups)
        }
        for count in news.counts where count.time >= hosts[host].model.daemon.startedAt {
            hosts[host].model.noteCount(count.id, spiIn: count.spiIn, count.traffic, isFinal: count.isFinal)
        }
        if hosts[host].model.expectsFinalCounts, !news.tellsFinalCounts {
            hosts[host].model.settleCloses(before: .max)
        }
        hosts[host].model.expectsFinalCounts = news.tellsFinalCounts
    }

    /// Corrects the state by charon's own list. The log was read up to its time.
    mutating func reconcile(_ snapshot: Snapshot, at now: UInt64) {
        self.now = now
        guard let host = localHost(), snapshot.time > hosts[host].model.daemon.startedAt else { return }
        let corrections = hosts[host].model.reconcile(snapshot)
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
    }
}
