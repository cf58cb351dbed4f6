internal import Bytes

/// A query made ready for lines: byte searches that decide, without reading a line as JSON.
struct LineMatcher: Sendable {
    private let since: UInt64
    private let until: UInt64
    private let seqs: ClosedRange<UInt64>?
    private let texts: [TextPattern]
    private let values: [ValuePattern]
    private let groups: [GroupPattern]
    private let peers: [AddressPrefix]
    /// Bytes that are in each line that matches: lines without them are not even looked at.
    private let anchor: ByteFinder?

    private static let seqKey = ByteFinder(Array(",\"seq\":".utf8))
    private static let peerKeys = ["peer", "remote_host", "remote_endpoint"].map {
        ByteFinder(ValuePattern.opening($0))
    }

    /// - Parameter hosts: values of the key `host` that are wanted; none: all.
    init(_ query: Query, hosts: [String] = []) {
        since = query.since ?? 0
        until = query.until ?? .max
        seqs = query.seqs
        texts = query.texts.map { TextPattern($0, ignoresCase: query.ignoresCase) }
        // The ones that fewest lines have come first.
        values = [
            ValuePattern(keys: ["reason"], values: query.reasons),
            ValuePattern(keys: ["identity", "local_id", "remote_id"], values: query.identities),
            ValuePattern(keys: ["event"], values: query.events),
            ValuePattern(keys: ["tunnel"], values: query.tunnels),
            ValuePattern(keys: ["connection"], values: query.connections),
            ValuePattern(keys: ["class"], values: query.classes),
            ValuePattern(keys: ["host"], values: hosts),
        ].compactMap { $0 }
        groups = query.groups.map(GroupPattern.init)
        peers = query.peers
        let text = texts.map(\.finder).max { $0.needle.count < $1.needle.count }
        anchor = text ?? values.lazy.compactMap(\.anchor).first
    }

    /// Calls `body` with the lines that match, the line feed included.
    /// - Parameter isWithin: whether all lines are known to be of the time that is asked for.
    func scan(_ bytes: Span<UInt8>, count: Int, isWithin: Bool, _ body: (ByteRange) -> Void) {
        var start = 0
        while start < count {
            var end: Int
            if let anchor {
                guard let found = anchor.first(bytes, from: start, end: count) else { return }
                var first = found
                while first > start, bytes[first - 1] != 0x0A { first -= 1 }
                start = first
                end = Self.lineEnd(bytes, found, count)
            } else {
                end = Self.lineEnd(bytes, start, count)
            }
            if matches(bytes, start, end, isWithin: isWithin) { body(ByteRange(start, end)) }
            start = max(end, start + 1)
        }
    }

    private static let lineFeed = ByteFinder([0x0A])

    private static func lineEnd(_ bytes: Span<UInt8>, _ start: Int, _ count: Int) -> Int {
        lineFeed.first(bytes, from: start, end: count).map { $0 + 1 } ?? count
    }

    func matches(_ bytes: Span<UInt8>, _ start: Int, _ end: Int, isWithin: Bool = false) -> Bool {
        if !isWithin {
            guard let time = LineTime.microseconds(bytes, start), time >= since, time < until else { return false }
        }
        if let seqs {
            guard let key = Self.seqKey.first(bytes, from: start, end: end) else { return false }
            var index = key + Self.seqKey.needle.count
            guard let seq = Digits.decimal(bytes, &index, end: end), seqs.contains(seq) else { return false }
        }
        for value in values where !value.matches(bytes, start, end) { return false }
        for text in texts where !text.matches(bytes, start, end) { return false }
        if !groups.isEmpty {
            var isIn = false
            for group in groups where group.matches(bytes, start, end) { isIn = true }
            guard isIn else { return false }
        }
        return peers.isEmpty || isOfPeer(bytes, start, end)
    }

    private func isOfPeer(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        for key in Self.peerKeys {
            guard let value = ValuePattern.value(bytes, key, start, end),
                let address = Address(bytes, value.lower, value.upper)
            else { continue }
            for peer in peers where peer.contains(address) { return true }
        }
        return false
    }
}

/// A group: by name in `tunnel_group`, a list with blanks between, or by its members' names.
private struct GroupPattern: Sendable {
    private let name: [UInt8]
    private let members: [[ValuePattern]]
    private let hosts: ValuePattern?
    private static let key = ByteFinder(ValuePattern.opening("tunnel_group"))

    init(_ group: Query.Group) {
        name = ValuePattern.escaped(group.name)
        members = group.members.map { member in
            [
                ValuePattern(keys: ["connection"], values: [member.connection]),
                ValuePattern(keys: ["tunnel"], values: member.tunnel.map { [$0] } ?? []),
            ].compactMap { $0 }
        }
        hosts = ValuePattern(keys: ["host"], values: group.hosts.contains("*") ? [] : group.hosts)
    }

    func matches(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        if let hosts, !hosts.matches(bytes, start, end) { return false }
        for patterns in members where patterns.allSatisfy({ $0.matches(bytes, start, end) }) { return true }
        guard !name.isEmpty, let list = ValuePattern.value(bytes, Self.key, start, end) else { return false }
        // A name may have blanks itself.
        let finder = ByteFinder(name)
        var from = list.lower
        while let found = finder.first(bytes, from: from, end: list.upper) {
            let last = found + name.count
            let begins = found == list.lower || bytes[found - 1] == 0x20
            if begins, last == list.upper || bytes[last] == 0x20 { return true }
            from = found + 1
        }
        return false
    }
}
