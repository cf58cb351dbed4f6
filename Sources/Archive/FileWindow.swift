/// A part of a file that was read ahead.
struct FileWindow {
    let file: File
    private var bytes: [UInt8] = []
    private var start = 0

    /// Bytes that are read at once.
    static let step = 1 << 20
    /// No gzip member of the exporter's is nearly so long.
    static let maximumMember = BlockChecker.maximumContent + (1 << 20)

    init(_ file: File) { self.file = file }

    /// Up to `count` bytes at an offset; fewer at the end of the file.
    mutating func load(_ offset: Int, _ count: Int) throws(ArchiveError) -> ArraySlice<UInt8> {
        if offset < start || offset + count > start + bytes.count {
            bytes = try file.read(at: offset, count: max(count, Self.step))
            start = offset
        }
        return bytes[(offset - start)...].prefix(count)
    }

    /// The header of the block that begins at an offset; nil when none does. Not a byte of it is free: it is just as
    /// the exporter writes it.
    mutating func header(at offset: Int) throws(ArchiveError) -> BlockHeader? {
        var slice = try load(offset, 512)
        if slice.count == 512, let length = BlockHeader.expectedLength(slice), length > 512 {
            slice = try load(offset, min(length, BlockHeader.maximumLength))
        }
        guard let header = BlockHeader(gzip: slice), slice.starts(with: header.gzipHeader) else { return nil }
        return header
    }
}

/// Finds the next whole block behind damage, and gives up when that takes too long: a hostile file can pretend a great
/// many of them.
struct Rescue {
    private(set) var hasGivenUp = false
    /// Bytes that may still be looked at in vain.
    private var budget: Int

    init(size: Int) { budget = 4 * size + (256 << 20) }

    mutating func next(
        _ window: inout FileWindow, behind offset: Int, checker: BlockChecker
    ) throws(ArchiveError) -> Int? {
        // Where only the inside is damaged, the next one stands where the header says.
        if let header = try window.header(at: offset), Int(header.length) <= FileWindow.maximumMember {
            let next = offset + Int(header.length)
            if try window.header(at: next) != nil { return next }
        }
        var position = offset + 1
        while true {
            let bytes = try window.load(position, FileWindow.step)
            guard bytes.count >= 4 else { return nil }
            guard let found = Self.magic(in: bytes) else {
                position += bytes.count - 3
                continue
            }
            position += found
            if try isBlock(&window, at: position, checker: checker) { return position }
            if hasGivenUp { return nil }
            position += 1
        }
    }

    private mutating func isBlock(
        _ window: inout FileWindow, at offset: Int, checker: BlockChecker
    ) throws(ArchiveError) -> Bool {
        guard let header = try window.header(at: offset), Int(header.length) <= FileWindow.maximumMember else {
            return false
        }
        budget -= FileWindow.step + Int(header.length) + min(Int(header.contentLength), BlockChecker.maximumContent)
        guard budget > 0 else {
            hasGivenUp = true
            return false
        }
        let member = try window.load(offset, Int(header.length))
        guard member.count == Int(header.length) else { return false }
        switch checker.check(header, member, onMark: { _ in }) {
        case nil, .wrongSeq: return true
        case .damaged: return false
        }
    }

    /// Where a gzip header with an extra field may begin, counted from the slice's beginning.
    private static func magic(in bytes: ArraySlice<UInt8>) -> Int? {
        unsafe bytes.withUnsafeBufferPointer { bytes in
            var index = 0
            while index + 4 <= bytes.count {
                if unsafe bytes[index] == 0x1F, unsafe bytes[index + 1] == 0x8B, unsafe bytes[index + 2] == 8,
                    unsafe bytes[index + 3] == 4
                {
                    return index
                }
                index += 1
            }
            return nil
        }
    }
}
