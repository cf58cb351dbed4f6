internal import Inventory
internal import Tunnels

extension Configuration {
    /// Reads what says what should be up, as `check-config` does.
    /// - Parameter say: takes what was found, line by line.
    /// - Returns: what is wrong with it.
    package func checkInventory(_ say: (String) -> Void) -> [String] {
        var faults: [String] = []
        func check(_ path: String, _ reading: ConfigurationReading) {
            if let fault = reading.fault {
                faults.append("\(fault)")
                return
            }
            let counts = ConfiguredTunnel.Start.allCases.compactMap { start in
                let count = reading.tunnels.count { $0.start == start }
                return count == 0 ? nil : "\(start.rawValue) \(count)"
            }
            let list = counts.isEmpty ? "" : " (\(counts.joined(separator: ", ")))"
            say("\(path): \(reading.tunnels.count) tunnels expected\(list)")
        }
        if let path = inventory.swanctlFile, !inventory.isSwanctlFileOptional {
            check(path, SwanctlConfiguration.read(path))
        }
        if let path = inventory.ipsecFile { check(path, IPsecConfiguration.read(path)) }
        return faults
    }
}
