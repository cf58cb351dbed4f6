/// Who the peer of an IKE_SA is, from where it comes, and what goes from one of its IKE_SAs to another.
extension MachineSessions {
    /// A name, or an address that was given to one.
    mutating func identify(_ id: UInt64, _ event: SessionEvent, _ sessions: inout [Session]) {
        let identity = event["identity"]
        switch event.event {
        case "authentication_progress":
            // Of what tells a name here, only this is the peer's own claim.
            let message = event["message"] ?? ""
            guard
                message.hasPrefix("received EAP identity ") || message.hasPrefix("client did not send an EAP identity")
            else { return }
            setups[id, default: Setup()].claimed = identity
        case "authentication_succeeded":
            if let index = ikeSAs[id], setups[id] == nil, sessions[index].began != nil { return }
            var setup = setups[id] ?? Setup()
            switch event["method"] {
            // EAP proves the identity that was named for it, and the line has the IKE identity: an address at times.
            case let method? where method.hasPrefix("EAP"): setup.user = setup.claimed ?? identity
            case nil: setup.user = identity
            default: setup.identity = identity
            }
            setups[id] = setup
        default:
            guard let address = event["virtual_ip"] else { return }
            guard let index = ikeSAs[id], setups[id] == nil else {
                setups[id, default: Setup()].virtualIPs.append(address)
                setups[id]?.leaseholder = identity
                return
            }
            // Up to 5.9.7 it comes when the IKE_SA is up.
            sessions[index].add(virtualIP: address)
            if let identity, identity != sessions[index].remoteIdentity, sessions[index].user == nil {
                sessions[index].user = identity
            }
        }
    }

    /// One end has another address or port.
    mutating func move(_ id: UInt64, _ event: SessionEvent, _ sessions: inout [Session]) {
        guard let index = ikeSAs[id], let endpoint = event["new_endpoint"], let message = event["message"] else {
            return
        }
        // The port is in brackets.
        let address = String(endpoint.prefix { $0 != "[" })
        if message.hasPrefix("remote ") { move(index, to: address, &sessions) }
        guard message.hasPrefix("local ") else { return }
        sessions[index].localAddress = address
        for child in ownedChildren(of: index) { sessions[child].localAddress = address }
    }

    mutating func move(_ index: Int, to address: String, _ sessions: inout [Session]) {
        sessions[index].move(to: address)
        for child in ownedChildren(of: index) { sessions[child].move(to: address) }
    }

    /// Sessions of the CHILD_SAs that an IKE_SA's session has.
    private func ownedChildren(of index: Int) -> Set<Int> {
        Set((childIDs[index] ?? []).compactMap { children[$0] })
    }

    /// IKEv1's responder has moved the CHILD_SAs of the peer's former IKE_SA to a new one.
    mutating func adopt(_ id: UInt64, _ sessions: inout [Session]) {
        guard let index = ikeSAs[id] else {
            // Up to 5.7.1 it is said before the new one is.
            adopting.insert(id)
            return
        }
        let former = ikeSAs.filter { $0.value != index && isSamePeer(sessions[$0.value], sessions[index]) }
        guard let old = former.max(by: { $0.key < $1.key })?.value else { return }
        takeChildren(of: old, to: index, &sessions)
    }

    /// Whether two IKE_SAs are of one connection to one peer.
    func isSamePeer(_ one: Session, _ other: Session) -> Bool {
        guard one.connection == other.connection, one.remoteIdentity == other.remoteIdentity else { return false }
        // Identities of a group and a NAT's address may be those of many. A user that is not told of rules nobody out.
        if let user = one.user, let another = other.user, user != another { return false }
        return one.peers.contains(where: other.peers.contains)
    }

    /// CHILD_SAs live on under another IKE_SA.
    mutating func takeChildren(of old: Int, to index: Int, _ sessions: inout [Session]) {
        for child in ownedChildren(of: old) { sessions[child].parent = index }
        childIDs[index, default: []].formUnion(childIDs.removeValue(forKey: old) ?? [])
        if sessions[index].virtualIPs.isEmpty { sessions[index].virtualIPs = sessions[old].virtualIPs }
    }
}
