/// One connection of the gateway, to one peer with one network behind it.
struct Site {
    let name: String
    let child: String
    /// The peer's address and identity.
    let peer: String
    let identity: String
    let remoteTS: String
    /// Whether the gateway sets up the connection; the peer does otherwise.
    let initiates: Bool
    let usesCertificates: Bool
    let isBehindNAT: Bool
    /// Round trip to the peer, microseconds.
    let roundTrip: UInt64
    let reqid: Int

    /// The SAs of now; an `ikeSA` of 0 is none.
    var ikeSA: UInt32 = 0
    var childSA: UInt32 = 0
    var inboundSPI: UInt32 = 0
    var outboundSPI: UInt32 = 0
    /// The next message ids of requests: ours and the peer's.
    var requestID = 0
    var peerRequestID = 0
    /// How many of the next attempts to authenticate the peer or we will fail.
    var comingFailures = 0

    /// When things are due, microseconds since 1970 UTC.
    var probeAt: UInt64 = .max
    var childRekeyAt: UInt64 = .max
    var ikeRekeyAt: UInt64 = .max
    var incidentAt: UInt64 = .max
    var startAt: UInt64 = .max

    /// Makes the site of an index from 0.
    init(_ index: Int, _ random: inout Random) {
        let digits = String(index + 1)
        let number = String(repeating: "0", count: max(0, 3 - digits.count)) + digits
        name = "site-\(number)"
        child = "net-\(number)"
        identity = "site-\(number).example.net"
        // Addresses that RFC 5737 sets apart for examples.
        let host = index % 508
        peer = host < 254 ? "192.0.2.\(host + 1)" : "198.51.100.\(host - 253)"
        remoteTS = "10.\(1 + index / 256 % 255).\(index % 256).0/24"
        initiates = random.percent(75)
        usesCertificates = random.percent(30)
        isBehindNAT = random.percent(10)
        roundTrip = UInt64.random(in: 4_000...60_000, using: &random)
        reqid = index + 1
    }

    var isUp: Bool { ikeSA != 0 }

    /// Forgets the SAs.
    mutating func goDown() {
        ikeSA = 0
        childSA = 0
        probeAt = .max
        childRekeyAt = .max
        ikeRekeyAt = .max
        incidentAt = .max
    }
}
