import Foundation

/// Answers of an exporter.
enum Sample {
    /// A tunnel's JSON.
    /// - Parameter more: further keys, or others' values instead.
    static func tunnel(
        _ connection: String = "aws-1", _ tunnel: String = "net", host: String = "gw1", state: String = "up",
        uncertain: Bool = false, and more: [String: Any] = [:]
    ) -> [String: Any] {
        [
            "host": host, "connection": connection, "tunnel": tunnel, "state": state, "uncertain": uncertain,
            "child_sas": 1, "received_bytes": 0, "sent_bytes": 0, "source": "log",
        ].merging(more) { $1 }
    }

    /// An answer's JSON.
    static func answer(_ tunnels: [[String: Any]], _ more: [String: Any] = [:]) -> String {
        let object: [String: Any] = [
            "time": "2026-11-21T10:00:00.000000Z", "ready": true, "tunnels": tunnels,
        ].merging(more) { $1 }
        guard let data = try? JSONSerialization.data(withJSONObject: object, options: .sortedKeys) else { return "" }
        return String(decoding: data, as: UTF8.self)
    }

    /// A night with a link that has lost a tunnel, one that is cut off, and one that is well.
    static let night = answer([
        tunnel(
            "aws-1", "aws-1", state: "down",
            and: [
                "group": "aws", "active": false, "peer": "192.0.2.20", "since": "2026-11-21T06:48:00.000000Z",
                "last_down_reason": "peer_not_responding", "last_down_at": "2026-11-21T06:48:00.000000Z",
                "received_bytes": 1_288_490_188, "sent_bytes": 356_515_840, "child_sas": 0,
            ]),
        tunnel(
            "aws-2", "aws-2",
            and: [
                "group": "aws", "active": true, "peer": "192.0.2.21", "since": "2026-11-19T07:00:00.000000Z",
                "received_bytes": 52_428_800, "sent_bytes": 1536,
            ]),
        tunnel(
            "office", "lan", uncertain: true,
            and: [
                "group": "branches", "peer": "2001:db8::7", "since": "2026-11-21T09:59:15.250000Z",
                "last_down_reason": "deleted_by_peer", "last_down_at": "2026-11-21T09:47:53Z",
            ]),
        tunnel(
            "warehouse", "lan", state: "inbound_only",
            and: ["group": "branches", "peer": "198.51.100.9", "since": "2026-11-21T09:47:53.000000Z"]),
        tunnel(
            "zulu", "voice", and: ["peer": "203.0.113.77", "since": "2026-11-21T09:59:15Z", "received_bytes": 1023]),
    ])
}
