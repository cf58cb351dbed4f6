internal import Exposition
internal import Tunnels

/// The events that exemplars lead to.
struct ExemplarList {
    /// Of each machine, in the order of the pipeline's: its name where there is more than one, and what its archive has.
    private let machines: [(labels: Labels, directory: String, seqs: Range<UInt64>)]

    /// - Parameter archive: what was written; nil for no exemplars.
    init(_ hosts: [HostState], _ archive: ArchiveFacts?) {
        machines = hosts.map { host in
            // What is not written yet may never be, and its number be given to another event.
            let next = archive?.nextSeqs[host.directory] ?? 0
            return (
                hosts.count > 1 ? Labels("host", host.host.bytes) : Labels(), host.directory,
                min(host.deletedThrough + 1, next)..<next
            )
        }
    }

    /// An event of a machine's archive.
    subscript(machine: Int, mark: EventMark?) -> Exemplar? {
        guard let mark, machines.indices.contains(machine), machines[machine].seqs.contains(mark.seq) else {
            return nil
        }
        return Exemplar(machines[machine].labels.with("seq", "\(mark.seq)"), value: mark.value, time: mark.time)
    }

    /// The same by the directory of the archive.
    subscript(directory: String, mark: EventMark) -> Exemplar? {
        machines.firstIndex { $0.directory == directory }.flatMap { self[$0, mark] }
    }
}

/// What fails, and how long things take: with the events that tell.
extension MetricList {
    /// Reasons that each connection has from the start. There are about two hundred more, each there from when it is
    /// counted first: a series of each for every connection would be too many.
    private static let usualReasons = [
        "authentication_failed", "certificate_invalid", "identity_mismatch", "no_proposal_chosen", "no_trusted_key",
        "peer_not_responding", "psk_mismatch", "ts_unacceptable",
    ]

    mutating func failures() {
        out.begin("charon_ike_failures_total", .counter, "Negotiations that failed, by reason.")
        let usual = Self.usualReasons.map { Labels("reason", $0) }
        for index in connections.indices {
            for (reason, labels) in zip(Self.usualReasons, usual) { failure(reason, labels, index) }
            let others = connections[index].connection.failures.keys.filter { !Self.usualReasons.contains($0) }
            for reason in others.sorted() { failure(reason, Labels("reason", reason), index) }
        }
        out.begin("charon_authentications_total", .counter, "Authentications of peers, by result and kind of method.")
        let methods = Connection.Method.allCases.map { method in
            let labels = Labels("method", method.rawValue)
            return (method, labels.with("result", "success"), labels.with("result", "failure"))
        }
        for index in connections.indices {
            let (labels, created) = (connections[index].labels, connections[index].connection.createdAt ?? 0)
            for (number, (method, success, failure)) in methods.enumerated() {
                out.sample(
                    labels, and: success, connections[index].connection.authenticated[number], created: created)
                out.sample(
                    labels, and: failure, connections[index].connection.rejected[number], created: created,
                    exemplar: exemplar(index, .rejected(method)))
            }
        }
        out.begin(
            "charon_peer_timeouts_total", .counter, "Established IKE_SAs given up as the peer stopped answering.")
        for index in connections.indices {
            out.sample(
                connections[index].labels, connections[index].connection.peerTimeouts,
                created: connections[index].connection.createdAt ?? 0, exemplar: exemplar(index, .peerTimeout))
        }
    }

    private mutating func failure(_ reason: String, _ labels: Labels, _ index: Int) {
        out.sample(
            connections[index].labels, and: labels, connections[index].connection.failures[reason] ?? 0,
            created: connections[index].connection.createdAt ?? 0, exemplar: exemplar(index, .failure(reason)))
    }

    private func exemplar(_ index: Int, _ counter: Connection.FailureCounter) -> Exemplar? {
        exemplars[connections[index].machine, connections[index].connection.lastEvents[counter]]
    }

    mutating func histograms() {
        out.begin(
            "charon_ike_establish_seconds", .histogram, "Time from an IKE_SA's first message until it was established.")
        for machine in machines.indices { histogram(machine, machines[machine].host.model.establishSeconds) }
        out.begin("charon_tunnel_outage_seconds", .histogram, "Time from a tunnel's going down until it was up again.")
        for machine in machines.indices { histogram(machine, machines[machine].host.model.outageSeconds) }
    }

    private mutating func histogram(_ machine: Int, _ histogram: Histogram) {
        out.histogram(
            machines[machine].labels, bounds: histogram.bounds, counts: histogram.counts, sum: histogram.sum,
            created: machines[machine].host.model.createdAt ?? 0,
            exemplars: histogram.counts.indices.map { exemplars[machine, histogram.lastEvents[$0]] })
    }
}
