package import Bytes

/// One IKE_SA as `list-sas` and the events describe it (`list_ike()` in `vici_query.c`).
///
/// Texts are bytes as the daemon sent them, mostly UTF-8; one that was absent is empty. Numbers that were absent or no
/// numbers are nil. Times are whole seconds.
package struct ListedIKESA: Sendable, Equatable {
    /// The states of `ike_sa.h`.
    package enum State: Sendable, Equatable {
        case created, connecting, established, passive, rekeying, rekeyed, deleting, destroying
        /// None of those of 5.x and 6.x, or absent.
        case unknown
    }

    /// What is known of address translation on the way.
    package struct NAT: OptionSet, Sendable {
        /// The flags below.
        package let rawValue: UInt8

        /// Flags by their bits.
        package init(rawValue: UInt8) { self.rawValue = rawValue }

        /// We are behind a NAT.
        package static let local = NAT(rawValue: 1)
        /// The peer is behind a NAT.
        package static let remote = NAT(rawValue: 2)
        /// We pretend to be, to have UDP encapsulation.
        package static let fake = NAT(rawValue: 4)
        /// Any of those.
        package static let any = NAT(rawValue: 8)
    }

    /// The configuration's name; `(unnamed)` before one is selected.
    package var name: [UInt8]
    /// The number in `name[1]` of the log.
    package var uniqueID: UInt32?
    /// 1 or 2.
    package var version: UInt8?
    /// How far it is.
    package var state = State.unknown
    /// Our address, or `%any`.
    package var localHost: [UInt8] = []
    /// The peer's address, or `%any`.
    package var remoteHost: [UInt8] = []
    /// Our identity, or `%any`.
    package var localID: [UInt8] = []
    /// The peer's identity, or `%any`.
    package var remoteID: [UInt8] = []
    /// The EAP or XAuth identity, where it differs from `remoteID`.
    package var remoteEAPID: [UInt8] = []
    /// Whether we began the exchange that made this IKE_SA.
    package var isInitiator = false
    /// Address translation on the way.
    package var nat: NAT = []
    /// What the peers have agreed upon.
    package var algorithms = ListedAlgorithms()
    /// Seconds since it was established; nil in other states than that.
    package var established: Int64?
    /// Seconds until rekeying; negative when overdue.
    package var rekeyTime: Int64?
    /// Seconds until reauthentication; negative when overdue.
    package var reauthTime: Int64?
    /// Virtual addresses assigned to us.
    package var localVirtualIPs: [[UInt8]] = []
    /// Virtual addresses assigned by us.
    package var remoteVirtualIPs: [[UInt8]] = []
    /// Its CHILD_SAs, in the daemon's order.
    package var children: [ListedChildSA] = []

    /// An IKE_SA of which only the name is known.
    package init(name: [UInt8]) { self.name = name }

    /// Reads the message of a `list-sa` event.
    /// - Throws: when the message is malformed or has no section.
    package init(_ bytes: Span<UInt8>, message: ByteRange) throws(ViciFault) {
        var cursor = MessageCursor(message)
        var sa: ListedIKESA?
        try cursor.forEach(bytes) { element, cursor throws(ViciFault) in
            guard case .sectionStart(let name) = element, sa == nil else { return }
            sa = try ListedIKESA(bytes, section: name, &cursor)
        }
        guard let sa else { throw ViciFault(what: .missingSection, offset: cursor.offset) }
        self = sa
    }

    /// Reads the section that just started.
    init(_ bytes: Span<UInt8>, section: ByteRange, _ cursor: inout MessageCursor) throws(ViciFault) {
        var pair = ListedChildSA.Pair()
        try self.init(bytes, section: section, &cursor, &pair)
    }

    /// Reads the section that just started, and the old and new CHILD_SA of a `child-rekey` event in it.
    init(
        _ bytes: Span<UInt8>, section: ByteRange, _ cursor: inout MessageCursor, _ pair: inout ListedChildSA.Pair
    ) throws(ViciFault) {
        self.init(name: bytes.copy(section))
        try cursor.forEach(bytes) { element, cursor throws(ViciFault) in
            switch element {
            case .keyValue(let key, let value):
                set(bytes, key, value)
            case .listStart(let name):
                if bytes.equals(name, "local-vips") { localVirtualIPs = try cursor.items(bytes) }
                if bytes.equals(name, "remote-vips") { remoteVirtualIPs = try cursor.items(bytes) }
            case .sectionStart(let name) where bytes.equals(name, "child-sas"):
                try cursor.forEach(bytes) { element, cursor throws(ViciFault) in
                    guard case .sectionStart(let name) = element else { return }
                    let child = try ListedChildSA(bytes, section: name, &cursor, &pair)
                    if pair.isEmpty { children.append(child) }
                }
            default: break
            }
        }
    }

    private mutating func set(_ bytes: Span<UInt8>, _ key: ByteRange, _ value: ByteRange) {
        if bytes.equals(key, "uniqueid") {
            uniqueID = bytes.number(value)
        } else if bytes.equals(key, "version") {
            version = bytes.number(value)
        } else if bytes.equals(key, "state") {
            state = State(bytes, value)
        } else if bytes.equals(key, "local-host") {
            localHost = bytes.copy(value)
        } else if bytes.equals(key, "remote-host") {
            remoteHost = bytes.copy(value)
        } else if bytes.equals(key, "local-id") {
            localID = bytes.copy(value)
        } else if bytes.equals(key, "remote-id") {
            remoteID = bytes.copy(value)
        } else if bytes.equals(key, "remote-eap-id") || bytes.equals(key, "remote-xauth-id") {
            remoteEAPID = bytes.copy(value)
        } else if bytes.equals(key, "initiator") {
            isInitiator = bytes.equals(value, "yes")
        } else if bytes.equals(key, "established") {
            established = bytes.seconds(value)
        } else if bytes.equals(key, "rekey-time") {
            rekeyTime = bytes.seconds(value)
        } else if bytes.equals(key, "reauth-time") {
            reauthTime = bytes.seconds(value)
        } else if !algorithms.set(bytes, key, value), bytes.equals(value, "yes") {
            if bytes.equals(key, "nat-local") { nat.insert(.local) }
            if bytes.equals(key, "nat-remote") { nat.insert(.remote) }
            if bytes.equals(key, "nat-fake") { nat.insert(.fake) }
            if bytes.equals(key, "nat-any") { nat.insert(.any) }
        }
    }
}

extension ListedIKESA.State {
    fileprivate init(_ bytes: Span<UInt8>, _ value: ByteRange) {
        self =
            if bytes.equals(value, "ESTABLISHED") {
                .established
            } else if bytes.equals(value, "CONNECTING") {
                .connecting
            } else if bytes.equals(value, "REKEYING") {
                .rekeying
            } else if bytes.equals(value, "REKEYED") {
                .rekeyed
            } else if bytes.equals(value, "DELETING") {
                .deleting
            } else if bytes.equals(value, "PASSIVE") {
                .passive
            } else if bytes.equals(value, "CREATED") {
                .created
            } else if bytes.equals(value, "DESTROYING") {
                .destroying
            } else {
                .unknown
            }
    }
}
