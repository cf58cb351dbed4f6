/// What an archive's lines amount to.
struct Archive {
    /// The bytes of a tunnel's closed CHILD_SAs.
    struct Closed {
        var received: UInt64 = 0
        var sent: UInt64 = 0
    }

    private(set) var events: UInt64 = 0
    private(set) var lastSeq: UInt64 = 0
    private(set) var closed: [String: Closed] = [:]
    /// The first hole, repetition or line that is not an event.
    private(set) var fault: String?

    private static let seqKey = Array("\"seq\":".utf8)
    private static let eventKey = Array("\"event\":\"".utf8)
    private static let closedEvent = Array("child_sa_closed\"".utf8)
    private static let tunnelKey = Array("\"tunnel\":\"".utf8)
    private static let bytesInKey = Array("\"bytes_in\":".utf8)
    private static let bytesOutKey = Array("\"bytes_out\":".utf8)

    /// Reads the segments' content, in the order of the archive.
    init(descriptor: Int32) {
        var input = Input(descriptor: descriptor)
        var line: [UInt8] = []
        while case var piece = input.next(), !piece.isEmpty {
            while let end = piece.firstIndex(of: UInt8(ascii: "\n")) {
                line += piece[..<end]
                add(line)
                line.removeAll(keepingCapacity: true)
                piece = piece[(end + 1)...]
            }
            line += piece
        }
        if !line.isEmpty { note("the archive does not end with a line's end") }
    }

    private mutating func add(_ line: [UInt8]) {
        events += 1
        guard let seq = Self.number(line, Self.seqKey), let event = Self.find(line, Self.eventKey) else {
            note("line \(events) of the archive is no event")
            return
        }
        if seq != lastSeq + 1 { note("in the archive seq \(lastSeq) is followed by \(seq)") }
        lastSeq = seq
        guard line[event...].starts(with: Self.closedEvent) else { return }
        guard let tunnel = Self.find(line, Self.tunnelKey), let received = Self.number(line, Self.bytesInKey),
            let sent = Self.number(line, Self.bytesOutKey)
        else {
            note("event \(seq) closes a CHILD_SA without its tunnel or bytes")
            return
        }
        let name = String(decoding: line[tunnel...].prefix { $0 != UInt8(ascii: "\"") }, as: UTF8.self)
        closed[name, default: Closed()].received += received
        closed[name, default: Closed()].sent += sent
    }

    private mutating func note(_ problem: String) {
        if fault == nil { fault = problem }
    }

    /// The index after the first place of `key`. Quotes inside a string are escaped, so a key is found as such only.
    private static func find(_ line: [UInt8], _ key: [UInt8]) -> Int? {
        guard line.count >= key.count else { return nil }
        for start in 0...line.count - key.count where line[start] == key[0] && line[start + 1] == key[1] {
            if line[start..<start + key.count].elementsEqual(key) { return start + key.count }
        }
        return nil
    }

    /// The whole number after a key.
    private static func number(_ line: [UInt8], _ key: [UInt8]) -> UInt64? {
        guard let start = find(line, key) else { return nil }
        let digits = line[start...].prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        return UInt64(String(decoding: digits, as: UTF8.self))
    }
}
