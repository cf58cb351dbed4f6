internal import Foundation

/// What gateways stand on: the network between them, and a journal for each.
extension Lab {
    func makeNetwork() async throws {
        try await Tool.ip.run(["netns", "add", bridge])
        try await Tool.ip.run(["-n", bridge, "link", "add", "br0", "type", "bridge"])
        try await Tool.ip.run(["-n", bridge, "link", "set", "br0", "up"])
        for gateway in gateways {
            let namespace = namespace(gateway)
            let port = "v-\(gateway.name)"
            try await Tool.ip.run(["netns", "add", namespace])
            // Both ends are born inside namespaces: nothing ever appears in the machine's own.
            try await Tool.ip.run(
                ["-n", namespace, "link", "add", "eth0", "type", "veth", "peer", "name", port, "netns", bridge])
            try await Tool.ip.run(["-n", bridge, "link", "set", port, "master", "br0", "up"])
            try await Tool.ip.run(["-n", namespace, "link", "set", "lo", "up"])
            for address in gateway.addresses {
                try await Tool.ip.run(["-n", namespace, "addr", "add", address + "/24", "dev", "eth0"])
            }
            try await Tool.ip.run(["-n", namespace, "link", "set", "eth0", "up"])
            for address in gateway.innerAddresses {
                try await Tool.ip.run(["-n", namespace, "addr", "add", address + "/32", "dev", "lo"])
            }
        }
    }

    func startJournal(_ gateway: Gateway) async throws {
        let namespace = namespace(gateway)
        try makeDirectory("/var/log/journal")
        // A namespace's journald ends after 30 s of silence, and here nobody starts it again; one that has to watch
        // how old its entries get stays.
        let configuration = """
            [Journal]
            Storage=persistent
            MaxRetentionSec=1month
            RateLimitIntervalSec=0
            RateLimitBurst=0
            SyncIntervalSec=1s
            ReadKMsg=no
            Audit=no
            ForwardToSyslog=no
            ForwardToKMsg=no
            ForwardToConsole=no
            ForwardToWall=no

            """
        try Self.write(configuration, "/etc/systemd/journald@\(namespace).conf")
        // A host name of its own: _HOSTNAME is journald's, not the sender's.
        let process = try ChildProcess(
            [
                Tool.unshare.path(), "-u", Tool.shell.path(), "-c", #""$1" "$2" && exec "$3" "$4""#, "sh",
                Tool.hostname.path(), gateway.name, Tool.journald.path(), namespace,
            ], output: OutputFile(path: directory(gateway) + "/journald.log"),
            errors: OutputFile(path: directory(gateway) + "/journald.log"))
        journals[gateway] = process
        let socket = "/run/systemd/journal.\(namespace)/socket"
        let isUp = try await poll(every: .milliseconds(10), atMost: .seconds(5)) {
            FileManager.default.fileExists(atPath: socket) ? true : nil
        }
        guard isUp != nil else {
            throw LabError("the journal of \(gateway.name) did not start: \(log(gateway, "journald"))")
        }
    }

    func log(_ gateway: Gateway, _ program: String) -> String {
        (try? String(contentsOfFile: directory(gateway) + "/\(program).log", encoding: .utf8)) ?? ""
    }
}
