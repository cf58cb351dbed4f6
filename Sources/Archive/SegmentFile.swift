/// A segment as the directories show it: nothing of it was read.
struct SegmentFile: Sendable, Equatable {
    /// The machine's directory name.
    let host: String
    /// The day of the partition `dt=`, in days since 1970-01-01; nil when it is named otherwise.
    let day: Int?
    /// Number of the first event.
    let seq: UInt64
    let path: String
    /// Bytes.
    let size: Int
    /// It is in an archive, and not where the archive has its segments.
    var isMisplaced = false

    /// Longer than any segment. A sparse file can be as long as numbers go, and a few of them longer.
    static let maximumSize = 1 << 44

    init(host: String, day: Int?, seq: UInt64, path: String, size: Int) {
        self.host = host
        self.day = day
        self.seq = seq
        self.path = path
        self.size = min(size, Self.maximumSize)
    }

    /// Every machine's segments, the oldest first.
    /// - Parameter host: list this machine's only.
    static func list(_ archive: String, host only: String? = nil) throws(ArchiveError) -> [String: [SegmentFile]] {
        var found: [String: [SegmentFile]] = [:]
        for partition in try Directory.names(archive) where partition.hasPrefix("dt=") {
            let day = Day.number(of: partition.dropFirst(3))
            let partition = archive + "/" + partition
            var hosts: [String] = []
            if let only { hosts.append("host=" + only) } else { hosts = try Directory.names(partition) }
            for directory in hosts where directory.hasPrefix("host=") {
                let host = String(directory.dropFirst(5))
                let directory = partition + "/" + directory
                for name in try Directory.names(directory) {
                    let path = directory + "/" + name
                    guard let seq = Segment.firstSeq(ofName: name), let size = try File.size(of: path) else { continue }
                    found[host, default: []].append(
                        SegmentFile(host: host, day: day, seq: seq, path: path, size: size))
                }
            }
        }
        for host in found.keys { found[host]?.sort { ($0.seq, $0.path) < ($1.seq, $1.path) } }
        return found
    }
}

/// What a sealed segment holds, by its headers.
struct SegmentSummary {
    let lastSeq: UInt64
    /// Microseconds since 1970 UTC: the earliest and the latest event's time.
    let firstTime: UInt64
    let lastTime: UInt64
    let events: UInt64
    /// SHA-256 of the last gzip member: what the next segment's first block carries.
    let lastHash: [UInt8]

    /// - Returns: nil when the file does not end with a seal.
    init?(_ path: String) throws(ArchiveError) {
        let file = try File(reading: path)
        let walk = try Segment.walk(file)
        guard let last = walk.blocks.last, last.header.isSeal, walk.tornBytes == 0 else { return nil }
        lastSeq = last.header.lastSeq
        let blocks = walk.blocks.map(\.header).filter { !$0.isSeal }
        firstTime = blocks.map(\.firstTime).min() ?? last.header.firstTime
        lastTime = blocks.map(\.lastTime).max() ?? last.header.lastTime
        events = blocks.reduce(0) { $0 + UInt64($1.events) }
        lastHash = try Segment.hash(of: last, in: file)
    }
}
