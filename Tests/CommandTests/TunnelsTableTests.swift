import Foundation
import Testing
import charon_exporter

/// The table of `tunnels`.
@Suite struct TunnelsTableTests {
    /// The table of an answer.
    static func table(
        _ json: String, width: Int?, hasColour: Bool = false, changed: Set<TunnelKey>? = nil
    ) throws -> String {
        var options = TunnelsTable.Options()
        options.width = width
        options.hasColour = hasColour
        options.changed = changed
        return String(decoding: TunnelsTable(try answer(json), options).bytes(), as: UTF8.self)
    }

    private static func answer(_ json: String) throws -> TunnelsAnswer { try TunnelsAnswer(json: Data(json.utf8)) }

    /// A tunnel that traffic or a peer brings up is not down when nobody needs it.
    @Test(arguments: [("trap", 0), ("template", 0), ("none", 1), ("start", 1)] as [(String, Int32)])
    func whatComesUpOnDemandIsNotTakenForDown(start: String, code: Int32) throws {
        let answer = try Self.answer(
            Sample.answer([
                Sample.tunnel("a", state: "up"), Sample.tunnel("b", state: "down", and: ["start": start]),
            ]))
        #expect(TunnelsExit(answer, asked: nil).rawValue == code)
        let text = String(decoding: TunnelsTable(answer, .init()).bytes(), as: UTF8.self)
        #expect(text.contains("on demand") == (code == 0))
        #expect(text.contains("1 waiting for traffic or peers") == (code == 0))
        #expect(text.contains(", 1 down") == (code == 1))
    }

    /// Widths of a terminal, nil for none, with what is shown there.
    @Test(
        arguments: [
            (nil, whole), (200, whole),
            (
                120,
                """
                3 of 5 tunnels up, 1 down, 1 inbound only, 1 uncertain, as of 2026-11-21 10:00:00 UTC

                STATE         SINCE (UTC)          FOR         GROUP     CONNECTION  TUNNEL  ACTIVE  LAST REASON
                down          2026-11-21 06:48:00  3 h 12 min  aws       aws-1       aws-1   no      peer_not_responding
                up            2026-11-19 07:00:00  2 d 3 h     aws       aws-2       aws-2   yes
                inbound only  2026-11-21 09:47:53  12 min 7 s  branches  warehouse   lan
                up?           2026-11-21 09:59:15  44 s        branches  office      lan             deleted_by_peer
                up            2026-11-21 09:59:15  45 s                  zulu        voice
                ? uncertain: entries are missing, and a change of the state may be among them; it is what was known last
                """
            ),
            (
                80,
                """
                3 of 5 tunnels up, 1 down, 1 inbound only, 1 uncertain, as of 2026-11-21
                10:00:00 UTC

                STATE         FOR         GROUP     CONNECTION  TUNNEL  ACTIVE  LAST REASON
                down          3 h 12 min  aws       aws-1       aws-1   no      peer_not_respon…
                up            2 d 3 h     aws       aws-2       aws-2   yes
                inbound only  12 min 7 s  branches  warehouse   lan
                up?           44 s        branches  office      lan             deleted_by_peer
                up            45 s                  zulu        voice
                ? uncertain: entries are missing, and a change of the state may be among them;
                it is what was known last
                """
            ),
            (
                40,
                """
                3 of 5 tunnels up, 1 down, 1 inbound
                only, 1 uncertain, as of 2026-11-21
                10:00:00 UTC

                STATE         FOR         CO…  TU…  LAS…
                down          3 h 12 min  aw…  aw…  pee…
                up            2 d 3 h     aw…  aw…
                inbound only  12 min 7 s  wa…  lan
                up?           44 s        of…  lan  del…
                up            45 s        zu…  vo…
                ? uncertain: entries are missing, and a
                change of the state may be among them;
                it is what was known last
                """
            ),
        ] as [(Int?, String)])
    func theTableFitsTheTerminal(_ width: Int?, _ expected: String) throws {
        let table = try Self.table(Sample.night, width: width)
        #expect(table == expected + "\n")
    }

    private static let whole = """
        3 of 5 tunnels up, 1 down, 1 inbound only, 1 uncertain, as of 2026-11-21 10:00:00 UTC

        STATE         SINCE (UTC)          FOR         GROUP     CONNECTION  TUNNEL  ACTIVE  RECEIVED / SENT    LAST REASON          LAST DOWN (UTC)      PEER
        down          2026-11-21 06:48:00  3 h 12 min  aws       aws-1       aws-1   no      1.2 GiB / 340 MiB  peer_not_responding  2026-11-21 06:48:00  192.0.2.20
        up            2026-11-19 07:00:00  2 d 3 h     aws       aws-2       aws-2   yes     50 MiB / 1.5 KiB                                             192.0.2.21
        inbound only  2026-11-21 09:47:53  12 min 7 s  branches  warehouse   lan             0 B / 0 B                                                    198.51.100.9
        up?           2026-11-21 09:59:15  44 s        branches  office      lan             0 B / 0 B          deleted_by_peer      2026-11-21 09:47:53  2001:db8::7
        up            2026-11-21 09:59:15  45 s                  zulu        voice           1023 B / 0 B                                                 203.0.113.77
        ? uncertain: entries are missing, and a change of the state may be among them; it is what was known last
        """

    @Test(arguments: Array(1...130))
    func noLineIsWiderThanTheTerminal(_ width: Int) throws {
        let json = Sample.answer([
            Sample.tunnel(
                "ein-langer-name-einer-verbindung", "東京-大阪-トンネル", host: "gateway-1.example.org", state: "down",
                and: ["group": "group", "last_down_reason": "authentication_failed", "peer": "2001:db8::1"]),
            Sample.tunnel(host: "gw2", uncertain: true),
        ])
        let table = try Self.table(json, width: width, changed: [])
        // What stays is as narrow as it can be below this.
        guard width >= 40 else { return }
        for line in table.split(separator: "\n") {
            let columns = line.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x2E80 ? 2 : 1) }
            #expect(columns <= width, "\(line)")
        }
    }

    @Test func statesAreColouredAndNothingElseChanges() throws {
        let plain = try Self.table(Sample.night, width: 120)
        let coloured = try Self.table(Sample.night, width: 120, hasColour: true)
        #expect(coloured.contains("\u{1B}[31mdown"))
        #expect(coloured.contains("\u{1B}[32mup"))
        #expect(coloured.contains("\u{1B}[32mup?"))
        #expect(coloured.contains("\u{1B}[33minbound only"))
        let stripped = coloured.replacing(#/\u{1B}\[[0-9;]*m/#, with: "").split(separator: "\n").map {
            String($0.replacing(#/ +$/#, with: ""))
        }
        #expect(stripped == plain.split(separator: "\n").map(String.init))
    }

    @Test func hostileNamesAreHarmless() throws {
        let evil = "\u{1B}]0;x\u{7}\u{9B}2J\r\n\t\u{202E}end\u{200B}"
        let tunnel = Sample.tunnel(
            evil, evil, host: evil, and: ["group": evil, "peer": evil, "last_down_reason": evil])
        let json = Sample.answer([tunnel, Sample.tunnel()], ["ready": false, "not_ready": evil])
        for table in [try Self.table(json, width: nil), try Self.table(json, width: 100)] {
            #expect(table.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 && $0.value < 0x7F || $0 == "…" })
        }
        #expect(try Self.table(json, width: nil).contains(#"\u001b]0;x\u0007\u009b2J\r\n\t\u202eend\u200b"#))
    }

    @Test func wideCharactersTakeTwoColumns() throws {
        let json = Sample.answer([Sample.tunnel("東京"), Sample.tunnel("abcd"), Sample.tunnel("e\u{301}")])
        let lines = try Self.table(json, width: nil).split(separator: "\n")
        #expect(lines.contains("up     東京        net     0 B / 0 B"))
        #expect(lines.contains("up     abcd        net     0 B / 0 B"))
        #expect(lines.contains("up     e\u{301}           net     0 B / 0 B"))
    }

    @Test func whatIsWrongComesFirstAndGroupsStayTogether() throws {
        let json = Sample.answer([
            Sample.tunnel("a", and: ["group": "well"]), Sample.tunnel("b", and: ["group": "ill"]),
            Sample.tunnel("c", state: "down", and: ["group": "ill"]), Sample.tunnel("d"),
            Sample.tunnel("e", state: "down"),
            Sample.tunnel("f", uncertain: true), Sample.tunnel("g", host: "gw2", state: "inbound_only"),
            Sample.tunnel("h", state: "inbound_only", and: ["group": "ill"]),
            Sample.tunnel("i", host: "gw2", and: ["group": "ill"]),
        ])
        let order = TunnelsOrder.sorted(try Self.answer(json).tunnels).map(\.connection)
        #expect(order == ["c", "h", "b", "e", "f", "g", "a", "d", "i"])
    }

    /// Tunnels with the line above the table.
    @Test func theSummaryCountsEachStateThatThereIs() throws {
        func summary(_ tunnels: [[String: Any]]) throws -> String {
            TunnelsTable.summary(try Self.answer(Sample.answer(tunnels)))
        }
        let time = ", as of 2026-11-21 10:00:00 UTC"
        #expect(try summary([]) == "0 of 0 tunnels up" + time)
        #expect(try summary([Sample.tunnel()]) == "1 of 1 tunnel up" + time)
        #expect(
            try summary([
                Sample.tunnel(), Sample.tunnel(state: "down"), Sample.tunnel(state: "inbound_only"),
                Sample.tunnel(state: "down", uncertain: true),
            ]) == "1 of 4 tunnels up, 2 down, 1 inbound only, 1 uncertain" + time)
    }

    @Test func columnsWithoutAnythingAreLeftOut() throws {
        let table = try Self.table(Sample.answer([Sample.tunnel()]), width: nil)
        #expect(
            table == """
                1 of 1 tunnel up, as of 2026-11-21 10:00:00 UTC

                STATE  CONNECTION  TUNNEL  RECEIVED / SENT
                up     aws-1       net     0 B / 0 B

                """)
        #expect(try Self.table(Sample.answer([]), width: 80) == "0 of 0 tunnels up, as of 2026-11-21 10:00:00 UTC\n")
        let early = Sample.answer([], ["ready": false, "not_ready": "it reads the journal"])
        #expect(try Self.table(early, width: 80) == "the exporter is not ready: it reads the journal\n")
        let hosts = try Self.table(Sample.answer([Sample.tunnel(), Sample.tunnel(host: "gw2")]), width: nil)
        #expect(hosts.contains("STATE  HOST  CONNECTION"))
    }

    @Test func changesAreWhatRowsTell() throws {
        let before = try Self.answer(
            Sample.answer([Sample.tunnel("a"), Sample.tunnel("b"), Sample.tunnel("c"), Sample.tunnel("d")]))
        let after = try Self.answer(
            Sample.answer([
                Sample.tunnel(
                    "a", and: ["received_bytes": 7, "child_sas": 2, "last_rekey_at": "2026-11-21T10:00:00Z"]),
                Sample.tunnel("b", uncertain: true), Sample.tunnel("d", and: ["active": true]), Sample.tunnel("e"),
            ]))
        #expect(Set(after.changes(since: before).map(\.connection)) == ["b", "d", "e"])
        #expect(after.changes(since: after).isEmpty)
    }

    @Test func programsGetOneObjectALineOrCSV() throws {
        let json = Sample.answer([
            Sample.tunnel(
                "a,\"b\"\n", state: "down",
                and: [
                    "since": "2026-11-21T09:00:00Z", "active": false, "sent_bytes": UInt64.max,
                ])
        ])
        let answer = try Self.answer(json)
        #expect(
            String(decoding: TunnelsText.json(answer), as: UTF8.self)
                == #"{"time":"2026-11-21T10:00:00.000000Z","host":"gw1","connection":"a,\"b\"\n","tunnel":"net","#
                + #""state":"down","uncertain":false,"since":"2026-11-21T09:00:00.000000Z","child_sas":1,"active":false,"#
                + #""received_bytes":0,"sent_bytes":18446744073709551615,"source":"log"}"# + "\n")
        #expect(
            String(decoding: TunnelsText.csv(answer), as: UTF8.self)
                == "time,host,connection,tunnel,state,uncertain,since,child_sas,group,active,peer,local_ts,remote_ts,"
                + "received_bytes,sent_bytes,last_down_reason,last_down_at,established_at,last_rekey_at,source,start\r\n"
                + "2026-11-21T10:00:00.000000Z,gw1,\"a,\"\"b\"\"\n\",net,down,false,2026-11-21T09:00:00.000000Z,1,,false,,,,"
                + "0,18446744073709551615,,,,,log,\r\n")
    }
}
