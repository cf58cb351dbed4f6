/// What the log and charon's own list disagreed about, and how it is now.
package struct Correction: Sendable, Equatable {
    package enum Kind: String, Sendable, CaseIterable {
        /// charon has it, and no line told of it.
        case notLogged = "not_logged"
        /// charon has it no more, and no line told of its end.
        case endNotLogged = "end_not_logged"
        /// It is in another state than the lines told.
        case stateNotLogged = "state_not_logged"
    }

    package var kind: Kind
    package var connection: Name
    /// Empty for an IKE_SA.
    package var tunnel = Name()
    package var ikeSA: UInt32?
    package var childSA: UInt32?
    /// What was believed: a state of charon's, or `none`.
    package var believed: String
}

/// What was wrong, and the first one's event in the archive.
private struct Corrections {
    let first: EventMark
    var list: [Correction] = []
}

/// Correcting the state by charon's own list: the log tells the story, the list what is.
extension TunnelModel {
    /// How much later than the list's time a line may have been written that tells the same; microseconds.
    private static let tolerance: UInt64 = 2_000_000

    /// The latest moment that a time may stand for: text logs mostly have whole seconds.
    private static func latest(_ time: UInt64) -> UInt64 { time % 1_000_000 == 0 ? time + 999_999 : time }

    /// Whether SAs are missing from charon's list that have not ended for certain, or are in it though their end was told
    /// just before: it is to be asked again soon.
    package var hasMissed: Bool { !missedIKESAs.isEmpty || !missedChildSAs.isEmpty || hasListedEnded }

    /// Corrects the state. The caller has used every line that was written before the list was made.
    /// - Parameter first: the first correction's event in the archive; each has its own there, one after the other.
    /// - Returns: what was wrong, in the order of the ids.
    package mutating func reconcile(_ snapshot: Snapshot, first: EventMark? = nil) -> [Correction] {
        // A list of the process before, or of one that is about to end, says nothing of what there is.
        guard !daemon.isStopping, snapshot.time > Self.latest(max(daemon.startedAt, daemon.endedAllAt)) else {
            return []
        }
        if daemon.isUp != true {
            // It answers, so it runs. Should the lines of its start come later, they count.
            daemon.isUp = true
            daemon.startedAt = 0
        }
        var corrections = Corrections(first: first ?? EventMark(seq: 0, time: snapshot.time))
        atHand = EventMark(seq: 0, time: corrections.first.time)
        hasListedEnded = false
        for listed in snapshot.ikeSAs { reconcile(listed, snapshot.time, &corrections) }
        if snapshot.isComplete {
            endMissing(snapshot, &corrections)
            if !hasMissed { settleGap(at: snapshot.time) }
        }
        return corrections.list
    }

    /// Takes note of a correction, which the state is changed by now.
    private mutating func note(_ correction: Correction, _ corrections: inout Corrections) {
        atHand = corrections.first
        if atHand.seq > 0 { atHand.seq += UInt64(corrections.list.count) }
        corrections.list.append(correction)
    }

    private mutating func reconcile(_ listed: SnapshotIKESA, _ time: UInt64, _ corrections: inout Corrections) {
        guard !listed.connection.isEmpty else { return }
        if var known = ikeSAs[listed.id] {
            let owner = connection(listed.connection)
            if known.connection != owner { setConnection(owner, of: listed.id) }
            known = ikeSAs[listed.id] ?? known
            if known.state != listed.state, isNewer(listed.state, than: known, at: time) {
                note(
                    Correction(
                        kind: .stateNotLogged, connection: listed.connection, ikeSA: listed.id,
                        believed: known.state.rawValue), &corrections)
                promote(listed.id)
                if known.state == .connecting, listed.state == .established { ikeSAs[listed.id]?.isUntold = true }
                setState(listed.state, of: listed.id, at: time)
            }
        } else {
            // What is being set up is told by its lines soon, or fails; what has just ended may be listed still.
            guard listed.state == .established || listed.state == .rekeyed else { return }
            guard (endedIKESAs[listed.id] ?? 0) + Self.tolerance < time else {
                hasListedEnded = true
                return
            }
            note(
                Correction(kind: .notLogged, connection: listed.connection, ikeSA: listed.id, believed: "none"),
                &corrections)
            addIKESA(
                listed.id, listed.state, role: listed.isInitiator ? .initiator : .responder,
                connection: connection(listed.connection), at: listed.establishedAt > 0 ? listed.establishedAt : time)
            ikeSAs[listed.id]?.version = listed.version
            ikeSAs[listed.id]?.isUntold = true
        }
        if listed.state == .established { notePeer(of: listed) }
        if ikeSAs[listed.id]?.isUnproven == true || hasGap { proveIKESA(listed.id) }
        for child in listed.children { reconcile(child, of: listed, time, &corrections) }
    }

    /// Whether a state of the list is to be believed rather than the one that lines told.
    private func isNewer(_ state: IKESA.State, than known: IKESA, at time: UInt64) -> Bool {
        guard Self.latest(max(known.startedAt, known.changedAt)) < time else { return false }
        return switch (known.state, state) {
        // A deletion that the peer has not answered is one for the log already.
        case (.deleting, _), (_, .connecting): false
        default: true
        }
    }

    private mutating func notePeer(of listed: SnapshotIKESA) {
        guard let index = ikeSAs[listed.id]?.connection else { return }
        ikeSAs[listed.id]?.remoteHost = listed.remoteHost
        if connections[index].remoteHost.isEmpty {
            connections[index].remoteHost = listed.remoteHost
            connections[index].remoteID = listed.remoteID
        }
        if connections[index].localHost.isEmpty {
            connections[index].localHost = listed.localHost
            connections[index].localID = listed.localID
        }
        if let negotiated = listed.negotiated {
            connections[index].negotiated = negotiated
            connections[index].supportsMOBIKE = ikeSAs[listed.id]?.supportsMOBIKE
        }
        if connections[index].version == 0 { connections[index].version = listed.version }
    }

    private mutating func reconcile(
        _ listed: SnapshotChildSA, of ikeSA: SnapshotIKESA, _ time: UInt64, _ corrections: inout Corrections
    ) {
        let id = listed.id
        if let known = childSAs[id], known.spiIn == listed.spiIn || known.spiIn == 0 {
            if known.parent != ikeSA.id { move(id, to: ikeSA.id, time) }
            guard listed.isInstalled, ikeSA.state != .deleting else {
                endListed(id, listed, of: ikeSA, time, &corrections)
                return
            }
            proveChildSA(id)
        } else {
            let isThere = listed.isInstalled && ikeSA.state != .deleting && listed.spiIn != 0
            let hasJustEnded = (closedAt(id, spiIn: listed.spiIn) ?? 0) + Self.tolerance >= time
            guard isThere, !hasJustEnded else {
                // One whose end was told, and which counts on for a moment.
                if isThere { hasListedEnded = true }
                if let traffic = listed.traffic { noteCount(id, spiIn: listed.spiIn, traffic, isFinal: false) }
                return
            }
            let tunnel = tunnel(connection(ikeSA.connection), listed.tunnel)
            note(
                Correction(
                    kind: .notLogged, connection: ikeSA.connection, tunnel: listed.tunnel, ikeSA: ikeSA.id,
                    childSA: id, believed: "none"), &corrections)
            let since = listed.installedAt > 0 ? listed.installedAt : time
            var childSA = ChildSA(
                tunnel: tunnel, parent: ikeSA.id, spiIn: listed.spiIn, spiOut: listed.spiOut, hasOutbound: true,
                installedAt: since)
            childSA.isUntold = true
            installChildSA(id, childSA, at: since)
            tunnels[tunnel].localTS = listed.localTS
            tunnels[tunnel].remoteTS = listed.remoteTS
        }
        if let traffic = listed.traffic { noteTraffic(of: id, traffic) }
        childSAs[id]?.rekeyAt = listed.rekeyAt
        if let tunnel = childSAs[id]?.tunnel {
            if let negotiated = listed.negotiated { tunnels[tunnel].negotiated = negotiated }
            tunnels[tunnel].lastInAt = max(tunnels[tunnel].lastInAt, listed.lastInAt)
            tunnels[tunnel].lastOutAt = max(tunnels[tunnel].lastOutAt, listed.lastOutAt)
        }
    }

    /// One that is listed, and not as installed: replaced, or being deleted.
    private mutating func endListed(
        _ id: UInt32, _ listed: SnapshotChildSA, of ikeSA: SnapshotIKESA, _ time: UInt64,
        _ corrections: inout Corrections
    ) {
        if let traffic = listed.traffic { noteTraffic(of: id, traffic) }
        // After a rekeying charon keeps the old one for seconds, and the line that closes it comes at the end of these.
        guard ikeSA.state == .deleting else { return }
        end(id, time, &corrections)
    }

    /// Ends what charon does not have any more, as two whole lists say.
    private mutating func endMissing(_ snapshot: Snapshot, _ corrections: inout Corrections) {
        let listedIKESAs = Set(snapshot.ikeSAs.map(\.id))
        let listedChildren = Set(snapshot.ikeSAs.flatMap { $0.children.map(\.id) })
        let (ikeSAsBefore, childSAsBefore) = (missedIKESAs, missedChildSAs)
        (missedIKESAs, missedChildSAs) = ([], [])
        for id in childSAs.keys.sorted() where !listedChildren.contains(id) {
            guard let childSA = childSAs[id], Self.latest(childSA.installedAt) < snapshot.time else { continue }
            guard childSAsBefore.contains(id) else {
                missedChildSAs.insert(id)
                continue
            }
            end(id, snapshot.time, &corrections)
        }
        for id in ikeSAs.keys.sorted() where !listedIKESAs.contains(id) {
            guard let sa = ikeSAs[id], Self.latest(max(sa.changedAt, sa.startedAt)) < snapshot.time,
                // charon does not list it before it is done.
                !sa.isReplacement || sa.state != .connecting
            else { continue }
            guard ikeSAsBefore.contains(id) else {
                missedIKESAs.insert(id)
                continue
            }
            atHand = EventMark(seq: 0, time: corrections.first.time)
            // Of one that is being set up lines tell soon enough, and of one that is deleted they have told.
            let isShown = sa.connection != nil && !sa.isReplacement && sa.state != .deleting
            if isShown, sa.state != .connecting {
                note(
                    Correction(
                        kind: .endNotLogged, connection: name(of: sa), ikeSA: id, believed: sa.state.rawValue),
                    &corrections)
            }
            endIKESA(id, .notLogged, at: snapshot.time)
        }
    }

    private mutating func end(_ id: UInt32, _ time: UInt64, _ corrections: inout Corrections) {
        guard let childSA = childSAs[id], Self.latest(childSA.installedAt) < time else { return }
        let tunnel = tunnels[childSA.tunnel]
        note(
            Correction(
                kind: .endNotLogged, connection: connections[tunnel.connection].name, tunnel: tunnel.name,
                ikeSA: childSA.parent, childSA: id, believed: "installed"), &corrections)
        endChildSA(id, .notLogged, bytes: nil, at: time)
    }

    private func name(of sa: IKESA) -> Name { sa.connection.map { connections[$0].name } ?? Name() }

    /// - Parameter time: the list's. The IKE_SA that has it, in the state that lines have told since, has it by right.
    private mutating func move(_ child: UInt32, to parent: UInt32, _ time: UInt64) {
        if let old = childSAs[child]?.parent {
            if let sa = ikeSAs[old], Self.latest(max(sa.changedAt, sa.startedAt)) > time { return }
            ikeSAs[old]?.children.removeAll { $0 == child }
        }
        adopt(child, parent)
    }

    /// The list has told all: what lines were missing does not matter any more.
    private mutating func settleGap(at time: UInt64) {
        guard hasGap, gapUntil <= time else { return }
        for id in childSAs.keys { childSAs[id]?.isUnproven = false }
        for id in ikeSAs.keys { ikeSAs[id]?.isUnproven = false }
        for index in tunnels.indices { tunnels[index].unprovenChildSAs = 0 }
        settleAll()
    }

    /// Takes note of an IKE_SA's end: charon's list may have it for a moment longer.
    mutating func noteEnded(_ id: UInt32, at time: UInt64) {
        if endedIKESAs.count >= 1024 { endedIKESAs = endedIKESAs.filter { $0.value + Self.tolerance > time } }
        if endedIKESAs.count < 4096 { endedIKESAs[id] = time }
    }
}
