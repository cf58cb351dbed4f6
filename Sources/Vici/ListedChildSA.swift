internal import Bytes

/// One CHILD_SA as `list-sas` and the events describe it (`list_child()` in `vici_query.c`).
///
/// Everything from `ipsecProtocol` to `installTime` is there only in the states installed, rekeying, rekeyed, deleting
/// and deleted: during a MOBIKE update or a retried rekeying it vanishes for a moment.
package struct ListedChildSA: Sendable, Equatable {
    /// The states of `child_sa.h`.
    package enum State: Sendable, Equatable {
        case created, routed, installing, installed, updating, rekeying, rekeyed, retrying, deleting, deleted,
            destroying
        /// None of those of 5.x and 6.x, or absent.
        case unknown
    }

    /// The configuration's name.
    package var name: [UInt8]
    /// The number in `name{1}` of the log (5.3.0).
    package var uniqueID: UInt32?
    /// Shared by both halves of a rekeying and by the SAs of all CPUs.
    package var reqid: UInt32?
    /// How far it is.
    package var state = State.unknown
    /// `TUNNEL`, `TRANSPORT`, `BEET`, ...
    package var mode: [UInt8] = []
    /// `ESP` or `AH`.
    package var ipsecProtocol: [UInt8] = []
    /// Whether ESP is in UDP.
    package var isEncapsulated = false
    /// What the peers have agreed upon.
    package var algorithms = ListedAlgorithms()
    /// Whether sequence numbers have 64 bits (RFC 4303, section 2.2.1).
    package var hasExtendedSequenceNumbers = false
    /// The SPI of what we receive, as in the log.
    package var spiIn: UInt32?
    /// The SPI of what we send.
    package var spiOut: UInt32?
    /// Bytes received since installation: they start at 0 after each rekeying.
    package var bytesIn: UInt64?
    /// Bytes sent since installation.
    package var bytesOut: UInt64?
    /// Packets received since installation.
    package var packetsIn: UInt64?
    /// Packets sent since installation.
    package var packetsOut: UInt64?
    /// Seconds since the last packet received; nil when there never was one.
    package var useIn: Int64?
    /// Seconds since the last packet sent; nil when there never was one.
    package var useOut: Int64?
    /// Seconds until the soft expiry, negative when overdue; nil when unlimited.
    package var rekeyTime: Int64?
    /// Seconds until the hard expiry, negative when overdue; nil when unlimited.
    package var lifeTime: Int64?
    /// Seconds since installation.
    package var installTime: Int64?
    /// Our traffic selectors in the log's notation, joined by blanks.
    package var localTS: [UInt8] = []
    /// The peer's traffic selectors.
    package var remoteTS: [UInt8] = []

    /// A CHILD_SA of which only the name is known.
    package init(name: [UInt8]) { self.name = name }

    /// The two CHILD_SAs of a `child-rekey` event, which lie one section deeper.
    struct Pair {
        var old: ListedChildSA?
        var new: ListedChildSA?
        var isEmpty: Bool { old == nil && new == nil }
    }

    /// Reads the section that just started. Up to 5.5.1 its name is the CHILD_SA's, which has no key of its own.
    init(
        _ bytes: Span<UInt8>, section: ByteRange, _ cursor: inout MessageCursor, _ pair: inout Pair
    ) throws(ViciFault) {
        self.init(name: bytes.copy(section))
        try cursor.forEach(bytes) { element, cursor throws(ViciFault) in
            switch element {
            case .keyValue(let key, let value):
                if !set(bytes, key, value), !algorithms.set(bytes, key, value) { setTraffic(bytes, key, value) }
            case .listStart(let name):
                if bytes.equals(name, "local-ts") { localTS = try cursor.joinedItems(bytes) }
                if bytes.equals(name, "remote-ts") { remoteTS = try cursor.joinedItems(bytes) }
            case .sectionStart(let name):
                let isOld = bytes.equals(name, "old")
                guard isOld || bytes.equals(name, "new") else { break }
                var none = Pair()
                let child = try ListedChildSA(bytes, section: section, &cursor, &none)
                if isOld { pair.old = child } else { pair.new = child }
            default: break
            }
        }
    }

    private mutating func set(_ bytes: Span<UInt8>, _ key: ByteRange, _ value: ByteRange) -> Bool {
        if bytes.equals(key, "name") {
            name = bytes.copy(value)
        } else if bytes.equals(key, "uniqueid") {
            uniqueID = bytes.number(value)
        } else if bytes.equals(key, "reqid") {
            reqid = bytes.number(value)
        } else if bytes.equals(key, "state") {
            state = State(bytes, value)
        } else if bytes.equals(key, "mode") {
            mode = bytes.copy(value)
        } else if bytes.equals(key, "protocol") {
            ipsecProtocol = bytes.copy(value)
        } else if bytes.equals(key, "esn") {
            hasExtendedSequenceNumbers = bytes.equals(value, "1")
        } else if bytes.equals(key, "encap") {
            isEncapsulated = bytes.equals(value, "yes")
        } else if bytes.equals(key, "spi-in") {
            spiIn = bytes.hex(value)
        } else if bytes.equals(key, "spi-out") {
            spiOut = bytes.hex(value)
        } else {
            return false
        }
        return true
    }

    private mutating func setTraffic(_ bytes: Span<UInt8>, _ key: ByteRange, _ value: ByteRange) {
        if bytes.equals(key, "bytes-in") {
            bytesIn = bytes.number(value)
        } else if bytes.equals(key, "bytes-out") {
            bytesOut = bytes.number(value)
        } else if bytes.equals(key, "packets-in") {
            packetsIn = bytes.number(value)
        } else if bytes.equals(key, "packets-out") {
            packetsOut = bytes.number(value)
        } else if bytes.equals(key, "use-in") {
            useIn = bytes.seconds(value)
        } else if bytes.equals(key, "use-out") {
            useOut = bytes.seconds(value)
        } else if bytes.equals(key, "rekey-time") {
            rekeyTime = bytes.seconds(value)
        } else if bytes.equals(key, "life-time") {
            lifeTime = bytes.seconds(value)
        } else if bytes.equals(key, "install-time") {
            installTime = bytes.seconds(value)
        }
    }
}

extension ListedChildSA.State {
    fileprivate init(_ bytes: Span<UInt8>, _ value: ByteRange) {
        self =
            if bytes.equals(value, "INSTALLED") {
                .installed
            } else if bytes.equals(value, "REKEYING") {
                .rekeying
            } else if bytes.equals(value, "REKEYED") {
                .rekeyed
            } else if bytes.equals(value, "DELETED") {
                .deleted
            } else if bytes.equals(value, "DELETING") {
                .deleting
            } else if bytes.equals(value, "ROUTED") {
                .routed
            } else if bytes.equals(value, "CREATED") {
                .created
            } else if bytes.equals(value, "INSTALLING") {
                .installing
            } else if bytes.equals(value, "UPDATING") {
                .updating
            } else if bytes.equals(value, "RETRYING") {
                .retrying
            } else if bytes.equals(value, "DESTROYING") {
                .destroying
            } else {
                .unknown
            }
    }
}
