/// How long the archive keeps what it has. Only whole sealed segments go, each machine's oldest first.
package struct Retention: Sendable, Equatable {
    /// Why a segment goes.
    package enum Rule: String, Sendable, CaseIterable {
        /// It is older than `days`.
        case age
        /// The archive is larger than `bytes`.
        case size
        /// The disk is full.
        case diskFull = "disk_full"
    }

    /// A day is deleted when this many whole days passed since the day after it; nil: age deletes nothing. (The last
    /// block of a day may reach into the next one.)
    package var days: Int?
    /// Most bytes of all segments of all machines; nil: size deletes nothing.
    package var bytes: Int?
    /// A day is kept, whatever the rules say, until this many whole days passed since the day after it; 0: no day is.
    package var minimumDays: Int

    package init(days: Int? = nil, bytes: Int? = nil, minimumDays: Int = 0) {
        self.days = days
        self.bytes = bytes
        self.minimumDays = minimumDays
    }
}

/// Segments of one machine that go by one rule: without a hole, and nothing older is left.
package struct Deletion: Sendable, Equatable {
    /// The machine's directory name.
    package var host: String
    package var rule: Retention.Rule
    /// Paths, the oldest first.
    package var segments: [String]
    /// Number of the first and the last event.
    package var firstSeq: UInt64
    package var lastSeq: UInt64
    /// Microseconds since 1970 UTC: the earliest and the latest event's time.
    package var firstTime: UInt64
    package var lastTime: UInt64
    package var events: UInt64
    /// Bytes of the files.
    package var bytes: Int
    /// SHA-256 of the last gzip member: the `previousHash` of the first block that is left.
    package var lastHash: [UInt8]

    package init(
        host: String, rule: Retention.Rule, segments: [String], firstSeq: UInt64, lastSeq: UInt64, firstTime: UInt64,
        lastTime: UInt64, events: UInt64, bytes: Int, lastHash: [UInt8]
    ) {
        self.host = host
        self.rule = rule
        self.segments = segments
        self.firstSeq = firstSeq
        self.lastSeq = lastSeq
        self.firstTime = firstTime
        self.lastTime = lastTime
        self.events = events
        self.bytes = bytes
        self.lastHash = lastHash
    }
}

/// What is to be deleted, and what the rules asked for and did not get.
package struct RetentionPlan: Sendable, Equatable {
    /// Why a segment stays though a rule would delete it.
    package enum Obstacle: Sendable {
        /// `Retention.minimumDays` keeps it.
        case minimumDays
        /// It is open, or has no seal at its end.
        case unsealed
        /// Its directory's name is no day.
        case undated
    }

    /// A rule that could not be kept.
    package struct Shortfall: Sendable, Equatable {
        package var rule: Retention.Rule
        /// By `age`: bytes that are too old; by `size`: bytes that are too many; by `diskFull`: bytes not freed.
        package var bytes: Int
        /// What was in the way. Several machines may differ: `minimumDays` is named first.
        package var obstacle: Obstacle

        package init(rule: Retention.Rule, bytes: Int, obstacle: Obstacle) {
            self.rule = rule
            self.bytes = bytes
            self.obstacle = obstacle
        }
    }

    /// In the order in which they are to be carried out; one for each rule and machine at most.
    package var deletions: [Deletion] = []
    package var shortfalls: [Shortfall] = []

    package init(deletions: [Deletion] = [], shortfalls: [Shortfall] = []) {
        self.deletions = deletions
        self.shortfalls = shortfalls
    }

    /// `Retention.minimumDays` kept what another rule would have deleted.
    package var isHeldBack: Bool { shortfalls.contains { $0.obstacle == .minimumDays } }
}
