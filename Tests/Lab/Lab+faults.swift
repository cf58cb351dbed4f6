internal import Glibc

/// What cuts a gateway off as a whole.
extension Lab {
    /// Lets a gateway's charon stand still, or go on.
    package func pauseCharon(_ gateway: Gateway, _ isPaused: Bool) throws {
        guard let process = daemons[gateway] else { throw LabError("no charon runs on \(gateway.name)") }
        process.send(isPaused ? SIGSTOP : SIGCONT)
    }

    /// Pulls a gateway's plug, or puts it in again: nothing comes or goes any more, and its addresses stay.
    package func unplug(_ gateway: Gateway, _ isOut: Bool) async throws {
        try await Tool.ip.run(["-n", bridge, "link", "set", "v-\(gateway.name)", isOut ? "down" : "up"])
    }
}
