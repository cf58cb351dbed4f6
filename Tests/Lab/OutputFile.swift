internal import Foundation
internal import Glibc

/// Where a process writes: a file, as a pipe that nobody empties would stop it.
struct OutputFile: ~Copyable {
    let descriptor: Int32

    /// A file without a name.
    init() throws(LabError) {
        let template = FileManager.default.temporaryDirectory.appendingPathComponent("lab-XXXXXX").path
        var path = template.utf8CString.map { $0 }
        descriptor = unsafe mkstemp(&path)
        guard descriptor >= 0 else { throw Self.failure(template) }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        unsafe unlink(path)
    }

    /// A file to which more is added.
    init(path: String) throws(LabError) {
        descriptor = unsafe open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Self.failure(path) }
    }

    deinit { close(descriptor) }

    /// All that was written.
    var text: String {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let offset = off_t(bytes.count)
            let count = unsafe buffer.withUnsafeMutableBytes {
                unsafe pread(descriptor, $0.baseAddress, $0.count, offset)
            }
            guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
            bytes += buffer[..<count]
        }
    }

    private static func failure(_ path: String) -> LabError {
        LabError("cannot write \(path): \(unsafe String(cString: strerror(errno)))")
    }
}
