internal import Glibc
internal import Synchronization
internal import Threads

/// Writes blocks to segments, on a thread of its own: compressed, chained, rotated, on the disk before it says so.
package final class ArchiveWriter: Sendable {
    /// When the archive waits for the disk.
    package enum Durability: String, Sendable, CaseIterable {
        /// After each block: a power cut loses nothing that was flushed.
        case block
        /// After each segment.
        case seal
        case never
    }

    package struct Options: Sendable, Equatable {
        package var directory: String
        /// zlib's level, 1 (fast) to 9 (small).
        package var compressionLevel = 6
        /// A segment is sealed when it has this many bytes.
        package var segmentBytes = 64 << 20
        /// A segment is sealed when its events span this many seconds.
        package var segmentSeconds = 86_400
        package var durability = Durability.block

        package init(directory: String) { self.directory = directory }
    }

    /// What was written since the start.
    package struct Statistics: Sendable, Equatable {
        package var events: UInt64 = 0
        package var bytes: UInt64 = 0
        package var blocks: UInt64 = 0
        package var segments: UInt64 = 0
        package var errors: UInt64 = 0
        /// The last error, while it lasts.
        package var problem: String?
    }

    private enum Order: Sendable {
        case write(Block)
        /// Tell when everything before this was written.
        case signal(Channel<Bool>)
    }

    /// The end of each machine's archive as it was found at the start, by the name of its directory.
    package let tails: [String: ArchiveTail]
    /// The same as it is now.
    private let ends = Mutex<[String: ArchiveTail]>([:])
    /// Used contents, whose memory is used again.
    private let spent = Channel<[UInt8]>(capacity: 4)
    private let orders = Channel<Order>(capacity: 3)
    private let state = Mutex(Statistics())
    private let options: Options
    private let lock: Directory.Lock
    private let isStopping = Mutex(false)
    private let onProblem: @Sendable (String) -> Void
    private let thread = Mutex<WorkerThread?>(nil)

    /// Opens an archive: takes it for this process, cuts torn tails, starts the writing thread.
    /// - Parameter onProblem: called when writing fails and when it works again.
    /// - Throws: `ArchiveError` when the directory cannot be used or belongs to another process.
    package init(_ options: Options, onProblem: @escaping @Sendable (String) -> Void) throws(ArchiveError) {
        self.options = options
        self.onProblem = onProblem
        try Directory.make(options.directory)
        lock = try Directory.Lock(options.directory, name: ".lock")
        let tails = try ArchiveTail.recover(options.directory)
        self.tails = tails
        ends.withLock { $0 = tails }
        let deflater = try Deflater(level: Int32(options.compressionLevel))
        do {
            let worker = try WorkerThread(name: "archive") { [weak self] in
                guard let self else { return }
                var loop = WriteLoop(writer: self, deflater: deflater, tails: tails)
                loop.run()
            }
            thread.withLock { $0 = worker }
        } catch {
            throw ArchiveError(action: "write to", path: options.directory, problem: error.description)
        }
    }

    /// Hands over a block; waits while the writer is behind.
    /// - Parameter isPatient: whether to wait too while the archive cannot be written.
    /// - Returns: false when the block was not taken, as the archive cannot be written, or was closed.
    @discardableResult
    package func write(_ block: Block, isPatient: Bool = true) -> Bool {
        if isPatient { return orders.send(.write(block)) }
        return offer(.write(block))
    }

    /// Waits until everything handed over is in the archive, as durable as the options say.
    /// - Parameter isPatient: whether to wait too while the archive cannot be written.
    /// - Returns: false when it cannot be written and the wait was ended, by impatience or by `close`.
    @discardableResult
    package func flush(isPatient: Bool = true) -> Bool {
        let done = Channel<Bool>(capacity: 1)
        guard isPatient ? orders.send(.signal(done)) : offer(.signal(done)) else { return false }
        while true {
            switch done.receive(milliseconds: 100) {
            case .element(let isWritten): return isWritten
            case .timedOut: if !isPatient && isFailing { return false }
            case .closed: return false
            }
        }
    }

    /// Hands over an order unless the archive cannot be written.
    private func offer(_ order: Order) -> Bool {
        while !isFailing, !orders.hasClosed {
            if orders.offer(order, milliseconds: 100) { return true }
        }
        return false
    }

    /// Whether the last write failed; it is tried again until it works.
    package var isFailing: Bool { state.withLock { $0.problem != nil } }

    /// The end of each machine's archive as it is now, by the name of its directory.
    package var currentTails: [String: ArchiveTail] { ends.withLock { $0 } }

    /// From now on a block that cannot be written is given up, and all that come after it.
    package func prepareToClose() { isStopping.withLock { $0 = true } }

    /// Writes what was handed over and ends the writing thread. A block that cannot be written is given up: its
    /// events are read again from the source after the next start.
    package func close() {
        prepareToClose()
        orders.close()
        thread.withLock { $0 }?.join()
        lock.release()
    }

    package var statistics: Statistics { state.withLock { $0 } }

    /// An empty buffer for a block's content, with the memory of an older one.
    package func takeBuffer() -> [UInt8] { spent.poll() ?? [] }

    /// The directory name of a machine: what is safe in a path and in a Hive partition.
    package static func directoryName(host: String) -> String {
        let safe = host.utf8.map { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"): byte
            default: UInt8(ascii: "_")
            }
        }
        let name = String(decoding: safe.prefix(200), as: UTF8.self)
        return name.isEmpty || name.allSatisfy { $0 == "." } ? "unknown" : name
    }
}

extension ArchiveWriter {
    /// The writing thread's work.
    private struct WriteLoop {
        let writer: ArchiveWriter
        let deflater: Deflater
        var tails: [String: ArchiveTail]
        var files: [String: File] = [:]
        /// A block was given up at the end; the ones after it would leave a hole.
        var hasGivenUp = false

        mutating func run() {
            while case .element(let order) = writer.orders.receive() {
                switch order {
                case .write(let block): if !hasGivenUp { writeUntilDone(block) }
                case .signal(let done): done.send(writer.state.withLock { $0.problem == nil })
                }
            }
        }

        /// Tries again until it works or the writer is closed: the journal keeps what comes meanwhile.
        private mutating func writeUntilDone(_ block: Block) {
            var wait: UInt32 = 1
            while true {
                do throws(ArchiveError) {
                    try write(block)
                    let wasBroken = writer.state.withLock { state in
                        defer { state.problem = nil }
                        return state.problem != nil
                    }
                    if wasBroken { writer.onProblem("the archive \(writer.options.directory) is written again") }
                    var content = block.content
                    content.removeAll(keepingCapacity: true)
                    if writer.spent.count < 4 { writer.spent.send(content) }
                    return
                } catch {
                    let isNew = writer.state.withLock { state in
                        defer { state.problem = error.description }
                        state.errors += 1
                        return state.problem != error.description
                    }
                    if isNew { writer.onProblem("\(error); trying again") }
                    // What is open may be half-written: the file's end is found anew.
                    files[block.host] = nil
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

        private mutating func write(_ block: Block) throws(ArchiveError) {
            var tail = tails[block.host] ?? ArchiveTail()
            let day = Day(microseconds: block.firstTime)
            let directory = writer.options.directory + "/dt=\(day)/host=\(block.host)"
            if let path = tail.segment, mustSeal(tail, path: path, directory: directory, before: block) {
                try seal(&tail, host: block.host)
                tails[block.host] = tail
            }
            let isNew = tail.segment == nil
            if isNew {
                try Directory.make(directory)
                tail.segment = directory + "/" + Segment.name(firstSeq: block.firstSeq)
                tail.segmentSize = 0
                tail.segmentStart = block.firstTime
                files[block.host] = nil
            }
            try append(block, to: &tail, host: block.host)
            tails[block.host] = tail
            if isNew { writer.state.withLock { $0.segments += 1 } }
        }

        private func mustSeal(_ tail: ArchiveTail, path: String, directory: String, before block: Block) -> Bool {
            !path.hasPrefix(directory + "/") || tail.segmentSize >= writer.options.segmentBytes
                || block.firstTime > tail.segmentStart + UInt64(writer.options.segmentSeconds) * 1_000_000
        }

        private mutating func seal(_ tail: inout ArchiveTail, host: String) throws(ArchiveError) {
            try append(nil, to: &tail, host: host)
            if writer.options.durability == .seal { try files[host]?.synchronize() }
            files[host] = nil
            tail.segment = nil
        }

        /// Adds a block, or a seal, to the open segment.
        private mutating func append(_ block: Block?, to tail: inout ArchiveTail, host: String) throws(ArchiveError) {
            guard let path = tail.segment else { return }
            let member = try BlockHeader.encode(
                block, nextSeq: tail.nextSeq, time: tail.segmentStart, position: block?.position ?? tail.position,
                previousHash: tail.lastHash, deflater: deflater)
            let file: File
            if let open = files[host] {
                file = open
            } else {
                let isNew = tail.segmentSize == 0
                file = try File(path: path, permissions: 0o640)
                // Whatever lies beyond the last whole block was left by a write that failed.
                try file.truncate(to: tail.segmentSize)
                if isNew, writer.options.durability != .never {
                    try Directory.synchronize(Directory.parent(of: path))
                }
                files[host] = file
            }
            do throws(ArchiveError) {
                try file.write(member, at: tail.segmentSize)
                if writer.options.durability == .block { try file.synchronize() }
            } catch {
                // Whoever reads it meanwhile sees whole blocks only; if this fails too, the next try cuts it.
                try? file.truncate(to: tail.segmentSize)
                if tail.segmentSize == 0 { Directory.remove(path) }
                throw error
            }
            tail.segmentSize += member.count
            tail.lastHash = SHA.hash(member)
            if let block {
                tail.nextSeq = block.lastSeq + 1
                tail.position = block.position
            }
            writer.ends.withLock { [tail] in $0[host] = tail }
            writer.state.withLock { state in
                state.bytes += UInt64(member.count)
                state.blocks += 1
                state.events += UInt64(block?.events ?? 0)
            }
        }
    }
}

/// A calendar day in UTC, written `2026-11-21`.
package struct Day: CustomStringConvertible, Equatable, Sendable {
    package var year: Int
    package var month: Int
    package var day: Int

    /// The day of a time in microseconds since 1970 UTC, by the civil calendar (Howard Hinnant's `civil_from_days`).
    package init(microseconds: UInt64) {
        let shifted = Int(microseconds / 86_400_000_000) + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    package var description: String {
        func padded(_ value: Int, _ width: Int) -> String {
            let digits = String(value)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }
}
