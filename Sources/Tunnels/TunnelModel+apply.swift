internal import Bytes
package import CharonLog

/// Which SAs and names an event is about, after the model has placed it.
package struct Attribution: Sendable {
    /// Index in `TunnelModel.connections`.
    package var connection: Int?
    package var ikeSA: UInt32?
    /// The peer's address.
    package var peer = Name()

    package init(connection: Int? = nil, ikeSA: UInt32? = nil) {
        self.connection = connection
        self.ikeSA = ikeSA
    }
}

extension TunnelModel {
    /// Takes an event into the state.
    /// - Parameters:
    ///   - event: what the line means.
    ///   - bytes: the buffer that the event's ranges point into.
    ///   - time: when it was written, microseconds since 1970 UTC.
    /// - Returns: what the event is about.
    @discardableResult
    package mutating func apply(_ event: Event, _ bytes: Span<UInt8>, at time: UInt64) -> Attribution {
        noteDaemon(event, bytes, at: time)
        // Most lines are chatter and change nothing.
        guard event.kind != .chatter else { return Attribution(ikeSA: event.context.id) }

        // The SA that the text names, or else the one that the thread had in hand.
        let context = event.context.id
        let id = event.number(.ikeSA) ?? context
        let name = event[.ikeSA] != nil ? event.range(.connection) : event.context.name
        var attribution = Attribution(ikeSA: id)
        if !name.isEmpty, !isUnnamed(bytes, name) { attribution.connection = connection(bytes, name) }
        if attribution.connection == nil, let id { attribution.connection = ikeSAs[id]?.connection }
        if let id {
            // A line in the context of an SA that nobody announced: it exists, and it is being set up or is up.
            if let connection = attribution.connection, ikeSAs[id] != nil { setConnection(connection, of: id) }
            attribution.peer = ikeSAs[id]?.remoteHost ?? Name()
        }

        switch event.kind {
        case .ikeSAInitiating, .ikeSAResponding, .ikeSAEstablished, .ikeSARekeyed, .ikeSAReauthenticating,
            .ikeSAChildrenAdopted, .ikeSADeleteReceived, .ikeSADeleting, .ikeSADeleted, .ikeSADestroyed,
            .ikeSADuplicate, .ikeSARetrying, .ikeSAFailed, .peerTimedOut, .dpdTimedOut, .peerConfigSelected:
            applyIKE(event, bytes, at: time, id: id, context: context, connection: attribution.connection)
        case .childSAEstablishing, .childSAEstablished, .childSAInboundEstablished, .childSAOutboundEstablished,
            .childSARekeyed, .childSADeleteReceived, .childSAClosed, .childSAExpired, .childSADeleted:
            applyChild(event, bytes, at: time, id: id, connection: attribution.connection)
        default:
            count(event, bytes, id: id, connection: attribution.connection, at: time)
        }
        if attribution.peer.isEmpty, let id, let sa = ikeSAs[id] { attribution.peer = sa.remoteHost }
        return attribution
    }

    /// charon's process is another one than before, though it did not say so: what the old one had is gone.
    package mutating func processChanged(at time: UInt64) {
        if daemon.isUp != nil {
            endAll(daemon.isStopping ? .daemonStopped : .daemonCrashed, at: time)
            daemon.starts += 1
            daemon.startedAt = time
        }
        daemon.isUp = true
        daemon.isStopping = false
        daemon.hasRun = false
    }

    /// charon's process has ended, as the kernel says.
    package mutating func processExited(at time: UInt64) {
        endAll(daemon.isStopping ? .daemonStopped : .daemonCrashed, at: time)
        daemon.isUp = false
        daemon.isStopping = false
    }

    // MARK: The daemon

    private mutating func noteDaemon(_ event: Event, _ bytes: Span<UInt8>, at time: UInt64) {
        switch event.kind {
        case .daemonStarting, .daemonReady:
            if daemon.hasRun || daemon.isUp == false { start(at: time) }
            if daemon.startedAt == 0 {
                daemon.startedAt = time
                daemon.starts += 1
            }
            daemon.isUp = true
            daemon.isStopping = false
            daemon.hasRun = false
            if let version = event[.version] { daemon.version = Name(bytes, version.range) }
        case .daemonStopping:
            endAll(.daemonStopped, at: time)
            daemon.isUp = false
            daemon.isStopping = true
            daemon.hasRun = true
        case .daemonExited, .gap:
            break
        default:
            if daemon.isUp == nil { daemon.isUp = true }
            // What the plugins say while they are loaded stands between the start lines of one start.
            if event.context.id != nil || event[.ikeSA] != nil { daemon.hasRun = true }
        }
    }

    private mutating func start(at time: UInt64) {
        endAll(daemon.isStopping ? .daemonStopped : .daemonCrashed, at: time)
        daemon.startedAt = time
        daemon.starts += 1
    }

    /// Before a configuration is selected, charon prints `(unnamed)` for the connection's name.
    private func isUnnamed(_ bytes: Span<UInt8>, _ range: ByteRange) -> Bool {
        Search.equal(bytes, range, "(unnamed)")
    }

    // MARK: IKE_SAs

    private mutating func applyIKE(
        _ event: Event, _ bytes: Span<UInt8>, at time: UInt64, id: UInt32?, context: UInt32?, connection: Int?
    ) {
        guard let id else { return }
        switch event.kind {
        case .ikeSAInitiating:
            initiate(event, bytes, id, context: context, connection: connection, at: time)
        case .ikeSAResponding:
            guard ikeSAs[id] == nil else { return }
            addIKESA(id, .connecting, role: .responder, connection: connection, at: time)
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
            if ikeSAs[id]?.pendingReason == nil { ikeSAs[id]?.pendingReason = .peerDelete }
        case .ikeSADuplicate:
            if ikeSAs[id]?.pendingReason == nil { ikeSAs[id]?.pendingReason = .duplicate }
        case .ikeSADeleting:
            // Other lines announce a deletion, and why; the one that names both ends begins it.
            guard event[.remoteHost] != nil else { return }
            delete(id, connection: connection, at: time)
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

    private mutating func delete(_ id: UInt32, connection: Int?, at time: UInt64) {
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
        if sa.version == 1 { endIKESA(id, .localDelete, at: time) } else { setState(.deleting, of: id) }
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

    // MARK: CHILD_SAs

    private mutating func applyChild(
        _ event: Event, _ bytes: Span<UInt8>, at time: UInt64, id: UInt32?, connection: Int?
    ) {
        if event.kind == .childSADeleteReceived {
            // The peer names its own inbound SPI, which is our outbound one.
            guard let spi = event.number(.spi) else { return }
            let children = id.flatMap { ikeSAs[$0]?.children } ?? []
            for child in children where childSAs[child]?.spiOut == spi { childSAs[child]?.isDeletedByPeer = true }
            return
        }
        guard event[.tunnel] != nil else { return }
        let child = event.number(.childSA)
        // A CHILD_SA that is known keeps its tunnel; a new one belongs to the connection of the line's context.
        let known = child.flatMap { childSAs[$0] }
        let tunnel: Int
        if let known, tunnels[known.tunnel].name.equals(bytes, event.range(.tunnel)) {
            tunnel = known.tunnel
        } else {
            let owner = connection ?? self.connection(bytes, .none)
            tunnel = self.tunnel(owner, bytes, event.range(.tunnel))
        }
        guard let child else { return }

        switch event.kind {
        case .childSAEstablished, .childSAInboundEstablished, .childSAOutboundEstablished:
            install(event, bytes, child, tunnel, parent: id, connection, at: time)
        case .childSAClosed:
            let spiIn = event.number(.spiIn) ?? 0
            guard let bytesIn = event[.bytesIn]?.value, let bytesOut = event[.bytesOut]?.value else { return }
            if childSAs[child]?.spiIn == spiIn {
                let reason: DownReason = childSAs[child]?.isDeletedByPeer == true ? .peerDelete : .localDelete
                endChildSA(child, reason, bytes: (bytesIn, bytesOut), at: time)
            } else if !wasClosed(child, spiIn: spiIn) {
                // Installed before the log began: its bytes count, its state was never shown.
                count((bytesIn, bytesOut), tunnel)
                remember(ClosedChildSA(id: child, spiIn: spiIn))
            }
        case .childSAExpired:
            if childSAs[child]?.spiIn == event.number(.spiIn) { endChildSA(child, .expired, bytes: nil, at: time) }
        case .childSADeleted:
            endChildSA(child, .localDelete, bytes: nil, at: time)
        default:
            break
        }
    }

    private mutating func install(
        _ event: Event, _ bytes: Span<UInt8>, _ child: UInt32, _ tunnel: Int, parent: UInt32?, _ connection: Int?,
        at time: UInt64
    ) {
        let spiIn = event.number(.spiIn) ?? 0
        // The outbound half of an SA whose end was seen already comes too late to bring it back.
        guard !wasClosed(child, spiIn: spiIn) else { return }
        if let parent, ikeSAs[parent] == nil {
            // The IKE_SA was established before the log began.
            addIKESA(parent, .established, connection: connection, at: time)
        }
        if childSAs[child]?.spiIn != spiIn {
            if event.kind == .childSAEstablished {
                tunnels[tunnel].established += 1
            } else {
                tunnels[tunnel].rekeys += 1
                tunnels[tunnel].lastRekeyAt = time
            }
        }
        installChildSA(
            child,
            ChildSA(
                tunnel: tunnel, parent: parent, spiIn: spiIn, spiOut: event.number(.spiOut) ?? 0,
                hasOutbound: event.kind != .childSAInboundEstablished, installedAt: time),
            at: time)
        tunnels[tunnel].localTS = Name(bytes, event.range(.localTS))
        tunnels[tunnel].remoteTS = Name(bytes, event.range(.remoteTS))
    }
}
