internal import Bytes
internal import Tunnels
internal import Web

/// The tunnels that are asked for, as they are now.
struct TunnelList: Sendable {
    static let parameters = [
        APIParameter("host", isRepeatable: true, "The machine; `*` is any text, `?` any character."),
        APIParameter("connection", isRepeatable: true, "The connection; `*` is any text, `?` any character."),
        APIParameter("tunnel", isRepeatable: true, "The tunnel; `*` is any text, `?` any character."),
        APIParameter("group", isRepeatable: true, "A group of the configuration, by its name."),
        APIParameter("state", form: .words(State.allCases.map(\.rawValue)), isRepeatable: true, "The state."),
    ]

    enum State: String, CaseIterable {
        case up, down
        /// Up, but for the outbound half, which has not followed within a few seconds.
        case inboundOnly = "inbound_only"
    }

    private let hosts: [NamePattern]
    private let connections: [NamePattern]
    private let tunnels: [NamePattern]
    private let groups: [String]
    private let states: [State]

    private let request: WebRequest

    /// - Throws: `APIError` for a group that is not there.
    init(_ request: WebRequest, _ arguments: APIArguments, _ collection: Collection) throws(APIError) {
        self.request = request
        hosts = arguments["host"].map { NamePattern($0) }
        connections = arguments["connection"].map { NamePattern($0) }
        tunnels = arguments["tunnel"].map { NamePattern($0) }
        groups = arguments["group"]
        states = arguments["state"].compactMap(State.init)
        _ = try arguments.groups(collection.configuration)
    }

    func answer(_ collection: Collection) -> WebAnswer {
        // Asked first: what becomes ready in between is shown.
        let notReady = Exporter.whyNotReady(collection)
        let now = Clock.now()
        let (tag, document) = collection.pipeline.withState { state -> (String, JSONDocument?) in
            let isReady = state.isReady(at: now)
            let tag = Self.tag(state, isReady, now)
            guard !request.has(tag: tag) else { return (tag, nil) }
            return (
                tag,
                JSONDocument { document in
                    document.time("time", now)
                    document.flag("ready", isReady)
                    if !isReady { document.text("not_ready", notReady) }
                    document.list("tunnels") { list in
                        guard isReady else { return }
                        for item in shown(state.hosts, state.inventory.groups, now) { item.append(onto: &list) }
                    }
                }
            )
        }
        var answer =
            document.map { WebAnswer($0) } ?? WebAnswer(status: 304, contentType: "application/json", body: .bytes([]))
        answer.headers["Cache-Control"] = "no-store"
        answer.headers["ETag"] = tag
        return answer
    }

    /// Another one counts anew.
    private static let process = Clock.now()

    /// While this stays the same, so do the tunnels (RFC 9110, section 8.8.3); `time` does not count.
    private static func tag(_ state: borrowing PipelineState, _ isReady: Bool, _ now: UInt64) -> String {
        let inboundOnly = state.hosts.reduce(0) { $0 + $1.model.inboundOnlyTunnels(at: now) }
        return "W/\"\(process)-\(state.revision)-\(inboundOnly)\(isReady ? "" : "-not-ready")\""
    }

    /// By host, connection and tunnel.
    private func shown(_ hosts: [HostState], _ groups: [TunnelGroup], _ now: UInt64) -> [Item] {
        var items: [Item] = []
        for host in hosts where Self.matches(self.hosts, host.host) {
            let wanted = groups.indices.filter { self.groups.contains(groups[$0].name) }
            let members = Set(wanted.flatMap { host.members.indices.contains($0) ? host.members[$0] : [] })
            let actives = Self.actives(host, groups)
            let sites = Self.sites(host, groups)
            for (index, tunnel) in host.model.tunnels.enumerated() where !tunnel.isOverflow {
                guard self.groups.isEmpty || members.contains(index) else { continue }
                var item = Item(host, index, isActive: actives[index], groups, now)
                guard Self.matches(connections, item.facts.connection), Self.matches(tunnels, item.facts.tunnel),
                    states.isEmpty || states.contains(item.state)
                else { continue }
                item.sites = sites[index] ?? []
                items.append(item)
            }
        }
        return items.sorted { $0.precedes($1) }
    }

    /// - Parameter patterns: none: any name is right.
    private static func matches(_ patterns: [NamePattern], _ name: Name) -> Bool {
        patterns.isEmpty || patterns.contains { $0.matches(name) }
    }

    /// Names of the sites that a tunnel leads to.
    private static func sites(_ host: HostState, _ groups: [TunnelGroup]) -> [Int: [String]] {
        var sites: [Int: [String]] = [:]
        for (number, group) in groups.enumerated() where group.kind == .site && host.members.indices.contains(number) {
            for index in host.members[number] { sites[index, default: []].append(group.name) }
        }
        return sites
    }

    /// Whether a tunnel carries its link's traffic; of those alone whose link tells which one does.
    private static func actives(_ host: HostState, _ groups: [TunnelGroup]) -> [Int: Bool] {
        var actives: [Int: Bool] = [:]
        for (number, group) in groups.enumerated() where group.kind == .link && host.members.indices.contains(number) {
            let state = host.model.state(of: group)
            guard state.active != nil else { continue }
            for index in host.members[number] where actives[index] == nil {
                let tunnel = host.model.tunnels[index]
                let connection = host.model.connections[tunnel.connection].name
                actives[index] = state.isActive(connection: connection, tunnel: tunnel.name)
            }
        }
        return actives
    }
}

extension TunnelList {
    /// A tunnel as it is shown.
    private struct Item {
        let host: Name
        let facts: TunnelFacts
        let tunnel: Tunnel
        let state: State
        let isActive: Bool?
        var sites: [String] = []

        init(_ host: HostState, _ index: Int, isActive: Bool?, _ groups: [TunnelGroup], _ now: UInt64) {
            self.host = host.host
            facts = TunnelFacts(host, index, groups: groups)
            tunnel = host.model.tunnels[index]
            state = !tunnel.isUp ? .down : tunnel.isInboundOnly(at: now) ? .inboundOnly : .up
            self.isActive = isActive
        }

        /// When it went into its state, microseconds since 1970 UTC; 0 for unknown.
        private var since: UInt64 {
            switch state {
            case .up: tunnel.establishedAt
            case .down: tunnel.downAt
            case .inboundOnly: tunnel.inboundAt
            }
        }

        func precedes(_ other: Item) -> Bool {
            for (one, two) in [
                (host, other.host), (facts.connection, other.facts.connection), (facts.tunnel, other.facts.tunnel),
            ] where one != two {
                return one.bytes.lexicographicallyPrecedes(two.bytes)
            }
            return false
        }

        func append(onto list: inout JSONDocument) {
            list.object { object in
                object.text("host", host)
                object.text("connection", facts.connection)
                object.text("tunnel", facts.tunnel)
                object.text("state", state.rawValue)
                object.flag("uncertain", tunnel.isUncertain)
                object.time("since", since)
                object.number("child_sas", tunnel.childSAs)
                object.text("group", facts.group)
                if !sites.isEmpty { object.list("sites", sites) }
                object.flag("active", isActive)
                object.known("peer", facts.peer)
                object.known("local_ts", facts.localTS)
                object.known("remote_ts", facts.remoteTS)
                object.number("received_bytes", tunnel.receivedBytes)
                object.number("sent_bytes", tunnel.sentBytes)
                object.text("last_down_reason", tunnel.lastDownReason?.rawValue)
                object.time("last_down_at", tunnel.downAt)
                object.time("established_at", tunnel.establishedAt)
                object.time("last_rekey_at", tunnel.lastRekeyAt)
                object.text("start", facts.start?.rawValue)
                object.text("source", facts.source)
            }
        }
    }
}
