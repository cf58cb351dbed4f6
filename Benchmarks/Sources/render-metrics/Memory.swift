internal import Glibc

/// The process's memory in KiB, as the kernel counts it: proc(5).
enum Memory {
    static func now() throws(Failure) -> Int { try status("VmRSS:") }

    static func peak() throws(Failure) -> Int { try status("VmHWM:") }

    static func beginPeakAnew() throws(Failure) { try File.write(Array("5".utf8), to: "/proc/self/clear_refs") }

    /// Gives back to the kernel what was freed: rendering in it would not be seen to add anything.
    static func trim() { _ = trimHeap(0) }

    private static func status(_ key: String) throws(Failure) -> Int {
        let path = "/proc/self/status"
        guard let file = unsafe fopen(path, "re") else { throw Failure("\(path) cannot be read: error \(errno)") }
        defer { unsafe fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 16 * 1024)
        let count = unsafe fread(&bytes, 1, bytes.count, file)
        for line in String(decoding: bytes[..<count], as: UTF8.self).split(separator: "\n") where line.hasPrefix(key) {
            let words = line.split(whereSeparator: \.isWhitespace)
            if words.count == 3, let value = Int(words[1]) { return value }
        }
        throw Failure("\(path) has no \(key)")
    }
}

/// glibc's, which Swift's module does not have: malloc_trim(3).
@_silgen_name("malloc_trim")
private func trimHeap(_ pad: Int) -> CInt

/// Files that are written whole.
enum File {
    static func write(_ bytes: [UInt8], to path: String) throws(Failure) {
        guard let file = unsafe fopen(path, "we") else { throw Failure("\(path) cannot be written: error \(errno)") }
        let count = unsafe fwrite(bytes, 1, bytes.count, file)
        let code = unsafe fclose(file)
        guard count == bytes.count, code == 0 else { throw Failure("\(path) cannot be written: error \(errno)") }
    }
}
