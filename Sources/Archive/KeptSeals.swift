/// The signed seals of a machine's deleted segments. Without them the keys of the seals that are left could not be
/// followed back to the verification key.
///
/// `seals/host=gw.gz` is a run of blocks like a segment, of nothing but seals; as gzip it is empty.
struct KeptSeals {
    private static let directory = "seals"
    private let archive: String
    private let host: String

    init(_ archive: String, host: String) {
        self.archive = archive
        self.host = host
    }

    /// Adds the seals of segments that are about to be removed, and waits until they are on the disk. Those that are
    /// not there any more, or not signed, are passed over.
    func add(_ paths: [String], access: Access, isDurable: Bool) throws(ArchiveError) {
        var members: [[UInt8]] = []
        for path in paths {
            guard try File.size(of: path) != nil else { continue }
            let file = try File(reading: path)
            guard let last = try Segment.walk(file).blocks.last, last.header.signature != nil else { continue }
            members.append(try file.read(at: last.offset, count: Int(last.header.length)))
        }
        guard !members.isEmpty else { return }
        let directory = archive + "/" + Self.directory
        try Directory.make(directory, access: access, isDurable: isDurable)
        let file = try File(path: directory + "/host=" + host + ".gz", access: access)
        let walk = try Segment.walk(file)
        guard !walk.hasGivenUp else {
            throw ArchiveError(action: "add seals to", path: file.path, problem: "there is too much damage in it")
        }
        // A crash may have come after they were added and before the segments were removed.
        let known = Set(walk.blocks.compactMap(\.header.signature?.index))
        var end = walk.end
        for member in members {
            guard let index = BlockHeader(gzip: member[...])?.signature?.index, !known.contains(index) else { continue }
            try file.write(member, at: end)
            end += member.count
        }
        try file.truncate(to: end)
        guard isDurable else { return }
        try file.synchronize()
        try Directory.synchronize(directory)
    }

    /// All machines' files.
    static func files(_ archive: String) throws(ArchiveError) -> [String] {
        try Directory.names(archive + "/" + directory).map { archive + "/" + directory + "/" + $0 }
            .filter { host(ofPath: $0) != nil }
    }

    /// The machine whose seals a path says it has; nil when it is no such file.
    static func host(ofPath path: String) -> String? {
        let parts = path.split(separator: "/")
        guard parts.count >= 2, parts[parts.count - 2] == directory, let name = parts.last, name.hasPrefix("host="),
            name.hasSuffix(".gz")
        else { return nil }
        return String(name.dropFirst(5).dropLast(3))
    }
}
