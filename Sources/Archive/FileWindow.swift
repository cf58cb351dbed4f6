/// A part of a file that was read ahead.
struct FileWindow {
    let file: File
    private var bytes: [UInt8] = []
    private var start = 0

    static let step = 1 << 20

    /// Bytes that are read at once when fewer are asked for.
    private let least: Int

    init(_ file: File, step: Int = Self.step) {
        self.file = file
        least = step
    }

    /// Up to `count` bytes at an offset; fewer at the end of the file.
    mutating func load(_ offset: Int, _ count: Int) throws(ArchiveError) -> ArraySlice<UInt8> {
        if offset < start || offset + count > start + bytes.count {
            bytes = try file.read(at: offset, count: max(count, least))
            start = offset
        }
        return bytes[(offset - start)...].prefix(count)
    }

    /// The header of the block that begins at an offset; nil when none does.
    /// - Parameter isExact: not a byte of it is free, it must be just as the exporter writes it.
    mutating func header(at offset: Int, isExact: Bool = true) throws(ArchiveError) -> BlockHeader? {
        var slice = try load(offset, 512)
        if slice.count == 512, let length = BlockHeader.expectedLength(slice), length > 512 {
            slice = try load(offset, min(length, BlockHeader.maximumLength))
        }
        guard let header = BlockHeader(gzip: slice), !isExact || slice.starts(with: header.gzipHeader) else {
            return nil
        }
        return header
    }
}
