/// What a line does to CHILD_SAs.
extension MachineSessions {
    /// What closes an old CHILD_SA may overtake what says that another has replaced it; microseconds.
    private static let overtaking: UInt64 = 5_000_000

    mutating func applyChild(_ event: SessionEvent, _ sessions: inout [Session]) {
        if event.event == "child_sa_delete_received" { return noteDelete(event) }
        if event.event == "child_sa_rekeying" { return noteRekeying(event) }
        guard let id = event.childSA else { return }
        switch event.event {
        case "child_sa_established", "child_sa_inbound_established", "child_sa_outbound_established":
            establishChild(id, event, &sessions)
        case "child_sa_rekeyed":
            guard let new = event.number("new_child_sa") else { return }
            let index = children[id] ?? openChild(id, event, began: nil, &sessions)
            children[new] = index
            childIDs[sessions[index].parent ?? -1, default: []].insert(new)
            retiredChildren.remove(new)
            sessions[index].ids.append(new)
            sessions[index].rekeys += 1
        case "child_sa_closed":
            let counted = event.number("bytes_in").flatMap { bytesIn in
                event.number("bytes_out").map { (bytesIn, $0) }
            }
            let index: Int
            if let known = children[id] {
                index = known
            } else if retiredChildren.contains(id) {
                return
            } else {
                index = openChild(id, event, began: nil, &sessions)
            }
            end(child: id, index, event.time, deletedBy[id] ?? "deleted", counted: counted, &sessions)
        case "child_sa_expired", "child_sa_deleted":
            guard let index = children[id] else { return }
            let reason = event.event == "child_sa_expired" ? "expired" : deletedBy[id] ?? "deleted"
            end(child: id, index, event.time, reason, counted: nil, &sessions)
        default: break
        }
    }

    private mutating func establishChild(_ id: UInt64, _ event: SessionEvent, _ sessions: inout [Session]) {
        if let known = children[id] {
            // The outbound half of one that is known.
            sessions[known].localTS = event["local_ts"] ?? sessions[known].localTS
            sessions[known].remoteTS = event["remote_ts"] ?? sessions[known].remoteTS
            return
        }
        // The outbound half comes after the end of the whole now and then.
        if event.event == "child_sa_outbound_established", retiredChildren.contains(id) { return }
        retiredChildren.remove(id)
        if let index = predecessor(event, sessions) {
            children[id] = index
            childIDs[sessions[index].parent ?? -1, default: []].insert(id)
            sessions[index].ids.append(id)
            sessions[index].rekeys += 1
            sessions[index].ended = nil
            sessions[index].reason = nil
            noteChild(id, event, index, &sessions)
        } else {
            openChild(id, event, began: event.time, &sessions)
        }
    }

    /// The session that a new CHILD_SA goes on with: the same tunnel of the same IKE_SA with the same traffic selectors,
    /// up still, or closed just now.
    private func predecessor(_ event: SessionEvent, _ sessions: [Session]) -> Int? {
        let parent = event.ikeSA.flatMap { ikeSAs[$0] }
        func isSame(_ index: Int) -> Bool {
            let session = sessions[index]
            return session.kind == .child && session.parent == parent && session.tunnel == event.tunnel
                && session.machine == event.machine && session.localTS == event["local_ts"]
                && session.remoteTS == event["remote_ts"]
        }
        let siblings = childIDs[parent ?? -1] ?? []
        if let index = siblings.compactMap({ children[$0] }).filter(isSame).max() { return index }
        guard let last = lastClosed, event.time <= last.time + Self.overtaking, rekeying.contains(last.id),
            isSame(last.index)
        else { return nil }
        return last.index
    }

    @discardableResult
    mutating func openChild(
        _ id: UInt64, _ event: SessionEvent, began: UInt64?, _ sessions: inout [Session]
    ) -> Int {
        if let owner = event.ikeSA, ikeSAs[owner] == nil, began != nil { _ = open(owner, event, began: nil, &sessions) }
        var session = Session(.child, machine: event.machine, id: id, began: began, seen: event.time)
        session.connection = event.connection
        session.tunnel = event.tunnel
        session.peer = event["peer"]
        session.parent = event.ikeSA.flatMap { ikeSAs[$0] }
        sessions.append(session)
        children[id] = sessions.count - 1
        childIDs[session.parent ?? -1, default: []].insert(id)
        noteChild(id, event, sessions.count - 1, &sessions)
        return sessions.count - 1
    }

    private mutating func noteChild(
        _ id: UInt64, _ event: SessionEvent, _ index: Int, _ sessions: inout [Session]
    ) {
        sessions[index].localTS = event["local_ts"] ?? sessions[index].localTS
        sessions[index].remoteTS = event["remote_ts"] ?? sessions[index].remoteTS
        if let owner = event.ikeSA, let proposal = childProposals.removeValue(forKey: owner) {
            sessions[index].proposal = proposal
        }
        if let parent = sessions[index].parent {
            sessions[index].localIdentity = sessions[parent].localIdentity
            sessions[index].remoteIdentity = sessions[parent].remoteIdentity
            sessions[index].user = sessions[parent].user
            sessions[index].virtualIP = sessions[parent].virtualIP
            sessions[index].localAddress = sessions[parent].localAddress
        }
        spis[id] = (event["spi_in"], event["spi_out"])
    }

    /// The peer names its own inbound SPI, which is our outbound one.
    private mutating func noteDelete(_ event: SessionEvent) {
        guard let spi = event["spi"] else { return }
        for id in relatives(event) where spis[id]?.out == spi { deletedBy[id] = "deleted_by_peer" }
    }

    /// IKEv1, and IKEv2 before 5.5.3, announce a rekeying, and then print what they print for any CHILD_SA.
    private mutating func noteRekeying(_ event: SessionEvent) {
        if let id = event.childSA {
            rekeying.insert(id)
        } else if let spi = event["spi"], event.reason == nil {
            for id in relatives(event) where spis[id]?.in == spi || spis[id]?.out == spi { rekeying.insert(id) }
        }
    }

    /// The CHILD_SAs of the IKE_SA that a line is about; all, when it is about none.
    private func relatives(_ event: SessionEvent) -> [UInt64] {
        guard let index = event.ikeSA.flatMap({ ikeSAs[$0] }) else { return Array(children.keys) }
        return Array(childIDs[index] ?? [])
    }

    /// A CHILD_SA is gone; the session too, unless it goes on with another one.
    /// - Parameter counted: bytes in and out, where they are told.
    mutating func end(
        child id: UInt64, _ index: Int, _ time: UInt64, _ reason: String, counted: (UInt64, UInt64)?,
        _ sessions: inout [Session]
    ) {
        children[id] = nil
        retiredChildren.insert(id)
        spis[id] = nil
        childIDs[sessions[index].parent ?? -1]?.remove(id)
        deletedBy[id] = nil
        for place in [index, sessions[index].parent].compactMap({ $0 }) {
            if let counted {
                sessions[place].bytesIn &+= counted.0
                sessions[place].bytesOut &+= counted.1
            } else {
                sessions[place].unaccounted += 1
            }
        }
        guard childIDs[sessions[index].parent ?? -1]?.contains(where: { children[$0] == index }) != true else { return }
        lastClosed = (id, index, time)
        end(index, time, reason, &sessions)
    }
}
