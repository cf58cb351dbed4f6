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
        self.scans = scans.filter { !$0.value.isEmpty }
        self.kept = kept
    }

    mutating func draw() {
        var book = SealBook(key: verifier.key)
        // Signatures take their time; who cancels it does not read the report.
        for (host, path) in kept where !verifier.isCancelled() { book.addKept(host: host, path: path) }
        for host in scans.keys.sorted() {
            for scan in scans[host] ?? [] where !verifier.isCancelled() { book.add(scan) }
        }
        for host in scans.keys.sorted() {
            var check = MachineCheck(
                host, scans[host] ?? [], book, anchors: verifier.anchors.filter { $0.machine == host },
                isGrowing: late.contains { $0.host == host })
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
        // Also of a machine on its own.
        let isUnproven = report.findings.contains { $0.code == .noSignature }
        report.trust = book.trust == .proven && isUnproven ? .unproven : book.trust
        guard scans.isEmpty else { return }
        report.findings.append(Verifier.Finding(code: .nothingFound, text: "there is no segment to be verified"))
    }
}
