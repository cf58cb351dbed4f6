internal import Foundation

/// The two-tunnel site-to-site link: one gateway, and two tunnels from it to a cloud's gateway.
extension Gateway {
    /// The side that has both tunnels from one address, initiates, and watches the peer closely.
    package static let gw = end(isInitiator: true)
    /// The side with an address for each tunnel, which waits.
    package static let cloud = end(isInitiator: false)
    /// Both, the waiting one first.
    package static let link = [cloud, gw]
    /// The tunnels of the link, each also the name of its connection: the primary, then the standby.
    package static let tunnels = ["aws-1", "aws-2"]

    private static let gwAddresses = ["192.0.2.10"]
    private static let cloudAddresses = ["192.0.2.20", "192.0.2.21"]
    private static let gwInner = ["198.51.100.1", "198.51.100.2"]
    private static let cloudInner = ["203.0.113.1", "203.0.113.2"]

    private static func end(isInitiator: Bool) -> Gateway {
        var connections: [Connection] = []
        var secrets: [String] = []
        for (index, tunnel) in tunnels.enumerated() {
            let here = isInitiator ? gwAddresses[0] : cloudAddresses[index]
            let there = isInitiator ? cloudAddresses[index] : gwAddresses[0]
            let inner = isInitiator ? (gwInner[index], cloudInner[index]) : (cloudInner[index], gwInner[index])
            // The waiting side must not find out first that the path is dead: it would delete what the other rebuilds.
            let settings = isInitiator ? ["dpd_delay": "2s", "keyingtries": "0"] : [:]
            let child = isInitiator ? ["start_action": "start", "dpd_action": "restart", "close_action": "start"] : [:]
            connections.append(Connection(tunnel, from: here, to: there, inner: inner, settings, child: child))
            secrets.append(Connection.preSharedKey(tunnel, [here, there], "lab-psk-\(index + 1)"))
        }
        return Gateway(
            isInitiator ? "gw" : "cloud", addresses: isInitiator ? gwAddresses : cloudAddresses,
            innerAddresses: isInitiator ? gwInner : cloudInner,
            configuration: Connection.configuration(connections, secrets: secrets), expectedTunnels: tunnels)
    }

    /// The address of its end of a tunnel.
    package func address(ofTunnel index: Int) -> String { addresses[min(index, addresses.count - 1)] }
}

extension Lab {
    /// The command with which the path of a tunnel dies, or lives again.
    package nonisolated func blackholeCommand(_ index: Int, _ isOn: Bool) -> [String] {
        blackholeCommand(.gw, Gateway.cloud.address(ofTunnel: index), isOn)
    }

    /// Lets the path of a tunnel die: what gw sends to that address of cloud's is lost.
    package func blackhole(_ index: Int, _ isOn: Bool) async throws {
        try await blackhole(.gw, Gateway.cloud.address(ofTunnel: index), isOn)
    }

    /// Sends packets through a tunnel.
    /// - Returns: how many were answered.
    package func ping(_ index: Int, count: Int = 3, bytes: Int = 100) async throws -> Int {
        try await ping(
            .gw, from: Gateway.gw.innerAddresses[index], to: Gateway.cloud.innerAddresses[index], count: count,
            bytes: bytes)
    }

    /// Sends a packet through each tunnel, again and again, until `stopTraffic`.
    package func startTraffic(every interval: Duration = .milliseconds(200), bytes: Int = 100) throws {
        for (source, target) in zip(Gateway.gw.innerAddresses, Gateway.cloud.innerAddresses) {
            try startTraffic(.gw, from: source, to: target, every: interval, bytes: bytes)
        }
    }
}
