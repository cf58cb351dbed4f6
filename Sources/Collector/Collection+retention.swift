internal import Archive
internal import Logging
internal import Synchronization

/// When the archive's segments are sealed, and which of them go.
struct ArchiveUpkeep {
    /// The last day on which the age of segments was looked at.
    fileprivate var day: String?
    /// Not before then is it looked again for what stood in the way.
    fileprivate var nextTry = 0.0
    fileprivate var wasFull = false
    /// Deletions that are announced and not done, by the machine's directory: up to which number.
    fileprivate var unfinished: [String: UInt64] = [:]
    fileprivate var reported: [String] = []

    /// Seconds until what could not be done is tried again.
    fileprivate static let pause = 60.0
}

extension Collection {
    /// Completes the deletions that a crash interrupted.
    func finishDeletions() {
        guard let archive else { return }
        for (directory, tail) in archive.tails {
            guard let through = SourcePosition(tail.position).deletedThrough else { continue }
            do {
                let count = try archive.finishDeletion(host: directory, through: through)
                if count > 0 {
                    logger.notice(
                        "a deletion that was announced is completed",
                        metadata: ["machine": "\(directory)", "segments": "\(count)"])
                }
            } catch {
                logger.error("\(error)")
            }
        }
    }

    /// Seals what is due, and deletes by the rules. To be called when all that waits was handed over.
    func keepUp(_ upkeep: inout ArchiveUpkeep, _ loop: inout CollectionLoop) {
        guard let archive, pipeline.withState({ $0.isCaughtUp && !$0.isArchiveBehind }) else { return }
        let now = Clock.now()
        if let due = archive.nextSealDue {
            if due <= now {
                pipeline.flushBlocks()
                archive.sealDue(now: now)
            }
            loop.wakeUp(notAfter: Clock.seconds() + Double(due - min(due, now)) / 1_000_000)
        }
        let day = Day(microseconds: now).description
        let isFull = archive.statistics.isReserveUsed
        let isTooLarge = configuration.retention.bytes.map { archive.sizeBytes > $0 } ?? false
        let isNewDay = configuration.retention.days != nil && upkeep.day != day
        if configuration.retention.days != nil {
            let rest = Day.microseconds - now % Day.microseconds
            loop.wakeUp(notAfter: Clock.seconds() + Double(rest) / 1_000_000 + 1)
        }
        defer { upkeep.wasFull = isFull }
        guard isFull || isTooLarge || isNewDay || !upkeep.unfinished.isEmpty else { return }
        guard Clock.seconds() >= upkeep.nextTry || isFull && !upkeep.wasFull else {
            loop.wakeUp(notAfter: upkeep.nextTry)
            return
        }
        do throws(ArchiveError) {
            if try delete(archive, &upkeep, &loop, isFull: isFull, at: now) { upkeep.day = day }
        } catch {
            report(["\(error)"], &upkeep)
        }
        upkeep.nextTry = Clock.seconds() + ArchiveUpkeep.pause
        loop.wakeUp(notAfter: upkeep.nextTry)
    }

    /// - Returns: whether all was done that is to be done now.
    private func delete(
        _ archive: ArchiveWriter, _ upkeep: inout ArchiveUpkeep, _ loop: inout CollectionLoop, isFull: Bool,
        at now: UInt64
    ) throws(ArchiveError) -> Bool {
        guard try finishAnnounced(archive, &upkeep) else { return false }
        let needed = isFull && configuration.mayShortenArchive ? 4 * (configuration.archive?.reserveBytes ?? 0) : 0
        let plan = try archive.plan(configuration.retention, now: now, neededBytes: needed)
        for deletion in plan.deletions {
            guard pipeline.announce(deletion, now: now) else { return false }
            upkeep.unfinished[deletion.host] = deletion.lastSeq
            pipeline.flushBlocks()
            // Nothing goes before the archive says so.
            guard !pipeline.isArchiveBehind, archive.flush(isPatient: false) else { return false }
            logger.notice(
                "the archive's oldest segments are deleted",
                metadata: [
                    "machine": "\(deletion.host)", "rule": "\(deletion.rule.rawValue)",
                    "segments": "\(deletion.segments.count)", "bytes": "\(deletion.bytes)",
                    "seq": "\(deletion.firstSeq)-\(deletion.lastSeq)",
                ])
            try archive.carryOut(deletion)
            upkeep.unfinished[deletion.host] = nil
            pipeline.noteDone(deletion)
            // No entry tells it once more.
            loop.hurry()
        }
        if isFull { _ = archive.restoreReserve() }
        pipeline.noteHeldBack(plan.shortfalls)
        var problems = plan.shortfalls.map { Self.sentence($0) }
        if archive.statistics.isReserveUsed {
            problems.append(
                "the disk of the archive is full: when the last room is gone, events wait in the journal")
        }
        report(problems, &upkeep)
        return true
    }

    /// Completes deletions whose announcement is in the archive by now, and forgets those where it never came there.
    private func finishAnnounced(_ archive: ArchiveWriter, _ upkeep: inout ArchiveUpkeep) throws(ArchiveError) -> Bool {
        guard !upkeep.unfinished.isEmpty else { return true }
        guard archive.flush(isPatient: false) else { return false }
        let tails = archive.currentTails
        for (directory, through) in upkeep.unfinished {
            let announced = tails[directory].flatMap { SourcePosition($0.position).deletedThrough } ?? 0
            if announced >= through { _ = try archive.finishDeletion(host: directory, through: through) }
            upkeep.unfinished[directory] = nil
        }
        return true
    }

    private static func sentence(_ shortfall: RetentionPlan.Shortfall) -> String {
        let reason =
            switch shortfall.obstacle {
            case .minimumDays: "archive.minimum-days keeps them"
            case .unsealed: "they are not sealed"
            case .undated: "their directory is not named after a day"
            }
        return
            "\(shortfall.bytes) bytes of the archive stay though the rule \(shortfall.rule.rawValue) deletes: \(reason)"
    }

    /// Says what is new.
    private func report(_ problems: [String], _ upkeep: inout ArchiveUpkeep) {
        for problem in problems where !upkeep.reported.contains(problem) { logger.warning("\(problem)") }
        upkeep.reported = problems
    }
}
