internal import CharonLog
internal import Tunnels

/// What should be up, and what is no more.
extension PipelineState {
    /// Takes over what the configurations say now.
    mutating func use(_ inventory: InventoryState, at now: UInt64) {
        self.now = now
        counters.begin(at: now)
        // The first one is news to what the checkpoint brought, also when it is empty.
        let (hasListChanged, haveGroupsChanged) = (
            !hasInventory || inventory.expected != self.inventory.expected
                || inventory.isReadable != self.inventory.isReadable,
            !hasInventory || inventory.groups != self.inventory.groups
        )
        hasInventory = true
        self.inventory = inventory
        for name in inventory.expected.namedHosts where !hosts.contains(where: { $0.name == name }) {
            _ = addHost(.init(machine: Name(), name: name, host: name))
        }
        // Machines that were named once, never spoke, and are named no more.
        let named = Set(inventory.expected.namedHosts)
        removeHosts(
            Set(
                hosts.indices.filter { index in
                    !hosts[index].hasSpoken && !hosts[index].isPlaceholder && !hosts[index].hasArchived
                        && !named.contains(hosts[index].name)
                }))
        if inventory.expected.hasAnyHost, hosts.isEmpty { _ = firstHost() }
        for index in hosts.indices {
            if hasListChanged || haveGroupsChanged { expect(on: index, at: now) }
            hosts[index].updateMembers(inventory.groups, isForced: haveGroupsChanged)
        }
    }

    /// Tells a machine's model what is expected.
    mutating func expect(on host: Int, at now: UInt64) {
        var unreadable = Set(inventory.isReadable.filter { !$0.value }.map(\.key))
        if options.asksVici, loaded == nil { unreadable.insert(.vici) }
        let loaded = isLocal(host) ? loaded ?? [] : []
        hosts[host].model.expect(
            inventory.expected.on(hosts[host].name, loaded: loaded), unreadable: unreadable, at: now)
        for group in inventory.groups where group.kind == .link && group.isOn(host: hosts[host].name) {
            hosts[host].model.expect(group, at: now)
        }
        hosts[host].expect(options.watched, at: now)
    }

    /// When the next tunnel will have been gone long enough, microseconds since 1970 UTC.
    func nextForgetting() -> UInt64? {
        hosts.lazy.compactMap { $0.model.nextForgetting(after: options.forgetAfter) }.min()
    }

    /// Forgets tunnels that are gone from every configuration, and says so in the archive.
    /// - Returns: how many.
    mutating func forget(at now: UInt64) -> Int {
        var count = 0
        for host in hosts.indices {
            for (connection, tunnel) in hosts[host].model.forget(after: options.forgetAfter, at: now) {
                count += 1
                counters.events[EventKind.tunnelForgotten.rawValue, default: 0] += 1
                archive(
                    .tunnelForgotten, host, 0,
                    .init(connection: connection, tunnel: tunnel, reason: "not_configured"), at: now)
            }
            hosts[host].updateMembers(inventory.groups)
        }
        return count
    }

    /// Says which parts of the configuration concern nothing that there is.
    mutating func remarkOnWhatIsNotThere() {
        for (number, group) in inventory.groups.enumerated()
        where hosts.allSatisfy({ !$0.members.indices.contains(number) || $0.members[number].isEmpty }) {
            remarks.add("the group \(group.name) has no tunnel: no name fits what it lists", of: .group)
        }
        for host in hosts where !host.hasSpoken && !host.isPlaceholder {
            remarks.add(
                "tunnels are expected of the machine \(host.name.text), of which no entry was read", of: .machine)
        }
    }

    /// Names pairs of tunnels that look like a link and are in no group, as a suggestion.
    mutating func suggestLinks() {
        for host in hosts {
            let pairs = host.model.likelyLinks { index in
                host.groupOfTunnel.indices.contains(index) && host.groupOfTunnel[index] >= 0
            }
            for (one, other) in pairs {
                let names = [one, other].map { index in
                    let tunnel = host.model.tunnels[index]
                    return "\(host.model.connections[tunnel.connection].name.text)/\(tunnel.name.text)"
                }
                let selectors = host.model.tunnels[one]
                remarks.add(
                    """
                    \(names[0]) and \(names[1]) on \(host.host.text) carry the same traffic \
                    (\(selectors.localTS.text) === \(selectors.remoteTS.text)): if they back each other up, name them in \
                    the configuration: groups: [{ name: NAME, kind: link, tunnels: ["\(names[0])", "\(names[1])"] }]
                    """, of: .link)
            }
        }
    }
}
