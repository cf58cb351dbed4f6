internal import Archive
internal import Exposition
internal import Tunnels

/// Of which state a text of charon's metrics is: while this stays the same, so does the text.
struct StateKey: Sendable, Equatable {
    private let format: Format.Kind
    private let revision: UInt64
    private let isReady: Bool
    /// Exemplars lead to what is written.
    private let archived: UInt64
    /// What comes to be by time alone.
    private let inboundOnly: Int

    /// - Parameter now: microseconds since 1970 UTC.
    init(_ pipeline: borrowing PipelineState, _ archive: ArchiveFacts?, now: UInt64, _ format: Format) {
        self.format = format.kind
        revision = pipeline.revision
        isReady = pipeline.isReady(at: now)
        archived = format.kind == .text ? 0 : archive?.statistics.events ?? 0
        inboundOnly = pipeline.hosts.reduce(0) { $0 + $1.model.inboundOnlyTunnels(at: now) }
    }
}
