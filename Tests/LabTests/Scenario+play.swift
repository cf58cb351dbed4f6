import Foundation
import Lab
import Testing

extension Scenario {
    /// Plays a story on gateways of its own, and checks what must hold at the end of each.
    /// - Parameters:
    ///   - prefix: of the lab's names.
    ///   - gateways: in the order of their start.
    ///   - isTold: whether charon's answers must never say something else than its log, in time.
    ///   - isLogged: whether charon's log tells all that happens.
    ///   - comparesText: whether the log as text must tell the same; it does not say who wrote a line.
    static func play(
        _ prefix: String, _ gateways: [Gateway], comparesText: Bool = true, isTold: Bool = false,
        isLogged: Bool = true,
        _ story: @Sendable (Scenario) async throws -> Void
    ) async throws {
        try await Lab.with(prefix: prefix, gateways: gateways) { lab in
            let scenario = try await Scenario(lab)
            do {
                try await story(scenario)
                await scenario.begin("the end")
                try await scenario.expectNothingUnrecognized()
                try await scenario.expectInventory()
                try await scenario.expectAnswers(isTold: isTold)
                try await scenario.expectEvidence(isLogged: isLogged)
                if comparesText { try await scenario.expectTextReplayAgrees() }
                await scenario.finish()
            } catch {
                try? await scenario.keepJournals(prefix)
                throw error
            }
            try await scenario.keepJournals(prefix)
        }
    }

    /// Copies the journals to the directory that `LAB_JOURNALS` names, as input for other tests.
    private func keepJournals(_ prefix: String) async throws {
        guard let directory = ProcessInfo.processInfo.environment["LAB_JOURNALS"] else { return }
        for gateway in lab.gateways {
            for (format, ending) in [("export", "export"), ("short-precise", "txt")] {
                let text = try await lab.journalctl(gateway, ["-o", format])
                let path = "\(directory)/\(prefix)-\(gateway.name).\(ending)"
                try Data(text.utf8).write(to: URL(fileURLWithPath: path))
            }
        }
    }

    /// Reads the counts of a CHILD_SA that is about to be rekeyed, at its two ends: at least these must be logged.
    func noteRekey(_ tunnel: String, on gateways: [Gateway]) async throws {
        for gateway in gateways {
            let bytes: [UInt64] = try await list(gateway).current(tunnel).map(\.bytesIn)
            truths[gateway, default: Truth()].noteRekey(tunnel, bytes.reduce(0, +))
        }
    }

    /// Rekeys the CHILD_SA of a tunnel and waits until the new one has taken over at both ends.
    func rekeyChild(_ gateway: Gateway, _ tunnel: String, with peer: Gateway) async throws {
        var old: [Gateway: [UInt32]] = [:]
        for each in [gateway, peer] { old[each] = try await list(each).current(tunnel).map(\.uniqueID) }
        try await lab.rekeyChild(gateway, tunnel)
        try await lab.waitUntil("a new CHILD_SA is there", gateway) { sas in
            let new = sas.current(tunnel).map(\.uniqueID)
            return new.count == 1 && old[gateway]?.contains(new[0]) == false
        }
        try await lab.waitUntil("the old CHILD_SA is replaced", peer) { sas in
            sas.current(tunnel).allSatisfy { old[peer]?.contains($0.uniqueID) == false }
        }
        // Once more while the old ones are still listed, with their last counts.
        for each in [gateway, peer] { try await list(each) }
    }

    /// Sends packets through a tunnel and checks that there are answers; a busy machine may lose some.
    func expectPing(
        _ gateway: Gateway, from source: String, to target: String, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let answered = try await lab.ping(gateway, from: source, to: target)
        #expect(
            answered > 0, "\(place): \(target) does not answer \(gateway.name)", sourceLocation: sourceLocation)
    }

    /// Checks how often negotiations of a connection failed, for whatever reason.
    func expectFailures(
        _ count: Double, _ connection: String, on gateway: Gateway, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let failures = try metrics(gateway, sourceLocation: sourceLocation).values.filter {
            $0.key.name == "charon_ike_failures_total" && $0.key.labels["connection"] == connection && $0.value > 0
        }
        let reasons = failures.map { "\($0.key.labels["reason"] ?? "") \($0.value)" }.sorted()
        #expect(
            failures.values.reduce(0, +) == count,
            "\(place), \(gateway.name): \(connection) failed \(count) times, counted are \(reasons)",
            sourceLocation: sourceLocation)
    }

    /// Checks that a gateway's archive soon has an event of that connection for that reason.
    func expectArchived(
        _ reason: String, _ connection: String, on gateway: Gateway, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let found = try await poll(every: .milliseconds(100), atMost: Self.promptness + .seconds(2)) { () -> Bool? in
            let lines = try await lab.archive(gateway).split(separator: "\n")
            return lines.contains {
                $0.contains(#""reason":"\#(reason)""#) && $0.contains(#""connection":"\#(connection)""#)
            } ? true : nil
        }
        #expect(
            found != nil, "\(place), \(gateway.name): no archived event of \(connection) has the reason \(reason)",
            sourceLocation: sourceLocation)
    }
}

extension [ListedIKESA] {
    /// The CHILD_SAs of a tunnel that no other has replaced.
    fileprivate func current(_ tunnel: String) -> [ListedChildSA] {
        flatMap(\.children).filter { $0.name == tunnel && $0.state == "INSTALLED" }
    }
}
