/// What happened to tunnels in a time: when each was up, and what there was beside.
package struct Timeline: Sendable, Equatable {
    /// A time in which a tunnel's state was the same. Where there is none, it is not known.
    package struct Band: Sendable, Equatable {
        package enum State: String, Sendable, CaseIterable {
            case up, down
            /// Entries were lost, and nothing was heard of the tunnel since.
            case uncertain
        }

        /// Microseconds since 1970 UTC.
        package var time: Range<UInt64>
        package var state: State

        package init(_ time: Range<UInt64>, _ state: State) {
            self.time = time
            self.state = state
        }
    }

    /// Events of one kind that lie close together.
    package struct Mark: Sendable, Equatable {
        package enum Kind: String, Sendable, CaseIterable {
            /// A CHILD_SA was rekeyed.
            case rekey
            /// Something did not come up, or was lost.
            case failure
            /// A failover service said who carries the traffic now.
            case failover
            /// charon started, stopped or crashed.
            case restart
            /// Entries are known to be missing.
            case gap
            /// charon's own word was another than its log's.
            case correction
        }

        package var kind: Kind
        /// When the first of them happened, microseconds since 1970 UTC.
        package var time: UInt64
        package var count: Int
        /// Of the first of them.
        package var seq: UInt64
        package var event: String
        package var reason: String?
        /// The links that it is about, where another service said so.
        package var groups: [String] = []
    }

    /// A tunnel; or a connection, or a machine, of which only marks are told.
    package struct Name: Sendable, Hashable, Comparable {
        package var machine: String
        /// Nil for a machine.
        package var connection: String?
        /// Nil for a connection.
        package var tunnel: String?

        package init(machine: String, connection: String? = nil, tunnel: String? = nil) {
            self.machine = machine
            self.connection = connection
            self.tunnel = tunnel
        }

        package static func < (one: Name, other: Name) -> Bool {
            (one.machine, one.connection ?? "", one.tunnel ?? "")
                < (other.machine, other.connection ?? "", other.tunnel ?? "")
        }
    }

    package struct Row: Sendable, Equatable {
        package var name: Name
        /// One after the other, in the order of time.
        package internal(set) var bands: [Band] = []
        /// In the order of time.
        package var marks: [Mark] = []

        package init(_ name: Name) { self.name = name }
    }

    /// Microseconds since 1970 UTC.
    package var time: Range<UInt64>
    /// In the order of their names.
    package var rows: [Row] = []
    /// Up to when the archive tells of each machine, microseconds since 1970 UTC.
    package var heard: [String: UInt64] = [:]
}

extension Timeline.Row {
    /// Says what is known of the tunnel from elsewhere: charon's present state, and since when it is that.
    /// - Parameters:
    ///   - time: what lies outside of the timeline's time is to be cut off before.
    ///   - isCertain: whether it holds whatever the events say, which may be older; otherwise only where they say nothing.
    package mutating func fill(_ time: Range<UInt64>, _ state: Timeline.Band.State, isCertain: Bool) {
        guard !time.isEmpty else { return }
        let yields = isCertain ? bands.filter { $0.time.overlaps(time) } : []
        bands.removeAll { yields.contains($0) }
        for band in yields where band.time.lowerBound < time.lowerBound {
            bands.append(.init(band.time.lowerBound..<time.lowerBound, band.state))
        }
        for band in yields where band.time.upperBound > time.upperBound {
            bands.append(.init(time.upperBound..<band.time.upperBound, band.state))
        }
        bands.sort { $0.time.lowerBound < $1.time.lowerBound }
        var (start, filled) = (time.lowerBound, [Timeline.Band]())
        for band in bands where band.time.upperBound > start && band.time.lowerBound < time.upperBound {
            if band.time.lowerBound > start { filled.append(.init(start..<band.time.lowerBound, state)) }
            start = band.time.upperBound
        }
        if start < time.upperBound { filled.append(.init(start..<time.upperBound, state)) }
        bands = Self.joined(bands + filled)
    }

    /// Forgets what is said of the time behind a moment, microseconds since 1970 UTC.
    package mutating func cut(at moment: UInt64) {
        bands = bands.filter { $0.time.lowerBound < moment }.map { band in
            Timeline.Band(band.time.lowerBound..<min(band.time.upperBound, moment), band.state)
        }
    }

    /// In the order of time, those that are one made one.
    static func joined(_ bands: [Timeline.Band]) -> [Timeline.Band] {
        var joined: [Timeline.Band] = []
        for band in bands.sorted(by: { $0.time.lowerBound < $1.time.lowerBound }) where !band.time.isEmpty {
            if let last = joined.last, last.state == band.state, last.time.upperBound == band.time.lowerBound {
                joined[joined.count - 1].time = last.time.lowerBound..<band.time.upperBound
            } else {
                joined.append(band)
            }
        }
        return joined
    }
}
