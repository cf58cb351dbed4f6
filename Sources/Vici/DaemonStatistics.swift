package import Bytes

/// The state of the daemon's threads, jobs and memory (`stats()` in `vici_query.c`). Numbers that were absent are nil.
package struct DaemonStatistics: Sendable, Equatable {
    /// One number for each priority of jobs.
    package struct Priorities: Sendable, Equatable {
        /// For jobs that may not wait, such as reading sockets.
        package var critical: UInt64?
        /// For short jobs, such as exchanges of established IKE_SAs.
        package var high: UInt64?
        /// For jobs of middling length.
        package var medium: UInt64?
        /// For jobs that may wait.
        package var low: UInt64?
    }

    /// What the C library says of the heap, in bytes; absent without glibc.
    package struct Memory: Sendable, Equatable {
        /// The heap's size.
        package var sbrk: UInt64?
        /// Blocks with a mapping of their own.
        package var mmap: UInt64?
        /// In use.
        package var used: UInt64?
        /// Free, but not given back to the system.
        package var free: UInt64?

        package init(sbrk: UInt64? = nil, mmap: UInt64? = nil, used: UInt64? = nil, free: UInt64? = nil) {
            self.sbrk = sbrk
            self.mmap = mmap
            self.used = used
            self.free = free
        }
    }

    /// How long the daemon runs, in words such as `3 days`.
    package var running: [UInt8] = []
    /// Since when it runs, in words such as `Mar 02 10:40:26 2021`, in the daemon's time zone.
    package var since: [UInt8] = []
    /// Threads there are.
    package var workersTotal: UInt64?
    /// Threads without work.
    package var workersIdle: UInt64?
    /// Threads at work.
    package var workersActive = Priorities()
    /// Jobs that wait for a thread.
    package var queues = Priorities()
    /// Jobs that wait for their time.
    package var scheduled: UInt64?
    /// IKE_SAs there are, in all states.
    package var ikeSAs: UInt64?
    /// IKE_SAs that are being established.
    package var halfOpenIKESAs: UInt64?
    /// The daemon's heap.
    package var memory: Memory?

    /// Reads the response to `stats`.
    package init(_ bytes: Span<UInt8>, message: ByteRange) throws(ViciFault) {
        var cursor = MessageCursor(message)
        try cursor.forEach(bytes) { element, cursor throws(ViciFault) in
            switch element {
            case .keyValue(let key, let value):
                if bytes.equals(key, "scheduled") { scheduled = bytes.number(value) }
            case .sectionStart(let name):
                if bytes.equals(name, "queues") { queues = try Priorities(bytes, &cursor) }
                if bytes.equals(name, "mallinfo") { memory = try Memory(bytes, &cursor) }
                let isUptime = bytes.equals(name, "uptime")
                let isWorkers = bytes.equals(name, "workers")
                guard isUptime || isWorkers || bytes.equals(name, "ikesas") else { break }
                try cursor.forEach(bytes) { element, cursor throws(ViciFault) in
                    if isWorkers, case .sectionStart(let name) = element, bytes.equals(name, "active") {
                        workersActive = try Priorities(bytes, &cursor)
                    }
                    guard case .keyValue(let key, let value) = element else { return }
                    if isUptime {
                        if bytes.equals(key, "running") { running = bytes.copy(value) }
                        if bytes.equals(key, "since") { since = bytes.copy(value) }
                    } else if isWorkers {
                        if bytes.equals(key, "total") { workersTotal = bytes.number(value) }
                        if bytes.equals(key, "idle") { workersIdle = bytes.number(value) }
                    } else {
                        if bytes.equals(key, "total") { ikeSAs = bytes.number(value) }
                        if bytes.equals(key, "half-open") { halfOpenIKESAs = bytes.number(value) }
                    }
                }
            default: break
            }
        }
    }
}

extension DaemonStatistics.Priorities {
    fileprivate init(_ bytes: Span<UInt8>, _ cursor: inout MessageCursor) throws(ViciFault) {
        try cursor.forEach(bytes) { element, _ throws(ViciFault) in
            guard case .keyValue(let key, let value) = element else { return }
            if bytes.equals(key, "critical") { critical = bytes.number(value) }
            if bytes.equals(key, "high") { high = bytes.number(value) }
            if bytes.equals(key, "medium") { medium = bytes.number(value) }
            if bytes.equals(key, "low") { low = bytes.number(value) }
        }
    }
}

extension DaemonStatistics.Memory {
    fileprivate init(_ bytes: Span<UInt8>, _ cursor: inout MessageCursor) throws(ViciFault) {
        try cursor.forEach(bytes) { element, _ throws(ViciFault) in
            guard case .keyValue(let key, let value) = element else { return }
            if bytes.equals(key, "sbrk") { sbrk = bytes.number(value) }
            if bytes.equals(key, "mmap") { mmap = bytes.number(value) }
            if bytes.equals(key, "used") { used = bytes.number(value) }
            if bytes.equals(key, "free") { free = bytes.number(value) }
        }
    }
}
