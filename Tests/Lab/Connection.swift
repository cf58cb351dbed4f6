/// A connection of `swanctl.conf`: settings by key, with the defaults of a lab.
package struct Connection: Sendable {
    /// A CHILD_SA configuration.
    package struct Child: Sendable {
        package var name: String
        package var settings: [String: String]

        package init(_ name: String, _ settings: [String: String]) {
            self.name = name
            self.settings = settings
        }
    }

    package var name: String
    package var settings: [String: String]
    /// Its section `local`.
    package var local: [String: String]
    /// Its section `remote`.
    package var remote: [String: String]
    package var children: [Child]

    /// An IKEv2 connection with pre-shared keys whose identities are the addresses, and one tunnel.
    /// - Parameters:
    ///   - name: also that of the tunnel.
    ///   - inner: the addresses behind both ends.
    ///   - settings: those that differ from the defaults, or come on top.
    ///   - child: the same for the tunnel.
    package init(
        _ name: String, from local: String, to remote: String, inner: (local: String, remote: String),
        _ settings: [String: String] = [:], child: [String: String] = [:]
    ) {
        self.name = name
        let defaults = [
            "version": "2", "local_addrs": local, "remote_addrs": remote, "proposals": "aes128-sha256-curve25519",
            "encap": "yes", "mobike": "no", "dpd_delay": "30s", "rekey_time": "4h", "keyingtries": "1",
            "unique": "replace",
        ]
        self.settings = defaults.merging(settings) { $1 }
        self.local = ["auth": "psk", "id": local]
        self.remote = ["auth": "psk", "id": remote]
        let childDefaults = [
            "local_ts": inner.local + "/32", "remote_ts": inner.remote + "/32",
            "esp_proposals": "aes128-sha256-curve25519", "start_action": "none", "dpd_action": "clear",
            "close_action": "none", "rekey_time": "1h",
        ]
        children = [Child(name, childDefaults.merging(child) { $1 })]
    }

    fileprivate var text: String {
        var text = "  \(name) {\n" + Self.lines(settings, 4)
        text += "    local {\n" + Self.lines(local, 6) + "    }\n"
        text += "    remote {\n" + Self.lines(remote, 6) + "    }\n"
        text += "    children {\n"
        for child in children { text += "      \(child.name) {\n" + Self.lines(child.settings, 8) + "      }\n" }
        return text + "    }\n  }\n"
    }

    private static func lines(_ settings: [String: String], _ indent: Int) -> String {
        settings.sorted { $0.key < $1.key }
            .map { String(repeating: " ", count: indent) + "\($0.key) = \($0.value)\n" }.joined()
    }

    /// `swanctl.conf`.
    /// - Parameter secrets: the text of the section, such as `PreSharedKey.text` gives.
    package static func configuration(_ connections: [Connection], secrets: [String]) -> String {
        "connections {\n" + connections.map(\.text).joined() + "}\nsecrets {\n" + secrets.joined() + "}\n"
    }

    /// A section of `secrets`: a key that two identities share.
    package static func preSharedKey(_ name: String, _ identities: [String], _ secret: String) -> String {
        let ids = identities.enumerated().map { "    id-\($0.offset + 1) = \($0.element)\n" }.joined()
        return "  ike-\(name) {\n\(ids)    secret = \"\(secret)\"\n  }\n"
    }
}
