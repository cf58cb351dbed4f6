internal import CharonLog
internal import Tunnels

/// What the answers look like.
extension OpenAPI {
    static var schemas: JSONValue {
        [
            "Error": object(
                ["error": object(["problem": text("What is wrong.")], ["parameter": text("Which parameter it is.")])]),
            "Status": status, "Tunnels": tunnels, "Tunnel": tunnel, "Events": events, "Event": event,
            "Sessions": sessions, "Session": session, "Timeline": timeline, "TimelineRow": timelineRow,
            "Vocabulary": vocabulary,
        ]
    }

    private static var status: JSONValue {
        object(
            [
                "time": time("When it was answered."), "version": text("Of this program."),
                "ready": flag("Whether what it says may be relied on."),
                "remarks": list(
                    text("A sentence."), "What of the state is not certain, and whether the archive is damaged."),
                "machines": list(
                    object(
                        ["host": text("The machine, as the tunnels have it.")],
                        [
                            "charon_up": flag("Whether charon runs."),
                            "charon_version": text("The release of strongSwan."),
                            "charon_started_at": time("When charon last started."),
                            "last_entry_at": time("When the last of its entries was written."),
                        ]), "Whose charon it is."),
                "sources": list(
                    object([
                        "name": text("`journal`, or `file:` and the path."),
                        "kind": words(["journal", "file"], "What."),
                        "caught_up": flag("Whether it was read to its end once."),
                    ]), "What is read."),
            ],
            [
                "lag_seconds": number("How long the last entry had waited when it was used, whole seconds."),
                "entries": object([
                    "read": number("Entries of all sources."), "gaps": number("Times that entries were missing."),
                    "missing": number("Entries that are missing, as far as their number is known."),
                    "unrecognized": number("Entries of charon's that the catalogue does not know."),
                    "untrusted": number("Entries that bear charon's name and are of another program."),
                ]),
                "not_ready": text("Why it is not ready."), "vici_up": flag("Whether charon answers on VICI, if asked."),
                "archive": object(
                    [
                        "directory": text("Where it is."), "writable": flag("Whether it takes events."),
                        "disk_full": flag("Whether the room that is kept for a full disk is used up."),
                        "size_bytes": number("Bytes of all segments."),
                        "machines": list(
                            object([
                                "host": text("Its directory, and the parameter `host` of events."),
                                "last_seq": number("Number of its last event."),
                            ]), "Whose events there are."),
                    ], ["problem": text("Why it takes none."), "verification": verification]),
            ])
    }

    private static var verification: JSONValue {
        object(
            ["running": flag("Whether a check of the whole archive runs now.")],
            [
                "progress": fraction("How far that is: of 1, by bytes.", to: 1),
                "checked_at": time("When the last check began. It and what follows are left out before the first one."),
                "seconds": fraction("How long it took."), "intact": flag("Whether everything is as it was written."),
                "bytes": number("Of the segments that were read."), "segments": number("How many they were."),
                "events": number("How many events they have."),
                "problems": list(text("A sentence, as `verify` has it."), "What is wrong; at most 20."),
                "more_problems": number("How many more there are."),
            ])
    }

    private static var tunnels: JSONValue {
        object(
            [
                "time": time("When it was answered."),
                "ready": flag("Whether the log was read to its end once: before, no tunnel is told."),
                "tunnels": list(reference("Tunnel"), "Those that match."),
            ], ["not_ready": text("Why it is not ready.")])
    }

    private static var tunnel: JSONValue {
        object(
            [
                "host": text("The machine."), "connection": text("Name of the IKE configuration."),
                "tunnel": text("Name of the CHILD_SA configuration."),
                "state": words(
                    TunnelList.State.allCases.map(\.rawValue),
                    "inbound_only: up, and the outbound half has not followed within 5 seconds."),
                "uncertain": flag("Whether missing entries may hide a change of the state."),
                "child_sas": number("CHILD_SAs that are installed."),
                "received_bytes": number("As charon_tunnel_received_bytes_total."),
                "sent_bytes": number("As charon_tunnel_sent_bytes_total."),
                "source": text("Where it is known from."),
            ],
            [
                "start": words(
                    TunnelListing.Start.allCases.map(\.rawValue),
                    "What brings it up, as its configuration says: charon itself, traffic, its peer or an operator, or any of many peers. With trap and template not being up is normal."
                ),
                "since": time("When it went into that state."), "group": text("The first of its groups."),
                "sites": list(text("A name."), "The groups of the kind site that it is in."),
                "active": flag("Whether it carries its link's traffic, where a failover service said which one does."),
                "peer": text("The peer's address, where one peer uses it."),
                "local_ts": text("Own traffic selectors."), "remote_ts": text("The peer's traffic selectors."),
                "last_down_reason": words(DownReason.allCases.map(\.rawValue), "Why it last went down."),
                "last_down_at": time("When it last went down."), "established_at": time("When it last came up."),
                "last_rekey_at": time("When a CHILD_SA was last rekeyed."),
            ])
    }

    private static var events: JSONValue {
        object(
            [
                "events": list(reference("Event"), "As archived."),
                "problems": list(
                    text("A sentence."), "What was damaged or missing and was passed over, or is doubtful."),
            ],
            [
                "next": text("The page behind this one."), "previous": text("The page before this one."),
                "truncated": flag("There are more, of several machines: name one to see them page by page."),
            ])
    }

    private static var event: JSONValue {
        [
            "type": "object", "description": "docs/events.schema.json has all keys.",
            "properties": [
                "time": time("When it was logged."), "host": text("The machine."),
                "seq": ["type": "integer", "minimum": 1, "description": "Its number in the machine's archive."],
                "event": text("What it means."), "class": words(EventClass.allCases.map(\.rawValue), "Its family."),
                "source": text("Where it came from."),
            ],
            "required": ["time", "host", "seq", "event", "class", "source"],
        ]
    }

    private static var sessions: JSONValue {
        object([
            "sessions": list(reference("Session"), "Those that began last."),
            "truncated": flag("Whether there are more, which began before."),
            "problems": list(text("A sentence."), "What was damaged or missing and was passed over."),
        ])
    }

    private static var session: JSONValue {
        object(
            [
                "kind": words(["IKE_SA", "CHILD_SA"], "What it is."), "host": text("The machine."),
                "first_id": number("Unique id that charon gave first."),
                "last_id": number("Unique id after the last rekeying."),
                "first_seen": time("When something was first heard of it."),
                "rekeys": number("How often it was rekeyed."), "bytes_in": number("Bytes received."),
                "bytes_out": number("Bytes sent."),
                "unaccounted": number("CHILD_SAs that ended without a byte count: bytes are a lower bound."),
                "uncertain": words(numbers: [0, 1], "1: entries were lost while it was up."),
            ],
            [
                "known": time("Up to when the archive tells of its machine: it is not known to have lasted longer."),
                "connection": text("Name of the IKE configuration."),
                "tunnel": text("Name of the CHILD_SA configuration."),
                "began": time("When it came up; unknown where that is not in the archive."),
                "ended": time("When it ended; it is up where that is left out."), "reason": text("Why it ended."),
                "user": text("Who proved to be who, by EAP or XAuth."), "local_id": text("Own identity."),
                "remote_id": text("The peer's identity."), "local_host": text("Own address."),
                "peer": text("The peer's addresses, the present one last, with blanks between."),
                "virtual_ip": text("Virtual IPs, with blanks between."), "local_ts": text("Own traffic selectors."),
                "remote_ts": text("The peer's traffic selectors."), "proposal": text("What was agreed upon last."),
            ])
    }

    // MARK: Forms

    /// - Parameters:
    ///   - required: members that are always there.
    ///   - others: members that are left out when they are unknown.
    static func object(
        _ required: KeyValuePairs<String, JSONValue>, _ others: KeyValuePairs<String, JSONValue> = [:]
    ) -> JSONValue {
        [
            "type": "object", "properties": .object(required.map { ($0, $1) } + others.map { ($0, $1) }),
            "required": .list(required.map { .text($0.key) }),
            // The bytes of a text that is not UTF-8.
            "patternProperties": ["^[a-z_]+_base64$": ["type": "string", "contentEncoding": "base64"]],
            "additionalProperties": false,
        ]
    }

    static func list(_ items: JSONValue, _ help: String) -> JSONValue {
        ["type": "array", "description": .text(help), "items": items]
    }

    static func text(_ help: String) -> JSONValue { ["type": "string", "description": .text(help)] }

    static func flag(_ help: String) -> JSONValue { ["type": "boolean", "description": .text(help)] }

    static func number(_ help: String) -> JSONValue {
        ["type": "integer", "minimum": 0, "maximum": .number(.max), "description": .text(help)]
    }

    private static func fraction(_ help: String, to maximum: UInt64? = nil) -> JSONValue {
        let form: JSONValue = ["type": "number", "minimum": 0, "description": .text(help)]
        return maximum.map { form.with([("maximum", .number($0))]) } ?? form
    }

    static func time(_ help: String) -> JSONValue {
        [
            "type": "string", "format": "date-time", "description": .text(help),
            "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{6}Z$",
        ]
    }

    static func words(_ words: [String], _ help: String) -> JSONValue {
        ["enum": .list(words.map { .text($0) }), "description": .text(help)]
    }

    static func words(numbers: [UInt64], _ help: String) -> JSONValue {
        ["enum": .list(numbers.map { .number($0) }), "description": .text(help)]
    }

    static func reference(_ schema: String) -> JSONValue {
        ["$ref": .text("#/components/schemas/\(schema)")]
    }
}
