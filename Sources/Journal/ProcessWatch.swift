internal import CSystemd
internal import Glibc

/// Watches one process by a pidfd: the kernel says at once when it ends, however it ends, and the descriptor can
/// never come to mean another process.
@safe
struct ProcessWatch: ~Copyable {
    let pid: Int32
    /// Becomes readable when the process has ended.
    let descriptor: Int32

    /// What opening a watch can come to.
    enum Outcome: ~Copyable {
        case watching(ProcessWatch)
        /// The process that wrote the entry has ended already.
        case ended
        /// Whether it lives cannot be told from here: another machine's, boot's or namespace's process.
        case unknown
    }

    /// Watches the process that wrote an entry.
    /// - Parameters:
    ///   - pid: its number, as journald saw it.
    ///   - bootID: the boot in which it ran, 32 hexadecimal digits.
    ///   - monotonic: when it wrote, microseconds on the monotonic clock: a process that started later is another.
    static func open(pid: Int32, bootID: String, monotonic: UInt64) -> Outcome {
        guard pid > 0, bootID == currentBootID() else { return .unknown }
        let descriptor = charon_pidfd_open(pid)
        guard descriptor >= 0 else {
            return errno == ESRCH && isInitialNamespace() ? .ended : .unknown
        }
        let watch = ProcessWatch(pid: pid, descriptor: descriptor)
        guard let started = startTime(of: pid) else { return isInitialNamespace() ? .ended : .unknown }
        // /proc counts in clock ticks, of a hundredth of a second as a rule.
        guard monotonic == 0 || started <= monotonic + 1_000_000 else {
            return isInitialNamespace() ? .ended : .unknown
        }
        return .watching(watch)
    }

    deinit { close(descriptor) }

    /// This boot's id as journald writes it: 32 hexadecimal digits.
    static func currentBootID() -> String? {
        var id = sd_id128_t()
        guard unsafe sd_id128_get_boot(&id) >= 0 else { return nil }
        return text(id)
    }

    /// An id as journald writes it: 32 hexadecimal digits.
    static func text(_ id: sd_id128_t) -> String {
        var id = id
        let bytes = unsafe withUnsafeBytes(of: &id) { unsafe Array($0) }
        return bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// Whether this process sees the machine's own process numbers. The initial PID namespace has a fixed inode
    /// number (`PROC_PID_INIT_INO` in the kernel's `proc_ns.h`).
    static func isInitialNamespace() -> Bool {
        var status = stat()
        return unsafe stat("/proc/self/ns/pid", &status) == 0 && status.st_ino == 0xEFFF_FFFC
    }

    /// When a process started, in microseconds on the monotonic clock, or nil when there is no such process.
    static func startTime(of pid: Int32) -> UInt64? {
        guard let text = readSmallFile("/proc/\(pid)/stat") else { return nil }
        // The second field is the command in parentheses and may hold anything; field 22 is the start time.
        guard let close = text.lastIndex(of: UInt8(ascii: ")")) else { return nil }
        let fields = text[(close + 1)...].split(separator: UInt8(ascii: " "))
        guard fields.count > 19, let ticks = UInt64(String(decoding: fields[19], as: UTF8.self)) else { return nil }
        let sinceBoot = ticks * 1_000_000 / UInt64(max(1, sysconf(CInt(_SC_CLK_TCK))))
        // /proc counts from the boot, with the time asleep; the journal's clock stands still meanwhile.
        // The clock that may be ahead is read last: it cannot be behind then.
        let monotonic = clock(CLOCK_MONOTONIC)
        let asleep = clock(CLOCK_BOOTTIME) - monotonic
        return sinceBoot - min(sinceBoot, asleep)
    }

    private static func clock(_ id: clockid_t) -> UInt64 {
        var time = timespec()
        unsafe clock_gettime(id, &time)
        return UInt64(time.tv_sec) * 1_000_000 + UInt64(time.tv_nsec) / 1000
    }

    private static func readSmallFile(_ path: String) -> [UInt8]? {
        let descriptor = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = unsafe buffer.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
        return count > 0 ? Array(buffer[..<count]) : nil
    }
}
