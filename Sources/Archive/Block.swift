/// Events on their way to the archive: JSON lines, and what the block's header will say of them.
package struct Block: Sendable {
    /// The machine whose events they are; names the directory.
    package var host: String
    /// JSON objects, each ended by a line feed.
    package var content: [UInt8] = []
    package var firstSeq: UInt64
    package var events: UInt32 = 0
    /// Microseconds since 1970 UTC: the earliest and the latest event's time.
    package var firstTime: UInt64 = .max
    package var lastTime: UInt64 = 0
    /// Where the source goes on after the last event.
    package var position: [UInt8] = []

    /// - Parameter firstSeq: number of the first event that will be added.
    package init(host: String, firstSeq: UInt64) {
        self.host = host
        self.firstSeq = firstSeq
    }

    package var lastSeq: UInt64 { firstSeq + UInt64(events) - 1 }

    /// Takes note of one more event, whose line was appended to `content`.
    package mutating func noteEvent(at time: UInt64) {
        events += 1
        firstTime = min(firstTime, time)
        lastTime = max(lastTime, time)
    }
}

extension BlockHeader {
    /// Compresses a block, or a seal when there is none, into a whole gzip member.
    /// - Parameter signing: the key for a seal, and the machine's directory name.
    /// - Returns: the member's bytes and, when it was signed, its signature.
    static func encode(
        _ block: Block?, nextSeq: UInt64, time: UInt64, position: [UInt8], previousHash: [UInt8], deflater: Deflater,
        signing: (key: SigningKey, machine: String)? = nil
    ) throws(ArchiveError) -> (member: [UInt8], signature: SealSignature?) {
        var header = BlockHeader()
        let content = block?.content ?? []
        header.isSeal = block == nil
        header.contentLength = UInt32(content.count)
        header.firstSeq = block?.firstSeq ?? nextSeq
        header.lastSeq = block?.lastSeq ?? nextSeq - 1
        header.firstTime = block?.firstTime ?? time
        header.lastTime = block?.lastTime ?? time
        header.events = block?.events ?? 0
        header.contentHash = SHA.hash(content)
        header.previousHash = previousHash
        header.position = Array(position.prefix(maximumPosition))
        if let signing {
            // Takes the place of the one that can be made when the length of all is known.
            header.signature = SealSignature(index: signing.key.index, publicKey: [], nextPublicKey: [])
        }
        let headerLength = header.headerLength
        var member: [UInt8] = []
        member.reserveCapacity(headerLength + content.count / 4 + 64)
        member.append(contentsOf: repeatElement(0, count: headerLength))
        try deflater.deflate(content, onto: &member)
        member.append(little: Deflater.checksum(content))
        member.append(little: UInt32(content.count))
        header.length = UInt32(member.count)
        if let signing { header.signature = try signing.key.sign(header, machine: signing.machine) }
        member.replaceSubrange(0..<headerLength, with: header.gzipHeader)
        return (member, header.signature)
    }

    /// The content of the block whose gzip member `bytes` is, checked against its length, CRC and hash.
    /// - Returns: nil when anything differs.
    package func content(of bytes: ArraySlice<UInt8>) -> [UInt8]? {
        guard bytes.count == Int(length), bytes.count >= headerLength + 8 else { return nil }
        let dataEnd = bytes.endIndex - 8
        let data = bytes[(bytes.startIndex + headerLength)..<dataEnd]
        guard bytes.little32(dataEnd + 4) == contentLength,
            let content = Inflater.inflate(data, length: Int(contentLength)),
            bytes.little32(dataEnd) == Deflater.checksum(content), SHA.hash(content) == contentHash
        else { return nil }
        return content
    }
}
