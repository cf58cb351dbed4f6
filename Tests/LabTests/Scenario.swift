import Lab
import Testing

/// The link with everything that watches it, and what was seen so far.
actor Scenario {
    let lab: Lab
    private let prometheus: PrometheusProcess
    private(set) var exporters: [Gateway: ExporterProcess]
    private var truths: [Gateway: Truth] = [:]
    /// Each gateway's counters as last seen.
    private var counters: [Gateway: [Samples.Series: Double]] = [:]
    private var step = ("", ContinuousClock.now)

    /// How soon the exporter must show what is.
    static let promptness = Duration.seconds(2)

    init(_ lab: Lab) async throws {
        self.lab = lab
        exporters = [:]
        for gateway in Gateway.allCases { exporters[gateway] = try await ExporterProcess.start(lab, gateway) }
        prometheus = try await PrometheusProcess.start(
            lab, Dictionary(uniqueKeysWithValues: exporters.map { ($0.key.name, $0.value.port) }))
    }

    /// The exporter of a gateway.
    func exporter(_ gateway: Gateway) throws -> ExporterProcess { try #require(exporters[gateway]) }

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

    // MARK: What there is, and what is shown

    /// What is there of each tunnel.
    struct View: Equatable {
        var isTunnelUp: [String: Double] = [:]
        var isIKEUp: [String: Double] = [:]
        var childSAs: [String: Double] = [:]

        init(_ sas: [ListedIKESA]) {
            for tunnel in Gateway.tunnels {
                isTunnelUp[tunnel] = sas.installed(tunnel) > 0 ? 1 : 0
                childSAs[tunnel] = Double(sas.installed(tunnel))
                isIKEUp[tunnel] = sas.established(tunnel) > 0 ? 1 : 0
            }
        }

        init(_ samples: Samples) {
            for tunnel in Gateway.tunnels {
                isTunnelUp[tunnel] = samples["charon_tunnel_up", tunnel: tunnel]
                childSAs[tunnel] = samples["charon_tunnel_child_sas", tunnel: tunnel]
                isIKEUp[tunnel] = samples["charon_ike_up", ["connection": tunnel]]
            }
        }
    }

    /// charon's own list, which is also remembered for the byte counts in it.
    @discardableResult
    func list(_ gateway: Gateway) async throws -> [ListedIKESA] {
        let sas = try await lab.securityAssociations(gateway)
        truths[gateway, default: Truth()].observe(sas, start: await lab.starts(gateway))
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
                "\(step.0): \(series) on \(gateway.name) went from \(value) to \(new.map { "\($0)" } ?? "nothing")",
                sourceLocation: sourceLocation)
        }
        counters[gateway] = now
        return samples
    }

    /// Counters that a restart of the exporter must not set back. What it counts of its own work begins anew.
    private static func isLastingCounter(_ name: String) -> Bool {
        let isCounter = ["_total", "_count", "_sum", "_bucket"].contains { name.hasSuffix($0) }
        return isCounter && !name.hasPrefix("process_") && !name.hasPrefix("charon_exporter_archive_")
    }

    /// Checks that both exporters soon show what charon says that there is.
    func expectAgreement(sourceLocation: SourceLocation = #_sourceLocation) async throws {
        for gateway in Gateway.allCases {
            let start = ContinuousClock.now
            var last = ""
            let agreed = try await poll(every: .milliseconds(20), atMost: Self.promptness) { () -> Bool? in
                let before = View(try await self.list(gateway))
                let shown = View(try self.metrics(gateway, sourceLocation: sourceLocation))
                let after = View(try await self.list(gateway))
                last = "charon has \(after), the exporter shows \(shown)"
                return before == after && shown == after ? true : nil
            }
            if agreed == nil {
                let journal = try await lab.journal(gateway).suffix(30).joined(separator: "\n")
                Issue.record(
                    "\(step.0), \(gateway.name): after \(Self.promptness) \(last)\n\(journal)",
                    sourceLocation: sourceLocation)
            }
            print("lab: \(step.0): \(gateway.name) agrees after \((.now - start).formatted)")
        }
    }

    /// Checks that Prometheus soon knows which of gw's tunnels are up.
    func expectPrometheus(_ expected: [Double], sourceLocation: SourceLocation = #_sourceLocation) async throws {
        var last: [Double?] = []
        // A scrape a second, and what the exporter may take.
        let found = try await poll(every: .milliseconds(100), atMost: Self.promptness + .seconds(3)) { () -> Bool? in
            let values = try prometheus.query(#"charon_tunnel_up{instance="gw"}"#)
            last = Gateway.tunnels.map { tunnel in values.first { $0.key.labels["tunnel"] == tunnel }?.value }
            return last == expected && values.count == expected.count ? true : nil
        }
        #expect(
            found != nil, "\(step.0): Prometheus says \(last) instead of \(expected)", sourceLocation: sourceLocation)
    }

    /// Checks that an exporter soon shows a value.
    func expect(
        _ value: Double, _ name: String, _ labels: [String: String] = [:], on gateway: Gateway = .gw,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        var last: Double?
        let found = try await poll(every: .milliseconds(20), atMost: Self.promptness) { () -> Bool? in
            last = try self.metrics(gateway, sourceLocation: sourceLocation)[name, labels]
            return last == value ? true : nil
        }
        let shown = last.map { "\($0)" } ?? "nothing"
        #expect(
            found != nil, "\(step.0), \(gateway.name): \(Samples.Series(name, labels)) is \(shown), not \(value)",
            sourceLocation: sourceLocation)
    }

    /// The same for a tunnel's series.
    func expect(
        _ value: Double, _ name: String, tunnel: String, _ labels: [String: String] = [:], on gateway: Gateway = .gw,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let all = labels.merging(["connection": tunnel, "tunnel": tunnel]) { $1 }
        try await expect(value, name, all, on: gateway, sourceLocation: sourceLocation)
    }

    // MARK: Bytes

    /// Reads the counts of a CHILD_SA that is about to be rekeyed: at least these must be logged.
    func noteRekey(_ tunnel: String) async throws {
        for gateway in Gateway.allCases {
            let sas = try await list(gateway)
            let bytes = sas.flatMap(\.children).filter { $0.name == tunnel && $0.isInstalled }.map(\.bytesIn)
            truths[gateway, default: Truth()].noteRekey(tunnel, bytes.reduce(0, +))
        }
    }

    /// Checks that both exporters soon have counted just the bytes that charon logged, and that these are the truth.
    func expectBytes(sourceLocation: SourceLocation = #_sourceLocation) async throws {
        for gateway in Gateway.allCases {
            var logged: [String: ByteTotals] = [:]
            var counted: [String: ByteTotals] = [:]
            let isEqual = try await poll(every: .milliseconds(20), atMost: Self.promptness) { () -> Bool? in
                try await self.list(gateway)
                let before = try await self.lab.closedBytes(gateway)
                let samples = try self.metrics(gateway, sourceLocation: sourceLocation)
                logged = try await self.lab.closedBytes(gateway)
                for tunnel in Gateway.tunnels {
                    counted[tunnel] = ByteTotals(
                        received: UInt64(samples["charon_tunnel_received_bytes_total", tunnel: tunnel] ?? -1),
                        sent: UInt64(samples["charon_tunnel_sent_bytes_total", tunnel: tunnel] ?? -1))
                    logged[tunnel, default: ByteTotals()].received += 0
                }
                return before.allSatisfy { logged[$0.key] == $0.value } && counted == logged ? true : nil
            }
            #expect(
                isEqual != nil, "\(step.0), \(gateway.name): \(counted) counted, \(logged) logged",
                sourceLocation: sourceLocation)
            let truth = truths[gateway] ?? Truth()
            for tunnel in Gateway.tunnels {
                let bytes = counted[tunnel] ?? ByteTotals()
                let upper = truth.total(tunnel)
                #expect(
                    bytes.received <= upper.received && bytes.sent <= upper.sent,
                    "\(step.0), \(gateway.name), \(tunnel): \(bytes) counted, \(upper) there were",
                    sourceLocation: sourceLocation)
                #expect(
                    bytes.received >= truth.rekeyed(tunnel),
                    "\(step.0), \(gateway.name), \(tunnel): \(bytes) counted, \(truth.rekeyed(tunnel)) were rekeyed",
                    sourceLocation: sourceLocation)
            }
        }
    }

    /// Starts the exporter of a gateway again, where it was.
    func restartExporter(_ gateway: Gateway) async throws {
        exporters[gateway] = try await ExporterProcess.start(lab, gateway, port: exporter(gateway).port)
    }
}
