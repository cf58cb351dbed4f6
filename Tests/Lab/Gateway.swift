/// One strongSwan gateway as data: its name, its addresses, and charon's configuration.
///
/// Names are unique in a lab, so two values of one name are one gateway, with another configuration perhaps.
package struct Gateway: Sendable {
    /// Which program runs charon.
    package enum Daemon: Sendable {
        /// charon-systemd, configured by swanctl.
        case systemd
        /// charon under the legacy starter, configured by `ipsec.conf`; it logs through syslog only.
        case starter

        /// Its section in `strongswan.conf`.
        var section: String { self == .systemd ? "charon-systemd" : "charon" }
    }

    /// A file that charon reads: a key, a certificate.
    package struct File: Sendable {
        /// Below swanctl's directory, or for the starter below `ipsec.d`.
        package var path: String
        package var bytes: [UInt8]

        package init(_ path: String, _ bytes: [UInt8]) {
            self.path = path
            self.bytes = bytes
        }
    }

    package var name: String
    /// The addresses between the gateways.
    package var addresses: [String]
    /// The addresses behind the gateway.
    package var innerAddresses: [String]
    package var daemon = Daemon.systemd
    /// charon's plugins, besides those that each gateway needs.
    package var plugins: [String] = []
    /// Lines for charon's section in `strongswan.conf`; they win over what stands there.
    package var settings = ""
    /// What goes to the journal, a level a line, such as `default = 1`; nil for nothing. The starter's charon cannot.
    package var journalLevels: String? = "default = 1"
    /// What goes to syslog, a level a line, and with the IKE_SA in each entry; nil for nothing.
    package var syslogLevels: String?
    /// `swanctl.conf`, or for the starter `ipsec.conf`.
    package var configuration: String
    /// `ipsec.secrets`, for the starter.
    package var secrets = ""
    package var files: [File] = []
    /// CHILD_SAs that come up by themselves: the lab's start waits for them.
    package var expectedTunnels: [String] = []
    /// The configuration file of the exporter that watches it; `DIR` is the lab's directory. None when empty.
    package var exporterConfiguration = ""

    package init(
        _ name: String, addresses: [String], innerAddresses: [String], configuration: String,
        expectedTunnels: [String] = []
    ) {
        self.name = name
        self.addresses = addresses
        self.innerAddresses = innerAddresses
        self.configuration = configuration
        self.expectedTunnels = expectedTunnels
    }

    /// `strongswan.conf`, for charon and for swanctl.
    func daemonConfiguration(socket: String) -> String {
        let own = plugins.joined(separator: " ")
        // swanctl reads keys, for which it needs charon's ciphers but none of its protocols.
        let ciphers = plugins.filter { plugin in !["eap-", "xauth-"].contains { plugin.hasPrefix($0) } }
        // Fewer than 16 threads and kernel-libipsec stands still. The short timeouts make a dead peer dead in 5 s.
        var text = """
            \(daemon.section) {
              load = random nonce aes sha1 sha2 hmac kdf curve25519 \(own) kernel-libipsec kernel-netlink \
            socket-default vici\(daemon == .starter ? " stroke" : "")
              threads = 16
              retransmit_timeout = 0.5
              retransmit_base = 1.3
              retransmit_tries = 3
              retry_initiate_interval = 1s
              delete_rekeyed_delay = 2
              install_routes = yes
              port = 500
              port_nat_t = 4500
              plugins {
                vici { socket = unix://\(socket) }
                kernel-libipsec { allow_peer_ts = no }
              }

            """
        if daemon == .systemd { text += "  journal {\n\(journalLevels ?? "default = -1")\n  }\n" }
        // The legacy daemon logs to both facilities unless it is told otherwise, which gives some lines twice.
        text += """
              syslog {
                daemon {
                  ike_name = yes
                  \(syslogLevels ?? "default = -1")
                }
                auth { default = -1 }
              }
            \(settings)
            }
            swanctl {
              socket = unix://\(socket)
              load = random nonce aes sha1 sha2 hmac curve25519 pem pkcs1 pkcs8 x509 pubkey \
            \(ciphers.joined(separator: " "))
            }

            """
        return text
    }

    /// The directories that swanctl looks for.
    static let swanctlDirectories = [
        "conf.d", "x509", "x509ca", "x509ocsp", "x509aa", "x509ac", "x509crl", "pubkey", "private", "rsa", "ecdsa",
        "bliss", "pkcs8", "pkcs12",
    ]

    /// The directories that the starter's charon looks for.
    static let ipsecDirectories = [
        "aacerts", "acerts", "cacerts", "certs", "crls", "ocspcerts", "policies", "private", "reqs",
    ]
}

extension Gateway: Hashable {
    package static func == (left: Gateway, right: Gateway) -> Bool { left.name == right.name }
    package func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
