internal import CSystemd

extension ListenAddress {
    /// The sockets that systemd has opened for this process (sd_listen_fds(3)).
    /// - Throws: `WebError` when there are none.
    package static func fromSystemd() throws(WebError) -> [ListenAddress] {
        let count = sd_listen_fds(1)
        guard count > 0 else {
            throw WebError(
                address: "systemd's sockets", code: max(0, -count),
                problem: "systemd has opened none; start the socket unit, or leave out --web.systemd-socket")
        }
        // They begin at SD_LISTEN_FDS_START.
        return (3..<3 + count).map { .inherited(descriptor: $0) }
    }
}
