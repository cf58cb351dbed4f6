internal import Bytes
internal import NIOCore

/// One thing asked of the daemon, with what to do about its answers. All closures run on the event loop.
struct ViciRequest: Sendable {
    /// What is asked.
    enum Subject: Sendable {
        case command(ViciCommand)
        case subscription(ViciEvent.Name)
    }

    /// Reads one packet's message; called for each event of a streaming command.
    typealias Read = @Sendable (Span<UInt8>, ByteRange) throws(ViciFault) -> Void
    /// Reads the response and says how the request ends. That happens only when the daemon is ready for the next one.
    typealias Finish = @Sendable (Span<UInt8>, ByteRange) throws(ViciFault) -> Outcome
    /// The request's end.
    typealias Outcome = @Sendable () -> Void

    /// Tells the request from others of the same connection.
    var id: Int
    var subject: Subject
    /// How long the answer may take from when the request is sent.
    var deadline: TimeAmount
    var onEvent: Read = { _, _ in }
    var onResponse: Finish = { _, _ in {} }
    /// The daemon knows the event that was asked for, or does not.
    var onRegistered: @Sendable (Bool) -> Void = { _ in }
    var fail: @Sendable (any Error) -> Void

    /// The event to register before, if any.
    var event: StaticString? {
        switch subject {
        case .command(let command): command.stream
        case .subscription(let name): name.wireName
        }
    }
}
