internal import Glibc

/// An open file: the few system calls that the archive is made of, each with an error that names the file.
@safe
final class File: Sendable {
    let path: String
    private let descriptor: Int32

    /// Opens a file for reading and writing, and makes it when it is not there.
    init(path: String, permissions: UInt32) throws(ArchiveError) {
        self.path = path
        descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, permissions)
        guard descriptor >= 0 else { throw ArchiveError(action: "open", path: path, code: errno) }
    }

    /// Opens a file for reading.
    init(reading path: String) throws(ArchiveError) {
        self.path = path
        descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw ArchiveError(action: "open", path: path, code: errno) }
    }

    deinit { close(descriptor) }

    func size() throws(ArchiveError) -> Int {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else {
            throw ArchiveError(action: "read the size of", path: path, code: errno)
        }
        return Int(status.st_size)
    }

    /// Reads up to `count` bytes at an offset; fewer at the end of the file.
    func read(at offset: Int, count: Int) throws(ArchiveError) -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: count)
        var done = 0
        while done < count {
            let step = unsafe buffer.withUnsafeMutableBytes {
                unsafe pread(descriptor, $0.baseAddress.map { unsafe $0 + done }, count - done, off_t(offset + done))
            }
            if step < 0, errno == EINTR { continue }
            guard step >= 0 else { throw ArchiveError(action: "read", path: path, code: errno) }
            guard step > 0 else { break }
            done += step
        }
        buffer.removeLast(count - done)
        return buffer
    }

    /// Writes all bytes at an offset.
    func write(_ bytes: [UInt8], at offset: Int) throws(ArchiveError) {
        var done = 0
        while done < bytes.count {
            let step = unsafe bytes.withUnsafeBytes {
                unsafe pwrite(
                    descriptor, $0.baseAddress.map { unsafe $0 + done }, bytes.count - done, off_t(offset + done))
            }
            if step < 0, errno == EINTR { continue }
            guard step > 0 else { throw ArchiveError(action: "write to", path: path, code: errno) }
            done += step
        }
    }

    func truncate(to size: Int) throws(ArchiveError) {
        guard ftruncate(descriptor, off_t(size)) == 0 else {
            throw ArchiveError(action: "cut", path: path, code: errno)
        }
    }

    /// Waits until the file's data are on the disk.
    func synchronize() throws(ArchiveError) {
        guard fdatasync(descriptor) == 0 else {
            throw ArchiveError(action: "write to the disk", path: path, code: errno)
        }
    }

    /// Takes the file for this process alone.
    /// - Returns: false when another process has it.
    func lock() -> Bool { flock(descriptor, LOCK_EX | LOCK_NB) == 0 }

    func unlock() { flock(descriptor, LOCK_UN) }
}

/// Directories: made with those above them, listed, written to the disk.
package enum Directory {
    /// Makes a directory and those above it that are missing.
    package static func make(_ path: String, permissions: UInt32 = 0o750) throws(ArchiveError) {
        var partial = path.hasPrefix("/") ? "" : "."
        for part in path.split(separator: "/") {
            let parent = partial
            partial += "/" + part
            if unsafe mkdir(partial, permissions) == 0 {
                try synchronize(parent.isEmpty ? "/" : parent)
            } else if errno != EEXIST {
                throw ArchiveError(action: "make the directory", path: path, code: errno)
            }
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

    /// Removes a file, if it can be.
    static func remove(_ path: String) { _ = unsafe unlink(path) }

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
        let file = try File(path: temporary, permissions: 0o640)
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
        package init(_ directory: String, name: String) throws(ArchiveError) {
            file = try File(path: directory + "/" + name, permissions: 0o640)
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
