import Foundation
import Lab
import Testing

extension LabSuite {
    /// The status page in a browser, while real charons lose and find each other.
    @Suite("The status page", .serialized)
    struct StatusPageTests {
        private static let root = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

        private static let gateways: [Gateway] = {
            var gw = Gateway.gw
            gw.exporterConfiguration = """
                groups:
                  - { name: aws, kind: link, tunnels: ["aws-*"] }
                watch: { file: \(root)/watch/vpn-failover.yml }
                """
            return [Gateway.cloud, gw]
        }()

        /// Where pictures of it go, if anywhere: docs/images has some that were made so.
        private static var pictures: [String] {
            ProcessInfo.processInfo.environment["CHARON_EXPORTER_PICTURES"].map { [$0] } ?? []
        }

        @Test("Both tunnels, one that goes down before one's eyes, and what happened", .timeLimit(.minutes(4)))
        func aDayAtTheScreen() async throws {
            try await Lab.with(prefix: "labpage", gateways: Self.gateways) { lab in
                let exporter = try await ExporterProcess.start(lab, .gw, asksCharon: true)
                try await lab.startFailoverService()
                try await lab.startTraffic()
                let log = lab.directory + "/page.log"
                let watch = try PythonScript.start(
                    "watch_lab.py", ["http://127.0.0.1:\(exporter.port)"] + Self.pictures, in: "Browser", log: log)
                await lab.adopt(watch)
                try await wait(for: "shown", log, watch)
                try await lab.blackhole(0, true)
                try await wait(for: "down", log, watch)
                try await lab.blackhole(0, false)
                #expect(try await watch.wait(atMost: .seconds(120)) == 0, "\(said(log))")
                // Seconds from charon's line to the page, for whoever reads the output.
                print("lab: the page: \(said(log).split(separator: "\n").joined(separator: ", "))")
            }
        }

        private func said(_ log: String) -> String { (try? String(contentsOfFile: log, encoding: .utf8)) ?? "" }

        /// Waits until the script says a word at the beginning of a line.
        private func wait(for word: String, _ log: String, _ script: ChildProcess) async throws {
            let isSaid = try await poll(every: .milliseconds(50), atMost: .seconds(90)) { () -> Bool? in
                if said(log).split(separator: "\n").contains(where: { $0.hasPrefix(word) }) { return true }
                if let code = script.exitCode { throw LabError("the script ended with \(code): \(said(log))") }
                return nil
            }
            if isSaid == nil { throw LabError("the page never showed \"\(word)\": \(said(log))") }
        }
    }
}
