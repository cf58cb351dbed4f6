import Foundation
import Lab
import Support
import Testing

/// One collector over the journals of many machines.
@Suite struct ManyMachinesTests {
    /// A machine's life: it comes up, rekeys, some die, some charons are killed and start again.
    private static func life(_ number: Int, _ chance: inout SeededGenerator) -> [(line: String, pid: Int)] {
        var lines: [(String, Int)] = []
        var pid = 1000 + number
        var ike = 0
        for _ in 0..<Int.random(in: 1...3, using: &chance) {
            ike += 1
            let (a, b) = (String(0xC000_0000 + ike, radix: 16), String(0xD000_0000 + ike, radix: 16))
            lines += [
                "00[JOB] spawning 16 worker threads",
                "05[IKE] <site|\(ike)> initiating IKE_SA site[\(ike)] to 192.0.2.\(number)",
                "05[IKE] <site|\(ike)> IKE_SA site[\(ike)] established between 192.0.2.10[x]...192.0.2.\(number)[y]",
                "05[IKE] <site|\(ike)> CHILD_SA net{\(ike)} established with SPIs \(a)_i \(b)_o and TS a === b",
            ].map { ($0, pid) }
            switch Int.random(in: 0..<4, using: &chance) {
            case 0: lines.append(("06[IKE] <site|\(ike)> giving up after 5 retransmits", pid))
            case 1:
                pid += 1000
                ike = 0
            case 2:
                lines.append(
                    (
                        "06[IKE] <site|\(ike)> closing CHILD_SA net{\(ike)} with SPIs \(a)_i (\(number) bytes) \(b)_o (2 bytes) and TS a === b",
                        pid
                    ))
            default: break
            }
        }
        return lines
    }

    private static func machine(_ number: Int) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits + String(repeating: "a", count: 24)
    }

    private static func told(_ samples: Samples) -> [Samples.Series: Double] {
        samples.values.filter { $0.key.name.hasPrefix("charon_") && !$0.key.name.hasPrefix("charon_exporter_") }
    }

    @Test(.timeLimit(.minutes(5))) func eachHasTheStateThatItWouldHaveAlone() throws {
        let count = 200
        let isLong = ProcessInfo.processInfo.environment["CHARON_EXPORTER_LONG_TESTS"] != nil
        try withTemporaryDirectory { directory in
            var chance = SeededGenerator(seed: 20)
            var lives = (1...count).map { (number: $0, lines: Self.life($0, &chance)[...]) }
            var all = Recording()
            var alone: [Int: JournalFile] = [:]
            while !lives.isEmpty {
                let index = Int.random(in: 0..<lives.count, using: &chance)
                let number = lives[index].number
                let (line, pid) = lives[index].lines.removeFirst()
                // Each with a boot of its own, and every tenth with the name of another.
                let extra = [
                    "_MACHINE_ID": Self.machine(number), "_HOSTNAME": "gw\(number / 10 * 10 == number ? 1 : number)",
                    "_BOOT_ID": Self.machine(number + 5000), "_PID": String(pid),
                ]
                var own = alone[number] ?? JournalFile()
                own.now = all.journal.now
                own.charon(line, extra: extra)
                alone[number] = own
                all.journal.charon(line, extra: extra)
                if lives[index].lines.isEmpty { lives.remove(at: index) }
            }
            let together = try all.replay(in: directory).samples
            let hosts = Set(together.values.keys.compactMap { $0.labels["host"] })
            #expect(hosts.count == count, "each has a name of its own")
            for number in (1...count).filter({ isLong || $0 % 17 == 0 || $0 == 1 || $0 == 10 }) {
                try withTemporaryDirectory { directory in
                    var recording = Recording()
                    recording.journal = try #require(alone[number])
                    let expected = Self.told(try recording.replay(in: directory).samples)
                    let candidates = hosts.filter { host in
                        // Who came first has the bare name.
                        let isShared = number == 1 || number % 10 == 0
                        return isShared ? host == "gw1" || host.hasPrefix("gw1.") : host == "gw\(number)"
                    }
                    let found = candidates.map { host in
                        Self.told(together).filter { $0.key.labels["host"] == host }
                    }.map { series in
                        Dictionary(uniqueKeysWithValues: series.map { ($0.key.without("host"), $0.value) })
                    }
                    #expect(found.contains(expected), "machine \(number)")
                }
            }
        }
    }

    @Test func aMachineThatIsRenamedIsTheSame() throws {
        try withTemporaryDirectory { directory in
            var recording = Recording()
            for line in ReplayTests.life { recording.journal.charon(line) }
            recording.journal.host = "gw.example.org"
            recording.journal.charon("05[IKE] <aws-1|1> giving up after 5 retransmits")
            let result = try recording.replay(in: directory)
            let tunnel = ["connection": "aws-1", "tunnel": "net"]
            #expect(result.samples["charon_tunnel_up", tunnel] == 0)
            #expect(result.samples["charon_tunnel_downs_total", tunnel.merging(["reason": "dead_peer"]) { $1 }] == 1)
            let hosts = result.events.map { $0["host"] as? String }
            #expect(hosts.filter { $0 == "gw" }.count == ReplayTests.life.count - 1)
            #expect(hosts.filter { $0 == "gw.example.org" }.count == 1)
            #expect(result.events.compactMap { $0["seq"] as? Int } == Array(1...result.events.count), "one archive")
        }
    }

    @Test func eachMachineHasItsLinksAndAllHaveTheirSites() throws {
        try withTemporaryDirectory { directory in
            var recording = Recording()
            for (number, host) in ["a", "b", "c"].enumerated() {
                recording.journal.host = host
                recording.journal.machine = Self.machine(number + 1)
                recording.journal.pid += 1
                for line in ReplayTests.life { recording.journal.charon(line) }
            }
            recording.journal.charon("05[IKE] <aws-1|1> giving up after 5 retransmits")
            recording.configuration = """
                tunnels:
                  - { connection: aws-1, tunnel: spare, host: [a, c] }
                  - { connection: never, host: silent }
                groups:
                  - { name: link, tunnels: net }
                  - { name: west, kind: site, tunnels: net, host: ["a", "c"] }
                """
            let samples = try recording.replay(in: directory).samples
            func value(_ name: String, _ labels: [String: String]) -> Double? { samples[name, labels] }
            for (host, up) in [("a", 1.0), ("b", 1), ("c", 0)] {
                let labels = ["group": "link", "kind": "link", "host": host]
                #expect(value("charon_group_tunnels", labels) == 1)
                #expect(value("charon_group_tunnels_up", labels) == up)
                let spare = ["connection": "aws-1", "tunnel": "spare", "host": host]
                #expect(value("charon_tunnel_up", spare) == (host == "b" ? nil : 0))
            }
            #expect(value("charon_group_tunnels", ["group": "west", "kind": "site"]) == 2)
            #expect(value("charon_group_tunnels_up", ["group": "west", "kind": "site"]) == 1)
            let silent = ["connection": "never", "tunnel": "never", "host": "silent"]
            #expect(value("charon_tunnel_up", silent) == 0, "it is named, and has said nothing yet")
        }
    }

    /// Names that a machine may choose so that two look like one.
    @Test func noTwoMachinesAreShownAsOne() throws {
        try withTemporaryDirectory { directory in
            var recording = Recording()
            let id = String(repeating: "ab", count: 16)
            let machines: [(name: Data, id: String)] = [
                (Data("gw".utf8), Self.machine(1)), (Data("gw.\(id.prefix(8))".utf8), Self.machine(2)),
                (Data("gw.\(id)".utf8), Self.machine(3)), (Data("gw".utf8), id),
                (Data([0x67, 0x77, 0xFF]), Self.machine(5)), (Data([0x67, 0x77, 0xFE]), Self.machine(6)),
                (Data("a/b".utf8), Self.machine(7)), (Data("a_b".utf8), Self.machine(8)),
            ]
            for (number, machine) in machines.enumerated() {
                let fields = [
                    "SYSLOG_IDENTIFIER": "charon-systemd", "_COMM": "charon-systemd", "_TRANSPORT": "journal",
                    "_PID": "\(number + 1)", "_UID": "0", "_BOOT_ID": Self.machine(50), "GROUP": "IKE", "LEVEL": "1",
                    "THREAD": "05", "MESSAGE": "initiating IKE_SA c[1] to 192.0.2.1", "_MACHINE_ID": machine.id,
                ]
                recording.journal.add(fields.mapValues { Data($0.utf8) }.merging(["_HOSTNAME": machine.name]) { $1 })
            }
            let result = try recording.replay(in: directory)
            let up = result.text.split(separator: "\n").filter { $0.hasPrefix("charon_up{") }
            #expect(up.count == machines.count)
            #expect(Set(up).count == machines.count, "no two samples have the same labels")
            let paths = try FileManager.default.subpathsOfDirectory(atPath: directory + "/archive")
            #expect(paths.count { $0.hasSuffix(".gz") } == machines.count, "no two write to one archive")
        }
    }

    @Test func aMachineThatIsNamedBeforeItSpeaksIsOne() throws {
        try withTemporaryDirectory { directory in
            var recording = Recording()
            for line in ReplayTests.life { recording.journal.charon(line) }
            recording.journal.host = "gw2"
            recording.journal.charon("05[IKE] <aws-1|1> sending DPD request")
            recording.configuration = """
                tunnels: [{ connection: aws-9, host: gw2 }]
                groups: [{ name: g, host: "gw*", tunnels: net }]
                """
            let samples = try recording.replay(in: directory).samples
            #expect(samples["charon_tunnel_up", ["connection": "aws-1", "tunnel": "net"]] == 1, "it is one machine")
            #expect(samples["charon_tunnel_up", ["connection": "aws-9", "tunnel": "aws-9"]] == 0)
            #expect(samples["charon_group_tunnels_up", ["group": "g", "kind": "link"]] == 1)
        }
    }

    /// The first machine takes the place of the one that was expected to speak.
    @Test func aGroupOfMachinesByNameKnowsTheFirstOne() throws {
        try withTemporaryDirectory { directory in
            var recording = Recording()
            recording.journal.host = "gw-a"
            for line in ReplayTests.life { recording.journal.charon(line) }
            recording.configuration = """
                tunnels: [{ connection: aws-1, tunnel: net }]
                groups: [{ name: g, host: "gw-*", tunnels: net }, { name: empty, tunnels: nothing }]
                """
            let result = try recording.replay(in: directory)
            #expect(result.samples["charon_group_tunnels_up", ["group": "g", "kind": "link"]] == 1)
            #expect(result.samples["charon_group_tunnels_expected", ["group": "empty", "kind": "link"]] == 0)
        }
    }
}
