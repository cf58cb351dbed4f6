/// What a user without any rights can write into a gateway's journal.
extension Lab {
    /// Runs a program as `nobody`, with the gateway's journal where every program looks for the machine's.
    /// - Parameter input: what it reads from standard input.
    package func runAsNobody(_ gateway: Gateway, _ arguments: [String], input: String? = nil) async throws {
        try await Tool.unshare.run(
            [
                "-m", "--propagation", "private", Tool.shell.path(), "-c",
                #""$1" --bind "$2" /run/systemd/journal && shift 2 && exec "$@""#, "sh", Tool.mount.path(),
                "/run/systemd/journal.\(namespace(gateway))", Tool.setpriv.path(), "--reuid", "65534", "--regid",
                "65534", "--clear-groups",
            ] + arguments, input: input)
    }
}
