/// What stands where no whole block does.
struct Tail {
    /// It looks like a block that a crash or a power cut did not let be written to its end.
    private(set) var isTorn = false
    private(set) var code = Verifier.Code.damagedBlock
    private(set) var text = "it is damaged"

    /// - Parameter size: where the bytes end that are in question.
    init(_ window: inout FileWindow, at offset: Int, size: Int, checker: BlockChecker) throws(ArchiveError) {
        let rest = size - offset
        guard let header = try window.header(at: offset) else {
            let bytes = try window.load(offset, min(rest, BlockHeader.maximumLength))
            if bytes.allSatisfy({ $0 == 0 }), rest <= BlockHeader.maximumMember {
                isTorn = try window.load(offset, rest).allSatisfy { $0 == 0 }
            }
            if !isTorn { isTorn = BlockHeader.isBeginning(bytes) && bytes.count == rest }
            let isBlock = bytes.starts(with: BlockHeader.magic)
            code = isTorn ? .truncated : isBlock ? .damagedHeader : .foreignBytes
            text = isTorn ? "it is cut off" : isBlock ? "its header is damaged" : "there are bytes that are no block"
            return
        }
        let length = Int(header.length)
        guard length <= rest else {
            let data = try window.load(offset, rest).dropFirst(header.headerLength)
            if checker.endsEarly(data) {
                text = "its header names a wrong length"
            } else {
                isTorn = true
                code = .truncated
                text = "it is cut off"
            }
            return
        }
        let member = try window.load(offset, length)
        if case .damaged(let problem) = checker.check(header, member, onMark: { _ in }) { text = problem }
        // A file's length may be on the disk before its data are.
        isTorn = length == rest && member.suffix(8).allSatisfy { $0 == 0 } && !header.isSeal
    }
}

extension BlockHeader {
    /// ID, deflate, FEXTRA, no time, no extra flags, Unix.
    static let magic: [UInt8] = [0x1F, 0x8B, 8, 4, 0, 0, 0, 0, 0, 3]

    /// Length of the gzip header that begins here, by its own word; nil when that is not there.
    static func expectedLength(_ bytes: ArraySlice<UInt8>) -> Int? {
        guard bytes.count >= gzipPrefix, bytes.starts(with: magic) else { return nil }
        return gzipPrefix + Int(bytes.little16(bytes.startIndex + 10))
    }

    /// Whether these are the first bytes of a header, which is longer than they are.
    static func isBeginning(_ bytes: ArraySlice<UInt8>) -> Bool {
        let start = bytes.startIndex
        guard bytes.prefix(magic.count).elementsEqual(magic.prefix(bytes.count)) else { return false }
        guard let length = expectedLength(bytes) else { return true }
        guard bytes.count < length,
            bytes.count < 14 || bytes[(start + 12)..<(start + 14)].elementsEqual(Array("CX".utf8))
        else { return false }
        guard bytes.count >= 16 else { return true }
        let field = Int(bytes.little16(start + 14))
        let signature = length - gzipPrefix - 4 - field
        guard field >= fixedLength, signature == 0 || signature == SealSignature.fieldLength else { return false }
        guard bytes.count >= minimumLength else { return true }
        return Int(bytes.little16(start + 16 + 112)) == field - fixedLength
    }
}
