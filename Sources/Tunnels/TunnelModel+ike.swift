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
            guard ikeSAs[id] == nil else { return }
            // In the context of another IKE_SA the line begins its rekeying (6.0.6 names the new one).
            let isRekey = context != nil && context != id
            addIKESA(id, .connecting, role: isRekey ? nil : .responder, connection: connection, at: time)
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
            // An IKEv1 responder: the CHILD_SAs go to the IKE_SA that this thread has in hand. Which one had them
            // is told by the peer's identity only, so it is certain where one other is established.
            let others = ikeSAs.filter {
                $0.key != id && $0.value.connection == connection && $0.value.state == .established
            }
            if others.count == 1, let old = others.first { moveChildren(from: old.key, to: id) }
        case .ikeSADeleteReceived:
            ikeSAs[id]?.pendingReason = .peerDelete
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
            delete(id, hasContext: context != nil, connection: connection, at: time)
        case .ikeSADeleted:
            guard ikeSAs[id]?.state == .deleting else { return }
            endIKESA(id, ikeSAs[id]?.pendingReason ?? .localDelete, at: time)
        case .ikeSADestroyed:
            countFailure(event, bytes, id, connection)
            endIKESA(id, event.isDuplicate ? .duplicate : .error, at: time)
        case .ikeSARetrying:
            if ikeSAs[id] != nil { setState(.connecting, of: id) }
        case .ikeSAFailed:
            if let connection { countFailure(event, bytes, connection) }
            if ikeSAs[id]?.state == .connecting { endIKESA(id, .error, at: time) }
        case .peerTimedOut, .dpdTimedOut:
            // While it connects, charon says in the next line whether it tries again.
            guard let sa = ikeSAs[id], sa.state != .connecting else { return }
            if let connection = sa.connection { connections[connection].peerTimeouts += 1 }
            endIKESA(id, .deadPeer, at: time)
        default:
            break
        }
    }

    private mutating func initiate(
        _ event: Event, _ bytes: Span<UInt8>, _ id: UInt32, context: UInt32?, connection: Int?, at time: UInt64
    ) {
        guard ikeSAs[id] == nil else { return }
        addIKESA(id, .connecting, role: .initiator, connection: connection, at: time)
        ikeSAs[id]?.remoteHost = Name(bytes, event.range(.remoteHost))
        if event.isIKEv1 { ikeSAs[id]?.version = 1 }
        // The same line begins each rekeying, in the context of the IKE_SA that is rekeyed.
        if let context, context != id, let old = ikeSAs[context], old.state == .established,
            old.pendingReason == nil, !event.isIKEv1
        {
            dropReplacement(of: context)
            ikeSAs[context]?.replacement = id
            return
        }
        if let connection { connections[connection].initiations[IKESA.Role.initiator.index] += 1 }
    }

    private mutating func establish(
        _ event: Event, _ bytes: Span<UInt8>, _ id: UInt32, connection: Int?, at time: UInt64
    ) {
        guard ikeSAs[id]?.state != .established, ikeSAs[id]?.state != .rekeyed else { return }
        if let sa = ikeSAs[id] {
            establishSeconds.observe(Double(time - min(time, sa.startedAt)) / 1_000_000)
            setState(.established, of: id)
            if let connection { setConnection(connection, of: id) }
        } else {
            addIKESA(id, .established, connection: connection, at: time)
        }
        notePeer(event, bytes, id, connection)
        guard let connection else { return }
        connections[connection].established += 1
        // IKEv1 moves the CHILD_SAs of an IKE_SA that is being reauthenticated to the new one.
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
        if ikeSAs[id]?.state != .established {
            if ikeSAs[id] == nil {
                addIKESA(id, .established, connection: connection, at: time)
            } else {
                setState(.established, of: id)
                if let connection { setConnection(connection, of: id) }
            }
            if let connection { connections[connection].rekeys += 1 }
        }
        notePeer(event, bytes, id, connection)
        guard let context, context != id else { return }
        moveChildren(from: context, to: id)
        if ikeSAs[context] != nil { setState(.rekeyed, of: context) }
    }

    private mutating func delete(_ id: UInt32, hasContext: Bool, connection: Int?, at time: UInt64) {
        guard let sa = ikeSAs[id] else {
            // Established before the log began: its end counts all the same.
            if let connection, daemon.isStopping == false {
                connections[connection].deletes[Connection.DeletedBy.local.index] += 1
            }
            return
        }
        guard sa.state != .deleting else { return }
        if sa.state == .established, let connection = sa.connection {
            let by: Connection.DeletedBy = sa.pendingReason == .peerDelete ? .peer : .local
            connections[connection].deletes[by.index] += 1
        }
        endChildren(of: id, sa.pendingReason ?? .localDelete, at: time)
        // IKEv1 says no more of it; and where lines do not tell their IKE_SA, `IKE_SA deleted` cannot be told from others.
        if sa.version == 1 || !hasContext { endIKESA(id, .localDelete, at: time) } else { setState(.deleting, of: id) }
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
