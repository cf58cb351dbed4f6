internal import Bytes
package import CharonLog

/// Which SAs and names an event is about, after the model has placed it.
package struct Attribution: Sendable {
    /// Index in `TunnelModel.connections`.
    package var connection: Int?
    package var ikeSA: UInt32?
    /// The peer's address.
    package var peer = Name()

    package init(connection: Int? = nil, ikeSA: UInt32? = nil) {
        self.connection = connection
        self.ikeSA = ikeSA
    }
}

extension TunnelModel {
    /// Takes an event into the state.
    /// - Parameters:
    ///   - event: what the line means.
    ///   - bytes: the buffer that the event's ranges point into.
    ///   - time: when it was written, microseconds since 1970 UTC.
    ///   - seq: the number that it will have in the archive; 0 when it is not archived.
    /// - Returns: what the event is about.
    @discardableResult
    package mutating func apply(
        _ event: Event, _ bytes: Span<UInt8>, at time: UInt64, seq: UInt64 = 0
    ) -> Attribution {
        atHand = EventMark(seq: seq, time: time)
        noteDaemon(event, bytes, at: time)
        noteLogLevel(event)
        if hasGap, let id = event.context.id { proveIKESA(id) }
        // The SA that the text names, or else the one that the thread had in hand.
        let context = event.context.id
        let inferred = context == nil ? inferIKESA(event, bytes, at: time) : nil
        // Most lines are chatter and change nothing.
        guard event.kind != .chatter else { return Attribution(ikeSA: context) }
        let id = event.number(.ikeSA) ?? context ?? inferred
        let name = event[.ikeSA] != nil ? event.range(.connection) : event.context.name
        var attribution = Attribution(ikeSA: id)
        if !name.isEmpty, !isUnnamed(bytes, name) { attribution.connection = connection(bytes, name) }
        if let id, let sa = ikeSAs[id] {
            if let connection = attribution.connection {
                if sa.connection != connection { setConnection(connection, of: id) }
            } else {
                attribution.connection = sa.connection
            }
            attribution.peer = sa.remoteHost
        }

        switch event.kind {
        case .ikeSAInitiating, .ikeSAResponding, .ikeSAEstablished, .ikeSARekeyed, .ikeSAReauthenticating,
            .ikeSAChildrenAdopted, .ikeSADeleteReceived, .ikeSADeleting, .ikeSADeleted, .ikeSADestroyed,
            .ikeSADuplicate, .ikeSARekeyFailed, .ikeSAReauthenticationFailed, .ikeSARetrying, .ikeSAFailed,
            .peerTimedOut, .dpdTimedOut, .peerConfigSelected:
            applyIKE(event, bytes, at: time, id: id, context: context, connection: attribution.connection)
        case .childSAEstablishing, .childSAEstablished, .childSAInboundEstablished, .childSAOutboundEstablished,
            .childSARekeying, .childSARekeyFailed, .childSARekeyed, .childSADeleteReceived, .childSAClosed,
            .childSAExpired, .childSADeleted:
            applyChild(event, bytes, at: time, id: id, connection: attribution.connection)
        case .unitExited, .daemonExited:
            exit(at: time)
        case .connectionLoaded, .connectionUnloaded:
            noteLoaded(event, bytes, at: time)
        default:
            count(event, bytes, id: id, connection: attribution.connection, at: time)
        }
        if hasGap, event.kind == .ikeSAEstablished || event.kind == .ikeSARekeyed, let id { proveIKESA(id) }
        if attribution.peer.isEmpty, let id, let sa = ikeSAs[id] { attribution.peer = sa.remoteHost }
        return attribution
    }

    /// charon's process is another one than before, though it did not say so: what the old one had is gone.
    /// - Parameter seq: of the event that shows it, in the archive; 0 when it is not archived.
    package mutating func processChanged(at time: UInt64, seq: UInt64 = 0) {
        atHand = EventMark(seq: seq, time: time)
        if daemon.isUp != nil {
            endProcess(at: time)
            daemon.starts += 1
            daemon.startedAt = time
        }
        daemon.isUp = true
        daemon.isStopping = false
        daemon.hasRun = false
        daemon.logsDetail = false
        daemon.logsTooLittle = false
    }

    /// charon's process has ended, as the kernel says.
    /// - Parameter seq: of the event that says so, in the archive; 0 when it is not archived.
    package mutating func processExited(at time: UInt64, seq: UInt64 = 0) {
        atHand = EventMark(seq: seq, time: time)
        exit(at: time)
    }

    private mutating func exit(at time: UInt64) {
        endProcess(at: time)
        daemon.isUp = false
        daemon.isStopping = false
    }

    private mutating func endProcess(at time: UInt64) {
        endAll(daemon.isStopping ? .daemonStopped : .daemonCrashed, at: time)
        noteFormerCloses()
    }

    // MARK: The daemon

    private mutating func noteDaemon(_ event: Event, _ bytes: Span<UInt8>, at time: UInt64) {
        switch event.kind {
        case .daemonStarting, .daemonReady:
            if daemon.hasRun || daemon.isUp == false { start(at: time) }
            if daemon.startedAt == 0 {
                daemon.startedAt = time
                daemon.starts += 1
            }
            daemon.isUp = true
            daemon.isStopping = false
            daemon.hasRun = false
            daemon.logsDetail = false
            daemon.logsTooLittle = false
            if let version = event[.version] { daemon.version = Name(bytes, version.range) }
        case .daemonStopping:
            // Lines and events still tell what its CHILD_SAs counted.
            daemon.isStopping = true
            endAll(.daemonStopped, at: time)
            daemon.isUp = false
            daemon.hasRun = true
        case .daemonExited, .unitStarting, .unitStarted, .unitStopping, .unitStopped, .unitExited, .unitFailed,
            .unitRestarting, .gap, .untrustedEntry:
            break
        case .daemonReloading:
            // It may log less or more from now on.
            daemon.logsDetail = false
        default:
            if daemon.isUp == nil { daemon.isUp = true }
            // What the plugins say while they are loaded stands between the start lines of one start.
            if event.context.id != nil || event[.ikeSA] != nil { daemon.hasRun = true }
        }
    }

    private mutating func start(at time: UInt64) {
        endProcess(at: time)
        daemon.startedAt = time
        daemon.starts += 1
    }

    /// Before a configuration is selected, charon prints `(unnamed)` for the connection's name.
    private func isUnnamed(_ bytes: Span<UInt8>, _ range: ByteRange) -> Bool {
        Search.equal(bytes, range, "(unnamed)")
    }
}
