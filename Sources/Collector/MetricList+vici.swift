internal import Exposition
internal import Tunnels

/// The metrics that only charon itself can tell: they are there when it is asked (`vici.socket`).
extension MetricList {
    /// Certificates that have series.
    private static let maximumCertificates = 64

    /// - Parameters:
    ///   - facts: what charon says of itself; nil when it has not answered yet.
    ///   - counters: what was counted over charon's restarts.
    mutating func vici(_ facts: ViciFacts?, _ counters: ExporterCounters) {
        perTunnel(
            "charon_tunnel_received_packets_total", .counter, "Packets received, as charon was last asked."
        ) { $0.traffic.packetsIn }
        perTunnel("charon_tunnel_sent_packets_total", .counter, "Packets sent, as charon was last asked.") {
            $0.traffic.packetsOut
        }
        traffic()
        negotiated()
        let facts = facts ?? ViciFacts()
        certificates(facts)
        pools(facts)
        daemon(facts, counters)
    }

    private mutating func traffic() {
        out.begin(
            "charon_tunnel_last_traffic_timestamp_seconds", .gauge,
            "When the last packet was seen to pass, 0 for never.")
        for item in tunnels {
            out.sample(item.labels.with("direction", "received"), microseconds: item.tunnel.lastInAt)
            out.sample(item.labels.with("direction", "sent"), microseconds: item.tunnel.lastOutAt)
        }
        out.begin(
            "charon_tunnel_rekey_due_timestamp_seconds", .gauge,
            "When the next CHILD_SA of the tunnel is to be rekeyed, 0 when none is.")
        let dues = machines.map { $0.host.model.rekeyDues }
        for item in tunnels { out.sample(item.labels, microseconds: dues[item.machine][item.index]) }
    }

    private mutating func negotiated() {
        out.begin(
            "charon_ike_negotiated_info", .info, "What the peers of the connection's last IKE_SA have agreed upon.")
        for item in connections {
            guard let negotiated = item.connection.negotiated else { continue }
            var labels = item.labels.with("encryption", negotiated.encryption.bytes)
            labels.add("integrity", negotiated.integrity.bytes)
            labels.add("prf", negotiated.prf.bytes)
            labels.add("key_exchange", negotiated.keyExchange.bytes)
            labels.add("nat", negotiated.nat)
            labels.add("role", negotiated.isInitiator ? "initiator" : "responder")
            // charon's list does not have it, and its log tells of peers that can, not of those that cannot.
            labels.add("mobike", item.connection.supportsMOBIKE == true ? "yes" : "unknown")
            out.sample(labels, UInt64(1))
        }
        out.begin(
            "charon_tunnel_negotiated_info", .info, "What the peers of the tunnel's last CHILD_SA have agreed upon.")
        for item in tunnels {
            guard let negotiated = item.tunnel.negotiated else { continue }
            var labels = item.labels.with("protocol", negotiated.ipsecProtocol.bytes)
            labels.add("mode", negotiated.mode.bytes)
            labels.add("encryption", negotiated.encryption.bytes)
            labels.add("integrity", negotiated.integrity.bytes)
            labels.add("key_exchange", negotiated.keyExchange.bytes)
            labels.add("esn", negotiated.hasExtendedSequenceNumbers ? "yes" : "no")
            labels.add("encap", negotiated.isEncapsulated ? "yes" : "no")
            out.sample(labels, UInt64(1))
        }
    }

    private mutating func certificates(_ facts: ViciFacts) {
        out.begin(
            "charon_certificate_not_after_timestamp_seconds", .gauge,
            "Until when a certificate that charon has loaded is valid: its own, and its authorities', the first to expire first."
        )
        var seen: Set<String> = []
        for certificate in facts.certificates.prefix(Self.maximumCertificates) {
            let kind = certificate.hasPrivateKey ? "own" : "authority"
            guard seen.insert("\(certificate.subject.text)\n\(certificate.serial)\n\(kind)").inserted else { continue }
            var labels = Labels("subject", certificate.subject.bytes)
            labels.add("serial", certificate.serial)
            labels.add("kind", kind)
            out.sample(labels, Double(certificate.notAfter))
        }
    }

    private mutating func pools(_ facts: ViciFacts) {
        out.begin("charon_pool_addresses", .gauge, "Virtual IP addresses of a pool.")
        for pool in facts.pools { out.sample(Labels("pool", pool.name.bytes), pool.size) }
        out.begin("charon_pool_leases", .gauge, "Virtual IP addresses of a pool that are assigned, by their state.")
        for pool in facts.pools {
            out.sample(Labels("pool", pool.name.bytes).with("state", "online"), pool.online)
            out.sample(Labels("pool", pool.name.bytes).with("state", "offline"), pool.offline)
        }
    }

    private mutating func daemon(_ facts: ViciFacts, _ counters: ExporterCounters) {
        out.begin(
            "charon_ike_messages_total", .counter,
            "IKE messages by kind, where charon's plugin counters counts them.")
        for (key, count) in counters.messages.sorted(by: { $0.key < $1.key }) {
            out.sample(Labels("message", key), count, created: counters.messagesCreatedAt ?? 0)
        }
        out.begin("charon_workers", .gauge, "charon's threads.")
        if let workers = facts.workers, let idle = facts.idleWorkers {
            out.sample(Labels("state", "active"), workers - min(workers, idle))
            out.sample(Labels("state", "idle"), idle)
        }
        out.begin("charon_queued_jobs", .gauge, "Jobs that wait for a thread, by priority.")
        for queue in facts.queues { out.sample(Labels("priority", "\(queue.priority)"), queue.count) }
        out.begin("charon_ike_sas_half_open", .gauge, "IKE_SAs that are being set up.")
        if let halfOpen = facts.halfOpen { out.sample(Labels(), halfOpen) }
    }
}
