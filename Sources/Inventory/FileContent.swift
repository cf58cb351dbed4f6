internal import Glibc

/// The bytes of a configuration file, which may hold secrets: they are wiped from memory when they are no longer used.
@safe
struct FileContent: ~Copyable {
    private let buffer: UnsafeMutableRawPointer
    private let capacity: Int
    private var count = 0

    /// No configuration that people wrote is larger.
    static let maximumBytes = 16 * 1024 * 1024

    private init(capacity: Int) {
        self.capacity = max(1, capacity)
        unsafe buffer = .allocate(byteCount: max(1, capacity), alignment: 1)
    }

    /// Reads a file.
    /// - Throws: `ConfigurationFault` when it is not there, may not be read, or is too large.
    static func read(_ path: String) throws(ConfigurationFault) -> FileContent {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)
        guard descriptor >= 0 else { throw fault(path) }
        defer { close(descriptor) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw fault(path) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw ConfigurationFault(path: path, problem: "it is no regular file")
        }
        let size = Int(status.st_size)
        guard size <= maximumBytes else {
            throw ConfigurationFault(path: path, problem: "it is larger than \(maximumBytes) bytes")
        }
        // Read at once into its final place, so that nothing is copied and left behind.
        var content = FileContent(capacity: size)
        while content.count < size {
            let got = unsafe Glibc.read(descriptor, content.buffer + content.count, size - content.count)
            if got < 0, errno == EINTR { continue }
            guard got >= 0 else { throw fault(path) }
            guard got > 0 else { break }
            content.count += got
        }
        return content
    }

    deinit {
        unsafe explicit_bzero(buffer, capacity)
        unsafe buffer.deallocate()
    }

    /// Works with the bytes.
    borrowing func withBytes<Result, Failure: Error>(
        _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let bytes = unsafe Span<UInt8>(_unsafeBytes: UnsafeRawBufferPointer(start: buffer, count: count))
        return try body(bytes)
    }

    private static func fault(_ path: String) -> ConfigurationFault {
        let problem = errno == ENOENT ? "there is no such file" : unsafe String(cString: strerror(errno))
        return ConfigurationFault(path: path, problem: problem)
    }
}
