internal import Archive

/// Blocks of one segment that a worker reads at once.
struct Batch: Sendable {
    let segment: SegmentReader
    var blocks: [BlockSpan] = []
    /// The segment is the machine's last one that is known, and no block comes behind these.
    var isAtEnd = false

    /// The earliest and the latest time in it, by the headers.
    var firstTime: UInt64 { blocks.reduce(.max) { min($0, $1.firstTime) } }
    var lastTime: UInt64 { blocks.reduce(0) { max($0, $1.lastTime) } }
}

/// The segments of a machine, those too that a search leaves out by their days: only asked for where numbers are missing.
final class OtherSegments {
    private let archive: String
    private let machine: String
    private var seqs: Set<UInt64>?

    init(_ archive: String, _ machine: String) {
        self.archive = archive
        self.machine = machine
    }

    /// Whether one of them begins with a number.
    func begin(with seq: UInt64) -> Bool {
        if seqs == nil {
            let found = try? ArchiveContents.segments(archive, machines: [machine])[machine]
            seqs = Set(found?.map(\.seq) ?? [])
        }
        return seqs?.contains(seq) ?? false
    }
}

/// Goes through the headers of one machine's segments and picks the blocks that can match.
struct MachineWalk {
    private let query: Query
    private let batchBytes: Int
    /// Whether no segment comes behind those known; asked only where it matters.
    private let endsArchive: () -> Bool
    /// Segments that are not searched, as nothing in them can match.
    private let others: OtherSegments
    private var places: [SegmentPlace]
    /// The segment that is read, in `places`.
    private var index = 0
    private var segment: SegmentReader?
    private var window = SegmentReader.Window()
    private var offset = 0
    /// The last number before `offset`; nil when that is not known.
    private var lastSeq: UInt64?
    /// What comes next is behind damage, the last of `problems`: the numbers between are those that it had.
    private var isBehindDamage = false
    /// What comes next is the first that is there, and `lastSeq` the one behind which the search begins.
    private var isBehindDeleted = false
    private var isSealed = false
    /// Blocks that begin behind this number came after the search began, and are left to who follows.
    var seqLimit: UInt64?
    /// Segments that come behind those known were left out.
    private var isTrimmed = false
    /// Where the open segment ended with a block that was not whole; said once.
    private var tornAt: Int?
    /// In reverse: the first number of the segment that was read before.
    private var seqAbove: UInt64?
    private(set) var problems: [SearchProblem] = []
    private(set) var statistics = SearchStatistics()

    init(
        _ places: [SegmentPlace], _ query: Query, batchBytes: Int, others: OtherSegments,
        endsArchive: @escaping () -> Bool
    ) {
        self.query = query
        self.others = others
        self.endsArchive = endsArchive
        self.places = places
        self.batchBytes = batchBytes
        skipBySeq()
    }

    /// The names of segments tell which events they have.
    private mutating func skipBySeq() {
        guard let seqs = query.seqs else { return }
        while index + 1 < places.count, places[index + 1].seq <= seqs.lowerBound { index += 1 }
        if query.tellsDeleted, seqs.lowerBound > 0, places.first.map({ $0.seq > seqs.lowerBound }) ?? true {
            lastSeq = seqs.lowerBound - 1
            isBehindDeleted = true
        }
        if let end = places.firstIndex(where: { $0.seq > seqs.upperBound }) {
            places.removeSubrange(max(end, index)...)
            isTrimmed = true
        }
    }

    /// The day of the newest partition among them, days since 1970-01-01.
    var newestDay: Int { places.reduce(0) { max($0, $1.day) } }

    /// Adds segments that are newer than those known.
    mutating func add(_ newer: [SegmentPlace]) {
        let known = places.last?.seq
        places += newer.filter { place in known.map { place.seq > $0 } ?? true }
    }

    mutating func takeProblems() -> [SearchProblem] {
        defer { problems = [] }
        return problems
    }

    /// The next blocks that can match, in the order of the archive.
    /// - Returns: nil at the end of what is there now; more may come to an open segment.
    mutating func next() -> Batch? {
        while index < places.count {
            do throws(ArchiveError) {
                let segment = try open(places[index].path)
                if let batch = try read(segment) { return batch }
                guard index + 1 < places.count else {
                    if isSealed { leave() }
                    return nil
                }
                leave()
            } catch {
                // A segment that retention has removed meanwhile is one too: its events are not shown.
                problems.append(
                    SearchProblem(kind: .unreadable("\(error)"), path: places[index].path, seqs: seqs(of: index)))
                lastSeq = nil
                leave()
            }
        }
        return nil
    }

    /// The numbers that a segment has, as far as the names tell; nil for the last one.
    private func seqs(of index: Int) -> ClosedRange<UInt64>? {
        guard index + 1 < places.count, places[index + 1].seq > places[index].seq else { return nil }
        return places[index].seq...places[index + 1].seq - 1
    }

    private mutating func open(_ path: String) throws(ArchiveError) -> SegmentReader {
        if let segment { return segment }
        let opened = try SegmentReader(path)
        segment = opened
        offset = 0
        isSealed = false
        window = SegmentReader.Window()
        statistics.segments += 1
        return opened
    }

    private mutating func leave() {
        statistics.headerReads += window.reads
        window.reads = 0
        segment = nil
        isBehindDamage = false
        index += 1
    }

    private mutating func read(_ segment: SegmentReader) throws(ArchiveError) -> Batch? {
        var batch = Batch(segment: segment)
        var bytes = 0
        let size = try segment.size()
        let isLast = index + 1 == places.count && !isTrimmed
        while true {
            switch try segment.step(at: offset, size: size, &window) {
            case .block(let block):
                statistics.headers += 1
                noteSeqs(of: block, segment.path)
                offset = block.end
                isSealed = block.isSeal
                guard canMatch(block) else { continue }
                batch.blocks.append(block)
                bytes += block.contentLength
                if bytes >= batchBytes { return batch }
            case .damage(let next):
                problems.append(
                    SearchProblem(kind: .damagedBytes(next - offset), path: segment.path, offset: offset))
                isBehindDamage = true
                offset = next
            case .torn(let count):
                // Of a segment that others follow, or that was sealed, nothing is being written.
                let isDamage = !isLast || isSealed || !endsArchive()
                if isDamage || tornAt != offset {
                    problems.append(
                        SearchProblem(
                            kind: isDamage ? .damagedBytes(count) : .unfinished, path: segment.path, offset: offset))
                }
                if isDamage { lastSeq = nil } else { tornAt = offset }
                batch.isAtEnd = isLast && !isSealed
                return batch.blocks.isEmpty ? nil : batch
            case .end:
                batch.isAtEnd = isLast && !isSealed
                return batch.blocks.isEmpty ? nil : batch
            }
        }
    }

    private mutating func noteSeqs(of block: BlockSpan, _ path: String) {
        defer { (isBehindDamage, isBehindDeleted) = (false, false) }
        if isBehindDamage, let lastSeq, lastSeq < .max, block.firstSeq > lastSeq + 1, let last = problems.indices.last {
            problems[last].seqs = lastSeq + 1...block.firstSeq - 1
        } else if let lastSeq, lastSeq < .max, block.firstSeq > lastSeq + 1, !others.begin(with: lastSeq + 1) {
            problems.append(
                SearchProblem(
                    kind: isBehindDeleted ? .deletedEvents : .missingEvents, path: path, offset: block.offset,
                    seqs: lastSeq + 1...block.firstSeq - 1))
        }
        lastSeq = block.lastSeq
    }

    private func canMatch(_ block: BlockSpan) -> Bool {
        guard !block.isEmpty else { return false }
        if let seqLimit, block.firstSeq > seqLimit { return false }
        if let since = query.since, block.lastTime < since { return false }
        if let until = query.until, block.firstTime >= until { return false }
        if let seqs = query.seqs, block.lastSeq < seqs.lowerBound || block.firstSeq > seqs.upperBound { return false }
        return true
    }
}

extension MachineWalk {
    /// The blocks of the newest segment that was not read yet, the newest batch last; nil when there is no more.
    mutating func previousSegment() -> [Batch]? {
        guard places.count > index, let place = places.popLast() else { return nil }
        let (above, isOpenEnd) = (seqAbove, isAtOpenEnd)
        var query = query
        query.tellsDeleted = false
        var walk = MachineWalk([place], query, batchBytes: batchBytes, others: others) { above == nil && isOpenEnd }
        walk.seqLimit = seqLimit
        var batches: [Batch] = []
        while let batch = walk.next() { batches.append(batch) }
        for index in batches.indices where index + 1 < batches.count { batches[index].isAtEnd = false }
        problems += walk.takeProblems()
        if let above, let last = walk.lastSeq, last < .max, above > last + 1, !others.begin(with: last + 1) {
            problems.append(SearchProblem(kind: .missingEvents, path: place.path, seqs: last + 1...above - 1))
        }
        seqAbove = place.seq
        statistics.add(walk.finished())
        return batches
    }

    /// Passes by all that is there now.
    /// - Returns: the number of the last event; nil when there is none.
    mutating func skipToEnd() -> UInt64? {
        guard !places.isEmpty else { return nil }
        index = places.count - 1
        let first = places[index].seq
        // Nothing matches, but the headers are read.
        seqLimit = 0
        _ = next()
        seqLimit = nil
        // What is wrong there is told by who reads it.
        problems = []
        tornAt = nil
        return lastSeq ?? (first > 0 ? first - 1 : nil)
    }

    /// Whether a bad block at the end of what is known may be one that was not finished.
    var isAtOpenEnd: Bool { !isTrimmed && endsArchive() }

    /// What was read, the open segment's reads included.
    func finished() -> SearchStatistics {
        var statistics = statistics
        statistics.headerReads += window.reads
        return statistics
    }
}

extension SearchStatistics {
    mutating func add(_ other: SearchStatistics) {
        matches += other.matches
        segments += other.segments
        headers += other.headers
        headerReads += other.headerReads
        blocks += other.blocks
        bytes += other.bytes
    }
}
