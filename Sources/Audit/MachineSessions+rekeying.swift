/// Which CHILD_SA goes on with the session of another.
///
/// From 6.0.0 a line says so. Before, IKEv2 says of the two halves of a CHILD_SA only when it rekeys (from 5.5.3); IKEv1,
/// and IKEv2 before 5.5.3, say of the new one what they say of any: a rekeying shows in what announces it, or in the old
/// one's closing at once.
extension MachineSessions {
    /// IKEv1, and whoever begins a rekeying, announce it.
    mutating func noteRekeying(_ event: SessionEvent) {
        if let id = event.childSA {
            rekeying[id] = event.time
        } else if let spi = event["spi"], event.reason == nil {
            for id in relatives(event) where spis[id]?.in == spi || spis[id]?.out == spi { rekeying[id] = event.time }
        }
    }

    private func isBeingRekeyed(_ id: UInt64, at time: UInt64) -> Bool {
        rekeying[id].map { time <= $0 + Self.announced } ?? false
    }

    /// Whether a session is of the tunnel of an IKE_SA that a line tells of, with the same traffic selectors.
    private func isSame(_ index: Int, _ event: SessionEvent, _ sessions: [Session]) -> Bool {
        let session = sessions[index]
        return session.kind == .child && session.parent == event.ikeSA.flatMap { ikeSAs[$0] }
            && session.tunnel == event.tunnel && session.localTS == event["local_ts"]
            && session.remoteTS == event["remote_ts"]
    }

    /// Notes a CHILD_SA that may turn out to have replaced another: one beside it, or one of before the first line.
    mutating func noteFresh(_ id: UInt64, _ index: Int, _ event: SessionEvent, _ sessions: [Session]) {
        guard event.event == "child_sa_established" else { return }
        let parent = sessions[index].parent
        let isBeside = childIDs[parent ?? -1]?.contains { $0 != id && children[$0] != nil } ?? false
        guard isBeside || parent.flatMap({ sessions[$0].began }) == nil else { return }
        fresh = fresh.filter { event.time <= $0.value.time + Self.overtaking }
        fresh[id] = (index, event.time)
    }

    /// The session that a new CHILD_SA goes on with; nil: it begins one.
    func predecessor(_ event: SessionEvent, _ sessions: [Session]) -> Int? {
        let isHalf = event.event != "child_sa_established"
        let parent = event.ikeSA.flatMap { ikeSAs[$0] } ?? -1
        // The newest CHILD_SA of each session.
        var newest: [Int: UInt64] = [:]
        for id in childIDs[parent] ?? [] {
            guard let index = children[id], isSame(index, event, sessions) else { continue }
            newest[index] = max(newest[index] ?? id, id)
        }
        // Of several the oldest is due.
        let oldest = newest.sorted { $0.value < $1.value }
        if let announced = oldest.first(where: { isBeingRekeyed($0.value, at: event.time) }) { return announced.key }
        if isHalf, let first = oldest.first { return first.key }
        guard let last = lastClosed, event.time <= last.time + Self.overtaking, isSame(last.index, event, sessions),
            isHalf || isBeingRekeyed(last.id, at: event.time)
        else { return nil }
        return last.index
    }

    /// A session goes on with a CHILD_SA.
    mutating func attach(_ id: UInt64, to index: Int, _ sessions: inout [Session]) {
        children[id] = index
        childIDs[sessions[index].parent ?? -1, default: []].insert(id)
        sessions[index].ids.append(id)
        sessions[index].rekeys += 1
        rekeyed = index
        sessions[index].ended = nil
        sessions[index].reason = nil
    }

    /// The line that names both: from 6.0.0, when the new one is up.
    mutating func replaceChild(_ id: UInt64, _ event: SessionEvent, _ sessions: inout [Session]) {
        guard let new = event.number("new_child_sa"), new != id else { return }
        // The old one may be closed already.
        let index = children[id] ?? retiredChildren[id] ?? openChild(id, event, began: nil, &sessions)
        guard let other = children[new] else {
            retiredChildren[new] = nil
            uncounted[new] = nil
            return attach(new, to: index, &sessions)
        }
        guard other != index else { return }
        if sessions[other].ids == [new] { return join(other, into: index, &sessions) }
        // It was taken for the successor of another.
        sessions[other].ids.removeAll { $0 == new }
        sessions[other].rekeys = max(0, sessions[other].rekeys - 1)
        childIDs[sessions[other].parent ?? -1]?.remove(new)
        attach(new, to: index, &sessions)
        if !isCarried(other, sessions) { end(other, event.time, "deleted", &sessions) }
    }

    /// A CHILD_SA is closed just when another one has come up beside it: that one has replaced it.
    mutating func takeReplacement(of id: UInt64, _ index: Int, _ event: SessionEvent, _ sessions: inout [Session]) {
        // Others carry the session on.
        let parent = sessions[index].parent
        guard !fresh.isEmpty, childIDs[parent ?? -1]?.contains(where: { $0 != id && children[$0] == index }) != true
        else { return }
        let new = fresh.filter { new, at in
            new > id && at.index != index && event.time <= at.time + Self.overtaking && children[new] == at.index
                && sessions[at.index].parent == parent && isSame(at.index, event, sessions)
        }
        if let first = new.min(by: { $0.key < $1.key }) { join(first.value.index, into: index, &sessions) }
    }

    /// Two sessions turn out to be one, which goes on with what carries the second.
    private mutating func join(_ second: Int, into index: Int, _ sessions: inout [Session]) {
        let part = sessions[second]
        for id in part.ids {
            if children[id] == second {
                children[id] = index
                childIDs[part.parent ?? -1]?.remove(id)
                childIDs[sessions[index].parent ?? -1, default: []].insert(id)
            }
            if retiredChildren[id] == second { retiredChildren[id] = index }
            if uncounted[id]?.index == second { uncounted[id]?.index = index }
            fresh[id] = nil
        }
        if lastClosed?.index == second { lastClosed = nil }
        sessions[index].ids += part.ids
        sessions[index].rekeys += part.rekeys + 1
        rekeyed = index
        sessions[index].bytesIn &+= part.bytesIn
        sessions[index].bytesOut &+= part.bytesOut
        sessions[index].unaccounted += part.unaccounted
        sessions[index].proposal = part.proposal ?? sessions[index].proposal
        sessions[index].isUncertain = sessions[index].isUncertain || part.isUncertain
        sessions[index].ended = nil
        sessions[index].reason = nil
        sessions[second].ids = []
    }
}
