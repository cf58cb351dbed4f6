import Foundation
import Lab
import Support
import Testing

/// What other services say, by the operator's rules.
@Suite struct WatchTests {
    private static let group = """
        groups:
          - name: aws
            tunnels: ["aws-*/net"]
            aliases: { Tunnel2: aws-2 }
        tunnels: [{ connection: aws-1, tunnel: net }, { connection: aws-2, tunnel: net }]
        """
    private static let shipped =
        URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path + "/watch/vpn-failover.yml"

    private static func active(_ samples: Samples, _ connection: String) -> Double? {
        samples[
            "charon_group_active",
            ["group": "aws", "kind": "link", "connection": connection, "tunnel": "net"]]
    }

    /// What the service of the two-tunnel link writes.
    private static func says(_ name: String) -> String {
        "[INFO] Applying Dynamic Mangle Rules for Active Tunnel: \(name)"
    }

    private func recording(_ words: [[String: String]]) -> Recording {
        var recording = Recording()
        for line in ReplayTests.life { recording.journal.charon(line) }
        for word in words {
            recording.journal.add(
                ["SYSLOG_IDENTIFIER": "vpn-failover", "_COMM": "vpn-failover.sh", "_TRANSPORT": "stdout"]
                    .merging(word) { $1 })
        }
        recording.configuration = Self.group
        recording.flags = ["--watch.file", Self.shipped]
        return recording
    }

    @Test func theFailoverServiceMovesTheActiveTunnel() throws {
        try withTemporaryDirectory { directory in
            var recording = recording([
                ["MESSAGE": Self.says("aws-1")], ["MESSAGE": "checking"], ["MESSAGE": Self.says("Tunnel2")],
                ["MESSAGE": "[WARN] aws-1 does not answer"],
            ])
            let result = try recording.replay(in: directory)
            #expect(Self.active(result.samples, "aws-1") == 0)
            #expect(Self.active(result.samples, "aws-2") == 1, "by its alias")
            #expect(result.samples["charon_group_failovers_total", ["group": "aws", "kind": "link"]] == 1)
            let events = result.events("tunnel_activated")
            #expect(events.map { $0["tunnel"] as? String } == ["aws-1", "Tunnel2"])
            #expect(events.first?["tunnel_group"] as? String == "aws")
            #expect(events.first?["class"] as? String == "watch")
            #expect(events.first?["watch"] as? String == "vpn-failover")
            let counted = ["watch": "vpn-failover", "event": "failover_warning", "value": ""]
            #expect(result.samples["charon_watch_events_total", counted] == 1)
            #expect(result.samples["charon_exporter_events_total", ["event": "tunnel_activated"]] == 2)
            #expect(result.events("failover_warning").count == 1)
        }
    }

    static let strangers: [[String: String]] = [
        ["_UID": "1000"], ["_UID": "1000", "_COMM": "charon"], ["SYSLOG_IDENTIFIER": "other"],
    ]
    @Test(arguments: strangers) func whoeverElseSaysSoIsNotBelieved(fields: [String: String]) throws {
        try withTemporaryDirectory { directory in
            var recording = recording([
                ["MESSAGE": Self.says("aws-1")], ["MESSAGE": Self.says("aws-2")].merging(fields) { $1 },
            ])
            let result = try recording.replay(in: directory)
            #expect(Self.active(result.samples, "aws-1") == 1)
            #expect(result.samples["charon_group_failovers_total", ["group": "aws", "kind": "link"]] == 0)
            let isForgery = fields["SYSLOG_IDENTIFIER"] == nil
            #expect(result.samples["charon_exporter_untrusted_entries_total"] == (isForgery ? 1 : 0))
        }
    }

    @Test func aUnitIsBelievedWhateverUserItHas() throws {
        try withTemporaryDirectory { directory in
            var recording = recording([["MESSAGE": Self.says("aws-1"), "_UID": "990", "_SYSTEMD_UNIT": "fo.service"]])
            recording.files["rules.yml"] = """
                watch:
                  - name: fo
                    unit: fo.service
                    rules:
                      - { message: "\(Self.says("<tunnel>"))", event: tunnel_activated, group: aws }
                """
            recording.flags = ["--watch.file", "DIR/rules.yml"]
            let result = try recording.replay(in: directory)
            #expect(Self.active(result.samples, "aws-1") == 1)
        }
    }

    @Test func ownEventsAreCountedByAFewValues() throws {
        try withTemporaryDirectory { directory in
            let lost = ["aws-1", "aws-2", "aws-1", "nobody"]
            var recording = recording(lost.map { ["MESSAGE": "lost 3 probes through \($0)"] })
            recording.files["rules.yml"] = """
                watch:
                  - name: vpn-failover
                    identifier: vpn-failover
                    rules:
                      - message: "lost <count> probes through <tunnel>"
                        event: probes_lost
                        count_by: tunnel
                        values: [aws-1, aws-2, aws-3]
                """
            recording.flags = ["--watch.file", "DIR/rules.yml"]
            let result = try recording.replay(in: directory)
            for (value, count) in [("aws-1", 2.0), ("aws-2", 1), ("aws-3", 0), ("other", 1)] {
                let labels = ["watch": "vpn-failover", "event": "probes_lost", "value": value]
                #expect(result.samples["charon_watch_events_total", labels] == count)
            }
            let event = try #require(result.events("probes_lost").first)
            #expect(event["count"] as? Int == 3)
            #expect(event["tunnel"] as? String == "aws-1")
        }
    }

    @Test func aTextLogIsWatchedByTheName() throws {
        try withTemporaryDirectory { directory in
            let lines = [
                "Nov 21 10:00:00 gw charon: 05[IKE] <aws-1|1> IKE_SA aws-1[1] established between 192.0.2.10[x]...192.0.2.20[y]",
                "Nov 21 10:00:01 gw vpn-failover[77]: \(Self.says("aws-2"))",
                "Nov 21 10:00:02 gw vpn-failover: \(Self.says("aws-1"))",
                "Nov 21 10:00:02 gw vpn-failover-not: \(Self.says("aws-2"))",
                "Nov 21 10:00:03 gw charon: 05[IKE] <aws-1|1> CHILD_SA net{1} established with SPIs c0000001_i d0000001_o and TS a === b",
            ]
            try (lines.joined(separator: "\n") + "\n").write(
                toFile: directory + "/log", atomically: true, encoding: .utf8)
            try Self.group.write(toFile: directory + "/config.yml", atomically: true, encoding: .utf8)
            let result = try run([
                ExporterProcess.path(), "replay", "--syslog.file", directory + "/log", "--watch.file", Self.shipped,
                "--config.file", directory + "/config.yml",
            ])
            let samples = Samples(result.out)
            #expect(samples["charon_group_failovers_total", ["group": "aws", "kind": "link"]] == 1)
            #expect(samples["charon_exporter_events_total", ["event": "tunnel_activated"]] == 2)
            #expect(Self.active(samples, "aws-1") == 1)
        }
    }

    static let wrong: [(rule: String, problem: String)] = [
        (
            "{ message: \"Active: <tunel>\", event: tunnel_activated }",
            "rules.yml:5: watch.rules.message: no field is named \"tunel\"; did you mean <tunnel>?\n    Active: <tunel>\n            ^"
        ),
        (
            "{ message: \"<tunnel> <\", event: x }",
            "rules.yml:5: watch.rules.message: \"<\" without \">\"\n    <tunnel> <\n             ^"
        ),
        (
            "{ message: \"<tunnel><detail>\", event: x }",
            "watch.rules.message: two fields with no text between them\n    <tunnel><detail>\n            ^"
        ),
        ("{ message: \"a\", event: tunnel_activated }", "tunnel_activated needs to know the tunnel"),
        ("{ message: \"a\", event: child_sa_closed }", "\"child_sa_closed\" is an event of charon's own"),
        ("{ message: \"a\", event: \"Fail Over\" }", "\"Fail Over\" is no name"),
        ("{ message: \"a <count>\", event: x, count_by: count }", "it must list 1 to 64 values"),
        ("{ message: \"a\", event: x, count_by: count, values: [1] }", "the message has no field <count>"),
        ("{ message: \"a\", event: x, values: [1] }", "count_by must name the field"),
        (
            "{ message: \"a <tunnel>\", event: x, count_by: tunnel, values: [b, other] }", "and other means all others"
        ),
        ("{ message: \"a <tunnel>\", event: tunnel_activated, group: nosuch }", "there is no link \"nosuch\""),
        ("{ event: x }", "watch.rules.message: it is missing"),
        ("{ message: \"a\", evnt: x }", "watch.rules.evnt: there is no such key; did you mean event?"),
    ]
    @Test(arguments: wrong) func aWrongRuleIsRefusedWithThePlaceOfTheFault(rule: String, problem: String) throws {
        try withTemporaryDirectory { directory in
            let rules = "watch:\n  - name: fo\n    identifier: fo\n    rules:\n      - \(rule)\n"
            try rules.write(toFile: directory + "/rules.yml", atomically: true, encoding: .utf8)
            try "watch: { file: \(directory)/rules.yml }".write(
                toFile: directory + "/config.yml", atomically: true, encoding: .utf8)
            let result = try run(
                [ExporterProcess.path(), "check-config", directory + "/config.yml"], expecting: 1)
            #expect(result.err.contains(problem), "\(result.err)")
        }
    }

    static let wrongServices: [(service: String, problem: String)] = [
        ("identifier: systemd", "systemd is a name of charon's, or of what starts it"),
        ("identifier: charon", "charon is a name of charon's"),
        ("unit: vpn-failover", "is it vpn-failover.service?"),
        ("user: 0", "it must name an identifier or a unit"),
        ("{ identifier: fo, user: root }", "a user is a number"),
    ]
    @Test(arguments: wrongServices) func aWrongServiceIsRefused(service: String, problem: String) throws {
        try withTemporaryDirectory { directory in
            let keys = service.trimmingCharacters(in: CharacterSet(charactersIn: "{} ")).split(separator: ",")
            let lines = keys.map { "    \($0.trimmingCharacters(in: .whitespaces))\n" }.joined()
            let rules = "watch:\n  - name: fo\n\(lines)    rules: [{ message: a, event: b }]\n"
            try rules.write(toFile: directory + "/rules.yml", atomically: true, encoding: .utf8)
            try "watch: { file: \(directory)/rules.yml }".write(
                toFile: directory + "/config.yml", atomically: true, encoding: .utf8)
            let result = try run(
                [ExporterProcess.path(), "check-config", directory + "/config.yml"], expecting: 1)
            #expect(result.err.contains(problem), "\(result.err)")
        }
    }

    /// syslog writes the same lines to a file as to the journal.
    @Test func aCopyInATextLogCountsOnce() throws {
        try withTemporaryDirectory { directory in
            var recording = recording([["MESSAGE": Self.says("aws-1")], ["MESSAGE": Self.says("aws-2")]])
            recording.files["log"] = """
                2026-05-28T20:26:40.001000+00:00 gw vpn-failover: \(Self.says("aws-1"))
                2026-05-28T20:26:40.002000+00:00 gw vpn-failover: \(Self.says("aws-2"))

                """
            recording.flags += ["--syslog.file", "DIR/log"]
            let result = try recording.replay(in: directory)
            #expect(result.samples["charon_group_failovers_total", ["group": "aws", "kind": "link"]] == 1)
            #expect(result.events("tunnel_activated").count == 2)
            #expect(result.samples["charon_exporter_duplicate_entries_total"] == 2)
        }
    }

    @Test func theShippedRulesAreRight() throws {
        try withTemporaryDirectory { directory in
            try "watch: { file: \(Self.shipped) }".write(
                toFile: directory + "/config.yml", atomically: true, encoding: .utf8)
            try run([ExporterProcess.path(), "check-config", directory + "/config.yml"])
        }
    }

    @Test func aTunnelThatIsInNoLinkIsSaid() throws {
        try withTemporaryDirectory { directory in
            var recording = recording([["MESSAGE": Self.says("gcp-1")]])
            let result = try recording.replay(in: directory)
            #expect(result.errors.contains("vpn-failover on gw tells of gcp-1, which is not one member of a link"))
        }
    }
}
