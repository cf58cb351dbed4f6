internal import Foundation
internal import Glibc

/// charon's life on each gateway.
extension Lab {
    // MARK: Configuration

    /// Writes a gateway's files: those of another configuration are gone.
    func configure(_ gateway: Gateway) throws {
        let files = FileManager.default
        let own = directory(gateway)
        let place = own + (gateway.daemon == .systemd ? "/swanctl" : "/ipsec.d")
        try? files.removeItem(atPath: place)
        let directories = gateway.daemon == .systemd ? Gateway.swanctlDirectories : Gateway.ipsecDirectories
        for each in directories.map({ place + "/" + $0 }) + [own + "/dev/net", own + "/run/systemd/journal"] {
            try files.createDirectory(atPath: each, withIntermediateDirectories: true)
        }
        try Self.write(gateway.daemonConfiguration(socket: socket(gateway)), configuration(gateway))
        for file in gateway.files {
            try Data(file.bytes).write(to: URL(fileURLWithPath: place + "/" + file.path))
        }
        switch gateway.daemon {
        case .systemd:
            try Self.write(gateway.configuration, place + "/swanctl.conf")
        case .starter:
            try Self.write(gateway.configuration, own + "/ipsec.conf")
            try Self.write(gateway.secrets, own + "/ipsec.secrets")
        }
    }

    static func write(_ text: String, _ path: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    }

    /// Gives a running charon-systemd the connections, secrets and files of that value, and takes away all others.
    /// What is in `strongswan.conf` is read by the next start only.
    package func load(_ gateway: Gateway) async throws {
        try configure(gateway)
        try await swanctl(gateway, ["--load-all", "--clear"])
    }

    // MARK: charon

    /// Starts a gateway's charon, with the configuration of that value, and loads its connections: those that are to be
    /// started come up by themselves.
    package func startCharon(_ gateway: Gateway) async throws {
        let namespace = namespace(gateway)
        if let running = daemons[gateway], !running.hasEnded { throw LabError("charon runs on \(gateway.name)") }
        // A killed charon leaves its socket, which nobody answers, and its routing rules, which the next cannot make.
        try? FileManager.default.removeItem(atPath: socket(gateway))
        try configure(gateway)
        for family in ["-4", "-6"] {
            _ = try? await Tool.ip.run(["-n", namespace, family, "rule", "del", "pref", "220"])
        }
        // The mount point for the gateway's own journal, which only its charon sees.
        try makeDirectory("/run/systemd/journal")
        // Each of these replaces itself by the next, so the number is charon's own, or the starter's.
        daemons[gateway] = try ChildProcess(
            [
                Tool.ip.path(), "netns", "exec", namespace, Tool.unshare.path(), "-m", "--propagation", "private",
                Tool.shell.path(), "-ec",
                Self.mounts + (gateway.daemon == .systemd ? "" : Self.starterMounts)
                    + "shift 3; exec \"$@\"", "sh", Tool.mount.path(), directory(gateway),
                "/run/systemd/journal.\(namespace)",
            ] + program(gateway), environment: environment(gateway),
            output: OutputFile(path: directory(gateway) + "/charon.log"),
            errors: OutputFile(path: directory(gateway) + "/charon.log"))
        starts[gateway, default: 0] += 1
        let socket = socket(gateway)
        let isUp = try await poll(every: .milliseconds(20), atMost: .seconds(10)) { () -> Bool? in
            if daemons[gateway]?.hasEnded != false { throw LabError("charon ended: \(log(gateway, "charon"))") }
            guard FileManager.default.fileExists(atPath: socket) else { return nil }
            return (try? await swanctl(gateway, ["--stats"], atMost: .seconds(2))) == nil ? nil : true
        }
        guard isUp != nil else {
            throw LabError("charon does not answer on \(gateway.name): \(log(gateway, "charon"))")
        }
        if gateway.daemon == .systemd { try await swanctl(gateway, ["--load-all"]) }
    }

    /// What charon alone sees: the gateway's own journal, which `/dev/log` leads to as well. That link is in no `/dev`
    /// of a machine without a syslog, hence one of its own.
    private static let mounts = """
        for node in null zero full random urandom net/tun; do
            : > "$2/dev/$node"
            "$1" --bind "/dev/$node" "$2/dev/$node"
        done
        ln -sfn /run/systemd/journal/dev-log "$2/dev/log"
        "$1" --rbind "$2/dev" /dev
        "$1" --bind "$3" /run/systemd/journal

        """

    /// What the starter and its charon see besides: their fixed paths.
    private static let starterMounts = """
        "$1" --bind "$3" "$2/run/systemd/journal"
        "$1" --rbind "$2/run" /run
        for file in ipsec.conf ipsec.secrets ipsec.d; do "$1" --bind "$2/$file" "/etc/$file"; done

        """

    private func program(_ gateway: Gateway) throws -> [String] {
        switch gateway.daemon {
        case .systemd: [try Tool.charon.path()]
        case .starter: [try Tool.starter.path(), "--nofork", "--daemon", "charon"]
        }
    }

    /// Kills a gateway's charon: it says nothing any more.
    package func killCharon(_ gateway: Gateway) async throws {
        guard let process = daemons[gateway] else { return }
        process.send(SIGKILL)
        // charon is the starter's child, and nobody waits for it now.
        if gateway.daemon == .starter { try killChildOfStarter(gateway) }
        guard try await process.wait(atMost: .seconds(5)) != nil else {
            throw LabError("charon of \(gateway.name) cannot be killed")
        }
    }

    /// Stops a gateway's charon as systemd does: it takes leave of its peers.
    package func stopCharon(_ gateway: Gateway) async throws {
        guard try await daemons[gateway]?.end() != nil else {
            throw LabError("charon of \(gateway.name) cannot be stopped")
        }
    }

    /// Whether a gateway's charon runs.
    package func isRunning(_ gateway: Gateway) -> Bool { daemons[gateway].map { !$0.hasEnded } ?? false }

    /// How often a gateway's charon was started.
    package func starts(_ gateway: Gateway) -> Int { starts[gateway] ?? 0 }
}
