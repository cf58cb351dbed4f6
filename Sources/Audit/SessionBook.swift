package import Bytes

/// Follows the lines of an archive and keeps a session for each IKE_SA and CHILD_SA.
///
/// Lines of one machine come in the order of the archive. What came up before the first line is known from the first
/// event that names it.
package struct SessionBook {
    /// In the order in which they were first heard of.
    package private(set) var sessions: [Session] = []
    private var machines: [String: MachineSessions] = [:]
    private var reader = LineReader()

    package init() {}

    package mutating func add(_ bytes: [UInt8], _ line: ByteRange) {
        guard let event = SessionEvent(&reader, bytes, line) else { return }
        add(event)
    }

    mutating func add(_ event: SessionEvent) {
        machines[event.machine, default: MachineSessions()].apply(event, &sessions)
    }

    /// Forgets what was counted so far: what comes is counted for itself.
    mutating func clearCounts() {
        for index in sessions.indices {
            sessions[index].bytesIn = 0
            sessions[index].bytesOut = 0
            sessions[index].unaccounted = 0
            sessions[index].rekeys = 0
        }
    }
}

/// The SAs of one machine.
struct MachineSessions {
    /// What is known of an IKE_SA that is being set up.
    private struct Setup {
        var proposal: String?
        var user: String?
        var virtualIP: String?
        var peer: String?
    }

    private var setups: [UInt64: Setup] = [:]
    /// Indexes of sessions by unique id.
    var ikeSAs: [UInt64: Int] = [:]
    var children: [UInt64: Int] = [:]
    /// Ids of CHILD_SAs by the index of their IKE_SA's session; -1: of none that is known.
    var childIDs: [Int: Set<UInt64>] = [:]
    /// Ids of IKE_SAs and CHILD_SAs whose sessions have ended or went on under another one: what is still said of them
    /// is no news.
    private var retired: Set<UInt64> = []
    var retiredChildren: Set<UInt64> = []
    /// Last agreed upon, by IKE_SA: of the CHILD_SA that is established next.
    var childProposals: [UInt64: String] = [:]
    /// SPIs by CHILD_SA, and which of them the peer has deleted.
    var spis: [UInt64: (in: String?, out: String?)] = [:]
    var deletedBy: [UInt64: String] = [:]
    /// CHILD_SAs that are being rekeyed, and the one that ended last.
    var rekeying: Set<UInt64> = []
    var lastClosed: (id: UInt64, index: Int, time: UInt64)?
    /// Why an IKE_SA is about to end.
    private var pending: [UInt64: String] = [:]
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
        if event.ikeSA != nil { hasRun = true }
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
        let isNew = event.event == "daemon_starting" || event.event == "daemon_ready"
        // A daemon that stops still says what it deletes; a new one counts from 1.
        let gone = isNew ? [] : retired.union(ikeSAs.keys)
        let goneChildren = isNew ? [] : retiredChildren.union(children.keys)
        self = MachineSessions()
        retired = gone
        retiredChildren = goneChildren
    }

    func end(_ index: Int, _ time: UInt64, _ reason: String, _ sessions: inout [Session]) {
        guard sessions[index].ended == nil else { return }
        sessions[index].ended = time
        sessions[index].reason = reason
    }

    private mutating func applyIKE(_ event: SessionEvent, _ sessions: inout [Session]) {
        guard let id = event.ikeSA else { return }
        switch event.event {
        case "ike_sa_initiating", "ike_sa_responding":
            retired.remove(id)
            setups[id, default: Setup()].peer = event["remote_host"]
        case "proposal_selected":
            guard let proposal = event["proposal"] else { return }
            if !proposal.hasPrefix("IKE:") {
                childProposals[id] = proposal
            } else if let index = ikeSAs[id], setups[id] == nil {
                sessions[index].proposal = proposal
            } else {
                setups[id, default: Setup()].proposal = proposal
            }
        case "authentication_succeeded":
            if ikeSAs[id] == nil { setups[id, default: Setup()].user = event["identity"] }
        case "virtual_ip_assigned", "virtual_ip_installed":
            if let index = ikeSAs[id] {
                sessions[index].virtualIP = event["virtual_ip"]
            } else {
                setups[id, default: Setup()].virtualIP = event["virtual_ip"]
            }
        case "ike_sa_established": establish(id, event, &sessions)
        case "ike_sa_rekeyed": rekey(id, event, &sessions)
        case "ike_sa_reauthenticating": pending[id] = "reauthentication"
        case "ike_sa_delete_received": pending[id] = "deleted_by_peer"
        case "ike_sa_duplicate": pending[id] = pending[id] ?? "duplicate"
        case "ike_sa_deleting":
            // The line that names both ends begins the deletion; others announce it, and why.
            guard let remote = event["remote_id"] else {
                if let reason = event.reason { pending[id] = pending[id] ?? reason }
                return
            }
            if ikeSAs[id] == nil, remote == "%any" || retired.contains(id) || setups[id] != nil { return }
            endIKE(id, event, pending[id] ?? event.reason ?? "deleted", &sessions)
        case "ike_sa_deleted": endKnownIKE(id, event, "deleted", &sessions)
        case "ike_sa_destroyed": endKnownIKE(id, event, event.reason ?? "destroyed", &sessions)
        case "peer_timed_out", "dpd_timed_out":
            endKnownIKE(id, event, event.reason ?? "peer_not_responding", &sessions)
        default: break
        }
    }

    private mutating func establish(_ id: UInt64, _ event: SessionEvent, _ sessions: inout [Session]) {
        retired.remove(id)
        let index = ikeSAs[id] ?? open(id, event, began: event.time, &sessions)
        note(event, index, &sessions)
        guard let setup = setups.removeValue(forKey: id) else { return }
        sessions[index].proposal = setup.proposal ?? sessions[index].proposal
        sessions[index].virtualIP = setup.virtualIP ?? sessions[index].virtualIP
        if let user = setup.user, user != sessions[index].remoteIdentity { sessions[index].user = user }
    }

    /// The text names the new IKE_SA; the children go with it.
    private mutating func rekey(_ id: UInt64, _ event: SessionEvent, _ sessions: inout [Session]) {
        let old = event.number("old_ike_sa") ?? predecessor(of: id, event, sessions)
        let index: Int
        if let old, let known = ikeSAs.removeValue(forKey: old) {
            index = known
            sessions[index].ids.append(id)
            retired.insert(old)
        } else if let known = ikeSAs[id] {
            index = known
        } else {
            if let old { retired.insert(old) }
            index = open(id, event, began: nil, &sessions)
        }
        ikeSAs[id] = index
        retired.remove(id)
        sessions[index].rekeys += 1
        if let setup = setups.removeValue(forKey: id) {
            sessions[index].proposal = setup.proposal ?? sessions[index].proposal
        }
        note(event, index, &sessions)
    }

    /// Where lines do not tell: the newest IKE_SA of the connection with the same peer.
    private func predecessor(of id: UInt64, _ event: SessionEvent, _ sessions: [Session]) -> UInt64? {
        ikeSAs.filter {
            $0.key < id && sessions[$0.value].connection == event.connection
                && sessions[$0.value].peer == event["remote_host"]
        }.keys.max()
    }

    private mutating func endIKE(
        _ id: UInt64, _ event: SessionEvent, _ reason: String, _ sessions: inout [Session]
    ) {
        if ikeSAs[id] == nil {
            let index = open(id, event, began: nil, &sessions)
            note(event, index, &sessions)
        }
        endKnownIKE(id, event, reason, &sessions)
    }

    private mutating func endKnownIKE(
        _ id: UInt64, _ event: SessionEvent, _ reason: String, _ sessions: inout [Session]
    ) {
        setups[id] = nil
        let pendingReason = pending.removeValue(forKey: id)
        guard let index = ikeSAs.removeValue(forKey: id) else { return }
        retired.insert(id)
        childProposals[id] = nil
        let why = reason == "deleted" ? pendingReason ?? reason : reason
        for child in (childIDs.removeValue(forKey: index) ?? []).sorted() {
            guard let owned = children[child] else { continue }
            end(child: child, owned, event.time, why, counted: nil, &sessions)
        }
        end(index, event.time, why, &sessions)
    }

    mutating func open(
        _ id: UInt64, _ event: SessionEvent, began: UInt64?, _ sessions: inout [Session]
    ) -> Int {
        var session = Session(.ike, machine: event.machine, id: id, began: began, seen: event.time)
        session.connection = event.connection
        session.peer = event["peer"]
        sessions.append(session)
        ikeSAs[id] = sessions.count - 1
        return sessions.count - 1
    }

    private func note(_ event: SessionEvent, _ index: Int, _ sessions: inout [Session]) {
        sessions[index].connection = event.connection ?? sessions[index].connection
        sessions[index].localIdentity = event["local_id"] ?? sessions[index].localIdentity
        sessions[index].remoteIdentity = event["remote_id"] ?? sessions[index].remoteIdentity
        sessions[index].localAddress = event["local_host"] ?? sessions[index].localAddress
        sessions[index].peer = event["remote_host"] ?? sessions[index].peer
    }

    /// charon's own list against its log.
    private mutating func correct(_ event: SessionEvent, _ sessions: inout [Session]) {
        if let child = event.childSA {
            if event.reason == "end_not_logged", let index = children[child] {
                end(child: child, index, event.time, "end_not_logged", counted: nil, &sessions)
            } else if event.reason == "not_logged", children[child] == nil {
                openChild(child, event, began: nil, &sessions)
            }
        } else if let id = event.ikeSA {
            if event.reason == "end_not_logged" {
                endKnownIKE(id, event, "end_not_logged", &sessions)
            } else if ikeSAs[id] == nil, !retired.contains(id) {
                _ = open(id, event, began: nil, &sessions)
            }
        }
    }
}
