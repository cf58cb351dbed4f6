/// Where the archive of one machine ends, found at the start.
package struct ArchiveTail: Sendable, Equatable {
    /// Number of the next event.
    package var nextSeq: UInt64 = 1
    /// Where the source goes on; empty when nothing was archived yet.
    package var position: [UInt8] = []
    /// The last segment, when it is open for more.
    var segment: String?
    var segmentSize = 0
    /// Time of the segment's first event, microseconds since 1970 UTC.
    var segmentStart: UInt64 = 0
    /// SHA-256 of the last block's gzip member.
    package internal(set) var lastHash: [UInt8] = .init(repeating: 0, count: 32)
    /// The hash before the seal, when the last block is one: a seal adds no event.
    var hashBeforeSeal: [UInt8] = []

    /// Whether a block is the last one, but for a seal.
    /// - Parameter hash: SHA-256 of its gzip member; empty for none.
    package func ends(with hash: [UInt8]) -> Bool { !hash.isEmpty && (hash == lastHash || hash == hashBeforeSeal) }
    /// The last seal, wherever it is; nil when there is none yet.
    package internal(set) var lastSeal: Seal?

    /// A seal's place in the chain.
    package struct Seal: Sendable, Equatable {
        /// The last event before it.
        package var seq: UInt64
        /// SHA-256 of its gzip member.
        package var hash: [UInt8]
    }

    /// What the start had to cut off or found damaged, for the log.
    package var remarks: [String] = []
}

extension ArchiveTail {
    /// No machine's events are ever so many, and numbers behind this one still go up.
    private static let maximumSeq: UInt64 = 1 << 62

    /// Finds the end of each machine's archive and cuts torn tails to the last whole block. Older segments may be gone.
    /// - Parameter isDurable: whether what is found must be on the disk before it is relied on: the process before may
    ///   have ended between writing it and waiting for that.
    /// - Returns: the ends by directory name, and the bytes of all segments.
    static func recover(
        _ archive: String, isDurable: Bool
    ) throws(ArchiveError) -> (tails: [String: ArchiveTail], bytes: Int) {
        var tails: [String: ArchiveTail] = [:]
        var bytes = 0
        for (host, files) in try SegmentFile.list(archive) {
            var cut = 0
            tails[host] = try recover(files, isDurable: isDurable, cut: &cut)
            bytes += files.reduce(0) { $0 + $1.size } - cut
        }
        return (tails, bytes)
    }

    /// - Parameters:
    ///   - files: the machine's segments, the oldest first.
    ///   - cut: grows by the bytes that were cut off.
    private static func recover(
        _ files: [SegmentFile], isDurable: Bool, cut: inout Int
    ) throws(ArchiveError) -> ArchiveTail {
        var tail = ArchiveTail()
        for path in files.reversed().map(\.path) {
            let file = try File(path: path)
            var walk = try Segment.walk(file)
            guard !walk.hasGivenUp else {
                throw ArchiveError(
                    action: "go on behind", path: path,
                    problem: "there is so much damage behind byte \(walk.end) that its last block is not found")
            }
            // Power cuts leave blocks whose header is there and whose data are not.
            while let last = walk.blocks.last, try Segment.content(of: last, in: file) == nil {
                walk.blocks.removeLast()
                walk.tornBytes += walk.end - last.offset
                walk.end = last.offset
            }
            for offset in walk.damage {
                tail.remarks.append("\(path) is damaged at byte \(offset); what follows it is kept")
            }
            if walk.tornBytes > 0 {
                try file.truncate(to: walk.end)
                cut += walk.tornBytes
                tail.remarks.append("\(path): cut a torn tail of \(walk.tornBytes) bytes")
            }
            guard let last = walk.blocks.last else {
                // An empty file is no gzip, and its number may come again on another day.
                _ = try File.remove(path)
                if isDurable { try Directory.synchronize(Directory.parent(of: path)) }
                continue
            }
            guard last.header.lastSeq < maximumSeq else {
                throw ArchiveError(
                    action: "go on behind", path: path,
                    problem: "its last block says that it ends with event \(last.header.lastSeq)")
            }
            if isDurable {
                try file.synchronize()
                try Directory.synchronizeWay(toSegment: path)
            }
            tail.nextSeq = last.header.lastSeq + 1
            tail.position = last.header.position
            tail.lastHash = try Segment.hash(of: last, in: file)
            if last.header.isSeal {
                tail.hashBeforeSeal = last.header.previousHash
                tail.lastSeal = Seal(seq: last.header.lastSeq, hash: tail.lastHash)
            } else {
                tail.lastSeal = try lastSeal(files, before: path)
                tail.segment = path
                tail.segmentSize = walk.end
                tail.segmentStart = walk.blocks[0].header.firstTime
            }
            return tail
        }
        return tail
    }

    /// The seal of the segment before an open one.
    private static func lastSeal(_ files: [SegmentFile], before path: String) throws(ArchiveError) -> Seal? {
        guard let index = files.firstIndex(where: { $0.path == path }), index > 0 else { return nil }
        let file = try File(reading: files[index - 1].path)
        guard let last = try Segment.walk(file).blocks.last, last.header.isSeal else { return nil }
        return Seal(seq: last.header.lastSeq, hash: try Segment.hash(of: last, in: file))
    }
}
