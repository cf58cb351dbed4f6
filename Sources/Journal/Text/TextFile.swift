internal import Glibc

/// An open log file, plain or compressed with gzip; offsets are those of the text.
final class TextFile {
    let path: String
    let identity: FileStatus.Identity
    /// When it was last written to before it was opened, nanoseconds since 1970 UTC.
    let modifiedBefore: Int
    private let descriptor: FileDescriptor
    private let gzip: GzipStream?
    /// Where the next byte is read.
    private(set) var offset = 0

    init(path: String) throws(JournalError) {
        self.path = path
        descriptor = try FileDescriptor(path: path)
        let status = try descriptor.status()
        guard !status.isDirectory else { throw JournalError(reading: path, code: EISDIR) }
        identity = status.identity
        modifiedBefore = status.modified
        var magic: [UInt8] = [0, 0, 0]
        let isGzip = try descriptor.read(into: &magic, from: 0, at: 0) == 3 && magic == [0x1F, 0x8B, 8]
        gzip = isGzip || path.hasSuffix(".gz") ? try GzipStream(descriptor) : nil
    }

    var isCompressed: Bool { gzip != nil }

    /// Why the text ends before its time.
    var problem: String? { gzip?.problem }

    /// A path to this file whatever its name has become.
    var descriptorPath: String { "/proc/self/fd/\(descriptor.number)" }

    /// The size of the file as it is now.
    func size() throws(JournalError) -> Int { try descriptor.status().size }

    /// When it was last written to, microseconds since 1970 UTC.
    func modified() throws(JournalError) -> UInt64 { UInt64(max(0, try descriptor.status().modified / 1000)) }

    /// Reads on into an array from an index to its end.
    /// - Returns: how many bytes came, 0 at the end.
    func read(into bytes: inout [UInt8], from index: Int) throws(JournalError) -> Int {
        let count: Int
        if let gzip {
            count = try gzip.read(into: &bytes, from: index)
        } else {
            count = try descriptor.read(into: &bytes, from: index, at: offset) ?? 0
        }
        offset += count
        return count
    }

    /// Goes to an offset.
    /// - Returns: false when the text ends before.
    @discardableResult
    func seek(to target: Int) throws(JournalError) -> Bool {
        guard let gzip else {
            offset = target
            return try target <= size()
        }
        if target < offset {
            gzip.rewind()
            offset = 0
        }
        var waste = [UInt8](repeating: 0, count: 64 * 1024)
        while offset < target {
            let count = try gzip.read(into: &waste, from: max(0, waste.count - (target - offset)))
            guard count > 0 else { return false }
            offset += count
        }
        return true
    }

    /// What stands at an offset, fewer bytes at the end of the text. Reading goes on after it.
    func bytes(at start: Int, count: Int) throws(JournalError) -> [UInt8] {
        guard count > 0, try seek(to: start) else { return [] }
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let step = try read(into: &bytes, from: filled)
            guard step > 0 else { break }
            filled += step
        }
        bytes.removeLast(count - filled)
        return bytes
    }

    /// Whether a position is one in this text.
    func has(_ position: TextPosition) throws(JournalError) -> Bool {
        if !isCompressed, try size() < position.offset { return false }
        guard Fingerprint(try bytes(at: 0, count: position.head.count)) == position.head else { return false }
        return Fingerprint(try bytes(at: position.offset - position.tail.count, count: position.tail.count))
            == position.tail
    }

    /// Whether the text has just so many bytes.
    func ends(at length: Int) throws(JournalError) -> Bool {
        guard isCompressed else { return try size() == length }
        guard try seek(to: length) else { return false }
        return try bytes(at: length, count: 1).isEmpty && problem == nil
    }

    /// Whether the file still holds what was read of it. Emptying it takes that away, also when it was filled again
    /// since. Reading goes on where it was.
    func holds(head: [UInt8], tail: [UInt8], before end: Int) throws(JournalError) -> Bool {
        guard !isCompressed else { return true }
        let here = offset
        defer { offset = here }
        guard try size() >= end else { return false }
        guard try bytes(at: 0, count: head.count) == head else { return false }
        return try bytes(at: end - tail.count, count: tail.count) == tail
    }
}
