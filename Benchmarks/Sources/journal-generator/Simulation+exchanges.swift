/// What charon 5.9 logs, and in which order, for each exchange of IKEv2.
extension Simulation {
    private static let ikeProposal = "selected proposal: IKE:AES_GCM_16_256/PRF_HMAC_SHA2_256/CURVE_25519"
    private static let espProposal = "selected proposal: ESP:AES_GCM_16_256/CURVE_25519/NO_EXT_SEQ"
    private static let initPayloads =
        "[ SA KE No N(NATD_S_IP) N(NATD_D_IP) N(FRAG_SUP) N(HASH_ALG) N(REDIR_SUP) ]"
    private static let caName = "C=CH, O=Example, CN=Example Root CA"

    /// The port that strongSwan changes to after the first exchange.
    private static let mobikePort = 4500

    // MARK: The daemon

    mutating func startDaemon() {
        say(
            .loadedPlugins,
            "loaded plugins: charon-systemd aes sha2 sha1 md5 random nonce x509 revocation constraints pubkey pkcs1 "
                + "pem openssl curve25519 gcm hmac kdf kernel-netlink socket-default vici updown eap-identity")
        say(.spawningThreads, "spawning 16 worker threads")
        wait(200_000)
        for site in sites where !site.usesCertificates {
            say(.loadedSecret, "loaded IKE shared key with id 'ike-\(site.name)' for: '\(site.identity)'")
        }
        for site in sites { say(.addedConnection, "added vici connection: \(site.name)") }
    }

    // MARK: Packets

    private mutating func send(_ site: Int, _ message: String, port: Int = Self.mobikePort) {
        say(.generating, "generating \(message)")
        sendPacket(site, message, port: port)
    }

    private mutating func sendPacket(_ site: Int, _ message: String, port: Int = Self.mobikePort) {
        say(
            .sendingPacket,
            "sending packet: from \(Self.address)[\(port)] to \(sites[site].peer)[\(port)] (\(length(message)) bytes)")
    }

    private mutating func receive(_ site: Int, _ message: String, port: Int = Self.mobikePort) {
        say(
            .receivedPacket,
            "received packet: from \(sites[site].peer)[\(port)] to \(Self.address)[\(port)] (\(length(message)) bytes)")
        say(.parsed, "parsed \(message)")
    }

    /// A plausible length of a packet: an empty one has 80 bytes, and each payload adds some.
    private func length(_ message: String) -> Int {
        let payloads = message.utf8.count(where: { $0 == UInt8(ascii: " ") }) - 4
        return 80 + 32 * max(0, payloads)
    }

    /// Time for a packet to the peer and its answer.
    private mutating func roundTrip(_ site: Int) {
        let usual = sites[site].roundTrip
        wait(usual + UInt64.random(in: 0...usual / 4, using: &random))
    }

    private mutating func nextRequest(_ site: Int) -> Int {
        var id = 0
        update(site) {
            id = $0.requestID
            $0.requestID += 1
        }
        return id
    }

    private mutating func nextPeerRequest(_ site: Int) -> Int {
        var id = 0
        update(site) {
            id = $0.peerRequestID
            $0.peerRequestID += 1
        }
        return id
    }

    private mutating func enter(_ site: Int) {
        changeThread()
        context = Context(id: sites[site].ikeSA, name: sites[site].name)
    }

    private func ends(_ site: Int) -> String {
        "between \(Self.address)[\(Self.gateway)]...\(sites[site].peer)[\(sites[site].identity)]"
    }

    private func selectors(_ site: Int) -> String { "TS \(Self.localTS) === \(sites[site].remoteTS)" }

    // MARK: Setting up

    /// The gateway sets up the connection.
    mutating func initiate(_ site: Int, isAccepted: Bool) {
        changeThread()
        context = nil
        if sites[site].childSA == 0, sites[site].requestID == 0 {
            say(.startAction, "initiating '\(sites[site].child)'")
        } else {
            say(.viciInitiate, "vici initiate CHILD_SA '\(sites[site].child)'")
        }
        let ikeSA = newIKESA()
        changeThread()
        context = Context(id: ikeSA, name: sites[site].name)
        sendInit(site, ikeSA)
        finishInitiating(site, ikeSA, isAccepted: isAccepted)
    }

    private mutating func sendInit(_ site: Int, _ ikeSA: UInt32) {
        say(.initiating, "initiating IKE_SA \(sites[site].name)[\(ikeSA)] to \(sites[site].peer)")
        send(site, "IKE_SA_INIT request 0 \(Self.initPayloads)", port: 500)
    }

    /// From the answer to the first message on.
    private mutating func finishInitiating(_ site: Int, _ ikeSA: UInt32, isAccepted: Bool) {
        roundTrip(site)
        context = Context(id: ikeSA, name: sites[site].name)
        receive(
            site, "IKE_SA_INIT response 0 [ SA KE No N(NATD_S_IP) N(NATD_D_IP) N(FRAG_SUP) N(HASH_ALG) N(MULT_AUTH) ]",
            port: 500)
        say(.selectedProposal, Self.ikeProposal)
        if sites[site].isBehindNAT { say(.remoteBehindNAT, "remote host is behind NAT") }
        if sites[site].usesCertificates {
            say(.receivedCertRequest, "received cert request for \"\(Self.caName)\"")
            say(.sendingCertRequest, "sending cert request for \"\(Self.caName)\"")
        }
        authenticateSelf(site)
        if sites[site].usesCertificates {
            say(.sendingCert, "sending end entity cert \"C=CH, O=Example, CN=\(Self.gateway)\"")
        }
        let childSA = newChildSA()
        say(.establishingChild, "establishing CHILD_SA \(sites[site].child){\(childSA)}")
        send(
            site,
            "IKE_AUTH request 1 [ IDi N(INIT_CONTACT) IDr AUTH SA TSi TSr N(MOBIKE_SUP) N(NO_ADD_ADDR) N(MULT_AUTH) N(EAP_ONLY) N(MSG_ID_SYN_SUP) ]"
        )
        roundTrip(site)
        guard isAccepted else {
            receive(site, "IKE_AUTH response 1 [ N(AUTH_FAILED) ]")
            say(.notifyError, "received AUTHENTICATION_FAILED notify error")
            return
        }
        receive(site, "IKE_AUTH response 1 [ IDr AUTH SA TSi TSr N(MOBIKE_SUP) N(NO_ADD_ADDR) ]")
        authenticatePeer(site)
        say(.peerSupportsMOBIKE, "peer supports MOBIKE")
        establish(site, ikeSA, childSA)
        update(site) {
            $0.requestID = 2
            $0.peerRequestID = 0
        }
    }

    /// The peer, or somebody in its name, sets up the connection.
    mutating func respond(_ site: Int, isAccepted: Bool) {
        let ikeSA = newIKESA()
        changeThread()
        context = Context(id: ikeSA, name: nil)
        receive(site, "IKE_SA_INIT request 0 \(Self.initPayloads)", port: 500)
        say(.peerInitiating, "\(sites[site].peer) is initiating an IKE_SA")
        say(.selectedProposal, Self.ikeProposal)
        if sites[site].isBehindNAT { say(.remoteBehindNAT, "remote host is behind NAT") }
        send(
            site, "IKE_SA_INIT response 0 [ SA KE No N(NATD_S_IP) N(NATD_D_IP) N(FRAG_SUP) N(HASH_ALG) N(MULT_AUTH) ]",
            port: 500)
        roundTrip(site)
        receive(
            site,
            "IKE_AUTH request 1 [ IDi N(INIT_CONTACT) IDr AUTH SA TSi TSr N(MOBIKE_SUP) N(NO_ADD_ADDR) N(MULT_AUTH) ]")
        say(
            .lookingForPeerConfigs,
            "looking for peer configs matching \(Self.address)[\(Self.gateway)]...\(sites[site].peer)[\(sites[site].identity)]"
        )
        context?.name = sites[site].name
        say(.selectedPeerConfig, "selected peer config '\(sites[site].name)'")
        guard isAccepted else {
            say(
                .macMismatched,
                "tried 1 shared key for '\(Self.gateway)' - '\(sites[site].identity)', but MAC mismatched")
            send(site, "IKE_AUTH response 1 [ N(AUTH_FAILED) ]")
            return
        }
        authenticatePeer(site)
        say(.peerSupportsMOBIKE, "peer supports MOBIKE")
        authenticateSelf(site)
        establish(site, ikeSA, newChildSA())
        send(site, "IKE_AUTH response 1 [ IDr AUTH SA TSi TSr N(MOBIKE_SUP) N(NO_ADD_ADDR) ]")
        update(site) {
            $0.requestID = 0
            $0.peerRequestID = 2
        }
    }

    private mutating func authenticateSelf(_ site: Int) {
        if sites[site].usesCertificates {
            say(
                .authenticatedSelfKey,
                "authentication of '\(Self.gateway)' (myself) with RSA_EMSA_PKCS1_SHA2_256 successful")
        } else {
            say(.authenticatedSelfPSK, "authentication of '\(Self.gateway)' (myself) with pre-shared key")
        }
    }

    private mutating func authenticatePeer(_ site: Int) {
        let identity = sites[site].identity
        guard sites[site].usesCertificates else {
            say(.authenticatedPeer, "authentication of '\(identity)' with pre-shared key successful")
            return
        }
        say(.receivedCert, "received end entity cert \"C=CH, O=Example, CN=\(identity)\"")
        say(.usingCertificate, "  using certificate \"C=CH, O=Example, CN=\(identity)\"")
        say(.usingTrustedCA, "  using trusted ca certificate \"\(Self.caName)\"")
        say(.checkingStatus, "checking certificate status of \"C=CH, O=Example, CN=\(identity)\"")
        say(.statusNotAvailable, "certificate status is not available")
        say(.reachedRoot, "  reached self-signed root ca with a path length of 0")
        say(.authenticatedPeer, "authentication of '\(identity)' with RSA_EMSA_PKCS1_SHA2_256 successful")
    }

    private mutating func establish(_ site: Int, _ ikeSA: UInt32, _ childSA: UInt32) {
        say(.ikeEstablished, "IKE_SA \(sites[site].name)[\(ikeSA)] established \(ends(site))")
        scheduleIKERekey()
        say(.selectedProposal, "selected proposal: ESP:AES_GCM_16_256/NO_EXT_SEQ")
        update(site) { $0.ikeSA = ikeSA }
        install(site, childSA)
        say(.childEstablished, childText("", site), .installed(site: site))
    }

    private mutating func scheduleIKERekey() {
        let seconds = Int.random(in: 12_960...14_400, using: &random)
        say(.schedulingRekeying, "scheduling rekeying in \(seconds)s")
        say(.maximumLifetime, "maximum IKE_SA lifetime \(seconds + 1440)s")
    }

    /// Gives a site a new CHILD_SA with new SPIs.
    private mutating func install(_ site: Int, _ childSA: UInt32) {
        let spis = (
            UInt32.random(in: 0xC000_0000...0xCFFF_FFFF, using: &random),
            UInt32.random(in: 256 ... .max, using: &random)
        )
        update(site) {
            $0.childSA = childSA
            ($0.inboundSPI, $0.outboundSPI) = spis
        }
    }

    private func childText(_ half: String, _ site: Int) -> String {
        let tunnel = sites[site]
        return "\(half)CHILD_SA \(tunnel.child){\(tunnel.childSA)} established with SPIs \(hex8(tunnel.inboundSPI))_i "
            + "\(hex8(tunnel.outboundSPI))_o and \(selectors(site))"
    }

    // MARK: Rekeying

    mutating func rekeyChildAsInitiator(_ site: Int) {
        let old = sites[site]
        context = nil
        changeThread()
        let isInbound = random.percent(50)
        let (spi, address) = isInbound ? (old.inboundSPI, Self.address) : (old.outboundSPI, old.peer)
        say(.creatingRekeyJob, "creating rekey job for CHILD_SA ESP/0x\(hex8(spi))/\(address)")
        enter(site)
        let childSA = newChildSA()
        say(.establishingChildReqid, "establishing CHILD_SA \(old.child){\(childSA)} reqid \(old.reqid)")
        let id = nextRequest(site)
        send(site, "CREATE_CHILD_SA request \(id) [ N(REKEY_SA) N(ESP_TFC_PAD_N) SA No KE TSi TSr ]")
        roundTrip(site)
        receive(site, "CREATE_CHILD_SA response \(id) [ N(ESP_TFC_PAD_N) SA No KE TSi TSr ]")
        say(.selectedProposal, Self.espProposal)
        install(site, childSA)
        say(.childEstablished, childText("inbound ", site), .inboundInstalled(site: site))
        say(.outboundEstablished, childText("outbound ", site), .rekeyed(site: site))
        closeChild(site, old)
    }

    mutating func rekeyChildAsResponder(_ site: Int) {
        let old = sites[site]
        enter(site)
        let id = nextPeerRequest(site)
        receive(site, "CREATE_CHILD_SA request \(id) [ N(REKEY_SA) N(ESP_TFC_PAD_N) SA No KE TSi TSr ]")
        say(.selectedProposal, Self.espProposal)
        install(site, newChildSA())
        say(.childEstablished, childText("inbound ", site), .inboundInstalled(site: site))
        send(site, "CREATE_CHILD_SA response \(id) [ N(ESP_TFC_PAD_N) SA No KE TSi TSr ]")
        roundTrip(site)
        let deleteID = nextPeerRequest(site)
        receive(site, "INFORMATIONAL request \(deleteID) [ D ]")
        say(.receivedChildDelete, "received DELETE for ESP CHILD_SA with SPI \(hex8(old.outboundSPI))")
        sayClosing(site, old)
        say(.sendingChildDelete, "sending DELETE for ESP CHILD_SA with SPI \(hex8(old.inboundSPI))")
        say(.childClosed, "CHILD_SA closed")
        say(.outboundEstablished, childText("outbound ", site), .rekeyed(site: site))
        send(site, "INFORMATIONAL response \(deleteID) [ D ]")
    }

    /// Closes a CHILD_SA from this side.
    private mutating func closeChild(_ site: Int, _ old: Site) {
        sayClosing(site, old)
        say(.sendingChildDelete, "sending DELETE for ESP CHILD_SA with SPI \(hex8(old.inboundSPI))")
        let id = nextRequest(site)
        send(site, "INFORMATIONAL request \(id) [ D ]")
        roundTrip(site)
        receive(site, "INFORMATIONAL response \(id) [ D ]")
        say(.receivedChildDelete, "received DELETE for ESP CHILD_SA with SPI \(hex8(old.outboundSPI))")
        say(.childClosed, "CHILD_SA closed")
    }

    private mutating func sayClosing(_ site: Int, _ old: Site) {
        let received = traffic()
        let sent = traffic()
        say(
            .closingChild,
            "closing CHILD_SA \(old.child){\(old.childSA)} with SPIs \(hex8(old.inboundSPI))_i (\(received) bytes) "
                + "\(hex8(old.outboundSPI))_o (\(sent) bytes) and \(selectors(site))",
            .closed(site: site, received: received, sent: sent))
    }

    /// Bytes of an hour: from none to some gigabytes, small numbers as often as large ones.
    private mutating func traffic() -> UInt64 {
        UInt64.random(in: 0...UInt64(1) << UInt64.random(in: 0...34, using: &random), using: &random)
    }

    /// The lines of the new IKE_SA are written with the old one at hand.
    mutating func rekeyIKEAsInitiator(_ site: Int) {
        enter(site)
        let old = sites[site]
        let ikeSA = newIKESA()
        say(.initiating, "initiating IKE_SA \(old.name)[\(ikeSA)] to \(old.peer)")
        let id = nextRequest(site)
        send(site, "CREATE_CHILD_SA request \(id) [ SA No KE ]")
        roundTrip(site)
        receive(site, "CREATE_CHILD_SA response \(id) [ SA No KE ]")
        say(.selectedProposal, Self.ikeProposal)
        scheduleIKERekey()
        say(.ikeRekeyed, "IKE_SA \(old.name)[\(ikeSA)] rekeyed \(ends(site))", .ikeRekeyed)
        sayDeleting(site, .deletingIKE, nil)
        let deleteID = nextRequest(site)
        send(site, "INFORMATIONAL request \(deleteID) [ D ]")
        roundTrip(site)
        receive(site, "INFORMATIONAL response \(deleteID) [ ]")
        say(.ikeDeleted, "IKE_SA deleted")
        replaceIKE(site, ikeSA)
    }

    mutating func rekeyIKEAsResponder(_ site: Int) {
        enter(site)
        let old = sites[site]
        let id = nextPeerRequest(site)
        receive(site, "CREATE_CHILD_SA request \(id) [ SA No KE ]")
        say(.peerInitiating, "\(old.peer) is initiating an IKE_SA")
        let ikeSA = newIKESA()
        say(.selectedProposal, Self.ikeProposal)
        scheduleIKERekey()
        say(.ikeRekeyed, "IKE_SA \(old.name)[\(ikeSA)] rekeyed \(ends(site))", .ikeRekeyed)
        send(site, "CREATE_CHILD_SA response \(id) [ SA No KE ]")
        roundTrip(site)
        let deleteID = nextPeerRequest(site)
        receive(site, "INFORMATIONAL request \(deleteID) [ D ]")
        say(.receivedIKEDelete, "received DELETE for IKE_SA \(old.name)[\(old.ikeSA)]")
        say(.deletingIKE, "deleting IKE_SA \(old.name)[\(old.ikeSA)] \(ends(site))")
        say(.ikeDeleted, "IKE_SA deleted")
        send(site, "INFORMATIONAL response \(deleteID) [ ]")
        replaceIKE(site, ikeSA)
    }

    private mutating func replaceIKE(_ site: Int, _ ikeSA: UInt32) {
        update(site) {
            $0.ikeSA = ikeSA
            $0.requestID = 0
            $0.peerRequestID = 0
        }
    }

    // MARK: Deleting

    private mutating func sayDeleting(_ site: Int, _ type: MessageType, _ effect: Effect?) {
        let sa = "\(sites[site].name)[\(sites[site].ikeSA)]"
        say(type, "deleting IKE_SA \(sa) \(ends(site))", effect)
        say(.sendingIKEDelete, "sending DELETE for IKE_SA \(sa)")
    }

    /// An IKE_SA is deleted for good; of its CHILD_SA nothing is said.
    mutating func deleteIKE(_ site: Int, byPeer: Bool) {
        guard byPeer else {
            context = nil
            changeThread()
            say(.viciTerminateIKE, "vici terminate IKE_SA '\(sites[site].name)'")
            enter(site)
            sayDeleting(site, .deletingIKE, .ended(site: site))
            let id = nextRequest(site)
            send(site, "INFORMATIONAL request \(id) [ D ]")
            roundTrip(site)
            receive(site, "INFORMATIONAL response \(id) [ ]")
            say(.ikeDeleted, "IKE_SA deleted")
            return
        }
        enter(site)
        let sa = "\(sites[site].name)[\(sites[site].ikeSA)]"
        let id = nextPeerRequest(site)
        receive(site, "INFORMATIONAL request \(id) [ D ]")
        say(.receivedIKEDelete, "received DELETE for IKE_SA \(sa)")
        say(.deletingIKE, "deleting IKE_SA \(sa) \(ends(site))", .ended(site: site))
        say(.ikeDeleted, "IKE_SA deleted")
        send(site, "INFORMATIONAL response \(id) [ ]")
    }

    /// An operator closes the CHILD_SA and sets up another in the same IKE_SA.
    mutating func replaceChild(_ site: Int) {
        context = nil
        changeThread()
        say(.viciTerminateChild, "vici terminate CHILD_SA '\(sites[site].child)'")
        enter(site)
        closeChild(site, sites[site])
        context = nil
        wait(UInt64.random(in: 500_000...20_000_000, using: &random))
        say(.viciInitiate, "vici initiate CHILD_SA '\(sites[site].child)'")
        enter(site)
        let childSA = newChildSA()
        say(.establishingChild, "establishing CHILD_SA \(sites[site].child){\(childSA)}")
        let id = nextRequest(site)
        send(site, "CREATE_CHILD_SA request \(id) [ N(ESP_TFC_PAD_N) SA No KE TSi TSr ]")
        roundTrip(site)
        receive(site, "CREATE_CHILD_SA response \(id) [ N(ESP_TFC_PAD_N) SA No KE TSi TSr ]")
        say(.selectedProposal, Self.espProposal)
        install(site, childSA)
        say(.childEstablished, childText("", site), .installed(site: site))
    }

    // MARK: Signs of life

    mutating func sendProbe(_ site: Int) {
        enter(site)
        say(.sendingDPD, "sending DPD request")
        let id = nextRequest(site)
        send(site, "INFORMATIONAL request \(id) [ ]")
        roundTrip(site)
        receive(site, "INFORMATIONAL response \(id) [ ]")
    }

    mutating func answerProbe(_ site: Int) {
        enter(site)
        let id = nextPeerRequest(site)
        receive(site, "INFORMATIONAL request \(id) [ ]")
        send(site, "INFORMATIONAL response \(id) [ ]")
    }

    /// The peer stops answering. The gateway begins anew where it is the one that sets up the connection.
    /// - Returns: whether the connection is up again.
    mutating func losePeer(_ site: Int) -> Bool {
        enter(site)
        say(.sendingDPD, "sending DPD request")
        let id = nextRequest(site)
        send(site, "INFORMATIONAL request \(id) [ ]")
        retransmit(site, "INFORMATIONAL request \(id) [ ]", id: id)
        say(.givingUp, "giving up after 5 retransmits", .timedOut(site: site))
        guard sites[site].initiates else { return false }

        say(.restartingChild, "restarting CHILD_SA \(sites[site].child)")
        // The first message is still sent with the old IKE_SA at hand.
        let ikeSA = newIKESA()
        sendInit(site, ikeSA)
        if random.percent(30) {
            context = Context(id: ikeSA, name: sites[site].name)
            retransmit(site, "IKE_SA_INIT request 0 \(Self.initPayloads)", id: 0, port: 500)
            say(.givingUp, "giving up after 5 retransmits")
            say(.tryingAgain, "peer not responding, trying again (2/0)")
            sendInit(site, ikeSA)
        }
        finishInitiating(site, ikeSA, isAccepted: true)
        return true
    }

    /// strongSwan's default: after 4 s, each wait 1.8 times the one before.
    private mutating func retransmit(_ site: Int, _ message: String, id: Int, port: Int = Self.mobikePort) {
        var pause: UInt64 = 4_000_000
        for count in 1...5 {
            wait(pause)
            pause = pause * 9 / 5
            say(.retransmit, "retransmit \(count) of request with message ID \(id)")
            sendPacket(site, message, port: port)
        }
        wait(pause)
    }
}
