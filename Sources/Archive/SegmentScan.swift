/// A block as the chain sees it.
struct ChainLink: Sendable, Equatable {
    /// Number in its segment, from 1.
    let number: Int
    let offset: Int
    let firstSeq: UInt64
    let lastSeq: UInt64
    let isSeal: Bool
    let previousHash: [UInt8]
    let hash: [UInt8]

    init(number: Int, offset: Int, header: BlockHeader, hash: [UInt8]) {
        self.number = number
        self.offset = offset
        firstSeq = header.firstSeq
        lastSeq = header.lastSeq
        isSeal = header.isSeal
        previousHash = header.previousHash
        self.hash = hash
    }

    /// How a block stands to the one before it.
    enum Joint: Equatable {
        case fits
        /// Events are missing between the two.
        case missing(ClosedRange<UInt64>)
        /// Events come again, or late.
        case repeated
        /// The numbers fit, and one of the two is not what it was.
        case altered
    }

    func joint(to next: ChainLink) -> Joint {
        let expected = lastSeq &+ 1
        if next.firstSeq > expected { return .missing(expected...(next.firstSeq - 1)) }
        if next.firstSeq < expected { return .repeated }
        return next.previousHash == hash ? .fits : .altered
    }
}

/// What one segment tells when it is looked at alone.
struct SegmentScan: Sendable {
    let file: SegmentFile
    var findings: [Verifier.Finding] = []
    /// The first and the last block, unless what stands there is damaged.
    var first: ChainLink?
    var last: ChainLink?
    /// Whether the second block carries the hash of the first; nil when there is no second.
    var isFirstConfirmed: Bool?
    /// The last two blocks do not fit; which of them was altered, what follows tells.
    var undecided: (before: ChainLink, after: ChainLink)?
    /// The last block's header, when it is a seal.
    var seal: BlockHeader?
    var blocks = 0
    var events: UInt64 = 0
    var firstTime: UInt64 = .max
    var lastTime: UInt64 = 0
    /// Bytes at the end that look like a block that was not written to its end.
    var tornBytes = 0
    /// There was damage; what a block says of those before it may not be compared.
    var isDamaged = false
    var gaps: [Verifier.Gap] = []
    var tombstones: [Verifier.Tombstone] = []
    var anchors: Set<Anchor> = []
    /// Deleted since it was listed.
    var isGone = false

    init(_ file: SegmentFile) { self.file = file }

    /// Adds a finding in this segment.
    mutating func find(
        _ code: Verifier.Code, at offset: Int? = nil, block: Int? = nil, seq: UInt64? = nil, _ text: String
    ) {
        findings.append(finding(code, at: offset, block: block, seq: seq, text))
    }

    func finding(
        _ code: Verifier.Code, at offset: Int? = nil, block: Int? = nil, seq: UInt64? = nil, _ text: String
    ) -> Verifier.Finding {
        Verifier.Finding(
            code: code, machine: file.host, path: file.path, offset: offset, block: block, seq: seq, text: text)
    }

    /// That a block is not the one to which the block behind it was chained.
    func altered(_ link: ChainLink) -> Verifier.Finding {
        finding(
            .altered, at: link.offset, block: link.number, seq: link.firstSeq,
            "block \(link.number) was changed: the chain of hashes breaks there")
    }

    /// What is wrong between a block of this segment and what comes before it; nil when it is nothing, or when either
    /// of the two may be the one that was altered.
    func finding(of joint: ChainLink.Joint, _ link: ChainLink) -> Verifier.Finding? {
        switch joint {
        case .fits, .altered: nil
        case .missing(let range):
            finding(
                .missingEvents, at: link.offset, block: link.number, seq: range.lowerBound,
                "the events \(range.lowerBound) to \(range.upperBound) are missing before block \(link.number)")
        case .repeated:
            finding(
                .repeatedEvents, at: link.offset, block: link.number, seq: link.firstSeq,
                "block \(link.number) begins with event \(link.firstSeq), which was there before it, or stands in the "
                    + "wrong place")
        }
    }
}
