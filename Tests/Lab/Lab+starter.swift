internal import Foundation
internal import Glibc

/// What is special about charon under the legacy starter.
extension Lab {
    /// Runs `ipsec` as an operator does on a gateway whose charon the starter runs.
    /// - Throws: `LabError` when it fails or hangs.
    @discardableResult
    package func ipsec(_ gateway: Gateway, _ arguments: [String], atMost time: Duration = .seconds(15)) async throws
        -> String
    {
        guard let starter = daemons[gateway], !starter.hasEnded else {
            throw LabError("no starter runs on \(gateway.name)")
        }
        // Its sockets and process ids are where the starter's mounts are.
        let enter = Tool(name: "nsenter", package: "util-linux")
        let ipsec = Tool(name: "ipsec", package: "strongswan-starter")
        return try await enter.run(
            ["-t", "\(starter.pid)", "-m", "-n", ipsec.path()] + arguments, environment: environment(gateway),
            atMost: time)
    }

    /// Kills charon, but not the starter that watches it and starts it again.
    package func killChildOfStarter(_ gateway: Gateway) throws {
        let path = directory(gateway) + "/run/charon.pid"
        let text = try String(contentsOfFile: path, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
        guard let pid = Int32(text), kill(pid, SIGKILL) == 0 else {
            throw LabError("charon of \(gateway.name) cannot be killed")
        }
        starts[gateway, default: 0] += 1
    }

    /// Waits until charon answers again and its list is as expected.
    /// - Throws: `LabError` when it is not in time.
    package func waitForRestart(
        _ gateway: Gateway, atMost time: Duration = .seconds(15), _ condition: ([ListedIKESA]) -> Bool
    ) async throws {
        let found = try await poll(every: .milliseconds(50), atMost: time) { () -> Bool? in
            // Nobody answers for as long as it is away.
            guard let sas = try? await securityAssociations(gateway) else { return nil }
            return condition(sas) ? true : nil
        }
        guard found != nil else { throw LabError("charon of \(gateway.name) is not back within \(time)") }
    }
}
