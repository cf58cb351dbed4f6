/// The SAs of one machine.
struct MachineSessions {
    /// What closes an old SA may overtake what says that another has replaced it, or come after; microseconds.
    static let overtaking: UInt64 = 5_000_000
    /// How long what announces an end or a rekeying may take to come about, retransmits included; microseconds.
    static let announced: UInt64 = 180_000_000
    /// The reason of an end that only shows in what has the same number later.
    static let unseen = "end_not_logged"

    /// What is known of an IKE_SA that is being set up.
    struct Setup {
        var proposal: String?
        /// An EAP identity that the peer named, whether it is true or not.
        var claimed: String?
        /// The user whom EAP or XAuth authenticated.
        var user: String?
        /// To whom a virtual IP was given, which comes after authentication only.
        var leaseholder: String?
        /// Whom a certificate or a shared key authenticated.
        var identity: String?
        var virtualIPs: [String] = []
        /// The IKE_SA whose CHILD_SAs it takes along.
        var adopts: UInt64?
    }

    /// Why an IKE_SA is about to end.
    struct Pending {
        var reason: String
        var time: UInt64
        /// The IKE_SA that takes its place is up: the end comes, be it late.
        var isCertain = false
    }

    var setups: [UInt64: Setup] = [:]
    /// Indexes of sessions by unique id.
    var ikeSAs: [UInt64: Int] = [:]
    var children: [UInt64: Int] = [:]
    /// Ids of CHILD_SAs by the index of their IKE_SA's session; -1: of none that is known.
    var childIDs: [Int: Set<UInt64>] = [:]
    /// Ids of IKE_SAs whose sessions have ended or went on under another one: what is still said of them is no news.
    var retired: Set<UInt64> = []
    /// Sessions of CHILD_SAs that have ended, by id.
    var retiredChildren: [UInt64: Int] = [:]
    /// Of those, the ones that ended without a byte count, with their inbound SPIs: it may come yet.
    var uncounted: [UInt64: (index: Int, spi: String?)] = [:]
    /// Last agreed upon, by IKE_SA: of the CHILD_SA that is established next.
    var childProposals: [UInt64: String] = [:]
    /// SPIs by CHILD_SA, and which of them the peer has deleted.
    var spis: [UInt64: (in: String?, out: String?)] = [:]
    var deletedBy: [UInt64: String] = [:]
    /// CHILD_SAs that are being rekeyed, since when, and the one that ended last.
    var rekeying: [UInt64: UInt64] = [:]
    var lastClosed: (id: UInt64, index: Int, time: UInt64)?
    /// CHILD_SAs that came up just now beside others; what they are shows in the next seconds.
    var fresh: [UInt64: (index: Int, time: UInt64)] = [:]
    var pending: [UInt64: Pending] = [:]
    /// IKE_SAs that are not up yet and have been said to adopt another's CHILD_SAs.
    var adopting: Set<UInt64> = []
    /// Index of the CHILD_SA's session that the last event has shown to be rekeyed.
    var rekeyed: Int?
    /// An SA was told of since charon started.
    private var hasRun = false

    mutating func apply(_ event: SessionEvent, _ sessions: inout [Session]) {
        if event.event == "daemon_ready" {
            // Several lines tell of one start. Where something happened in between, the one before ended without a word.
            if hasRun { endAll(event, reason: "daemon_crashed", &sessions) }
            hasRun = false
            return
        }
        if event.endsAll {
            endAll(event, reason: event.event, &sessions)
            return
        }
        if event.ikeSA != nil || event.childSA != nil { hasRun = true }
        switch event.event {
        case "gap":
            for index in ikeSAs.values { sessions[index].isUncertain = true }
            for index in children.values { sessions[index].isUncertain = true }
        case "state_corrected": correct(event, &sessions)
        case _ where event.event.hasPrefix("child_sa_"): applyChild(event, &sessions)
        default: applyIKE(event, &sessions)
        }
    }

    private mutating func endAll(_ event: SessionEvent, reason: String, _ sessions: inout [Session]) {
        for (id, index) in children.sorted(by: { $0.key < $1.key }) {
            end(child: id, index, event.time, reason, counted: nil, &sessions)
        }
        for index in ikeSAs.values { end(index, event.time, reason, &sessions) }
        let before = self
        self = MachineSessions()
        // A daemon that stops still says what it deletes, with bytes perhaps; a new one counts from 1.
        guard event.event != "daemon_starting", event.event != "daemon_ready" else { return }
        retired = before.retired.union(before.ikeSAs.keys)
        retiredChildren = before.retiredChildren
        uncounted = before.uncounted
    }

    func end(_ index: Int, _ time: UInt64, _ reason: String, _ sessions: inout [Session]) {
        guard sessions[index].ended == nil else { return }
        sessions[index].ended = time
        sessions[index].reason = reason
    }

    /// charon's own list against its log.
    private mutating func correct(_ event: SessionEvent, _ sessions: inout [Session]) {
        if let child = event.childSA {
            if event.reason == Self.unseen, let index = children[child] {
                end(child: child, index, event.time, Self.unseen, counted: nil, &sessions)
            } else if event.reason == "not_logged", children[child] == nil {
                openChild(child, event, began: nil, &sessions)
            }
        } else if let id = event.ikeSA {
            if event.reason == Self.unseen {
                endKnownIKE(id, event, Self.unseen, &sessions)
            } else if ikeSAs[id] == nil, !retired.contains(id) {
                _ = open(id, event, began: nil, &sessions)
            }
        }
    }
}
