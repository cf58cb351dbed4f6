import CharonLog
import Support
import Testing
import Tunnels

/// What real charons did, and was misread once.
@Suite struct LabFindingTests {
    private func mainMode() throws -> Story {
        var story = try Story()
        story.tell(
            """
            05[IKE] <main|1> initiating Main Mode IKE_SA main[1] to 192.0.2.2
            06[IKE] <main|1> IKE_SA main[1] established between 192.0.2.1[192.0.2.1]...192.0.2.2[192.0.2.2]
            06[IKE] <main|1> CHILD_SA main{1} established with SPIs c0000001_i c0000002_o and TS a === b
            """)
        return story
    }

    // MARK: IKEv1

    @Test func anIKEv1ReauthenticationByHandTakesTheTunnelAlong() throws {
        var story = try mainMode()
        story.tell(
            """
            16[IKE] <main|1> initiating Main Mode IKE_SA main[3] to 192.0.2.2
            15[IKE] <main|1> schedule delete of duplicate IKE_SA for peer '192.0.2.2' due to uniqueness policy and suspected reauthentication
            15[IKE] <main|3> IKE_SA main[3] established between 192.0.2.1[192.0.2.1]...192.0.2.2[192.0.2.2]
            16[IKE] <main|1> received DELETE for IKE_SA main[1]
            16[IKE] <main|1> deleting IKE_SA main[1] between 192.0.2.1[192.0.2.1]...192.0.2.2[192.0.2.2]
            """)
        #expect(story.tunnel("main")?.isUp == true)
        #expect(story.tunnel("main")?.downTotal == 0)
        #expect(story.connection("main")?.reauthentications == 1)
        story.tell(
            "01[IKE] <main|3> closing CHILD_SA main{1} with SPIs c0000001_i (384 bytes) c0000002_o (384 bytes) and TS a === b"
        )
        #expect(story.tunnel("main")?.receivedBytes == 384)
    }

    @Test func anIKEv1ResponderAdoptsTheTunnelForTheIKESAThatItEstablishesNext() throws {
        var story = try mainMode()
        story.tell(
            """
            14[IKE] <main|1> detected reauth of existing IKE_SA, adopting 1 children and 0 virtual IPs
            14[IKE] <main|1> schedule delete of duplicate IKE_SA for peer '192.0.2.2' due to uniqueness policy and suspected reauthentication
            14[IKE] <main|4> IKE_SA main[4] established between 192.0.2.1[192.0.2.1]...192.0.2.2[192.0.2.2]
            15[IKE] <main|1> deleting IKE_SA main[1] between 192.0.2.1[192.0.2.1]...192.0.2.2[192.0.2.2]
            """)
        #expect(story.tunnel("main")?.isUp == true)
        #expect(story.tunnel("main")?.downTotal == 0)
    }

    @Test func aSecondQuickModeWithTheSameSelectorsIsARekeying() throws {
        var story = try mainMode()
        story.tell(
            """
            07[CFG] vici rekey CHILD_SA 'main'
            08[IKE] <main|1> CHILD_SA main{2} established with SPIs c0000003_i c0000004_o and TS a === b
            """)
        #expect(story.tunnel("main")?.rekeys == 1)
        #expect(story.tunnel("main")?.established == 1)
        story.tell("08[IKE] <main|1> CHILD_SA main{3} established with SPIs c0000005_i c0000006_o and TS a === c")
        #expect(story.tunnel("main")?.established == 2, "other traffic selectors")
    }

    @Test func aDeleteThatOvertakesTheNewChildSAIsPartOfTheRekeying() throws {
        var story = try mainMode()
        story.tell(
            """
            10[IKE] <main|1> detected rekeying of CHILD_SA main{1}
            15[IKE] <main|1> received DELETE for ESP CHILD_SA with SPI c0000002
            15[IKE] <main|1> closing CHILD_SA main{1} with SPIs c0000001_i (384 bytes) c0000002_o (384 bytes) and TS a === b
            15[IKE] <main|1> CHILD_SA main{3} established with SPIs c0000003_i c0000004_o and TS a === b
            """)
        #expect(story.tunnel("main")?.rekeys == 1)
        #expect(story.tunnel("main")?.established == 1)
    }

    // MARK: Rekeyings

    private func site() throws -> Story {
        var story = try Story()
        story.tell(
            """
            05[IKE] <site|1> initiating IKE_SA site[1] to 192.0.2.20
            06[IKE] <site|1> authentication of '192.0.2.20' with pre-shared key successful
            06[IKE] <site|1> IKE_SA site[1] established between 192.0.2.10[192.0.2.10]...192.0.2.20[192.0.2.20]
            06[IKE] <site|1> CHILD_SA site{1} established with SPIs c0000001_i d0000001_o and TS a === b
            """)
        return story
    }

    @Test func anIKESAThatIsToReplaceAnotherIsNoAttemptToConnect() throws {
        var story = try site()
        story.tell("12[IKE] <site|1> initiating IKE_SA site[7] to 192.0.2.20")
        #expect(story.connection("site")?.count(.connecting) == 0)
        #expect(story.connection("site")?.initiations == [1, 0])
        story.tell(
            "12[IKE] <site|1> IKE_SA site[7] rekeyed between 192.0.2.10[192.0.2.10]...192.0.2.20[192.0.2.20]")
        #expect(story.connection("site")?.count(.established) == 1)
        #expect(story.connection("site")?.rekeys == 1)
    }

    @Test func theRedundantChildSAOfACollisionIsNoRekeying() throws {
        var story = try site()
        story.tell(
            """
            15[IKE] <site|1> inbound CHILD_SA site{3} established with SPIs c0000003_i d0000003_o and TS a === b
            01[IKE] <site|1> inbound CHILD_SA site{2} established with SPIs c0000002_i d0000002_o and TS a === b
            01[IKE] <site|1> CHILD_SA rekey collision lost, deleting redundant child site{2}
            01[IKE] <site|1> closing CHILD_SA site{2} with SPIs c0000002_i (0 bytes) d0000002_o (0 bytes) and TS a === b
            14[IKE] <site|1> closing CHILD_SA site{1} with SPIs c0000001_i (768 bytes) d0000001_o (896 bytes) and TS a === b
            14[IKE] <site|1> outbound CHILD_SA site{3} established with SPIs c0000003_i d0000003_o and TS a === b
            """)
        #expect(story.tunnel("site")?.rekeys == 1)
        #expect(story.tunnel("site")?.childSAs == 1)
        #expect(story.tunnel("site")?.downTotal == 0)
    }

    @Test func anIKESAThatNeverWasIsNotDeleted() throws {
        var story = try site()
        story.tell(
            """
            10[IKE] <site|5> received DELETE for IKE_SA site[5]
            10[IKE] <site|5> deleting IKE_SA site[5] between 192.0.2.10[%any]...192.0.2.20[%any]
            10[IKE] <site|5> IKE_SA deleted
            """)
        #expect(story.connection("site")?.deletes == [0, 0])
    }

    @Test func thePeerDeletesAnIKESAFromBeforeTheLogBegan() throws {
        var story = try site()
        story.tell(
            """
            10[IKE] <site|9> received DELETE for IKE_SA site[9]
            10[IKE] <site|9> deleting IKE_SA site[9] between 192.0.2.10[192.0.2.10]...192.0.2.20[192.0.2.20]
            """)
        #expect(story.connection("site")?.deletes == [0, 1])
    }

    /// Without `ike_name`, as syslog has it by default.
    @Test func aRekeyedIKESATakesTheTunnelAlongWithoutNamesToo() throws {
        var story = try Story()
        story.tell(
            """
            05[IKE] initiating IKE_SA east[1] to 192.0.2.2
            06[IKE] authentication of '192.0.2.2' with pre-shared key successful
            06[IKE] IKE_SA east[1] established between 192.0.2.1[192.0.2.1]...192.0.2.2[192.0.2.2]
            06[IKE] CHILD_SA east{1} established with SPIs c0000001_i c0000002_o and TS a === b
            14[IKE] initiating IKE_SA east[2] to 192.0.2.2
            01[IKE] IKE_SA east[2] rekeyed between 192.0.2.1[192.0.2.1]...192.0.2.2[192.0.2.2]
            01[IKE] deleting IKE_SA east[1] between 192.0.2.1[192.0.2.1]...192.0.2.2[192.0.2.2]
            12[IKE] IKE_SA deleted
            """)
        #expect(story.tunnel("east")?.isUp == true)
        #expect(story.tunnel("east")?.downTotal == 0)
        #expect(story.connection("east")?.initiations == [1, 0])
        #expect(story.connection("east")?.deletes == [0, 0])
        #expect(story.connection("east")?.count(.established) == 1)
    }

    @Test func aFurtherChildSABelongsToThePeerWhoseMessageItIs() throws {
        var story = try Story()
        story.tell(
            """
            05[IKE] initiating IKE_SA east[3] to 192.0.2.2
            06[IKE] IKE_SA east[3] established between 192.0.2.1[192.0.2.1]...192.0.2.2[192.0.2.2]
            13[IKE] IKE_SA north[4] established between 192.0.2.1[192.0.2.1]...192.0.2.3[192.0.2.3]
            """)
        story.wait(seconds: 10)
        story.tell(
            """
            11[IKE] establishing CHILD_SA west{2}
            13[NET] received packet: from 192.0.2.2[4500] to 192.0.2.1[4500] (256 bytes)
            13[IKE] CHILD_SA west{2} established with SPIs c0000003_i c0000004_o and TS a === b
            """)
        #expect(story.tunnel("west").map { story.model.connections[$0.connection].name.text } == "east")
        #expect(story.model.connections.allSatisfy { !$0.name.isEmpty })
        story.tell("07[IKE] deleting IKE_SA east[3] between 192.0.2.1[192.0.2.1]...192.0.2.2[192.0.2.2]")
        #expect(story.tunnel("west")?.isUp == false)
    }

    // MARK: Failures

    @Test func oneFailureCountsOnceForTheReasonThatSaysMost() throws {
        var story = try Story()
        story.tell(
            """
            05[IKE] <hub|1> 192.0.2.2 is initiating an IKE_SA
            06[CFG] <hub|1> selected peer config 'hub'
            06[CFG] <hub|1> subject certificate invalid (valid from Jan 01 00:00:00 2026 to Feb 01 00:00:00 2026)
            06[IKE] <hub|1> no trusted RSA public key found for 'gw.example.org'
            """)
        let connection = try #require(story.connection("hub"))
        #expect(connection.failures == ["certificate_invalid": 1])
        #expect(connection.rejected.reduce(0, +) == 1)
    }

    @Test func aWrongPasswordIsARejectionAndTheReasonOfTheEnd() throws {
        var story = try Story()
        story.tell(
            """
            05[IKE] <rw|6> 192.0.2.11 is initiating an IKE_SA
            06[CFG] <rw|6> selected peer config 'rw'
            07[IKE] <rw|6> EAP-MS-CHAPv2 verification failed, retry (1)
            """)
        #expect(story.connection("rw")?.rejected[Connection.Method.eap.index] == 1)
        #expect(story.connection("rw")?.count(.connecting) == 1, "it may try again")
        story.tell("08[JOB] <rw|6> deleting half open IKE_SA with 192.0.2.11 after timeout")
        #expect(story.connection("rw")?.failures == ["eap_verification_failed": 1])
    }

    @Test func aLateRetransmitIsNoFailure() throws {
        var story = try site()
        story.tell("09[IKE] <site|1> received message ID 3, expected 5, ignored")
        #expect(story.connection("site")?.failures == [:])
    }

    @Test func anotherKeyExchangeMethodIsNoFailure() throws {
        var story = try Story()
        story.tell(
            """
            05[IKE] <site|1> initiating IKE_SA site[1] to 192.0.2.20
            06[IKE] <site|1> peer didn't accept DH group CURVE_25519, it requested MODP_2048
            05[IKE] <site|1> initiating IKE_SA site[1] to 192.0.2.20
            06[IKE] <site|1> IKE_SA site[1] established between 192.0.2.10[192.0.2.10]...192.0.2.20[192.0.2.20]
            """)
        #expect(story.connection("site")?.failures == [:])
        #expect(story.connection("site")?.initiations == [1, 0])
    }

    @Test func whatTheStarterSaysOfADeadCharonEndsAll() throws {
        var story = try site()
        story.tell("00[APP] charon has died -- restart scheduled (5sec)")
        #expect(story.tunnel("site")?.isUp == false)
        #expect(story.model.daemon.isUp == false)
    }
}
