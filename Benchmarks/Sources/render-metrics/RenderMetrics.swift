internal import Glibc
internal import Logging
@testable internal import Collector
internal import Exposition

/// Renders the metrics of a log as the exporter does, many times, and says what that took.
@main
struct RenderMetrics {
    private static let usage = """
        usage: render-metrics text|openmetrics RENDERS LOG
               render-metrics write PREFIX LOG

        Reads a log file through the exporter's own pipeline. The first prints what RENDERS renderings took: the median
        of their milliseconds, milliseconds of CPU each, bytes of the text, samples, KiB that rendering added, and the
        most KiB that the process had. The second writes one moment's metrics to PREFIX.text and PREFIX.openmetrics.

        """

    /// Of one moment, so that each rendering is of the same values.
    private let now = Clock.now()
    private let process = ProcessStatistics.read()
    private let collection: Collection

    static func main() {
        let arguments = CommandLine.arguments
        do {
            guard arguments.count == 4 else { throw Failure(usage) }
            let log = arguments[3]
            switch (arguments[1], Int(arguments[2])) {
            case ("text", let renders?) where renders > 0: try RenderMetrics(log).measure(.text, renders)
            case ("openmetrics", let renders?) where renders > 0: try RenderMetrics(log).measure(.openMetrics, renders)
            case ("write", _): try RenderMetrics(log).write(arguments[2])
            default: throw Failure(usage)
            }
        } catch {
            let text = "render-metrics: \(error)\n"
            _ = unsafe Glibc.write(2, text, text.utf8.count)
            exit(2)
        }
    }

    private init(_ log: String) throws {
        var settings = Settings()
        settings.set("syslog.file", [log])
        settings.set("inventory.swanctl-file", ["none"])
        let logger = Logger(label: "render-metrics") { _ in SwiftLogNoOpLogHandler() }
        collection = try Collection(Configuration(settings), logger: logger, follows: false)
        try collection.run()
    }

    private func render(_ format: Format) -> [UInt8] {
        collection.pipeline.withState {
            MetricList.render($0, archive: nil, process: process, now: now, format: format)
        }
    }

    private func write(_ prefix: String) throws {
        for (name, format) in [("text", Format.text), ("openmetrics", .openMetrics)] {
            try File.write(render(format), to: "\(prefix).\(name)")
        }
    }

    private func measure(_ format: Format, _ renders: Int) throws {
        // What reading the log left over is given back; none of it is counted.
        Memory.trim()
        let before = try Memory.now()
        try Memory.beginPeakAnew()
        // One to warm up.
        _ = render(format)
        var times: [Double] = []
        var cpu = cpuTime()
        let clock = ContinuousClock()
        for _ in 0..<renders { times.append(clock.measure { _ = render(format) } / .milliseconds(1)) }
        cpu = (cpuTime() - cpu) / Double(renders)
        let peak = try Memory.peak()

        times.sort()
        let median = (times[(renders - 1) / 2] + times[renders / 2]) / 2
        let text = render(format)
        let samples = text.split(separator: UInt8(ascii: "\n")).count { $0.first != UInt8(ascii: "#") }
        print(rounded(median), rounded(cpu), text.count, samples, peak - before, peak)
    }

    private func rounded(_ milliseconds: Double) -> Double { (milliseconds * 1000).rounded() / 1000 }

    /// Milliseconds of all threads.
    private func cpuTime() -> Double {
        var usage = rusage()
        unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime)
    }

    private func milliseconds(_ time: timeval) -> Double { Double(time.tv_sec) * 1000 + Double(time.tv_usec) / 1000 }
}

/// Why it cannot be measured.
struct Failure: Error, CustomStringConvertible {
    var description: String
    init(_ description: String) { self.description = description }
}
