internal import Synchronization
internal import Tunnels

/// What a CHILD_SA counted until it ended or was rekeyed, as VICI's event says.
struct EventCount: Sendable, Equatable {
    var id: UInt32
    var spiIn: UInt32
    var traffic: Traffic
    /// Whether it has ended: one that was rekeyed lives on for a moment.
    var isFinal: Bool
    /// When that was told, microseconds since 1970 UTC.
    var time: UInt64
}

/// What charon says of itself beside its SAs.
struct ViciFacts: Sendable {
    /// A certificate that charon has loaded.
    struct Certificate: Sendable, Equatable {
        var subject: Name
        /// Hexadecimal digits.
        var serial: String
        var isAuthority: Bool
        var hasPrivateKey: Bool
        /// Seconds since 1970 UTC.
        var notAfter: Int64
    }

    struct Pool: Sendable, Equatable {
        var name: Name
        var size: UInt64
        var online: UInt64
        var offline: UInt64
    }

    /// Messages of one kind.
    struct MessageCount: Sendable, Equatable {
        var key: String
        var count: UInt64
    }

    var version = Name()
    var certificates: [Certificate] = []
    var pools: [Pool] = []
    /// Over all connections; empty where charon does not count.
    var messages: [MessageCount] = []
    var workers: UInt64?
    var idleWorkers: UInt64?
    /// Jobs that wait, by priority.
    var queues: [(priority: StaticString, count: UInt64)] = []
    var halfOpen: UInt64?

    /// Forgets what changes from one moment to the next: charon does not answer any more.
    mutating func forgetTheMoment() { self = ViciFacts(version: version, certificates: certificates) }
}

/// What VICI has told since it was asked last; from its tasks to the pipeline's thread.
final class ViciNews: Sendable {
    struct Content: Sendable {
        /// Whether charon answers.
        var isUp = false
        /// Whether it was tried, and did not.
        var hasFailed = false
        /// Whether charon's word on what CHILD_SAs counted comes at their end.
        var tellsFinalCounts = false
        var counts: [EventCount] = []
        var snapshot: Snapshot?
        /// Nil when there is nothing new.
        var facts: ViciFacts?
        var connections: [ExpectedTunnel]?
    }

    private let content = Mutex(Content())
    /// Lets charon be asked soon.
    private let onWanted = Mutex<(@Sendable () -> Void)?>(nil)
    /// Called when there is something to take.
    private let onNews = Mutex<(@Sendable () -> Void)?>(nil)

    /// Counts that may wait for the pipeline: when it stands still, the oldest are lost, and counted as such.
    private static let maximumCounts = 65_536

    /// Says whom to tell that there is something to take.
    func whenTold(_ take: @escaping @Sendable () -> Void) { onNews.withLock { $0 = take } }

    /// Takes what is new.
    func take() -> Content {
        content.withLock { content in
            let taken = content
            content = Content(isUp: taken.isUp, hasFailed: taken.hasFailed, tellsFinalCounts: taken.tellsFinalCounts)
            return taken
        }
    }

    /// Says how charon can be asked soon.
    func whenWanted(_ ask: @escaping @Sendable () -> Void) { onWanted.withLock { $0 = ask } }

    /// Lets charon be asked soon, as the log may not have told all.
    func want() { onWanted.withLock { $0 }?() }

    func change(_ body: (inout Content) -> Void) {
        content.withLock { content in
            body(&content)
            let excess = content.counts.count - Self.maximumCounts
            if excess > 0 { content.counts.removeFirst(excess) }
        }
        onNews.withLock { $0 }?()
    }
}
