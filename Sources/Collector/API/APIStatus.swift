internal import Archive
internal import Tunnels
internal import Web

/// How the exporter is: what an operator asks first.
extension APIEndpoints {
    static func status(_ collection: Collection) -> WebAnswer {
        let notReady = Exporter.whyNotReady(collection)
        let archive = collection.archive.map { (ArchiveFacts($0, collection.verification?.last), $0.currentTails) }
        let now = Clock.now()
        let document = collection.pipeline.withState { state in
            JSONDocument { document in
                document.time("time", now)
                document.text("version", Exporter.version)
                document.flag("ready", notReady == nil)
                document.text("not_ready", notReady)
                document.list("remarks", state.isReady(at: now) ? Exporter.remarks(state, archive?.0.verification) : [])
                document.list("machines") { list in
                    for host in state.hosts { machine(host, isReady: state.isReady(at: now), &list) }
                }
                document.list("sources") { list in
                    for source in state.sources {
                        list.object { object in
                            object.text("name", source.name)
                            object.text("kind", source.kind.rawValue)
                            object.flag("caught_up", source.isCaughtUp)
                        }
                    }
                }
                document.number("lag_seconds", state.lag / 1_000_000)
                entries(state.counters, &document)
                if state.options.asksVici { document.flag("vici_up", state.isViciUp) }
                if let archive { Self.archive(archive.0, archive.1, collection, &document) }
            }
        }
        return WebAnswer(document)
    }

    /// What charon was before the log was read to its end is no answer to what it is.
    private static func machine(_ host: HostState, isReady: Bool, _ list: inout JSONDocument) {
        let charon = host.model.daemon
        list.object { object in
            object.text("host", host.host)
            if isReady {
                object.flag("charon_up", charon.isUp)
                object.known("charon_version", charon.version)
                object.time("charon_started_at", charon.startedAt)
            }
            object.time("last_entry_at", host.lastEntryAt)
        }
    }

    /// Counted over restarts, as the metrics are.
    private static func entries(_ counters: ExporterCounters, _ document: inout JSONDocument) {
        document.object("entries") { entries in
            entries.number("read", counters.allEntries)
            entries.number("gaps", counters.gaps.values.reduce(0, +))
            entries.number("missing", counters.gapEntries)
            entries.number("unrecognized", counters.unrecognized.values.reduce(0, +))
            entries.number("untrusted", counters.untrusted)
        }
    }

    private static func archive(
        _ facts: ArchiveFacts, _ tails: [String: ArchiveTail], _ collection: Collection, _ document: inout JSONDocument
    ) {
        document.object("archive") { archive in
            archive.text("directory", collection.configuration.archiveDirectory)
            archive.flag("writable", facts.statistics.problem == nil)
            archive.text("problem", facts.statistics.problem)
            archive.flag("disk_full", facts.statistics.isReserveUsed)
            archive.number("size_bytes", UInt64(clamping: facts.sizeBytes))
            verification(facts.verification, progress: collection.verification?.progress, &archive)
            archive.list("machines") { list in
                for (name, tail) in tails.sorted(by: { $0.key < $1.key }) where tail.nextSeq > 1 {
                    list.object { object in
                        object.text("host", name)
                        object.number("last_seq", tail.nextSeq - 1)
                    }
                }
            }
        }
    }

    /// - Parameter progress: from 0 to 1 while a check runs.
    private static func verification(
        _ last: Verification?, progress: Double?, _ archive: inout JSONDocument
    ) {
        guard last != nil || progress != nil else { return }
        archive.object("verification") { object in
            object.flag("running", progress != nil)
            if let progress { object.number("progress", progress) }
            guard let last else { return }
            object.time("checked_at", last.checkedAt)
            object.number("seconds", last.seconds)
            object.flag("intact", last.isIntact)
            object.number("bytes", last.bytes)
            object.number("segments", last.segments)
            object.number("events", last.events)
            object.list("problems", last.problems)
            object.number("more_problems", last.moreProblems)
        }
    }
}
