internal import Exposition

extension Collection {
    /// What the archive says of itself now; nil when there is none.
    var archiveFacts: ArchiveFacts? { archive.map { ArchiveFacts($0, verification?.last) } }

    /// The metrics' text, of now.
    func metrics(_ format: Format = .text) -> [UInt8] {
        let process = ProcessStatistics.read()
        let facts = archiveFacts
        let now = Clock.now()
        return pipeline.withState {
            MetricList.render($0, archive: facts, process: process, now: now, format: format)
        }
    }

    /// The same in two parts, of one moment.
    struct MetricParts: Sendable {
        var key: StateKey
        /// charon's state; nil when it is what it was at the last key.
        var state: [UInt8]?
        /// The exporter's own metrics.
        var exporter: [UInt8]
    }

    /// - Parameters:
    ///   - last: the key of a text that is there.
    ///   - onChange: called when there must be another, before that takes memory.
    ///   - web: what the server says of itself.
    ///   - hidesProcess: leaves out what is about this process.
    func metricParts(
        _ format: Format, after last: StateKey?, onChange: () -> Void, web: WebFacts, hidesProcess: Bool
    ) -> MetricParts {
        let process = ProcessStatistics.read()
        let facts = archiveFacts
        let now = Clock.now()
        return pipeline.withState { state in
            let key = StateKey(state, facts, now: now, format)
            if key != last { onChange() }
            return MetricParts(
                key: key,
                state: key == last ? nil : MetricList.renderState(state, archive: facts, now: now, format: format),
                exporter: MetricList.renderExporter(
                    state, archive: facts, process: process, web: web, hidesProcess: hidesProcess, now: now,
                    format: format))
        }
    }
}
