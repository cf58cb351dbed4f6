internal import Journal
internal import Logging
internal import Synchronization
internal import Tunnels

/// What the exporter says of the collecting in its own log.
extension Collection {
    func reportRemarks() {
        for remark in pipeline.takeRemarks() { logger.notice("\(remark)") }
    }

    func report(_ notice: SourceNotice) {
        // What the log does not tell, charon may.
        if case .reached = notice {} else { vici?.want() }
        switch notice {
        case .damagedFile(let path, let problem, _):
            logger.warning(
                "a file cannot be read to its end; the rest is a gap",
                metadata: ["file": "\(path)", "problem": "\(problem)"])
        case .damagedEntries(let count, let problem):
            logger.warning(
                "entries cannot be read; they are a gap",
                metadata: ["entries": "\(count)", "problem": "\(problem)"])
        case .positionLost:
            logger.warning("a source does not go back to where the last run ended; what lies between is a gap")
        case .filesLost(let entries):
            logger.warning(
                "files of the journal are gone that had not been read; they are a gap",
                metadata: ["entries": "\(entries), of all programs"])
        case .processExited(let pid):
            logger.notice("charon's process has ended", metadata: ["pid": "\(pid)"])
        case .reached:
            break
        }
    }

    func reportCaughtUp() {
        let entries = pipeline.withState { $0.counters.allEntries }
        if entries == 0 {
            logger.notice(
                "no entry of charon's in \(configuration.sourceDescription) yet; waiting for one (`make demo` shows two gateways at work)"
            )
        } else {
            logger.info("what there is was read to its end", metadata: ["entries": "\(entries)"])
        }
    }

    /// Says once, and again when it was mended in between, that charon logs too little.
    func reportLogLevel() {
        let low = pipeline.withState { state in
            state.isCaughtUp ? state.hosts.filter { $0.model.daemon.logsTooLittle }.map(\.host.text) : []
        }
        let new = reportedLowLevels.withLock { reported in
            defer { reported = low }
            return low.filter { !reported.contains($0) }
        }
        for host in new {
            logger.warning(
                "charon logs too little to see a tunnel die: set its log level for the group ike to 1 at least",
                metadata: ["host": "\(host)"])
        }
    }
}
