internal import Archive
internal import Glibc

/// What the kernel says of this process, under the names that Prometheus's own clients use.
struct ProcessStatistics: Sendable {
    var cpuSeconds: Double
    var residentBytes: UInt64
    var virtualBytes: UInt64
    var openDescriptors: UInt64
    var maximumDescriptors: UInt64
    /// Seconds since 1970 UTC.
    var startTime: Double

    /// Reads /proc; nil where it is not there.
    static func read() -> ProcessStatistics? {
        guard let stat = lines("/proc/self/stat").first, let close = stat.lastIndex(of: ")") else { return nil }
        // Fields from the third on, as proc(5) numbers them.
        let fields = stat[stat.index(after: close)...].split(separator: " ")
        guard fields.count > 21, let user = UInt64(fields[11]), let system = UInt64(fields[12]),
            let started = UInt64(fields[19]), let size = UInt64(fields[20]), let pages = UInt64(fields[21])
        else { return nil }
        let ticks = Double(max(1, sysconf(CInt(_SC_CLK_TCK))))
        var limit = rlimit()
        unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        return ProcessStatistics(
            cpuSeconds: Double(user + system) / ticks,
            residentBytes: pages * UInt64(max(1, sysconf(CInt(_SC_PAGESIZE)))),
            virtualBytes: size, openDescriptors: UInt64((try? Directory.names("/proc/self/fd").count) ?? 0),
            maximumDescriptors: UInt64(limit.rlim_cur), startTime: bootTime + Double(started) / ticks)
    }

    /// Seconds since 1970 UTC. The kernel tells it by the clock as it stands now: read once, it stays the same.
    private static let bootTime =
        lines("/proc/stat").first { $0.hasPrefix("btime ") }.flatMap { Double($0.dropFirst(6)) } ?? 0

    /// The lines of a file of /proc, which has no size and is read until its end.
    private static func lines(_ path: String) -> [Substring] {
        guard let file = unsafe fopen(path, "re") else { return [] }
        defer { unsafe fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 8192)
        while true {
            let count = unsafe fread(&buffer, 1, buffer.count, file)
            guard count > 0 else { break }
            bytes += buffer[..<count]
        }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    }
}
