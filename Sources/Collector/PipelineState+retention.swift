internal import Archive
internal import CharonLog
internal import Tunnels

/// Segments that go, as the event tells that stands for them: what they held, and the hash that leads on from them.
struct DeletedSegments: Codable, Sendable, Equatable {
    var segments: UInt64
    var events: UInt64
    var bytes: UInt64
    var firstSeq: UInt64
    var lastSeq: UInt64
    /// Microseconds since 1970 UTC.
    var firstTime: UInt64
    var lastTime: UInt64
    /// SHA-256 of the last gzip member that goes, in hexadecimal digits: the first block that stays carries it.
    var lastHash: String

    init(_ deletion: Deletion) {
        segments = UInt64(deletion.segments.count)
        events = deletion.events
        bytes = UInt64(clamping: deletion.bytes)
        firstSeq = deletion.firstSeq
        lastSeq = deletion.lastSeq
        firstTime = deletion.firstTime
        lastTime = deletion.lastTime
        lastHash = deletion.lastHash.map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }
}

/// Deletions by the rules of retention: an event in the machine's own archive comes before each.
extension PipelineState {
    /// Archives that segments go. Only afterwards, when that is in the archive, they may.
    /// - Returns: false when that cannot be archived now.
    mutating func announce(_ deletion: Deletion, at now: UInt64) -> Bool {
        guard hasArchive, isCaughtUp else { return false }
        let known = hosts.firstIndex { $0.directory == deletion.host }
        // A machine of which nothing was heard since the checkpoint was lost: what its archive says of it is enough.
        let host = known ?? addHost(silentMachine(deletion.host), deletion.host)
        guard sources.indices.contains(where: { hosts[host].isArchiving($0) }) else { return false }
        hosts[host].deletedThrough = max(hosts[host].deletedThrough, deletion.lastSeq)
        separateDays(now, host: host)
        let subject = EventRecord.Subject(
            reason: deletion.rule.rawValue, deleted: DeletedSegments(deletion), source: "archive")
        record.append(
            .segmentsDeleted, at: now, host: hosts[host].host.bytes, seq: hosts[host].nextSeq, subject,
            source: .journal, onto: &hosts[host].block.content)
        hosts[host].noteArchived(at: now)
        counters.events[EventKind.segmentsDeleted.rawValue, default: 0] += 1
        return true
    }

    /// Takes note of a deletion that was carried out.
    mutating func noteDone(_ deletion: Deletion) {
        counters.deletedSegments[deletion.rule.rawValue, default: 0] += UInt64(deletion.segments.count)
    }

    private func silentMachine(_ directory: String) -> HostState.Identity {
        let machine = Name(archiveOwners[directory] ?? "")
        return HostState.Identity(machine: machine, name: Name(directory), host: Name(directory))
    }
}
