/// A CHILD_SA configuration by name inside a connection: it outlives every CHILD_SA that implements it.
package struct Tunnel: Sendable, Codable, Equatable {
    /// Index in `TunnelModel.connections`.
    package internal(set) var connection: Int
    package let name: Name
    /// From when on it was counted, microseconds since 1970 UTC; nil where that is not known.
    package internal(set) var createdAt: UInt64?

    /// CHILD_SAs that are installed now.
    package var childSAs: UInt64 = 0
    /// Those of them whose outbound half is in the kernel.
    package var completeChildSAs: UInt64 = 0
    /// When the last inbound half was installed; microseconds since 1970 UTC, as all times here.
    package var inboundAt: UInt64 = 0
    /// When it last came up, and when it last went down; 0 for never.
    package var establishedAt: UInt64 = 0
    package var downAt: UInt64 = 0
    package var ups: UInt64 = 0
    /// In the order of `DownReason.allCases`.
    package var downs = [UInt64](repeating: 0, count: DownReason.allCases.count)
    package internal(set) var lastDowns = LastEvents<DownReason>()
    /// Why it last went down; nil for never, and where a checkpoint of before does not say.
    package internal(set) var lastDownReason: DownReason?
    package var established: UInt64 = 0
    package var rekeys: UInt64 = 0
    package var lastRekeyAt: UInt64 = 0
    /// All that its CHILD_SAs are known to have counted. Packets are known from VICI only.
    package internal(set) var traffic = Traffic()
    /// When the last packet was seen to pass; 0 for never.
    package internal(set) var lastInAt: UInt64 = 0
    package internal(set) var lastOutAt: UInt64 = 0
    /// CHILD_SAs that ended without a logged byte count.
    package var unaccountedCloses: UInt64 = 0
    /// Entries are missing that may have told of its end, or of its coming up.
    var hasGap = false
    /// Of the CHILD_SAs those that no line has shown to be there since entries were missing.
    var unprovenChildSAs: UInt64 = 0
    package var localTS = Name()
    package var remoteTS = Name()
    /// Of its newest CHILD_SA, when charon is asked.
    package internal(set) var negotiated: NegotiatedChild?
    /// What a configuration says of it; nil when none lists it.
    package internal(set) var listing: TunnelListing?
    /// When the last configuration that listed it ceased to, microseconds since 1970 UTC.
    var unlistedAt: UInt64?
    /// When charon said that it let the connection's configuration go, microseconds since 1970 UTC; nil when it has it.
    var unloadedAt: UInt64?

    /// - Parameter time: from when on it is counted, microseconds since 1970 UTC.
    init(connection: Int, name: Name, at time: UInt64) {
        self.connection = connection
        self.name = name
        createdAt = time
    }

    /// The traffic selectors in use, or else as configured.
    package var shownLocalTS: Name { localTS.isEmpty ? listing?.localTS ?? localTS : localTS }
    package var shownRemoteTS: Name { remoteTS.isEmpty ? listing?.remoteTS ?? remoteTS : remoteTS }

    /// Whether a CHILD_SA of that name is installed, an inbound-only one included.
    package var isUp: Bool { childSAs > 0 }
    /// Whether missing entries may hide a change of `isUp`.
    package var isUncertain: Bool { hasGap && childSAs == unprovenChildSAs }
    /// Whether it stands for all tunnels beyond the limit, and is shown nowhere.
    package internal(set) var isOverflow = false
    /// When anything of it was last heard of, microseconds since 1970 UTC.
    var changedAt: UInt64 { max(establishedAt, downAt, inboundAt, lastRekeyAt) }
    package var receivedBytes: UInt64 { traffic.bytesIn }
    package var sentBytes: UInt64 { traffic.bytesOut }
    package var downTotal: UInt64 { downs.reduce(0, +) }

    /// How long the outbound half may take to follow; on a responder it waits for the peer's delete.
    static let outboundDelay: UInt64 = 5_000_000

    /// Whether the outbound half has not followed within a few seconds.
    /// - Parameter now: microseconds since 1970 UTC.
    package func isInboundOnly(at now: UInt64) -> Bool {
        childSAs > 0 && completeChildSAs == 0 && now > inboundAt + Self.outboundDelay
    }
}

extension TunnelModel {
    /// How many tunnels' outbound halves have not followed within a few seconds.
    /// - Parameter now: microseconds since 1970 UTC.
    package func inboundOnlyTunnels(at now: UInt64) -> Int {
        // By their numbers: an element that is taken out is copied.
        tunnels.indices.count { tunnels[$0].isInboundOnly(at: now) }
    }
}
