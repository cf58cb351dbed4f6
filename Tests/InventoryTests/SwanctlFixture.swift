import Foundation
import Inventory
import Support

/// Reads a `swanctl.conf`.
func swanctl(_ main: String, _ files: [String: String] = [:]) throws -> ConfigurationReading {
    try reading("swanctl.conf", main, files, SwanctlConfiguration.read)
}

/// Calls with the path of a settings file of its own.
func withSettings(_ text: String, _ body: (String) throws -> Void) throws {
    try withTemporaryDirectory { directory in
        let path = "\(directory)/swanctl.conf"
        try write(Array(text.utf8), to: path)
        try body(path)
    }
}

/// Writes a file over the one that is there.
func write(_ bytes: [UInt8], to path: String) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: path))
}

extension ConfigurationReading {
    /// The tunnels as text: `connection/tunnel start peer [local] [remote]`.
    var summary: [String] {
        tunnels.map { tunnel in
            let text = { (bytes: [UInt8]) in String(decoding: bytes, as: UTF8.self) }
            return "\(text(tunnel.connection))/\(text(tunnel.tunnel)) \(tunnel.start) \(text(tunnel.peer))"
                + " [\(text(tunnel.localTS))] [\(text(tunnel.remoteTS))]"
        }
    }

    /// `connection/tunnel` of each.
    var names: [String] { summary.map { String($0.prefix { $0 != " " }) } }
}
