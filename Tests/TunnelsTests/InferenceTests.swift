import CharonLog
import Support
import Testing
import Tunnels

/// Logs whose lines do not tell their IKE_SA (syslog without `ike_name`): what is certain is told, the rest is not.
@Suite struct InferenceTests {
    /// Two connections to two peers, each with a tunnel.
    private func mesh() throws -> Story {
        var story = try Story()
        for number in 1...2 {
            story.tell(
                """
                0\(number)[IKE] initiating IKE_SA gw-\(number)[\(number)] to 192.0.2.2\(number)
                0\(number)[NET] sending packet: from 192.0.2.10[500] to 192.0.2.2\(number)[500] (464 bytes)
                03[NET] received packet: from 192.0.2.2\(number)[500] to 192.0.2.10[500] (472 bytes)
                03[IKE] authentication of '192.0.2.2\(number)' with pre-shared key successful
                03[IKE] IKE_SA gw-\(number)[\(number)] established between 192.0.2.10[192.0.2.10]...192.0.2.2\(number)[192.0.2.2\(number)]
                03[IKE] CHILD_SA net-\(number){\(number)} established with SPIs c000000\(number)_i d000000\(number)_o and TS a === b
                """)
        }
        return story
    }

    private func retransmits(_ peer: Int, _ attempts: ClosedRange<Int>) -> String {
        attempts.map {
            """
            07[IKE] retransmit \($0) of request with message ID 4
            07[NET] sending packet: from 192.0.2.10[500] to 192.0.2.2\(peer)[500] (80 bytes)
            """
        }.joined(separator: "\n")
    }

    @Test func aTunnelBelongsToTheIKESAThatItsThreadHasJustEstablished() throws {
        let story = try mesh()
        #expect(story.tunnel("net-1").map { story.model.connections[$0.connection].name.text } == "gw-1")
        #expect(story.tunnel("net-2").map { story.model.connections[$0.connection].name.text } == "gw-2")
    }

    @Test func theDeadPeerIsTheOneThatDidNotAnswer() throws {
        var story = try mesh()
        story.tell(retransmits(2, 1...5))
        story.tell("08[IKE] giving up after 5 retransmits")
        #expect(story.tunnel("net-1")?.isUp == true)
        #expect(story.tunnel("net-2")?.isUp == false)
        #expect(story.connection("gw-2")?.peerTimeouts == 1)
    }

    @Test func aPeerThatAnswersIsNotTheDeadOne() throws {
        var story = try mesh()
        story.tell(retransmits(1, 1...5))
        story.tell("09[NET] received packet: from 192.0.2.21[500] to 192.0.2.10[500] (80 bytes)")
        story.tell(retransmits(2, 1...5))
        story.tell("08[IKE] giving up after 5 retransmits")
        #expect(story.tunnel("net-1")?.isUp == true)
        #expect(story.tunnel("net-2")?.isUp == false)
    }

    @Test func ofTwoThatDieTogetherNeitherIsNamedUntilBothAreGivenUp() throws {
        var story = try mesh()
        for attempt in 1...5 {
            for peer in 1...2 { story.tell(retransmits(peer, attempt...attempt)) }
            story.wait(seconds: 2)
        }
        story.tell("08[IKE] giving up after 5 retransmits")
        for number in 1...2 {
            #expect(story.tunnel("net-\(number)")?.isUp == true)
            #expect(story.tunnel("net-\(number)")?.isUncertain == true)
        }
        story.tell("07[IKE] giving up after 5 retransmits")
        for number in 1...2 {
            #expect(story.tunnel("net-\(number)")?.isUp == false)
            #expect(story.connection("gw-\(number)")?.peerTimeouts == 1)
        }
    }

    @Test func ofTwoThatDieTogetherTheOneThatIsHeardOfLives() throws {
        var story = try mesh()
        story.tell(retransmits(1, 5...5))
        story.tell(retransmits(2, 5...5))
        story.tell("08[IKE] giving up after 5 retransmits")
        story.tell("09[NET] received packet: from 192.0.2.22[500] to 192.0.2.10[500] (80 bytes)")
        #expect(story.tunnel("net-1")?.isUp == false)
        #expect(story.tunnel("net-2")?.isUp == true)
        // Nothing of it is left for the next death.
        story.wait(seconds: 3600)
        story.tell(retransmits(2, 5...5))
        story.tell("08[IKE] giving up after 5 retransmits")
        #expect(story.tunnel("net-2")?.isUp == false)
    }

    /// The log begins in the middle of a life: the IKE_SA that is given up may be one that was never named.
    @Test func anotherPeersDeathEndsNothing() throws {
        var story = try Story()
        story.tell(
            """
            05[IKE] IKE_SA y[7] established between 192.0.2.10[a]...192.0.2.22[b]
            05[IKE] CHILD_SA y{3} established with SPIs c0000001_i d0000001_o and TS a === b
            09[IKE] retransmit 5 of request with message ID 4
            09[NET] sending packet: from 192.0.2.10[500] to 192.0.2.23[500] (80 bytes)
            10[IKE] giving up after 5 retransmits
            """)
        #expect(story.tunnel("y")?.isUp == true)
        #expect(story.tunnel("y")?.isUncertain == false)
    }

    @Test func anOldUnansweredRequestIsNoCandidate() throws {
        var story = try mesh()
        story.tell(retransmits(1, 5...5))
        story.wait(seconds: 3600)
        story.tell(retransmits(2, 5...5))
        story.tell("08[IKE] giving up after 5 retransmits")
        #expect(story.tunnel("net-1")?.isUp == true)
        #expect(story.tunnel("net-2")?.isUp == false)
    }

    @Test func aClosingLineAloneMakesNoTunnelWithoutAName() throws {
        var story = try Story()
        story.tell(
            "05[IKE] closing CHILD_SA y{3} with SPIs c0000001_i (1 bytes) d0000001_o (2 bytes) and TS a === b")
        #expect(story.model.tunnels.isEmpty)
    }

    @Test func aDeleteIsThePeersWhoseMessageItWas() throws {
        var story = try mesh()
        story.tell(
            """
            05[NET] received packet: from 192.0.2.22[500] to 192.0.2.10[500] (80 bytes)
            05[IKE] received DELETE for ESP CHILD_SA with SPI d0000002
            05[IKE] closing CHILD_SA net-2{2} with SPIs c0000002_i (10 bytes) d0000002_o (20 bytes) and TS a === b
            """)
        #expect(story.tunnel("net-2")?.downs[DownReason.peerDelete.index] == 1)
        #expect(story.tunnel("net-2")?.receivedBytes == 10)
    }

    @Test func arejectionIsCountedForThePeerThatSentIt() throws {
        var story = try Story()
        story.tell(
            """
            01[IKE] initiating IKE_SA gw-1[1] to 192.0.2.21
            02[IKE] initiating IKE_SA gw-2[2] to 192.0.2.22
            03[NET] received packet: from 192.0.2.22[500] to 192.0.2.10[500] (36 bytes)
            03[IKE] received NO_PROPOSAL_CHOSEN notify error
            """)
        #expect(story.connection("gw-2")?.failures == ["no_proposal_chosen": 1])
        #expect(story.connection("gw-1")?.failures == [:])
        #expect(story.connection("gw-1")?.count(.connecting) == 1)
    }

    /// Two connections to one peer: the line could be of either.
    @Test func whatCouldBeOfTwoIsOfNone() throws {
        var story = try Story()
        story.tell(
            """
            01[IKE] initiating IKE_SA gw-1[1] to 192.0.2.21
            02[IKE] initiating IKE_SA gw-2[2] to 192.0.2.21
            03[NET] received packet: from 192.0.2.21[500] to 192.0.2.10[500] (36 bytes)
            03[IKE] received NO_PROPOSAL_CHOSEN notify error
            """)
        #expect(story.connection("gw-1")?.failures == [:])
        #expect(story.connection("gw-2")?.failures == [:])
    }
}
