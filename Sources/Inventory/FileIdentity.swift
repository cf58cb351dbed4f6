internal import Glibc

/// Which file it is, however it is named.
struct FileIdentity: Equatable {
    private let device: UInt64
    private let inode: UInt64

    /// The file that a path leads to; nil when there is none or it is no regular file, which strongSwan passes over
    /// (`file_next` in utils/parser_helper.c).
    /// - Throws: `ConfigurationFault` when it may not be looked at: charon, as another user, may well see it.
    init?(_ path: String) throws(ConfigurationFault) {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else {
            if errno == EACCES || errno == EPERM {
                throw ConfigurationFault(path: path, problem: unsafe String(cString: strerror(errno)))
            }
            return nil
        }
        guard status.st_mode & S_IFMT == S_IFREG else { return nil }
        device = UInt64(status.st_dev)
        inode = UInt64(status.st_ino)
    }
}
