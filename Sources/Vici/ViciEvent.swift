package import Bytes

/// Something the daemon tells without being asked each time (`vici_query.c`).
package indirect enum ViciEvent: Sendable, Equatable {
    /// What can be subscribed to.
    package enum Name: Sendable, Hashable, CaseIterable {
        /// Since 5.3.3 at the latest.
        case ikeUpdown, childUpdown, ikeRekey, childRekey
        /// Since 6.0.3.
        case alert

        /// The event's name on the wire.
        package var wireName: StaticString {
            switch self {
            case .ikeUpdown: "ike-updown"
            case .childUpdown: "child-updown"
            case .ikeRekey: "ike-rekey"
            case .childRekey: "child-rekey"
            case .alert: "alert"
            }
        }
    }

    /// An IKE_SA was established or is gone; its CHILD_SAs are not in it.
    case ikeUpdown(isUp: Bool, ListedIKESA)
    /// A CHILD_SA, the only child of the IKE_SA here, was installed or is gone.
    case childUpdown(isUp: Bool, ListedIKESA)
    /// An IKE_SA took another's place; no `ikeUpdown` tells of the two.
    case ikeRekey(old: ListedIKESA, new: ListedIKESA)
    /// A CHILD_SA took another's place; no `childUpdown` tells of the two. The IKE_SA has no children here.
    case childRekey(ListedIKESA, old: ListedChildSA, new: ListedChildSA)
    /// Something went wrong, such as `peer-auth-failed`, perhaps with an IKE_SA.
    case alert(type: [UInt8], ListedIKESA?)
    /// The consumer was too slow: some of the events before this one are lost. What is true now, a list tells.
    case overflow
}

extension ViciEvent {
    /// Reads the message of an event.
    /// - Throws: when it is malformed or lacks a section it is about.
    package init(_ name: Name, _ bytes: Span<UInt8>, message: ByteRange) throws(ViciFault) {
        var parts = Parts()
        var cursor = MessageCursor(message)
        try cursor.forEach(bytes) { element, cursor throws(ViciFault) in
            switch element {
            case .keyValue(let key, let value):
                if bytes.equals(key, "up") { parts.isUp = bytes.equals(value, "yes") }
                if bytes.equals(key, "type") { parts.type = bytes.copy(value) }
            case .sectionStart(let section):
                try parts.read(name, bytes, section: section, &cursor)
            default: break
            }
        }
        let missing = ViciFault(what: .missingSection, offset: cursor.offset)
        switch name {
        case .alert:
            self = .alert(type: parts.type, parts.sa)
        case .ikeUpdown:
            guard let sa = parts.sa else { throw missing }
            self = .ikeUpdown(isUp: parts.isUp, sa)
        case .childUpdown:
            guard let sa = parts.sa, !sa.children.isEmpty else { throw missing }
            self = .childUpdown(isUp: parts.isUp, sa)
        case .ikeRekey:
            guard let old = parts.old, let new = parts.new else { throw missing }
            self = .ikeRekey(old: old, new: new)
        case .childRekey:
            guard let sa = parts.sa, let old = parts.pair.old, let new = parts.pair.new else { throw missing }
            self = .childRekey(sa, old: old, new: new)
        }
    }

    /// What the sections of an event hold.
    private struct Parts {
        var isUp = false
        var type: [UInt8] = []
        var sa: ListedIKESA?
        var old: ListedIKESA?
        var new: ListedIKESA?
        var pair = ListedChildSA.Pair()

        /// Reads a section of the event itself.
        mutating func read(
            _ name: Name, _ bytes: Span<UInt8>, section: ByteRange, _ cursor: inout MessageCursor
        ) throws(ViciFault) {
            switch name {
            case .ikeUpdown, .childUpdown, .childRekey:
                sa = try ListedIKESA(bytes, section: section, &cursor, &pair)
            case .ikeRekey:
                try cursor.forEach(bytes) { element, cursor throws(ViciFault) in
                    guard case .sectionStart(let inner) = element else { return }
                    if bytes.equals(inner, "old") { old = try ListedIKESA(bytes, section: section, &cursor) }
                    if bytes.equals(inner, "new") { new = try ListedIKESA(bytes, section: section, &cursor) }
                }
            case .alert:
                guard bytes.equals(section, "ike-sa") else { return }
                try cursor.forEach(bytes) { element, cursor throws(ViciFault) in
                    guard case .sectionStart(let inner) = element else { return }
                    sa = try ListedIKESA(bytes, section: inner, &cursor)
                }
            }
        }
    }
}

/// The daemon's events on their way to one consumer: bounded, with a word when some were lost.
struct EventBuffer {
    let stream: AsyncStream<ViciEvent>
    private let continuation: AsyncStream<ViciEvent>.Continuation
    private let capacity: Int
    private var yielded = 0
    private var lastOverflow: Int?

    init(capacity: Int) {
        self.capacity = capacity
        (stream, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(capacity))
    }

    /// Hands on an event. When there is no room the oldest one makes place.
    mutating func yield(_ event: ViciEvent) {
        yielded += 1
        guard case .dropped = continuation.yield(event) else { return }
        // The buffer is full now, so it holds the last `capacity` events: an earlier word of loss may still be in it.
        if let lastOverflow, yielded - lastOverflow < capacity { return }
        yielded += 1
        lastOverflow = yielded
        continuation.yield(.overflow)
    }

    /// Ends the stream after what is in it.
    func finish() { continuation.finish() }
}
