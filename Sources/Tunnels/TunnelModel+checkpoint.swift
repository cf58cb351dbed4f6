/// The whole of the state, as the checkpoint keeps it.
extension TunnelModel: Codable {
    private enum CodingKeys: String, CodingKey {
        case connections, tunnels, daemon, establishSeconds, outageSeconds, ikeSAs, childSAs, closed,
            unsettled, orphans, memory, rekeying, hasGap, gapUntil, groups, createdAt
    }

    package init(from decoder: any Decoder) throws {
        self.init()
        let values = try decoder.container(keyedBy: CodingKeys.self)
        let connections = try values.decode([Connection].self, forKey: .connections)
        let tunnels = try values.decode([Tunnel].self, forKey: .tunnels)
        guard tunnels.allSatisfy({ connections.indices.contains($0.connection) }) else {
            throw DecodingError.dataCorruptedError(
                forKey: .tunnels, in: values, debugDescription: "a tunnel of a connection that is not there")
        }
        replaceNames(connections, tunnels)
        daemon = try values.decode(Daemon.self, forKey: .daemon)
        establishSeconds = try values.decode(Histogram.self, forKey: .establishSeconds)
        outageSeconds = try values.decode(Histogram.self, forKey: .outageSeconds)
        ikeSAs = try values.decode([UInt32: IKESA].self, forKey: .ikeSAs)
        childSAs = try values.decode([UInt32: ChildSA].self, forKey: .childSAs)
        replaceClosed(try values.decode([ClosedChildSA].self, forKey: .closed))
        unsettled = try values.decode([UInt32].self, forKey: .unsettled)
        orphans = try values.decode(Set<UInt32>.self, forKey: .orphans)
        memory = try values.decode(ShortMemory.self, forKey: .memory)
        rekeying = try values.decode(Set<UInt32>.self, forKey: .rekeying)
        hasGap = try values.decode(Bool.self, forKey: .hasGap)
        gapUntil = try values.decode(UInt64.self, forKey: .gapUntil)
        groups = try values.decode([String: GroupState].self, forKey: .groups)
        createdAt = try values.decodeIfPresent(UInt64.self, forKey: .createdAt)
        // What charon said while nobody listened does not come any more.
        settleCloses(before: .max)
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(connections, forKey: .connections)
        try values.encode(tunnels, forKey: .tunnels)
        try values.encode(daemon, forKey: .daemon)
        try values.encode(establishSeconds, forKey: .establishSeconds)
        try values.encode(outageSeconds, forKey: .outageSeconds)
        try values.encode(ikeSAs, forKey: .ikeSAs)
        try values.encode(childSAs, forKey: .childSAs)
        // The oldest first.
        try values.encode(Array(closed[nextClosed...] + closed[..<nextClosed]), forKey: .closed)
        try values.encode(unsettled, forKey: .unsettled)
        try values.encode(orphans, forKey: .orphans)
        try values.encode(memory, forKey: .memory)
        try values.encode(rekeying, forKey: .rekeying)
        try values.encode(hasGap, forKey: .hasGap)
        try values.encode(gapUntil, forKey: .gapUntil)
        try values.encode(groups, forKey: .groups)
        try values.encodeIfPresent(createdAt, forKey: .createdAt)
    }
}
