import Foundation
import Lab
import Testing

extension LabSuite.TwoTunnelLinkTests {
    /// Prometheus's own tool finds no fault with the text.
    func checkFormat(_ scenario: Scenario) async throws {
        for gateway in scenario.lab.gateways {
            let path = scenario.lab.exporterDirectory(gateway) + "/metrics.txt"
            let text = try await scenario.exporter(gateway).text()
            try Data(text.utf8).write(to: URL(fileURLWithPath: path))
            let remarks = try await Tool.promtool.run(["check", "metrics"], input: path)
            #expect(remarks.isEmpty)
        }
    }

    /// After the exporters have ended, their archives have each event once, in order.
    func checkArchives(_ scenario: Scenario) async throws {
        for gateway in scenario.lab.gateways {
            let exporter = try await scenario.exporter(gateway)
            let code = try await exporter.terminate()
            #expect(code == 0)
            #expect(!exporter.errors.contains("level=error"), "\(exporter.errors)")
            let journal = try await scenario.lab.journal(gateway)
            let logged = try await scenario.lab.closedBytes(gateway)
            let segments = try scenario.lab.segments(gateway)
            #expect(!segments.isEmpty)
            #expect(segments.allSatisfy { $0.contains("/host=\(gateway.name)/charon-") }, "\(segments)")
            let text = try await scenario.lab.archive(gateway)
            try checkArchive(text, gateway, journal, logged)
            print("lab: \(gateway.name)'s archive has \(segments.count) segment(s)")
        }
    }

    private func checkArchive(
        _ text: String, _ gateway: Gateway, _ journal: [String], _ logged: [String: ByteTotals]
    ) throws {
        #expect(text.hasSuffix("\n"))
        let records = try text.split(separator: "\n").map { try JSONDecoder().decode(Record.self, from: Data($0.utf8)) }
        #expect(records.map(\.seq) == Array(1...UInt64(max(1, records.count))))
        #expect(records.map(\.time) == records.map(\.time).sorted())
        #expect(records.allSatisfy { $0.host == gateway.name })

        // What matters most is there once, in charon's order, across the exporter's own death.
        let archived = records.compactMap(\.message).filter(Self.matters)
        #expect(archived == journal.filter(Self.matters))
        var totals: [String: ByteTotals] = [:]
        for record in records where record.event == "child_sa_closed" {
            guard let tunnel = record.tunnel, let received = record.bytesIn, let sent = record.bytesOut else {
                continue
            }
            totals[tunnel, default: ByteTotals()].received += received
            totals[tunnel, default: ByteTotals()].sent += sent
        }
        #expect(totals == logged)
    }

    private static func matters(_ message: String) -> Bool {
        ["established", "rekeyed", "closing CHILD_SA", "initiating IKE_SA", "deleting IKE_SA", "giving up"]
            .contains { message.contains($0) }
    }

    /// What is looked at of an archived event.
    private struct Record: Decodable {
        var seq: UInt64
        var time: String
        var host: String
        var event: String
        var message: String?
        var tunnel: String?
        var bytesIn: UInt64?
        var bytesOut: UInt64?

        enum CodingKeys: String, CodingKey {
            case seq, time, host, event, message, tunnel
            case bytesIn = "bytes_in"
            case bytesOut = "bytes_out"
        }
    }
}
