internal import Foundation
internal import Glibc

/// A real Prometheus that scrapes exporters every second.
package struct PrometheusProcess: Sendable {
    package let process: ChildProcess
    package let port: UInt16

    /// Starts Prometheus and waits until it has scraped all exporters. It ends with the lab.
    /// - Parameters:
    ///   - targets: ports on the loopback address, by the value of the label `instance`.
    /// - Throws: `LabError` when it is not installed, or with its log when it does not start.
    package static func start(
        _ lab: Lab, _ targets: [String: UInt16], port: UInt16? = nil
    ) async throws -> PrometheusProcess {
        let port = try port ?? HTTP.freePort()
        let directory = lab.directory + "/prometheus"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        var configuration = """
            global:
              scrape_interval: 1s
              scrape_timeout: 1s
            scrape_configs:
              - job_name: charon
                static_configs:

            """
        for (instance, target) in targets.sorted(by: { $0.key < $1.key }) {
            configuration += """
                      - targets: ["127.0.0.1:\(target)"]
                        labels: {instance: "\(instance)"}

                """
        }
        try Data(configuration.utf8).write(to: URL(fileURLWithPath: directory + "/prometheus.yml"))
        let log = directory + "/prometheus.log"
        let process = try ChildProcess(
            [
                Tool.prometheus.path(), "--config.file=\(directory)/prometheus.yml",
                "--storage.tsdb.path=\(directory)/data", "--web.listen-address=127.0.0.1:\(port)", "--log.level=warn",
            ], output: OutputFile(path: log), errors: OutputFile(path: log))
        await lab.adopt(process)
        let isReady = try await poll(every: .milliseconds(50), atMost: .seconds(20)) { () -> Bool? in
            guard !process.hasEnded else { return false }
            return (try? HTTP.get("/-/ready", port: port))?.status == 200 ? true : nil
        }
        guard isReady == true else {
            let text = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
            throw LabError("Prometheus did not start: \(text)")
        }
        let prometheus = PrometheusProcess(process: process, port: port)
        // It looks at its configuration's targets some seconds after it is ready.
        let isScraping = try await poll(every: .milliseconds(50), atMost: .seconds(20)) {
            try prometheus.query("up").values.count { $0 == 1 } == targets.count ? true : nil
        }
        guard isScraping != nil else { throw LabError("Prometheus reaches not all of \(targets)") }
        return prometheus
    }

    /// Evaluates an expression now.
    /// - Returns: the value of each series in the result.
    /// - Throws: `LabError` when Prometheus finds fault with it.
    package func query(_ expression: String) throws -> [Samples.Series: Double] {
        let text = expression.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        let response = try HTTP.get("/api/v1/query?query=\(text)", port: port)
        guard response.status == 200 else { throw LabError("`\(expression)`: \(response.body)") }
        let answer = try JSONDecoder().decode(Answer.self, from: Data(response.body.utf8))
        var values: [Samples.Series: Double] = [:]
        for sample in answer.data.result {
            var labels = sample.metric
            let name = labels.removeValue(forKey: "__name__") ?? ""
            values[Samples.Series(name, labels)] = Double(sample.value.text)
        }
        return values
    }

    /// What the API answers to an instant query for a vector.
    private struct Answer: Decodable {
        struct Data: Decodable { var result: [Sample] }
        struct Sample: Decodable {
            var metric: [String: String]
            var value: Value
        }
        /// A pair of a time and a number in quotes.
        struct Value: Decodable {
            var text: String

            init(from decoder: any Decoder) throws {
                var container = try decoder.unkeyedContainer()
                _ = try container.decode(Double.self)
                text = try container.decode(String.self)
            }
        }
        var data: Data
    }
}
