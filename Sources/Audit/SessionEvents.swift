internal import Bytes

/// What a line of the archive tells about SAs.
struct SessionEvent {
    var time: UInt64
    var machine: String
    var event: String
    var connection: String?
    var tunnel: String?
    var ikeSA: UInt64?
    var childSA: UInt64?
    var reason: String?
    private let reader: LineReader
    private let bytes: [UInt8]

    /// - Returns: nil when the line is none of ours.
    init?(_ reader: inout LineReader, _ bytes: [UInt8], _ line: ByteRange) {
        let span = bytes.span
        guard reader.read(span, line), let time = LineTime.microseconds(span, line.lower),
            let event = reader.text("event", span)
        else { return nil }
        self.time = time
        self.event = event
        machine = reader.text("host", span) ?? ""
        connection = reader.text("connection", span)
        tunnel = reader.text("tunnel", span)
        ikeSA = reader.number("ike_sa", span)
        childSA = reader.number("child_sa", span)
        reason = reader.text("reason", span)
        self.reader = reader
        self.bytes = bytes
    }

    subscript(_ key: StaticString) -> String? { reader.text(key, bytes.span) }

    func number(_ key: StaticString) -> UInt64? { reader.number(key, bytes.span) }

    /// charon is gone, or a new one is there: no SA of before is left.
    var endsAll: Bool { Self.ends.contains(event) }

    static let ends = [
        "daemon_starting", "daemon_stopping", "daemon_crashing", "daemon_exited", "unit_exited", "unit_stopped",
    ]
}

extension SessionBook {
    /// Names of the events behind which nothing is said any more of an SA of before.
    static let starts = ["daemon_starting", "daemon_ready"]

    /// Names of the events that `add` makes something of: a search for sessions needs no other.
    package static let events: [String] =
        SessionEvent.ends + [
            "daemon_ready", "gap", "state_corrected", "proposal_selected", "authentication_progress",
            "authentication_succeeded", "virtual_ip_assigned", "virtual_ip_installed", "endpoint_changed",
            "ike_sa_initiating", "ike_sa_responding", "ike_sa_established", "ike_sa_rekeyed",
            "ike_sa_reauthenticating", "ike_sa_children_adopted", "ike_sa_delete_received", "ike_sa_deleting",
            "ike_sa_deleted", "ike_sa_destroyed", "ike_sa_duplicate", "peer_timed_out", "dpd_timed_out",
            "child_sa_established", "child_sa_inbound_established", "child_sa_outbound_established",
            "child_sa_rekeying", "child_sa_rekeyed", "child_sa_delete_received", "child_sa_closed",
            "child_sa_expired", "child_sa_deleted",
        ]
}
