internal import Foundation
internal import Glibc

/// Bytes in each direction.
package struct ByteTotals: Sendable, Equatable {
    package var received: UInt64 = 0
    package var sent: UInt64 = 0

    package init(received: UInt64 = 0, sent: UInt64 = 0) {
        self.received = received
        self.sent = sent
    }
}

/// What an operator or a bad day does to the gateways, and what they say of themselves.
extension Lab {
    // MARK: The operator

    /// Runs swanctl against a gateway.
    /// - Throws: `LabError` when it fails, or hangs: it waits for as long as charon does not answer.
    @discardableResult
    package func swanctl(
        _ gateway: Gateway, _ arguments: [String], atMost time: Duration = .seconds(15)
    ) async throws -> String {
        try await Tool.swanctl.run(arguments, environment: environment(gateway), atMost: time)
    }

    package func rekeyChild(_ gateway: Gateway, _ tunnel: String) async throws {
        try await swanctl(gateway, ["--rekey", "--child", tunnel])
    }

    package func rekeyIKE(_ gateway: Gateway, _ connection: String) async throws {
        try await swanctl(gateway, ["--rekey", "--ike", connection])
    }

    /// Reauthenticates an IKE_SA.
    package func reauthenticate(_ gateway: Gateway, _ connection: String) async throws {
        try await swanctl(gateway, ["--rekey", "--ike", connection, "--reauth"])
    }

    /// Deletes an IKE_SA, and its CHILD_SAs with it.
    package func terminate(_ gateway: Gateway, _ connection: String) async throws {
        try await swanctl(gateway, ["--terminate", "--ike", connection])
    }

    /// Deletes an SA though the peer may not answer.
    package func terminateInVain(_ gateway: Gateway, _ arguments: [String]) async throws {
        try await Tool.swanctl.run(
            ["--terminate"] + arguments, environment: environment(gateway), atMost: .seconds(15),
            accepting: Set(0...255))
    }

    /// Sets up a CHILD_SA, and its IKE_SA first if there is none.
    package func initiate(_ gateway: Gateway, _ tunnel: String) async throws {
        try await swanctl(gateway, ["--initiate", "--child", tunnel])
    }

    /// Tries to set up a CHILD_SA that cannot be set up.
    /// - Throws: `LabError` when charon does not give up in time.
    package func initiateInVain(_ gateway: Gateway, _ tunnel: String, atMost time: Duration = .seconds(15)) async throws
    {
        // swanctl says why it failed with several exit codes.
        try await Tool.swanctl.run(
            ["--initiate", "--child", tunnel], environment: environment(gateway), atMost: time, accepting: Set(1...255))
    }

    // MARK: The bad day

    /// The command with which the path from a gateway to an address dies, or lives again.
    nonisolated func blackholeCommand(_ gateway: Gateway, _ address: String, _ isOn: Bool) -> [String] {
        ["-n", namespace(gateway), "route", isOn ? "replace" : "del", "blackhole", address + "/32"]
    }

    /// Lets a path die: what a gateway sends to that address is lost.
    package func blackhole(_ gateway: Gateway, _ address: String, _ isOn: Bool) async throws {
        try await Tool.ip.run(blackholeCommand(gateway, address, isOn))
    }

    // MARK: Traffic

    /// Sends packets through a tunnel.
    /// - Returns: how many were answered.
    package func ping(
        _ gateway: Gateway, from source: String, to target: String, count: Int = 3, bytes: Int = 100
    ) async throws -> Int {
        // `ping` fails when there is no answer, which is an answer here.
        let text = try await Tool.ip.run(
            [
                "netns", "exec", namespace(gateway), Tool.ping.path(), "-q", "-c", "\(count)", "-i", "0.05", "-W", "3",
                "-s", "\(bytes)", "-I", source, target,
            ], accepting: [0, 1])
        let words = text.split { " ,\n".contains($0) }
        return words.firstIndex(of: "received").flatMap { Int(words[$0 - 1]) } ?? 0
    }

    /// Sends a packet through a tunnel, again and again, until `stopTraffic`.
    package func startTraffic(
        _ gateway: Gateway, from source: String, to target: String, every interval: Duration = .milliseconds(200),
        bytes: Int = 100
    ) throws {
        let seconds = Double(interval.components.seconds) + Double(interval.components.attoseconds) * 1e-18
        let log = directory(gateway) + "/ping.log"
        pings.append(
            try ChildProcess(
                [
                    Tool.ip.path(), "netns", "exec", namespace(gateway), Tool.ping.path(), "-q", "-i", "\(seconds)",
                    "-s", "\(bytes)", "-I", source, target,
                ], output: OutputFile(path: log), errors: OutputFile(path: log)))
    }

    /// Ends what `startTraffic` began.
    package func stopTraffic() async {
        for process in pings { _ = try? await process.end(SIGKILL) }
        pings = []
    }

    // MARK: The truth

    /// What charon itself says that there is; nothing while it does not run.
    package func securityAssociations(_ gateway: Gateway) async throws -> [ListedIKESA] {
        guard isRunning(gateway) else { return [] }
        return RawListParser.parse(try await swanctl(gateway, ["--list-sas", "--raw"], atMost: .seconds(5)))
    }

    /// Waits until charon's list is as expected.
    /// - Returns: the list.
    /// - Throws: `LabError` with the list and the journal's end when it is not in time.
    @discardableResult
    package func waitUntil(
        _ what: String, _ gateway: Gateway, atMost time: Duration = .seconds(20),
        _ condition: ([ListedIKESA]) -> Bool
    ) async throws -> [ListedIKESA] {
        var last: [ListedIKESA] = []
        let found = try await poll(every: .milliseconds(20), atMost: time) {
            last = try await securityAssociations(gateway)
            return condition(last) ? last : nil
        }
        if let found { return found }
        let journal = (try? await journal(gateway).suffix(20).joined(separator: "\n")) ?? ""
        throw LabError("\(what): not within \(time); there are \(last)\n\(journal)")
    }

    /// The messages in a gateway's journal, oldest first; of two loggers, charon's own to the journal.
    package func journal(_ gateway: Gateway) async throws -> [String] {
        // Of syslog's facilities, `daemon`.
        let hasJournal = gateway.daemon == .systemd && gateway.journalLevels != nil
        let matches = hasJournal ? ["_TRANSPORT=journal"] : ["_TRANSPORT=syslog", "SYSLOG_FACILITY=3"]
        return try await journalctl(gateway, ["-o", "cat"] + matches).split(separator: "\n").map(String.init)
    }

    /// A gateway's journal as journalctl prints it.
    package func journalctl(_ gateway: Gateway, _ arguments: [String]) async throws -> String {
        try await Tool.journalctl.run(["--namespace", namespace(gateway), "--no-pager", "--quiet"] + arguments)
    }

    /// Writes entries of a gateway's journal to a file in Journal Export Format.
    /// - Parameter matches: which entries, in journalctl's words.
    package func exportJournal(_ gateway: Gateway, _ matches: [String] = [], to path: String) async throws {
        // Not through a string: the format is binary.
        try await Tool.shell.run(
            [
                "-ec", #"out="$1"; shift; exec "$@" > "$out""#, "sh", path, Tool.journalctl.path(), "--namespace",
                namespace(gateway), "--quiet", "-o", "export",
            ] + matches)
    }

    /// Copies entries of a gateway's journal to a journal file of their own.
    /// - Parameter machine: what the copy calls the machine, which the gateways have in common.
    package func copyJournal(
        _ gateway: Gateway, _ matches: [String] = [], to path: String, as machine: (name: String, id: String)? = nil
    ) async throws {
        try await exportJournal(gateway, matches, to: path + ".export")
        if let machine {
            try await Tool.sed.run([
                "-i", "-e", "s/^_HOSTNAME=.*/_HOSTNAME=\(machine.name)/", "-e",
                "s/^_MACHINE_ID=.*/_MACHINE_ID=\(machine.id)/", path + ".export",
            ])
        }
        try? FileManager.default.removeItem(atPath: path)
        try await Tool.journalRemote.run(["-o", path, path + ".export"])
    }

    /// The bytes that charon logged for each tunnel when it closed its CHILD_SAs.
    package func closedBytes(_ gateway: Gateway) async throws -> [String: ByteTotals] {
        Self.closedBytes(in: try await journal(gateway))
    }

    /// The sums over lines `closing CHILD_SA aws-1{1} with SPIs dee340b9_i (252 bytes) 0b252715_o (0 bytes) and TS ...`.
    package static func closedBytes(in lines: [String]) -> [String: ByteTotals] {
        var totals: [String: ByteTotals] = [:]
        for line in lines {
            guard let start = line.range(of: "closing CHILD_SA ") else { continue }
            let rest = line[start.upperBound...]
            let counts = rest.split(separator: "(").dropFirst().compactMap { UInt64($0.prefix { $0.isNumber }) }
            guard let name = rest.split(separator: "{").first, counts.count >= 2 else { continue }
            totals[String(name), default: ByteTotals()].received += counts[0]
            totals[String(name), default: ByteTotals()].sent += counts[1]
        }
        return totals
    }
}

extension [ListedIKESA] {
    /// CHILD_SAs of that name that are installed.
    package func installed(_ tunnel: String) -> Int {
        flatMap(\.children).count { $0.name == tunnel && $0.isInstalled }
    }

    /// IKE_SAs of that name that are established.
    package func established(_ connection: String) -> Int { count { $0.name == connection && $0.isEstablished } }
}
