internal import Bytes
internal import CharonLog

/// Why a negotiation failed: once for each, by the line that says most.
extension TunnelModel {
    /// Counts a failure, when the line itself says why and it was not counted already.
    /// - Returns: whether it is the first line that tells of this failure.
    @discardableResult
    mutating func countFailure(_ event: Event, _ bytes: Span<UInt8>, id: UInt32?, connection: Int?) -> Bool {
        guard let reason = event.reason?.description else { return false }
        guard let id else {
            add(reason, to: connection ?? self.connection(bytes, .none))
            return true
        }
        if let sa = ikeSAs[id], sa.state != .connecting {
            // What is wrong with a message breaks nothing that is established; what a CHILD_SA wants does.
            switch event.kind {
            case .childSAFailed, .trafficSelectorMismatch, .proposalMismatch, .authenticationFailed:
                add(reason, to: connection ?? self.connection(bytes, .none))
                return true
            default:
                return false
            }
        }
        guard !memory.failed.contains(id) else { return false }
        memory.noteFailed(id)
        let cause = Self.isVague(reason) ? ikeSAs[id]?.cause : nil
        add(cause ?? reason, to: connection ?? self.connection(bytes, .none))
        return true
    }

    /// Takes note of what may turn out to be the cause of a failure.
    mutating func noteCause(_ event: Event, id: UInt32?) {
        guard let id, let sa = ikeSAs[id], sa.state == .connecting, sa.cause == nil else { return }
        ikeSAs[id]?.cause = event.reason?.description
    }

    /// Reasons that follow from another, which an earlier line has told.
    private static func isVague(_ reason: String) -> Bool {
        reason == "no_trusted_key" || reason == "half_open_timeout"
    }

    private mutating func add(_ reason: String, to connection: Int) {
        connections[connection].failures[reason, default: 0] += 1
        connections[connection].lastEvents.note(atHand, in: .failure(reason))
    }
}
