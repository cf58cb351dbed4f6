internal import Glibc

/// What the header of a journal file says of its entries (https://systemd.io/JOURNAL_FILE_FORMAT/).
struct FileHeader {
    /// Numbers of two files can be compared only where this is the same.
    var sequenceID: [UInt8]
    var entries: UInt64
    var firstSequence: UInt64
    var lastSequence: UInt64
    /// Nothing will be added.
    var isArchived: Bool

    /// Reads a file's header; nil when it has none.
    init?(path: String) {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        self.init(descriptor: descriptor)
    }

    /// Reads an open file's header; nil when it has none.
    init?(descriptor: Int32) {
        var bytes = [UInt8](repeating: 0, count: 208)
        let count = unsafe bytes.withUnsafeMutableBytes { unsafe pread(descriptor, $0.baseAddress, $0.count, 0) }
        guard count == bytes.count, bytes.starts(with: "LPKSHHRH".utf8) else { return nil }
        func number(_ offset: Int) -> UInt64 {
            (0..<8).reduce(0) { $0 | UInt64(bytes[offset + $1]) << UInt64(8 * $1) }
        }
        sequenceID = Array(bytes[72..<88])
        isArchived = bytes[16] == 2
        entries = number(152)
        lastSequence = number(160)
        firstSequence = number(168)
    }

    /// The entries of all files together; nil where files overlap, as copies do: libsystemd leaves the second out.
    static func entries(of paths: [String]) -> UInt64? {
        let headers = paths.compactMap { FileHeader(path: $0) }.filter { $0.entries > 0 }.sorted {
            ($0.sequenceID.description, $0.firstSequence) < ($1.sequenceID.description, $1.firstSequence)
        }
        for (before, after) in zip(headers, headers.dropFirst())
        where before.sequenceID == after.sequenceID && after.firstSequence <= before.lastSequence {
            return nil
        }
        var sum: UInt64 = 0
        for header in headers {
            let (next, overflow) = sum.addingReportingOverflow(header.entries)
            if overflow { return nil }
            sum = next
        }
        return sum
    }
}
