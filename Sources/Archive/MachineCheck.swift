/// Checks how one machine's segments follow each other.
struct MachineCheck {
    private(set) var machine: Verifier.Machine
    private(set) var findings: [Verifier.Finding] = []
    private let scans: [SegmentScan]
    private let book: SealBook
    private let anchors: [Anchor]
    /// There are segments that came while the others were read.
    private let isGrowing: Bool
    /// The seals of its deleted segments, by their last event: there may be as many anchors for them.
    private let kept: [UInt64: [SignedSeal]]
    private let foundAnchors: Set<Anchor>
    /// What was deleted by rule ends with this event; 0: nothing was.
    private var deletedThrough: UInt64 = 0

    init(_ name: String, _ scans: [SegmentScan], _ book: SealBook, anchors: [Anchor], isGrowing: Bool) {
        machine = Verifier.Machine(name: name)
        self.scans = scans
        self.book = book
        self.anchors = anchors
        self.isGrowing = isGrowing
        kept = Dictionary(grouping: book.kept(name), by: \.lastSeq)
        foundAnchors = scans.reduce(into: []) { $0.formUnion($1.anchors) }
    }

    mutating func run() {
        for (index, scan) in scans.enumerated() {
            let next = index + 1 < scans.count ? scans[index + 1] : nil
            if index == 0 { checkBeginning(scan) } else { checkJoint(scans[index - 1], scan) }
            findings += scan.findings
            checkEnd(scan, next: next)
            count(scan)
        }
        checkKept()
        checkSigned()
        for anchor in anchors { check(anchor) }
    }

    private mutating func count(_ scan: SegmentScan) {
        machine.segments += 1
        machine.blocks += scan.blocks
        machine.events += scan.events
        machine.bytes += scan.file.size
        machine.gaps += scan.gaps
        machine.tombstones += scan.tombstones
        machine.firstSeq = machine.firstSeq ?? scan.first?.firstSeq
        machine.lastSeq = scan.last?.lastSeq ?? machine.lastSeq
        if scan.blocks > 0 {
            machine.firstTime = min(machine.firstTime ?? .max, scan.firstTime)
            machine.lastTime = max(machine.lastTime ?? 0, scan.lastTime)
        }
        guard scan.seal != nil, let last = scan.last else { return }
        machine.sealed += 1
        if book.isValid(scan) == true { machine.signed += 1 }
        machine.lastSeal = Anchor(machine: machine.name, seq: last.lastSeq, hash: last.hash)
    }

    /// The oldest segments may have gone by rule: an event further on tells which, and by their last hash that the
    /// chain goes on behind them.
    private mutating func checkBeginning(_ scan: SegmentScan) {
        guard let first = scan.first else { return }
        let zeros = [UInt8](repeating: 0, count: 32)
        if first.firstSeq == 1 {
            guard first.previousHash != zeros else { return }
            findings.append(scan.altered(first))
            return
        }
        let ends = Set(scans.compactMap { $0.seal == nil ? nil : $0.last }.map { End(seq: $0.lastSeq, hash: $0.hash) })
        let begin = End(seq: first.firstSeq &- 1, hash: first.previousHash)
        for told in scans {
            let stone = told.tombstones.first { stone in
                guard stone.lastSeq >= begin.seq, stone.firstSeq <= begin.seq else { return false }
                let end = End(seq: stone.lastSeq, hash: stone.lastHash)
                // A deletion that a crash interrupted, or that goes on, has left some of what it is to remove.
                return end == begin || ends.contains(end)
            }
            guard let stone else { continue }
            deletedThrough = begin.seq
            if told.seal == nil { noteUnsealed(stone, told) }
            return
        }
        findings.append(
            scan.finding(
                .beginningMissing, at: 0, block: 1, seq: 1,
                "the events 1 to \(begin.seq) are missing, and no event tells that just these were deleted"))
    }

    private mutating func noteUnsealed(_ stone: Verifier.Tombstone, _ scan: SegmentScan) {
        var finding = scan.finding(
            .unsealedDeletion, seq: stone.seq,
            "the event that tells of the deletion of what is missing is not sealed yet: nothing vouches for it")
        finding.kind = .note
        findings.append(finding)
    }

    private struct End: Hashable {
        var seq: UInt64
        var hash: [UInt8]
    }

    private mutating func checkJoint(_ before: SegmentScan, _ scan: SegmentScan) {
        guard let last = before.last, let first = scan.first else { return }
        let joint = last.joint(to: first)
        if let finding = scan.finding(of: joint, first) { findings.append(finding) }
        // Without its seal the one before is named already.
        guard joint == .altered, last.isSeal else { return }
        // Who vouches for which: the seal's signature for the seal, the second block for the first.
        if book.isValid(before) ?? (scan.isFirstConfirmed == false) {
            findings.append(scan.altered(first))
        } else {
            findings.append(before.altered(last))
        }
    }

    private mutating func checkEnd(_ scan: SegmentScan, next: SegmentScan?) {
        if let (before, after) = scan.undecided {
            let isConfirmed = book.isValid(scan) == true || next?.first.map { $0.previousHash == after.hash } ?? true
            findings.append(scan.altered(isConfirmed ? before : after))
        }
        if scan.tornBytes > 0 || scan.file.size == 0 {
            var finding = scan.finding(
                next == nil ? .tornTail : .truncated, at: scan.file.size - scan.tornBytes, block: scan.blocks + 1,
                "\(scan.tornBytes) bytes at the end are a block that was not written to its end")
            if next == nil { finding.kind = .note }
            findings.append(finding)
        }
        guard scan.seal == nil, scan.last != nil || scan.tornBytes > 0 else { return }
        if next == nil {
            var finding = scan.finding(
                .open, "it is not sealed yet: its last block is vouched for by nothing but itself")
            finding.kind = .note
            findings.append(finding)
        } else {
            findings.append(scan.finding(.notSealed, "its seal is missing, and another segment follows"))
        }
    }

    /// What was noted elsewhere must be here, or have gone by rule.
    private mutating func check(_ anchor: Anchor) {
        guard !foundAnchors.contains(anchor) else { return }
        var finding = Verifier.Finding(
            code: .anchorContradicted, machine: machine.name, path: scans.last?.file.path ?? "", seq: anchor.seq,
            text: "event \(anchor.seq) ended a block whose hash begins with \(Hex.text(anchor.hash).prefix(16)), and "
                + "there is no such block")
        if anchor.seq <= deletedThrough {
            // The anchor may be the seal's, or that of the block before it, which ends with the same event.
            guard let seals = kept[anchor.seq],
                !seals.contains(where: { $0.hash == anchor.hash || $0.previousHash == anchor.hash })
            else { return }
        } else if anchor.seq > machine.lastSeq ?? 0 {
            finding.code = .tailMissing
            finding.text =
                "event \(anchor.seq) was there once, and now the archive ends with \(machine.lastSeq ?? 0)"
        }
        findings.append(finding)
    }
}

extension MachineCheck {
    /// Kept seals are those of what was deleted, or is about to be. If others passed for such, whoever removes a segment
    /// would only have to put its seal there, and no number would be missing.
    private mutating func checkKept() {
        guard !kept.isEmpty, let begin = scans.first else { return }
        let present = Set(scans.compactMap { $0.seal == nil ? nil : $0.last?.hash })
        let firstSeq = begin.first?.firstSeq ?? begin.file.seq
        for seal in book.kept(machine.name) where !present.contains(seal.hash) {
            if seal.lastSeq < firstSeq {
                guard seal.lastSeq + 1 == firstSeq, let first = begin.first, first.previousHash != seal.hash else {
                    continue
                }
                findings.append(begin.altered(first))
                continue
            }
            // One that was begun, sealed and deleted meanwhile.
            if isGrowing, seal.lastSeq > machine.lastSeq ?? 0 { continue }
            findings.append(
                seal.finding(
                    .missingEvents,
                    "a segment that ended with event \(seal.lastSeq) is missing: its seal is kept as that of one that was "
                        + "deleted, and what came before it is there"))
        }
    }

    /// The numbers of a machine's seals go up, and reach the key: what it did not sign itself it vouches for by the
    /// seals of the same machine that it did.
    private mutating func checkSigned() {
        var highest: UInt64?
        var last: SegmentScan?
        for scan in scans {
            guard let index = scan.seal?.signature?.index, let link = scan.last else { continue }
            if let highest, index <= highest {
                findings.append(
                    scan.finding(
                        .wrongSeal, at: link.offset, block: link.number, seq: link.lastSeq,
                        "it is seal \(index), and the machine has seal \(highest) before it"))
            }
            highest = max(highest ?? 0, index)
            last = scan
        }
        // A key of later seals than there are is another matter.
        guard let key = book.key, key.index <= book.highestIndex ?? 0, let highest, highest < key.index, let last,
            let link = last.last,
            !foundAnchors.contains(where: { $0.seq >= link.lastSeq })
        else { return }
        findings.append(
            last.finding(
                .noSignature, at: link.offset, block: link.number, seq: link.lastSeq,
                "it is seal \(highest), the machine's last one, and the key vouches for seal \(key.index) and what comes "
                    + "before it on the same machine"))
    }
}
