import CharonLog
import Support
import Testing
import Tunnels

/// What is said to be unknown, from a gap until a line proves the state.
@Suite struct CertaintyTests {
    private func up() throws -> Story {
        var story = try Story()
        story.tell(StoryTests.established)
        return story
    }

    @Test func nothingIsUncertainWithoutAGap() throws {
        let story = try up()
        #expect(story.tunnel("net")?.isUncertain == false)
        #expect(story.connection("aws-1")?.isUncertain == false)
    }

    @Test func aGapMakesWhatWasUpUncertainAndLeavesItUp() throws {
        var story = try up()
        story.model.noteGap(until: story.now)
        #expect(story.tunnel("net")?.isUncertain == true)
        #expect(story.tunnel("net")?.isUp == true)
        #expect(story.connection("aws-1")?.isUncertain == true)
    }

    @Test func anyLineOfAnIKESAProvesItAndNotItsTunnels() throws {
        var story = try up()
        story.model.noteGap(until: story.now)
        story.tell("07[NET] <aws-1|1> sending packet: from 192.0.2.10[500] to 192.0.2.20[500] (80 bytes)")
        #expect(story.connection("aws-1")?.isUncertain == false)
        #expect(story.tunnel("net")?.isUncertain == true)
    }

    static let proofs = [
        "08[IKE] <aws-1|1> inbound CHILD_SA net{2} established with SPIs c0000003_i c0000004_o and TS a === b",
        "08[IKE] <aws-1|1> CHILD_SA net{2} established with SPIs c0000003_i c0000004_o and TS a === b",
        "08[IKE] <aws-1|1> outbound CHILD_SA net{1} established with SPIs c0000001_i c0000002_o and TS a === b",
    ]

    @Test(arguments: proofs) func anInstalledChildSAProvesItsTunnel(line: String) throws {
        var story = try up()
        story.model.noteGap(until: story.now)
        story.tell(line)
        #expect(story.tunnel("net")?.isUncertain == false)
        #expect(story.tunnel("net")?.isUp == true)
    }

    @Test func whatWasUpBeforeTheGapIsInDoubtAgainWhenTheProvenOneEnds() throws {
        var story = try up()
        story.model.noteGap(until: story.now)
        story.tell(
            """
            08[IKE] <aws-1|1> inbound CHILD_SA net{2} established with SPIs c0000003_i c0000004_o and TS a === b
            09[IKE] <aws-1|1> closing CHILD_SA net{2} with SPIs c0000003_i (1 bytes) c0000004_o (2 bytes) and TS a === b
            """)
        #expect(story.tunnel("net")?.isUncertain == true, "nobody knows whether net{1} still is")
    }

    @Test func aTunnelThatIsDownMayHaveComeUp() throws {
        var story = try up()
        story.tell("07[IKE] <aws-1|1> giving up after 5 retransmits")
        #expect(story.tunnel("net")?.isUp == false)
        story.model.noteGap(until: story.now)
        #expect(story.tunnel("net")?.isUncertain == true)
    }

    @Test func whatWasHeardOfAfterTheGapIsCertain() throws {
        var story = try Story()
        let gap = story.now
        story.wait(seconds: 1)
        story.tell(StoryTests.established)
        story.model.noteGap(until: gap)
        #expect(story.tunnel("net")?.isUncertain == false)
        #expect(story.connection("aws-1")?.isUncertain == false)
    }

    static let ends = [
        "00[DMN] SIGTERM received, shutting down", "00[JOB] spawning 16 worker threads",
        "00[DMN] Starting IKE charon daemon (strongSwan 5.9.8, Linux 6.1.0, x86_64)",
    ]

    @Test(arguments: ends) func theEndOfCharonIsCertain(line: String) throws {
        var story = try up()
        story.model.noteGap(until: story.now)
        story.tell(line)
        #expect(story.tunnel("net")?.isUncertain == false)
        #expect(story.tunnel("net")?.isUp == false)
        #expect(story.connection("aws-1")?.isUncertain == false)
    }

    // MARK: The log level

    @Test func aSetUpWithoutALineOfLevelOneIsTooQuiet() throws {
        var story = try Story()
        story.tell(
            """
            05[IKE] <aws-1|1> initiating IKE_SA aws-1[1] to 192.0.2.20
            06[IKE] <aws-1|1> IKE_SA aws-1[1] established between 192.0.2.10[192.0.2.10]...192.0.2.20[192.0.2.20]
            """)
        #expect(story.model.daemon.logsTooLittle)
        // It was told to log more.
        story.tell("07[IKE] <aws-1|1> sending DPD request")
        #expect(!story.model.daemon.logsTooLittle)
    }

    @Test func aSetUpWithSuchALineIsNot() throws { #expect(try !up().model.daemon.logsTooLittle) }

    @Test func aSetUpWhoseBeginningWasNotSeenSaysNothing() throws {
        var story = try Story()
        story.tell(
            "06[IKE] <aws-1|1> IKE_SA aws-1[1] established between 192.0.2.10[192.0.2.10]...192.0.2.20[192.0.2.20]")
        #expect(!story.model.daemon.logsTooLittle)
    }
}
