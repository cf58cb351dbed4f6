internal import Foundation
internal import Glibc

/// A program that the lab needs, and the Debian package that has it.
package struct Tool: Sendable {
    package let name: String
    package let package: String
    /// Directories besides those of `PATH` where Debian keeps it.
    var directories: [String] = []

    static let ip = Tool(name: "ip", package: "iproute2")
    static let ping = Tool(name: "ping", package: "iputils-ping")
    package static let unshare = Tool(name: "unshare", package: "util-linux")
    static let setpriv = Tool(name: "setpriv", package: "util-linux")
    package static let logger = Tool(name: "logger", package: "bsdutils")
    package static let systemdCat = Tool(name: "systemd-cat", package: "systemd")
    static let mount = Tool(name: "mount", package: "mount")
    static let hostname = Tool(name: "hostname", package: "hostname")
    static let sed = Tool(name: "sed", package: "sed")
    package static let shell = Tool(name: "sh", package: "dash")
    static let journalctl = Tool(name: "journalctl", package: "systemd")
    static let journald = Tool(
        name: "systemd-journald", package: "systemd", directories: ["/usr/lib/systemd", "/lib/systemd"])
    static let journalRemote = Tool(
        name: "systemd-journal-remote", package: "systemd-journal-remote",
        directories: ["/usr/lib/systemd", "/lib/systemd"])
    static let swanctl = Tool(name: "swanctl", package: "strongswan-swanctl")
    static let charon = Tool(name: "charon-systemd", package: "charon-systemd")
    static let starter = Tool(name: "starter", package: "strongswan-starter", directories: ["/usr/lib/ipsec"])
    package static let pki = Tool(name: "pki", package: "strongswan-pki")
    static let prometheus = Tool(name: "prometheus", package: "prometheus")
    package static let promtool = Tool(name: "promtool", package: "prometheus")
    package static let curl = Tool(name: "curl", package: "curl")
    package static let openssl = Tool(name: "openssl", package: "openssl")
    package static let prlimit = Tool(name: "prlimit", package: "util-linux")
    package static let nsenter = Tool(name: "nsenter", package: "util-linux")
    package static let zcat = Tool(name: "zcat", package: "gzip")

    /// Where it is.
    /// - Throws: `LabError` that names the package.
    package func path() throws(LabError) -> String {
        let search = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
        // A plain user's PATH lacks what is for administrators.
        for directory in search + ["/usr/sbin", "/usr/bin", "/sbin", "/bin"] + directories {
            let path = directory + "/" + name
            if FileManager.default.isExecutableFile(atPath: path) { return path }
        }
        throw LabError("\(name) is missing; it is in Debian's package \(package)")
    }

    /// Runs it to its end.
    /// - Parameter codes: the exit codes of a success.
    /// - Returns: what it printed on standard output.
    /// - Throws: `LabError` with what it printed when it fails, or when it takes longer than the time.
    @discardableResult
    package func run(
        _ arguments: [String], environment: [String: String] = [:], input: String? = nil,
        atMost time: Duration = .seconds(10), accepting codes: Set<Int32> = [0]
    ) async throws -> String {
        try await Self.run(
            path(), arguments, environment: environment, input: input, atMost: time, accepting: codes)
    }

    /// The same for a program that is no tool of the machine.
    @discardableResult
    package static func run(
        _ path: String, _ arguments: [String], environment: [String: String] = [:], input: String? = nil,
        atMost time: Duration = .seconds(10), accepting codes: Set<Int32> = [0]
    ) async throws -> String {
        let output = try OutputFile()
        let errors = try OutputFile()
        let process = try ChildProcess(
            [path] + arguments, environment: environment, input: input, output: output, errors: errors)
        let code: Int32?
        do {
            code = try await process.wait(atMost: time)
        } catch {
            process.send(SIGKILL)
            throw error
        }
        let command = ([process.name] + arguments).joined(separator: " ")
        guard let code else {
            process.send(SIGKILL)
            throw LabError("`\(command)` took longer than \(time)")
        }
        let text = output.text
        guard codes.contains(code) else {
            throw LabError("`\(command)` failed with \(code): \(errors.text)\(text)")
        }
        return text
    }

    /// Checks that gateways can be made on this machine.
    /// - Throws: `LabError` that names all that is missing.
    static func checkGateways(_ gateways: [Gateway]) throws(LabError) {
        var missing: [String] = []
        if geteuid() != 0 { missing.append("only root can make network namespaces: run this as root") }
        let starters = gateways.contains { $0.daemon == .starter } ? [starter] : []
        for tool in [ip, ping, unshare, mount, hostname, shell, journalctl, journald, swanctl, charon] + starters {
            do { _ = try tool.path() } catch { missing.append(error.description) }
        }
        // The daemon keeps its plugins in a directory of its own.
        let plugins = Set(["kernel-libipsec", "curve25519"] + gateways.flatMap(\.plugins))
        for plugin in plugins.sorted() {
            let path = "/usr/lib/ipsec/plugins/libstrongswan-\(plugin).so"
            if !FileManager.default.fileExists(atPath: path) {
                missing.append(
                    "charon's plugin \(plugin) is missing; it is in one of Debian's packages libcharon-extra-plugins, "
                        + "libcharon-extauth-plugins and libstrongswan-extra-plugins")
            }
        }
        if !FileManager.default.fileExists(atPath: "/dev/net/tun") {
            missing.append("/dev/net/tun is missing; `modprobe tun` makes it")
        }
        guard missing.isEmpty else { throw LabError("the lab cannot start: " + missing.joined(separator: "; ")) }
    }
}
