internal import Archive
internal import Glibc

/// A file of the operator's own, as text.
enum TextContent {
    /// Reads a file to its end; it may be a pipe.
    /// - Parameter limit: how many bytes it may have.
    /// - Throws: `ArchiveError` when it cannot be read, is larger, or is no text.
    static func read(_ path: String, limit: Int = .max) throws(ArchiveError) -> String {
        guard let stream = unsafe fopen(path, "re") else {
            throw ArchiveError(action: "read", path: path, problem: unsafe String(cString: strerror(errno)))
        }
        defer { unsafe fclose(stream) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = unsafe fread(&buffer, 1, buffer.count, stream)
            guard count > 0 else { break }
            bytes += buffer[..<count]
            guard bytes.count <= limit else {
                throw ArchiveError(action: "read", path: path, problem: "it is larger than \(limit) bytes")
            }
        }
        guard unsafe ferror(stream) == 0 else {
            throw ArchiveError(action: "read", path: path, problem: unsafe String(cString: strerror(errno)))
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw ArchiveError(action: "read", path: path, problem: "it is not UTF-8 text")
        }
        return text
    }

    /// Whether a file can be read again.
    static func isRegularFile(_ path: String) -> Bool {
        var status = stat()
        return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }
}

extension Settings {
    /// Reads a configuration file. What is wrong in it becomes `problems`.
    /// - Throws: `ArchiveError` when it cannot be read at all.
    package mutating func read(path: String) throws { read(yaml: try TextContent.read(path), path: path) }
}
