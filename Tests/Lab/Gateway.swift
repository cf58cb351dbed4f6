/// One end of the two-tunnel link: its name, its addresses, and charon's configuration.
package struct Gateway: Sendable, Hashable, CaseIterable {
    /// The side that has both tunnels from one address, initiates, and watches the peer closely.
    package static let gw = Gateway(name: "gw", isInitiator: true)
    /// The side with an address for each tunnel, which waits.
    package static let cloud = Gateway(name: "cloud", isInitiator: false)
    package static let allCases = [gw, cloud]
    /// The tunnels of the link, each also the name of its connection: the primary, then the standby.
    package static let tunnels = ["aws-1", "aws-2"]

    package let name: String
    let isInitiator: Bool

    /// The addresses between the gateways.
    var addresses: [String] { isInitiator ? ["192.0.2.10"] : ["192.0.2.20", "192.0.2.21"] }
    /// The addresses behind the gateway, one for each tunnel.
    package var innerAddresses: [String] {
        isInitiator ? ["198.51.100.1", "198.51.100.2"] : ["203.0.113.1", "203.0.113.2"]
    }
    package var peer: Gateway { isInitiator ? .cloud : .gw }

    /// The address of its end of a tunnel.
    package func address(ofTunnel index: Int) -> String { addresses[min(index, addresses.count - 1)] }

    /// `strongswan.conf`, for charon and for swanctl.
    func daemonConfiguration(socket: String) -> String {
        // Fewer than 16 threads and kernel-libipsec stands still. The short timeouts make a dead peer dead in 5 s.
        """
        charon-systemd {
          load = random nonce aes sha1 sha2 hmac kdf curve25519 kernel-libipsec kernel-netlink socket-default vici
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
          journal { default = 1 ike = 1 cfg = 1 }
        }
        swanctl {
          socket = unix://\(socket)
          load = random
        }

        """
    }

    /// `swanctl.conf`.
    var connectionConfiguration: String {
        var text = "connections {\n"
        for index in Self.tunnels.indices { text += connection(index) }
        text += "}\nsecrets {\n"
        for (index, tunnel) in Self.tunnels.enumerated() {
            text += """
                  ike-\(tunnel) {
                    id-1 = \(address(ofTunnel: index))
                    id-2 = \(peer.address(ofTunnel: index))
                    secret = "lab-psk-\(index + 1)"
                  }

                """
        }
        return text + "}\n"
    }

    private func connection(_ index: Int) -> String {
        let name = Self.tunnels[index]
        let (local, remote) = (address(ofTunnel: index), peer.address(ofTunnel: index))
        // The waiting side must not find out first that the path is dead: it would delete what the other rebuilds.
        return """
              \(name) {
                version = 2
                local_addrs = \(local)
                remote_addrs = \(remote)
                proposals = aes128-sha256-curve25519
                encap = yes
                mobike = no
                dpd_delay = \(isInitiator ? "2s" : "30s")
                rekey_time = 4h
                keyingtries = \(isInitiator ? 0 : 1)
                unique = replace
                local {
                  auth = psk
                  id = \(local)
                }
                remote {
                  auth = psk
                  id = \(remote)
                }
                children {
                  \(name) {
                    local_ts = \(innerAddresses[index])/32
                    remote_ts = \(peer.innerAddresses[index])/32
                    esp_proposals = aes128-sha256-curve25519
                    start_action = \(isInitiator ? "start" : "none")
                    dpd_action = \(isInitiator ? "restart" : "clear")
                    close_action = \(isInitiator ? "start" : "none")
                    rekey_time = 1h
                  }
                }
              }

            """
    }

    /// The directories that swanctl looks for.
    static let configurationDirectories = [
        "conf.d", "x509", "x509ca", "x509ocsp", "x509aa", "x509ac", "x509crl", "pubkey", "private", "rsa", "ecdsa",
        "bliss", "pkcs8", "pkcs12",
    ]
}
