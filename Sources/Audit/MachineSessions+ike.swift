/// What a line does to IKE_SAs.
extension MachineSessions {
    mutating func applyIKE(_ event: SessionEvent, _ sessions: inout [Session]) {
        guard let id = event.ikeSA else { return }
        switch event.event {
        case "ike_sa_initiating", "ike_sa_responding": begin(id, event, &sessions)
        case "proposal_selected":
            guard let proposal = event["proposal"] else { return }
            if !proposal.hasPrefix("IKE:") {
                childProposals[id] = proposal
            } else if let index = ikeSAs[id], setups[id] == nil {
                sessions[index].proposal = proposal
            } else {
                setups[id, default: Setup()].proposal = proposal
            }
        case "authentication_progress", "authentication_succeeded", "virtual_ip_assigned", "virtual_ip_installed":
            identify(id, event, &sessions)
        case "endpoint_changed": move(id, event, &sessions)
        case "ike_sa_established": establish(id, event, &sessions)
        case "ike_sa_rekeyed": rekey(id, event, &sessions)
        case "ike_sa_children_adopted": adopt(id, &sessions)
        case "ike_sa_reauthenticating": expect("reauthentication", of: id, at: event.time)
        case "ike_sa_delete_received": expect("deleted_by_peer", of: id, at: event.time)
        case "ike_sa_duplicate":
            if expected(of: id, at: event.time) == nil { expect("duplicate", of: id, at: event.time) }
        case "ike_sa_deleting":
            // The line that names both ends begins the deletion; others announce it, and why.
            guard let remote = event["remote_id"] else {
                if let reason = event.reason, expected(of: id, at: event.time) == nil {
                    expect(reason, of: id, at: event.time)
                }
                return
            }
            if ikeSAs[id] == nil {
                if remote == "%any" || retired.contains(id) || setups[id] != nil { return }
                let index = open(id, event, began: nil, &sessions)
                note(event, index, &sessions)
            }
            endKnownIKE(id, event, expected(of: id, at: event.time) ?? event.reason ?? "deleted", &sessions)
        case "ike_sa_deleted": endKnownIKE(id, event, "deleted", &sessions)
        case "ike_sa_destroyed": endKnownIKE(id, event, event.reason ?? "destroyed", &sessions)
        case "peer_timed_out", "dpd_timed_out":
            endKnownIKE(id, event, event.reason ?? "peer_not_responding", &sessions)
        default: break
        }
    }

    private mutating func expect(_ reason: String, of id: UInt64, at time: UInt64) {
        pending[id] = Pending(reason: reason, time: time)
    }

    /// The reason that was announced for the end of an IKE_SA, unless it came to nothing.
    private func expected(of id: UInt64, at time: UInt64) -> String? {
        guard let known = pending[id] else { return nil }
        // A reauthentication deletes first, or else when the new IKE_SA is up. Others are followed by the end.
        let limit = known.reason == "reauthentication" ? Self.overtaking : Self.announced
        return known.isCertain || time <= known.time + limit ? known.reason : nil
    }

    /// An IKE_SA is being set up. In the context of one that is up, the peer begins to rekey it.
    private mutating func begin(_ id: UInt64, _ event: SessionEvent, _ sessions: inout [Session]) {
        let old = event.number("old_ike_sa")
        if event.event == "ike_sa_initiating", old == nil, ikeSAs[id] != nil {
            // charon never begins anew what is up: it restarted, and counts from 1.
            endKnownIKE(id, event, Self.unseen, &sessions)
        }
        if ikeSAs[id] == nil { retired.remove(id) }
        var setup = Setup()
        let message = event["message"] ?? ""
        // IKEv1 moves the CHILD_SAs when it begins to reauthenticate.
        if message.contains(" Main Mode ") || message.contains(" Aggressive Mode ") { setup.adopts = old }
        setups[id] = setup
    }

    mutating func establish(_ id: UInt64, _ event: SessionEvent, _ sessions: inout [Session]) {
        if let known = ikeSAs[id], isOther(event, than: sessions[known]) { replace(id, event, &sessions) }
        retired.remove(id)
        let index = ikeSAs[id] ?? open(id, event, began: event.time, &sessions)
        note(event, index, &sessions)
        let setup = setups.removeValue(forKey: id)
        if let setup {
            sessions[index].proposal = setup.proposal ?? sessions[index].proposal
            for address in setup.virtualIPs { sessions[index].add(virtualIP: address) }
            let remote = sessions[index].remoteIdentity
            let names = [setup.user, setup.leaseholder, setup.identity].compactMap { $0 }
            sessions[index].user = names.first { $0 != remote } ?? sessions[index].user
        }
        for (old, reason) in pending where old != id && reason.reason == "reauthentication" {
            guard let owner = ikeSAs[old], isSamePeer(sessions[owner], sessions[index]) else { continue }
            pending[old]?.isCertain = true
        }
        if adopting.remove(id) != nil { adopt(id, &sessions) }
        if let old = setup?.adopts, let owner = ikeSAs[old], owner != index {
            takeChildren(of: owner, to: index, &sessions)
        }
    }

    /// Whether what was established cannot be the session that has its number. charon gives each number once, and starts
    /// again from 1 when it is started.
    private func isOther(_ event: SessionEvent, than session: Session) -> Bool {
        if let connection = session.connection, let new = event.connection, connection != new { return true }
        if let identity = session.remoteIdentity, let new = event["remote_id"], identity != new { return true }
        return session.began.map { event.time > $0 + Self.overtaking } ?? false
    }

    /// Ends what has the number of another that comes up: its own end was not logged, or not archived.
    private mutating func replace(_ id: UInt64, _ event: SessionEvent, _ sessions: inout [Session]) {
        let (setup, proposal) = (setups[id], childProposals[id])
        pending[id] = nil
        endKnownIKE(id, event, Self.unseen, &sessions)
        setups[id] = setup
        childProposals[id] = proposal
    }

    /// The text names the new IKE_SA; the children go with it.
    private mutating func rekey(_ id: UInt64, _ event: SessionEvent, _ sessions: inout [Session]) {
        let old = event.number("old_ike_sa") ?? predecessor(of: id, event, sessions)
        let index: Int
        if let old, let known = ikeSAs.removeValue(forKey: old) {
            // Another that has the new number still.
            if ikeSAs[id] != nil { replace(id, event, &sessions) }
            index = known
            sessions[index].ids.append(id)
            retired.insert(old)
        } else if let known = ikeSAs[id] {
            index = known
        } else {
            if let old { retired.insert(old) }
            index = open(id, event, began: nil, &sessions)
        }
        ikeSAs[id] = index
        retired.remove(id)
        sessions[index].rekeys += 1
        // What the peer asked for was agreed upon in the context of the old one.
        let setup = setups.removeValue(forKey: id)
        let agreed = old.flatMap { setups.removeValue(forKey: $0) }
        if let proposal = agreed?.proposal ?? setup?.proposal { sessions[index].proposal = proposal }
        if let old { pending[old] = nil }
        note(event, index, &sessions)
    }

    /// Where lines do not tell: the newest IKE_SA of the connection with the same peer.
    private func predecessor(of id: UInt64, _ event: SessionEvent, _ sessions: [Session]) -> UInt64? {
        ikeSAs.filter {
            let session = sessions[$0.value]
            guard $0.key < id, session.connection == event.connection else { return false }
            // Many may come from one address.
            if let remote = event["remote_id"], session.remoteIdentity != remote { return false }
            return event["remote_host"].map(session.peers.contains) ?? true
        }.keys.max()
    }

    mutating func endKnownIKE(
        _ id: UInt64, _ event: SessionEvent, _ reason: String, _ sessions: inout [Session]
    ) {
        setups[id] = nil
        let announced = expected(of: id, at: event.time)
        pending[id] = nil
        guard let index = ikeSAs.removeValue(forKey: id) else { return }
        retired.insert(id)
        childProposals[id] = nil
        let why = reason == "deleted" ? announced ?? reason : reason
        for child in (childIDs.removeValue(forKey: index) ?? []).sorted() {
            guard let owned = children[child] else { continue }
            end(child: child, owned, event.time, why, counted: nil, &sessions)
        }
        end(index, event.time, why, &sessions)
    }

    mutating func open(
        _ id: UInt64, _ event: SessionEvent, began: UInt64?, _ sessions: inout [Session]
    ) -> Int {
        var session = Session(.ike, machine: event.machine, id: id, began: began, seen: event.time)
        session.connection = event.connection
        // What the line says itself: what it was attributed to may be the one before.
        if let address = event["remote_host"] ?? event["peer"] { session.peers = [address] }
        sessions.append(session)
        ikeSAs[id] = sessions.count - 1
        return sessions.count - 1
    }

    private mutating func note(_ event: SessionEvent, _ index: Int, _ sessions: inout [Session]) {
        sessions[index].connection = event.connection ?? sessions[index].connection
        sessions[index].localIdentity = event["local_id"] ?? sessions[index].localIdentity
        sessions[index].remoteIdentity = event["remote_id"] ?? sessions[index].remoteIdentity
        sessions[index].localAddress = event["local_host"] ?? sessions[index].localAddress
        if let address = event["remote_host"] { move(index, to: address, &sessions) }
    }
}
