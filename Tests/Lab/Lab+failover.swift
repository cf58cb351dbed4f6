internal import Foundation

/// A failover service of the two-tunnel link: it names the tunnel that carries the traffic, in the journal as
/// `vpn-failover`, whenever that is another than before.
extension Lab {
    /// Starts it on gw. It ends with the lab.
    package func startFailoverService() async throws {
        let script = directory(.gw) + "/vpn-failover.sh"
        try Self.write(Self.failoverScript, script)
        let tunnels = zip(Gateway.tunnels, zip(Gateway.gw.innerAddresses, Gateway.cloud.innerAddresses)).flatMap {
            [$0, $1.0, $1.1]
        }
        adopt(
            try ChildProcess(
                [
                    Tool.ip.path(), "netns", "exec", namespace(.gw), Tool.shell.path(), script,
                    "/run/systemd/journal.\(namespace(.gw))/dev-log", activeFile,
                ] + tunnels, output: OutputFile(path: directory(.gw) + "/failover.log"),
                errors: OutputFile(path: directory(.gw) + "/failover.log")))
    }

    /// The tunnel that carries the traffic, as the service has it; empty for none.
    package nonisolated var activeTunnel: String {
        (try? String(contentsOfFile: activeFile, encoding: .utf8))?.trimmingCharacters(in: .whitespacesAndNewlines)
            ?? ""
    }

    private nonisolated var activeFile: String { directory(.gw) + "/active-tunnel" }

    /// The first tunnel that answers is the active one.
    private static let failoverScript = """
        log=$1 file=$2
        shift 2
        active=-
        say() { logger --socket "$log" --tag vpn-failover -- "$1"; }
        choose() {
            found=
            while [ $# -ge 3 ]; do
                if ping -q -c 1 -W 1 -I "$2" "$3" > /dev/null 2>&1; then found=$1; return; fi
                shift 3
            done
        }
        while :; do
            choose "$@"
            if [ "$found" != "$active" ]; then
                active=$found
                if [ -n "$found" ]; then
                    say "[INFO] Applying Dynamic Mangle Rules for Active Tunnel: $found"
                else
                    say "[ERROR] Both tunnels are down"
                fi
                echo "$found" > "$file"
            fi
            sleep 0.2
        done

        """
}
