internal import Tunnels
internal import Vici

extension SnapshotIKESA {
    /// An IKE_SA as charon lists it.
    /// - Parameter now: when it was listed, microseconds since 1970 UTC.
    /// - Returns: nil for one without a number.
    init?(_ listed: ListedIKESA, at now: UInt64) {
        guard let id = listed.uniqueID else { return nil }
        let isNamed = listed.name != Array("(unnamed)".utf8)
        let state: IKESA.State =
            switch listed.state {
            case .established, .rekeying, .passive: .established
            case .rekeyed: .rekeyed
            case .deleting, .destroying: .deleting
            case .created, .connecting, .unknown: .connecting
            }
        self.init(
            id: id, connection: Name(isNamed ? listed.name : []), state: state, version: listed.version ?? 2,
            isInitiator: listed.isInitiator,
            children: listed.children.compactMap { SnapshotChildSA($0, at: now) })
        localHost = Name(listed.localHost)
        remoteHost = Name(listed.remoteHost)
        localID = Name(listed.localID)
        remoteID = Name(listed.remoteID)
        negotiated = state == .established ? Negotiated(listed) : nil
        establishedAt = Self.time(listed.established, before: now)
    }

    /// A time that is told in seconds before now, microseconds since 1970 UTC; 0 when it is not told.
    static func time(_ seconds: Int64?, before now: UInt64) -> UInt64 {
        guard let seconds, seconds >= 0, let age = UInt64(exactly: seconds) else { return 0 }
        let (microseconds, overflow) = age.multipliedReportingOverflow(by: 1_000_000)
        return overflow || microseconds > now ? 0 : now - microseconds
    }
}

extension Negotiated {
    fileprivate init(_ listed: ListedIKESA) {
        let nat =
            switch (listed.nat.contains(.local), listed.nat.contains(.remote)) {
            case (true, true): "both"
            case (true, false): "local"
            case (false, true): "remote"
            case (false, false): "none"
            }
        self.init(
            encryption: listed.algorithms.shownEncryption, integrity: Name(listed.algorithms.integrity),
            prf: Name(listed.algorithms.prf), keyExchange: listed.algorithms.shownKeyExchange, nat: nat,
            isInitiator: listed.isInitiator)
    }
}

extension NegotiatedChild {
    /// Nil in states in which charon does not say.
    fileprivate init?(_ listed: ListedChildSA) {
        guard !listed.ipsecProtocol.isEmpty else { return nil }
        self.init(
            ipsecProtocol: Name(listed.ipsecProtocol), mode: Name(listed.mode),
            encryption: listed.algorithms.shownEncryption, integrity: Name(listed.algorithms.integrity),
            keyExchange: listed.algorithms.shownKeyExchange,
            hasExtendedSequenceNumbers: listed.hasExtendedSequenceNumbers, isEncapsulated: listed.isEncapsulated)
    }
}

extension ListedAlgorithms {
    /// With the key's length, as the log writes it.
    fileprivate var shownEncryption: Name {
        Name(encryption + (encryptionKeySize.map { Array("_\($0)".utf8) } ?? []))
    }

    /// All key exchanges, in one text.
    fileprivate var shownKeyExchange: Name {
        Name(Array(([dhGroup] + additionalKeyExchanges).joined(separator: Array("+".utf8))))
    }
}

extension SnapshotChildSA {
    /// A CHILD_SA as charon lists it; nil for one without a number.
    init?(_ listed: ListedChildSA, at now: UInt64) {
        guard let id = listed.uniqueID else { return nil }
        let isInstalled =
            switch listed.state {
            case .installed, .rekeying, .updating, .retrying: true
            default: false
            }
        self.init(
            id: id, tunnel: Name(listed.name), isInstalled: isInstalled, spiIn: listed.spiIn ?? 0,
            spiOut: listed.spiOut ?? 0)
        installedAt = SnapshotIKESA.time(listed.installTime, before: now)
        localTS = Name(listed.localTS)
        remoteTS = Name(listed.remoteTS)
        negotiated = NegotiatedChild(listed)
        traffic = Traffic(listed)
        lastInAt = SnapshotIKESA.time(listed.useIn, before: now)
        lastOutAt = SnapshotIKESA.time(listed.useOut, before: now)
        if let seconds = listed.rekeyTime, let left = Int64(exactly: now / 1_000_000) {
            let (due, overflow) = left.addingReportingOverflow(seconds)
            if !overflow, due > 0 { rekeyAt = UInt64(due).multipliedReportingOverflow(by: 1_000_000).partialValue }
        }
    }
}

extension Traffic {
    /// What a CHILD_SA has counted; nil where charon does not say.
    init?(_ listed: ListedChildSA) {
        guard let bytesIn = listed.bytesIn, let bytesOut = listed.bytesOut else { return nil }
        self.init(
            bytesIn: bytesIn, bytesOut: bytesOut, packetsIn: listed.packetsIn ?? 0,
            packetsOut: listed.packetsOut ?? 0)
    }
}
