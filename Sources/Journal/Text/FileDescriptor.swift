internal import Glibc

/// What the system says of a file.
struct FileStatus: Equatable {
    /// Which file it is, whatever its name.
    struct Identity: Hashable {
        var device: UInt64
        var inode: UInt64
    }

    var identity: Identity
    var size: Int
    /// Nanoseconds since 1970 UTC.
    var modified: Int
    private var mode: UInt32
    private var group: UInt32

    /// Of what a path leads to; nil when there is nothing.
    init?(path: String) {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return nil }
        self.init(status)
    }

    fileprivate init?(descriptor: Int32) {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { return nil }
        self.init(status)
    }

    private init(_ status: stat) {
        identity = Identity(device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
        size = Int(status.st_size)
        modified = Int(status.st_mtim.tv_sec) * 1_000_000_000 + Int(status.st_mtim.tv_nsec)
        mode = status.st_mode
        group = status.st_gid
    }

    var isRegular: Bool { mode & UInt32(S_IFMT) == UInt32(S_IFREG) }
    var isDirectory: Bool { mode & UInt32(S_IFMT) == UInt32(S_IFDIR) }

    /// The group whose members may read the file; nil when they may not, or it has no name.
    var readingGroup: String? {
        guard mode & 0o040 != 0, let record = unsafe getgrgid(group) else { return nil }
        return unsafe String(cString: record.pointee.gr_name)
    }
}

/// A file open for reading, with errors that name it.
@safe
final class FileDescriptor {
    let path: String
    let number: Int32

    /// Opens a file without waiting: a pipe's writer may come later.
    init(path: String) throws(JournalError) {
        self.path = path
        number = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard number >= 0 else { throw JournalError(reading: path, code: errno) }
    }

    /// Standard input.
    init() {
        path = "standard input"
        number = STDIN_FILENO
    }

    deinit {
        if number > STDERR_FILENO { close(number) }
    }

    func status() throws(JournalError) -> FileStatus {
        guard let status = FileStatus(descriptor: number) else { throw JournalError(reading: path, code: errno) }
        return status
    }

    /// Reads into an array from an index to its end.
    /// - Parameter offset: where in the file; nil for a pipe.
    /// - Returns: how many bytes came: 0 at the end, nil when none are there yet.
    func read(into bytes: inout [UInt8], from index: Int, at offset: Int?) throws(JournalError) -> Int? {
        while true {
            let count = unsafe bytes.withUnsafeMutableBytes { bytes in
                let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[index...])
                guard let offset else { return unsafe Glibc.read(number, rest.baseAddress, rest.count) }
                return unsafe pread(number, rest.baseAddress, rest.count, off_t(offset))
            }
            if count >= 0 { return count }
            if errno == EAGAIN { return nil }
            guard errno == EINTR else { throw JournalError(reading: path, code: errno) }
        }
    }
}

extension JournalError {
    /// A file that cannot be read.
    init(reading path: String, code: Int32) {
        self.init(action: "read \(path)", code: code, advice: Self.advice(path, code))
    }

    private static func advice(_ path: String, _ code: Int32) -> String? {
        switch code {
        case EACCES:
            guard let status = FileStatus(path: path) else {
                return "a directory on the way to it may not be entered; log files are mostly for the members of the "
                    + "group adm (or systemd-journal): `sudo usermod -a -G adm $USER`, then log in again"
            }
            if let group = status.readingGroup {
                return "only root and the members of the group \(group) may: "
                    + "`sudo usermod -a -G \(group) $USER`, then log in again"
            }
            return "only its owner may; let the group adm read it (`chgrp adm` and `chmod g+r`, and the same where it "
                + "is rotated), and be a member: `sudo usermod -a -G adm $USER`"
        case ENOENT: return "correct the path"
        case EISDIR: return "it is a directory: name a file in it"
        case EMFILE: return "the limit on open files is reached (ulimit -n)"
        default: return nil
        }
    }
}
