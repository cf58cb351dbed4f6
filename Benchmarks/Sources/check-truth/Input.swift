import Glibc

/// Reads a file descriptor piece by piece.
struct Input {
    private let descriptor: Int32
    private var buffer = [UInt8](repeating: 0, count: 1 << 20)

    init(descriptor: Int32) { self.descriptor = descriptor }

    /// The next bytes; empty at the end.
    mutating func next() -> ArraySlice<UInt8> {
        let count = unsafe buffer.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
        return buffer[..<max(0, count)]
    }

    /// The whole text of a file; nil when it cannot be opened.
    static func text(path: String) -> String? {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var input = Input(descriptor: descriptor)
        var bytes: [UInt8] = []
        while case let piece = input.next(), !piece.isEmpty { bytes += piece }
        return String(decoding: bytes, as: UTF8.self)
    }
}
