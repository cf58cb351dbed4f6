internal import Exposition
internal import Web

/// What the server says of itself.
struct WebFacts: Sendable {
    /// Open connections.
    var connections: Int
    /// What was turned away, in the order of the reasons.
    var refusals: [UInt64]
    /// What became of the web configuration file; nil when there is none.
    var file: WebAccessKeeper.Facts?
}

/// The metrics of who asks.
extension MetricList {
    mutating func web(_ facts: WebFacts) {
        out.begin("charon_exporter_web_connections", .gauge, "Open connections of clients.")
        out.sample(Labels(), UInt64(facts.connections))
        out.begin(
            "charon_exporter_web_refusals_total", .counter,
            "Requests and connections that were turned away since the start, by the reason.")
        for (reason, count) in zip(WebCounters.Reason.allCases, facts.refusals) {
            out.sample(Labels("reason", reason.rawValue), count, created: startedAt)
        }
        guard let file = facts.file else { return }
        out.begin(
            "charon_exporter_web_config_last_reload_successful", .gauge,
            "Whether the web configuration file was right when it was last read; where not, what it said before holds.")
        out.sample(Labels(), file.isRight ? 1 : UInt64(0))
        out.begin(
            "charon_exporter_web_config_last_reload_success_timestamp_seconds", .gauge,
            "When the web configuration file was last read and right.")
        out.sample(Labels(), microseconds: file.rightAt)
    }
}
