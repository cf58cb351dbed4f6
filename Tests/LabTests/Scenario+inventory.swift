import Lab
import Testing

extension Scenario {
    /// Checks that what the exporters expect is what each charon has loaded.
    func expectInventory(sourceLocation: SourceLocation = #_sourceLocation) async throws {
        for gateway in lab.gateways where await lab.isRunning(gateway) {
            let loaded = Self.tunnels(try await lab.swanctl(gateway, ["--list-conns"]))
            var listed: Set<String> = []
            let agreed = try await poll(every: .milliseconds(50), atMost: Self.promptness) { () -> Bool? in
                let infos = try self.metrics(gateway).values.keys.filter { $0.name == "charon_tunnel_info" }
                listed = Set(
                    infos.filter { ["swanctl", "ipsec"].contains($0.labels["source"]) }.map {
                        "\($0.labels["connection"] ?? "")/\($0.labels["tunnel"] ?? "")"
                    })
                return listed == loaded ? true : nil
            }
            #expect(
                agreed != nil, "\(place), \(gateway.name): charon has \(loaded), the exporter expects \(listed)",
                sourceLocation: sourceLocation)
        }
    }

    /// The connections and tunnels of `swanctl --list-conns`: a connection begins in the first column, its tunnels with
    /// their mode in the third.
    static func tunnels(_ list: String) -> Set<String> {
        var connection = ""
        var tunnels: Set<String> = []
        for line in list.split(separator: "\n") {
            let indent = line.prefix { $0 == " " }.count
            guard let colon = line.firstRange(of: ": ") else { continue }
            let name = line[..<colon.lowerBound].dropFirst(indent)
            if indent == 0 {
                connection = String(name)
            } else if indent == 2, ["TUNNEL", "TRANSPORT", "BEET"].contains(where: line[colon.upperBound...].hasPrefix)
            {
                tunnels.insert("\(connection)/\(name)")
            }
        }
        return tunnels
    }
}
