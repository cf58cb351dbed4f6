internal import Archive
internal import CharonLog
internal import Exposition
internal import Tunnels

/// What the archive says of itself.
struct ArchiveFacts: Sendable {
    var statistics: ArchiveWriter.Statistics
    var sizeBytes: Int
    /// Of each machine that has a seal, sorted.
    var anchors: [Anchor]
    /// Of each machine, by its directory, the number behind its last event that is written.
    var nextSeqs: [String: UInt64]
    /// The last check; nil when there was none.
    var verification: Verification?
}

extension ArchiveFacts {
    init(_ archive: ArchiveWriter, _ verification: Verification? = nil) {
        // First: what it counts is in the tails then.
        let statistics = archive.statistics
        let tails = archive.currentTails
        self.init(
            statistics: statistics, sizeBytes: archive.sizeBytes,
            anchors: tails.compactMap { Anchor(lastSealOf: $0.key, $0.value) }.sorted { $0.machine < $1.machine },
            nextSeqs: tails.mapValues(\.nextSeq), verification: verification)
    }
}

/// The metrics of the exporter's own work.
extension MetricList {
    mutating func exporter(_ pipeline: borrowing PipelineState, isReady: Bool) {
        let counters = pipeline.counters
        out.begin("charon_exporter_build_info", .info, "This program.")
        out.sample(Labels("version", Exporter.version), UInt64(1))
        out.begin(
            "charon_exporter_ready", .gauge,
            "Whether what was logged was read to its end once, and charon has answered if it is asked: before, no state is shown."
        )
        out.sample(Labels(), isReady ? 1 : UInt64(0))
        // What a run counted that was killed is counted again from the last checkpoint on: seen on the way there, the
        // counters would have fallen.
        if isReady { counts(pipeline) }
        out.begin("charon_exporter_last_entry_timestamp_seconds", .gauge, "When the last entry was written.")
        out.sample(Labels(), microseconds: counters.lastEntryAt)
        out.begin(
            "charon_exporter_series_dropped_total", .counter,
            "Names of connections and tunnels that have no series, as there are more than metrics.max-tunnels; each once since the start."
        )
        out.sample(Labels(), pipeline.hosts.reduce(0) { $0 + $1.model.namesTurnedAway }, created: startedAt)
        out.begin(
            "charon_exporter_inventory_readable", .gauge,
            "Whether a configuration that says what should be up could be read; where not, what it said before is expected."
        )
        for source in TunnelListing.Source.allCases {
            guard let isReadable = pipeline.inventory.isReadable[source] else { continue }
            out.sample(Labels("source", source.rawValue), isReadable ? 1 : UInt64(0))
        }
        if pipeline.options.asksVici {
            out.begin("charon_exporter_vici_up", .gauge, "Whether charon answers on VICI.")
            out.sample(Labels(), pipeline.isViciUp ? 1 : UInt64(0))
            out.begin(
                "charon_exporter_state_disagreements", .gauge,
                "SAs of which charon's last list said something else than its log; they were corrected.")
            out.sample(Labels(), UInt64(pipeline.disagreements))
        }
        out.begin("charon_exporter_lag_seconds", .gauge, "How long the last entry had waited when it was used.")
        out.sample(Labels(), microseconds: pipeline.lag)
    }

    private mutating func counts(_ pipeline: borrowing PipelineState) {
        let counters = pipeline.counters
        let created = counters.createdAt ?? 0
        out.begin("charon_exporter_entries_total", .counter, "Entries read.")
        for kind in SourceState.Kind.allCases {
            out.sample(Labels("source", kind.rawValue), counters.entries[kind.rawValue] ?? 0, created: created)
        }
        out.begin("charon_exporter_events_total", .counter, "Entries by what they mean.")
        let events = pipeline.events
        for kind in EventKind.allCases {
            out.sample(Labels("event", kind.rawValue), events[kind.rawValue] ?? 0, created: created)
        }
        out.begin(
            "charon_exporter_unrecognized_entries_total", .counter,
            "Entries of charon's that the catalogue does not know, by charon's debug group.")
        for group in Subsystem.allCases where group != .unknown && group != .systemd {
            out.sample(
                Labels("subsystem", group.rawValue), counters.unrecognized[group.rawValue] ?? 0, created: created)
        }
        out.sample(Labels("subsystem", "unknown"), counters.unrecognized[""] ?? 0, created: created)
        out.begin(
            "charon_exporter_untrusted_entries_total", .counter,
            "Entries that bear the name of charon, or of a watched service, and were written by others; they change nothing."
        )
        out.sample(Labels(), counters.untrusted, created: created)
        out.begin(
            "charon_exporter_duplicate_entries_total", .counter,
            "Second copies of entries, from another of charon's loggers.")
        out.sample(Labels(), counters.copies, created: created)
        out.begin("charon_exporter_gaps_total", .counter, "Times that entries were found to be missing, by cause.")
        for cause in GapCause.allCases {
            let last = pipeline.lastGaps[cause]
            out.sample(
                Labels("cause", cause.rawValue), counters.gaps[cause.rawValue] ?? 0, created: created,
                exemplar: last.flatMap { exemplars[$0.directory, $0.mark] })
        }
        out.begin(
            "charon_exporter_gap_entries_total", .counter, "Entries known to be missing, where their number is known.")
        out.sample(Labels(), counters.gapEntries, created: created)
    }

    mutating func archive(_ archive: ArchiveFacts, _ pipeline: borrowing PipelineState) {
        let statistics = archive.statistics
        out.begin("charon_exporter_archive_events_total", .counter, "Events written to the archive since the start.")
        out.sample(Labels(), statistics.events, created: startedAt)
        out.begin(
            "charon_exporter_archive_written_bytes_total", .counter, "Bytes written to the archive since the start.")
        out.sample(Labels(), statistics.bytes, created: startedAt)
        out.begin("charon_exporter_archive_blocks_total", .counter, "Blocks written to the archive since the start.")
        out.sample(Labels(), statistics.blocks, created: startedAt)
        out.begin("charon_exporter_archive_segments_total", .counter, "Segments begun since the start.")
        out.sample(Labels(), statistics.segments, created: startedAt)
        out.begin(
            "charon_exporter_archive_writable", .gauge,
            "Whether the archive takes events; while it does not, they wait in the log.")
        out.sample(Labels(), statistics.problem == nil ? 1 : UInt64(0))
        out.begin(
            "charon_exporter_archive_write_errors_total", .counter,
            "Writes to the archive that failed; each is tried again.")
        out.sample(Labels(), statistics.errors, created: startedAt)
        out.begin("charon_exporter_archive_size_bytes", .gauge, "Bytes of all segments of the archive.")
        out.sample(Labels(), UInt64(clamping: archive.sizeBytes))
        out.begin(
            "charon_exporter_archive_anchor_info", .info,
            "The last seal of a machine's archive, to be given to verify later: kept here, it shows that nothing before it was removed or written anew."
        )
        for anchor in archive.anchors {
            out.sample(Labels("machine", anchor.machine).with("anchor", "\(anchor)"), UInt64(1))
        }
        out.begin(
            "charon_exporter_archive_disk_full", .gauge,
            "Whether the room that is kept for a full disk is used up, or could not be had.")
        out.sample(Labels(), statistics.isReserveUsed ? 1 : UInt64(0))
        out.begin(
            "charon_exporter_archive_deleted_segments_total", .counter, "Segments that were deleted, by the rule.")
        for rule in Retention.Rule.allCases {
            out.sample(
                Labels("rule", rule.rawValue), pipeline.counters.deletedSegments[rule.rawValue] ?? 0,
                created: pipeline.counters.createdAt ?? 0)
        }
        out.begin(
            "charon_exporter_archive_held_back_bytes", .gauge,
            "Bytes that a rule would delete and that stay: they are too young, or not sealed.")
        for rule in Retention.Rule.allCases {
            out.sample(Labels("rule", rule.rawValue), UInt64(clamping: pipeline.heldBack[rule.rawValue] ?? 0))
        }
        out.begin(
            "charon_exporter_archive_verified_timestamp_seconds", .gauge,
            "When the exporter's last check of the whole archive began, 0 for never.")
        out.sample(Labels(), microseconds: archive.verification?.checkedAt ?? 0)
        out.begin(
            "charon_exporter_archive_intact", .gauge,
            "Whether the exporter's last check of the whole archive found it as it was written; no series before the first one."
        )
        if let verification = archive.verification { out.sample(Labels(), verification.isIntact ? 1 : UInt64(0)) }
    }

    mutating func process(_ statistics: ProcessStatistics) {
        out.begin("process_cpu_seconds_total", .counter, "CPU time used, in seconds.")
        out.sample(Labels(), statistics.cpuSeconds, created: startedAt)
        out.begin("process_resident_memory_bytes", .gauge, "Resident memory.")
        out.sample(Labels(), statistics.residentBytes)
        out.begin("process_virtual_memory_bytes", .gauge, "Virtual memory.")
        out.sample(Labels(), statistics.virtualBytes)
        out.begin("process_open_fds", .gauge, "Open file descriptors.")
        out.sample(Labels(), statistics.openDescriptors)
        out.begin("process_max_fds", .gauge, "Limit on open file descriptors.")
        out.sample(Labels(), statistics.maximumDescriptors)
        out.begin("process_start_time_seconds", .gauge, "When the exporter started, in seconds since 1970 UTC.")
        out.sample(Labels(), statistics.startTime)
    }
}
