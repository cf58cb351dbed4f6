/// A tunnel that should exist, and who says so.
package struct ExpectedTunnel: Sendable, Equatable {
    package var connection: Name
    package var tunnel: Name
    package var listing: TunnelListing

    package init(connection: Name, tunnel: Name, listing: TunnelListing) {
        self.connection = connection
        self.tunnel = tunnel
        self.listing = listing
    }
}

/// What a configuration says of a tunnel.
package struct TunnelListing: Sendable, Codable, Equatable {
    /// What brings a tunnel up, and so whether not being up is normal for it.
    package enum Start: String, Sendable, Codable, CaseIterable {
        /// charon, when it loads the configuration: it should be up.
        case start
        /// Traffic: not being up is normal.
        case trap
        /// Its one peer, or an operator: whether it should be up, the configuration does not say.
        case none
        /// Any of many peers, by a template of theirs: not being up is normal.
        case template
    }

    /// Which configuration it is.
    package enum Source: String, Sendable, Codable, CaseIterable {
        /// The exporter's own.
        case config
        case swanctl, ipsec
        /// What charon says that it has loaded.
        case vici
    }

    /// Nil where the configuration does not say.
    package var start: Start?
    package var source: Source
    /// The peer's address, and the traffic selectors, as configured; empty where that leaves them open.
    package var peer: Name
    package var localTS: Name
    package var remoteTS: Name

    package init(start: Start?, source: Source, peer: Name = Name(), localTS: Name = Name(), remoteTS: Name = Name()) {
        self.start = start
        self.source = source
        self.peer = peer
        self.localTS = localTS
        self.remoteTS = remoteTS
    }
}
