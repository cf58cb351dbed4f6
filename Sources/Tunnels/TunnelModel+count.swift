internal import Bytes
internal import CharonLog

/// What is counted without a change of state: failures, authentications, signs of life.
extension TunnelModel {
    mutating func count(_ event: Event, _ bytes: Span<UInt8>, id: UInt32?, connection: Int?, at time: UInt64) {
        switch event.kind {
        case .retransmitSent:
            if let connection { connections[connection].retransmits += 1 }
        case .dpdRequestSent:
            if let connection { connections[connection].dpdRequests += 1 }
        case .mobikeSupported:
            if let id { ikeSAs[id]?.supportsMOBIKE = true }
        case .authenticationSucceeded:
            guard let connection else { return }
            connections[connection].authenticated[Connection.Method(bytes, event.range(.method)).index] += 1
        case .authenticationFailed:
            let connection = connection ?? self.connection(bytes, .none)
            if countFailure(event, bytes, id: id, connection: connection) {
                reject(event.rejectedMethod, by: connection)
            }
            endIfConnecting(id, at: time)
        case .authenticationRetried:
            // A wrong proof, after which the peer may try again.
            let connection = connection ?? self.connection(bytes, .none)
            reject(event.rejectedMethod, by: connection)
            noteCause(event, id: id)
        case .certificateRejected:
            noteCause(event, id: id)
        case .notifyReceived:
            // On an established IKE_SA it is information; while one is set up it is the end.
            guard let id, let sa = ikeSAs[id], sa.state == .connecting else { return }
            countFailure(event, bytes, id: id, connection: connection)
            endIKESA(id, .error, at: time)
        case .peerConfigNotFound, .proposalMismatch:
            countFailure(event, bytes, id: id, connection: connection)
            endIfConnecting(id, at: time)
        case .childSAFailed, .trafficSelectorMismatch, .keyExchangeMismatch, .messageInvalid:
            countFailure(event, bytes, id: id, connection: connection)
        case .proposalSelected:
            if let connection, Self.isIKEProposal(bytes, event.range(.proposal)) {
                connections[connection].proposal = Name(bytes, event.range(.proposal))
            }
        default:
            break
        }
    }

    private mutating func reject(_ method: Connection.Method, by connection: Int) {
        connections[connection].rejected[method.index] += 1
        connections[connection].lastEvents.note(atHand, in: .rejected(method))
    }

    /// Who refuses a peer forgets the IKE_SA without another word. Where charon goes on all the same, with another
    /// configuration, the line that says that the IKE_SA is established brings it back.
    private mutating func endIfConnecting(_ id: UInt32?, at time: UInt64) {
        if let id, ikeSAs[id]?.state == .connecting { endIKESA(id, .error, at: time) }
    }

    private static func isIKEProposal(_ bytes: Span<UInt8>, _ range: ByteRange) -> Bool {
        range.count >= 4 && Search.equal(bytes, ByteRange(range.lower, range.lower + 4), "IKE:")
    }
}

extension Event {
    /// Whether it is IKEv1's: its texts name the mode.
    var isIKEv1: Bool { template.map(Self.ikev1.contains) == true }

    private static let ikev1: Set<Int> = Set(
        Catalogue.templates.indices.filter {
            let pattern = Catalogue.templates[$0].pattern.description
            return pattern.contains("Main Mode") || pattern.contains("Aggressive Mode")
        })

    /// Whether the IKE_SA made way for another of the same peer.
    var isDuplicate: Bool {
        switch reason?.description {
        case "initial_contact", "uniqueness_policy", "duplicate": true
        default: false
        }
    }

    /// The method by which a peer failed to prove its identity, as far as the reason tells.
    var rejectedMethod: Connection.Method {
        let reason = reason?.description ?? ""
        if reason.hasPrefix("psk") || reason.contains("shared_key") { return .psk }
        if reason.hasPrefix("eap") || reason.hasPrefix("radius") { return .eap }
        if reason.hasPrefix("xauth") { return .xauth }
        if reason.contains("certificate") || reason.contains("trusted_key") || reason.contains("signature") {
            return .pubkey
        }
        return .unknown
    }
}

extension Connection.Method {
    /// The family of a method that charon names, such as `pre-shared key` or `RSA_EMSA_PKCS1_SHA2_256`.
    init(_ bytes: Span<UInt8>, _ range: ByteRange) {
        let families: [(StaticString, Connection.Method)] = [
            ("pre-shared key", .psk), ("PSK", .psk), ("EAP", .eap), ("XAuth", .xauth), ("RSA", .pubkey),
            ("ECDSA", .pubkey), ("ED25519", .pubkey), ("ED448", .pubkey), ("DSS", .pubkey), ("BLISS", .pubkey),
            ("pubkey", .pubkey),
        ]
        for (start, method) in families
        where Search.equal(
            bytes, ByteRange(range.lower, min(range.upper, range.lower + start.utf8CodeUnitCount)), start)
        {
            self = method
            return
        }
        self = .unknown
    }
}
