internal import Glibc
internal import NIOCore
internal import NIOPosix

/// A Unix socket's place in the file system.
enum UnixSocket {
    /// Removes a socket that nobody serves any more: one stays behind when its program is killed.
    /// - Throws: `WebError` when somebody serves it, or when it is no socket.
    static func makeRoom(_ path: String) async throws {
        var status = stat()
        guard unsafe lstat(path, &status) == 0 else { return }
        let address = "unix:\(path)"
        guard status.st_mode & S_IFMT == S_IFSOCK else {
            throw WebError(address: address, code: 0, problem: "there is a file of that name, and it is no socket")
        }
        do {
            let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .connect(unixDomainSocketPath: path).get()
            try await channel.close()
        } catch let error as IOError where error.errnoCode == ECONNREFUSED {
            guard unsafe unlink(path) == 0 else { throw WebError(address: address, code: errno) }
            return
        }
        throw WebError(address: address, code: EADDRINUSE)
    }
}
