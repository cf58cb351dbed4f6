internal import CharonLog

/// What is known for certain: where entries are missing, the state that they may have changed is uncertain until a
/// line proves it.
///
/// A CHILD_SA is proven by a line that says that it is installed; an IKE_SA by any line that a thread wrote with it in
/// hand. The end of all of charon proves that nothing is up.
extension TunnelModel {
    /// Entries are missing that may have changed anything that was last heard of until then.
    /// - Parameter time: up to when they were written, microseconds since 1970 UTC.
    package mutating func noteGap(until time: UInt64) {
        for (id, childSA) in childSAs where childSA.installedAt <= time && !childSA.isUnproven {
            childSAs[id]?.isUnproven = true
            tunnels[childSA.tunnel].unprovenChildSAs += 1
        }
        for index in tunnels.indices where tunnels[index].changedAt <= time { tunnels[index].hasGap = true }
        for (id, sa) in ikeSAs where sa.startedAt <= time { ikeSAs[id]?.isUnproven = true }
        for index in connections.indices { connections[index].hasGap = true }
        for sa in ikeSAs.values where !sa.isUnproven && sa.state == .established {
            if let connection = sa.connection { connections[connection].hasGap = false }
        }
        hasGap = true
        gapUntil = max(gapUntil, time)
    }

    /// A line was written with an IKE_SA in hand: it lives.
    mutating func proveIKESA(_ id: UInt32) {
        guard hasGap, let sa = ikeSAs[id] else { return }
        if sa.isUnproven { ikeSAs[id]?.isUnproven = false }
        if sa.state == .established, let connection = sa.connection { connections[connection].hasGap = false }
    }

    /// An IKE_SA may have ended, and its CHILD_SAs with it.
    mutating func doubtIKESA(_ id: UInt32) {
        guard let sa = ikeSAs[id], !sa.isUnproven else { return }
        hasGap = true
        ikeSAs[id]?.isUnproven = true
        if let connection = sa.connection { connections[connection].hasGap = true }
        for child in sa.children { doubtChildSA(child) }
    }

    /// A CHILD_SA may have ended.
    mutating func doubtChildSA(_ id: UInt32) {
        guard let childSA = childSAs[id], !childSA.isUnproven else { return }
        hasGap = true
        childSAs[id]?.isUnproven = true
        tunnels[childSA.tunnel].unprovenChildSAs += 1
        tunnels[childSA.tunnel].hasGap = true
    }

    /// After an IKE_SA has ended: what is left of its connection may have ended unseen.
    mutating func doubtIKESAs(of connection: Int) {
        guard hasGap else { return }
        var hasUnproven = false
        for sa in ikeSAs.values where sa.connection == connection {
            if !sa.isUnproven { return }
            hasUnproven = true
        }
        if hasUnproven { connections[connection].hasGap = true }
    }

    /// A line says that a CHILD_SA is installed.
    mutating func proveChildSA(_ id: UInt32) {
        guard hasGap, let childSA = childSAs[id] else { return }
        if childSA.isUnproven {
            childSAs[id]?.isUnproven = false
            tunnels[childSA.tunnel].unprovenChildSAs -= 1
        }
        settleGap(of: childSA.tunnel)
    }

    /// When one is proven and none is in doubt, nothing is uncertain any more.
    mutating func settleGap(of tunnel: Int) {
        if tunnels[tunnel].childSAs > 0, tunnels[tunnel].unprovenChildSAs == 0 { tunnels[tunnel].hasGap = false }
    }

    /// charon is gone, and everything with it.
    mutating func settleAll() {
        guard hasGap else { return }
        hasGap = false
        for index in tunnels.indices { tunnels[index].hasGap = false }
        for index in connections.indices { connections[index].hasGap = false }
    }

    /// Takes note of how much charon logs. Between the first message and the end of a set-up it says at level 1 whom it
    /// has authenticated; where it does not, it will not say either that a peer stopped answering.
    mutating func noteLogLevel(_ event: Event) {
        guard event.subsystem == .ike else { return }
        if let level = event.level, level > 0 {
            daemon.logsDetail = true
        } else if event.kind == .ikeSAEstablished, let id = event.number(.ikeSA), ikeSAs[id]?.state == .connecting,
            !daemon.logsDetail
        {
            daemon.logsTooLittle = true
        }
        if daemon.logsDetail { daemon.logsTooLittle = false }
    }
}
