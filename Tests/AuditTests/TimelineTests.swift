import Archive
import Audit
import Foundation
import Testing

/// What an archive tells of a time: bands, marks, and where nothing is known.
@Suite struct TimelineTests {
    /// Finds the timeline from 03:00 to 04:00, or another.
    private func timeline(
        _ story: Story, _ since: String = "03:00:00", _ until: String = "04:00:00", marks: Int = 60,
        _ query: Query = Query()
    ) throws -> Timeline {
        try withArchive { directory in
            let archive = try TestArchive(directory)
            archive.write(story.lines)
            archive.writer.close()
            return try TimelineSearch(
                directory, query, Story.at(since)..<Story.at(until), marks: marks, ArchiveSearch.Options()
            ) { Issue.record("\($0)") }.run()
        }
    }

    private func bands(_ timeline: Timeline, _ connection: String = "aws-1") -> [String] {
        let row = timeline.rows.first { $0.name.connection == connection && $0.name.tunnel != nil }
        return (row?.bands ?? []).map { "\(text($0.time.lowerBound))-\(text($0.time.upperBound)) \($0.state)" }
    }

    private func text(_ time: UInt64) -> String { String(JSONLine.timeText(time).dropFirst(11).prefix(8)) }

    private func marks(_ timeline: Timeline) -> [String] {
        timeline.rows.flatMap { row in
            row.marks.map { "\(row.name.connection ?? row.name.machine) \(text($0.time)) \($0.kind) \($0.count)" }
        }
    }

    private static let aws = ["connection=aws-1", "ike_sa=1"]

    @Test func aTunnelThatComesAndGoesHasABand() throws {
        var story = Story()
        story.tell("02:59:00", "daemon_starting")
        story.bringUp("03:10:00")
        story.tell("03:40:00", "peer_timed_out", Self.aws + ["reason=peer_not_responding"], eventClass: "liveness")
        let found = try timeline(story)
        #expect(bands(found) == ["03:00:00-03:10:00 down", "03:10:00-03:40:00 up", "03:40:00-04:00:00 down"])
        #expect(marks(found) == ["aws-1 03:40:00 failure 1"])
        #expect(found.rows.first { $0.name.tunnel == nil }?.marks.first?.reason == "peer_not_responding")
    }

    @Test func whatCameUpTheDayBeforeIsUp() throws {
        var story = Story()
        story.bringUp("01:00:00")
        #expect(bands(try timeline(story)) == ["03:00:00-04:00:00 up"])
        #expect(bands(try timeline(story, "00:00:00", "00:30:00")).isEmpty, "before anything was heard of it")
    }

    @Test func beforeTheFirstWordNothingIsKnown() throws {
        var story = Story()
        story.bringUp("03:20:00")
        #expect(bands(try timeline(story)) == ["03:20:00-04:00:00 up"])
    }

    /// Nobody recorded what was before the archive.
    @Test func nothingIsKnownOfTheTimeBeforeTheFirstLine() throws {
        var story = Story()
        story.tell("03:10:00", "proposal_mismatch", "connection=other", "ike_sa=5", eventClass: "negotiation")
        story.tell(
            "03:30:00", "child_sa_closed", Self.aws + ["tunnel=net", "child_sa=7", "bytes_in=1", "bytes_out=2"])
        #expect(bands(try timeline(story)) == ["03:10:00-03:30:00 up", "03:30:00-04:00:00 down"])
    }

    /// What was found behind a gap is archived before it is known to be one.
    @Test func whatIsMissingIsUncertainFromWhereItBegins() throws {
        var story = Story()
        story.bringUp("02:30:00")
        story.install("03:20:00", ike: 1, child: 2, event: "child_sa_inbound_established")
        story.tell(
            "03:40:00", "gap", "reason=vacuumed", "missing_since=2026-03-04T03:05:00.000000Z", eventClass: "gap")
        #expect(
            bands(try timeline(story)) == [
                "03:00:00-03:05:00 up", "03:05:00-03:20:00 uncertain", "03:20:00-04:00:00 up",
            ])
        // Without a word of its beginning, it is when the tunnel was last heard of.
        story = Story()
        story.bringUp("03:10:00")
        story.tell("03:40:00", "gap", "reason=vacuumed", eventClass: "gap")
        #expect(bands(try timeline(story)) == ["03:10:00-04:00:00 uncertain"])
    }

    @Test func whatIsFirstHeardOfBehindAGapMayNotHaveBeenThereBefore() throws {
        var story = Story()
        story.bringUp("02:00:00")
        story.tell(
            "03:10:00", "gap", "reason=vacuumed", "missing_since=2026-03-04T03:05:00.000000Z", eventClass: "gap")
        story.tell(
            "03:30:00", "child_sa_closed", "connection=aws-2", "ike_sa=2", "tunnel=net", "child_sa=8", "bytes_in=1",
            "bytes_out=2")
        #expect(bands(try timeline(story), "aws-2") == ["03:05:00-03:30:00 uncertain", "03:30:00-04:00:00 down"])
    }

    /// Its first line is of its end: it was there before.
    @Test func whatIsHeardOfByItsEndWasUpBefore() throws {
        var story = Story()
        story.tell("02:00:00", "proposal_mismatch", "connection=other", "ike_sa=5", eventClass: "negotiation")
        story.tell(
            "03:30:00", "child_sa_closed", Self.aws + ["tunnel=net", "child_sa=7", "bytes_in=1", "bytes_out=2"])
        #expect(bands(try timeline(story)) == ["03:00:00-03:30:00 up", "03:30:00-04:00:00 down"])
    }

    @Test func aRekeyingIsAMarkAndNoEnd() throws {
        var story = Story()
        story.bringUp("02:30:00")
        story.install("03:15:00", ike: 1, child: 2, event: "child_sa_inbound_established")
        story.install("03:15:00", ike: 1, child: 2, event: "child_sa_outbound_established")
        story.tell(
            "03:15:01", "child_sa_closed", Self.aws + ["tunnel=net", "child_sa=1", "bytes_in=1", "bytes_out=2"])
        let found = try timeline(story)
        #expect(bands(found) == ["03:00:00-04:00:00 up"])
        #expect(marks(found) == ["aws-1 03:15:00 rekey 1"])
    }

    @Test func aGapIsUncertainUntilSomethingIsHeardAgain() throws {
        var story = Story()
        story.bringUp("02:30:00")
        story.tell("03:10:00", "proposal_mismatch", "connection=other", "ike_sa=5", eventClass: "negotiation")
        story.tell("03:10:01", "gap", "reason=dropped", eventClass: "gap")
        story.install("03:25:00", ike: 1, child: 2, event: "child_sa_inbound_established")
        let found = try timeline(story)
        #expect(
            bands(found) == ["03:00:00-03:10:00 up", "03:10:00-03:25:00 uncertain", "03:25:00-04:00:00 up"])
        #expect(marks(found).contains("gw 03:10:01 gap 1"))
        // Nothing is heard any more.
        story = Story()
        story.bringUp("02:30:00")
        story.tell("03:10:00", "proposal_mismatch", "connection=other", "ike_sa=5", eventClass: "negotiation")
        story.tell("03:10:01", "gap", "reason=dropped", eventClass: "gap")
        #expect(bands(try timeline(story)) == ["03:00:00-03:10:00 up", "03:10:00-04:00:00 uncertain"])
    }

    @Test func aStartOfCharonEndsEverything() throws {
        var story = Story()
        story.bringUp("02:30:00")
        story.tell("03:10:00", "proposal_mismatch", "connection=other", "ike_sa=5", eventClass: "negotiation")
        story.tell("03:10:01", "gap", "reason=dropped", eventClass: "gap")
        story.tell("03:30:00", "daemon_starting", eventClass: "daemon")
        story.bringUp("03:31:00")
        let found = try timeline(story)
        #expect(
            bands(found) == [
                "03:00:00-03:10:00 up", "03:10:00-03:30:00 uncertain", "03:30:00-03:31:00 down",
                "03:31:00-04:00:00 up",
            ])
        #expect(marks(found).contains("gw 03:30:00 restart 1"))
    }

    @Test func whatCharonsListBroughtWasNotUpForCertainBefore() throws {
        var story = Story()
        story.tell(
            "03:30:00", "state_corrected",
            Self.aws + ["tunnel=net", "child_sa=3", "reason=not_logged", "believed=none"])
        let found = try timeline(story)
        #expect(bands(found) == ["03:30:00-04:00:00 up"])
        #expect(marks(found).contains("aws-1 03:30:00 correction 1"))
    }

    @Test func marksThatLieCloseTogetherAreOne() throws {
        var story = Story()
        story.bringUp("02:30:00")
        for second in 10..<40 {
            story.tell("03:30:\(second)", "proposal_mismatch", Self.aws, eventClass: "negotiation")
        }
        story.tell("03:50:00", "proposal_mismatch", Self.aws, eventClass: "negotiation")
        #expect(
            marks(try timeline(story, marks: 60)) == ["aws-1 03:30:10 failure 30", "aws-1 03:50:00 failure 1"])
        #expect(marks(try timeline(story, marks: 1)) == ["aws-1 03:30:10 failure 31"])
        #expect(marks(try timeline(story, marks: 3600)).count == 31)
    }

    @Test func onlyWhatIsAskedForIsTold() throws {
        var story = Story()
        story.tell("02:00:00", "daemon_starting", eventClass: "daemon")
        story.bringUp("02:30:00")
        var query = Query()
        query.connections = ["other*"]
        #expect(try timeline(story, query).rows.allSatisfy { $0.name.connection == nil })
        query.connections = ["aws-*"]
        query.tunnels = ["n*"]
        #expect(try timeline(story, query).rows.map(\.name.tunnel) == ["net"])
    }

    private func timeline(_ story: Story, _ query: Query) throws -> Timeline {
        try timeline(story, "03:00:00", "04:00:00", marks: 60, query)
    }

    /// Band, time that is known from elsewhere, what comes of them: in minutes.
    private static let fills:
        [(bands: [(Range<UInt64>, Timeline.Band.State)], time: Range<UInt64>, isCertain: Bool, expected: String)] = [
            ([], 10..<60, true, "10-60 up"),
            ([(0..<20, .down)], 20..<60, true, "0-20 down, 20-60 up"),
            ([(0..<20, .up)], 20..<60, true, "0-60 up"),
            (
                [(10..<20, .down), (30..<40, .down)], 0..<60, false,
                "0-10 up, 10-20 down, 20-30 up, 30-40 down, 40-60 up"
            ),
            ([(0..<10, .up), (10..<60, .uncertain)], 30..<60, true, "0-10 up, 10-30 uncertain, 30-60 up"),
            ([(0..<10, .up), (10..<60, .uncertain)], 0..<60, true, "0-60 up"),
            ([(0..<10, .up), (10..<60, .uncertain)], 0..<60, false, "0-10 up, 10-60 uncertain"),
            ([(0..<60, .uncertain)], 20..<40, true, "0-20 uncertain, 20-40 up, 40-60 uncertain"),
            ([(0..<60, .down)], 20..<60, true, "0-20 down, 20-60 up"),
            ([(0..<60, .down)], 20..<60, false, "0-60 down"),
            ([(0..<60, .down)], 60..<60, true, "0-60 down"),
        ]

    @Test(arguments: fills.indices) func whatIsKnownFromElsewhereFillsWhatIsNot(index: Int) {
        let (bands, time, isCertain, expected) = Self.fills[index]
        var row = Timeline.Row(.init(machine: "gw"))
        for (time, state) in bands { row.fill(time, state, isCertain: false) }
        row.fill(time, .up, isCertain: isCertain)
        let text = row.bands.map { "\($0.time.lowerBound)-\($0.time.upperBound) \($0.state)" }
        #expect(text.joined(separator: ", ") == expected)
    }
}
