import Foundation
import Lab
import Testing

/// The page at `/` in a real browser, over the real program.
@Suite(.serialized) struct StatusPageRunTests {
    /// A link of two tunnels of which one has failed, a site, a tunnel that waits for traffic, and a stranger.
    static let configuration = """
        groups:
          - { name: aws, tunnels: ["aws-*/net"] }
          - { name: bom, kind: site, tunnels: ["aws-*/net", "site-1/net"] }
        """

    private static let swanctl = """
        connections {
          later { remote_addrs = 192.0.2.9
            children { net { start_action = trap } } }
        }
        """

    private struct Log {
        var text = ""
        let now = Date()

        /// - Parameter ago: seconds before now.
        mutating func say(_ ago: Double, _ line: String) {
            let time = (now - ago).formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
            text += "\(time.dropLast())+00:00 gw charon[1]: \(line)\n"
        }

        mutating func up(_ ago: Double, _ name: String, _ id: Int, peer: String = "b.example.org") {
            say(ago, "05[IKE] <\(name)|\(id)> initiating IKE_SA \(name)[\(id)] to 192.0.2.2")
            say(
                ago,
                "06[IKE] <\(name)|\(id)> IKE_SA \(name)[\(id)] established between 192.0.2.1[gw.example.org]...192.0.2.2[\(peer)]"
            )
            say(
                ago,
                "06[IKE] <\(name)|\(id)> CHILD_SA net{\(id)} established with SPIs \(String(0xC000_0000 + id, radix: 16))_i \(String(0xB000_0000 + id, radix: 16))_o and TS 198.51.100.0/24 === 203.0.113.0/24"
            )
        }
    }

    /// What is asked for, with the link, the site and the stranger.
    private static func log(tunnels: Int) -> String {
        var log = Log()
        log.say(4000, "00[DMN] Starting IKE charon daemon (strongSwan 5.9.8, Linux 6.1.0, x86_64)")
        log.up(3900, "aws-1", 1)
        log.up(3800, "aws-2", 2)
        log.up(3700, "site-1", 3, peer: "<script>document.title='owned'</script>\u{202E}evil")
        for number in 0..<tunnels { log.up(3600, "many-\(number)", 1000 + number) }
        log.say(1500, "07[IKE] <aws-2|2> giving up after 5 retransmits")
        return log.text
    }

    private func withPage(tunnels: Int = 0, _ body: (WebRun, String) async throws -> Void) async throws {
        try await WebRun.withDirectory { directory in
            try Self.configuration.write(toFile: directory + "/config.yml", atomically: true, encoding: .utf8)
            try Self.swanctl.write(toFile: directory + "/swanctl.conf", atomically: true, encoding: .utf8)
            try Self.log(tunnels: tunnels).write(toFile: directory + "/messages", atomically: true, encoding: .utf8)
            let exporter = try ExporterProcess.launch(
                [
                    "run", "--config.file", directory + "/config.yml", "--syslog.file", directory + "/messages",
                    "--archive.directory", directory + "/archive", "--state.directory", directory + "/state",
                    "--inventory.swanctl-file", directory + "/swanctl.conf",
                ], log: directory + "/log")
            do {
                let run = WebRun(directory: directory, exporter: exporter)
                try await run.waitForReady()
                try await body(run, directory)
            } catch {
                try await exporter.kill()
                throw LabError("\(error)\n\(exporter.errors.suffix(2000))")
            }
            #expect(try await exporter.terminate() == 0, "\(exporter.errors.suffix(2000))")
        }
    }

    @Test(arguments: ["status_page.py", "hard_times.py"])
    func aPersonFindsWhatTheyLookFor(script: String) async throws {
        try await withPage { run, directory in
            let said = try await PythonScript.run(
                script, ["http://127.0.0.1:\(run.exporter.port)", directory + "/messages"], in: "Browser",
                atMost: .seconds(600))
            print(said)
        }
    }

    @Test func thousandsOfTunnelsStayFluid() async throws {
        try await withPage(tunnels: 2000) { run, directory in
            let said = try await PythonScript.run(
                "many_tunnels.py", ["http://127.0.0.1:\(run.exporter.port)", directory + "/messages"], in: "Browser",
                atMost: .seconds(300))
            print(said)
        }
    }
}
