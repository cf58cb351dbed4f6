import Foundation
import Testing
import charon_exporter

/// Reading what the exporter answers.
@Suite struct TunnelsAnswerTests {
    @Test func allThatIsKnownIsReadAndWhatIsNotKnownHereIsPassedOver() throws {
        let more: [String: Any] = [
            "since": "2026-11-21T09:00:00.000001Z", "group": "aws", "active": true, "peer": "192.0.2.20",
            "local_ts": "10.0.0.0/24", "remote_ts": "10.1.0.0/24", "last_down_reason": "deleted_by_peer",
            "last_down_at": "2026-11-21T08:00:00Z", "established_at": "2026-11-21T09:00:00.5Z",
            "last_rekey_at": "2026-11-21T09:30:00.000000Z", "received_bytes": UInt64.max, "mood": ["a": [1]],
        ]
        let answer = try TunnelsAnswer(
            json: Data(
                Sample.answer([Sample.tunnel(and: more), Sample.tunnel("aws-2")], ["weather": "rain"]).utf8))
        #expect(answer.time.second == "2026-11-21 10:00:00")
        #expect(answer.isReady)
        #expect(answer.notReady == nil)
        let tunnel = try #require(answer.tunnels.first)
        #expect(tunnel.since?.stamp == "2026-11-21T09:00:00.000001Z")
        #expect(tunnel.establishedAt?.stamp == "2026-11-21T09:00:00.500000Z")
        #expect(tunnel.lastDownAt?.stamp == "2026-11-21T08:00:00.000000Z")
        #expect(tunnel.receivedBytes == .max)
        #expect(tunnel.isActive == true)
        #expect(tunnel.localTS == "10.0.0.0/24")
        #expect(answer.tunnels.last?.since == nil)
        #expect(answer.tunnels.last?.isActive == nil)
    }

    /// Keys of a tunnel and what they have instead (nil: they are missing), with what is said.
    @Test(
        arguments: [
            ("state", nil, "tunnels[1].state is missing"), ("host", nil, "tunnels[1].host is missing"),
            ("connection", nil, "tunnels[1].connection is missing"), ("tunnel", nil, "tunnels[1].tunnel is missing"),
            ("uncertain", nil, "tunnels[1].uncertain is missing"),
            ("child_sas", nil, "tunnels[1].child_sas is missing"),
            ("received_bytes", nil, "tunnels[1].received_bytes is missing"),
            ("state", "\"asleep\"", "tunnels[1].state: "), ("state", "null", "tunnels[1].state is null"),
            ("host", "7", "tunnels[1].host has another type"),
            ("sent_bytes", "-1", "a number is negative"), ("sent_bytes", "1.5", "or no integer"),
            ("since", "\"yesterday\"", "tunnels[1].since: \"yesterday\" is no time in UTC"),
        ] as [(String, String?, String)])
    func whatIsMissingOrWrongIsNamed(_ key: String, _ value: String?, _ words: String) throws {
        var wrong = Sample.tunnel()
        if let value {
            wrong[key] = try JSONSerialization.jsonObject(with: Data(value.utf8), options: .fragmentsAllowed)
        } else {
            wrong[key] = nil
        }
        let json = Data(Sample.answer([Sample.tunnel(), wrong]).utf8)
        let error = try #require(throws: UnreadableAnswer.self) { try TunnelsAnswer(json: json) }
        #expect(error.isJSON)
        #expect(error.description.contains(words), "\(error)")
    }

    @Test(arguments: ["", "<html>", "{", "{\"time\":", "\u{0}"])
    func whatIsNoJSONIsToldFromWhatIsOtherJSON(_ text: String) throws {
        let error = try #require(throws: UnreadableAnswer.self) { try TunnelsAnswer(json: Data(text.utf8)) }
        #expect(!error.isJSON)
    }

    @Test(
        arguments: [
            "", "2026-11-21", "2026-11-21T10:00:00", "2026-11-21T10:00:00+00:00", "2026-11-21T24:00:00Z",
            "2026-02-30T10:00:00Z", "2026-11-21T10:60:00Z", "2026-11-21T10:00:00.Z", "2026-11-21T10:00:00.1xZ",
            "2026-11-21 10:00:00Z", "2026-11-21T1a:00:00Z", "2026-11-2üT10:00:00Z",
        ])
    func whatIsNoTimeIsRefused(_ text: String) { #expect(UTCTime(text) == nil) }

    /// Seconds and how a person reads them.
    @Test(
        arguments: [
            (0, "0 s"), (59, "59 s"), (60, "1 min 0 s"), (727, "12 min 7 s"), (3599, "59 min 59 s"),
            (3600, "1 h 0 min"),
            (11_520, "3 h 12 min"), (86_399, "23 h 59 min"), (86_400, "1 d 0 h"), (8_650_000, "100 d 2 h"),
        ] as [(UInt64, String)])
    func durationsHaveTwoUnits(_ seconds: UInt64, _ text: String) {
        #expect(HumanText.duration(seconds: seconds) == text)
        let start = UTCTime(microseconds: 1_000_000)
        let end = UTCTime(microseconds: 1_000_000 + seconds * 1_000_000)
        #expect(HumanText.duration(from: start, to: end) == text)
        // Clocks of two machines differ.
        #expect(HumanText.duration(from: end, to: start) == "0 s")
    }

    /// Bytes and how a person reads them.
    @Test(
        arguments: [
            (0, "0 B"), (1023, "1023 B"), (1024, "1.0 KiB"), (1536, "1.5 KiB"), (10_188, "9.9 KiB"), (10_235, "10 KiB"),
            (348_160, "340 KiB"), (1_048_063, "1023 KiB"), (1_048_064, "1.0 MiB"), (1_288_490_188, "1.2 GiB"),
            (.max, "16 EiB"),
        ] as [(UInt64, String)])
    func sizesAreInIECUnits(_ bytes: UInt64, _ text: String) { #expect(HumanText.size(bytes) == text) }

    @Test func linesBreakAtBlanks() {
        #expect(HumanText.lines("a bc def ghij", width: 6) == ["a bc", "def", "ghij"])
        #expect(HumanText.lines("a bc def ghij", width: nil) == ["a bc def ghij"])
        #expect(HumanText.lines("界界 界", width: 5) == ["界界", "界"])
    }
}
