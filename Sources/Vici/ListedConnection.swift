package import Bytes

/// One configured connection as `list-conns` describes it (`list_conns()` in `vici_query.c`): what should exist.
package struct ListedConnection: Sendable, Equatable {
    /// One configured CHILD_SA.
    package struct Child: Sendable, Equatable {
        /// Its name within the connection.
        package var name: [UInt8]
        /// `TUNNEL`, `TRANSPORT`, `PASS`, `DROP`, ...
        package var mode: [UInt8] = []
        /// Our traffic selectors in the log's notation, joined by blanks; `dynamic` is the host itself.
        package var localTS: [UInt8] = []
        /// The peer's traffic selectors.
        package var remoteTS: [UInt8] = []
    }

    /// The configuration's name.
    package var name: [UInt8]
    /// `IKEv1`, `IKEv2` or `IKEv1/2`.
    package var version: [UInt8] = []
    /// Our addresses or host names as configured; `%any` for all.
    package var localAddresses: [[UInt8]] = []
    /// The peer's addresses or host names.
    package var remoteAddresses: [[UInt8]] = []
    /// The identity of each authentication round of the peer, in order; empty for a round that asks for none.
    package var remoteIDs: [[UInt8]] = []
    /// Seconds between two checks of the peer; nil when there are none.
    package var dpdDelay: Int64?
    /// Seconds until an IKEv1 peer counts as dead, where configured.
    package var dpdTimeout: Int64?
    /// Its configured CHILD_SAs.
    package var children: [Child] = []

    /// Reads the message of a `list-conn` event.
    /// - Throws: when the message is malformed or has no section.
    package init(_ bytes: Span<UInt8>, message: ByteRange) throws(ViciFault) {
        var cursor = MessageCursor(message)
        var connection: ListedConnection?
        try cursor.forEach(bytes) { element, cursor throws(ViciFault) in
            guard case .sectionStart(let name) = element, connection == nil else { return }
            connection = try ListedConnection(bytes, section: name, &cursor)
        }
        guard let connection else { throw ViciFault(what: .missingSection, offset: cursor.offset) }
        self = connection
    }

    private init(_ bytes: Span<UInt8>, section: ByteRange, _ cursor: inout MessageCursor) throws(ViciFault) {
        name = bytes.copy(section)
        try cursor.forEach(bytes) { element, cursor throws(ViciFault) in
            switch element {
            case .keyValue(let key, let value):
                if bytes.equals(key, "version") { version = bytes.copy(value) }
                if bytes.equals(key, "dpd_delay") { dpdDelay = bytes.seconds(value) }
                if bytes.equals(key, "dpd_timeout") { dpdTimeout = bytes.seconds(value) }
            case .listStart(let name):
                if bytes.equals(name, "local_addrs") { localAddresses = try cursor.items(bytes) }
                if bytes.equals(name, "remote_addrs") { remoteAddresses = try cursor.items(bytes) }
            case .sectionStart(let name) where bytes.equals(name, "children"):
                try cursor.forEach(bytes) { element, cursor throws(ViciFault) in
                    guard case .sectionStart(let name) = element else { return }
                    children.append(try Child(bytes, section: name, &cursor))
                }
            case .sectionStart(let name) where bytes.hasPrefix(name, "remote-"):
                var identity: [UInt8] = []
                try cursor.forEach(bytes) { element, _ throws(ViciFault) in
                    guard case .keyValue(let key, let value) = element, bytes.equals(key, "id") else { return }
                    identity = bytes.copy(value)
                }
                remoteIDs.append(identity)
            default: break
            }
        }
    }
}

extension ListedConnection.Child {
    fileprivate init(_ bytes: Span<UInt8>, section: ByteRange, _ cursor: inout MessageCursor) throws(ViciFault) {
        name = bytes.copy(section)
        try cursor.forEach(bytes) { element, cursor throws(ViciFault) in
            switch element {
            case .keyValue(let key, let value):
                if bytes.equals(key, "mode") { mode = bytes.copy(value) }
            case .listStart(let name):
                if bytes.equals(name, "local-ts") { localTS = try cursor.joinedItems(bytes) }
                if bytes.equals(name, "remote-ts") { remoteTS = try cursor.joinedItems(bytes) }
            default: break
            }
        }
    }
}
