internal import Archive
internal import CharonLog
internal import Exposition
internal import Tunnels

/// Every metric: its name, its HELP text, and where its value comes from.
struct MetricList {
    var out: Exposition
    /// Each machine with the labels that all of its samples have: `host` when there is more than one.
    let machines: [(labels: Labels, host: HostState)]
    let tunnels: [TunnelRow]
    let connections: [ConnectionRow]
    let exemplars: ExemplarList
    /// When this process began, microseconds since 1970 UTC; 0 where that is not known.
    let startedAt: UInt64

    /// Renders all metrics.
    /// - Parameters:
    ///   - pipeline: the state to show. Before what was logged was read to its end once, and charon has answered if it
    ///     is asked, only the exporter's own metrics are shown: the state would be one of the past.
    ///   - archive: what was written, or nil when nothing is archived.
    ///   - web: what the server says of itself, or nil when there is none.
    ///   - now: microseconds since 1970 UTC.
    ///   - format: what to write it in.
    static func render(
        _ pipeline: borrowing PipelineState, archive: ArchiveFacts?, process: ProcessStatistics?,
        web: WebFacts? = nil, now: UInt64, format: Format = .text
    ) -> [UInt8] {
        var list = MetricList(ofState: pipeline, archive, process, now: now, format)
        list.state(pipeline, now: now)
        list.exporter(pipeline, archive, web, process, now: now)
        return list.out.finish()
    }

    /// The first part of what `render` gives: it stays the same as long as the state does, which is `StateKey`.
    static func renderState(
        _ pipeline: borrowing PipelineState, archive: ArchiveFacts?, now: UInt64, format: Format
    ) -> [UInt8] {
        var list = MetricList(ofState: pipeline, archive, nil, now: now, format)
        list.state(pipeline, now: now)
        return list.out.take()
    }

    /// The other part: the exporter's own metrics.
    /// - Parameter hidesProcess: leaves out what is about this process; when it began is told still, by its counters.
    static func renderExporter(
        _ pipeline: borrowing PipelineState, archive: ArchiveFacts?, process: ProcessStatistics?, web: WebFacts?,
        hidesProcess: Bool, now: UInt64, format: Format
    ) -> [UInt8] {
        var list = MetricList(
            hosts: [], ExemplarList(pipeline.hosts, format.kind == .text ? nil : archive), process, format)
        list.exporter(pipeline, archive, web, hidesProcess ? nil : process, now: now)
        return list.out.finish()
    }

    private init(
        ofState pipeline: borrowing PipelineState, _ archive: ArchiveFacts?, _ process: ProcessStatistics?,
        now: UInt64, _ format: Format
    ) {
        self.init(
            hosts: pipeline.isReady(at: now) ? pipeline.hosts : [],
            // The text format has none.
            ExemplarList(pipeline.hosts, format.kind == .text ? nil : archive), process, format)
    }

    /// charon's state.
    private mutating func state(_ pipeline: borrowing PipelineState, now: UInt64) {
        guard pipeline.isReady(at: now) else { return }
        daemon()
        certainty()
        tunnelState(now, groups: pipeline.inventory.groups)
        tunnelTraffic()
        groups(pipeline.inventory.groups)
        ikeState()
        ikeCounters()
        failures()
        histograms()
        watches(pipeline.options.watched)
        if pipeline.options.asksVici { vici(pipeline.facts, pipeline.counters) }
    }

    private mutating func exporter(
        _ pipeline: borrowing PipelineState, _ archive: ArchiveFacts?, _ web: WebFacts?, _ process: ProcessStatistics?,
        now: UInt64
    ) {
        exporter(pipeline, isReady: pipeline.isReady(at: now))
        if let archive { self.archive(archive, pipeline) }
        if let web { self.web(web) }
        if let process { self.process(process) }
    }

    private init(hosts: [HostState], _ exemplars: ExemplarList, _ process: ProcessStatistics?, _ format: Format) {
        self.exemplars = exemplars
        startedAt = process.map { UInt64($0.startTime * 1_000_000) } ?? 0
        let machines = hosts.map { host in
            (labels: hosts.count > 1 ? Labels("host", host.host.bytes) : Labels(), host: host)
        }
        self.machines = machines
        var tunnels: [TunnelRow] = []
        var connections: [ConnectionRow] = []
        for (number, machine) in machines.enumerated() {
            let model = machine.host.model
            for (index, tunnel) in model.tunnels.enumerated() where !tunnel.isOverflow {
                let connection = model.connections[tunnel.connection].name
                let labels = machine.labels.with("connection", connection.bytes).with("tunnel", tunnel.name.bytes)
                tunnels.append(TunnelRow(labels, tunnel, machine: number, index: index))
            }
            for connection in model.connections where !connection.isOverflow {
                let labels = machine.labels.with("connection", connection.name.bytes)
                connections.append(ConnectionRow(labels, connection, machine: number))
            }
        }
        self.tunnels = tunnels
        self.connections = connections
        out = Exposition(
            format, capacity: Self.size(tunnels.lazy.map(\.labels), connections.lazy.map(\.labels), format))
    }

    /// About how many bytes there will be, rather too many: what is not used is never touched. A text that grows over its
    /// memory is copied to twice as much.
    private static func size(
        _ tunnels: some Sequence<Labels>, _ connections: some Sequence<Labels>, _ format: Format
    ) -> Int {
        let (perTunnel, perConnection) = format == .text ? (32, 36) : (52, 64)
        return tunnels.reduce(256 * 1024) { $0 + perTunnel * ($1.bytes.count + 64) }
            + connections.reduce(0) { $0 + perConnection * ($1.bytes.count + 64) }
    }

    // MARK: The daemon

    private mutating func daemon() {
        out.begin("charon_up", .gauge, "Whether charon runs, as far as its log, its process and its answers tell.")
        for machine in machines { out.sample(machine.labels, machine.host.model.daemon.isUp == true ? 1 : UInt64(0)) }
        out.begin("charon_starts_total", .counter, "Starts of charon that were seen.")
        for machine in machines {
            let model = machine.host.model
            out.sample(machine.labels, model.daemon.starts, created: model.createdAt ?? 0)
        }
        out.begin("charon_start_timestamp_seconds", .gauge, "When charon last started, 0 when that was not seen.")
        for machine in machines { out.sample(machine.labels, microseconds: machine.host.model.daemon.startedAt) }
        out.begin("charon_info", .info, "The release of strongSwan, empty where its log does not say.")
        for machine in machines {
            out.sample(machine.labels.with("version", machine.host.model.daemon.version.bytes), UInt64(1))
        }
    }

    private mutating func certainty() {
        out.begin(
            "charon_log_level_too_low", .gauge,
            "Whether charon logs so little that a tunnel's end may not be seen: its group ike below level 1.")
        for machine in machines { out.sample(machine.labels, machine.host.model.daemon.logsTooLittle ? 1 : UInt64(0)) }
        perTunnel(
            "charon_tunnel_uncertain", .gauge,
            "Whether missing entries may hide a change of the tunnel's state since its last proof."
        ) { $0.isUncertain ? 1 : 0 }
        perConnection(
            "charon_ike_uncertain", .gauge,
            "Whether missing entries may hide a change of the connection's IKE_SAs since their last proof."
        ) { $0.isUncertain ? 1 : 0 }
    }

    // MARK: Tunnels

    private mutating func tunnelState(_ now: UInt64, groups: [TunnelGroup]) {
        perTunnel(
            "charon_tunnel_up", .gauge,
            "Whether a CHILD_SA of that name is installed, an inbound-only one included."
        ) { $0.isUp ? 1 : 0 }
        perTunnel("charon_tunnel_child_sas", .gauge, "CHILD_SAs that are installed.") { $0.childSAs }
        perTunnel(
            "charon_tunnel_inbound_only", .gauge,
            "Whether the outbound half of the CHILD_SA has not followed within 5 seconds."
        ) { $0.isInboundOnly(at: now) ? 1 : 0 }
        out.begin(
            "charon_tunnel_established_timestamp_seconds", .gauge, "When the tunnel last came up, 0 for never.")
        for item in tunnels {
            out.sample(item.labels, microseconds: item.tunnel.establishedAt)
        }
        out.begin("charon_tunnel_down_timestamp_seconds", .gauge, "When the tunnel last went down, 0 for never.")
        for item in tunnels { out.sample(item.labels, microseconds: item.tunnel.downAt) }
        out.begin("charon_tunnel_transitions_total", .counter, "Times that the tunnel came up and went down.")
        let (up, down) = (Labels("to", "up"), Labels("to", "down"))
        for item in tunnels {
            out.sample(item.labels, and: up, item.tunnel.ups, created: item.createdAt)
            out.sample(item.labels, and: down, item.tunnel.downTotal, created: item.createdAt)
        }
        out.begin("charon_tunnel_downs_total", .counter, "Times that the tunnel went down, by what ended it.")
        let reasons = DownReason.allCases.map { ($0, Labels("reason", $0.rawValue)) }
        for item in tunnels {
            for (number, (reason, labels)) in reasons.enumerated() {
                out.sample(
                    item.labels, and: labels, item.tunnel.downs[number], created: item.createdAt,
                    exemplar: exemplars[item.machine, item.tunnel.lastDowns[reason]])
            }
        }
        perTunnel(
            "charon_tunnel_established_total", .counter, "CHILD_SAs that were established, rekeyings left out."
        ) { $0.established }
        perTunnel("charon_tunnel_rekeys_total", .counter, "CHILD_SAs that replaced another by rekeying.") { $0.rekeys }
        out.begin(
            "charon_tunnel_last_rekey_timestamp_seconds", .gauge, "When a CHILD_SA was last rekeyed, 0 for never.")
        for item in tunnels {
            out.sample(item.labels, microseconds: item.tunnel.lastRekeyAt)
        }
        out.begin(
            "charon_tunnel_info", .info,
            "What the tunnel is: its group, its peer and traffic selectors where one peer uses it, what brings it up, and where it is known from."
        )
        for item in tunnels { out.sample(info(item.machine, item.index, item.labels, groups), UInt64(1)) }
    }

    private func info(_ machine: Int, _ index: Int, _ labels: Labels, _ groups: [TunnelGroup]) -> Labels {
        let facts = TunnelFacts(machines[machine].host, index, groups: groups)
        var labels = labels.with("group", facts.group ?? "")
        labels.add("peer", facts.peer.bytes)
        labels.add("local_ts", facts.localTS.bytes)
        labels.add("remote_ts", facts.remoteTS.bytes)
        labels.add("start", facts.start?.rawValue ?? "")
        labels.add("source", facts.source)
        return labels
    }

    private mutating func tunnelTraffic() {
        perTunnel(
            "charon_tunnel_received_bytes_total", .counter,
            "Bytes received through CHILD_SAs: those of a live one are added at its end, or whenever charon is asked."
        ) { $0.receivedBytes }
        perTunnel(
            "charon_tunnel_sent_bytes_total", .counter,
            "Bytes sent through CHILD_SAs, counted alike; a lower bound where charon is not asked, as it logs an older count when it rekeys."
        ) { $0.sentBytes }
        perTunnel(
            "charon_tunnel_unaccounted_closes_total", .counter,
            "CHILD_SAs that ended without a logged byte count."
        ) { $0.unaccountedCloses }
    }

    mutating func perTunnel(
        _ name: StaticString, _ kind: Exposition.Kind, _ help: StaticString, _ value: (Tunnel) -> UInt64
    ) {
        out.begin(name, kind, help)
        for item in tunnels {
            out.sample(
                item.labels, value(item.tunnel), created: item.createdAt)
        }
    }

    // MARK: IKE_SAs

    private mutating func ikeState() {
        perConnection("charon_ike_up", .gauge, "Whether an IKE_SA of that connection is established.") {
            $0.count(.established) > 0 ? 1 : 0
        }
        out.begin("charon_ike_sas", .gauge, "IKE_SAs by state.")
        let states = IKESA.State.allCases.map { Labels("state", $0.rawValue) }
        for item in connections {
            for (number, labels) in states.enumerated() {
                out.sample(item.labels, and: labels, item.connection.ikeSAs[number])
            }
        }
        out.begin("charon_ike_info", .info, "What the connection's last IKE_SA was, where one peer uses it.")
        for item in connections {
            let connection = item.connection
            let isSingle = connection.hasOnePeer
            var labels = item.labels.with("version", connection.version == 0 ? "" : String(connection.version))
            labels.add("local_host", connection.localHost.bytes)
            labels.add("remote_host", isSingle ? connection.remoteHost.bytes : [])
            labels.add("local_id", connection.localID.bytes)
            labels.add("remote_id", isSingle ? connection.remoteID.bytes : [])
            labels.add("proposal", connection.proposal.bytes)
            out.sample(labels, UInt64(1))
        }
    }

    private mutating func ikeCounters() {
        out.begin("charon_ike_initiations_total", .counter, "IKE_SAs that were begun, rekeyings left out, by our role.")
        let roles = IKESA.Role.allCases.map { Labels("role", $0.rawValue) }
        for item in connections {
            for (number, labels) in roles.enumerated() {
                out.sample(
                    item.labels, and: labels, item.connection.initiations[number], created: item.createdAt)
            }
        }
        perConnection("charon_ike_established_total", .counter, "IKE_SAs that were established, rekeyings left out.") {
            $0.established
        }
        perConnection("charon_ike_rekeys_total", .counter, "IKE_SAs that replaced another by rekeying.") { $0.rekeys }
        perConnection("charon_ike_reauthentications_total", .counter, "Reauthentications that were begun here.") {
            $0.reauthentications
        }
        out.begin("charon_ike_deletes_total", .counter, "IKE_SAs that were deleted, by who asked for it.")
        let askers = Connection.DeletedBy.allCases.map { Labels("by", $0.rawValue) }
        for item in connections {
            for (number, labels) in askers.enumerated() {
                out.sample(item.labels, and: labels, item.connection.deletes[number], created: item.createdAt)
            }
        }
        perConnection("charon_retransmits_total", .counter, "Requests that were sent again as no answer came.") {
            $0.retransmits
        }
        perConnection("charon_dpd_requests_total", .counter, "Dead peer detection requests that were sent.") {
            $0.dpdRequests
        }
    }

    mutating func perConnection(
        _ name: StaticString, _ kind: Exposition.Kind, _ help: StaticString, _ value: (Connection) -> UInt64
    ) {
        out.begin(name, kind, help)
        for item in connections {
            out.sample(
                item.labels, value(item.connection),
                created: item.createdAt)
        }
    }
}
