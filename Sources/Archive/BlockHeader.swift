/// What a block says of itself, in its gzip header's extra field (RFC 1952 section 2.3.1.1).
///
/// The subfield `CX` holds, in little-endian order as everything in gzip: version (1 byte), flags (1), reserved (2),
/// length of the whole gzip member (4), length of the content (4), first and last `seq` (8 each), first and last
/// time in microseconds since 1970 UTC (8 each), number of events (4), SHA-256 of the content (32), SHA-256 of the gzip
/// member before (32), length of the source position (2), the source position. The signature of a seal follows:
/// `SealSignature`.
package struct BlockHeader: Sendable, Equatable {
    /// The last block of a segment to which nothing will be added; it has no events.
    package var isSeal = false
    /// Length of the gzip member, this header included.
    package var length: UInt32 = 0
    package var contentLength: UInt32 = 0
    package var firstSeq: UInt64 = 0
    package var lastSeq: UInt64 = 0
    /// Microseconds since 1970 UTC: the earliest and the latest event's time.
    package var firstTime: UInt64 = 0
    package var lastTime: UInt64 = 0
    package var events: UInt32 = 0
    /// SHA-256 of the uncompressed content.
    package var contentHash: [UInt8] = .init(repeating: 0, count: 32)
    /// SHA-256 of the whole gzip member before, over all segments; zeros for the first block of an archive.
    package var previousHash: [UInt8] = .init(repeating: 0, count: 32)
    /// Where the source goes on after this block; opaque to the archive.
    package var position: [UInt8] = []
    /// Only seals have one.
    package var signature: SealSignature?

    static let version: UInt8 = 1
    static let fixedLength = 114
    static let maximumPosition = 60_000
    /// No content and no gzip member of the exporter's is nearly so long: what a header says beyond that is not true,
    /// and nobody makes room for it.
    static let maximumContent = 64 << 20
    static let maximumMember = maximumContent + (1 << 20)
    /// Bytes of the gzip header before the extra field's content.
    static let gzipPrefix = 12
    /// No gzip header is longer.
    static let maximumLength = gzipPrefix + 4 + fixedLength + maximumPosition + SealSignature.fieldLength
    /// Bytes of a gzip header with neither position nor signature.
    static let minimumLength = gzipPrefix + 4 + fixedLength

    /// Length of the gzip header with this extra field.
    var headerLength: Int {
        Self.minimumLength + position.count + (signature == nil ? 0 : SealSignature.fieldLength)
    }

    /// The subfield's content.
    package var encoded: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Self.fixedLength + position.count)
        bytes.append(Self.version)
        bytes.append(isSeal ? 1 : 0)
        bytes.append(contentsOf: [0, 0])
        bytes.append(little: length)
        bytes.append(little: contentLength)
        bytes.append(little: firstSeq)
        bytes.append(little: lastSeq)
        bytes.append(little: firstTime)
        bytes.append(little: lastTime)
        bytes.append(little: events)
        bytes += contentHash
        bytes += previousHash
        bytes.append(little: UInt16(position.count))
        bytes += position
        return bytes
    }

    /// The gzip header, up to where the compressed data begins.
    var gzipHeader: [UInt8] {
        let subfield = encoded
        var bytes = Self.magic
        bytes.append(little: UInt16(headerLength - Self.gzipPrefix))
        bytes += [UInt8(ascii: "C"), UInt8(ascii: "X")]
        bytes.append(little: UInt16(subfield.count))
        return bytes + subfield + (signature?.field ?? [])
    }

    package init() {}

    /// Reads the header of a block that begins with `bytes`, which may be more than the header.
    /// - Returns: nil when they do not begin a block of this archive, or end before the header does.
    package init?(gzip bytes: ArraySlice<UInt8>) {
        let start = bytes.startIndex
        guard bytes.count >= Self.minimumLength,
            bytes[start] == 0x1F, bytes[start + 1] == 0x8B, bytes[start + 2] == 8, bytes[start + 3] == 4,
            bytes[start + 12] == UInt8(ascii: "C"), bytes[start + 13] == UInt8(ascii: "X")
        else { return nil }
        let extraLength = Int(bytes.little16(start + 10))
        let length = Int(bytes.little16(start + 14))
        let field = start + 16
        let rest = extraLength - length - 4
        guard rest == 0 || rest == SealSignature.fieldLength, length >= Self.fixedLength,
            bytes[field] == Self.version
        else { return nil }
        guard bytes[field + 1] <= 1, bytes[field + 2] == 0, bytes[field + 3] == 0 else { return nil }
        isSeal = bytes[field + 1] == 1
        self.length = bytes.little32(field + 4)
        contentLength = bytes.little32(field + 8)
        firstSeq = bytes.little64(field + 12)
        lastSeq = bytes.little64(field + 20)
        firstTime = bytes.little64(field + 28)
        lastTime = bytes.little64(field + 36)
        events = bytes.little32(field + 44)
        contentHash = Array(bytes[(field + 48)..<(field + 80)])
        previousHash = Array(bytes[(field + 80)..<(field + 112)])
        let positionLength = Int(bytes.little16(field + 112))
        guard positionLength == length - Self.fixedLength, bytes.endIndex >= field + length + rest,
            Int(self.length) >= Self.gzipPrefix + extraLength + 8, Int(self.length) <= Self.maximumMember,
            Int(contentLength) <= Self.maximumContent
        else { return nil }
        position = Array(bytes[(field + 114)..<(field + 114 + positionLength)])
        guard rest > 0 else { return }
        let signatureField = bytes[(field + length)..<(field + length + rest)]
        guard isSeal, let signature = SealSignature(field: signatureField) else { return nil }
        self.signature = signature
    }
}

extension [UInt8] {
    mutating func append<Integer: FixedWidthInteger>(little value: Integer) {
        var rest = value
        for _ in 0..<(Integer.bitWidth / 8) {
            append(UInt8(truncatingIfNeeded: rest))
            rest >>= 8
        }
    }
}

extension ArraySlice<UInt8> {
    func little16(_ index: Int) -> UInt16 { UInt16(self[index]) | UInt16(self[index + 1]) << 8 }
    func little32(_ index: Int) -> UInt32 {
        (0..<4).reduce(0) { $0 | UInt32(self[index + $1]) << UInt32(8 * $1) }
    }
    func little64(_ index: Int) -> UInt64 {
        (0..<8).reduce(0) { $0 | UInt64(self[index + $1]) << UInt64(8 * $1) }
    }
}
