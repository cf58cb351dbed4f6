import Lab
import Testing

/// A lab with everything that watches it, and what was seen so far.
actor Scenario {
    let lab: Lab
    let prometheus: PrometheusProcess?
    private(set) var exporters: [Gateway: ExporterProcess] = [:]
    /// The same, but that these ask charon too.
    private(set) var askingExporters: [Gateway: ExporterProcess] = [:]
    var truths: [Gateway: Truth] = [:]
    /// The tunnels and connections that each gateway's charon ever had: they are shown for ever.
    private var known: [Gateway: View] = [:]
    /// Each gateway's counters as last seen.
    private var counters: [Gateway: [Samples.Series: Double]] = [:]
    private var askingCounters: [Gateway: [Samples.Series: Double]] = [:]
    private var step = ("", ContinuousClock.now)

    /// How soon the exporter must show what is.
    static let promptness = Duration.seconds(2)

    /// Starts an exporter on each gateway.
    /// - Parameter hasPrometheus: whether a Prometheus scrapes them.
    init(_ lab: Lab, hasPrometheus: Bool = false) async throws {
        self.lab = lab
        var exporters: [Gateway: ExporterProcess] = [:]
        var asking: [Gateway: ExporterProcess] = [:]
        for gateway in lab.gateways {
            exporters[gateway] = try await ExporterProcess.start(lab, gateway)
            asking[gateway] = try await ExporterProcess.start(lab, gateway, asksCharon: true)
        }
        self.exporters = exporters
        askingExporters = asking
        prometheus =
            hasPrometheus
            ? try await PrometheusProcess.start(
                lab, Dictionary(uniqueKeysWithValues: exporters.map { ($0.key.name, $0.value.port) })) : nil
    }

    /// The exporter of a gateway.
    func exporter(_ gateway: Gateway) throws -> ExporterProcess { try #require(exporters[gateway]) }

    /// Starts the exporter of a gateway again, where it was.
    func restartExporter(_ gateway: Gateway) async throws {
        exporters[gateway] = try await ExporterProcess.start(lab, gateway, port: exporter(gateway).port)
    }

    /// Begins a step of the story; the test's output shows how long each took.
    func begin(_ name: String) {
        finish()
        step = (name, .now)
    }

    /// Ends the story's last step.
    func finish() {
        if !step.0.isEmpty { print("lab: \(step.0): \((.now - step.1).formatted)") }
        step = ("", .now)
    }

    /// Where the story is, for messages.
    var place: String { step.0 }

    // MARK: What there is, and what is shown

    /// charon's own list, which is also remembered for the byte counts in it.
    @discardableResult
    func list(_ gateway: Gateway) async throws -> [ListedIKESA] {
        let sas = try await lab.securityAssociations(gateway)
        truths[gateway, default: Truth()].observe(sas, start: await lab.starts(gateway))
        known[gateway, default: View()].merge(View(sas))
        return sas
    }

    /// The exporter's samples, after a look whether a counter fell.
    @discardableResult
    func metrics(_ gateway: Gateway, sourceLocation: SourceLocation = #_sourceLocation) throws -> Samples {
        let samples = try exporter(gateway).metrics()
        let now = samples.values.filter { Self.isLastingCounter($0.key.name) }
        for (series, value) in counters[gateway] ?? [:] {
            let new = now[series]
            #expect(
                new.map { $0 >= value } == true,
                "\(place): \(series) on \(gateway.name) went from \(value) to \(new.map { "\($0)" } ?? "nothing")",
                sourceLocation: sourceLocation)
        }
        counters[gateway] = now
        return samples
    }

    /// A connection is shown no more, and its counters need not be.
    func forget(connection: String, on gateway: Gateway) {
        counters[gateway] = counters[gateway]?.filter { $0.key.labels["connection"] != connection }
        askingCounters[gateway] = askingCounters[gateway]?.filter { $0.key.labels["connection"] != connection }
    }

    /// The samples of the exporter that asks charon too, after a look whether a counter fell.
    func askingMetrics(_ gateway: Gateway, sourceLocation: SourceLocation = #_sourceLocation) throws -> Samples {
        let samples = try #require(askingExporters[gateway]).metrics()
        let now = samples.values.filter { Self.isLastingCounter($0.key.name) }
        for (series, value) in askingCounters[gateway] ?? [:] {
            let new = now[series]
            #expect(
                new.map { $0 >= value } == true,
                "\(place): \(series) on \(gateway.name), which is asked, went from \(value) to \(new.map { "\($0)" } ?? "nothing")",
                sourceLocation: sourceLocation)
        }
        askingCounters[gateway] = now
        return samples
    }

    /// Counters that a restart of the exporter must not set back. What it counts of its own work begins anew.
    private static func isLastingCounter(_ name: String) -> Bool {
        let isCounter = ["_total", "_count", "_sum", "_bucket"].contains { name.hasSuffix($0) }
        return isCounter && !name.hasPrefix("process_") && !name.hasPrefix("charon_exporter_archive_")
    }

    // MARK: Expectations

    /// Checks that the exporters soon show what charon says that there is.
    func expectAgreement(
        on gateways: [Gateway]? = nil, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        for gateway in gateways ?? lab.gateways {
            let start = ContinuousClock.now
            var last = ""
            let agreed = try await poll(every: .milliseconds(20), atMost: Self.promptness) { () -> Bool? in
                let before = View(try await self.list(gateway))
                let samples = try self.metrics(gateway, sourceLocation: sourceLocation)
                let asking = try self.askingMetrics(gateway, sourceLocation: sourceLocation)
                let after = View(try await self.list(gateway))
                let shown = View(samples)
                let missing = self.known[gateway]?.missing(in: samples) ?? []
                last = "charon has \(after), the exporter shows \(shown), and nothing of \(missing)"
                guard before == after && shown == after && missing.isEmpty else { return nil }
                last = "charon has \(after), the exporter that asks it shows \(View(asking))"
                return View(asking) == after ? true : nil
            }
            if agreed == nil {
                let journal = try await lab.journal(gateway).suffix(30).joined(separator: "\n")
                Issue.record(
                    "\(place), \(gateway.name): after \(Self.promptness) \(last)\n\(journal)",
                    sourceLocation: sourceLocation)
            }
            print("lab: \(place): \(gateway.name) agrees after \((.now - start).formatted)")
        }
    }

    /// Checks that an exporter soon shows a value.
    func expect(
        _ value: Double, _ name: String, _ labels: [String: String] = [:], on gateway: Gateway = .gw,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        try await expect("\(value)", name, labels, on: gateway, sourceLocation: sourceLocation) { $0 == value }
    }

    /// Checks that an exporter soon shows at least a value.
    func expect(
        atLeast value: Double, _ name: String, _ labels: [String: String] = [:], on gateway: Gateway = .gw,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        try await expect("\(value) or more", name, labels, on: gateway, sourceLocation: sourceLocation) { $0 >= value }
    }

    /// The same for a tunnel's series, of a tunnel that is called what its connection is called.
    func expect(
        _ value: Double, _ name: String, tunnel: String, _ labels: [String: String] = [:], on gateway: Gateway = .gw,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let all = labels.merging(["connection": tunnel, "tunnel": tunnel]) { $1 }
        try await expect(value, name, all, on: gateway, sourceLocation: sourceLocation)
    }

    private func expect(
        _ expected: String, _ name: String, _ labels: [String: String], on gateway: Gateway,
        sourceLocation: SourceLocation, _ condition: (Double) -> Bool
    ) async throws {
        var last: Double?
        let found = try await poll(every: .milliseconds(20), atMost: Self.promptness) { () -> Bool? in
            last = try self.metrics(gateway, sourceLocation: sourceLocation)[name, labels]
            return last.map(condition) == true ? true : nil
        }
        let shown = last.map { "\($0)" } ?? "nothing"
        #expect(
            found != nil, "\(place), \(gateway.name): \(Samples.Series(name, labels)) is \(shown), not \(expected)",
            sourceLocation: sourceLocation)
    }
}
