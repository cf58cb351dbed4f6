/// What a line does to CHILD_SAs.
extension MachineSessions {
    mutating func applyChild(_ event: SessionEvent, _ sessions: inout [Session]) {
        if event.event == "child_sa_delete_received" { return noteDelete(event) }
        if event.event == "child_sa_rekeying" { return noteRekeying(event) }
        guard let id = event.childSA else { return }
        if let known = children[id] {
            if isOther(id, event, than: sessions[known]) {
                end(child: id, known, event.time, Self.unseen, counted: nil, &sessions)
                forget(child: id)
            } else {
                follow(known, event, &sessions)
            }
        }
        switch event.event {
        case "child_sa_established", "child_sa_inbound_established", "child_sa_outbound_established":
            establishChild(id, event, &sessions)
        case "child_sa_rekeyed": replaceChild(id, event, &sessions)
        case "child_sa_closed": closeChild(id, event, &sessions)
        case "child_sa_expired", "child_sa_deleted":
            guard let index = children[id] else { return }
            let reason = event.event == "child_sa_expired" ? "expired" : deletedBy[id] ?? "deleted"
            end(child: id, index, event.time, reason, counted: nil, &sessions)
        default: break
        }
    }

    /// Whether a line is about another CHILD_SA than the session that has its number.
    private func isOther(_ id: UInt64, _ event: SessionEvent, than session: Session) -> Bool {
        if let known = spis[id]?.in, let spi = event["spi_in"] { return known != spi }
        if let connection = session.connection, let new = event.connection, connection != new { return true }
        if let tunnel = session.tunnel, let new = event.tunnel, tunnel != new { return true }
        return false
    }

    /// A number is given anew.
    private mutating func forget(child id: UInt64) {
        retiredChildren[id] = nil
        uncounted[id] = nil
    }

    /// Puts a CHILD_SA under the IKE_SA that its lines name, where none was known, or one of the same peer.
    private mutating func follow(_ index: Int, _ event: SessionEvent, _ sessions: inout [Session]) {
        guard let owner = event.ikeSA.flatMap({ ikeSAs[$0] }), owner != sessions[index].parent else { return }
        if let parent = sessions[index].parent, sessions[parent].ended == nil,
            !isSamePeer(sessions[parent], sessions[owner])
        {
            return
        }
        let ids = children.filter { $0.value == index }.keys
        childIDs[sessions[index].parent ?? -1]?.subtract(ids)
        childIDs[owner, default: []].formUnion(ids)
        sessions[index].parent = owner
    }

    private mutating func establishChild(_ id: UInt64, _ event: SessionEvent, _ sessions: inout [Session]) {
        if let known = children[id] {
            // The outbound half of one that is known.
            sessions[known].localTS = event["local_ts"] ?? sessions[known].localTS
            sessions[known].remoteTS = event["remote_ts"] ?? sessions[known].remoteTS
            return
        }
        // The outbound half comes after the end of the whole now and then.
        if event.event == "child_sa_outbound_established", retiredChildren[id] != nil { return }
        forget(child: id)
        if let index = predecessor(event, sessions) {
            attach(id, to: index, &sessions)
            noteChild(id, event, index, &sessions)
        } else {
            let index = openChild(id, event, began: event.time, &sessions)
            noteFresh(id, index, event, sessions)
        }
    }

    @discardableResult
    mutating func openChild(
        _ id: UInt64, _ event: SessionEvent, began: UInt64?, _ sessions: inout [Session]
    ) -> Int {
        if let owner = event.ikeSA, ikeSAs[owner] == nil, began != nil { _ = open(owner, event, began: nil, &sessions) }
        var session = Session(.child, machine: event.machine, id: id, began: began, seen: event.time)
        session.connection = event.connection
        session.tunnel = event.tunnel
        session.parent = event.ikeSA.flatMap { ikeSAs[$0] }
        if let address = session.parent.flatMap({ sessions[$0].peers.last }) ?? event["peer"] {
            session.peers = [address]
        }
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
            sessions[index].virtualIPs = sessions[parent].virtualIPs
            sessions[index].localAddress = sessions[parent].localAddress
        }
        spis[id] = (event["spi_in"], event["spi_out"])
    }

    /// The peer names its own inbound SPI, which is our outbound one.
    private mutating func noteDelete(_ event: SessionEvent) {
        guard let spi = event["spi"] else { return }
        for id in relatives(event) where spis[id]?.out == spi { deletedBy[id] = "deleted_by_peer" }
    }

    /// The CHILD_SAs of the IKE_SA that a line is about; all, when it is about none.
    func relatives(_ event: SessionEvent) -> [UInt64] {
        guard let index = event.ikeSA.flatMap({ ikeSAs[$0] }) else { return Array(children.keys) }
        return Array(childIDs[index] ?? [])
    }

    private mutating func closeChild(_ id: UInt64, _ event: SessionEvent, _ sessions: inout [Session]) {
        let counted = event.number("bytes_in").flatMap { bytesIn in
            event.number("bytes_out").map { (in: bytesIn, out: $0) }
        }
        if children[id] == nil, let late = uncounted[id], let counted,
            late.spi == nil || event["spi_in"] == nil || late.spi == event["spi_in"]
        {
            // It ended with its IKE_SA, or with charon.
            uncounted[id] = nil
            for place in [late.index, sessions[late.index].parent].compactMap({ $0 }) {
                sessions[place].count(counted, isLate: true)
            }
            return
        }
        if children[id] == nil, retiredChildren[id] != nil { return }
        let index = children[id] ?? openChild(id, event, began: nil, &sessions)
        takeReplacement(of: id, index, event, &sessions)
        end(child: id, index, event.time, deletedBy[id] ?? "deleted", counted: counted, &sessions)
    }

    /// A CHILD_SA is gone; the session too, unless it goes on with another one.
    /// - Parameter counted: bytes in and out, where they are told.
    mutating func end(
        child id: UInt64, _ index: Int, _ time: UInt64, _ reason: String, counted: (in: UInt64, out: UInt64)?,
        _ sessions: inout [Session]
    ) {
        children[id] = nil
        retiredChildren[id] = index
        fresh[id] = nil
        if counted == nil { uncounted[id] = (index, spis[id]?.in) }
        spis[id] = nil
        childIDs[sessions[index].parent ?? -1]?.remove(id)
        deletedBy[id] = nil
        for place in [index, sessions[index].parent].compactMap({ $0 }) {
            if let counted {
                sessions[place].count(counted, isLate: false)
            } else {
                sessions[place].unaccounted += 1
            }
        }
        guard !isCarried(index, sessions) else { return }
        lastClosed = (id, index, time)
        end(index, time, reason, &sessions)
    }

    /// Whether a session has a CHILD_SA that is up.
    func isCarried(_ index: Int, _ sessions: [Session]) -> Bool {
        childIDs[sessions[index].parent ?? -1]?.contains { children[$0] == index } ?? false
    }
}
