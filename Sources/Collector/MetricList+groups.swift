internal import CharonLog
internal import Exposition
internal import Tunnels

/// The metrics of groups, and of what other services say.
extension MetricList {
    /// A group as it is shown: a link on each machine, a site once.
    private struct Shown {
        var labels: Labels
        var group: TunnelGroup
        /// Its tunnels, each by its machine's number and its index there.
        var members: [(machine: Int, tunnel: Int)]
    }

    mutating func groups(_ groups: [TunnelGroup]) {
        let shown = shown(groups)
        out.begin("charon_group_tunnels", .gauge, "Tunnels of the group, up or not.")
        for item in shown { out.sample(item.labels, UInt64(item.members.count)) }
        out.begin(
            "charon_group_tunnels_expected", .gauge,
            "Tunnels of the group that should be up: those that come up on demand are none.")
        for item in shown {
            let expected = item.members.count { member in
                let start = machines[member.machine].host.model.tunnels[member.tunnel].listing?.start
                return start != .trap && start != .template
            }
            out.sample(item.labels, UInt64(expected))
        }
        out.begin("charon_group_tunnels_up", .gauge, "Tunnels of the group that are up.")
        for item in shown {
            let up = item.members.count { machines[$0.machine].host.model.tunnels[$0.tunnel].isUp }
            out.sample(item.labels, UInt64(up))
        }
        let links = shown.filter { $0.group.kind == .link }
        out.begin(
            "charon_group_active", .gauge,
            "Whether the tunnel carries its link's traffic, as a failover service said; 0 for all when none said so.")
        for item in links {
            for member in item.members {
                let model = machines[member.machine].host.model
                let tunnel = model.tunnels[member.tunnel]
                let connection = model.connections[tunnel.connection].name
                var labels = item.labels.with("connection", connection.bytes)
                labels.add("tunnel", tunnel.name.bytes)
                let isActive = model.state(of: item.group).isActive(connection: connection, tunnel: tunnel.name)
                out.sample(labels, isActive ? 1 : UInt64(0))
            }
        }
        out.begin("charon_group_failovers_total", .counter, "Times that another tunnel took over the link's traffic.")
        for item in links {
            let state = state(of: item)
            out.sample(item.labels, state.failovers, created: state.createdAt ?? 0)
        }
        out.begin(
            "charon_group_last_failover_timestamp_seconds", .gauge, "When another tunnel last took over, 0 for never.")
        for item in links { out.sample(item.labels, microseconds: state(of: item).lastFailoverAt) }
    }

    private func state(of item: Shown) -> GroupState {
        item.members.first.map { machines[$0.machine].host.model.state(of: item.group) } ?? GroupState()
    }

    private func shown(_ groups: [TunnelGroup]) -> [Shown] {
        var shown: [Shown] = []
        for (number, group) in groups.enumerated() {
            let members = machines.indices.map { machine in
                let tunnels = machines[machine].host.members
                return tunnels.indices.contains(number) ? tunnels[number].map { (machine, $0) } : []
            }
            switch group.kind {
            case .link:
                // Of a machine that has none of its tunnels there is nothing to say, unless there is no other.
                for machine in machines.indices where !members[machine].isEmpty || machines.count == 1 {
                    shown.append(
                        Shown(
                            labels: Self.labels(machines[machine].labels, group), group: group,
                            members: members[machine]))
                }
            case .site:
                shown.append(
                    Shown(labels: Self.labels(Labels(), group), group: group, members: members.flatMap { $0 }))
            }
        }
        return shown
    }

    private static func labels(_ labels: Labels, _ group: TunnelGroup) -> Labels {
        labels.with("group", group.name).with("kind", group.kind.rawValue)
    }

    mutating func watches(_ watched: [WatchedService]) {
        out.begin(
            "charon_watch_events_total", .counter, "What other services said, by the rules of watch.file.")
        for machine in machines {
            var seen: Set<String> = []
            for service in watched {
                for series in service.series {
                    let isNew = seen.insert("\(service.name)\n\(series.event)\n\(series.value)").inserted
                    guard isNew else { continue }
                    var labels = machine.labels.with("watch", service.name)
                    labels.add("event", series.event)
                    labels.add("value", series.value)
                    let created = machine.host.watchedSince[service.name]?[series.event]?[series.value]
                    out.sample(
                        labels, machine.host.watched[service.name]?[series.event]?[series.value] ?? 0,
                        created: created ?? 0)
                }
            }
        }
    }
}
