internal import Glibc

/// The segments and kept seals under the paths that are to be verified.
struct VerifierListing {
    /// By machine and number.
    private(set) var segments: [SegmentFile] = []
    /// Files of kept seals, with their machines.
    private(set) var keptSeals: [(host: String, path: String)] = []
    private let machine: String?
    private var known: Set<String> = []
    /// Paths that the caller named.
    private var named: Set<String> = []
    /// How deep directories are followed.
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
            if kind == S_IFDIR {
                let count = segments.count
                try descend(path, above: [])
                findMisplaced(from: count)
            } else {
                named.insert(path)
                add(path)
                // A signature is over the machine's name too.
                if let last = segments.last, last.path == path, last.host.isEmpty {
                    throw ArchiveError(
                        action: "verify", path: path,
                        problem: "it lies in no directory host=…: say whose it is with --machine")
                }
            }
        }
        segments.sort { ($0.host, $0.seq, $0.path) < ($1.host, $1.seq, $1.path) }
    }

    /// - Parameter above: the directories on the way: links may lead back to one of them.
    private mutating func descend(_ directory: String, above: [FileNumber]) throws(ArchiveError) {
        guard above.count < Self.maximumDepth, let number = FileNumber(directory), !above.contains(number) else {
            return
        }
        for name in try Directory.names(directory) {
            let path = (directory == "/" ? "" : directory) + "/" + name
            if Self.kind(of: path) == S_IFDIR {
                try descend(path, above: above + [number])
            } else {
                add(path)
            }
        }
    }

    private mutating func add(_ path: String) {
        guard !known.contains(path) else { return }
        let parts = path.split(separator: "/")
        let name = parts.last.map(String.init) ?? path
        if let host = KeptSeals.host(ofPath: path) {
            known.insert(path)
            keptSeals.append((host, path))
            return
        }
        let seq = Segment.firstSeq(ofName: name)
        // Who reads a machine's directory as a table takes whatever ends like a segment.
        let isTaken = name.hasSuffix(Segment.suffix) && parts.dropLast().last?.hasPrefix("host=") == true
        // What went away since it was listed was deleted by rule, which an event tells.
        guard seq != nil || isTaken || named.contains(path), let size = try? File.size(of: path) else { return }
        known.insert(path)
        func value(_ key: String) -> Substring? {
            parts.dropLast().last { $0.hasPrefix(key) }?.dropFirst(key.count)
        }
        segments.append(
            SegmentFile(
                host: value("host=").map(String.init) ?? machine ?? "", day: value("dt=").flatMap(Day.number),
                seq: seq ?? 0, path: path, size: size))
    }

    /// Segments lie in `dt=…/host=…`, those of one machine in one archive; but for copies of some of them, which lie in
    /// no `dt=` at all.
    /// - Parameter start: the first of those that were found under one of the paths.
    private mutating func findMisplaced(from start: Int) {
        var archives: [String: [Substring]] = [:]
        let places = segments[start...].map { segment -> [Substring]? in
            var parts = segment.path.split(separator: "/").dropLast()
            if parts.last?.hasPrefix("host=") == true { parts.removeLast() } else if machine == nil { return nil }
            guard let day = parts.popLast(), day.hasPrefix("dt="), Day.number(of: day.dropFirst(3)) != nil else {
                return nil
            }
            let archive = Array(parts)
            if archive.count < archives[segment.host]?.count ?? .max { archives[segment.host] = archive }
            return archive
        }
        // A day that is none is no copy.
        guard segments[start...].contains(where: { $0.path.contains("/dt=") }) else { return }
        for (index, place) in places.enumerated() {
            let host = segments[start + index].host
            segments[start + index].isMisplaced = place == nil || place != archives[host]
        }
    }

    /// What tells a directory from others, whatever leads there.
    private struct FileNumber: Equatable {
        let device: dev_t
        let file: ino_t

        /// - Returns: nil when it is not there.
        init?(_ path: String) {
            var status = stat()
            guard unsafe stat(path, &status) == 0 else { return nil }
            device = status.st_dev
            file = status.st_ino
        }
    }

    /// The kind of a file as `stat` has it; nil when it is not there.
    static func kind(of path: String) -> mode_t? {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return nil }
        return status.st_mode & S_IFMT
    }
}
