internal import Foundation
internal import Glibc

/// Two strongSwan gateways with two tunnels between them, each in a network namespace and with a journal of its own.
///
/// Nothing of it reaches a real network: both namespaces hang on a bridge that lives in a third one. ESP is done in
/// user space, so packets and their counts are real without IPsec in the kernel.
package actor Lab {
    /// What all names begin with: the prefix and this process's number, so that two labs do not meet.
    package nonisolated let name: String
    /// Where configuration, sockets and output are.
    package nonisolated let directory: String
    private let prefix: String
    private var journals: [Gateway: ChildProcess] = [:]
    private var daemons: [Gateway: ChildProcess] = [:]
    private var pings: [ChildProcess] = []
    /// Processes that watch the gateways, which end before them.
    private var watchers: [ChildProcess] = []
    /// Directories of the machine that were not there before.
    private var madeDirectories: [String] = []
    /// How often each gateway's charon was started: unique ids begin anew each time.
    private var starts: [Gateway: Int] = [:]

    /// - Parameter prefix: of all names. What a dead process left behind under it is removed at the start.
    package init(prefix: String = "lab") {
        self.prefix = prefix
        name = "\(prefix)-\(getpid())"
        directory = FileManager.default.temporaryDirectory.appendingPathComponent(name).path
    }

    /// Runs `body` with the lab up, and takes it down whatever happens.
    /// - Throws: what `body` throws, or `LabError` when the lab cannot be started or leaves something behind.
    package static func with<Result: Sendable>(
        prefix: String, _ body: (Lab) async throws -> Result
    ) async throws -> Result {
        let lab = Lab(prefix: prefix)
        let result: Result
        do {
            try await lab.start()
            result = try await body(lab)
        } catch {
            await lab.stopShielded()
            throw error
        }
        await lab.stopShielded()
        let rest = await lab.leftovers()
        guard rest.isEmpty else { throw LabError("the lab left behind: \(rest.joined(separator: ", "))") }
        return result
    }

    // MARK: Names

    /// A gateway's network namespace, and its journal's.
    package nonisolated func namespace(_ gateway: Gateway) -> String { "\(name)-\(gateway.name)" }

    nonisolated func directory(_ gateway: Gateway) -> String { "\(directory)/\(gateway.name)" }

    private nonisolated var bridge: String { "\(name)-br" }

    private nonisolated func socket(_ gateway: Gateway) -> String { directory(gateway) + "/charon.vici" }

    /// A gateway's `strongswan.conf`, which tells swanctl where its charon is.
    package nonisolated func configuration(_ gateway: Gateway) -> String { directory(gateway) + "/strongswan.conf" }

    nonisolated func environment(_ gateway: Gateway) -> [String: String] {
        [
            "STRONGSWAN_CONF": configuration(gateway),
            "SWANCTL_DIR": directory(gateway) + "/swanctl",
        ]
    }

    // MARK: Start and stop

    /// Makes the network, the journals and the gateways, and waits until both tunnels are up.
    /// - Throws: `LabError` that says what is missing or what failed.
    package func start() async throws {
        try Tool.checkGateways()
        // An address of a Unix socket has 108 bytes.
        guard socket(.cloud).utf8.count < 108 else {
            throw LabError("the path of the temporary directory is too long for a socket: \(directory)")
        }
        await Leftovers.removeDead(prefix: prefix)
        for gateway in Gateway.allCases { try configure(gateway) }
        try await makeNetwork()
        for gateway in Gateway.allCases { try await startJournal(gateway) }
        // The side that waits is there first, so that the other's first try succeeds.
        try await startCharon(.cloud)
        try await startCharon(.gw)
        for gateway in Gateway.allCases {
            try await waitUntil("both tunnels are up on \(gateway.name)", gateway) { sas in
                Gateway.tunnels.allSatisfy { sas.installed($0) == 1 }
            }
        }
    }

    /// Ends all processes and removes everything. Safe to call at any time, and twice.
    package func stop() async {
        await stopTraffic()
        for process in watchers.reversed() { _ = try? await process.end() }
        watchers = []
        for process in Array(daemons.values) + Array(journals.values) {
            _ = try? await process.end(patience: .seconds(3))
        }
        daemons = [:]
        journals = [:]
        await Leftovers.remove(name: name)
        // Only what we made, and only when it is empty.
        for directory in madeDirectories.reversed() { unsafe rmdir(directory) }
        madeDirectories = []
    }

    /// Stops in a task of its own: the clean-up of a cancelled task must not be cancelled.
    package nonisolated func stopShielded() async { await Task.detached { await self.stop() }.value }

    /// Takes a process over that is to end with the lab.
    func adopt(_ process: ChildProcess) { watchers.append(process) }

    /// What is left on the machine of this lab; empty when it is clean.
    package func leftovers() -> [String] { Leftovers.find(name: name) }

    private func configure(_ gateway: Gateway) throws {
        let files = FileManager.default
        for each in Gateway.configurationDirectories {
            try files.createDirectory(
                atPath: directory(gateway) + "/swanctl/" + each, withIntermediateDirectories: true)
        }
        try write(gateway.daemonConfiguration(socket: socket(gateway)), configuration(gateway))
        try write(gateway.connectionConfiguration, directory(gateway) + "/swanctl/swanctl.conf")
    }

    private func write(_ text: String, _ path: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    }

    /// Makes a directory of the machine that is to be removed again if it was not there.
    private func makeDirectory(_ path: String) throws(LabError) {
        if unsafe mkdir(path, 0o755) == 0 {
            madeDirectories.append(path)
        } else if errno != EEXIST {
            throw LabError("cannot make \(path): \(unsafe String(cString: strerror(errno)))")
        }
    }

    private func makeNetwork() async throws {
        try await Tool.ip.run(["netns", "add", bridge])
        try await Tool.ip.run(["-n", bridge, "link", "add", "br0", "type", "bridge"])
        try await Tool.ip.run(["-n", bridge, "link", "set", "br0", "up"])
        for gateway in Gateway.allCases {
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

    private func startJournal(_ gateway: Gateway) async throws {
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
        try write(configuration, "/etc/systemd/journald@\(namespace).conf")
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

    // MARK: charon

    /// Starts a gateway's charon and loads its connections; the initiating side brings them up by itself.
    package func startCharon(_ gateway: Gateway) async throws {
        let namespace = namespace(gateway)
        if let running = daemons[gateway], !running.hasEnded { throw LabError("charon runs on \(gateway.name)") }
        // A killed charon leaves its socket, which nobody answers, and its routing rules, which the next cannot make.
        try? FileManager.default.removeItem(atPath: socket(gateway))
        for family in ["-4", "-6"] {
            _ = try? await Tool.ip.run(["-n", namespace, family, "rule", "del", "pref", "220"])
        }
        // The mount point for the gateway's own journal, which only its charon sees.
        try makeDirectory("/run/systemd/journal")
        // Each of these replaces itself by the next, so the number is charon's own.
        daemons[gateway] = try ChildProcess(
            [
                Tool.ip.path(), "netns", "exec", namespace, Tool.unshare.path(), "-m", "--propagation", "private",
                Tool.shell.path(), "-c", #""$1" --bind "$2" /run/systemd/journal && exec "$3""#, "sh",
                Tool.mount.path(), "/run/systemd/journal.\(namespace)", Tool.charon.path(),
            ], environment: environment(gateway), output: OutputFile(path: directory(gateway) + "/charon.log"),
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
        try await swanctl(gateway, ["--load-all"])
    }

    /// Kills a gateway's charon: it says nothing any more.
    package func killCharon(_ gateway: Gateway) async throws {
        guard let process = daemons[gateway] else { return }
        process.send(SIGKILL)
        guard try await process.wait(atMost: .seconds(5)) != nil else {
            throw LabError("charon of \(gateway.name) cannot be killed")
        }
    }

    /// Whether a gateway's charon runs.
    package func isRunning(_ gateway: Gateway) -> Bool { daemons[gateway].map { !$0.hasEnded } ?? false }

    /// How often a gateway's charon was started.
    package func starts(_ gateway: Gateway) -> Int { starts[gateway] ?? 0 }

    // MARK: Traffic

    /// Sends a packet through each tunnel, again and again, until `stopTraffic`.
    package func startTraffic(every interval: Duration = .milliseconds(200), bytes: Int = 100) throws {
        let seconds = Double(interval.components.seconds) + Double(interval.components.attoseconds) * 1e-18
        for (source, target) in zip(Gateway.gw.innerAddresses, Gateway.cloud.innerAddresses) {
            let log = directory(.gw) + "/ping.log"
            pings.append(
                try ChildProcess(
                    [
                        Tool.ip.path(), "netns", "exec", namespace(.gw), Tool.ping.path(), "-q", "-i", "\(seconds)",
                        "-s", "\(bytes)", "-I", source, target,
                    ], output: OutputFile(path: log), errors: OutputFile(path: log)))
        }
    }

    /// Ends what `startTraffic` began.
    package func stopTraffic() async {
        for process in pings { _ = try? await process.end(SIGKILL) }
        pings = []
    }
}
