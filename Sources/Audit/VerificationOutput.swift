package import Archive
internal import Bytes
internal import FoundationEssentials

/// Shows what verifying found: for people, or as one JSON object.
package struct VerificationOutput {
    private let report: Verifier.Report
    private let hasKey: Bool
    private let hasColour: Bool

    /// - Parameter hasKey: whether a key was given.
    package init(_ report: Verifier.Report, hasKey: Bool, hasColour: Bool = false) {
        self.report = report
        self.hasKey = hasKey
        self.hasColour = hasColour
    }

    // MARK: For people

    /// Machines, gaps and deletions, findings, and the verdict as the last line.
    package func text() -> String {
        var text = ""
        for machine in report.machines { text += describe(machine) }
        for finding in report.findings {
            let word = finding.kind == .damage ? red("DAMAGED") : "note"
            text += "\(word) \(Self.sentence(finding))\n"
        }
        let trust =
            switch report.trust {
            case .proven: "signatures go back to the key that was given"
            case .unproven where hasKey: "the signatures are not proven by the key that was given"
            case .unproven where report.findings.contains { Self.aboutSignatures.contains($0.code) }:
                "the signatures do not fit each other"
            case .unproven: "signatures fit each other, but no key was given to prove whose they are"
            case .unsigned: "there are no signatures: only an anchor kept elsewhere shows that nothing was written anew"
            }
        text += trust + "\n"
        let damages = report.findings.count { $0.kind == .damage }
        let events = report.machines.reduce(0) { $0 + $1.events }
        text +=
            report.isIntact
            ? green("intact")
                + ": \(Self.count(report.machines.count, "machine")), \(Self.count(Int(events), "event"))\n"
            : red("damaged") + ": \(Self.count(damages, "finding"))\n"
        return text
    }

    private static let aboutSignatures: [Verifier.Code] = [
        .wrongSignature, .wrongKey, .noSignature, .sealMissing, .sealRepeated,
    ]

    private func describe(_ machine: Verifier.Machine) -> String {
        var text = "\(Self.plain(machine.name)): \(Self.count(machine.segments, "segment"))"
        text += " (\(machine.sealed) sealed, \(machine.signed) signed), \(Self.count(machine.blocks, "block"))"
        text += ", \(machine.bytes) bytes, \(Self.count(Int(clamping: machine.events), "event"))"
        if let first = machine.firstSeq, let last = machine.lastSeq { text += " from \(first) to \(last)" }
        if let first = machine.firstTime, let last = machine.lastTime {
            text += ", \(SessionOutput.second(first)) to \(SessionOutput.second(last)) UTC"
        }
        text += "\n"
        for gap in machine.gaps {
            let entries = gap.entries.map { Self.count(Int(clamping: $0), "entry", "entries") } ?? "entries"
            text += "  gap: event \(gap.seq) tells of \(entries) that were never archived\n"
        }
        for deletion in machine.tombstones {
            text +=
                "  deleted: event \(deletion.seq) tells of \(Self.count(Int(clamping: deletion.segments), "segment"))"
                + " with the events \(deletion.firstSeq) to \(deletion.lastSeq), deleted by rule\n"
        }
        if let seal = machine.lastSeal { text += "  anchor: \(seal)\n" }
        return text
    }

    /// Where something was found, what, and its code.
    package static func sentence(_ finding: Verifier.Finding) -> String {
        "\(place(finding))\(finding.text) [\(finding.code.rawValue)]"
    }

    private static func place(_ finding: Verifier.Finding) -> String {
        var parts: [String] = []
        if !finding.path.isEmpty {
            parts.append(plain(finding.path))
        } else if !finding.machine.isEmpty {
            parts.append(plain(finding.machine))
        }
        if let block = finding.block { parts.append("block \(block)") }
        if let offset = finding.offset { parts.append("byte \(offset)") }
        if let seq = finding.seq { parts.append("event \(seq)") }
        return parts.isEmpty ? "" : parts.joined(separator: ", ") + ": "
    }

    /// Names of files may be anything; a terminal must not obey them.
    private static func plain(_ text: String) -> String {
        var out: [UInt8] = []
        TableCell(text).write(width: nil, isPadded: false, onto: &out)
        return String(decoding: out, as: UTF8.self)
    }

    private static func count(_ count: Int, _ word: String, _ plural: String? = nil) -> String {
        "\(count) \(count == 1 ? word : plural ?? word + "s")"
    }

    private func red(_ text: String) -> String { hasColour ? "\u{1B}[31m\(text)\u{1B}[0m" : text }
    private func green(_ text: String) -> String { hasColour ? "\u{1B}[32m\(text)\u{1B}[0m" : text }

    // MARK: For programs

    /// One JSON object with a line feed at its end. Keys do not change but that new ones may come.
    package func json() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(Document(report))) + [0x0A]
    }

    private struct Document: Encodable {
        var format = 1
        var intact: Bool
        var trust: String
        var machines: [Machine]
        var findings: [Finding]

        init(_ report: Verifier.Report) {
            intact = report.isIntact
            trust = report.trust.rawValue
            machines = report.machines.map(Machine.init)
            findings = report.findings.map(Finding.init)
        }
    }

    private struct Machine: Encodable {
        var machine: String
        var segments, sealed, signed, blocks, bytes: Int
        var events: UInt64
        var firstSeq, lastSeq: UInt64?
        var firstTime, lastTime: String?
        var anchor: String?
        var gaps: [Gap]
        var deletions: [Deletion]

        init(_ machine: Verifier.Machine) {
            self.machine = machine.name
            segments = machine.segments
            sealed = machine.sealed
            signed = machine.signed
            blocks = machine.blocks
            bytes = machine.bytes
            events = machine.events
            firstSeq = machine.firstSeq
            lastSeq = machine.lastSeq
            firstTime = machine.firstTime.map { JSONLine.timeText($0) }
            lastTime = machine.lastTime.map { JSONLine.timeText($0) }
            anchor = machine.lastSeal.map(\.description)
            gaps = machine.gaps.map { Gap(path: $0.path, seq: $0.seq, entries: $0.entries) }
            deletions = machine.tombstones.map {
                Deletion(
                    path: $0.path, seq: $0.seq, firstSeq: $0.firstSeq, lastSeq: $0.lastSeq, segments: $0.segments,
                    events: $0.events,
                    lastHash: Anchor(machine: "", seq: 0, hash: $0.lastHash).digits)
            }
        }
    }

    private struct Gap: Encodable {
        var path: String
        var seq: UInt64
        var entries: UInt64?
    }

    private struct Deletion: Encodable {
        var path: String
        var seq, firstSeq, lastSeq, segments, events: UInt64
        var lastHash: String
    }

    private struct Finding: Encodable {
        var kind, code, text: String
        var machine, path: String?
        var offset, block: Int?
        var seq: UInt64?

        init(_ finding: Verifier.Finding) {
            kind = finding.kind.rawValue
            code = finding.code.rawValue
            text = finding.text
            machine = finding.machine.isEmpty ? nil : finding.machine
            path = finding.path.isEmpty ? nil : finding.path
            offset = finding.offset
            block = finding.block
            seq = finding.seq
        }
    }
}
