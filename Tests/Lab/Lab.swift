internal import Foundation
internal import Glibc

/// strongSwan gateways, each in a network namespace and with a journal of its own.
///
/// Nothing of it reaches a real network: the namespaces hang on a bridge that lives in one more. ESP is done in
/// user space, so packets and their counts are real without IPsec in the kernel.
package actor Lab {
    /// What all names begin with: the prefix and this process's number, so that two labs do not meet.
    package nonisolated let name: String
    /// Where configuration, sockets and output are.
    package nonisolated let directory: String
    /// The gateways in the order of their start.
    package nonisolated let gateways: [Gateway]
    private let prefix: String
    var journals: [Gateway: ChildProcess] = [:]
    var daemons: [Gateway: ChildProcess] = [:]
    var pings: [ChildProcess] = []
    /// Processes that watch the gateways, which end before them.
    private var watchers: [ChildProcess] = []
    /// Directories of the machine that were not there before.
    private var madeDirectories: [String] = []
    /// How often each gateway's charon was started: unique ids begin anew each time.
    var starts: [Gateway: Int] = [:]

    /// - Parameters:
    ///   - prefix: of all names. What a dead process left behind under it is removed at the start.
    ///   - gateways: in the order of their start: those that wait first, so that the others' first try succeeds.
    package init(prefix: String = "lab", gateways: [Gateway] = Gateway.link) {
        self.prefix = prefix
        self.gateways = gateways
        name = "\(prefix)-\(getpid())"
        directory = FileManager.default.temporaryDirectory.appendingPathComponent(name).path
    }

    /// Runs `body` with the lab up, and takes it down whatever happens.
    /// - Throws: what `body` throws, or `LabError` when the lab cannot be started or leaves something behind.
    package static func with<Result: Sendable>(
        prefix: String, gateways: [Gateway] = Gateway.link, _ body: (Lab) async throws -> Result
    ) async throws -> Result {
        let lab = Lab(prefix: prefix, gateways: gateways)
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

    nonisolated var bridge: String { "\(name)-br" }

    nonisolated func socket(_ gateway: Gateway) -> String { directory(gateway) + "/charon.vici" }

    /// A gateway's `strongswan.conf`, which tells swanctl where its charon is.
    package nonisolated func configuration(_ gateway: Gateway) -> String { directory(gateway) + "/strongswan.conf" }

    /// A gateway's `swanctl.conf`, or for the starter its `ipsec.conf`.
    package nonisolated func connectionsFile(_ gateway: Gateway) -> String {
        directory(gateway) + (gateway.daemon == .systemd ? "/swanctl/swanctl.conf" : "/ipsec.conf")
    }

    nonisolated func environment(_ gateway: Gateway) -> [String: String] {
        [
            "STRONGSWAN_CONF": configuration(gateway),
            "SWANCTL_DIR": directory(gateway) + "/swanctl",
        ]
    }

    // MARK: Start and stop

    /// Makes the network, the journals and the gateways, and waits until the expected tunnels are up.
    /// - Throws: `LabError` that says what is missing or what failed.
    package func start() async throws {
        try Tool.checkGateways(gateways)
        // An address of a Unix socket has 108 bytes.
        guard gateways.allSatisfy({ socket($0).utf8.count < 108 }) else {
            throw LabError("the path of the temporary directory is too long for a socket: \(directory)")
        }
        await Leftovers.removeDead(prefix: prefix)
        for gateway in gateways {
            try FileManager.default.createDirectory(atPath: directory(gateway), withIntermediateDirectories: true)
        }
        try await makeNetwork()
        for gateway in gateways { try await startJournal(gateway) }
        for gateway in gateways { try await startCharon(gateway) }
        for gateway in gateways where !gateway.expectedTunnels.isEmpty {
            try await waitUntil("the tunnels are up on \(gateway.name)", gateway) { sas in
                gateway.expectedTunnels.allSatisfy { sas.installed($0) == 1 }
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
    package func adopt(_ process: ChildProcess) { watchers.append(process) }

    /// What is left on the machine of this lab; empty when it is clean.
    package func leftovers() -> [String] { Leftovers.find(name: name) }

    /// Makes a directory of the machine that is to be removed again if it was not there.
    func makeDirectory(_ path: String) throws(LabError) {
        if unsafe mkdir(path, 0o755) == 0 {
            madeDirectories.append(path)
        } else if errno != EEXIST {
            throw LabError("cannot make \(path): \(unsafe String(cString: strerror(errno)))")
        }
    }
}
