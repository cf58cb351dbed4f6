/// A gateway with many connections, minute by minute; its log comes out line by line, in order of time.
///
/// Each site does one thing after the other; the sites do so at once, so that their lines interleave.
struct Simulation {
    static let gateway = "gw.example.org"
    static let address = "203.0.113.1"
    static let localTS = "10.0.0.0/16"
    private static let second: UInt64 = 1_000_000
    private static let minute = 60 * second
    private static let hour = 60 * minute

    /// Means and bounds of what happens when. A tunnel whose peer is heard of is not probed, so the probes are few.
    private static let probeInterval = 50 * minute
    private static let childLife = 54 * minute...60 * minute
    private static let ikeLife = 216 * minute...240 * minute
    private static let incidentInterval = 24 * hour

    private(set) var sites: [Site] = []
    var random: Random
    private var lines = Heap<Line>()
    private var turns = Heap<Turn>()
    private var order: UInt64 = 0
    private var lastIKESA: UInt32 = 0
    private var lastChildSA: UInt32 = 0

    // What the next line will say beside its text.
    private(set) var now: UInt64
    private var thread = 0
    var context: Context?

    /// When a site does its next thing.
    private struct Turn: Comparable {
        var time: UInt64
        var site: Int

        static func < (left: Turn, right: Turn) -> Bool { (left.time, left.site) < (right.time, right.site) }
    }

    /// Starts the daemon.
    /// - Parameter start: microseconds since 1970 UTC.
    init(tunnels: Int, start: UInt64, random: Random) {
        self.random = random
        now = start
        for index in 0..<tunnels { sites.append(Site(index, &self.random)) }
        startDaemon()
        let loaded = now
        for index in sites.indices {
            sites[index].startAt = loaded + UInt64.random(in: 0...60 * Self.second, using: &self.random)
            turns.insert(Turn(time: sites[index].startAt, site: index))
        }
    }

    /// The next line of the log.
    mutating func next() -> Line {
        while true {
            if let line = lines.first, turns.first.map({ line.time <= $0.time }) ?? true {
                return lines.removeFirst()
            }
            act(turns.removeFirst())
        }
    }

    // MARK: What happens when

    private mutating func act(_ turn: Turn) {
        let site = turn.site
        now = turn.time
        context = nil
        switch turn.time {
        case sites[site].startAt...: start(site)
        case sites[site].incidentAt...: incident(site)
        case sites[site].ikeRekeyAt...: rekeyIKE(site)
        case sites[site].childRekeyAt...: rekeyChild(site)
        default: probe(site)
        }
        let due = [
            sites[site].startAt, sites[site].incidentAt, sites[site].ikeRekeyAt, sites[site].childRekeyAt,
            sites[site].probeAt,
        ]
        // What one thing took must be over before the next begins.
        turns.insert(Turn(time: max(due.min() ?? .max, now + Self.second), site: site))
    }

    private mutating func start(_ site: Int) {
        sites[site].startAt = .max
        if sites[site].comingFailures > 0 {
            sites[site].comingFailures -= 1
            if sites[site].initiates { initiate(site, isAccepted: false) } else { respond(site, isAccepted: false) }
            restart(site, after: 30...90)
            return
        }
        if sites[site].initiates { initiate(site, isAccepted: true) } else { respond(site, isAccepted: true) }
        cameUp(site)
    }

    private mutating func restart(_ site: Int, after seconds: ClosedRange<UInt64>) {
        sites[site].startAt = now + UInt64.random(in: seconds, using: &random) * Self.second
    }

    private mutating func cameUp(_ site: Int) {
        sites[site].ikeRekeyAt = now + UInt64.random(in: Self.ikeLife, using: &random)
        sites[site].incidentAt = now + random.span(mean: Self.incidentInterval)
        childInstalled(site)
        setProbe(site)
    }

    private mutating func childInstalled(_ site: Int) {
        sites[site].childRekeyAt = now + UInt64.random(in: Self.childLife, using: &random)
    }

    private mutating func setProbe(_ site: Int) {
        sites[site].probeAt = now + random.span(mean: Self.probeInterval)
    }

    private mutating func incident(_ site: Int) {
        switch Int.random(in: 0..<100, using: &random) {
        case ..<30:
            if losePeer(site) {
                cameUp(site)
            } else {
                sites[site].goDown()
                restart(site, after: 60...600)
            }
            return
        case ..<45:
            deleteIKE(site, byPeer: false)
            sites[site].goDown()
            // A wrong secret is what operators leave behind.
            if random.percent(30) { sites[site].comingFailures = Int.random(in: 1...3, using: &random) }
            restart(site, after: 5...120)
            return
        case ..<60:
            deleteIKE(site, byPeer: true)
            sites[site].goDown()
            restart(site, after: 5...120)
            return
        case ..<80:
            replaceChild(site)
            childInstalled(site)
        default:
            // Someone who claims to be the peer; the tunnel stays as it is.
            respond(site, isAccepted: false)
        }
        sites[site].incidentAt = now + random.span(mean: Self.incidentInterval)
    }

    private mutating func rekeyIKE(_ site: Int) {
        if random.percent(50) { rekeyIKEAsInitiator(site) } else { rekeyIKEAsResponder(site) }
        sites[site].ikeRekeyAt = now + UInt64.random(in: Self.ikeLife, using: &random)
    }

    private mutating func rekeyChild(_ site: Int) {
        if random.percent(50) { rekeyChildAsInitiator(site) } else { rekeyChildAsResponder(site) }
        childInstalled(site)
    }

    private mutating func probe(_ site: Int) {
        if random.percent(70) { sendProbe(site) } else { answerProbe(site) }
        setProbe(site)
    }

    // MARK: Lines

    /// Adds a line, some microseconds after the one before.
    mutating func say(_ type: MessageType, _ text: String, _ effect: Effect? = nil) {
        now += UInt64.random(in: 15...180, using: &random)
        order += 1
        lines.insert(
            Line(time: now, order: order, type: type, text: text, thread: thread, context: context, effect: effect))
    }

    /// Lets time pass; what follows is the work of another of charon's threads.
    mutating func wait(_ microseconds: UInt64) {
        now += microseconds
        changeThread()
    }

    mutating func changeThread() { thread = Int.random(in: 1...16, using: &random) }

    mutating func newIKESA() -> UInt32 {
        lastIKESA += 1
        return lastIKESA
    }

    mutating func newChildSA() -> UInt32 {
        lastChildSA += 1
        return lastChildSA
    }

    /// Changes a site; the exchanges live in another file.
    mutating func update(_ site: Int, _ change: (inout Site) -> Void) { change(&sites[site]) }
}
