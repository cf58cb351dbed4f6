/// Puts together what the segments tell one by one.
struct Conclusion {
    private(set) var report = Verifier.Report()
    private let verifier: Verifier
    private let scans: [String: [SegmentScan]]
    private let kept: [(host: String, path: String)]
    private let late: [SegmentFile]

    /// - Parameters:
    ///   - scans: each machine's, in the order of their numbers.
    ///   - kept: files of kept seals, with their machines.
    ///   - late: segments that came while the others were read.
    init(
        _ verifier: Verifier, _ scans: [String: [SegmentScan]], kept: [(host: String, path: String)],
        late: [SegmentFile]
    ) {
        self.verifier = verifier
        self.late = late
        self.scans = scans.mapValues { $0.filter { !$0.isGone } }.filter { !$0.value.isEmpty }
        self.kept = kept
    }

    mutating func draw() {
        var book = SealBook(key: verifier.key)
        for (host, path) in kept { book.addKept(host: host, path: path) }
        for host in scans.keys.sorted() { for scan in scans[host] ?? [] { book.add(scan) } }
        for host in scans.keys.sorted() {
            var check = MachineCheck(
                host, scans[host] ?? [], book, anchors: verifier.anchors.filter { $0.machine == host })
            check.run()
            report.machines.append(check.machine)
            report.findings += check.findings
        }
        for host in Set(kept.map(\.host)).union(verifier.anchors.map(\.machine)).sorted() where scans[host] == nil {
            report.findings.append(
                Verifier.Finding(
                    code: .machineMissing, machine: host,
                    text: "the whole archive of \(host) is missing: its last segment never goes by rule"))
        }
        let open = scans.values.compactMap(\.last).filter { $0.seal == nil }
        book.checkKeys(late: open.map { ($0.file, $0.file.size - $0.tornBytes) } + late.map { ($0, 0) })
        report.findings += book.findings
        report.trust = book.trust
        guard scans.isEmpty else { return }
        report.findings.append(Verifier.Finding(code: .nothingFound, text: "there is no segment to be verified"))
    }
}

/// Checks how one machine's segments follow each other.
struct MachineCheck {
    private(set) var machine: Verifier.Machine
    private(set) var findings: [Verifier.Finding] = []
    private let scans: [SegmentScan]
    private let book: SealBook
    private let anchors: [Anchor]
    /// What was deleted by rule ends with this event; 0: nothing was.
    private var deletedThrough: UInt64 = 0

    init(_ name: String, _ scans: [SegmentScan], _ book: SealBook, anchors: [Anchor]) {
        machine = Verifier.Machine(name: name)
        self.scans = scans
        self.book = book
        self.anchors = anchors
    }

    mutating func run() {
        for (index, scan) in scans.enumerated() {
            let next = index + 1 < scans.count ? scans[index + 1] : nil
            if index == 0 { checkBeginning(scan) } else { checkJoint(scans[index - 1], scan) }
            findings += scan.findings
            checkEnd(scan, next: next)
            count(scan)
        }
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
        for stone in scans.lazy.flatMap(\.tombstones) where stone.lastSeq >= begin.seq && stone.firstSeq <= begin.seq {
            let end = End(seq: stone.lastSeq, hash: stone.lastHash)
            // A deletion that a crash interrupted, or that goes on, has left some of what it is to remove.
            if end == begin || ends.contains(end) {
                deletedThrough = begin.seq
                return
            }
        }
        findings.append(
            scan.finding(
                .beginningMissing, at: 0, block: 1, seq: 1,
                "the events 1 to \(begin.seq) are missing, and no event tells that just these were deleted"))
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
        guard !scans.contains(where: { $0.anchors.contains(anchor) }) else { return }
        var finding = Verifier.Finding(
            code: .anchorContradicted, machine: machine.name, path: scans.last?.file.path ?? "", seq: anchor.seq,
            text: "event \(anchor.seq) ended a block whose hash begins with \(Hex.text(anchor.hash).prefix(16)), and "
                + "there is no such block")
        if anchor.seq <= deletedThrough {
            let keptHash = book.keptHash(host: machine.name, lastSeq: anchor.seq)
            guard let keptHash, keptHash != anchor.hash else { return }
        } else if anchor.seq > machine.lastSeq ?? 0 {
            finding.code = .tailMissing
            finding.text =
                "event \(anchor.seq) was there once, and now the archive ends with \(machine.lastSeq ?? 0)"
        }
        findings.append(finding)
    }
}
