/// What an entry means. The raw value is the event's name in metrics and in the archive.
package enum EventKind: String, CaseIterable, Sendable, Codable {
    // The daemon's life.
    case daemonStarting = "daemon_starting"
    case daemonReady = "daemon_ready"
    case daemonStopping = "daemon_stopping"
    case daemonReloading = "daemon_reloading"
    case daemonCrashing = "daemon_crashing"
    /// Another charon found this one running and gave up.
    case daemonRefused = "daemon_refused"
    /// charon's process is gone; the kernel or the starter said so, not charon.
    case daemonExited = "daemon_exited"
    /// It cannot do something that it was set up for: a plugin, a script, a socket of its own.
    case daemonFailed = "daemon_failed"
    // What systemd says of charon's unit.
    case unitStarting = "unit_starting"
    case unitStarted = "unit_started"
    case unitReloading = "unit_reloading"
    case unitStopping = "unit_stopping"
    case unitStopped = "unit_stopped"
    /// The unit's main process is gone, and how.
    case unitExited = "unit_exited"
    case unitFailed = "unit_failed"
    case unitRestarting = "unit_restarting"
    /// The high availability plugin: segments taken and given, the other node's heartbeat.
    case clusterChanged = "cluster_changed"

    // IKE_SAs.
    case ikeSAInitiating = "ike_sa_initiating"
    case ikeSAResponding = "ike_sa_responding"
    case ikeSARetrying = "ike_sa_retrying"
    case ikeSAFailed = "ike_sa_failed"
    case ikeSAEstablished = "ike_sa_established"
    case ikeSAScheduled = "ike_sa_scheduled"
    case ikeSARekeyed = "ike_sa_rekeyed"
    case ikeSARekeyFailed = "ike_sa_rekey_failed"
    case ikeSARekeyCollision = "ike_sa_rekey_collision"
    case ikeSAReauthenticating = "ike_sa_reauthenticating"
    case ikeSAReauthenticationFailed = "ike_sa_reauthentication_failed"
    case ikeSAChildrenAdopted = "ike_sa_children_adopted"
    case ikeSADeleteReceived = "ike_sa_delete_received"
    case ikeSADeleteSent = "ike_sa_delete_sent"
    case ikeSADeleting = "ike_sa_deleting"
    case ikeSADeleted = "ike_sa_deleted"
    case ikeSADestroyed = "ike_sa_destroyed"
    case ikeSADuplicate = "ike_sa_duplicate"
    case ikeSAStateChanged = "ike_sa_state_changed"
    /// The peer is sent to another gateway (RFC 5685).
    case ikeSARedirected = "ike_sa_redirected"

    // CHILD_SAs.
    case childSAEstablishing = "child_sa_establishing"
    case childSAEstablished = "child_sa_established"
    case childSAInboundEstablished = "child_sa_inbound_established"
    case childSAOutboundEstablished = "child_sa_outbound_established"
    case childSARekeying = "child_sa_rekeying"
    case childSARekeyed = "child_sa_rekeyed"
    case childSARekeyFailed = "child_sa_rekey_failed"
    case childSARekeyCollision = "child_sa_rekey_collision"
    case childSADeleteReceived = "child_sa_delete_received"
    case childSADeleteSent = "child_sa_delete_sent"
    /// The line with the byte counts; also printed for the old half of a rekey.
    case childSAClosed = "child_sa_closed"
    /// Ended by its hard lifetime, without byte counts.
    case childSAExpired = "child_sa_expired"
    /// The end of a CHILD_SA that was announced before.
    case childSADeleted = "child_sa_deleted"
    case childSAClosing = "child_sa_closing"
    case childSAFailed = "child_sa_failed"
    case childSARestarting = "child_sa_restarting"
    case childSAStateChanged = "child_sa_state_changed"

    // Authentication.
    case authenticationSucceeded = "authentication_succeeded"
    case authenticationFailed = "authentication_failed"
    case authenticationSelf = "authentication_self"
    case authenticationProgress = "authentication_progress"
    /// A wrong proof, after which the peer may try again.
    case authenticationRetried = "authentication_retried"
    /// A certificate, or the proof that it is still good, was found, fetched or believed.
    case certificateChecked = "certificate_checked"
    /// A certificate is not accepted, or cannot be judged.
    case certificateRejected = "certificate_rejected"
    /// What the peer's software and configuration were found to be (trusted network connect, RFC 5209).
    case postureAssessed = "posture_assessed"

    // Negotiation.
    case peerConfigSelected = "peer_config_selected"
    case peerConfigNotFound = "peer_config_not_found"
    case proposalOffered = "proposal_offered"
    case proposalSelected = "proposal_selected"
    case proposalMismatch = "proposal_mismatch"
    case keyExchangeMismatch = "key_exchange_mismatch"
    /// The other side wants another key exchange method: the same is begun again with it.
    case keyExchangeRetried = "key_exchange_retried"
    case trafficSelectorMismatch = "traffic_selector_mismatch"
    case notifyReceived = "notify_received"
    case messageInvalid = "message_invalid"
    /// Set-ups refused, or cookies asked for, as too many come in.
    case overloaded

    // Liveness.
    case dpdRequestSent = "dpd_request_sent"
    case dpdTimedOut = "dpd_timed_out"
    case retransmitSent = "retransmit_sent"
    case retransmitReceived = "retransmit_received"
    case peerTimedOut = "peer_timed_out"
    case endpointChanged = "endpoint_changed"
    case pathUnavailable = "path_unavailable"
    case natDetected = "nat_detected"
    /// The peer can move to other addresses without a new IKE_SA (RFC 4555).
    case mobikeSupported = "mobike_supported"

    // Addresses and configuration.
    case virtualIPAssigned = "virtual_ip_assigned"
    case virtualIPInstalled = "virtual_ip_installed"
    case virtualIPFailed = "virtual_ip_failed"
    case virtualIPReleased = "virtual_ip_released"
    /// What else a gateway assigns to a peer: name servers, domains, subnets.
    case attributeAssigned = "attribute_assigned"
    case configurationChanged = "configuration_changed"
    /// charon has taken in a connection's configuration, or has let it go.
    case connectionLoaded = "connection_loaded"
    case connectionUnloaded = "connection_unloaded"
    /// A connection, a key or a file that cannot be loaded.
    case configurationFailed = "configuration_failed"
    case commandReceived = "command_received"
    case acquireReceived = "acquire_received"
    case kernelFailed = "kernel_failed"
    /// A packet that cannot be sent or received, a socket that cannot be made.
    case networkFailed = "network_failed"
    case updownOutput = "updown_output"

    /// charon's own list said something else than its log.
    case stateCorrected = "state_corrected"
    /// A tunnel that is gone from every configuration is shown no more.
    case tunnelForgotten = "tunnel_forgotten"
    /// The archive's oldest segments go: which, and by which rule.
    case segmentsDeleted = "segments_deleted"

    // What other services say, by rules of the operator's.
    /// A tunnel carries the traffic of its group now.
    case tunnelActivated = "tunnel_activated"
    /// None of a group's tunnels carries its traffic.
    case noTunnelActive = "no_tunnel_active"
    /// An event of the operator's own naming.
    case watched

    /// Entries known to be missing.
    case gap
    /// It bears charon's name, and somebody else wrote it.
    case untrustedEntry = "untrusted_entry"
    /// Known, and of no consequence for any state: counted, not archived unless asked for.
    case chatter
    /// charon wrote it, the catalogue does not know it.
    case unrecognized

    /// The family of the event, for searches and for the choice of what is archived.
    package var eventClass: EventClass {
        switch self {
        case .daemonStarting, .daemonReady, .daemonStopping, .daemonReloading, .daemonCrashing, .daemonRefused,
            .daemonExited, .daemonFailed, .clusterChanged, .unitStarting, .unitStarted, .unitReloading, .unitStopping,
            .unitStopped, .unitExited, .unitFailed, .unitRestarting:
            .daemon
        case .ikeSAInitiating, .ikeSAResponding, .ikeSARetrying, .ikeSAFailed, .ikeSAEstablished, .ikeSAScheduled,
            .ikeSARekeyed, .ikeSARekeyFailed, .ikeSARekeyCollision, .ikeSAReauthenticating,
            .ikeSAReauthenticationFailed, .ikeSAChildrenAdopted, .ikeSADeleteReceived, .ikeSADeleteSent,
            .ikeSADeleting, .ikeSADeleted, .ikeSADestroyed, .ikeSADuplicate, .ikeSAStateChanged,
            .childSAEstablishing, .childSAEstablished, .childSAInboundEstablished, .childSAOutboundEstablished,
            .childSARekeying, .childSARekeyed, .childSARekeyFailed, .childSARekeyCollision, .childSADeleteReceived,
            .childSADeleteSent, .childSAClosed, .childSAExpired, .childSADeleted, .childSAClosing, .childSAFailed,
            .childSARestarting, .childSAStateChanged, .ikeSARedirected, .stateCorrected:
            .lifecycle
        case .authenticationSucceeded, .authenticationFailed, .authenticationSelf, .authenticationProgress,
            .authenticationRetried, .certificateChecked, .certificateRejected, .postureAssessed:
            .auth
        case .peerConfigSelected, .peerConfigNotFound, .proposalOffered, .proposalSelected, .proposalMismatch,
            .keyExchangeMismatch,
            .keyExchangeRetried, .trafficSelectorMismatch, .notifyReceived, .messageInvalid, .overloaded:
            .negotiation
        case .dpdRequestSent, .mobikeSupported: .chatter
        case .dpdTimedOut, .retransmitSent, .retransmitReceived, .peerTimedOut, .endpointChanged, .pathUnavailable,
            .natDetected:
            .liveness
        case .virtualIPAssigned, .virtualIPInstalled, .virtualIPFailed, .virtualIPReleased, .attributeAssigned: .traffic
        case .configurationChanged, .configurationFailed, .commandReceived, .connectionLoaded, .connectionUnloaded,
            .tunnelForgotten:
            .config
        case .acquireReceived, .kernelFailed, .networkFailed, .updownOutput: .kernel
        case .tunnelActivated, .noTunnelActive, .watched: .watch
        case .segmentsDeleted: .archive
        case .gap: .gap
        case .untrustedEntry: .untrusted
        case .chatter: .chatter
        case .unrecognized: .unrecognized
        }
    }
}

/// The families of events. The raw value is the event's `class` in the archive.
package enum EventClass: String, CaseIterable, Sendable {
    case lifecycle, auth, negotiation, liveness, traffic, config, daemon, kernel, chatter, gap
    /// What other services say.
    case watch
    /// What the archive says of itself.
    case archive
    /// charon's entries that the catalogue does not know: archived, so that nothing is lost.
    case unrecognized
    /// Forgeries, archived as what they are.
    case untrusted
}

/// charon's debug groups (`debug_t` of strongSwan's `utils/debug.h`).
package enum Subsystem: String, CaseIterable, Sendable, Codable {
    case dmn = "DMN", mgr = "MGR", ike = "IKE", chd = "CHD", job = "JOB", wch = "WCH", cfg = "CFG", knl = "KNL"
    case net = "NET", asn = "ASN", enc = "ENC", tnc = "TNC", imc = "IMC", imv = "IMV", pts = "PTS", tls = "TLS"
    case app = "APP", esp = "ESP", lib = "LIB"
    /// Not charon: what systemd says of its unit.
    case systemd
    /// The entry does not say.
    case unknown = ""
}

extension Subsystem {
    /// The raw value as a literal, which costs nothing to write.
    package var literal: StaticString {
        switch self {
        case .dmn: "DMN"
        case .mgr: "MGR"
        case .ike: "IKE"
        case .chd: "CHD"
        case .job: "JOB"
        case .wch: "WCH"
        case .cfg: "CFG"
        case .knl: "KNL"
        case .net: "NET"
        case .asn: "ASN"
        case .enc: "ENC"
        case .tnc: "TNC"
        case .imc: "IMC"
        case .imv: "IMV"
        case .pts: "PTS"
        case .tls: "TLS"
        case .app: "APP"
        case .esp: "ESP"
        case .lib: "LIB"
        case .systemd: "systemd"
        case .unknown: ""
        }
    }
}
