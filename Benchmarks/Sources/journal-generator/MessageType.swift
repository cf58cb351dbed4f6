/// What charon 5.9.8 writes with every line of one kind: debug group, level, and the end of the `MESSAGE_ID`.
struct MessageType: Sendable {
    let group: StaticString
    let level: Int
    let id: StaticString

    private init(_ group: StaticString, _ level: Int, _ id: StaticString) {
        self.group = group
        self.level = level
        self.id = id
    }

    // The daemon and its configuration.
    static let loadedPlugins = MessageType("LIB", 1, "6553d4a0")
    static let spawningThreads = MessageType("JOB", 1, "3cb56dac")
    static let loadedSecret = MessageType("CFG", 1, "2e4f4b43")
    static let addedConnection = MessageType("CFG", 1, "224cd4f6")
    static let startAction = MessageType("CFG", 1, "9faeeafe")
    static let viciInitiate = MessageType("CFG", 1, "382c7c23")
    static let viciTerminateIKE = MessageType("CFG", 1, "d2550872")
    static let viciTerminateChild = MessageType("CFG", 1, "b6d26d77")

    // Packets.
    static let generating = MessageType("ENC", 1, "e58339dc")
    static let parsed = MessageType("ENC", 1, "df972bd1")
    static let sendingPacket = MessageType("NET", 1, "266ebbc6")
    static let receivedPacket = MessageType("NET", 1, "543aec9c")

    // Negotiation and authentication.
    static let remoteBehindNAT = MessageType("IKE", 1, "3cf56a0f")
    static let receivedCertRequest = MessageType("IKE", 1, "e9ebefb3")
    static let sendingCertRequest = MessageType("IKE", 1, "0784c9b3")
    static let sendingCert = MessageType("IKE", 1, "996ff510")
    static let receivedCert = MessageType("IKE", 1, "b816ff7e")
    static let usingCertificate = MessageType("CFG", 1, "91518447")
    static let usingTrustedCA = MessageType("CFG", 1, "62c4991f")
    static let checkingStatus = MessageType("CFG", 1, "86ca823b")
    static let statusNotAvailable = MessageType("CFG", 1, "29169f7e")
    static let reachedRoot = MessageType("CFG", 1, "94d36817")
    static let lookingForPeerConfigs = MessageType("CFG", 1, "95801fdd")
    static let selectedPeerConfig = MessageType("CFG", 1, "30f0955b")
    static let selectedProposal = MessageType("CFG", 1, "f41d52e1")
    static let authenticatedSelfPSK = MessageType("IKE", 1, "af4bf0fb")
    static let authenticatedSelfKey = MessageType("IKE", 1, "12ad9704")
    static let authenticatedPeer = MessageType("IKE", 1, "61c0e7de")
    static let macMismatched = MessageType("IKE", 1, "08f9bc97")
    static let notifyError = MessageType("IKE", 1, "12dc7faf")
    static let peerSupportsMOBIKE = MessageType("IKE", 1, "a3b64007")

    // IKE_SAs.
    static let initiating = MessageType("IKE", 0, "dad982d3")
    static let peerInitiating = MessageType("IKE", 0, "77773f68")
    static let ikeEstablished = MessageType("IKE", 0, "04f1fd8a")
    static let ikeRekeyed = MessageType("IKE", 0, "3612662c")
    static let schedulingRekeying = MessageType("IKE", 1, "fac56623")
    static let maximumLifetime = MessageType("IKE", 1, "2bdb8ba2")
    static let deletingIKE = MessageType("IKE", 0, "3f8cfec8")
    static let sendingIKEDelete = MessageType("IKE", 1, "debc9b68")
    static let receivedIKEDelete = MessageType("IKE", 1, "3bad9018")
    static let ikeDeleted = MessageType("IKE", 0, "c0df9e42")

    // CHILD_SAs.
    static let creatingRekeyJob = MessageType("KNL", 1, "f2954edc")
    static let establishingChild = MessageType("IKE", 0, "38caef20")
    static let establishingChildReqid = MessageType("IKE", 0, "2996b3c1")
    /// One format with an empty prefix or `inbound `.
    static let childEstablished = MessageType("IKE", 0, "deac9a49")
    static let outboundEstablished = MessageType("IKE", 0, "bcf03d5c")
    static let closingChild = MessageType("IKE", 0, "c0ad8f53")
    static let sendingChildDelete = MessageType("IKE", 1, "4b06992e")
    static let receivedChildDelete = MessageType("IKE", 1, "4f05e64b")
    static let childClosed = MessageType("IKE", 1, "a10d3dec")
    static let restartingChild = MessageType("IKE", 1, "88656b64")

    // Liveness.
    static let sendingDPD = MessageType("IKE", 1, "064591b0")
    static let retransmit = MessageType("IKE", 1, "c09208d7")
    static let givingUp = MessageType("IKE", 1, "e248be03")
    static let tryingAgain = MessageType("IKE", 1, "86e935f7")
}
