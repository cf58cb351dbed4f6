import Support
import Testing
import Tunnels

/// Lists, counts and lines that come in another order than things happened.
extension ReconcileTests {
    private static let listed = [ike(1, .established, [child(1, traffic: bytes(1000, 1000))])]

    private func upAndPolled() throws -> Story {
        var story = try Story()
        story.tell("00[DMN] Starting IKE charon daemon (strongSwan 5.9.8, Linux 6.1, x86_64)")
        story.tell(StoryTests.established)
        story.wait(seconds: 10)
        _ = reconcile(&story, Self.listed)
        story.wait(seconds: 1)
        return story
    }

    @Test func whatIsMissingInOneListOnlyHasNotEnded() throws {
        var story = try up()
        for _ in 0..<3 {
            #expect(reconcile(&story, []).isEmpty)
            #expect(reconcile(&story, Self.listed).isEmpty)
            story.wait(seconds: 1)
        }
        #expect(story.tunnel("net")?.ups == 1)
    }

    /// The list was made before the lines told that another IKE_SA has the CHILD_SAs now.
    @Test func anOlderListGivesNoChildBack() throws {
        var story = try up()
        let older = story.now
        story.wait(seconds: 0.1)
        story.tell("06[IKE] <aws-1|1> IKE_SA aws-1[2] rekeyed between 192.0.2.10[x]...192.0.2.20[y]")
        let list = Snapshot(time: older, isComplete: true, ikeSAs: [Self.ike(1, .established, [Self.child(1)])])
        #expect(story.model.reconcile(list).isEmpty)
        story.tell(
            """
            06[IKE] <aws-1|1> deleting IKE_SA aws-1[1] between 192.0.2.10[x]...192.0.2.20[y]
            06[IKE] <aws-1|1> IKE_SA deleted
            """)
        #expect(story.tunnel("net")?.isUp == true)
    }

    /// One that was replaced stays for a while, and with IKEv1 for as long as the IKE_SA that it belongs to.
    @Test func whatWasReplacedMovesWithTheOthers() throws {
        var story = try up()
        let listed = [
            Self.ike(1, .established, []), Self.ike(2, .established, [Self.child(1, installed: false)]),
        ]
        #expect(reconcile(&story, listed).map(\.ikeSA) == [2])
        story.tell("06[IKE] <aws-1|1> giving up after 5 retransmits")
        #expect(story.tunnel("net")?.childSAs == 1)
    }

    /// Its end was told, and charon has it: one of the two is older, and who asks again soon knows which.
    @Test func whatIsListedThoughItHasJustEndedIsDoubtful() throws {
        var story = try up()
        story.tell(Self.closing)
        story.wait(seconds: 1)
        #expect(reconcile(&story, Self.listed).isEmpty)
        #expect(story.model.hasMissed)
        story.wait(seconds: 2)
        #expect(reconcile(&story, Self.listed).map(\.kind) == [.notLogged])
        #expect(!story.model.hasMissed)
    }

    @Test func aGapStaysWhileSomethingIsMissing() throws {
        var story = try up()
        story.model.noteGap(until: story.now)
        story.wait(seconds: 1)
        _ = reconcile(&story, [])
        #expect(story.tunnel("net")?.isUncertain == true)
        _ = reconcile(&story, [])
        #expect(story.tunnel("net")?.isUncertain == false)
        #expect(story.tunnel("net")?.isUp == false)
    }

    /// charon's threads delete the IKE_SAs after it has said that it shuts down, and with IKEv1 lines tell the counts.
    @Test(arguments: [true, false]) func countsThatComeAfterTheStopAreTheSameCounts(isAsked: Bool) throws {
        var story = try Story()
        story.tell(
            """
            05[IKE] <aws-1|1> initiating Main Mode IKE_SA aws-1[1] to 192.0.2.20
            06[IKE] <aws-1|1> IKE_SA aws-1[1] established between 192.0.2.10[192.0.2.10]...192.0.2.20[192.0.2.20]
            06[IKE] <aws-1|1> CHILD_SA net{1} established with SPIs c0000001_i c0000002_o and TS a === b
            """)
        story.wait(seconds: 10)
        if isAsked {
            story.model.expectsFinalCounts = true
            _ = reconcile(&story, Self.listed)
        }
        story.tell("00[DMN] SIGTERM received, shutting down")
        #expect(story.tunnel("net")?.isUp == false)
        story.tell(Self.closing)
        story.model.processExited(at: story.now)
        story.model.settleCloses(before: .max)
        #expect(story.tunnel("net")?.receivedBytes == 1500)
        #expect(story.tunnel("net")?.unaccountedCloses == 0)
    }

    @Test func aFinalCountMayComeAfterTheProcessHasEnded() throws {
        var story = try upAndPolled()
        story.model.expectsFinalCounts = true
        story.model.processExited(at: story.now)
        story.model.noteCount(1, spiIn: 0xC000_0001, Self.bytes(1200, 1200), isFinal: true)
        story.model.settleCloses(before: .max)
        #expect(story.tunnel("net")?.receivedBytes == 1200)
        #expect(story.tunnel("net")?.unaccountedCloses == 0)
    }

    @Test func aListFromBeforeTheEndBringsNothingBack() throws {
        for isStopped in [true, false] {
            var story = try upAndPolled()
            let asked = story.now
            story.wait(seconds: 0.3)
            if isStopped {
                story.tell("00[DMN] SIGTERM received, shutting down")
            } else {
                story.model.processExited(at: story.now)
            }
            let snapshot = Snapshot(time: asked, isComplete: true, ikeSAs: Self.listed)
            #expect(story.model.reconcile(snapshot).isEmpty)
            #expect(story.tunnel("net")?.ups == 1)
            guard isStopped else { continue }
            // While its scripts run, the socket is still open.
            story.wait(seconds: 3)
            #expect(reconcile(&story, Self.listed).isEmpty)
            #expect(story.tunnel("net")?.isUp == false)
        }
    }

    @Test func charonThatAnswersRuns() throws {
        var story = try Story()
        _ = reconcile(&story, Self.listed)
        #expect(story.model.daemon.isUp == true)
        story.wait(seconds: 5)
        story.model.processExited(at: story.now)
        #expect(story.model.daemon.isUp == false)
        story.wait(seconds: 5)
        _ = reconcile(&story, [])
        #expect(story.model.daemon.isUp == true, "the lines of its start were lost")
        let starts = story.model.daemon.starts
        story.tell("00[DMN] Starting IKE charon daemon (strongSwan 5.9.8, Linux 6.1, x86_64)")
        #expect(story.model.daemon.starts == starts + 1, "or came late")
    }

    /// A line of a text log may be from anywhere in its second.
    @Test func aLineWithoutAFractionIsNoOlderThanAListOfThatSecond() throws {
        var story = try Story()
        let second: UInt64 = 1_780_000_000_000_000
        for line in StoryTests.established.split(separator: "\n") {
            story.now = second
            story.tell(String(line))
        }
        for tenth in 1...3 as ClosedRange<UInt64> {
            let snapshot = Snapshot(time: second + tenth * 100_000, isComplete: true, ikeSAs: [])
            #expect(story.model.reconcile(snapshot).isEmpty)
        }
        #expect(story.tunnel("net")?.isUp == true)
    }

    @Test func linesThatComeAfterTheListCountOnce() throws {
        var story = try Story()
        _ = reconcile(&story, Self.listed)
        for _ in 0..<2 { story.tell(StoryTests.established) }
        #expect(story.connection("aws-1")?.established == 1)
        #expect(story.connection("aws-1")?.initiations[IKESA.Role.initiator.index] == 1)
        story.tell("05[IKE] <aws-1|1> initiating IKE_SA aws-1[2] to 192.0.2.20")
        _ = reconcile(&story, [Self.ike(1, .rekeyed, []), Self.ike(2, .established, [Self.child(1)])])
        story.tell("06[IKE] <aws-1|1> IKE_SA aws-1[2] rekeyed between 192.0.2.10[x]...192.0.2.20[y]")
        #expect(story.connection("aws-1")?.rekeys == 1)
        #expect(story.connection("aws-1")?.established == 1)
        #expect(story.connection("aws-1")?.count(.established) == 1)
    }

    /// charon does not list an IKE_SA that is to replace another before it is done.
    @Test func aRekeyingThatTheListDoesNotHaveGoesOn() throws {
        var story = try Story()
        story.tell(
            """
            05[IKE] initiating IKE_SA aws-1[1] to 192.0.2.20
            06[IKE] IKE_SA aws-1[1] established between 192.0.2.10[192.0.2.10]...192.0.2.20[192.0.2.20]
            """)
        story.wait(seconds: 100)
        let before = story.connection("aws-1")?.initiations
        story.tell("05[IKE] initiating IKE_SA aws-1[2] to 192.0.2.20")
        story.wait(seconds: 1)
        for _ in 0..<3 { _ = reconcile(&story, [Self.ike(1, .established, [])]) }
        story.tell("06[IKE] IKE_SA aws-1[2] rekeyed between 192.0.2.10[192.0.2.10]...192.0.2.20[192.0.2.20]")
        #expect(story.connection("aws-1")?.initiations == before)
        #expect(story.connection("aws-1")?.rekeys == 1)
    }

    /// After a rekeying the old CHILD_SA takes in what is on its way, for seconds after the line that closes it.
    @Test func packetsThatComeAfterTheClosingLineCount() throws {
        var story = try upAndPolled()
        story.tell(
            """
            05[IKE] <aws-1|1> inbound CHILD_SA net{2} established with SPIs c0000003_i c0000004_o and TS a === b
            05[IKE] <aws-1|1> outbound CHILD_SA net{2} established with SPIs c0000003_i c0000004_o and TS a === b
            """)
        story.tell(Self.closing)
        story.wait(seconds: 1)
        let old = Self.child(1, installed: false, traffic: Self.bytes(1900, 900))
        _ = reconcile(&story, [Self.ike(1, .established, [old, Self.child(2)])])
        #expect(story.tunnel("net")?.receivedBytes == 1900)
        #expect(story.tunnel("net")?.childSAs == 1)
    }
}
