internal import Bytes
internal import CharonLog

/// What a line does to an IKE_SA, after strongSwan's order of lines.
extension TunnelModel {
    mutating func applyIKE(
        _ event: Event, _ bytes: Span<UInt8>, at time: UInt64, id: UInt32?, context: UInt32?, connection: Int?
    ) {
        guard let id else { return }
        switch event.kind {
        case .ikeSAInitiating:
            initiate(event, bytes, id, context: context, connection: connection, at: time)
        case .ikeSAResponding:
            // In the context of another IKE_SA the line begins its rekeying (6.0.6 names the new one).
            let isRekey = context != nil && context != id
            guard ikeSAs[id] == nil else {
                countLate(.responder, id, isRekey: isRekey)
                return
            }
            addIKESA(
                id, .connecting, role: isRekey ? nil : .responder, connection: connection, isReplacement: isRekey,
                at: time)
            if event.isIKEv1 { ikeSAs[id]?.version = 1 }
            ikeSAs[id]?.remoteHost = Name(bytes, event.range(.remoteHost))
        case .peerConfigSelected:
            setConnection(self.connection(bytes, event.range(.connection)), of: id)
        case .ikeSAEstablished:
            establish(event, bytes, id, connection: connection, at: time)
        case .ikeSARekeyed:
            rekey(event, bytes, id, context: context, connection: connection, at: time)
        case .ikeSAReauthenticating:
            guard let sa = ikeSAs[id], sa.pendingReason != .reauthentication else { return }
            ikeSAs[id]?.pendingReason = .reauthentication
            if let connection = sa.connection { connections[connection].reauthentications += 1 }
        case .ikeSAChildrenAdopted:
            // An IKEv1 responder, with the old IKE_SA in hand: the one that this thread establishes next takes them over.
            if let sa = ikeSAs[id], sa.state == .established {
                memory.noteAdoption(of: id, by: event.thread)
                return
            }
            // With the new one in hand it is certain which one had them where one other is established.
            let others = ikeSAs.filter {
                $0.key != id && $0.value.connection == connection && $0.value.state == .established
            }
            if others.count == 1, let old = others.first { moveChildren(from: old.key, to: id) }
        case .ikeSADeleteReceived:
            if ikeSAs[id] == nil { memory.noteDeletedByPeer(id) } else { ikeSAs[id]?.pendingReason = .peerDelete }
        case .ikeSAReauthenticationFailed:
            // It lives on; what ends it later is another reason.
            if ikeSAs[id]?.pendingReason == .reauthentication { ikeSAs[id]?.pendingReason = nil }
        case .ikeSARekeyFailed:
            dropReplacement(of: context ?? id)
        case .ikeSADuplicate:
            if ikeSAs[id]?.pendingReason == nil { ikeSAs[id]?.pendingReason = .duplicate }
        case .ikeSADeleting:
            // Other lines announce a deletion, and why; the one that names both ends begins it.
            guard event[.remoteHost] != nil else { return }
            delete(event, bytes, id, hasContext: context != nil, connection: connection, at: time)
        case .ikeSADeleted:
            guard ikeSAs[id]?.state == .deleting else { return }
            endIKESA(id, ikeSAs[id]?.pendingReason ?? .localDelete, at: time)
        case .ikeSADestroyed:
            if ikeSAs[id]?.state == .connecting { countFailure(event, bytes, id: id, connection: connection) }
            endIKESA(id, event.isDuplicate ? .duplicate : .error, at: time)
        case .ikeSARetrying:
            if ikeSAs[id] != nil { setState(.connecting, of: id, at: time) }
            countInitiation(id)
            memory.forgetFailed(id)
        case .ikeSAFailed:
            if connection != nil { countFailure(event, bytes, id: id, connection: connection) }
            if ikeSAs[id]?.state == .connecting { endIKESA(id, .error, at: time) }
        case .peerTimedOut, .dpdTimedOut:
            // While it connects, charon says in the next line whether it tries again.
            guard let sa = ikeSAs[id], sa.state != .connecting else { return }
            if let connection = sa.connection {
                connections[connection].peerTimeouts += 1
                connections[connection].lastEvents.note(atHand, in: .peerTimeout)
            }
            endIKESA(id, .deadPeer, at: time)
        default:
            break
        }
    }

    private mutating func initiate(
        _ event: Event, _ bytes: Span<UInt8>, _ id: UInt32, context: UInt32?, connection: Int?, at time: UInt64
    ) {
        guard ikeSAs[id] == nil else {
            countLate(.initiator, id, isRekey: context != nil && context != id)
            return
        }
        let host = Name(bytes, event.range(.remoteHost))
        // The same line begins each rekeying, in the context of the IKE_SA that is rekeyed.
        var old = context == id ? nil : context.flatMap { ikeSAs[$0]?.state == .established ? $0 : nil }
        let isToldApart = context != nil
        if !isToldApart { old = establishedIKESA(connection, host, before: id) }
        let isRekey = old.map { ikeSAs[$0]?.pendingReason == nil } == true && !event.isIKEv1
        addIKESA(
            id, .connecting, role: .initiator, connection: connection, isReplacement: isRekey, at: time)
        ikeSAs[id]?.remoteHost = host
        if event.isIKEv1 {
            ikeSAs[id]?.version = 1
            ikeSAs[id]?.reauthenticates = old
        }
        if let old, isRekey {
            dropReplacement(of: old)
            ikeSAs[old]?.replacement = id
            ikeSAs[id]?.isUncounted = !isToldApart
            return
        }
        if let connection { connections[connection].initiations[IKESA.Role.initiator.index] += 1 }
    }

    /// The line that begins an IKE_SA which charon's list has told of already.
    private mutating func countLate(_ role: IKESA.Role, _ id: UInt32, isRekey: Bool) {
        guard let sa = ikeSAs[id], sa.isUntold, !isRekey, let connection = sa.connection else { return }
        connections[connection].initiations[role.index] += 1
    }

    /// The newest established IKE_SA of a connection with a peer that is older than another: the one that the other
    /// replaces, where lines do not tell.
    private func establishedIKESA(_ connection: Int?, _ host: Name, before id: UInt32) -> UInt32? {
        guard let connection else { return nil }
        return ikeSAs.filter {
            $0.key < id && $0.value.connection == connection && $0.value.state == .established
                && $0.value.remoteHost == host
        }.keys.max()
    }

    private mutating func establish(
        _ event: Event, _ bytes: Span<UInt8>, _ id: UInt32, connection: Int?, at time: UInt64
    ) {
        guard ikeSAs[id]?.state != .established || ikeSAs[id]?.isUntold == true, ikeSAs[id]?.state != .rekeyed
        else { return }
        let isLate = ikeSAs[id]?.isUntold == true
        ikeSAs[id]?.isUntold = false
        promote(id)
        countInitiation(id)
        if isLate {
            // charon's list has told of it; how long it took is not known.
        } else if let sa = ikeSAs[id] {
            establishSeconds.observe(Double(time - min(time, sa.startedAt)) / 1_000_000, atHand)
            setState(.established, of: id, at: time)
            if let connection { setConnection(connection, of: id) }
        } else {
            addIKESA(id, .established, connection: connection, at: time)
        }
        notePeer(event, bytes, id, connection)
        guard let connection else { return }
        connections[connection].established += 1
        // IKEv1 moves the CHILD_SAs of an IKE_SA that is being reauthenticated to the new one.
        if let old = memory.takeAdoption(by: event.thread), ikeSAs[old]?.connection == connection {
            moveChildren(from: old, to: id)
        }
        if let old = ikeSAs[id]?.reauthenticates, let sa = ikeSAs[old], sa.state == .established {
            if sa.pendingReason != .reauthentication { connections[connection].reauthentications += 1 }
            moveChildren(from: old, to: id)
        }
        guard ikeSAs[id]?.version == 1 else { return }
        for (old, sa) in ikeSAs
        where old != id && sa.connection == connection && sa.pendingReason == .reauthentication {
            moveChildren(from: old, to: id)
        }
    }

    /// The text names the new IKE_SA, the context the old one; no other line joins them.
    private mutating func rekey(
        _ event: Event, _ bytes: Span<UInt8>, _ id: UInt32, context: UInt32?, connection: Int?, at time: UInt64
    ) {
        let context = context ?? establishedIKESA(connection, Name(bytes, event.range(.remoteHost)), before: id)
        promote(id)
        ikeSAs[id]?.isUncounted = false
        if ikeSAs[id]?.state != .established || ikeSAs[id]?.isUntold == true {
            ikeSAs[id]?.isUntold = false
            if ikeSAs[id] == nil {
                addIKESA(id, .established, connection: connection, at: time)
            } else {
                setState(.established, of: id, at: time)
                if let connection { setConnection(connection, of: id) }
            }
            if let connection { connections[connection].rekeys += 1 }
        }
        notePeer(event, bytes, id, connection)
        guard let context, context != id else { return }
        // The new one inherits what the peer can do (`inherit_pre()` in `ike_sa.c`).
        if let old = ikeSAs[context]?.supportsMOBIKE { ikeSAs[id]?.supportsMOBIKE = old }
        moveChildren(from: context, to: id)
        if ikeSAs[context] != nil { setState(.rekeyed, of: context, at: time) }
    }

    private mutating func delete(
        _ event: Event, _ bytes: Span<UInt8>, _ id: UInt32, hasContext: Bool, connection: Int?, at time: UInt64
    ) {
        guard let sa = ikeSAs[id] else {
            // Established before the log began: its end counts all the same. One without identities never was.
            if let connection, !daemon.isStopping, !Search.equal(bytes, event.range(.remoteID), "%any") {
                let by: Connection.DeletedBy = memory.deletedByPeer.contains(id) ? .peer : .local
                connections[connection].deletes[by.index] += 1
            }
            // It may have had CHILD_SAs whose IKE_SA no line told.
            for orphan in orphans { doubtChildSA(orphan) }
            return
        }
        guard sa.state != .deleting else { return }
        if sa.state == .established, let connection = sa.connection {
            let by: Connection.DeletedBy = sa.pendingReason == .peerDelete ? .peer : .local
            connections[connection].deletes[by.index] += 1
        }
        endChildren(of: id, sa.pendingReason ?? .localDelete, at: time)
        // IKEv1 says no more of it; and where lines do not tell their IKE_SA, `IKE_SA deleted` cannot be told from others.
        if sa.version == 1 || !hasContext {
            endIKESA(id, .localDelete, at: time)
        } else {
            setState(.deleting, of: id, at: time)
        }
    }

    /// Takes addresses and identities from the line that says that an IKE_SA is established or rekeyed.
    private mutating func notePeer(_ event: Event, _ bytes: Span<UInt8>, _ id: UInt32, _ connection: Int?) {
        let host = Name(bytes, event.range(.remoteHost))
        ikeSAs[id]?.remoteHost = host
        guard let connection else { return }
        let identity = Name(bytes, event.range(.remoteID))
        if connections[connection].remoteHost != host || connections[connection].remoteID != identity {
            if !connections[connection].remoteHost.isEmpty { connections[connection].peerChanges += 1 }
            connections[connection].remoteHost = host
            connections[connection].remoteID = identity
        }
        connections[connection].localHost = Name(bytes, event.range(.localHost))
        connections[connection].localID = Name(bytes, event.range(.localID))
        connections[connection].version = ikeSAs[id]?.version ?? 0
    }
}
