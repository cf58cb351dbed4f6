/// The named parts of a charon message, as they appear in the archive.
///
/// The raw value is the name of the JSON key. Each field has one `form`, which says how it is written in
/// charon's text and how it is read; a template names the field only.
package enum EventField: String, CaseIterable, Sendable {
    // Compound: a configuration's name with the unique id of the SA.
    /// `name[7]`: read as `connection` and `ike_sa`.
    case ike
    /// `name{7}`: read as `tunnel` and `child_sa`.
    case child
    /// `name{7}` of the CHILD_SA that replaces another: read as `new_tunnel` and `new_child_sa`.
    case newChild = "new_child"

    // What compound fields are split into, and names that stand alone.
    case connection
    case ikeSA = "ike_sa"
    case tunnel
    case childSA = "child_sa"
    case newTunnel = "new_tunnel"
    case newChildSA = "new_child_sa"
    case otherChildSA = "other_child_sa"

    // Addresses.
    case localHost = "local_host"
    case remoteHost = "remote_host"
    case localEndpoint = "local_endpoint"
    case remoteEndpoint = "remote_endpoint"
    case oldEndpoint = "old_endpoint"
    case newEndpoint = "new_endpoint"
    case virtualIP = "virtual_ip"

    // Identities (RFC 7296 section 3.5); a peer chooses its own.
    case localID = "local_id"
    case remoteID = "remote_id"
    case identity

    // Security parameter indexes, 8 hexadecimal digits.
    case spi
    case spiIn = "spi_in"
    case spiOut = "spi_out"
    case newSPIIn = "new_spi_in"
    case newSPIOut = "new_spi_out"

    // Traffic selectors and proposals.
    case localTS = "local_ts"
    case remoteTS = "remote_ts"
    case proposal
    case receivedProposals = "received_proposals"
    case configuredProposals = "configured_proposals"

    // Numbers.
    case bytesIn = "bytes_in"
    case bytesOut = "bytes_out"
    case attempt
    case attempts
    case messageID = "message_number"
    case sequence
    case seconds
    case lifetime
    case reqid
    case count
    case limit
    case signal
    case worker
    case port
    case errorCode = "error_code"

    // Names that charon's enumerations print.
    case method
    case notify
    case state
    case newState = "new_state"
    case proto = "protocol"
    case group
    case requestedGroup = "requested_group"
    case exchange
    case exitCode = "exit_code"
    case exitStatus = "exit_status"
    case payload
    case task
    case algorithm

    // Free text.
    case version
    case detail
    case otherDetail = "other_detail"
    case script
    case duration
    case pool
    case unit
    /// What the operating system says of a failure.
    case error
    case interface
    case file
    /// The other gateway that a peer is sent to, or comes from.
    case gateway

    /// How a field is written in charon's text.
    package enum Form: Sendable {
        /// `name[id]`; the name is the shortest that lets the rest match.
        case nameInBrackets
        /// `name{id}`.
        case nameInBraces
        /// A run of decimal digits that fits in 64 bits.
        case number
        /// Exactly eight hexadecimal digits (`%.8x`).
        case spi
        /// An IP address, `%any`, or what a masked log shows in its place.
        case host
        /// An address with `[port]`.
        case endpoint
        /// A blank-separated list of traffic selectors.
        case selectors
        /// The name of an enumeration's value: no quotes, brackets or commas; or `(123)`.
        case symbol
        /// Any bytes, also none.
        case text
    }

    /// The form in which charon writes this field.
    package var form: Form {
        switch self {
        case .ike: .nameInBrackets
        case .child, .newChild: .nameInBraces
        case .ikeSA, .childSA, .newChildSA, .otherChildSA, .bytesIn, .bytesOut, .attempt, .attempts, .messageID,
            .sequence, .seconds, .lifetime, .reqid, .count, .limit, .signal, .worker, .port,
            .errorCode:
            .number
        case .spi, .spiIn, .spiOut, .newSPIIn, .newSPIOut: .spi
        case .localHost, .remoteHost, .virtualIP: .host
        case .localEndpoint, .remoteEndpoint, .oldEndpoint, .newEndpoint: .endpoint
        case .localTS, .remoteTS: .selectors
        case .method, .notify, .state, .newState, .proto, .group, .requestedGroup, .exchange, .payload, .task,
            .algorithm, .exitCode:
            .symbol
        case .connection, .tunnel, .newTunnel, .localID, .remoteID, .identity, .proposal, .receivedProposals,
            .configuredProposals, .version, .detail, .otherDetail, .script, .duration, .pool, .error, .interface, .file,
            .gateway, .unit, .exitStatus:
            .text
        }
    }

    /// The two fields that a compound is split into: the name and the unique id.
    package var parts: (name: EventField, id: EventField)? {
        switch self {
        case .ike: (.connection, .ikeSA)
        case .child: (.tunnel, .childSA)
        case .newChild: (.newTunnel, .newChildSA)
        default: nil
        }
    }
}

extension EventField {
    /// The raw value as a literal, which costs nothing to write.
    package var key: StaticString {
        switch self {
        case .ike: "ike"
        case .child: "child"
        case .newChild: "new_child"
        case .connection: "connection"
        case .ikeSA: "ike_sa"
        case .tunnel: "tunnel"
        case .childSA: "child_sa"
        case .newTunnel: "new_tunnel"
        case .newChildSA: "new_child_sa"
        case .otherChildSA: "other_child_sa"
        case .localHost: "local_host"
        case .remoteHost: "remote_host"
        case .localEndpoint: "local_endpoint"
        case .remoteEndpoint: "remote_endpoint"
        case .oldEndpoint: "old_endpoint"
        case .newEndpoint: "new_endpoint"
        case .virtualIP: "virtual_ip"
        case .localID: "local_id"
        case .remoteID: "remote_id"
        case .identity: "identity"
        case .spi: "spi"
        case .spiIn: "spi_in"
        case .spiOut: "spi_out"
        case .newSPIIn: "new_spi_in"
        case .newSPIOut: "new_spi_out"
        case .localTS: "local_ts"
        case .remoteTS: "remote_ts"
        case .proposal: "proposal"
        case .receivedProposals: "received_proposals"
        case .configuredProposals: "configured_proposals"
        case .bytesIn: "bytes_in"
        case .bytesOut: "bytes_out"
        case .attempt: "attempt"
        case .attempts: "attempts"
        case .messageID: "message_number"
        case .sequence: "sequence"
        case .seconds: "seconds"
        case .lifetime: "lifetime"
        case .reqid: "reqid"
        case .count: "count"
        case .limit: "limit"
        case .signal: "signal"
        case .worker: "worker"
        case .port: "port"
        case .errorCode: "error_code"
        case .method: "method"
        case .notify: "notify"
        case .state: "state"
        case .newState: "new_state"
        case .proto: "protocol"
        case .group: "group"
        case .requestedGroup: "requested_group"
        case .exchange: "exchange"
        case .exitCode: "exit_code"
        case .exitStatus: "exit_status"
        case .payload: "payload"
        case .task: "task"
        case .algorithm: "algorithm"
        case .version: "version"
        case .detail: "detail"
        case .otherDetail: "other_detail"
        case .script: "script"
        case .duration: "duration"
        case .pool: "pool"
        case .unit: "unit"
        case .error: "error"
        case .interface: "interface"
        case .file: "file"
        case .gateway: "gateway"
        }
    }
}
