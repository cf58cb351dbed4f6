internal import Glibc

/// A log and the files that it was rotated into: finds a position in them, and which file comes after which.
struct TextTrail {
    let path: String
    /// Files that were said to be unreadable.
    private var named: Set<FileStatus.Identity> = []
    /// What there is to say of files that cannot be read.
    var notices: [SourceNotice] = []

    init(path: String) { self.path = path }

    static func directory(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    static func name(of path: String) -> String { String(path.split(separator: "/").last ?? "") }

    /// Where the path leads, when it is a symbolic link; the file may not be there.
    func target() -> String {
        var target = path
        // As many as the kernel follows.
        for _ in 0..<40 {
            var buffer = [UInt8](repeating: 0, count: 4096)
            let count = unsafe buffer.withUnsafeMutableBytes { bytes in
                guard let start = bytes.baseAddress else { return 0 }
                return unsafe readlink(target, start.assumingMemoryBound(to: CChar.self), bytes.count)
            }
            guard count > 0 else { break }
            let link = String(decoding: buffer[..<count], as: UTF8.self)
            target = link.hasPrefix("/") ? link : Self.directory(of: target) + "/" + link
        }
        return target
    }

    /// The rotated files, oldest first. A rotation in progress is waited out.
    private func rotated() throws(JournalError) -> [RotatedFile] {
        let (directory, name, target) = (Self.directory(of: path), Self.name(of: path), target())
        var logs = [(directory: directory, name: name)]
        if target != path {
            let targetDirectory = Self.directory(of: target)
            if FileStatus(path: targetDirectory)?.identity != FileStatus(path: directory)?.identity {
                logs.append((targetDirectory, name))
            }
            if Self.name(of: target) != name { logs.append((targetDirectory, Self.name(of: target))) }
        }
        func list() throws(JournalError) -> RotatedFile.Listing {
            let current = FileStatus(path: path)?.identity
            var listing = try RotatedFile.list(logs)
            listing.files.removeAll { $0.identity == current }
            return listing
        }
        var listing = try list()
        for attempt in 0..<100 {
            let again = try list()
            if again == listing { break }
            listing = again
            if attempt > 4 { usleep(1000) }
        }
        return listing.files
    }

    // MARK: What comes next

    /// A file, and where to go on in it.
    struct Next {
        var file: TextFile
        /// nil is the beginning.
        var position: TextPosition?
    }

    /// The file after one that was read to its end, when it is there and has something in it: its writer may write on
    /// to the old one until then.
    mutating func successor(of file: TextFile, at position: TextPosition?) throws(JournalError) -> Next? {
        attempts: for attempt in 0..<200 {
            // What it takes to shift many files, and compress one, is soon over.
            if attempt > 4 { usleep(2000) }
            let current = FileStatus(path: path)
            if current?.identity == file.identity { return nil }
            let files = try rotated()
            var continuesInPath = false
            let index = try place(of: file, at: position, in: files, &continuesInPath)
            guard let index else { continue }
            for candidate in files[index...] where !continuesInPath {
                guard isReadable(candidate) else { continue }
                guard let next = try open(candidate) else { continue attempts }
                if !next.isCompressed, try next.size() == 0 { continue }
                return try self.next(next, after: position)
            }
            guard let current, current.isRegular, current.size > 0, let next = try openPath() else { return nil }
            guard next.identity == current.identity else { continue }
            return try self.next(next, after: position)
        }
        return nil
    }

    /// Where the files begin that are newer than one; nil when they are being renamed.
    private mutating func place(
        of file: TextFile, at position: TextPosition?, in files: [RotatedFile], _ continuesInPath: inout Bool
    ) throws(JournalError) -> Int? {
        if let index = files.firstIndex(where: { $0.identity == file.identity }) { return index + 1 }
        // It was compressed or copied meanwhile.
        if let position {
            let length = file.isCompressed ? file.offset : try file.size()
            var oldest: Int?
            for index in files.indices where problem(of: files[index]) == nil {
                guard let candidate = try open(files[index]) else { return nil }
                guard try candidate.has(position) else { continue }
                // A later file may begin with the same lines: the text that ends where this one does is the same.
                if try candidate.ends(at: length) { return index + 1 }
                // Where none does, nothing is passed over after the oldest.
                if oldest == nil { oldest = index }
            }
            if let oldest { return oldest + 1 }
            if let current = try? TextFile(path: path), try current.has(position) {
                continuesInPath = true
                return files.count
            }
        }
        guard try rotated() == files else { return nil }
        let modified = try file.modified()
        // It was compressed so that it cannot be read here, which leaves its time; perhaps no more than the second.
        if let index = files.firstIndex(where: {
            $0.unreadableFormat != nil && $0.modified / 1_000_000_000 == Int(modified) / 1_000_000
        }) {
            return index + 1
        }
        // It was removed.
        let index = files.firstIndex { $0.modified / 1000 >= Int(modified) } ?? files.count
        // What was written to since this one was opened may come after it, when this one was written to for longer.
        let isDoubtful = files[..<index].contains { $0.modified >= file.modifiedBefore }
        if isDoubtful, named.insert(file.identity).inserted {
            notices.append(.positionLost)
        }
        return index
    }

    /// A file may be a copy of the one before, made before that is emptied: what was read of it is not read again.
    private func next(_ file: TextFile, after position: TextPosition?) throws(JournalError) -> Next {
        if let position, try file.has(position) { return Next(file: file, position: position) }
        try file.seek(to: 0)
        return Next(file: file)
    }

    /// The log itself from its beginning; nil when it is not there, or, which is said once, may not be read.
    mutating func openPath() throws(JournalError) -> TextFile? {
        do throws(JournalError) {
            return try TextFile(path: path)
        } catch {
            if error.code == ENOENT { return nil }
            guard error.code == EACCES, let identity = FileStatus(path: path)?.identity else { throw error }
            // A log is made before its owner and mode are set.
            if named.insert(identity).inserted {
                notices.append(.damagedFile(path: path, problem: error.description))
            }
            return nil
        }
    }

    /// Opens a rotated file; nil when it is another one by now.
    private func open(_ file: RotatedFile) throws(JournalError) -> TextFile? {
        do throws(JournalError) {
            let opened = try TextFile(path: file.path)
            return opened.identity == file.identity ? opened : nil
        } catch {
            if error.code == ENOENT { return nil }
            throw error
        }
    }

    /// Why a rotated file cannot be read; nil when it can.
    private func problem(of file: RotatedFile) -> String? {
        if let format = file.unreadableFormat {
            return "it is compressed with \(format), which cannot be read here; uncompress it, or compress with gzip"
        }
        do throws(JournalError) { _ = try FileDescriptor(path: file.path) } catch {
            if error.code != ENOENT { return error.description }
        }
        return nil
    }

    /// Whether a rotated file can be read; says so once when not.
    private mutating func isReadable(_ file: RotatedFile) -> Bool {
        guard let problem = problem(of: file) else { return true }
        if named.insert(file.identity).inserted { notices.append(.damagedFile(path: file.path, problem: problem)) }
        return false
    }
}

extension TextTrail {
    // MARK: Where something is

    /// A copy of a file that was emptied since: what was not read of it is there.
    mutating func copy(with position: TextPosition, of file: TextFile) throws(JournalError) -> TextFile? {
        attempts: for _ in 0..<8 {
            let files = try rotated()
            for candidate in files.reversed() where candidate.identity != file.identity {
                guard candidate.unreadableFormat == nil, isReadable(candidate) else { continue }
                guard let copy = try open(candidate) else { continue attempts }
                if try copy.has(position) { return copy }
            }
            if try rotated() != files { continue }
            return nil
        }
        return nil
    }

    /// Where marks are.
    struct Located {
        /// The oldest of them.
        var first: Next?
        /// Whether that lies in the log itself.
        var isInPath = false
        /// Those that lie where `first` does.
        var atFirst: [Int] = []
        /// Those that are found nowhere.
        var missing: [Int] = []
        /// Those that are looked for in older files too.
        fileprivate var wanted: [Int] = []
    }

    /// Finds positions, in the log itself first, then in the rotated files from the newest to the oldest. The file
    /// that a position was taken in is the right one; when it was compressed or copied, the oldest that has the text
    /// is taken, as a later file may begin with the same lines.
    /// - Parameter positions: nil is one that cannot be understood.
    mutating func locate(_ positions: [TextPosition?]) throws(JournalError) -> Located {
        attempts: for attempt in 0..<8 {
            var located = Located()
            located.missing = Array(positions.indices)
            located.wanted = positions.indices.filter { positions[$0] != nil }
            // First the log itself: what is moved or copied away from it later is listed.
            let file = try openPath()
            if let file { try look(for: positions, in: file, true, &located) }
            let files = try rotated()
            for candidate in files.reversed() where !located.wanted.isEmpty {
                guard candidate.unreadableFormat == nil else { continue }
                // What cannot be read is worth a notice only while something is missing.
                let isMissing = located.missing.contains { positions[$0] != nil }
                guard isMissing ? isReadable(candidate) : problem(of: candidate) == nil else { continue }
                guard let file = try open(candidate) else {
                    // The last attempt takes what there is.
                    if attempt < 7 { continue attempts } else { continue }
                }
                try look(for: positions, in: file, false, &located)
            }
            if located.missing.contains(where: { positions[$0] != nil }) {
                if attempt < 7, try rotated() != files || file?.identity != FileStatus(path: path)?.identity {
                    continue
                }
                nameUnreadable(files)
            }
            return located
        }
        return Located(missing: Array(positions.indices))
    }

    private func look(
        for positions: [TextPosition?], in file: TextFile, _ isPath: Bool, _ located: inout Located
    ) throws(JournalError) {
        for index in located.wanted {
            guard let position = positions[index], try file.has(position) else { continue }
            located.missing.removeAll { $0 == index }
            // What is compressed after it was may well get its inode.
            if !file.isCompressed, file.identity.inode == position.inode { located.wanted.removeAll { $0 == index } }
            if let first = located.first, first.file === file, let known = first.position {
                if known.offset < position.offset { continue }
                if known.offset == position.offset {
                    located.atFirst.append(index)
                    continue
                }
            }
            located.first = Next(file: file, position: position)
            located.isInPath = isPath
            located.atFirst = [index]
        }
    }

    /// A position that is not found may be in one of these; one notice is enough for them.
    private mutating func nameUnreadable(_ files: [RotatedFile]) {
        let unreadable = files.filter { $0.unreadableFormat != nil }
        guard let newest = unreadable.last, let format = newest.unreadableFormat,
            named.insert(newest.identity).inserted
        else { return }
        let others = unreadable.count > 1 ? " (\(unreadable.count - 1) older ones as well)" : ""
        notices.append(
            .damagedFile(
                path: newest.path,
                problem: "it is compressed with \(format), which cannot be read here\(others); compress with gzip"))
    }
}
