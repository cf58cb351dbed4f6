/// What charon itself says that there is, at one time (VICI's `list-sas`).
package struct Snapshot: Sendable, Equatable {
    /// When it was asked for, microseconds since 1970 UTC: what the log tells of later times is newer.
    package var time: UInt64
    /// Whether all IKE_SAs are in it. charon leaves out those that a thread has in hand; of an SA that is not in such a
    /// list nothing is known.
    package var isComplete: Bool
    package var ikeSAs: [SnapshotIKESA]

    package init(time: UInt64, isComplete: Bool, ikeSAs: [SnapshotIKESA]) {
        self.time = time
        self.isComplete = isComplete
        self.ikeSAs = ikeSAs
    }
}

/// An IKE_SA as charon lists it.
package struct SnapshotIKESA: Sendable, Equatable {
    package var id: UInt32
    /// Empty while no configuration is selected.
    package var connection: Name
    package var state: IKESA.State
    package var version: UInt8
    package var isInitiator: Bool
    package var localHost = Name()
    package var remoteHost = Name()
    package var localID = Name()
    package var remoteID = Name()
    /// What the peers have agreed upon; nil before.
    package var negotiated: Negotiated?
    /// When it was established, microseconds since 1970 UTC; 0 when it is not.
    package var establishedAt: UInt64 = 0
    package var children: [SnapshotChildSA]

    package init(
        id: UInt32, connection: Name, state: IKESA.State, version: UInt8, isInitiator: Bool,
        children: [SnapshotChildSA]
    ) {
        self.id = id
        self.connection = connection
        self.state = state
        self.version = version
        self.isInitiator = isInitiator
        self.children = children
    }
}

/// What the peers of an IKE_SA have agreed upon, in charon's words.
package struct Negotiated: Sendable, Codable, Equatable {
    /// With the key's length in bits where that varies: `AES_CBC_128`.
    package var encryption: Name
    /// Empty where the encryption protects integrity too.
    package var integrity: Name
    package var prf: Name
    /// All of them, joined by `+` (RFC 9370).
    package var keyExchange: Name
    /// Who is behind a NAT: `none`, `local`, `remote`, `both`.
    package var nat: String
    package var isInitiator: Bool

    package init(
        encryption: Name, integrity: Name, prf: Name, keyExchange: Name, nat: String, isInitiator: Bool
    ) {
        self.encryption = encryption
        self.integrity = integrity
        self.prf = prf
        self.keyExchange = keyExchange
        self.nat = nat
        self.isInitiator = isInitiator
    }
}

/// What the peers of a CHILD_SA have agreed upon, in charon's words.
package struct NegotiatedChild: Sendable, Codable, Equatable {
    /// `ESP` or `AH`.
    package var ipsecProtocol: Name
    /// `TUNNEL`, `TRANSPORT`, ...
    package var mode: Name
    /// With the key's length in bits where that varies: `AES_CBC_128`.
    package var encryption: Name
    /// Empty where the encryption protects integrity too.
    package var integrity: Name
    /// All of them, joined by `+`; empty where the keys are the IKE_SA's.
    package var keyExchange: Name
    /// Whether sequence numbers have 64 bits.
    package var hasExtendedSequenceNumbers: Bool
    /// Whether ESP is in UDP.
    package var isEncapsulated: Bool

    package init(
        ipsecProtocol: Name, mode: Name, encryption: Name, integrity: Name, keyExchange: Name,
        hasExtendedSequenceNumbers: Bool, isEncapsulated: Bool
    ) {
        self.ipsecProtocol = ipsecProtocol
        self.mode = mode
        self.encryption = encryption
        self.integrity = integrity
        self.keyExchange = keyExchange
        self.hasExtendedSequenceNumbers = hasExtendedSequenceNumbers
        self.isEncapsulated = isEncapsulated
    }
}

/// A CHILD_SA as charon lists it.
package struct SnapshotChildSA: Sendable, Equatable {
    package var id: UInt32
    package var tunnel: Name
    /// Whether traffic can pass: not one that is being set up, was replaced, or is being deleted.
    package var isInstalled: Bool
    /// SPIs in host order; 0 when it has none yet.
    package var spiIn: UInt32
    package var spiOut: UInt32
    /// When it was installed, microseconds since 1970 UTC; 0 for unknown.
    package var installedAt: UInt64 = 0
    package var localTS = Name()
    package var remoteTS = Name()
    /// What the peers have agreed upon; nil where charon does not say.
    package var negotiated: NegotiatedChild?
    /// What it has counted since it was installed; nil where charon does not say.
    package var traffic: Traffic?
    /// When the last packet passed, microseconds since 1970 UTC; 0 for never.
    package var lastInAt: UInt64 = 0
    package var lastOutAt: UInt64 = 0
    /// When it is to be rekeyed, microseconds since 1970 UTC; 0 for never.
    package var rekeyAt: UInt64 = 0

    package init(id: UInt32, tunnel: Name, isInstalled: Bool, spiIn: UInt32, spiOut: UInt32) {
        self.id = id
        self.tunnel = tunnel
        self.isInstalled = isInstalled
        self.spiIn = spiIn
        self.spiOut = spiOut
    }
}

/// Bytes and packets in both directions.
package struct Traffic: Sendable, Codable, Equatable {
    package var bytesIn: UInt64 = 0
    package var bytesOut: UInt64 = 0
    package var packetsIn: UInt64 = 0
    package var packetsOut: UInt64 = 0

    package init(bytesIn: UInt64 = 0, bytesOut: UInt64 = 0, packetsIn: UInt64 = 0, packetsOut: UInt64 = 0) {
        self.bytesIn = bytesIn
        self.bytesOut = bytesOut
        self.packetsIn = packetsIn
        self.packetsOut = packetsOut
    }

    /// The larger of each: counts never fall.
    func larger(_ other: Traffic) -> Traffic {
        Traffic(
            bytesIn: max(bytesIn, other.bytesIn), bytesOut: max(bytesOut, other.bytesOut),
            packetsIn: max(packetsIn, other.packetsIn), packetsOut: max(packetsOut, other.packetsOut))
    }

    /// What the larger one of each has more than another.
    func excess(over other: Traffic) -> Traffic {
        Traffic(
            bytesIn: bytesIn - min(bytesIn, other.bytesIn), bytesOut: bytesOut - min(bytesOut, other.bytesOut),
            packetsIn: packetsIn - min(packetsIn, other.packetsIn),
            packetsOut: packetsOut - min(packetsOut, other.packetsOut))
    }

    /// Adds counts; they stand still rather than fall.
    mutating func add(_ other: Traffic) {
        bytesIn = Self.sum(bytesIn, other.bytesIn)
        bytesOut = Self.sum(bytesOut, other.bytesOut)
        packetsIn = Self.sum(packetsIn, other.packetsIn)
        packetsOut = Self.sum(packetsOut, other.packetsOut)
    }

    private static func sum(_ total: UInt64, _ more: UInt64) -> UInt64 {
        let (sum, overflow) = total.addingReportingOverflow(more)
        return overflow ? .max : sum
    }
}
