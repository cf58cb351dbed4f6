internal import Glibc

/// The segments and kept seals under the paths that are to be verified.
struct VerifierListing {
    /// By machine and number.
    private(set) var segments: [SegmentFile] = []
    /// Files of kept seals, with their machines.
    private(set) var keptSeals: [(host: String, path: String)] = []
    private let machine: String?
    private var known: Set<String> = []
    /// How deep directories are followed: links may lead in a circle.
    private static let maximumDepth = 6

    /// - Throws: `ArchiveError` when a path is not there or a directory cannot be listed.
    init(_ paths: [String], machine: String?) throws(ArchiveError) {
        self.machine = machine
        for path in paths {
            var path = path
            while path.count > 1, path.hasSuffix("/") { path.removeLast() }
            guard let kind = Self.kind(of: path) else {
                throw ArchiveError(action: "verify", path: path, code: ENOENT)
            }
            if kind == S_IFDIR { try descend(path, depth: 0) } else { add(path, isNamed: true) }
        }
        segments.sort { ($0.host, $0.seq, $0.path) < ($1.host, $1.seq, $1.path) }
    }

    private mutating func descend(_ directory: String, depth: Int) throws(ArchiveError) {
        guard depth < Self.maximumDepth else { return }
        for name in try Directory.names(directory) {
            let path = (directory == "/" ? "" : directory) + "/" + name
            if Self.kind(of: path) == S_IFDIR {
                try descend(path, depth: depth + 1)
            } else {
                add(path, isNamed: false)
            }
        }
    }

    /// - Parameter isNamed: whether the caller named this very file, so that it is verified whatever its name is.
    private mutating func add(_ path: String, isNamed: Bool) {
        guard !known.contains(path) else { return }
        let parts = path.split(separator: "/")
        let name = parts.last.map(String.init) ?? path
        if let host = KeptSeals.host(ofPath: path) {
            known.insert(path)
            keptSeals.append((host, path))
            return
        }
        let seq = Segment.firstSeq(ofName: name)
        // What went away since it was listed was deleted by rule, which an event tells.
        guard seq != nil || isNamed, let size = try? File.size(of: path) else { return }
        known.insert(path)
        func value(_ key: String) -> Substring? {
            parts.dropLast().last { $0.hasPrefix(key) }?.dropFirst(key.count)
        }
        segments.append(
            SegmentFile(
                host: value("host=").map(String.init) ?? machine ?? "", day: value("dt=").flatMap(Day.number),
                seq: seq ?? 0, path: path, size: size))
    }

    /// The kind of a file as `stat` has it; nil when it is not there.
    static func kind(of path: String) -> mode_t? {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return nil }
        return status.st_mode & S_IFMT
    }
}
