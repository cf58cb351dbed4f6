import Foundation
import Inventory

/// Reads an `ipsec.conf` on a machine with these addresses.
func readIPsec(_ text: String, _ others: [String: String] = [:], local: [String] = []) throws -> ConfigurationReading {
    try reading("ipsec.conf", text, others) { path in
        IPsecConfiguration.read(path, localAddresses: Set(local.map { Array($0.utf8) }))
    }
}

extension ConfigurationReading {
    /// The same, where it does not matter that a tunnel without a peer is a template.
    var plain: [String] { lines.map { $0.replacingOccurrences(of: " template", with: " none") } }

    /// One line for each tunnel, or the fault.
    var lines: [String] {
        fault.map { [$0.description] }
            ?? tunnels.map { tunnel in
                let name = String(decoding: tunnel.tunnel, as: UTF8.self)
                let connection = String(decoding: tunnel.connection, as: UTF8.self)
                return "\(connection == name ? "" : connection + "/")\(name) \(tunnel.start)"
            }
    }
}

extension ConfiguredTunnel {
    /// What it says of its ends: peer, own and other traffic selectors.
    var ends: [String] { [peer, localTS, remoteTS].map { String(decoding: $0, as: UTF8.self) } }
}
