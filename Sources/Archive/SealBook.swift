/// A seal that has a signature.
struct SignedSeal {
    let host: String
    let path: String
    let offset: Int
    /// Number of the block in its file, from 1.
    let block: Int
    let lastSeq: UInt64
    let hash: [UInt8]
    let previousHash: [UInt8]
    let signature: SealSignature
    let isValid: Bool
    /// Its segment was deleted, and it is among the kept seals.
    let isKept: Bool

    func finding(_ code: Verifier.Code, _ text: String) -> Verifier.Finding {
        Verifier.Finding(
            code: code, machine: host, path: path, offset: offset, block: block, seq: lastSeq, text: text)
    }
}

/// All seals of an archive, and whether their signatures form one chain over all machines.
struct SealBook {
    private(set) var findings: [Verifier.Finding] = []
    private(set) var trust = Verifier.Trust.unsigned
    let key: VerificationKey?
    private var entries: [SignedSeal] = []
    private var kept: [String: [SignedSeal]] = [:]
    /// Whether the seal at a segment's end has a right signature.
    private var validity: [String: Bool] = [:]
    /// Seals without a signature that no signed one has followed so far, by machine.
    private var unsigned: [String: [Verifier.Finding]] = [:]
    private var signedHosts: Set<String> = []

    /// What stands behind a seal's header: no content, its CRC and its length.
    private static let sealData: [UInt8] = [3, 0, 0, 0, 0, 0, 0, 0, 0, 0]

    init(key: VerificationKey?) { self.key = key }

    /// The highest number that a seal has.
    var highestIndex: UInt64? { entries.lazy.map(\.signature.index).max() }

    /// Whether a segment's seal has a right signature, whoever's the key is; nil when it has none.
    func isValid(_ scan: SegmentScan) -> Bool? { validity[scan.file.path] }

    /// The seals of a machine's deleted segments.
    func kept(_ host: String) -> [SignedSeal] { kept[host] ?? [] }

    /// Takes note of a segment's seal. A machine's segments come in their order.
    mutating func add(_ scan: SegmentScan) {
        guard let seal = scan.seal, let link = scan.last else { return }
        let host = scan.file.host
        guard let signature = seal.signature else {
            let finding = scan.finding(
                .noSignature, at: link.offset, block: link.number, seq: link.lastSeq, "the seal is not signed")
            // What was sealed before signing began is vouched for by the chain that the first signature covers.
            if signedHosts.contains(host) {
                findings.append(finding)
            } else {
                unsigned[host, default: []].append(finding)
            }
            return
        }
        let isValid = signature.isValid(machine: host, header: seal)
        validity[scan.file.path] = isValid
        if isValid {
            signedHosts.insert(host)
            unsigned[host] = nil
        }
        entries.append(
            SignedSeal(
                host: host, path: scan.file.path, offset: link.offset, block: link.number, lastSeq: link.lastSeq,
                hash: link.hash, previousHash: link.previousHash, signature: signature, isValid: isValid,
                isKept: false))
    }

    /// Takes note of the seals of a machine's deleted segments.
    mutating func addKept(host: String, path: String) {
        do throws(ArchiveError) {
            var window = FileWindow(try File(reading: path))
            let size = try window.file.size()
            var offset = 0
            var number = 0
            var highest: UInt64?
            while offset < size {
                number += 1
                let bytes = try window.load(offset, BlockHeader.maximumLength)
                guard let header = try window.header(at: offset) else {
                    // A crash may have cut the last one off, and then its segment is still there.
                    if !BlockHeader.isBeginning(bytes) { noteDamage(host, path, offset, number) }
                    return
                }
                let data = bytes.dropFirst(header.headerLength).prefix(Self.sealData.count)
                guard let signature = header.signature,
                    Int(header.length) == header.headerLength + Self.sealData.count, Self.sealData.starts(with: data)
                else {
                    noteDamage(host, path, offset, number)
                    return
                }
                guard data.count == Self.sealData.count else { return }
                let member = try window.load(offset, Int(header.length))
                let seal = SignedSeal(
                    host: host, path: path, offset: offset, block: number, lastSeq: header.lastSeq,
                    hash: SHA.hash(member), previousHash: header.previousHash, signature: signature,
                    isValid: signature.isValid(machine: host, header: header), isKept: true)
                entries.append(seal)
                kept[host, default: []].append(seal)
                // They were added as their segments went, the oldest first.
                if let highest, signature.index < highest {
                    find(.wrongSeal, seal, "it is seal \(signature.index), and seal \(highest) is kept before it")
                }
                highest = max(highest ?? 0, signature.index)
                offset += Int(header.length)
            }
        } catch {
            findings.append(
                Verifier.Finding(
                    code: .unreadable, machine: host, path: path, text: "it cannot be read: \(error.problem)"))
        }
    }

    private mutating func noteDamage(_ host: String, _ path: String, _ offset: Int, _ number: Int) {
        findings.append(
            Verifier.Finding(
                code: .damagedBlock, machine: host, path: path, offset: offset, block: number,
                text: "block \(number): it is no seal"))
    }
}

extension SealBook {
    /// Follows the keys from seal to seal.
    /// - Parameter late: segments that may have been sealed since they were read, each with the byte from which on
    ///   nothing was read.
    mutating func checkKeys(late: [(file: SegmentFile, from: Int)]) {
        addLate(late)
        findings += unsigned.sorted { $0.key < $1.key }.flatMap { key != nil || !entries.isEmpty ? $0.value : [] }
        entries.sort {
            ($0.signature.index, $0.isKept ? 0 : 1, $0.path) < ($1.signature.index, $1.isKept ? 0 : 1, $1.path)
        }
        var previous: SignedSeal?
        for entry in entries {
            if !entry.isValid {
                find(.wrongSignature, entry, "the signature of seal \(entry.signature.index) is wrong")
            }
            check(entry, after: previous)
            // One whose signature is wrong has nothing to say about the next.
            if entry.isValid || previous?.signature.index != entry.signature.index { previous = entry }
        }
        guard let previous else {
            if key != nil, findings.isEmpty {
                findings.append(
                    Verifier.Finding(code: .noSignature, text: "nothing is signed yet that the key could vouch for"))
            }
            return
        }
        if let key, key.index > previous.signature.index {
            find(.sealMissing, previous, "the archive ends before seal \(key.index), which the key signed")
        }
        trust = key != nil && findings.isEmpty ? .proven : .unproven
    }

    private mutating func check(_ entry: SignedSeal, after previous: SignedSeal?) {
        let index = entry.signature.index
        if let key, key.index == index, key.publicKey != entry.signature.publicKey {
            find(.wrongKey, entry, "seal \(index) was signed with another key than the one that was given")
        }
        guard let previous else {
            let first = key?.index ?? 0
            if index > first { findMissing(first...(index - 1), entry) }
            return
        }
        let last = previous.signature.index
        if index == last {
            // One whose segment is about to be removed is there and among the kept ones.
            guard previous.hash != entry.hash || previous.host != entry.host || previous.isKept == entry.isKept else {
                return
            }
            find(.sealRepeated, entry, "there are two seals with the number \(index), the other in \(previous.path)")
        } else if index > last + 1 {
            findMissing((last + 1)...(index - 1), entry)
        } else if entry.signature.publicKey != previous.signature.nextPublicKey {
            find(.wrongKey, entry, "seal \(index) was signed with another key than seal \(last) names")
        }
    }

    private mutating func findMissing(_ range: ClosedRange<UInt64>, _ entry: SignedSeal) {
        let (first, last) = (range.lowerBound, range.upperBound)
        let which = first == last ? "seal \(first) is" : "the seals \(first) to \(last) are"
        find(
            .sealMissing, entry,
            "\(which) missing, of whichever machine; those of deleted segments lie in the directory seals")
    }

    private mutating func find(_ code: Verifier.Code, _ entry: SignedSeal, _ text: String) {
        findings.append(entry.finding(code, text))
    }

    /// While one machine's segment was read, another's may have been sealed, and the first before it. Those that came
    /// behind all that were seen do not matter.
    private mutating func addLate(_ late: [(file: SegmentFile, from: Int)]) {
        guard let highest = highestIndex else { return }
        for (file, from) in late {
            let segment = Segment(path: file.path)
            guard let walk = try? segment.walk(), let last = walk.blocks.last, last.offset >= from,
                let signature = last.header.signature, signature.index < highest,
                let hash = try? segment.hash(of: last)
            else { continue }
            entries.append(
                SignedSeal(
                    host: file.host, path: file.path, offset: last.offset, block: walk.blocks.count,
                    lastSeq: last.header.lastSeq, hash: hash, previousHash: last.header.previousHash,
                    signature: signature,
                    isValid: signature.isValid(machine: file.host, header: last.header), isKept: false))
        }
    }
}
