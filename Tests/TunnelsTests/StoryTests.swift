import CharonLog
import Support
import Testing
import Tunnels

/// The stories that charon's log tells, in the order of lines of each release.
@Suite struct StoryTests {
    static let established = """
        05[IKE] <aws-1|1> initiating IKE_SA aws-1[1] to 192.0.2.20
        06[IKE] <aws-1|1> authentication of '192.0.2.20' with pre-shared key successful
        06[IKE] <aws-1|1> IKE_SA aws-1[1] established between 192.0.2.10[192.0.2.10]...192.0.2.20[192.0.2.20]
        06[IKE] <aws-1|1> CHILD_SA net{1} established with SPIs c0000001_i c0000002_o and TS 198.51.100.0/24 === 203.0.113.0/24
        """

    private func up() throws -> Story {
        var story = try Story()
        story.tell(Self.established)
        return story
    }

    @Test func anEstablishedTunnelIsUp() throws {
        let story = try up()
        let tunnel = try #require(story.tunnel("net"))
        #expect(tunnel.isUp)
        #expect(tunnel.childSAs == 1)
        #expect(tunnel.established == 1)
        #expect(tunnel.ups == 1)
        #expect(tunnel.localTS.text == "198.51.100.0/24")
        let connection = try #require(story.connection("aws-1"))
        #expect(connection.count(.established) == 1)
        #expect(connection.initiations == [1, 0])
        #expect(connection.remoteHost.text == "192.0.2.20")
        #expect(connection.authenticated[Connection.Method.psk.index] == 1)
        #expect(story.model.establishSeconds.count == 1)
    }

    @Test func aResponderIsCountedWhenItsConfigurationIsKnown() throws {
        var story = try Story()
        story.tell(
            """
            05[IKE] <1> 192.0.2.20 is initiating an IKE_SA
            06[CFG] <1> looking for peer configs matching 192.0.2.10[%any]...192.0.2.20[peer]
            06[CFG] <aws-1|1> selected peer config 'aws-1'
            06[IKE] <aws-1|1> IKE_SA aws-1[1] established between 192.0.2.10[gw]...192.0.2.20[peer]
            06[IKE] <aws-1|1> CHILD_SA net{1} established with SPIs c0000001_i c0000002_o and TS a === b
            """)
        #expect(story.connection("aws-1")?.initiations == [0, 1])
        #expect(story.connection("aws-1")?.count(.connecting) == 0)
        #expect(story.tunnel("net")?.isUp == true)
    }

    struct Rekey: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var lines: String
    }

    static let closing =
        "closing CHILD_SA net{1} with SPIs c0000001_i (1000 bytes) c0000002_o (2000 bytes) and TS a === b"
    static let rekeys = [
        Rekey(
            testDescription: "initiator, 5.5.3 to 5.9",
            lines: """
                07[IKE] <aws-1|1> establishing CHILD_SA net{2} reqid 1
                08[IKE] <aws-1|1> inbound CHILD_SA net{2} established with SPIs c0000003_i c0000004_o and TS a === b
                08[IKE] <aws-1|1> outbound CHILD_SA net{2} established with SPIs c0000003_i c0000004_o and TS a === b
                08[IKE] <aws-1|1> \(closing)
                08[IKE] <aws-1|1> sending DELETE for ESP CHILD_SA with SPI c0000001
                09[IKE] <aws-1|1> received DELETE for ESP CHILD_SA with SPI c0000002
                09[IKE] <aws-1|1> CHILD_SA closed
                """),
        Rekey(
            testDescription: "responder, 5.5.3 to 5.9",
            lines: """
                08[IKE] <aws-1|1> inbound CHILD_SA net{2} established with SPIs c0000003_i c0000004_o and TS a === b
                09[IKE] <aws-1|1> received DELETE for ESP CHILD_SA with SPI c0000002
                09[IKE] <aws-1|1> \(closing)
                09[IKE] <aws-1|1> sending DELETE for ESP CHILD_SA with SPI c0000001
                09[IKE] <aws-1|1> CHILD_SA closed
                09[IKE] <aws-1|1> outbound CHILD_SA net{2} established with SPIs c0000003_i c0000004_o and TS a === b
                """),
        Rekey(
            testDescription: "initiator, 6.0",
            lines: """
                07[IKE] <aws-1|1> establishing CHILD_SA net{2} reqid 1
                08[IKE] <aws-1|1> inbound CHILD_SA net{2} established with SPIs c0000003_i c0000004_o and TS a === b
                08[IKE] <aws-1|1> outbound CHILD_SA net{2} established with SPIs c0000003_i c0000004_o and TS a === b
                08[IKE] <aws-1|1> rekeyed CHILD_SA net{1} with SPIs c0000001_i c0000002_o with net{2} with SPIs c0000003_i c0000004_o
                08[IKE] <aws-1|1> \(closing)
                09[IKE] <aws-1|1> delay closing of inbound CHILD_SA net{1} for 5s
                10[IKE] <aws-1|1> CHILD_SA net{1} closed
                """),
    ]

    @Test(arguments: rekeys) func aRekeyNeverShowsTheTunnelDown(_ rekey: Rekey) throws {
        var story = try up()
        for line in rekey.lines.split(separator: "\n") {
            story.tell(String(line))
            #expect(story.tunnel("net")?.isUp == true, "\(line)")
        }
        let tunnel = try #require(story.tunnel("net"))
        #expect(tunnel.childSAs == 1)
        #expect(tunnel.completeChildSAs == 1)
        #expect(tunnel.rekeys == 1)
        #expect(tunnel.established == 1)
        #expect(tunnel.receivedBytes == 1000)
        #expect(tunnel.sentBytes == 2000)
        #expect(tunnel.unaccountedCloses == 0)
        #expect(tunnel.downTotal == 0)
    }

    @Test func ikeRekeyMovesTheChildren() throws {
        var story = try up()
        story.tell(
            """
            07[IKE] <aws-1|1> initiating IKE_SA aws-1[2] to 192.0.2.20
            08[IKE] <aws-1|1> IKE_SA aws-1[2] rekeyed between 192.0.2.10[192.0.2.10]...192.0.2.20[192.0.2.20]
            08[IKE] <aws-1|1> deleting IKE_SA aws-1[1] between 192.0.2.10[192.0.2.10]...192.0.2.20[192.0.2.20]
            08[IKE] <aws-1|1> sending DELETE for IKE_SA aws-1[1]
            """)
        #expect(story.tunnel("net")?.isUp == true)
        story.tell("09[IKE] <aws-1|1> IKE_SA deleted")
        let connection = try #require(story.connection("aws-1"))
        #expect(connection.count(.established) == 1)
        #expect(connection.rekeys == 1)
        #expect(connection.established == 1)
        #expect(connection.initiations == [1, 0])
        #expect(connection.deletes == [0, 0])
        #expect(story.tunnel("net")?.isUp == true)
        // What the CHILD_SA says later is said in the new IKE_SA's context.
        story.tell("10[IKE] <aws-1|2> giving up after 5 retransmits")
        #expect(story.tunnel("net")?.isUp == false)
        #expect(story.tunnel("net")?.downs[DownReason.deadPeer.index] == 1)
        #expect(story.connection("aws-1")?.peerTimeouts == 1)
        #expect(story.connection("aws-1")?.count(.established) == 0)
    }

    @Test func aDeadPeerEndsTheIKESAAndComesBack() throws {
        var story = try up()
        story.tell(
            """
            07[IKE] <aws-1|1> retransmit 1 of request with message ID 5
            07[IKE] <aws-1|1> retransmit 2 of request with message ID 5
            07[IKE] <aws-1|1> giving up after 2 retransmits
            07[IKE] <aws-1|1> restarting CHILD_SA net
            07[IKE] <aws-1|1> initiating IKE_SA aws-1[2] to 192.0.2.20
            """)
        #expect(story.tunnel("net")?.isUp == false)
        #expect(story.tunnel("net")?.unaccountedCloses == 1)
        #expect(story.connection("aws-1")?.retransmits == 2)
        #expect(story.connection("aws-1")?.initiations == [2, 0])
        #expect(story.connection("aws-1")?.count(.connecting) == 1)
        story.tell("07[IKE] <aws-1|2> giving up after 2 retransmits")
        story.tell("07[IKE] <aws-1|2> peer not responding, trying again (2/0)")
        story.tell("07[IKE] <aws-1|2> initiating IKE_SA aws-1[2] to 192.0.2.20")
        #expect(story.connection("aws-1")?.initiations == [2, 0])
        story.wait(seconds: 60)
        story.tell("08[IKE] <aws-1|2> IKE_SA aws-1[2] established between 192.0.2.10[a]...192.0.2.20[b]")
        story.tell("08[IKE] <aws-1|2> CHILD_SA net{2} established with SPIs c0000005_i c0000006_o and TS a === b")
        #expect(story.tunnel("net")?.isUp == true)
        #expect(story.tunnel("net")?.ups == 2)
        #expect(story.model.outageSeconds.count == 1)
        #expect(story.model.outageSeconds.sum > 60)
    }

    @Test func reauthenticationBreakBeforeMakeIsAnOutage() throws {
        var story = try up()
        story.tell(
            """
            07[IKE] <aws-1|1> reauthenticating IKE_SA aws-1[1]
            07[IKE] <aws-1|1> deleting IKE_SA aws-1[1] between 192.0.2.10[a]...192.0.2.20[b]
            07[IKE] <aws-1|1> sending DELETE for IKE_SA aws-1[1]
            08[IKE] <aws-1|1> IKE_SA deleted
            08[IKE] <aws-1|1> restarting CHILD_SA net
            08[IKE] <aws-1|1> initiating IKE_SA aws-1[2] to 192.0.2.20
            """)
        #expect(story.tunnel("net")?.isUp == false)
        #expect(story.tunnel("net")?.downs[DownReason.reauthentication.index] == 1)
        #expect(story.connection("aws-1")?.reauthentications == 1)
        story.tell(
            """
            09[IKE] <aws-1|2> IKE_SA aws-1[2] established between 192.0.2.10[a]...192.0.2.20[b]
            09[IKE] <aws-1|2> CHILD_SA net{2} established with SPIs c0000005_i c0000006_o and TS a === b
            """)
        #expect(story.tunnel("net")?.isUp == true)
    }

    @Test func reauthenticationMakeBeforeBreakIsNone() throws {
        var story = try up()
        for line in [
            "07[IKE] <aws-1|1> reauthenticating IKE_SA aws-1[1]",
            "07[IKE] <aws-1|2> initiating IKE_SA aws-1[2] to 192.0.2.20",
            "08[IKE] <aws-1|2> IKE_SA aws-1[2] established between 192.0.2.10[a]...192.0.2.20[b]",
            "08[IKE] <aws-1|2> CHILD_SA net{2} established with SPIs c0000005_i c0000006_o and TS a === b",
            "09[IKE] <aws-1|1> deleting IKE_SA aws-1[1] between 192.0.2.10[a]...192.0.2.20[b]",
            "09[IKE] <aws-1|1> sending DELETE for IKE_SA aws-1[1]",
            "10[IKE] <aws-1|1> IKE_SA deleted",
        ] {
            story.tell(line)
            #expect(story.tunnel("net")?.isUp == true, "\(line)")
        }
        #expect(story.tunnel("net")?.childSAs == 1)
        #expect(story.connection("aws-1")?.count(.established) == 1)
    }

    @Test func ikev1ReauthenticationMovesTheChildren() throws {
        var story = try Story()
        story.tell(
            """
            05[IKE] <fw|1> initiating Main Mode IKE_SA fw[1] to 192.0.2.20
            06[IKE] <fw|1> IKE_SA fw[1] established between 192.0.2.10[a]...192.0.2.20[b]
            06[IKE] <fw|1> CHILD_SA net{1} established with SPIs c0000001_i c0000002_o and TS a === b
            07[IKE] <fw|1> reauthenticating IKE_SA fw[1]
            07[IKE] <fw|2> initiating Main Mode IKE_SA fw[2] to 192.0.2.20
            08[IKE] <fw|2> IKE_SA fw[2] established between 192.0.2.10[a]...192.0.2.20[b]
            09[IKE] <fw|1> deleting IKE_SA fw[1] between 192.0.2.10[a]...192.0.2.20[b]
            """)
        #expect(story.tunnel("net")?.isUp == true)
        #expect(story.connection("fw")?.count(.established) == 1)
        #expect(story.connection("fw")?.version == 1)
        story.tell(
            "10[IKE] <fw|2> closing CHILD_SA net{1} with SPIs c0000001_i (5 bytes) c0000002_o (6 bytes) and TS a === b")
        story.tell("10[IKE] <fw|2> deleting IKE_SA fw[2] between 192.0.2.10[a]...192.0.2.20[b]")
        #expect(story.tunnel("net")?.isUp == false)
        #expect(story.connection("fw")?.count(.established) == 0)
        #expect(story.tunnel("net")?.receivedBytes == 5)
    }

    struct End: Sendable, CustomTestStringConvertible {
        var lines: String
        var reason: DownReason
        var isAccounted = false
        var testDescription: String { lines }
    }

    static let ends = [
        End(
            lines: """
                07[IKE] <aws-1|1> received DELETE for IKE_SA aws-1[1]
                07[IKE] <aws-1|1> deleting IKE_SA aws-1[1] between 192.0.2.10[a]...192.0.2.20[b]
                07[IKE] <aws-1|1> IKE_SA deleted
                """, reason: .peerDelete),
        End(
            lines: """
                07[IKE] <aws-1|1> deleting IKE_SA aws-1[1] between 192.0.2.10[a]...192.0.2.20[b]
                07[IKE] <aws-1|1> sending DELETE for IKE_SA aws-1[1]
                08[IKE] <aws-1|1> IKE_SA deleted
                """, reason: .localDelete),
        End(lines: "07[IKE] <aws-1|1> \(closing)", reason: .localDelete, isAccounted: true),
        End(
            lines: """
                07[IKE] <aws-1|1> received DELETE for ESP CHILD_SA with SPI c0000002
                07[IKE] <aws-1|1> \(closing)
                """, reason: .peerDelete, isAccounted: true),
        End(
            lines: "07[IKE] <aws-1|1> closing expired CHILD_SA net{1} with SPIs c0000001_i c0000002_o and TS a === b",
            reason: .expired),
        End(lines: "07[JOB] <aws-1|1> DPD check timed out, enforcing DPD action", reason: .deadPeer),
        End(
            lines: "07[IKE] <aws-1|1> destroying duplicate IKE_SA for peer 'b', received INITIAL_CONTACT",
            reason: .duplicate),
        End(lines: "07[DMN] SIGTERM received, shutting down", reason: .daemonStopped),
        End(lines: "00[JOB] spawning 16 worker threads", reason: .daemonCrashed),
    ]

    @Test(arguments: ends) func eachEndHasItsReason(_ end: End) throws {
        var story = try up()
        story.tell(end.lines)
        let tunnel = try #require(story.tunnel("net"))
        #expect(!tunnel.isUp)
        #expect(tunnel.downs[end.reason.index] == 1)
        #expect(tunnel.downTotal == 1)
        #expect(tunnel.unaccountedCloses == (end.isAccounted ? 0 : 1))
        #expect(tunnel.receivedBytes == (end.isAccounted ? 1000 : 0))
    }

    @Test func aRestartAfterACrashIsAStart() throws {
        var story = try Story()
        story.tell("00[DMN] Starting IKE charon daemon (strongSwan 5.9.8, Linux 6.1, x86_64)")
        story.tell("00[LIB] loaded plugins: aes sha2")
        story.tell("00[JOB] spawning 16 worker threads")
        #expect(story.model.daemon.starts == 1)
        #expect(story.model.daemon.version.text == "5.9.8")
        story.tell(Self.established)
        story.tell("00[LIB] loaded plugins: aes sha2")
        story.tell("00[JOB] spawning 16 worker threads")
        #expect(story.model.daemon.starts == 2)
        #expect(story.tunnel("net")?.isUp == false)
        #expect(story.connection("aws-1")?.count(.established) == 0)
        // The ids begin anew.
        story.tell(Self.established)
        #expect(story.tunnel("net")?.childSAs == 1)
        #expect(story.tunnel("net")?.established == 2)
    }

    @Test func aProcessThatEndsTakesItsSAsWithIt() throws {
        var story = try up()
        story.model.processExited(at: story.now)
        #expect(story.tunnel("net")?.isUp == false)
        #expect(story.tunnel("net")?.downs[DownReason.daemonCrashed.index] == 1)
        #expect(story.model.daemon.isUp == false)
    }

    @Test func failuresHaveTheirReasons() throws {
        var story = try Story()
        story.tell(
            """
            05[IKE] <aws-1|1> initiating IKE_SA aws-1[1] to 192.0.2.20
            06[IKE] <aws-1|1> received AUTHENTICATION_FAILED notify error
            05[IKE] <aws-1|2> initiating IKE_SA aws-1[2] to 192.0.2.20
            06[IKE] <aws-1|2> received NO_PROPOSAL_CHOSEN notify error
            05[IKE] <aws-1|3> initiating IKE_SA aws-1[3] to 192.0.2.20
            06[IKE] <aws-1|3> establishing IKE_SA failed, peer not responding
            """)
        let connection = try #require(story.connection("aws-1"))
        #expect(
            connection.failures == [
                "authentication_failed": 1, "no_proposal_chosen": 1, "peer_not_responding": 1,
            ])
        #expect(connection.count(.connecting) == 0)
    }

    @Test func anIKEv1ResponderLeavesNothingBehind() throws {
        var story = try Story()
        story.tell(
            """
            05[IKE] <1> 192.0.2.20 is initiating a Main Mode IKE_SA
            06[IKE] <fw|1> IKE_SA fw[1] established between 192.0.2.10[a]...192.0.2.20[b]
            07[IKE] <fw|1> deleting IKE_SA fw[1] between 192.0.2.10[a]...192.0.2.20[b]
            """)
        #expect(story.connection("fw")?.version == 1)
        #expect(story.connection("fw")?.ikeSAs.reduce(0, +) == 0)
    }

    @Test func aFailedRekeyLeavesNothingBehind() throws {
        var story = try up()
        for id in 2...5 {
            story.tell("07[IKE] <aws-1|1> initiating IKE_SA aws-1[\(id)] to 192.0.2.20")
            story.tell("07[IKE] <aws-1|1> IKE_SA rekeying failed, trying again in 20 seconds")
        }
        #expect(story.connection("aws-1")?.count(.connecting) == 0)
        story.tell("07[IKE] <aws-1|1> initiating IKE_SA aws-1[6] to 192.0.2.20")
        story.tell("07[IKE] <aws-1|1> giving up after 5 retransmits")
        #expect(story.connection("aws-1")?.ikeSAs.reduce(0, +) == 0)
        #expect(story.connection("aws-1")?.initiations == [1, 0])
    }

    @Test func aRespondersRekeyIsNoInitiation() throws {
        var story = try up()
        story.tell(
            """
            07[IKE] <aws-1|1> 192.0.2.20 is initiating IKE_SA (unnamed)[2]
            07[IKE] <aws-1|1> IKE_SA aws-1[2] rekeyed between 192.0.2.10[a]...192.0.2.20[b]
            """)
        #expect(story.connection("aws-1")?.initiations == [1, 0])
        #expect(story.connection("aws-1")?.rekeys == 1)
    }

    @Test func anAnnouncedRekeyIsNoNewTunnel() throws {
        var story = try up()
        story.tell(
            """
            07[KNL] creating rekey job for CHILD_SA ESP/0xc0000001/192.0.2.10
            08[IKE] <aws-1|1> CHILD_SA net{2} established with SPIs c0000003_i c0000004_o and TS a === b
            08[IKE] <aws-1|1> \(Self.closing)
            """)
        #expect(story.tunnel("net")?.rekeys == 1)
        #expect(story.tunnel("net")?.established == 1)
        #expect(story.tunnel("net")?.childSAs == 1)
    }

    @Test func aReauthenticationThatFailedIsNoReasonLater() throws {
        var story = try up()
        story.tell(
            """
            07[IKE] <aws-1|1> reauthenticating IKE_SA aws-1[1]
            08[IKE] <aws-1|1> received DELETE for IKE_SA aws-1[1]
            08[IKE] <aws-1|1> deleting IKE_SA aws-1[1] between 192.0.2.10[a]...192.0.2.20[b]
            """)
        #expect(story.tunnel("net")?.downs[DownReason.peerDelete.index] == 1)
        #expect(story.connection("aws-1")?.deletes == [0, 1])
    }

    /// charon's default syslog tells no IKE_SA: what is certain all the same is used.
    @Test func aLogWithoutNamesStillShowsATunnelsEnd() throws {
        for end in [
            "07[IKE] deleting IKE_SA gw[1] between 192.0.2.10[a]...192.0.2.20[b]",
            "07[IKE] giving up after 5 retransmits",
        ] {
            var story = try Story()
            story.tell(
                """
                00[JOB] spawning 16 worker threads
                05[IKE] initiating IKE_SA gw[1] to 192.0.2.20
                06[IKE] IKE_SA gw[1] established between 192.0.2.10[a]...192.0.2.20[b]
                06[IKE] CHILD_SA net{1} established with SPIs c0000001_i c0000002_o and TS a === b
                07[IKE] inbound CHILD_SA net{2} established with SPIs c0000003_i c0000004_o and TS a === b
                07[IKE] outbound CHILD_SA net{2} established with SPIs c0000003_i c0000004_o and TS a === b
                07[IKE] \(Self.closing)
                """)
            #expect(story.tunnel("net")?.childSAs == 1)
            #expect(story.model.tunnels.count == 1)
            story.tell(end)
            #expect(story.tunnel("net")?.isUp == false, "\(end)")
            #expect(story.connection("gw")?.ikeSAs.reduce(0, +) == 0)
        }
    }

    /// There may be others, from before the log began.
    @Test func whereTheLogBeginsLateTheOnlyKnownIKESAIsUncertain() throws {
        var story = try Story()
        story.tell(
            """
            06[IKE] IKE_SA gw[1] established between 192.0.2.10[a]...192.0.2.20[b]
            06[IKE] CHILD_SA net{1} established with SPIs c0000001_i c0000002_o and TS a === b
            07[IKE] giving up after 5 retransmits
            """)
        #expect(story.tunnel("net")?.isUp == true)
        #expect(story.tunnel("net")?.isUncertain == true)
    }

    @Test func aPeerThatIsRefusedLeavesNothingBehind() throws {
        var story = try Story()
        story.tell(
            """
            05[IKE] <1> 192.0.2.20 is initiating an IKE_SA
            06[CFG] <gw|1> selected peer config 'gw'
            06[IKE] <gw|1> tried 1 shared key for 'gw.example.org' - 'peer.example.org', but MAC mismatched
            07[IKE] <2> 192.0.2.20 is initiating an IKE_SA
            07[CFG] <2> no matching peer config found
            """)
        let connection = try #require(story.connection("gw"))
        #expect(connection.count(.connecting) == 0)
        #expect(connection.failures == ["psk_mismatch": 1])
        #expect(connection.rejected[Connection.Method.psk.index] == 1)
        #expect(story.connection("")?.failures == ["no_peer_config": 1])
    }

    @Test func noNotifyOfAPeersChoiceNamesAReason() throws {
        var story = try Story()
        for number in 0..<100 {
            story.tell("05[IKE] <aws-1|\(number)> initiating IKE_SA aws-1[\(number)] to 192.0.2.20")
            story.tell("05[IKE] <aws-1|\(number)> received (\(40_000 + number)) notify error")
        }
        #expect(story.connection("aws-1")?.failures == ["unknown_notify": 100])
    }

    @Test func anInboundHalfAloneIsShown() throws {
        var story = try Story()
        story.tell(
            "05[IKE] <aws-1|1> inbound CHILD_SA net{1} established with SPIs c0000001_i c0000002_o and TS a === b")
        let tunnel = try #require(story.tunnel("net"))
        #expect(tunnel.isUp)
        #expect(!tunnel.isInboundOnly(at: story.now))
        #expect(tunnel.isInboundOnly(at: story.now + 6_000_000))
        story.tell(
            "05[IKE] <aws-1|1> outbound CHILD_SA net{1} established with SPIs c0000001_i c0000002_o and TS a === b")
        #expect(story.tunnel("net")?.isInboundOnly(at: story.now + 60_000_000) == false)
    }

    @Test func bytesOfSAsFromBeforeTheLogCount() throws {
        var story = try Story()
        story.tell("05[IKE] <aws-1|1> \(Self.closing)")
        story.tell("05[IKE] <aws-1|1> \(Self.closing)")
        #expect(story.tunnel("net")?.receivedBytes == 1000)
        #expect(story.tunnel("net")?.isUp == false)
        #expect(story.tunnel("net")?.downTotal == 0)
    }
}
