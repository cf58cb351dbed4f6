package import Bytes

/// What this client can ask: a closed set of commands that read. Follows `vici_query.c` and `vici_attribute.c`.
package enum ViciCommand: Sendable, CaseIterable {
    case version
    case statistics
    case listSAs
    case listConnections
    case listCertificates
    case pools
    /// The counters of no connection in particular.
    case globalCounters
    /// The counters of each connection that has some.
    case allCounters

    /// The command's name on the wire.
    package var name: StaticString {
        switch self {
        case .version: "version"
        case .statistics: "stats"
        case .listSAs: "list-sas"
        case .listConnections: "list-conns"
        case .listCertificates: "list-certs"
        case .pools: "get-pools"
        case .globalCounters, .allCounters: "get-counters"
        }
    }

    /// The one key sent with the command, always with the value `yes`.
    ///
    /// `noblock` keeps the daemon from waiting for IKE_SAs that a thread of its holds: a slow updown script would
    /// stop the answer.
    package var option: StaticString? {
        switch self {
        case .listSAs: "noblock"
        case .allCounters: "all"
        default: nil
        }
    }

    /// The event that carries the answer of a streaming command.
    package var stream: StaticString? {
        switch self {
        case .listSAs: "list-sa"
        case .listConnections: "list-conn"
        case .listCertificates: "list-cert"
        default: nil
        }
    }
}

/// One packet of the VICI protocol (`vici_socket.h`, `vici_dispatcher.c`).
package struct ViciPacket: Sendable, Equatable {
    /// The packet types and their values on the wire.
    package enum Kind: UInt8, Sendable, CaseIterable {
        case commandRequest = 0
        case commandResponse = 1
        case commandUnknown = 2
        case eventRegister = 3
        case eventUnregister = 4
        case eventConfirm = 5
        case eventUnknown = 6
        case event = 7

        /// Whether a name follows the type.
        package var isNamed: Bool {
            switch self {
            case .commandRequest, .eventRegister, .eventUnregister, .event: true
            case .commandResponse, .commandUnknown, .eventConfirm, .eventUnknown: false
            }
        }
    }

    /// The longest packet the daemon accepts or sends, in bytes, without its length.
    package static let longest = 512 * 1024

    /// The packet's type.
    package var kind: Kind
    /// The command's or event's name, empty where the type has none.
    package var name: ByteRange
    /// Where the message lies in the packet; it may be empty.
    package var message: ByteRange

    /// Reads the head of a packet that starts at its type.
    /// - Throws: for an unknown type, a name that is not there in full, and content where none may be.
    package init(_ bytes: Span<UInt8>) throws(ViciFault) {
        guard !bytes.isEmpty else { throw ViciFault(what: .segmentLength(0), offset: 0) }
        guard let kind = Kind(rawValue: bytes[0]) else {
            throw ViciFault(what: .unknownPacketType(bytes[0]), offset: 0)
        }
        self.kind = kind
        var start = 1
        name = .none
        if kind.isNamed {
            guard bytes.count >= 2, bytes.count >= 2 + Int(bytes[1]) else {
                throw ViciFault(what: .truncated, offset: 1)
            }
            start = 2 + Int(bytes[1])
            name = ByteRange(2, start)
        }
        message = ByteRange(start, bytes.count)
        switch kind {
        case .commandUnknown, .eventConfirm, .eventUnknown, .eventRegister, .eventUnregister:
            guard message.isEmpty else { throw ViciFault(what: .trailingBytes, offset: start) }
        case .commandRequest, .commandResponse, .event: break
        }
    }

    /// The bytes of a request, with the length before it.
    package static func request(_ command: ViciCommand) -> [UInt8] {
        segment(.commandRequest, command.name) { bytes in
            guard let option = command.option else { return }
            bytes.append(MessageCursor.keyValue)
            bytes.append(name: option)
            bytes.append(0)
            bytes.append(3)
            bytes.append("yes")
        }
    }

    /// The bytes that ask for an event, with the length before them.
    package static func register(_ event: StaticString) -> [UInt8] { segment(.eventRegister, event) { _ in } }

    /// The bytes that ask for an event no longer, with the length before them.
    package static func unregister(_ event: StaticString) -> [UInt8] { segment(.eventUnregister, event) { _ in } }

    private static func segment(_ kind: Kind, _ name: StaticString, _ content: (inout [UInt8]) -> Void) -> [UInt8] {
        var bytes: [UInt8] = [0, 0, 0, 0, kind.rawValue]
        bytes.append(name: name)
        content(&bytes)
        // The names are our own and short: one byte of the length suffices.
        bytes[3] = UInt8(bytes.count - 4)
        return bytes
    }
}

extension [UInt8] {
    /// Appends a literal with its length in one byte before it.
    fileprivate mutating func append(name: StaticString) {
        append(UInt8(name.utf8CodeUnitCount))
        append(name)
    }
}
