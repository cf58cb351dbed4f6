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
        /// There is so much damage that the search for a block behind it was given up: what is behind `end` may be
        /// worth keeping.
        package var hasGivenUp = false
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
        guard size <= SegmentFile.maximumSize else {
            throw ArchiveError(action: "read", path: file.path, problem: "it is longer than any segment")
        }
        var walk = Walk()
        var window = FileWindow(file, step: 512)
        var rescue = Rescue(size: size)
        var offset = 0
        while offset < size {
            if let header = try window.header(at: offset, isExact: false), offset + Int(header.length) <= size {
                walk.blocks.append(Location(offset: offset, header: header))
                offset += Int(header.length)
                walk.end = offset
                continue
            }
            guard let next = try nextBlock(&window, from: offset + 1, size: size, &rescue) else { break }
            walk.damage.append(offset)
            offset = next
        }
        walk.tornBytes = size - walk.end
        walk.hasGivenUp = rescue.hasGivenUp
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

    /// The next place where a whole block begins whose content is right: behind damage, not torn off.
    static func nextBlock(
        _ window: inout FileWindow, from start: Int, size: Int, _ rescue: inout Rescue
    ) throws(ArchiveError) -> Int? {
        try rescue.next(&window, from: start, end: size, isExact: false) { $0.content(of: $1) != nil }
    }
}
