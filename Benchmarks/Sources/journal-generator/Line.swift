/// One line of charon's log.
struct Line: Comparable {
    /// Microseconds since 1970 UTC.
    var time: UInt64
    /// Keeps lines of one microsecond in the order in which they were made.
    var order: UInt64
    var type: MessageType
    var text: String
    var thread: Int
    var context: Context?
    var effect: Effect?

    static func < (left: Line, right: Line) -> Bool { (left.time, left.order) < (right.time, right.order) }
    static func == (left: Line, right: Line) -> Bool { left.order == right.order }
}

/// The IKE_SA that charon's thread had checked out when it wrote a line.
struct Context {
    var id: UInt32
    /// Missing until a responder has selected a configuration.
    var name: String?
}

/// What has happened once a line is written; the truth is the sum of these over the lines of the file.
enum Effect {
    /// A CHILD_SA was installed that replaces none.
    case installed(site: Int)
    /// The inbound half of a CHILD_SA that replaces another was installed.
    case inboundInstalled(site: Int)
    /// The outbound half has followed: the other is replaced. A redundant one, after a collision, never gets it.
    case rekeyed(site: Int)
    /// A CHILD_SA was closed, and charon said what went through it.
    case closed(site: Int, received: UInt64, sent: UInt64)
    /// An IKE_SA ended, and its CHILD_SAs with it, of which charon says nothing.
    case ended(site: Int)
    /// The same, as the peer did not answer any more.
    case timedOut(site: Int)
    case ikeRekeyed
}
