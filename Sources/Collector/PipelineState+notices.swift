internal import Archive
internal import CharonLog
internal import Journal
internal import Tunnels

/// What the sources have to say beside their entries: gaps above all.
extension PipelineState {
    /// A gap of which no entry tells the machine.
    struct WaitingGap: Sendable {
        var cause: GapCause
        var entries: UInt64?
        var detail: String
        var source: Int
        var time: UInt64
        /// As that of `gap`.
        var since: UInt64
    }

    /// Doubts of the state that wait for what was read before them.
    struct Doubt: Sendable {
        var source: Int
        /// Up to when the missing entries were written, microseconds since 1970 UTC.
        var until: UInt64
        /// It is not known where among the entries they are missing.
        var waitsForEnd: Bool
    }

    mutating func use(_ notice: SourceNotice, of source: Int, at now: UInt64) {
        switch notice {
        case .damagedFile(let path, let problem, let until):
            guard damagedFiles.insert(path).inserted else { return }
            wait(.damagedFile, entries: nil, "\(path): \(problem)", source, at: now)
            doubts.append(Doubt(source: source, until: min(until, now), waitsForEnd: true))
        case .damagedEntries(let count, let problem):
            wait(.damagedEntry, entries: count, problem, source, at: now)
            doubts.append(Doubt(source: source, until: now, waitsForEnd: false))
        case .positionLost:
            for host in hosts.indices { hosts[host].model.noteGap(until: now) }
            wait(
                .vacuumed, entries: nil, "\(sources[source].name) does not go back to where the last run ended", source,
                at: now)
        case .filesLost(let entries):
            for host in hosts.indices { hosts[host].model.noteGap(until: now) }
            // How many of them were charon's, nobody knows.
            wait(
                .vacuumed, entries: nil,
                "files of \(sources[source].name) are gone with \(entries) entries of all programs", source, at: now)
        case .reached(let mark):
            activate(mark, source)
        case .processExited(let pid):
            let ended = ProcessIdentity(pid: pid, bootID: options.localBoot)
            for host in hosts.indices where hosts[host].process == ended {
                hosts[host].model.processExited(at: now, seq: nextSeq(host, source))
                hosts[host].process = nil
                hosts[host].ended = ended
                counters.events[EventKind.daemonExited.rawValue, default: 0] += 1
                archive(
                    .daemonExited, host, source, .init(reason: "process_ended", detail: "process \(pid)"), at: now)
            }
        }
    }

    /// It is booked on the first machine, and waits for that one's first entry.
    private mutating func wait(
        _ cause: GapCause, entries: UInt64?, _ detail: String, _ source: Int, at time: UInt64
    ) {
        waitingGaps.append(
            WaitingGap(
                cause: cause, entries: entries, detail: detail, source: source, time: time,
                // A damaged file may be of any time.
                since: cause == .damagedFile ? 0 : counters.lastEntryAt))
    }

    mutating func bookWaitingGaps() {
        for waiting in waitingGaps {
            gap(
                waiting.cause, entries: waiting.entries, detail: waiting.detail, host: firstHost(),
                source: waiting.source, at: waiting.time, since: waiting.since)
        }
        waitingGaps = []
    }

    /// After a batch's entries: what was missing among or before them makes the state uncertain, of any machine.
    /// - Parameter last: when the last entry was written, microseconds since 1970 UTC; nil when there was none.
    mutating func settleDoubts(of source: Int, last: UInt64?) {
        guard !doubts.isEmpty else { return }
        for doubt in doubts where doubt.source == source && (!doubt.waitsForEnd || sources[source].isCaughtUp) {
            let until = doubt.waitsForEnd ? doubt.until : last ?? doubt.until
            for host in hosts.indices { hosts[host].model.noteGap(until: until) }
        }
        let isCaughtUp = sources[source].isCaughtUp
        doubts.removeAll { $0.source == source && (!$0.waitsForEnd || isCaughtUp) }
    }

    /// Counts and archives a gap in what one machine wrote.
    /// - Parameter since: when the last entry was written that was read before, microseconds since 1970 UTC; 0 for unknown.
    mutating func gap(
        _ cause: GapCause, entries: UInt64?, detail: String, host: Int, source: Int, at time: UInt64, since: UInt64
    ) {
        if sources[source].isStateActive {
            counters.gaps[cause.rawValue, default: 0] += 1
            let (sum, overflow) = counters.gapEntries.addingReportingOverflow(entries ?? 0)
            counters.gapEntries = overflow ? .max : sum
            counters.events[EventKind.gap.rawValue, default: 0] += 1
            let seq = nextSeq(host, source)
            if seq > 0 { lastGaps[cause] = (hosts[host].directory, EventMark(seq: seq, time: time)) }
        }
        archive(
            .gap, host, source, .init(reason: cause.rawValue, entries: entries, since: since, detail: detail),
            at: time)
    }
}
