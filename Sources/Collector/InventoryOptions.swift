/// Where it stands what should be up.
struct InventoryOptions: Sendable {
    /// Where Debian and most others have it.
    static let standardSwanctlFile = "/etc/swanctl/swanctl.conf"

    var swanctlFile: String?
    /// Nobody named the file: when it is not there, nothing is missing.
    var isSwanctlFileOptional = false
    var ipsecFile: String?
    /// How long a tunnel is shown on after it is gone from everywhere; microseconds.
    var forgetAfter: UInt64 = 3_600_000_000
    /// The exporter's own file, to be read anew when it changes.
    var configurationFile: String?
}
