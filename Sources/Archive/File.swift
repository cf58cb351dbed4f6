internal import Glibc

/// An open file: the few system calls that the archive is made of, each with an error that names the file.
@safe
final class File: Sendable {
    let path: String
    private let descriptor: Int32

    /// Opens a file for reading and writing, and makes it when it is not there.
    /// - Parameter access: what a file gets that is made; nil: mode 0640 less the umask.
    init(path: String, access: Access? = nil) throws(ArchiveError) {
        self.path = path
        var isNew = false
        var opened = unsafe open(path, O_RDWR | O_CLOEXEC)
        if opened < 0, errno == ENOENT {
            opened = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, access?.fileMode ?? Access().fileMode)
            isNew = true
        }
        descriptor = opened
        guard descriptor >= 0 else { throw ArchiveError(action: "open", path: path, code: errno) }
        guard isNew, let access else { return }
        do throws(ArchiveError) {
            try access.apply(toFile: descriptor, path: path)
        } catch {
            // The next try makes it anew: one that is there already is left as it is.
            unsafe unlink(path)
            throw error
        }
    }

    /// Makes a file for writing.
    /// - Throws: `ArchiveError` also when there is one by that name.
    init(creating path: String, access: Access) throws(ArchiveError) {
        self.path = path
        descriptor = unsafe open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, access.fileMode)
        guard descriptor >= 0 else { throw ArchiveError(action: "make", path: path, code: errno) }
        try access.apply(toFile: descriptor, path: path)
    }

    /// Opens a file for reading.
    /// - Throws: `ArchiveError` also when it is anything but a regular file: a pipe would be waited for.
    init(reading path: String) throws(ArchiveError) {
        self.path = path
        descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw ArchiveError(action: "open", path: path, code: errno) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw ArchiveError(action: "read", path: path, problem: "it is no regular file")
        }
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

    /// Makes the file this long, with room on the disk for every byte of it.
    /// - Parameter size: bytes; what the file has beyond them is cut.
    func allocate(_ size: Int) throws(ArchiveError) {
        try truncate(to: min(size, try self.size()))
        var code = EINTR
        while code == EINTR { code = posix_fallocate(descriptor, 0, off_t(size)) }
        switch code {
        case 0: return
        case EOPNOTSUPP, EINVAL, ENOSYS, ENODEV:
            let zeros = [UInt8](repeating: 0, count: 1 << 16)
            for offset in stride(from: 0, to: size, by: zeros.count) {
                try write(Array(zeros.prefix(size - offset)), at: offset)
            }
        default: throw ArchiveError(action: "allocate", path: path, code: code)
        }
    }

    /// Waits until the file's data are on the disk.
    func synchronize() throws(ArchiveError) {
        guard fdatasync(descriptor) == 0 else {
            throw ArchiveError(action: "write to the disk", path: path, code: errno)
        }
    }

    /// Gives the file the user and group of another one, which only root may need to.
    func takeOwner(of other: File) throws(ArchiveError) {
        var theirs = stat()
        var ours = stat()
        guard unsafe fstat(other.descriptor, &theirs) == 0, unsafe fstat(descriptor, &ours) == 0 else {
            throw ArchiveError(action: "read the owner of", path: other.path, code: errno)
        }
        guard theirs.st_uid != ours.st_uid || theirs.st_gid != ours.st_gid else { return }
        guard fchown(descriptor, theirs.st_uid, theirs.st_gid) == 0 else {
            throw ArchiveError(action: "set the owner of", path: path, code: errno)
        }
    }

    /// Takes the file for this process alone.
    /// - Returns: false when another process has it.
    func lock() -> Bool { flock(descriptor, LOCK_EX | LOCK_NB) == 0 }

    func unlock() { flock(descriptor, LOCK_UN) }

    /// The size of a file in bytes; nil when it is not there.
    static func size(of path: String) throws(ArchiveError) -> Int? {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else {
            if errno == ENOENT { return nil }
            throw ArchiveError(action: "read the size of", path: path, code: errno)
        }
        return Int(status.st_size)
    }

    /// Removes a file.
    /// - Returns: false when it was not there.
    static func remove(_ path: String) throws(ArchiveError) -> Bool {
        guard unsafe unlink(path) != 0 else { return true }
        if errno == ENOENT { return false }
        throw ArchiveError(action: "remove", path: path, code: errno)
    }
}
