/// What cuts a gateway off as a whole.
extension Lab {
    /// Pulls a gateway's plug, or puts it in again: nothing comes or goes any more, and its addresses stay.
    package func unplug(_ gateway: Gateway, _ isOut: Bool) async throws {
        try await Tool.ip.run(["-n", bridge, "link", "set", "v-\(gateway.name)", isOut ? "down" : "up"])
    }
}
