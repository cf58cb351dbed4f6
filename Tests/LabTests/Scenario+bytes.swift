import Lab
import Testing

extension Scenario {
    /// Reads the counts of a CHILD_SA that is about to be rekeyed: at least these must be logged.
    func noteRekey(_ tunnel: String) async throws {
        for gateway in lab.gateways {
            let sas = try await list(gateway)
            let bytes = sas.flatMap(\.children).filter { $0.name == tunnel && $0.isInstalled }.map(\.bytesIn)
            truths[gateway, default: Truth()].noteRekey(tunnel, bytes.reduce(0, +))
        }
    }

    /// Checks that the exporters soon have counted just the bytes that charon logged, and that these are the truth.
    ///
    /// The names of tunnels are taken to be the same in all connections.
    func expectBytes(sourceLocation: SourceLocation = #_sourceLocation) async throws {
        for gateway in lab.gateways {
            var logged: [String: ByteTotals] = [:]
            var counted: [String: ByteTotals] = [:]
            let isEqual = try await poll(every: .milliseconds(20), atMost: Self.promptness) { () -> Bool? in
                try await self.list(gateway)
                let before = try await self.lab.closedBytes(gateway)
                let samples = try self.metrics(gateway, sourceLocation: sourceLocation)
                logged = try await self.lab.closedBytes(gateway)
                counted = Self.bytes(samples)
                return before == logged && counted == logged.filter { $0.value != ByteTotals() } ? true : nil
            }
            #expect(
                isEqual != nil, "\(place), \(gateway.name): \(counted) counted, \(logged) logged",
                sourceLocation: sourceLocation)
            let truth = truths[gateway] ?? Truth()
            for tunnel in truth.tunnels {
                let bytes = counted[tunnel] ?? ByteTotals()
                let upper = truth.total(tunnel)
                #expect(
                    bytes.received <= upper.received && bytes.sent <= upper.sent,
                    "\(place), \(gateway.name), \(tunnel): \(bytes) counted, \(upper) there were",
                    sourceLocation: sourceLocation)
                #expect(
                    bytes.received >= truth.rekeyed(tunnel),
                    "\(place), \(gateway.name), \(tunnel): \(bytes) counted, \(truth.rekeyed(tunnel)) were rekeyed",
                    sourceLocation: sourceLocation)
            }
        }
    }

    /// What an exporter has counted, where it is not nothing.
    private static func bytes(_ samples: Samples) -> [String: ByteTotals] {
        var totals: [String: ByteTotals] = [:]
        for (series, value) in samples.values where value != 0 {
            guard let tunnel = series.labels["tunnel"] else { continue }
            switch series.name {
            case "charon_tunnel_received_bytes_total": totals[tunnel, default: ByteTotals()].received += UInt64(value)
            case "charon_tunnel_sent_bytes_total": totals[tunnel, default: ByteTotals()].sent += UInt64(value)
            default: break
            }
        }
        return totals
    }
}
