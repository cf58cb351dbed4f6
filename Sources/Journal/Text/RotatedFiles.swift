internal import Glibc

/// A file that was a log before it was rotated away.
struct RotatedFile: Equatable {
    var path: String
    var identity: FileStatus.Identity
    /// Nanoseconds since 1970 UTC.
    var modified: Int
    /// How it is compressed, when that cannot be read here: "xz".
    var unreadableFormat: String?
    fileprivate var name: RotatedName

    /// Whether it is the same file under the same name; the time of modification of one that is written to is not.
    static func == (left: RotatedFile, right: RotatedFile) -> Bool {
        left.path == right.path && left.identity == right.identity
    }
}

/// What the name of a rotated log says: `charon.log.1`, `charon.log-20261121.gz`, `charon-20261121.log`.
struct RotatedName: Equatable {
    enum Scheme: CaseIterable { case numbered, dated, other }

    var scheme: Scheme
    /// The numbers in it.
    var numbers: [Int]
    /// The name without the compression's ending.
    var plain: String
    var isGzip = false
    var unreadableFormat: String?

    /// - Parameter log: the name of the log itself.
    /// - Returns: nil when it is not the name of that log rotated.
    init?(_ name: String, of log: String) {
        plain = name
        for ending in [".gz", ".xz", ".zst", ".bz2", ".lzma", ".lz4", ".Z"] where name.hasSuffix(ending) {
            plain.removeLast(ending.count)
            isGzip = ending == ".gz"
            unreadableFormat = isGzip ? nil : String(ending.dropFirst())
        }
        guard let middle = Self.middle(plain[...], log[...]), let first = middle.first, "-._".contains(first) else {
            return nil
        }
        let text = middle.dropFirst()
        let groups = text.split { !$0.isASCII || !$0.isNumber }
        numbers = groups.compactMap { Int($0) }
        if text == "old" {
            scheme = .other
        } else {
            guard !numbers.isEmpty, numbers.count == groups.count,
                text.allSatisfy({ ($0.isASCII && $0.isNumber) || "-._:TZ+".contains($0) })
            else { return nil }
            scheme = groups.count == 1 && groups[0].count <= 4 ? .numbered : .dated
        }
    }

    /// What stands behind the log's name, or before its ending.
    private static func middle(_ name: Substring, _ log: Substring) -> Substring? {
        if name.hasPrefix(log) { return name.dropFirst(log.count) }
        guard let dot = log.lastIndex(of: "."), dot > log.startIndex else { return nil }
        let (stem, ending) = (log[..<dot], log[dot...])
        guard name.hasPrefix(stem), name.hasSuffix(ending), name.count > log.count else { return nil }
        return name.dropFirst(stem.count).dropLast(ending.count)
    }

    /// Whether a name of the same scheme was given earlier.
    func isOlder(than other: RotatedName) -> Bool {
        scheme == .numbered
            ? numbers[0] > other.numbers[0] : numbers.lexicographicallyPrecedes(other.numbers)
    }
}

extension RotatedFile {
    struct Listing: Equatable {
        /// Oldest first.
        var files: [RotatedFile]
        /// All the names that were seen: one that was gone when it was looked at has another by now.
        fileprivate var paths: Set<String> = []
    }

    /// The rotated files of logs.
    /// - Parameter logs: directories, and names of logs in them.
    static func list(_ logs: [(directory: String, name: String)]) throws(JournalError) -> Listing {
        var files: [String: RotatedFile] = [:]
        var paths: Set<String> = []
        for (directory, log) in logs {
            for text in try names(in: directory) {
                guard let name = RotatedName(text, of: log) else { continue }
                paths.insert(directory + "/" + text)
                guard let status = FileStatus(path: directory + "/" + text), status.isRegular else { continue }
                let file = RotatedFile(
                    path: directory + "/" + text, identity: status.identity, modified: status.modified,
                    unreadableFormat: name.unreadableFormat, name: name)
                // While a file is compressed both are there; the compressed one is whole only at the end.
                let key = directory + "/" + name.plain
                if let known = files[key], known.rank <= file.rank { continue }
                files[key] = file
            }
        }
        var seen: Set<FileStatus.Identity> = []
        let distinct = files.values.sorted { $0.path < $1.path }.filter { seen.insert($0.identity).inserted }
        return Listing(files: ordered(distinct), paths: paths)
    }

    private var rank: Int { name.unreadableFormat != nil ? 2 : name.isGzip ? 1 : 0 }

    /// Names of one scheme are in the order of their numbers, which outlast a copy or a careless compression; files
    /// of several schemes are put together by the time of modification.
    private static func ordered(_ files: [RotatedFile]) -> [RotatedFile] {
        var lists = RotatedName.Scheme.allCases.map { scheme in
            files.filter { $0.name.scheme == scheme }.sorted {
                if scheme == .other { return $0.modified < $1.modified }
                if $0.name.isOlder(than: $1.name) { return true }
                return !$1.name.isOlder(than: $0.name) && $0.modified < $1.modified
            }[...]
        }
        var ordered: [RotatedFile] = []
        while let next = lists.indices.filter({ !lists[$0].isEmpty }).min(by: {
            lists[$0][lists[$0].startIndex].modified < lists[$1][lists[$1].startIndex].modified
        }) {
            ordered.append(lists[next].removeFirst())
        }
        return ordered
    }

    /// The names in a directory.
    static func names(in directory: String) throws(JournalError) -> [String] {
        guard let stream = unsafe opendir(directory) else {
            throw JournalError(directory: directory, code: errno)
        }
        defer { unsafe closedir(stream) }
        var names: [String] = []
        while let item = unsafe readdir(stream) {
            unsafe withUnsafePointer(to: &item.pointee.d_name) {
                unsafe $0.withMemoryRebound(to: CChar.self, capacity: 256) { names.append(unsafe String(cString: $0)) }
            }
        }
        return names
    }
}

extension JournalError {
    /// A directory that cannot be listed or watched.
    init(directory: String, code: Int32) {
        let advice: String? =
            switch code {
            case ENOENT: "make the directory, or correct the path of the log file"
            case EACCES:
                "the directory must be readable to notice when the log is rotated; log files are mostly for the "
                    + "members of the group adm (or systemd-journal): `sudo usermod -a -G adm $USER`, then log in again"
            case EMFILE:
                "the limit on inotify instances or open files is reached (sysctl fs.inotify.max_user_instances)"
            case ENOSPC: "the limit on inotify watches is reached (sysctl fs.inotify.max_user_watches)"
            default: nil
            }
        self.init(action: "read the directory \(directory)", code: code, advice: advice)
    }
}
