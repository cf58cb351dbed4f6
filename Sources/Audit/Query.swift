/// What is searched for. Each filter that is given must hold; of one filter's values one is enough, but for `texts`,
/// which must all be there. In names and identities `*` stands for any text and `?` for one character.
package struct Query: Sendable, Equatable {
    /// A group of tunnels.
    package struct Group: Sendable, Equatable {
        package var name: String
        /// Names of connections, and of their tunnels; nil: each of the connection's. They may be patterns.
        package var members: [Member]
        /// The machines whose tunnels are members, by the key `host`, as patterns; none: all.
        package var hosts: [String]

        package struct Member: Sendable, Equatable {
            package var connection: String
            package var tunnel: String?

            package init(connection: String, tunnel: String? = nil) {
                self.connection = connection
                self.tunnel = tunnel
            }
        }

        package init(name: String, members: [Member] = [], hosts: [String] = []) {
            self.name = name
            self.members = members
            self.hosts = hosts
        }
    }

    /// The earliest time, microseconds since 1970 UTC.
    package var since: UInt64?
    /// The time before which an event must lie.
    package var until: UInt64?
    /// Machines: by the name of a directory, or, where no directory is named so, by the key `host` of the events.
    package var machines: [String] = []
    package var connections: [String] = []
    package var tunnels: [String] = []
    /// Events of other services that name the group in `tunnel_group`, and all events of its members.
    package var groups: [Group] = []
    /// The peer's address, by any of the keys `peer`, `remote_host` and `remote_endpoint`.
    package var peers: [AddressPrefix] = []
    /// By any of the keys `identity`, `local_id` and `remote_id`.
    package var identities: [String] = []
    package var events: [String] = []
    package var classes: [String] = []
    package var reasons: [String] = []
    /// Found in the text of any value, but for those in base64.
    package var texts: [String] = []
    /// For `texts`: the case of the letters a to z does not count.
    package var ignoresCase = false
    package var seqs: ClosedRange<UInt64>?
    /// Whether it is a problem that events are gone with which `seqs` begins, of one machine and at all times: who goes
    /// on from a number is told what was deleted since.
    package var tellsDeleted = false
    /// Only so many events, the latest.
    package var last: Int?

    package init() {}

    /// Reads numbers of events: `36`, or `36-40`.
    /// - Throws: `QueryError` when it is neither.
    package static func seqs(_ text: String) throws(QueryError) -> ClosedRange<UInt64> {
        let parts = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first.flatMap({ UInt64($0) }), let last = parts.last.flatMap({ UInt64($0) }),
            first <= last
        else { throw QueryError("\"\(text)\" is no number of an event, and no range; write one like 36 or 36-40") }
        return first...last
    }

    /// - Throws: `QueryError` when nothing can match it, for a reason that must be a mistake.
    package func check() throws(QueryError) {
        if let since, let until, since >= until {
            throw QueryError("the search ends before it begins: --until must be later than --since")
        }
        if let last, last < 1 { throw QueryError("of the last \(last) events there are none: ask for 1 or more") }
        for text in texts where text.isEmpty {
            throw QueryError("an empty text is in every event: leave it out, or write what is looked for")
        }
    }
}

/// A question that cannot be asked.
package struct QueryError: Error, CustomStringConvertible, Equatable {
    package var description: String
    init(_ description: String) { self.description = description }
}
