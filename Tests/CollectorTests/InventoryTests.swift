import Foundation
import Lab
import Support
import Testing

/// What should be up, by the program's own configuration and by strongSwan's.
@Suite struct InventoryTests {
    private static func tunnel(_ connection: String, _ tunnel: String, _ more: [String: String] = [:]) -> [String:
        String]
    {
        ["connection": connection, "tunnel": tunnel].merging(more) { $1 }
    }

    private static func info(_ samples: Samples, _ tunnel: String) -> [String: String] {
        samples.values.keys.first { $0.name == "charon_tunnel_info" && $0.labels["tunnel"] == tunnel }?.labels ?? [:]
    }

    static let swanctl = """
        connections {
          site {
            remote_addrs = 192.0.2.20
            children {
              never { start_action = start
                      remote_ts = 203.0.113.0/24 }
              ondemand { start_action = trap }
              passive { }
            }
          }
          rw { remote_addrs = %any
               pools = pool
               children { net { } } }
        }
        secrets { ike-1 { secret = "a secret that nobody sees" } }
        """

    @Test func aTunnelThatNeverCameUpReadsZero() throws {
        try withTemporaryDirectory { directory in
            var recording = Recording()
            for line in ReplayTests.life { recording.journal.charon(line) }
            recording.files = ["swanctl.conf": Self.swanctl]
            recording.configuration = """
                tunnels:
                  - connection: aws-1
                    tunnel: net
                  - connection: aws-2
                    start: none
                inventory: { swanctl_file: DIR/swanctl.conf }
                """
            let result = try recording.replay(in: directory)
            let samples = result.samples
            #expect(samples["charon_tunnel_up", Self.tunnel("aws-1", "net")] == 1)
            #expect(samples["charon_tunnel_up", Self.tunnel("aws-2", "aws-2")] == 0)
            for (tunnel, start) in [("never", "start"), ("ondemand", "trap"), ("passive", "none")] {
                #expect(samples["charon_tunnel_up", Self.tunnel("site", tunnel)] == 0)
                let info = Self.info(samples, tunnel)
                #expect(info["start"] == start)
                #expect(info["source"] == "swanctl")
                #expect(info["peer"] == "192.0.2.20", "as configured")
            }
            #expect(Self.info(samples, "never")["remote_ts"] == "203.0.113.0/24")
            #expect(samples["charon_tunnel_up", Self.tunnel("rw", "net")] == 0)
            #expect(Self.info(samples, "aws-2")["start"] == "none")
            #expect(samples["charon_ike_up", ["connection": "site"]] == 0)
            #expect(samples["charon_exporter_inventory_readable", ["source": "swanctl"]] == 1)
            #expect(samples["charon_exporter_inventory_readable", ["source": "config"]] == 1)
            #expect(!(result.text + result.errors).contains("nobody sees"))
        }
    }

    @Test func ipsecConfIsReadToo() throws {
        try withTemporaryDirectory { directory in
            var recording = Recording()
            recording.files = [
                "ipsec.conf": """
                config setup
                conn %default
                    keyexchange=ikev2
                conn to-b
                    left=192.0.2.10
                    right=192.0.2.20
                    auto=start
                conn rw
                    right=%any
                    rightsourceip=198.51.100.0/24
                    auto=add
                conn unused
                    right=192.0.2.30
                """
            ]
            recording.flags = ["--inventory.ipsec-file", "DIR/ipsec.conf"]
            let result = try recording.replay(in: directory)
            #expect(result.samples["charon_tunnel_up", Self.tunnel("to-b", "to-b")] == 0)
            #expect(Self.info(result.samples, "to-b")["start"] == "start")
            #expect(Self.info(result.samples, "rw")["start"] == "template")
            #expect(Self.info(result.samples, "unused").isEmpty)
        }
    }

    @Test func aFileThatCannotBeReadIsSaidNotGuessed() throws {
        try withTemporaryDirectory { directory in
            var recording = Recording()
            for line in ReplayTests.life { recording.journal.charon(line) }
            recording.files = ["swanctl.conf": "connections {\n  a { secret = hidden } }\n}"]
            recording.flags = ["--inventory.swanctl-file", "DIR/swanctl.conf"]
            let result = try recording.replay(in: directory)
            #expect(result.samples["charon_exporter_inventory_readable", ["source": "swanctl"]] == 0)
            #expect(result.errors.contains("swanctl.conf:3"))
            #expect(!result.errors.contains("hidden"))
        }
    }

    @Test func groupsCountTheirTunnels() throws {
        try withTemporaryDirectory { directory in
            var recording = Recording()
            for line in ReplayTests.life { recording.journal.charon(line) }
            recording.configuration = """
                tunnels: [{ connection: aws-2, tunnel: net }]
                groups:
                  - { name: aws, kind: link, tunnels: ["aws-*/net"] }
                  - { name: cloud, kind: site, tunnels: ["*/net"] }
                """
            let samples = try recording.replay(in: directory).samples
            for labels in [["group": "aws", "kind": "link"], ["group": "cloud", "kind": "site"]] {
                #expect(samples["charon_group_tunnels", labels] == 2)
                #expect(samples["charon_group_tunnels_up", labels] == 1)
            }
            #expect(samples["charon_group_failovers_total", ["group": "aws", "kind": "link"]] == 0)
            #expect(
                samples["charon_group_active", Self.tunnel("aws-1", "net", ["group": "aws", "kind": "link"])] == 0)
            #expect(Self.info(samples, "net")["group"] == "aws", "the first that it is in")
        }
    }

    @Test func aCeilingBoundsTheSeries() throws {
        try withTemporaryDirectory { directory in
            var recording = Recording()
            for id in 1...50 {
                recording.journal.charon("05[IKE] <c\(id)|\(id)> initiating IKE_SA c\(id)[\(id)] to 192.0.2.20")
            }
            recording.flags = ["--metrics.max-tunnels", "10"]
            let result = try recording.replay(in: directory)
            #expect(result.samples.values.keys.count { $0.name == "charon_ike_up" } == 10)
            #expect(result.samples["charon_exporter_series_dropped_total"] == 40)
            #expect(result.events.count == 50, "the archive has them all")
        }
    }

    static let wrong: [(yaml: String, problem: String)] = [
        ("tunnels: [a]", "config.yml:1: tunnels: it must be a mapping of the keys connection, tunnel, start, host"),
        ("tunnels:\n  - tunnel: net", "config.yml:2: tunnels.connection: it is missing"),
        (
            "tunnels:\n  - connection: a\n    start: up",
            "config.yml:3: tunnels.start: \"up\" is none of start, trap, none, template"
        ),
        (
            "tunnels:\n  - connection: a\n    conection: b",
            "config.yml:3: tunnels.conection: there is no such key; did you mean connection?"
        ),
        ("tunnels: {}", "config.yml:1: tunnels: it must be a list"),
        (
            "tunnels:\n  - connection: a\n  - connection: a",
            "config.yml:3: tunnels.connection: the same tunnel stands in line 2"
        ),
        ("groups:\n  - name: a", "config.yml:2: groups.tunnels: it must name a tunnel at least"),
        (
            "groups:\n  - { name: a, tunnels: x }\n  - { name: a, tunnels: y }",
            "config.yml:3: groups.name: there is another group \"a\""
        ),
        (
            "groups:\n  - { name: a, kind: pair, tunnels: x }",
            "config.yml:2: groups.kind: \"pair\" is none of link, site"
        ),
        ("tunnels:\n  - connection: ~", "config.yml:2: tunnels.connection: it takes exactly one value"),
        ("tunnels:\n  - { connection: a, host: [] }", "config.yml:2: tunnels.host: it must name one at least"),
        (
            "tunnels:\n  - connection: a\n    connection: b",
            "config.yml:2: the keys of a mapping stand once, and connection twice"
        ),
        (
            "groups:\n  - name: a\n    tunnels: [x/y]\n    aliases: { T: z/y }",
            "config.yml:4: groups.aliases.T: \"z/y\" is the name of no member that tunnels lists"
        ),
        ("tunels: []", "config.yml:1: tunels: there is no such key; did you mean tunnels?"),
        (
            "inventory: { forget_after: 0 }",
            "config.yml:1: inventory.forget-after: \"0\" is no number from 1.0 to 31536000.0"
        ),
    ]
    @Test(arguments: wrong) func aWrongListIsRefusedWithItsLine(yaml: String, problem: String) throws {
        try withTemporaryDirectory { directory in
            try yaml.write(toFile: directory + "/config.yml", atomically: true, encoding: .utf8)
            let result = try run(
                [ExporterProcess.path(), "check-config", directory + "/config.yml"], expecting: 1)
            #expect(result.err.replacing(directory + "/", with: "").contains(problem))
        }
    }

    @Test func checkConfigCountsWhatIsExpected() throws {
        try withTemporaryDirectory { directory in
            try Self.swanctl.write(toFile: directory + "/swanctl.conf", atomically: true, encoding: .utf8)
            let configuration = "inventory: { swanctl_file: \(directory)/swanctl.conf }"
            try configuration.write(toFile: directory + "/config.yml", atomically: true, encoding: .utf8)
            let result = try run([ExporterProcess.path(), "check-config", directory + "/config.yml"])
            #expect(result.out.contains("swanctl.conf: 4 tunnels expected (start 1, trap 1, none 1, template 1)"))
            try "connections {".write(toFile: directory + "/swanctl.conf", atomically: true, encoding: .utf8)
            let fault = try run([ExporterProcess.path(), "check-config", directory + "/config.yml"], expecting: 1)
            #expect(fault.err.contains("swanctl.conf:1: "))
        }
    }
}
