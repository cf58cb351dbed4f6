internal import NIOCore

/// What one client, and all of them together, may take.
struct Limits: Sendable {
    /// Connections at a time. Beyond them, one that asks for nothing makes room for a new one.
    var connections = 512
    /// Connections that wait to be accepted, as far as the system allows: beyond them, one comes seconds later.
    static let backlog: Int32 = 4096
    /// From the first byte, TLS's included, until a request's head is there.
    var head = TimeAmount.seconds(10)
    /// Until a connection that was used is used again; Prometheus keeps its own open for five minutes.
    var idle = TimeAmount.seconds(330)
    /// Until an answer that has an end was taken.
    var answer = TimeAmount.seconds(60)
    /// Until a client takes the next piece of an answer: of a MiB at most.
    var stall = TimeAmount.seconds(20)
    /// Until a connection is closed that was told of its end, so that the last bytes still arrive.
    var farewell = TimeAmount.seconds(2)
    /// Requests of a connection that wait for their answers: the connection ends with the answer to the last of so many.
    var pipelined = 50
    /// Bytes of a request's line and headers.
    var headBytes = 32 * 1024
    var headerFields = 100
}
