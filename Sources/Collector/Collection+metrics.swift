internal import Exposition

extension Collection {
    /// The metrics' text, of now.
    /// - Parameters:
    ///   - web: what the server says of itself; nil when there is none.
    ///   - hidesProcess: leaves out what is about this process.
    func metrics(_ format: Format = .text, web: WebFacts? = nil, hidesProcess: Bool = false) -> [UInt8] {
        let process = hidesProcess ? nil : ProcessStatistics.read()
        let facts = archive.map { ArchiveFacts($0) }
        let now = Clock.now()
        return pipeline.withState {
            MetricList.render($0, archive: facts, process: process, web: web, now: now, format: format)
        }
    }
}
