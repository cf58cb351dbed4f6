internal import Archive
internal import Bytes
internal import CharonLog
internal import Journal
internal import Tunnels

/// What other services say, by the operator's rules.
extension PipelineState {
    /// Uses an entry of a service that is watched. What no rule fits is of no interest.
    mutating func useWatched(
        _ service: Int, _ entry: Entry, _ bytes: Span<UInt8>, _ host: Int, _ source: Int, at time: UInt64
    ) {
        let watch = options.watched[service]
        if sources[source].kind == .file, hosts[host].stream?.isText == false {
            // In a text log beside the journal it is the journal's, perhaps of long ago.
            if sources[source].isStateActive { counters.copies += 1 }
            return
        }
        for rule in watch.rules {
            event.reset()
            guard rule.pattern.match(bytes, entry[.message], into: &event) else { continue }
            event.kind = rule.kind
            event.message = entry[.message]
            var groups: [String] = []
            if sources[source].isStateActive {
                hosts[host].watched[watch.name, default: [:]][rule.event, default: [:]][
                    rule.value(event, bytes), default: 0] += 1
                counters.events[rule.kind.rawValue, default: 0] += 1
                if rule.kind != .watched { groups = noteActive(rule, watch.name, bytes, host, at: time) }
            }
            guard hasArchive, hosts[host].isArchiving(source) else { return }
            record.appendWatched(
                event, bytes, at: time, host: hosts[host].host.bytes, seq: hosts[host].nextSeq,
                service: watch.name, name: rule.event, groups: groups, source: sources[source].kind,
                onto: &hosts[host].block.content)
            hosts[host].noteArchived(at: time)
            return
        }
    }

    /// Takes a failover service at its word.
    /// - Returns: the links that it is about.
    private mutating func noteActive(
        _ rule: WatchRule, _ service: String, _ bytes: Span<UInt8>, _ host: Int, at time: UInt64
    ) -> [String] {
        let member = rule.kind == .tunnelActivated ? rule.member(event, bytes) : nil
        var links: [String] = []
        for group in inventory.groups
        where group.kind == .link && group.isOn(host: hosts[host].name) && rule.group ?? group.name == group.name {
            if hosts[host].model.noteActive(member, in: group, at: time) { links.append(group.name) }
        }
        if links.isEmpty {
            let what = member.map { "\($0.text), which is not one member of a link" } ?? "a link, and there is none"
            remarks.add(
                "\(service) on \(hosts[host].host.text) tells of \(what): see groups in the configuration",
                of: .failover)
        }
        return links
    }
}
