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
        for item in connections {
            for (reason, labels) in zip(Self.usualReasons, usual) { failure(reason, labels, item) }
            guard !item.connection.failures.isEmpty else { continue }
            let others = item.connection.failures.keys.filter { !Self.usualReasons.contains($0) }
            for reason in others.sorted() { failure(reason, Labels("reason", reason), item) }
        }
        out.begin("charon_authentications_total", .counter, "Authentications of peers, by result and kind of method.")
        let methods = Connection.Method.allCases.map { method in
            let labels = Labels("method", method.rawValue)
            return (method, labels.with("result", "success"), labels.with("result", "failure"))
        }
        for item in connections {
            for (number, (method, success, failure)) in methods.enumerated() {
                out.sample(
                    item.labels, and: success, item.connection.authenticated[number], created: item.createdAt)
                out.sample(
                    item.labels, and: failure, item.connection.rejected[number], created: item.createdAt,
                    exemplar: exemplar(item, .rejected(method)))
            }
        }
        out.begin(
            "charon_peer_timeouts_total", .counter, "Established IKE_SAs given up as the peer stopped answering.")
        for item in connections {
            out.sample(
                item.labels, item.connection.peerTimeouts, created: item.createdAt,
                exemplar: exemplar(item, .peerTimeout))
        }
    }

    private mutating func failure(_ reason: String, _ labels: Labels, _ item: ConnectionRow) {
        out.sample(
            item.labels, and: labels, item.connection.failures[reason] ?? 0, created: item.createdAt,
            exemplar: exemplar(item, .failure(reason)))
    }

    private func exemplar(_ item: ConnectionRow, _ counter: Connection.FailureCounter) -> Exemplar? {
        // Most have none, and a key is dear.
        guard !item.connection.lastEvents.isEmpty else { return nil }
        return exemplars[item.machine, item.connection.lastEvents[counter]]
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
