import CharonLog
import Foundation

/// The JSON Schema (draft 2020-12) of the archive's lines, made from what the program can write.
enum EventSchema {
    /// Grows by one when a key changes its meaning or goes; a new key is no new version.
    static let version = 1

    /// What each key tells.
    private static var keys: [(String, [String: Any], String)] {
        [
            ("time", time, "When it was logged, UTC."),
            ("host", text, "The machine, as journald or syslog calls it."),
            ("seq", number(from: 1), "Its number in the machine's archive: 1, 2, 3 … without a hole."),
            ("event", ["type": "string", "pattern": "^[a-z0-9_]+$"], "What it means; see events.md."),
            ("class", ["enum": EventClass.allCases.map(\.rawValue)], "The family of the event."),
            ("connection", text, "Name of the IKE configuration."),
            ("ike_sa", number(), "charon's unique id of the IKE_SA."),
            ("old_ike_sa", number(), "In ike_sa_rekeyed: the IKE_SA that was replaced."),
            ("tunnel", text, "Name of the CHILD_SA configuration."),
            ("child_sa", number(), "charon's unique id of the CHILD_SA."),
            ("new_tunnel", text, "Name of the CHILD_SA that takes another's place."),
            ("new_child_sa", number(), "Unique id of the CHILD_SA that takes another's place."),
            ("other_child_sa", number(), "Unique id of another CHILD_SA that the message names."),
            ("peer", text, "Address of the peer."),
            ("local_host", text, "Own address."),
            ("remote_host", text, "Address of the peer, as the message has it."),
            ("local_endpoint", text, "Own address and port."),
            ("remote_endpoint", text, "The peer's address and port."),
            ("old_endpoint", text, "Address and port before a change."),
            ("new_endpoint", text, "Address and port after a change."),
            ("virtual_ip", text, "Address that the peer gets, or is given."),
            ("local_id", text, "Own identity (RFC 7296 section 3.5)."),
            ("remote_id", text, "The peer's identity."),
            ("identity", text, "Who is, or is not, who he says he is."),
            ("spi", spi, "Security parameter index."),
            ("spi_in", spi, "SPI of the inbound SA."),
            ("spi_out", spi, "SPI of the outbound SA."),
            ("new_spi_in", spi, "Inbound SPI of the SA that takes another's place."),
            ("new_spi_out", spi, "Outbound SPI of the SA that takes another's place."),
            ("local_ts", text, "Own traffic selectors, with blanks between."),
            ("remote_ts", text, "The peer's traffic selectors, with blanks between."),
            ("proposal", text, "The algorithms that were agreed upon."),
            ("received_proposals", text, "The algorithms that the peer offers."),
            ("configured_proposals", text, "The algorithms that are configured."),
            ("bytes_in", number(), "Bytes received by the CHILD_SA that ends."),
            ("bytes_out", number(), "Bytes sent by the CHILD_SA that ends; may lag behind."),
            ("attempt", number(), "Which attempt it is."),
            ("attempts", number(), "How many attempts there were."),
            ("message_number", number(), "Message id of the request (RFC 7296 section 2.2)."),
            ("sequence", number(), "A number in a sequence."),
            ("seconds", number(), "A time in seconds."),
            ("lifetime", number(), "A lifetime in seconds."),
            ("reqid", number(), "The kernel's reqid."),
            ("count", number(), "How many."),
            ("limit", number(), "How many at most."),
            ("signal", number(), "Number of a signal."),
            ("worker", number(), "Number of a thread."),
            ("port", number(), "A port."),
            ("error_code", number(), "Number of an error."),
            ("method", text, "Method of authentication."),
            ("notify", text, "Type of a notify (RFC 7296 section 3.10.1)."),
            ("state", text, "State of an SA, as charon calls it."),
            ("new_state", text, "State after a change."),
            ("protocol", text, "ESP, AH or IKE."),
            ("group", text, "Group of a key exchange."),
            ("requested_group", text, "Group that the peer asks for."),
            ("exchange", text, "Type of an IKE exchange."),
            ("exit_code", text, "How a process ended."),
            ("exit_status", text, "With what it ended."),
            ("payload", text, "Type of a payload."),
            ("task", text, "charon's name of what it does."),
            ("algorithm", text, "An algorithm."),
            ("version", text, "Version of a program."),
            ("detail", text, "What else the message says."),
            ("other_detail", text, "What else the message says."),
            ("script", text, "A script."),
            ("duration", text, "How long, in charon's words."),
            ("pool", text, "A pool of addresses."),
            ("unit", text, "A unit of systemd's."),
            ("error", text, "What the system says of a failure."),
            ("interface", text, "A network interface."),
            ("file", text, "A file."),
            ("gateway", text, "The gateway that a peer is sent to, or comes from."),
            ("reason", ["type": "string", "pattern": "^[a-z0-9_]+$"], "Why, in one word; see events.md."),
            ("believed", text, "In state_corrected: what the log had told."),
            ("entries", number(), "In gap: how many are missing, where that is known."),
            (
                "missing_since", time,
                "In gap: when the last entry was written that is not missing, where that is known."
            ),
            ("segments", number(from: 1), "In segments_deleted: how many."),
            ("events", number(), "In segments_deleted: how many were in them."),
            ("bytes", number(), "In segments_deleted: their size."),
            ("first_seq", number(from: 1), "In segments_deleted: the first event's number."),
            ("last_seq", number(from: 1), "In segments_deleted: the last event's number."),
            ("first_time", time, "In segments_deleted: the first event's time."),
            ("last_time", time, "In segments_deleted: the last event's time."),
            (
                "last_hash", ["type": "string", "pattern": "^[0-9a-f]{64}$"],
                "In segments_deleted: SHA-256 of the last gzip member."
            ),
            ("watch", text, "Of another service's event: which service."),
            ("tunnel_group", text, "Of another service's event: the groups that it is about, with blanks between."),
            ("identifier", text, "In untrusted_entry: the name that it bears."),
            ("writer_pid", text, "In untrusted_entry: the process that wrote it."),
            ("writer_uid", text, "In untrusted_entry: the user who wrote it."),
            ("writer_program", text, "In untrusted_entry: the program that wrote it."),
            ("writer_executable", text, "In untrusted_entry: the file of that program."),
            ("writer_unit", text, "In untrusted_entry: the unit that it ran in."),
            ("subsystem", ["enum": Subsystem.allCases.map(\.rawValue)], "charon's debug group."),
            ("level", number(), "charon's log level."),
            ("thread", number(), "charon's thread."),
            ("message", text, "What was logged, in full."),
            (
                "source", ["enum": ["journal", "file", "vici", "archive"]],
                "Where it came from: charon's log, charon's own answer, or the archive itself."
            ),
        ]
    }

    private static var text: [String: Any] { ["type": "string"] }
    private static var spi: [String: Any] { ["type": "string", "pattern": "^[0-9a-f]{8}$"] }
    private static var time: [String: Any] {
        [
            "type": "string", "format": "date-time",
            "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{6}Z$",
        ]
    }

    /// A whole number below 2^64.
    private static func number(from least: Int = 0) -> [String: Any] {
        ["type": "integer", "minimum": least, "maximum": NSDecimalNumber(string: "18446744073709551615")]
    }

    /// Keys that the message catalogue has, by their type.
    static var catalogueKeys: [(name: String, isNumber: Bool)] {
        EventField.allCases.filter { ![.ike, .child, .newChild].contains($0) }.map {
            ($0.rawValue, $0.form == .number)
        }
    }

    static func isNumber(_ key: String) -> Bool? {
        keys.first { $0.0 == key }.map { $0.1["type"] as? String == "integer" }
    }

    static func json() throws -> String {
        var properties: [String: Any] = [:]
        for (name, type, description) in keys {
            properties[name] = type.merging(["description": description]) { $1 }
        }
        // Which events a class has; other services' events have names of their own.
        let classes: [[String: Any]] = EventClass.allCases.filter { $0 != .watch }.map { eventClass in
            let events = EventKind.allCases.filter { $0.eventClass == eventClass }.map(\.rawValue)
            return [
                "if": ["properties": ["class": ["const": eventClass.rawValue]]],
                "then": ["properties": ["event": ["enum": events]]],
            ]
        }
        func needs(_ event: EventKind, _ keys: [String]) -> [String: Any] {
            ["if": ["properties": ["event": ["const": event.rawValue]]], "then": ["required": keys]]
        }
        let schema: [String: Any] = [
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$id": "urn:charon-exporter:event:\(version)",
            "title": "A line of charon-exporter's archive, version \(version)",
            "type": "object",
            "required": ["time", "host", "seq", "event", "class", "source"],
            "properties": properties,
            // The bytes of a text that is not UTF-8.
            "patternProperties": ["^[a-z_]+_base64$": ["type": "string", "contentEncoding": "base64"]],
            "additionalProperties": false,
            "allOf": classes + [
                needs(.gap, ["reason"]), needs(.stateCorrected, ["reason", "believed"]),
                needs(.untrustedEntry, ["message"]), needs(.unrecognized, ["message"]),
                needs(
                    .segmentsDeleted,
                    [
                        "reason", "segments", "events", "bytes", "first_seq", "last_seq", "first_time", "last_time",
                        "last_hash",
                    ]),
            ],
        ]
        let data = try JSONSerialization.data(
            withJSONObject: schema, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
        return String(decoding: data, as: UTF8.self) + "\n"
    }
}
