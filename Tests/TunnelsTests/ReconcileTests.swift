import FoundationEssentials
import Support
import Testing
import Tunnels

/// The state corrected by charon's own list.
@Suite struct ReconcileTests {
    static func child(
        _ id: UInt32, _ tunnel: String = "net", installed: Bool = true, traffic: Traffic? = nil
    ) -> SnapshotChildSA {
        // The SPIs of StoryTests.established.
        var child = SnapshotChildSA(
            id: id, tunnel: Name(tunnel), isInstalled: installed, spiIn: 0xC000_0000 + 2 * id - 1,
            spiOut: 0xC000_0000 + 2 * id)
        child.traffic = traffic
        return child
    }

    static func ike(
        _ id: UInt32 = 1, _ state: IKESA.State = .established, _ children: [SnapshotChildSA]
    ) -> SnapshotIKESA {
        var sa = SnapshotIKESA(
            id: id, connection: Name("aws-1"), state: state, version: 2, isInitiator: true, children: children)
        sa.remoteHost = Name("192.0.2.20")
        return sa
    }

    func reconcile(
        _ story: inout Story, _ ikeSAs: [SnapshotIKESA], complete: Bool = true, age: UInt64 = 0
    ) -> [Correction] {
        story.model.reconcile(Snapshot(time: story.now - age, isComplete: complete, ikeSAs: ikeSAs))
    }

    func up() throws -> Story {
        var story = try Story()
        story.tell(StoryTests.established)
        story.wait(seconds: 10)
        return story
    }

    @Test func whatBothSayNeedsNoCorrection() throws {
        var story = try up()
        #expect(reconcile(&story, [Self.ike(1, .established, [Self.child(1)])]).isEmpty)
        #expect(story.tunnel("net")?.childSAs == 1)
    }

    @Test func whatTheLogDidNotTellIsUp() throws {
        var story = try Story()
        let listed = [Self.ike(1, .established, [Self.child(1)])]
        let corrections = reconcile(&story, listed)
        #expect(corrections.map(\.kind) == [.notLogged, .notLogged])
        #expect(corrections.map(\.tunnel.text) == ["", "net"])
        #expect(corrections.allSatisfy { $0.believed == "none" })
        #expect(story.tunnel("net")?.isUp == true)
        #expect(story.connection("aws-1")?.count(.established) == 1)
        #expect(story.connection("aws-1")?.remoteHost.text == "192.0.2.20")
        #expect(reconcile(&story, listed).isEmpty, "once")
        // The lines come late: they are the same SAs.
        story.tell(StoryTests.established)
        #expect(story.tunnel("net")?.childSAs == 1)
        #expect(story.tunnel("net")?.established == 1, "the line counts")
        #expect(story.connection("aws-1")?.count(.established) == 1)
    }

    @Test func whatCharonHasNoMoreIsDown() throws {
        var story = try up()
        #expect(reconcile(&story, []).isEmpty, "charon leaves out what a thread has in hand")
        #expect(story.model.hasMissed)
        #expect(story.tunnel("net")?.isUp == true)
        let corrections = reconcile(&story, [])
        #expect(corrections.map(\.kind) == [.endNotLogged, .endNotLogged])
        #expect(!story.model.hasMissed)
        let tunnel = try #require(story.tunnel("net"))
        #expect(!tunnel.isUp)
        #expect(tunnel.downs[DownReason.notLogged.index] == 1)
        #expect(story.connection("aws-1")?.count(.established) == 0)
    }

    @Test func anIncompleteListEndsNothing() throws {
        var story = try up()
        #expect(reconcile(&story, [], complete: false).isEmpty)
        #expect(story.tunnel("net")?.isUp == true)
        #expect(reconcile(&story, [Self.ike(1, .established, [])], complete: false).isEmpty)
        #expect(story.tunnel("net")?.isUp == true, "nor a CHILD_SA, which may have moved to one that is not listed")
    }

    @Test func linesThatAreNewerThanTheListWin() throws {
        var story = try Story()
        story.tell(StoryTests.established)
        #expect(reconcile(&story, [], age: 5_000_000).isEmpty)
        #expect(story.tunnel("net")?.isUp == true)
    }

    @Test func whatHasJustEndedMayBeListedStill() throws {
        var story = try up()
        story.tell("06[IKE] <aws-1|1> giving up after 5 retransmits")
        let listed = [Self.ike(1, .established, [Self.child(1)])]
        #expect(reconcile(&story, listed).isEmpty)
        #expect(story.tunnel("net")?.isUp == false)
        story.wait(seconds: 5)
        #expect(reconcile(&story, listed).count == 2, "charon has it still, so the line was taken for another's")
        #expect(story.tunnel("net")?.isUp == true)
    }

    @Test func aDeletionThatIsNotAnsweredStaysADeletion() throws {
        var story = try up()
        story.tell("05[IKE] <aws-1|1> deleting IKE_SA aws-1[1] between 192.0.2.10[x]...192.0.2.20[y]")
        story.wait(seconds: 5)
        #expect(reconcile(&story, [Self.ike(1, .deleting, [Self.child(1)])]).isEmpty)
        #expect(story.tunnel("net")?.isUp == false)
    }

    @Test func aDeletionThatTheLogDidNotTellEndsTheChildSAs() throws {
        var story = try up()
        #expect(!reconcile(&story, [Self.ike(1, .deleting, [Self.child(1)])]).isEmpty)
        #expect(story.tunnel("net")?.isUp == false)
        #expect(story.connection("aws-1")?.count(.deleting) == 1)
    }

    @Test func aRekeyedIKESAHandsItsChildrenOn() throws {
        var story = try up()
        let listed = [Self.ike(1, .rekeyed, []), Self.ike(2, .established, [Self.child(1)])]
        let corrections = reconcile(&story, listed)
        #expect(Set(corrections.map(\.kind)) == [.stateNotLogged, .notLogged])
        #expect(story.tunnel("net")?.isUp == true)
        #expect(story.tunnel("net")?.downTotal == 0)
        story.tell("06[IKE] <aws-1|2> giving up after 5 retransmits")
        #expect(story.tunnel("net")?.isUp == false, "it is the new one's now")
    }

    @Test func aGapIsSettledByACompleteList() throws {
        var story = try up()
        story.model.noteGap(until: story.now)
        #expect(story.tunnel("net")?.isUncertain == true)
        story.wait(seconds: 1)
        #expect(reconcile(&story, [Self.ike(1, .established, [Self.child(1)])]).isEmpty)
        #expect(story.tunnel("net")?.isUncertain == false)
        #expect(story.connection("aws-1")?.isUncertain == false)
    }

    @Test func halfOpenOnesThatAreGoneAreForgotten() throws {
        var story = try Story()
        story.tell("05[IKE] <aws-1|4> initiating IKE_SA aws-1[4] to 192.0.2.20")
        story.wait(seconds: 60)
        for _ in 0..<2 { #expect(reconcile(&story, []).isEmpty, "nothing that was shown as up") }
        #expect(story.connection("aws-1")?.count(.connecting) == 0)
    }

    // MARK: Traffic

    static func bytes(_ received: UInt64, _ sent: UInt64) -> Traffic {
        Traffic(bytesIn: received, bytesOut: sent, packetsIn: received / 10, packetsOut: sent / 10)
    }

    static let closing =
        "05[IKE] <aws-1|1> closing CHILD_SA net{1} with SPIs c0000001_i (1500 bytes) c0000002_o (900 bytes) and TS a === b"

    @Test func polledCountsAndTheClosingLineAreOneCount() throws {
        var story = try up()
        _ = reconcile(&story, [Self.ike(1, .established, [Self.child(1, traffic: Self.bytes(1000, 1000))])])
        #expect(story.tunnel("net")?.traffic == Self.bytes(1000, 1000))
        _ = reconcile(&story, [Self.ike(1, .established, [Self.child(1, traffic: Self.bytes(900, 1100))])])
        #expect(story.tunnel("net")?.traffic.bytesIn == 1000, "never less")
        story.tell(Self.closing)
        #expect(story.tunnel("net")?.receivedBytes == 1500)
        #expect(story.tunnel("net")?.sentBytes == 1100, "an older count in the line is no less than what was polled")
        #expect(story.tunnel("net")?.unaccountedCloses == 0)
    }

    @Test(arguments: [true, false]) func theFinalCountMayComeBeforeOrAfterTheEnd(isBefore: Bool) throws {
        var story = try up()
        story.model.expectsFinalCounts = true
        if isBefore { story.model.noteCount(1, spiIn: 0xC000_0001, Self.bytes(70, 80), isFinal: true) }
        story.tell("06[IKE] <aws-1|1> giving up after 5 retransmits")
        if !isBefore { story.model.noteCount(1, spiIn: 0xC000_0001, Self.bytes(70, 80), isFinal: true) }
        story.wait(seconds: 10)
        story.model.settleCloses(before: story.now)
        #expect(story.tunnel("net")?.traffic == Self.bytes(70, 80))
        #expect(story.tunnel("net")?.unaccountedCloses == 0)
    }

    @Test func whatEndsWithoutAFinalCountIsUnaccounted() throws {
        var story = try up()
        story.model.expectsFinalCounts = true
        _ = reconcile(&story, [Self.ike(1, .established, [Self.child(1, traffic: Self.bytes(10, 20))])])
        story.tell("06[IKE] <aws-1|1> giving up after 5 retransmits")
        #expect(story.tunnel("net")?.unaccountedCloses == 0, "it may come")
        story.model.settleCloses(before: story.now + 2_000_000)
        #expect(story.tunnel("net")?.unaccountedCloses == 1)
        #expect(story.tunnel("net")?.traffic == Self.bytes(10, 20), "what was polled counts")
        story.model.settleCloses(before: story.now + 9_000_000)
        #expect(story.tunnel("net")?.unaccountedCloses == 1)
    }

    /// What charon said in between, nobody heard.
    @Test func anEndThatWaitsForItsCountOverARestartIsUnaccounted() throws {
        var story = try up()
        story.model.expectsFinalCounts = true
        story.tell("06[IKE] <aws-1|1> giving up after 5 retransmits")
        #expect(story.tunnel("net")?.unaccountedCloses == 0)
        for _ in 0..<2 {
            let data = try JSONEncoder().encode(story.model)
            story.model = try JSONDecoder().decode(TunnelModel.self, from: data)
            #expect(story.tunnel("net")?.unaccountedCloses == 1, "once")
        }
    }

    @Test func aThousandThatEndAtOnceWaitForTheirCounts() throws {
        var story = try Story()
        story.model.expectsFinalCounts = true
        let children = (1...1000).map { Self.child(UInt32($0), traffic: Self.bytes(1, 1)) }
        _ = reconcile(&story, [Self.ike(1, .established, children)])
        story.wait(seconds: 5)
        story.tell("06[IKE] <aws-1|1> giving up after 5 retransmits")
        for child in children { story.model.noteCount(child.id, spiIn: child.spiIn, Self.bytes(10, 10), isFinal: true) }
        story.model.settleCloses(before: story.now + 9_000_000)
        #expect(story.tunnel("net")?.receivedBytes == 10_000)
        #expect(story.tunnel("net")?.unaccountedCloses == 0)
    }

    /// Whatever order the counts come in, and through restarts: the total is the sum of what each CHILD_SA counted at
    /// most, and never falls.
    @Test func totalsNeverFallAndCountNothingTwice() throws {
        var chance = SeededGenerator(seed: 3)
        for _ in 0..<200 {
            var story = try Story()
            story.model.expectsFinalCounts = Bool.random(using: &chance)
            var counted: [UInt32: UInt64] = [:]
            var known: [UInt32: UInt64] = [:]
            var last: UInt64 = 0
            var current: UInt32 = 1
            for _ in 0..<40 {
                counted[current, default: 0] += UInt64.random(in: 0...1000, using: &chance)
                let total = counted[current, default: 0]
                let spiIn = 0xC000_0000 + 2 * current - 1
                switch Int.random(in: 0..<4, using: &chance) {
                case 0:
                    _ = reconcile(
                        &story, [Self.ike(1, .established, [Self.child(current, traffic: Self.bytes(total, total))])])
                    known[current] = total
                case 1:
                    let hex = String(spiIn, radix: 16)
                    story.tell(
                        "05[IKE] <aws-1|1> closing CHILD_SA net{\(current)} with SPIs \(hex)_i (\(total) bytes) \(hex)_o (\(total / 2) bytes) and TS a === b"
                    )
                    // A line of a connection that was never heard of counts nowhere.
                    if story.tunnel("net") != nil { known[current] = total }
                    current += 1
                case 2:
                    if story.model.noteCount(current, spiIn: spiIn, Self.bytes(total, total), isFinal: true) {
                        known[current] = total
                    }
                default:
                    let data = try JSONEncoder().encode(story.model)
                    let expects = story.model.expectsFinalCounts
                    story.model = try JSONDecoder().decode(TunnelModel.self, from: data)
                    story.model.expectsFinalCounts = expects
                }
                story.wait(seconds: 5)
                let shown = story.tunnel("net")?.receivedBytes ?? 0
                #expect(shown >= last)
                #expect(shown == known.values.reduce(0, +))
                last = shown
            }
        }
    }
}
