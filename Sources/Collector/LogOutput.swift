internal import Archive
internal import Bytes
internal import Glibc
package import Logging

/// Writes the program's own log to standard error, a line a message: logfmt or JSON, times in UTC.
package struct LogOutput: LogHandler {
    package var logLevel: Logger.Level
    package var metadata: Logger.Metadata = [:]
    private let isJSON: Bool

    /// - Parameter isJSON: JSON instead of logfmt.
    package init(level: Logger.Level, isJSON: Bool) {
        logLevel = level
        self.isJSON = isJSON
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        var line: [UInt8] = []
        let fields =
            [("time", Self.time()), ("level", event.level.rawValue), ("msg", "\(event.message)")]
            + metadata.merging(event.metadata ?? [:]) { $1 }.sorted { $0.key < $1.key }.map { ($0.key, "\($0.value)") }
        for (index, (key, value)) in fields.enumerated() {
            if isJSON {
                line.append(contentsOf: (index == 0 ? "{\"\(key)\":\"" : ",\"\(key)\":\"").utf8)
            } else {
                line.append(contentsOf: (index == 0 ? "\(key)=" : " \(key)=").utf8)
            }
            let text = Array(value.utf8)
            let isPlain =
                !isJSON && !text.isEmpty && text.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x3D }
            if isPlain {
                line += text
                continue
            }
            if !isJSON { line.append(UInt8(ascii: "\"")) }
            // Not UTF-8 cannot be: it is a String.
            _ = JSONLine.appendEscaped(text.span, ByteRange(0, text.count), onto: &line)
            line.append(UInt8(ascii: "\""))
        }
        line.append(contentsOf: (isJSON ? "}\n" : "\n").utf8)
        unsafe line.withUnsafeBytes { bytes in
            // Nowhere is left to report that standard error cannot be written.
            _ = unsafe write(2, bytes.baseAddress, bytes.count)
        }
    }

    /// Now, in RFC 3339 with milliseconds.
    private static func time() -> String {
        let now = Clock.now()
        let second = now / 1_000_000
        func padded(_ value: UInt64, _ width: Int) -> String {
            let digits = String(value)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return "\(Day(microseconds: now))T\(padded(second % 86_400 / 3600, 2)):\(padded(second % 3600 / 60, 2)):"
            + "\(padded(second % 60, 2)).\(padded(now / 1000 % 1000, 3))Z"
    }
}

/// The wall clock.
enum Clock {
    /// Microseconds since 1970 UTC.
    static func now() -> UInt64 {
        var time = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &time)
        return UInt64(time.tv_sec) * 1_000_000 + UInt64(time.tv_nsec) / 1000
    }

    /// Seconds on the monotonic clock, for measuring how long something takes.
    static func seconds() -> Double {
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1_000_000_000
    }
}
