internal import Bytes
internal import CharonLog

/// What a line does to a CHILD_SA, after strongSwan's order of lines.
extension TunnelModel {
    mutating func applyChild(
        _ event: Event, _ bytes: Span<UInt8>, at time: UInt64, id: UInt32?, connection: Int?
    ) {
        if event.kind == .childSADeleteReceived {
            // The peer names its own inbound SPI, which is our outbound one.
            guard let spi = event.number(.spi) else { return }
            let children = id.flatMap { ikeSAs[$0]?.children } ?? []
            for child in children where childSAs[child]?.spiOut == spi { childSAs[child]?.isDeletedByPeer = true }
            return
        }
        if event.kind == .childSARekeying || event.kind == .childSARekeyFailed {
            noteRekeying(event, id)
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
            // Without its connection, only a CHILD_SA that is installed makes a tunnel.
            guard let owner = connection ?? owner(of: event, bytes) else { return }
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
            } else {
                noteClosed(child, spiIn: spiIn, Traffic(bytesIn: bytesIn, bytesOut: bytesOut), tunnel, at: time)
            }
        case .childSAExpired:
            if childSAs[child]?.spiIn == event.number(.spiIn) { endChildSA(child, .expired, bytes: nil, at: time) }
        case .childSADeleted:
            endChildSA(child, .localDelete, bytes: nil, at: time)
        default:
            break
        }
    }

    /// The connection of a CHILD_SA that no line tells: none by name for one that is installed; for one that was closed,
    /// that of the only tunnel of its name.
    private mutating func owner(of event: Event, _ bytes: Span<UInt8>) -> Int? {
        switch event.kind {
        case .childSAEstablished, .childSAInboundEstablished, .childSAOutboundEstablished:
            return self.connection(bytes, .none)
        case .childSAClosed:
            let name = event.range(.tunnel)
            let owners = tunnels.filter { $0.name.equals(bytes, name) }.map(\.connection)
            return owners.count == 1 ? owners[0] : nil
        default:
            return nil
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
        // Of both sides; no traffic selector ends as another begins.
        let selectors = Hash.fnv1a(
            bytes, event.range(.remoteTS), from: Hash.fnv1a(bytes, event.range(.localTS)) &+ 1)
        if event.kind == .childSAOutboundEstablished {
            // The inbound half of a redundant one, after a collision of rekeyings, is never followed by the outbound one.
            if childSAs[child]?.hasOutbound != true || childSAs[child]?.isUntold == true {
                countRekey(tunnel, at: time)
            }
        } else if event.kind == .childSAEstablished,
            childSAs[child]?.spiIn != spiIn || childSAs[child]?.isUntold == true
        {
            if replacesRekeying(tunnel, at: time) || replacesSame(tunnel, parent, selectors) {
                countRekey(tunnel, at: time)
            } else {
                tunnels[tunnel].established += 1
            }
        }
        installChildSA(
            child,
            ChildSA(
                tunnel: tunnel, parent: parent, spiIn: spiIn, spiOut: event.number(.spiOut) ?? 0,
                hasOutbound: event.kind != .childSAInboundEstablished, installedAt: time, selectors: selectors),
            at: time)
        tunnels[tunnel].localTS = Name(bytes, event.range(.localTS))
        tunnels[tunnel].remoteTS = Name(bytes, event.range(.remoteTS))
    }

    /// IKEv1, and IKEv2 before 5.5.3, announce a rekeying, and then print for the new CHILD_SA what they print for any.
    private mutating func noteRekeying(_ event: Event, _ id: UInt32?) {
        if event.kind == .childSARekeyFailed {
            for child in id.flatMap({ ikeSAs[$0]?.children }) ?? [] { rekeying.remove(child) }
        } else if let child = event.number(.childSA) {
            if childSAs[child] != nil { rekeying.insert(child) }
        } else if let spi = event.number(.spi), event.reason == nil {
            // A peer chooses the outbound SPI: should two be the same, the older one it is, in every run.
            let child = childSAs.lazy.filter { $0.value.spiIn == spi || $0.value.spiOut == spi }.map(\.key).min()
            if let child { rekeying.insert(child) }
        }
    }

    private mutating func countRekey(_ tunnel: Int, at time: UInt64) {
        tunnels[tunnel].rekeys += 1
        tunnels[tunnel].lastRekeyAt = time
    }

    /// The delete of a CHILD_SA may overtake what says that another has replaced it; microseconds.
    private static let overtaking: UInt64 = 5_000_000

    /// Whether a CHILD_SA of the tunnel is being rekeyed, or was until just now; the one that is established now has
    /// replaced it.
    private mutating func replacesRekeying(_ tunnel: Int, at time: UInt64) -> Bool {
        if let old = rekeying.filter({ childSAs[$0]?.tunnel == tunnel }).min() {
            rekeying.remove(old)
            return true
        }
        guard let ended = memory.rekeyedAt.removeValue(forKey: tunnel) else { return false }
        return time < ended + Self.overtaking
    }

    /// IKEv1 has no other rekeying than a second CHILD_SA with the same traffic selectors.
    private func replacesSame(_ tunnel: Int, _ parent: UInt32?, _ selectors: UInt64) -> Bool {
        guard let parent, let sa = ikeSAs[parent], sa.version == 1 else { return false }
        return sa.children.contains {
            childSAs[$0]?.tunnel == tunnel && childSAs[$0]?.selectors == selectors && selectors != 0
        }
    }
}
