internal import Glibc
internal import Synchronization
internal import Threads

/// The writing thread's work.
struct WriteLoop {
    private let writer: ArchiveWriter
    private let deflater: Deflater
    private var tails: [String: ArchiveTail]
    private var files: [String: File] = [:]
    /// A block was given up at the end; the ones after it would leave a hole.
    private var hasGivenUp = false
    private var signer: Signer?

    init(writer: ArchiveWriter, deflater: Deflater) {
        self.writer = writer
        self.deflater = deflater
        tails = writer.tails
        signer = writer.options.signingKey.map { Signer($0, archive: writer.options.directory) }
    }

    mutating func run() {
        eraseSpentKey()
        while case .element(let order) = writer.orders.receive() {
            switch order {
            case .write(let block): if !hasGivenUp { writeUntilDone(block) }
            case .seal(let now): if !hasGivenUp { sealDue(now: now) }
            case .signal(let done): done.send(!hasGivenUp)
            }
        }
    }

    /// Tries again until it works or the writer is closed: the journal keeps what comes meanwhile.
    private mutating func writeUntilDone(_ block: Block) {
        var wait: UInt32 = 1
        while true {
            do throws(ArchiveError) {
                try attempt(block.host) { loop throws(ArchiveError) in try loop.write(block) }
                var content = block.content
                content.removeAll(keepingCapacity: true)
                if writer.spent.count < 4 { writer.spent.send(content) }
                return
            } catch {
                note(error)
            }
            for _ in 0..<(wait * 10) {
                if writer.isStopping.withLock({ $0 }) {
                    hasGivenUp = true
                    return
                }
                usleep(100_000)
            }
            wait = min(wait * 2, 30)
        }
    }

    /// What the process before left. Blocks are written although the key file cannot be; nothing is sealed.
    private mutating func eraseSpentKey() {
        do throws(ArchiveError) {
            try signer?.complete()
        } catch {
            writer.state.withLock { $0.errors += 1 }
            writer.sealProblem.withLock { [error] in $0 = error.description }
            writer.onProblem("\(error); it is tried again")
        }
    }

    /// Seals what falls due by a time, microseconds since 1970 UTC. What cannot be sealed waits for the next order.
    private mutating func sealDue(now: UInt64) {
        var failure: ArchiveError?
        do throws(ArchiveError) {
            try signer?.complete()
        } catch {
            writer.state.withLock { $0.errors += 1 }
            failure = error
        }
        for (host, tail) in tails where tail.segment != nil {
            guard OpenSegment.due(start: tail.segmentStart, seconds: writer.options.segmentSeconds) <= now else {
                continue
            }
            do throws(ArchiveError) {
                try attempt(host) { loop throws(ArchiveError) in try loop.seal(host) }
            } catch {
                writer.state.withLock { $0.errors += 1 }
                failure = failure ?? error
            }
        }
        let problem = failure?.description
        let before = writer.sealProblem.withLock { state in
            defer { state = problem }
            return state
        }
        if let problem, problem != before {
            writer.onProblem("\(problem); it is tried again")
        } else if problem == nil, before != nil {
            writer.onProblem("the segments of the archive \(writer.options.directory) are sealed again")
        }
    }

    /// Runs what writes to a machine's segment; when the disk is full, once more with the reserve given back.
    private mutating func attempt(
        _ host: String, _ body: (inout WriteLoop) throws(ArchiveError) -> Void
    ) throws(ArchiveError) {
        do throws(ArchiveError) {
            try body(&self)
        } catch {
            // What is open may be half-written: the file's end is found anew.
            files[host] = nil
            guard error.isDiskFull, writer.reserve.giveBack() else { throw error }
            writer.state.withLock { $0.errors += 1 }
            writer.onProblem("\(error); the reserve of \(writer.options.reserveBytes) bytes is used up now")
            do throws(ArchiveError) {
                try body(&self)
            } catch {
                files[host] = nil
                throw error
            }
        }
        noteSuccess()
    }

    private func note(_ error: ArchiveError) {
        let isNew = writer.state.withLock { state in
            defer { state.problem = error.description }
            state.errors += 1
            return state.problem != error.description
        }
        if isNew { writer.onProblem("\(error); trying again") }
    }

    private func noteSuccess() {
        let wasBroken = writer.state.withLock { state in
            defer { state.problem = nil }
            return state.problem != nil
        }
        if wasBroken { writer.onProblem("the archive \(writer.options.directory) is written again") }
        if writer.reserve.isUsed, writer.reserve.restore(factor: 2) {
            writer.onProblem("the disk has room again for the reserve of the archive \(writer.options.directory)")
        }
    }
}

extension WriteLoop {
    private mutating func write(_ block: Block) throws(ArchiveError) {
        if signer?.isOwing == true { try signer?.complete() }
        let day = Day(microseconds: block.firstTime)
        let directory = writer.options.directory + "/dt=\(day)/host=\(block.host)"
        if let tail = tails[block.host], mustSeal(tail, directory: directory, before: block) { try seal(block.host) }
        var tail = tails[block.host] ?? ArchiveTail()
        let isNew = tail.segment == nil
        if isNew {
            let path = directory + "/" + Segment.name(firstSeq: block.firstSeq)
            tail.segment = path
            tail.segmentSize = 0
            tail.segmentStart = block.firstTime
            files[block.host] = nil
            // Known before it is there: what is open is not deleted.
            let open = OpenSegment(path: path, start: block.firstTime, seconds: writer.options.segmentSeconds)
            writer.openSegments.withLock { $0[block.host] = open }
        }
        try append(block, to: &tail, host: block.host)
        if isNew { writer.state.withLock { $0.segments += 1 } }
        tails[block.host] = tail
    }

    private func mustSeal(_ tail: ArchiveTail, directory: String, before block: Block) -> Bool {
        guard let path = tail.segment else { return false }
        return !path.hasPrefix(directory + "/") || tail.segmentSize >= writer.options.segmentBytes
            || block.firstTime >= OpenSegment.due(start: tail.segmentStart, seconds: writer.options.segmentSeconds)
    }

    private mutating func seal(_ host: String) throws(ArchiveError) {
        try signer?.complete()
        // It may be sealed already, and only the key's turn had not come.
        guard var tail = tails[host], let path = tail.segment else { return }
        let signature = try append(nil, to: &tail, host: host)
        files[host] = nil
        tail.segment = nil
        tails[host] = tail
        writer.openSegments.withLock { $0[host] = nil }
        writer.onSeal(
            SealNotice(
                anchor: Anchor(machine: host, seq: tail.nextSeq - 1, hash: tail.lastHash), path: path,
                key: signature.map { VerificationKey(index: $0.index, publicKey: $0.publicKey) }))
        try signer?.complete()
    }

    /// Adds a block, or a seal, to the open segment.
    /// - Returns: the signature of a seal that has one.
    @discardableResult
    private mutating func append(
        _ block: Block?, to tail: inout ArchiveTail, host: String
    ) throws(ArchiveError) -> SealSignature? {
        guard let path = tail.segment else { return nil }
        let options = writer.options
        let key = block == nil ? try signer?.prepare() : nil
        let (member, signature) = try BlockHeader.encode(
            block, nextSeq: tail.nextSeq, time: tail.segmentStart, position: block?.position ?? tail.position,
            previousHash: tail.lastHash, deflater: deflater, signing: key.map { ($0, host) })
        let file: File
        if let open = files[host] {
            file = open
        } else {
            file = try open(path, isNew: tail.segmentSize == 0)
            // Whatever lies beyond the last whole block was left by a write that failed.
            try file.truncate(to: tail.segmentSize)
            files[host] = file
        }
        do throws(ArchiveError) {
            try file.write(member, at: tail.segmentSize)
            if options.durability == .block || (options.durability == .seal && block == nil) { try file.synchronize() }
            if signature != nil, options.durability == .never {
                // The key that could sign it again is about to go.
                try file.synchronize()
                try Directory.synchronizeWay(toSegment: path)
            }
        } catch {
            // Whoever reads it meanwhile sees whole blocks only; if this fails too, the next try cuts it.
            try? file.truncate(to: tail.segmentSize)
            if tail.segmentSize == 0 { _ = try? File.remove(path) }
            throw error
        }
        tail.segmentSize += member.count
        tail.hashBeforeSeal = block == nil ? tail.lastHash : []
        tail.lastHash = SHA.hash(member)
        if let block {
            tail.nextSeq = block.lastSeq + 1
            tail.position = block.position
        } else {
            tail.lastSeal = .init(seq: tail.nextSeq - 1, hash: tail.lastHash)
        }
        if let signature { signer?.note(signature) }
        writer.ends.withLock { [tail] in $0[host] = tail }
        writer.size.add(member.count, ordering: .relaxed)
        writer.state.withLock { state in
            state.bytes += UInt64(member.count)
            state.blocks += 1
            state.events += UInt64(block?.events ?? 0)
        }
        return signature
    }

    /// Opens a segment, a new one with its directories.
    private func open(_ path: String, isNew: Bool) throws(ArchiveError) -> File {
        let options = writer.options
        guard isNew else { return try File(path: path, access: options.access) }
        return try writer.layout.withLock { _ throws(ArchiveError) in
            try Directory.make(Directory.parent(of: path), access: options.access, isDurable: options.isDurable)
            let file = try File(path: path, access: options.access)
            // Also when the directories were there: who made them may not have waited for the disk.
            if options.isDurable { try Directory.synchronizeWay(toSegment: path) }
            return file
        }
    }
}
