/// One archive file: a run of blocks, each a gzip member.
package struct Segment: Sendable, Equatable {
    /// A block and where it begins in its segment.
    package struct Location: Sendable, Equatable {
        package var offset: Int
        package var header: BlockHeader
    }

    /// What a walk over the headers found.
    package struct Walk: Sendable {
        package var blocks: [Location] = []
        /// Where the last whole block ends.
        package var end = 0
        /// Bytes after `end` that are no whole block.
        package var tornBytes = 0
        /// Places where the chain of headers was broken and could be taken up again later in the file.
        package var damage: [Int] = []
    }

    package let path: String

    package init(path: String) { self.path = path }

    /// The name of a segment that begins with an event.
    static func name(firstSeq: UInt64) -> String {
        let digits = String(firstSeq)
        return "charon-" + String(repeating: "0", count: max(0, 16 - digits.count)) + digits + suffix
    }

    static let suffix = ".jsonl.gz"

    /// The number in a segment's name, or nil when it is not one.
    static func firstSeq(ofName name: String) -> UInt64? {
        guard name.hasPrefix("charon-"), name.hasSuffix(suffix) else { return nil }
        return UInt64(name.dropFirst(7).dropLast(suffix.count))
    }

    /// Follows the headers from block to block. Contents are not looked at.
    package func walk() throws(ArchiveError) -> Walk {
        let file = try File(reading: path)
        return try Self.walk(file)
    }

    static func walk(_ file: File) throws(ArchiveError) -> Walk {
        let size = try file.size()
        var walk = Walk()
        var offset = 0
        while offset < size {
            if let header = try header(in: file, at: offset), offset + Int(header.length) <= size {
                walk.blocks.append(Location(offset: offset, header: header))
                offset += Int(header.length)
                walk.end = offset
                continue
            }
            guard let next = try nextBlock(in: file, from: offset + 1, size: size) else { break }
            walk.damage.append(offset)
            offset = next
        }
        walk.tornBytes = size - walk.end
        return walk
    }

    /// Reads and checks a block's content.
    /// - Returns: nil when it is damaged.
    package func content(of location: Location) throws(ArchiveError) -> [UInt8]? {
        try Self.content(of: location, in: try File(reading: path))
    }

    /// SHA-256 of a block's whole gzip member: what the block after it carries.
    package func hash(of location: Location) throws(ArchiveError) -> [UInt8] {
        try Self.hash(of: location, in: try File(reading: path))
    }

    static func hash(of location: Location, in file: File) throws(ArchiveError) -> [UInt8] {
        SHA.hash(try file.read(at: location.offset, count: Int(location.header.length)))
    }

    static func content(of location: Location, in file: File) throws(ArchiveError) -> [UInt8]? {
        let bytes = try file.read(at: location.offset, count: Int(location.header.length))
        return location.header.content(of: bytes[...])
    }

    private static func header(in file: File, at offset: Int) throws(ArchiveError) -> BlockHeader? {
        let most = BlockHeader.gzipPrefix + 4 + BlockHeader.fixedLength + BlockHeader.maximumPosition
        var bytes = try file.read(at: offset, count: 512)
        if let header = BlockHeader(gzip: bytes[...]) { return header }
        guard bytes.count == 512 else { return nil }
        bytes = try file.read(at: offset, count: most)
        return BlockHeader(gzip: bytes[...])
    }

    /// The next place where a whole block begins whose content is right: behind damage, not torn off.
    private static func nextBlock(in file: File, from start: Int, size: Int) throws(ArchiveError) -> Int? {
        let step = 1 << 20
        var offset = start
        while offset < size {
            let bytes = try file.read(at: offset, count: step + 4)
            var index = 0
            while index + 4 <= bytes.count {
                if bytes[index] == 0x1F, bytes[index + 1] == 0x8B, bytes[index + 2] == 8, bytes[index + 3] == 4,
                    let header = try header(in: file, at: offset + index),
                    offset + index + Int(header.length) <= size,
                    try content(of: Location(offset: offset + index, header: header), in: file) != nil
                {
                    return offset + index
                }
                index += 1
            }
            offset += step
        }
        return nil
    }
}

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
    var lastHash: [UInt8] = .init(repeating: 0, count: 32)
    /// What the start had to cut off or found damaged, for the log.
    package var remarks: [String] = []
}

extension ArchiveTail {
    /// Finds the end of each machine's archive and cuts torn tails to the last whole block.
    static func recover(_ archive: String) throws(ArchiveError) -> [String: ArchiveTail] {
        var segments: [String: [(seq: UInt64, path: String)]] = [:]
        for day in try Directory.names(archive) where day.hasPrefix("dt=") {
            for host in try Directory.names(archive + "/" + day) where host.hasPrefix("host=") {
                let directory = archive + "/" + day + "/" + host
                for name in try Directory.names(directory) {
                    guard let seq = Segment.firstSeq(ofName: name) else { continue }
                    segments[String(host.dropFirst(5)), default: []].append((seq, directory + "/" + name))
                }
            }
        }
        var tails: [String: ArchiveTail] = [:]
        for (host, list) in segments {
            tails[host] = try recover(list.sorted { $0.seq > $1.seq }.map(\.path))
        }
        return tails
    }

    /// - Parameter paths: the machine's segments, the last one first.
    private static func recover(_ paths: [String]) throws(ArchiveError) -> ArchiveTail {
        var tail = ArchiveTail()
        for path in paths {
            let file = try File(path: path, permissions: 0o640)
            var walk = try Segment.walk(file)
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
                try file.synchronize()
                tail.remarks.append("\(path): cut a torn tail of \(walk.tornBytes) bytes")
            }
            guard let last = walk.blocks.last else {
                // An empty file is no gzip, and its number may come again on another day.
                Directory.remove(path)
                try Directory.synchronize(Directory.parent(of: path))
                continue
            }
            tail.nextSeq = last.header.lastSeq + 1
            tail.position = last.header.position
            tail.lastHash = try Segment.hash(of: last, in: file)
            if !last.header.isSeal {
                tail.segment = path
                tail.segmentSize = walk.end
                tail.segmentStart = walk.blocks[0].header.firstTime
            }
            return tail
        }
        return tail
    }
}
