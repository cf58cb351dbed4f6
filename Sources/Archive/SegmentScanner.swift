internal import Glibc

/// Reads a segment from its beginning to its end and checks all that it tells by itself.
struct SegmentScanner {
    var scan: SegmentScan
    let checker: BlockChecker
    private let anchors: [UInt64: [Anchor]]
    private let isCancelled: () -> Bool
    private let onBytes: (Int) -> Void
    /// Bytes that are done, and how many of them `onBytes` knows of.
    private var done = 0
    private var told = 0
    private var number = 0
    private var previous: ChainLink?
    private var lastPosition: [UInt8]?
    private var startTime: UInt64?
    private var lastAltered: Int?

    /// A segment with more findings than this is not read on.
    private static let maximumFindings = 1000
    /// More gaps or deletions of one segment are not listed.
    private static let maximumMarks = 100_000

    /// - Parameters:
    ///   - anchors: the machine's.
    ///   - isCancelled: asked before each block; what was found when it says so is worth nothing.
    ///   - onBytes: told how many more bytes are done.
    init(
        _ file: SegmentFile, checker: BlockChecker, anchors: [Anchor], isCancelled: @escaping () -> Bool,
        onBytes: @escaping (Int) -> Void
    ) {
        scan = SegmentScan(file)
        self.checker = checker
        self.anchors = Dictionary(grouping: anchors, by: \.seq)
        self.isCancelled = isCancelled
        self.onBytes = onBytes
    }

    mutating func run() -> SegmentScan {
        let path = scan.file.path
        do throws(ArchiveError) {
            var window = FileWindow(try File(reading: path))
            try read(&window)
        } catch {
            if error.isAbsence {
                scan.isGone = true
            } else {
                scan.isDamaged = true
                scan.find(.unreadable, "it cannot be read: \(error.problem)")
            }
        }
        onBytes(max(0, scan.file.size - told))
        return scan
    }

    private mutating func tell(_ bytes: Int) {
        done += bytes
        guard done - told >= 1 << 20 else { return }
        onBytes(done - told)
        told = done
    }

    private mutating func read(_ window: inout FileWindow) throws(ArchiveError) {
        let size = try window.file.size()
        guard size <= SegmentFile.maximumSize else {
            scan.isDamaged = true
            scan.find(.unreadable, "it is longer than any segment")
            return
        }
        var rescue = Rescue(size: size)
        var offset = 0
        while offset < size, !isCancelled() {
            number += 1
            guard scan.findings.count < Self.maximumFindings else {
                leaveEnd()
                findTooMuch(at: offset)
                return
            }
            if let length = try block(&window, at: offset, size: size) {
                offset += length
                tell(length)
                continue
            }
            guard let next = try self.next(&window, behind: offset, size: size, &rescue) else {
                let tail = try Tail(&window, at: offset, size: size, checker: checker)
                if tail.isTorn, scan.seal == nil {
                    scan.tornBytes = size - offset
                } else {
                    report(tail.code, at: offset, tail.text)
                    leaveEnd()
                }
                if rescue.hasGivenUp { findTooMuch(at: offset) }
                return
            }
            let tail = try Tail(&window, at: offset, size: next, checker: checker)
            report(tail.code, at: offset, tail.text)
            leaveEnd()
            tell(next - offset)
            offset = next
        }
    }

    private mutating func findTooMuch(at offset: Int) {
        scan.find(
            .tooMuchDamage, at: offset, block: number,
            "what follows was not looked at: there is too much damage")
    }

    /// Where the next block begins behind one that is damaged.
    private func next(
        _ window: inout FileWindow, behind offset: Int, size: Int, _ rescue: inout Rescue
    ) throws(ArchiveError) -> Int? {
        // Where only the inside is damaged, the next one stands where the header says.
        if let header = try window.header(at: offset) {
            let next = offset + Int(header.length)
            if try window.header(at: next) != nil { return next }
        }
        return try rescue.next(&window, from: offset + 1, end: size, isExact: true) { header, member in
            // The search may be long; when nobody waits for it, any end of it is right.
            if isCancelled() { return true }
            if case .damaged = checker.check(header, member, onMark: { _ in }) { return false }
            return true
        }
    }

    private mutating func report(_ code: Verifier.Code, at offset: Int, _ text: String) {
        let seq = previous.map { $0.lastSeq &+ 1 }
        if scan.seal != nil {
            // Whatever it is: nothing belongs there.
            scan.find(.dataBehindSeal, at: offset, block: number, seq: seq, "there are bytes behind the seal")
        } else {
            scan.find(code, at: offset, block: number, seq: seq, "block \(number): \(text)")
        }
    }

    /// What comes next cannot be compared with what came before.
    private mutating func leaveEnd() {
        decide(confirmed: nil)
        scan.isDamaged = true
        scan.last = nil
        scan.seal = nil
        previous = nil
        lastPosition = nil
    }

    /// Checks the block at an offset.
    /// - Returns: its length; nil when there is none, or a damaged one.
    private mutating func block(_ window: inout FileWindow, at offset: Int, size: Int) throws(ArchiveError) -> Int? {
        guard let header = try window.header(at: offset) else { return nil }
        let length = Int(header.length)
        guard offset + length <= size else { return nil }
        let member = try window.load(offset, length)
        guard member.count == length else { return nil }
        var marks: [LineMark] = []
        // A small block can uncompress to a great many.
        switch checker.check(header, member, onMark: { if marks.count < Self.maximumMarks { marks.append($0) } }) {
        case nil: break
        case .wrongSeq(let seq, let text):
            // A whole block with a wrong inside: what follows it is where it should be.
            scan.find(.wrongSeq, at: offset, block: number, seq: seq, "block \(number): \(text)")
            leaveEnd()
            return length
        case .damaged: return nil
        }
        guard header.lastSeq == header.firstSeq &+ UInt64(header.events) &- 1, header.isSeal == (header.events == 0)
        else {
            scan.find(
                .wrongSeq, at: offset, block: number, seq: header.firstSeq,
                "block \(number): its header names other numbers than it has events")
            leaveEnd()
            return length
        }
        let link = ChainLink(number: number, offset: offset, header: header, hash: SHA.hash(member))
        follow(link, header)
        note(marks)
        return length
    }
}

extension SegmentScanner {
    /// Takes a block that is right by itself into the chain.
    private mutating func follow(_ link: ChainLink, _ header: BlockHeader) {
        if let previous {
            if number == 2 { scan.isFirstConfirmed = link.previousHash == previous.hash }
            decide(confirmed: link.previousHash == previous.hash)
            let joint = previous.joint(to: link)
            if let finding = scan.finding(of: joint, link) { scan.findings.append(finding) }
            if joint == .altered { scan.undecided = (previous, link) }
            if previous.isSeal {
                scan.find(
                    .dataBehindSeal, at: link.offset, block: number, seq: link.firstSeq,
                    "block \(number) stands behind the seal")
            }
        }
        if number == 1 {
            scan.first = link
            startTime = header.firstTime
            checkName(header)
        }
        if header.isSeal { checkSeal(link, header) }
        for anchor in anchors[link.lastSeq] ?? [] where anchor.hash == link.hash { scan.anchors.insert(anchor) }
        scan.blocks += 1
        scan.events += UInt64(header.events)
        scan.firstTime = min(scan.firstTime, header.firstTime)
        scan.lastTime = max(scan.lastTime, header.lastTime)
        scan.seal = header.isSeal ? header : nil
        scan.last = link
        previous = link
        lastPosition = header.position
    }

    /// Says which of two blocks that do not fit was altered.
    /// - Parameter confirmed: whether the block behind them carries the hash of the second; nil: there is none.
    private mutating func decide(confirmed: Bool?) {
        guard let (before, after) = scan.undecided else { return }
        scan.undecided = nil
        let altered = confirmed == false ? after : before
        guard lastAltered != altered.number else { return }
        lastAltered = altered.number
        scan.findings.append(scan.altered(altered))
    }

    /// A seal repeats what is known anyway.
    private mutating func checkSeal(_ link: ChainLink, _ header: BlockHeader) {
        guard number > 1 else {
            scan.find(.wrongSeal, at: link.offset, block: number, "a seal stands at the beginning")
            return
        }
        guard !scan.isDamaged, let lastPosition, let startTime else { return }
        guard header.position == lastPosition, header.firstTime == startTime, header.lastTime == startTime else {
            scan.find(
                .wrongSeal, at: link.offset, block: number, seq: header.lastSeq,
                "the seal names another source position or time than the blocks before it")
            return
        }
    }

    private mutating func checkName(_ header: BlockHeader) {
        let name = Segment.name(firstSeq: header.firstSeq)
        if !scan.file.path.hasSuffix("/" + name), scan.file.path != name {
            scan.find(
                .misnamed, at: 0, block: 1, seq: header.firstSeq,
                "it begins with event \(header.firstSeq) and should be named \(name)")
        }
        if scan.file.isMisplaced {
            scan.find(
                .misnamed, at: 0, block: 1, seq: header.firstSeq,
                "it lies in no directory dt=…/host=…, where who reads the archive looks")
        }
        let day = Int(header.firstTime / Day.microseconds)
        if let partition = scan.file.day, partition != day, day < 1 << 24 {
            scan.find(
                .misnamed, at: 0, block: 1, seq: header.firstSeq,
                "it begins on \(Day(number: day)) and lies in the directory of another day")
        }
    }

    private mutating func note(_ marks: [LineMark]) {
        for mark in marks {
            switch mark {
            case .gap(let seq, let entries):
                guard scan.gaps.count < Self.maximumMarks else { continue }
                scan.gaps.append(Verifier.Gap(path: scan.file.path, seq: seq, entries: entries))
            case .tombstone(var tombstone):
                guard scan.tombstones.count < Self.maximumMarks else { continue }
                tombstone.path = scan.file.path
                scan.tombstones.append(tombstone)
            }
        }
    }
}
