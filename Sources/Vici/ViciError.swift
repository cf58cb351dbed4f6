/// What stands wrong in one packet of the daemon's, and where.
package struct ViciFault: Error, Sendable, Equatable, CustomStringConvertible {
    /// The ways in which a packet can break the protocol (`vici_message.c`, `vici_socket.c`).
    package enum What: Sendable, Equatable {
        /// The segment announces no byte, or more than 512 KiB.
        case segmentLength(Int)
        /// A packet of none of the eight types.
        case unknownPacketType(UInt8)
        /// A packet that only a client may send, or one that nobody asked for.
        case unexpectedPacket(ViciPacket.Kind)
        /// An event that was never registered.
        case unexpectedEvent
        /// A name or value is longer than what is left of the packet.
        case truncated
        /// An element of none of the six types.
        case unknownElement(UInt8)
        /// An element where its kind may not stand.
        case sectionEndWithoutStart, listEndWithoutStart, itemOutsideList
        /// An element that is no item, in a list.
        case listInList, sectionInList, keyInList, sectionEndInList
        /// The message is over too early.
        case unclosedSection, unclosedList
        /// More sections within each other than `MessageCursor.deepest`.
        case tooDeep
        /// A packet that has no content has some.
        case trailingBytes
        /// An event lacks the section it is about.
        case missingSection
    }

    /// What is wrong.
    package var what: What
    /// The byte of the packet, counted from 0 at its type; the length before it does not count.
    package var offset: Int
    /// The packet, counted from 1 since the connection was made; 0 when it came from no connection.
    package var packet: Int

    package init(what: What, offset: Int, packet: Int = 0) {
        self.what = what
        self.offset = offset
        self.packet = packet
    }

    /// One line for a person.
    package var description: String {
        "packet \(packet) of the daemon, byte \(offset): \(what.words)"
    }
}

extension ViciFault.What {
    var words: String {
        switch self {
        case .segmentLength(let length): "a packet of \(length) bytes; 1 to \(ViciPacket.longest) are allowed"
        case .unknownPacketType(let type): "unknown packet type \(type)"
        case .unexpectedPacket(let kind): "a packet of type \(kind.rawValue) (\(kind)) that answers nothing"
        case .unexpectedEvent: "an event that was not asked for"
        case .truncated: "the packet ends within a name or value"
        case .unknownElement(let type): "unknown message element \(type)"
        case .sectionEndWithoutStart: "a section ends that did not start"
        case .listEndWithoutStart: "a list ends that did not start"
        case .itemOutsideList: "a list item outside of a list"
        case .listInList: "a list within a list"
        case .sectionInList: "a section within a list"
        case .keyInList: "a key within a list"
        case .sectionEndInList: "a section ends within a list"
        case .unclosedSection: "the message ends within a section"
        case .unclosedList: "the message ends within a list"
        case .tooDeep: "more than \(MessageCursor.deepest) sections within each other"
        case .trailingBytes: "bytes after the end of the packet's content"
        case .missingSection: "the section that the event is about is missing"
        }
    }
}

/// Why a request of the VICI client has no answer.
package enum ViciError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The socket could not be opened; in words.
    case notConnected(String)
    /// The daemon broke the protocol. The connection is closed.
    case malformed(ViciFault)
    /// The daemon does not know the command: an old release, or the plugin is not loaded.
    case commandUnknown(ViciCommand)
    /// The daemon does not know the event a streaming command needs.
    case eventUnknown(ViciCommand)
    /// The daemon answered `success=no`, with its `errmsg`.
    case commandFailed(ViciCommand, message: [UInt8])
    /// No full answer within the deadline. The connection is closed.
    case deadline
    /// The daemon closed the connection, in the middle of a packet or between two.
    case closedByDaemon(withinPacket: Bool)
    /// `close()` was called.
    case closed
    /// Reading or writing failed; in words. The connection is closed.
    case transport(String)

    /// One line for a person.
    package var description: String {
        switch self {
        case .notConnected(let why): "cannot connect to the daemon: \(why)"
        case .malformed(let fault): fault.description
        case .commandUnknown(let command): "the daemon does not know the command \(command.name)"
        case .eventUnknown(let command): "the daemon does not know the event of the command \(command.name)"
        case .commandFailed(let command, let message):
            "the daemon refused the command \(command.name): \(String(decoding: message, as: UTF8.self))"
        case .deadline: "the daemon did not answer in time"
        case .closedByDaemon(let within):
            within ? "the daemon closed the connection within a packet" : "the daemon closed the connection"
        case .closed: "the connection is closed"
        case .transport(let why): "the connection failed: \(why)"
        }
    }
}
