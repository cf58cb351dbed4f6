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
        /// Mode of the files that are made, as `chmod` takes it, whatever the umask is. The owner must be able to read
        /// and write them.
        package var fileMode: UInt32 = 0o640
        /// Mode of the directories that are made.
        package var directoryMode: UInt32 = 0o750
        /// Numeric user and group of what is made; nil leaves what the system gives.
        package var owner: UInt32?
        package var group: UInt32?
        /// Bytes that are kept allocated and given back to writing when the disk is full; 0: none.
        package var reserveBytes = 1 << 20
        /// Path of the key file that signs the seals (`SigningKey.generate`); nil: they are not signed.
        package var signingKey: String?

        package init(directory: String) { self.directory = directory }

        /// Whether anything is waited for.
        var isDurable: Bool { durability != .never }

        var access: Access {
            Access(fileMode: fileMode, directoryMode: directoryMode, owner: owner, group: group)
        }
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
        /// The disk is or was full and `Options.reserveBytes` are not there: they were given back, or there was no room
        /// for them at the start. Deleting and `restoreReserve` help.
        package var isReserveUsed = false
    }

    enum Order: Sendable {
        case write(Block)
        /// Seal what falls due by then, microseconds since 1970 UTC.
        case seal(now: UInt64)
        /// Tell when everything before this was written.
        case signal(Channel<Bool>)
    }

    /// The end of each machine's archive as it was found at the start, by the name of its directory.
    package let tails: [String: ArchiveTail]
    /// The same as it is now.
    let ends: Mutex<[String: ArchiveTail]>
    /// Used contents, whose memory is used again.
    let spent = Channel<[UInt8]>(capacity: 4)
    let orders = Channel<Order>(capacity: 3)
    let state = Mutex(Statistics())
    let options: Options
    /// Each machine's segment that is being written, by the name of its directory.
    let openSegments: Mutex<[String: OpenSegment]>
    /// The last error of timed sealing, while it lasts. Blocks may well be written meanwhile.
    let sealProblem = Mutex<String?>(nil)
    /// Bytes of all segments.
    let size: Atomic<Int>
    /// Held while directories are made for a segment or removed: an empty one may be either's.
    let layout = Mutex(())
    let reserve: Reserve
    private let lock: Directory.Lock
    private let keyLock: Directory.Lock?
    let isStopping = Mutex(false)
    let onProblem: @Sendable (String) -> Void
    let onSeal: @Sendable (SealNotice) -> Void
    private let thread = Mutex<WorkerThread?>(nil)

    /// Opens an archive: takes it for this process, cuts torn tails, starts the writing thread.
    /// - Parameters:
    ///   - onProblem: called when writing fails and when it works again.
    ///   - onSeal: called by the writing thread after each seal, as durable as the options say; a signed one is on the
    ///     disk in any case. A crash may come between the two.
    /// - Throws: `ArchiveError` when the directory or the key file cannot be used or belongs to another process.
    package init(
        _ options: Options, onProblem: @escaping @Sendable (String) -> Void,
        onSeal: @escaping @Sendable (SealNotice) -> Void = { _ in }
    ) throws(ArchiveError) {
        self.options = options
        self.onProblem = onProblem
        self.onSeal = onSeal
        try Directory.make(options.directory, access: options.access, isDurable: options.isDurable)
        lock = try Directory.Lock(options.directory, name: ".lock", access: options.access)
        keyLock = try options.signingKey.map { path throws(ArchiveError) in
            _ = try SigningKey(reading: path)
            return try SigningKey.lock(path)
        }
        if options.isDurable { try Directory.synchronizeWay(to: options.directory) }
        let (tails, bytes) = try ArchiveTail.recover(options.directory, isDurable: options.isDurable)
        self.tails = tails
        ends = Mutex(tails)
        size = Atomic(bytes)
        openSegments = Mutex(
            tails.compactMapValues { tail in
                tail.segment.map {
                    OpenSegment(path: $0, start: tail.segmentStart, seconds: options.segmentSeconds)
                }
            })
        reserve = Reserve(options.directory, bytes: options.reserveBytes, access: options.access)
        let deflater = try Deflater(level: Int32(options.compressionLevel))
        do {
            let worker = try WorkerThread(name: "archive") { [weak self] in
                guard let self else { return }
                var loop = WriteLoop(writer: self, deflater: deflater)
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
    @discardableResult
    func offer(_ order: Order) -> Bool {
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
        keyLock?.release()
    }

    package var statistics: Statistics {
        var statistics = state.withLock { $0 }
        statistics.problem = statistics.problem ?? sealProblem.withLock { $0 }
        statistics.isReserveUsed = reserve.isUsed
        return statistics
    }

    /// Allocates `Options.reserveBytes` again, after room was made.
    /// - Returns: whether they are there; false when there is no room still.
    package func restoreReserve() -> Bool { reserve.restore() }

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
