internal import Bytes
internal import CharonLog

/// What the lines of one of charon's threads have told, where lines do not tell their IKE_SA (syslog without
/// `ike_name`). A thread handles a message from the line that says it was received to its last line.
struct ThreadMemory: Sendable, Codable, Equatable {
    /// The IKE_SA that the thread named last since it received a message, and when.
    var ikeSA: UInt32?
    var ikeSAAt: UInt64 = 0
    /// The peer whose message it handles: the hash of its address; nil while it does something else.
    var peer: UInt64?
    /// The number of a retransmit that it has announced and not sent yet.
    var retransmit: UInt64?
}

/// A request that a peer has not answered.
struct Retransmission: Sendable, Codable, Equatable {
    /// The hash of the peer's address.
    var peer: UInt64
    /// How often the request was sent again.
    var attempt: UInt64
    /// When it was sent last, microseconds since 1970 UTC.
    var time: UInt64
}

/// Which IKE_SA a line is about that does not say: only where that is certain.
extension TunnelModel {
    private static let maximumThreads: UInt32 = 4096
    private static let maximumRetransmissions = 1024
    /// Two requests that were sent again in this time may be given up in either order; microseconds.
    private static let simultaneous: UInt64 = 1_000_000
    /// After so long nobody waits for an answer any more; microseconds.
    private static let longestWait: UInt64 = 900_000_000
    /// A message is handled in less; microseconds. A text log has whole seconds.
    private static let oneMessage: UInt64 = 1_000_001

    /// Takes note of the thread's doings, and finds the IKE_SA of a line that has none.
    mutating func inferIKESA(_ event: Event, _ bytes: Span<UInt8>, at time: UInt64) -> UInt32? {
        guard let thread = event.thread, thread < Self.maximumThreads else {
            return inferredWithoutThread(event, bytes)
        }
        if let endpoint = event[.remoteEndpoint], event.subsystem == .net {
            notePacket(thread, Self.hash(ofAddress: bytes, endpoint.range), event, at: time)
            return nil
        }
        if let id = event.number(.ikeSA) {
            memory.threads[thread, default: ThreadMemory()].ikeSA = id
            memory.threads[thread]?.ikeSAAt = time
            return id
        }
        switch event.kind {
        case .retransmitSent:
            memory.threads[thread, default: ThreadMemory()].retransmit = event[.attempt]?.value
            return nil
        case .dpdRequestSent, .childSARekeying:
            // A timer's work, not a message's.
            memory.threads[thread]?.peer = nil
            memory.threads[thread]?.ikeSA = nil
            return nil
        case .peerTimedOut:
            return givenUp(after: event[.attempts]?.value ?? 0, at: time)
        case .childSAEstablished:
            // The same thread has just established its IKE_SA, or handles a message of the only one of a peer.
            if let memory = memory.threads[thread], let last = memory.ikeSA, time < memory.ikeSAAt + Self.oneMessage,
                ikeSAs[last]?.state == .established
            {
                return last
            }
            return onlyIKESA(of: memory.threads[thread]?.peer, .established)
        case .authenticationFailed, .notifyReceived, .proposalMismatch, .trafficSelectorMismatch, .childSAFailed,
            .keyExchangeMismatch, .authenticationSucceeded, .proposalSelected, .childSADeleteReceived, .ikeSADeleted:
            return onlyIKESA(of: memory.threads[thread]?.peer, nil)
        default:
            return inferredWithoutThread(event, bytes)
        }
    }

    private mutating func notePacket(_ thread: UInt32, _ peer: UInt64, _ event: Event, at time: UInt64) {
        if event.range(.remoteEndpoint).lower < event.range(.localEndpoint).lower {
            // Received: the peer lives.
            memory.threads[thread] = ThreadMemory(peer: peer)
            memory.retransmissions.removeAll { $0.peer == peer }
            if memory.rivals.remove(peer) != nil { settleRivals(at: time) }
        } else if let attempt = memory.threads[thread]?.retransmit {
            memory.threads[thread] = ThreadMemory()
            memory.retransmissions.removeAll { $0.peer == peer }
            memory.retransmissions.append(Retransmission(peer: peer, attempt: attempt, time: time))
            if memory.retransmissions.count > Self.maximumRetransmissions { memory.retransmissions.removeFirst() }
        }
    }

    /// The IKE_SA whose request was sent that often, when it is certain which one it is. Of two that were sent again at
    /// the same time, nobody knows which one is given up first: both are uncertain until that is settled.
    private mutating func givenUp(after attempts: UInt64, at time: UInt64) -> UInt32? {
        memory.retransmissions.removeAll { $0.time + Self.longestWait < time }
        let candidates = memory.retransmissions.filter { $0.attempt == attempts }
        guard let oldest = candidates.first else {
            // Nothing is said of packets. Where the log goes back to charon's start, the only IKE_SA there is is it.
            guard ikeSAs.count == 1, let only = ikeSAs.first?.key else { return nil }
            if daemon.starts > 0 { return only }
            doubtIKESA(only)
            return nil
        }
        let rivals = Set(candidates.filter { $0.time < oldest.time + Self.simultaneous }.map(\.peer))
        guard rivals.count > 1 else {
            memory.retransmissions.removeAll { $0.peer == oldest.peer }
            return onlyIKESA(of: oldest.peer, nil)
        }
        if memory.rivals != rivals {
            memory.rivals = rivals
            memory.givenUpOfRivals = 0
        }
        memory.givenUpOfRivals += 1
        settleRivals(at: time)
        for peer in memory.rivals { if let id = onlyIKESA(of: peer, nil) { doubtIKESA(id) } }
        return nil
    }

    /// When as many were given up as there are, it was all of them.
    private mutating func settleRivals(at time: UInt64) {
        guard !memory.rivals.isEmpty, memory.givenUpOfRivals >= memory.rivals.count else { return }
        let dead = memory.rivals
        memory.rivals = []
        memory.givenUpOfRivals = 0
        memory.retransmissions.removeAll { dead.contains($0.peer) }
        for id in dead.compactMap({ onlyIKESA(of: $0, nil) }).sorted() where ikeSAs[id]?.state != .connecting {
            if let connection = ikeSAs[id]?.connection { connections[connection].peerTimeouts += 1 }
            endIKESA(id, .deadPeer, at: time)
        }
    }

    /// The one IKE_SA with a peer; nil where there are several, or none.
    private func onlyIKESA(of peer: UInt64?, _ state: IKESA.State?) -> UInt32? {
        guard let peer else { return nil }
        var found: UInt32?
        for (id, sa) in ikeSAs where state == nil || sa.state == state {
            let host = sa.remoteHost.bytes
            guard Self.hash(ofAddress: host.span, ByteRange(0, host.count)) == peer else { continue }
            if found != nil { return nil }
            found = id
        }
        return found
    }

    private func inferredWithoutThread(_ event: Event, _ bytes: Span<UInt8>) -> UInt32? {
        switch event.kind {
        case .childSAInboundEstablished, .childSAOutboundEstablished:
            // A rekeying stays in the IKE_SA of the CHILD_SA that it replaces.
            let tunnel = event.range(.tunnel)
            var parents: Set<UInt32?> = []
            for childSA in childSAs.values where tunnels[childSA.tunnel].name.equals(bytes, tunnel) {
                parents.insert(childSA.parent)
            }
            return parents.count == 1 ? parents.first ?? nil : nil
        case .peerTimedOut, .dpdTimedOut, .ikeSADeleted, .childSAEstablished:
            return ikeSAs.count == 1 ? ikeSAs.first?.key : nil
        default:
            return nil
        }
    }

    /// The hash of an address, without the port in brackets after it.
    private static func hash(ofAddress bytes: Span<UInt8>, _ range: ByteRange) -> UInt64 {
        var end = range.lower
        while end < range.upper, bytes[end] != UInt8(ascii: "[") { end += 1 }
        return Hash.fnv1a(bytes, ByteRange(range.lower, end))
    }
}
