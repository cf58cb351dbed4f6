import Lab
import Testing

extension Scenario {
    /// Checks that the exporters which ask charon get answers.
    /// - Parameter isTold: whether the log tells of every SA, and in time: not of the redundant ones that rekeyings which
    ///   meet leave for a moment. Where it does, charon's answers never said something else.
    func expectAnswers(isTold: Bool, sourceLocation: SourceLocation = #_sourceLocation) async throws {
        for gateway in lab.gateways where await lab.isRunning(gateway) {
            let isUp = try await poll(every: .milliseconds(50), atMost: .seconds(20)) { () -> Bool? in
                try self.askingMetrics(gateway)["charon_exporter_vici_up"] == 1 ? true : nil
            }
            #expect(isUp != nil, "\(place), \(gateway.name): charon is not asked", sourceLocation: sourceLocation)
            let corrected = try askingMetrics(gateway)["charon_exporter_events_total", ["event": "state_corrected"]]
            guard corrected != 0 else { continue }
            let archive = try await lab.archive(gateway, asksCharon: true).split(separator: "\n")
            let events = archive.filter { $0.contains("state_corrected") }.joined(separator: "\n")
            print("lab: \(place), \(gateway.name): corrected\n\(events)")
            #expect(!isTold, "\(place), \(gateway.name): corrected\n\(events)", sourceLocation: sourceLocation)
        }
    }

    /// Checks that the exporter which asks charon soon shows a value.
    func expectAsking(
        _ value: Double, _ name: String, _ labels: [String: String], on gateway: Gateway,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        var last: Double?
        let found = try await poll(every: .milliseconds(20), atMost: .seconds(10)) { () -> Bool? in
            last = try self.askingMetrics(gateway, sourceLocation: sourceLocation)[name, labels]
            return last == value ? true : nil
        }
        let shown = last.map { "\($0)" } ?? "nothing"
        #expect(
            found != nil, "\(place), \(gateway.name): \(Samples.Series(name, labels)) is \(shown), not \(value)",
            sourceLocation: sourceLocation)
    }

    /// What the exporter that asks charon has logged.
    func askingErrors(_ gateway: Gateway) throws -> String { try #require(askingExporters[gateway]).errors }
}
