internal import Glibc

/// Directories: made with those above them, listed, written to the disk.
package enum Directory {
    /// Makes a directory and those above it that are missing, and waits until they are on the disk.
    /// - Parameter permissions: mode of what is made, less the umask.
    package static func make(_ path: String, permissions: UInt32 = 0o750) throws(ArchiveError) {
        try make(path, permissions: permissions, access: nil, isDurable: true)
    }

    /// Makes a directory and those above it that are missing.
    /// - Parameters:
    ///   - access: what those that are made get.
    ///   - isDurable: whether to wait until they are on the disk.
    static func make(_ path: String, access: Access, isDurable: Bool) throws(ArchiveError) {
        try make(path, permissions: access.directoryMode, access: access, isDurable: isDurable)
    }

    private static func make(
        _ path: String, permissions: UInt32, access: Access?, isDurable: Bool
    ) throws(ArchiveError) {
        for (parent, directory) in steps(to: path) {
            guard unsafe mkdir(directory, permissions) == 0 else {
                if errno == EEXIST { continue }
                throw ArchiveError(action: "make the directory", path: path, code: errno)
            }
            do throws(ArchiveError) {
                try access?.apply(toDirectory: directory)
            } catch {
                // The next try makes it anew: one that is there already is left as it is.
                unsafe rmdir(directory)
                throw error
            }
            if isDurable { try synchronize(parent) }
        }
    }

    /// The directories on the way to a path, each with the one above it; the path itself is the last.
    private static func steps(to path: String) -> [(parent: String, directory: String)] {
        var partial = path.hasPrefix("/") ? "" : "."
        return path.split(separator: "/").map { part in
            let parent = partial.isEmpty ? "/" : partial
            partial += "/" + part
            return (parent, partial)
        }
    }

    /// Waits until the names of a directory and of those above it are on the disk: a process that ended between making
    /// one and waiting for it left that undone. What may not be opened, or cannot be written to, was not made by us.
    static func synchronizeWay(to path: String) throws(ArchiveError) {
        for (parent, _) in steps(to: path).reversed() {
            do throws(ArchiveError) {
                try synchronize(parent)
            } catch {
                guard let code = error.code, [EACCES, EPERM, EROFS, EINVAL, ENOTSUP].contains(code) else { throw error }
            }
        }
    }

    /// Waits until a segment's name, its directory's and its day's are on the disk.
    static func synchronizeWay(toSegment path: String) throws(ArchiveError) {
        var path = path
        for _ in 0..<3 {
            path = parent(of: path)
            try synchronize(path)
        }
    }

    /// Removes a directory if nothing is in it.
    /// - Returns: whether it is gone.
    static func removeEmpty(_ path: String) throws(ArchiveError) -> Bool {
        guard unsafe rmdir(path) != 0 else { return true }
        switch errno {
        case ENOENT: return true
        case ENOTEMPTY, EEXIST: return false
        default: throw ArchiveError(action: "remove the directory", path: path, code: errno)
        }
    }

    /// The names in a directory, sorted; none when it is not there.
    package static func names(_ path: String) throws(ArchiveError) -> [String] {
        guard let stream = unsafe opendir(path) else {
            if errno == ENOENT { return [] }
            throw ArchiveError(action: "list the directory", path: path, code: errno)
        }
        defer { unsafe closedir(stream) }
        var names: [String] = []
        while let item = unsafe readdir(stream) {
            let name = unsafe withUnsafePointer(to: &item.pointee.d_name) {
                unsafe $0.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// Waits until a directory's entries are on the disk.
    package static func synchronize(_ path: String) throws(ArchiveError) {
        let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw ArchiveError(action: "open the directory", path: path, code: errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else {
            throw ArchiveError(action: "write to the disk the directory", path: path, code: errno)
        }
    }
}

extension Directory {
    /// Replaces a file as a whole: the new content is on the disk before the name stands for it.
    package static func replace(_ path: String, with bytes: [UInt8]) throws(ArchiveError) {
        let temporary = path + ".new"
        let file = try File(path: temporary)
        try file.truncate(to: 0)
        try file.write(bytes, at: 0)
        try file.synchronize()
        guard unsafe rename(temporary, path) == 0 else {
            throw ArchiveError(action: "replace", path: path, code: errno)
        }
        try synchronize(parent(of: path))
    }

    /// The directory in which a path lies.
    static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// The whole of a file; nil when it is not there.
    package static func contents(_ path: String) throws(ArchiveError) -> [UInt8]? {
        guard unsafe access(path, F_OK) == 0 || errno != ENOENT else { return nil }
        let file = try File(reading: path)
        return try file.read(at: 0, count: try file.size())
    }
}

extension Directory {
    /// A directory taken for this process alone, for as long as the value lives.
    package final class Lock: Sendable {
        private let file: File

        /// - Throws: `ArchiveError` that names the process which has the directory.
        package convenience init(_ directory: String, name: String) throws(ArchiveError) {
            try self.init(directory, name: name, access: nil)
        }

        /// - Parameter access: what the file gets when it is made; nil: mode 0640 less the umask.
        /// - Throws: `ArchiveError` that names the process which has the directory.
        init(_ directory: String, name: String, access: Access?) throws(ArchiveError) {
            file = try File(path: directory + "/" + name, access: access)
            guard file.lock() else {
                let owner = String(decoding: try file.read(at: 0, count: 20), as: UTF8.self)
                throw ArchiveError(
                    action: "use the directory", path: directory,
                    problem: "the process \(owner.split(separator: "\n").first ?? "?") writes to it")
            }
            try file.truncate(to: 0)
            try file.write(Array("\(getpid())\n".utf8), at: 0)
        }

        /// Gives the directory back before the value ends.
        package func release() { file.unlock() }
    }
}
