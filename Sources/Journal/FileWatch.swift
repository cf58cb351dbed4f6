internal import Glibc

/// Finds out which journal files libsystemd left out: it passes over a damaged file without a word, in the middle
/// of reading too. The files of a directory are tried by themselves at the start; later, the sum of the sizes of
/// the files that it still reads tells when one was given up.
struct FileWatch {
    private let directories: [String]
    private let isFixed: Bool
    private var lastUsage: UInt64 = 0
    private var named: [String]

    init(_ source: JournalSource) {
        switch source {
        case .local, .namespace:
            // journald repairs and renames its own files while we read.
            directories = []
            isFixed = false
            named = []
        case .directory(let path):
            directories = [path]
            isFixed = true
            named = []
        case .files(let paths):
            directories = []
            isFixed = true
            named = paths.filter { JournalHandle.check(file: $0) == 0 }
        }
    }

    /// The files of the directories that cannot be opened.
    mutating func unreadable() -> [SourceNotice] {
        var notices: [SourceNotice] = []
        var patience = 10
        for directory in directories {
            for path in Self.journalFiles(below: directory, depth: 1) {
                let code = Self.check(path, &patience)
                if code == 0 {
                    named.append(path)
                } else {
                    notices.append(
                        .damagedFile(
                            path: path, problem: JournalError.text(of: code), until: Self.modified(path)))
                }
            }
        }
        return notices
    }

    /// Whether a file can be opened, as an error number. One that was just written may be about to be made: it is looked
    /// at again before it is called damaged.
    /// - Parameter patience: tenths of a second that may be waited for all files together.
    private static func check(_ path: String, _ patience: inout Int) -> Int32 {
        var code = JournalHandle.check(file: path)
        while code != 0, patience > 0, isFresh(path) {
            usleep(100_000)
            patience -= 1
            code = JournalHandle.check(file: path)
        }
        return code
    }

    private static func isFresh(_ path: String) -> Bool {
        var now = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &now)
        let seconds = UInt64(max(0, now.tv_sec))
        return modified(path) / 1_000_000 + 5 > seconds
    }

    mutating func note(usage: UInt64) { lastUsage = usage }

    /// What was given up since the last look, found at the end of reading.
    mutating func lost(usage: UInt64) -> [SourceNotice] {
        defer { lastUsage = max(usage, lastUsage) }
        guard isFixed, usage < lastUsage else { return [] }
        let missing = lastUsage - usage
        lastUsage = usage
        let candidates = named.filter { Self.allocatedSize(of: $0) == missing }
        let path = candidates.count == 1 ? candidates[0] : "\(named.count) files, \(missing) bytes of them"
        let until = candidates.count == 1 ? Self.modified(path) : .max
        return [.damagedFile(path: path, problem: "it cannot be read to its end", until: until)]
    }

    /// How many entries of the files were passed over in silence, when all were looked at.
    func missing(seen: Int) -> UInt64 {
        guard isFixed, let present = FileHeader.entries(of: Array(Set(named))) else { return 0 }
        return present - min(present, UInt64(seen))
    }

    /// Files came or went by rotation or vacuuming; the sum starts anew.
    mutating func refresh(usage: UInt64) { lastUsage = usage }

    /// When a file was last written, microseconds since 1970 UTC; the latest time there is when it does not say.
    static func modified(_ path: String) -> UInt64 {
        var status = stat()
        guard unsafe stat(path, &status) == 0, status.st_mtim.tv_sec >= 0 else { return .max }
        return UInt64(status.st_mtim.tv_sec) * 1_000_000 + UInt64(status.st_mtim.tv_nsec) / 1000
    }

    private static func allocatedSize(of path: String) -> UInt64 {
        var status = stat()
        return unsafe stat(path, &status) == 0 ? UInt64(status.st_blocks) * 512 : 0
    }

    /// The journal files in a directory and, as libsystemd does it, in the directories right below.
    static func journalFiles(below directory: String, depth: Int) -> [String] {
        guard let stream = unsafe opendir(directory) else { return [] }
        defer { unsafe closedir(stream) }
        var files: [String] = []
        while let item = unsafe readdir(stream) {
            let name = unsafe withUnsafePointer(to: &item.pointee.d_name) {
                unsafe $0.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
            }
            guard !name.hasPrefix(".") else { continue }
            let path = directory + "/" + name
            if name.hasSuffix(".journal") || name.hasSuffix(".journal~") {
                files.append(path)
            } else if depth > 0 {
                files += journalFiles(below: path, depth: depth - 1)
            }
        }
        return files.sorted()
    }
}
