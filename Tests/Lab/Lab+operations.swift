internal import Foundation

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

    /// Deletes an IKE_SA, and its CHILD_SAs with it.
    package func terminate(_ gateway: Gateway, _ connection: String) async throws {
        try await swanctl(gateway, ["--terminate", "--ike", connection])
    }

    /// Sets up a CHILD_SA, and its IKE_SA first if there is none.
    package func initiate(_ gateway: Gateway, _ tunnel: String) async throws {
        try await swanctl(gateway, ["--initiate", "--child", tunnel])
    }

    // MARK: The bad day

    /// The command with which the path of a tunnel dies, or lives again.
    package nonisolated func blackholeCommand(_ index: Int, _ isOn: Bool) -> [String] {
        let route = ["blackhole", Gateway.cloud.address(ofTunnel: index) + "/32"]
        return ["-n", namespace(.gw), "route"] + (isOn ? ["replace"] : ["del"]) + route
    }

    /// Lets the path of a tunnel die: what gw sends to that address of cloud's is lost.
    package func blackhole(_ index: Int, _ isOn: Bool) async throws {
        try await Tool.ip.run(blackholeCommand(index, isOn))
    }

    /// Sends packets through a tunnel.
    /// - Returns: how many were answered.
    package func ping(_ index: Int, count: Int = 3, bytes: Int = 100) async throws -> Int {
        let text = try await Tool.ip.run([
            "netns", "exec", namespace(.gw), Tool.ping.path(), "-q", "-c", "\(count)", "-i", "0.05", "-W", "1", "-s",
            "\(bytes)", "-I", Gateway.gw.innerAddresses[index], Gateway.cloud.innerAddresses[index],
        ])
        let words = text.split { " ,\n".contains($0) }
        return words.firstIndex(of: "received").flatMap { Int(words[$0 - 1]) } ?? 0
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

    /// The messages in a gateway's journal, oldest first.
    package func journal(_ gateway: Gateway) async throws -> [String] {
        let text = try await Tool.journalctl.run([
            "--namespace", namespace(gateway), "-o", "cat", "--no-pager", "--quiet",
        ])
        return text.split(separator: "\n").map(String.init)
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
