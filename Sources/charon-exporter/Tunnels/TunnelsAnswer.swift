package import FoundationEssentials

/// What `/api/v1/tunnels` answers. Keys that are not known here are passed over: a later version may have more.
package struct TunnelsAnswer: Decodable, Equatable, Sendable {
    /// The exporter's own time.
    package var time: UTCTime
    /// Whether the exporter has read its sources up to the present.
    package var isReady: Bool
    /// Why it is not ready.
    package var notReady: String?
    /// None before it is ready.
    package var tunnels: [Tunnel]

    /// Whether it tells nothing, as the exporter is not ready.
    var isEmptyForNow: Bool { !isReady && tunnels.isEmpty }

    private enum CodingKeys: String, CodingKey {
        case time, tunnels
        case isReady = "ready"
        case notReady = "not_ready"
    }

    /// A CHILD_SA configuration of a connection, as the exporter knows it. What is nil is unknown.
    package struct Tunnel: Decodable, Equatable, Sendable {
        package enum State: String, Decodable, CaseIterable, Sendable {
            case up, down
            case inboundOnly = "inbound_only"
        }

        package var host: String
        package var connection: String
        package var tunnel: String
        package var state: State
        /// Whether missing entries may hide a change of the state.
        package var isUncertain: Bool
        /// When it got into this state.
        package var since: UTCTime?
        package var childSAs: UInt64
        package var group: String?
        /// Whether it carries the traffic of its group.
        package var isActive: Bool?
        package var peer: String?
        package var localTS: String?
        package var remoteTS: String?
        package var receivedBytes: UInt64
        package var sentBytes: UInt64
        package var lastDownReason: String?
        package var lastDownAt: UTCTime?
        package var establishedAt: UTCTime?
        package var lastRekeyAt: UTCTime?
        /// What brings it up: `start`, `trap`, `none` or `template`.
        package var start: String?
        /// Where it is known from: `log`, `vici` …
        package var source: String

        /// Whether it is down and that is normal: traffic, or any of many peers, brings it up.
        var isAsleep: Bool { state == .down && (start == "trap" || start == "template") }
        /// Whether somebody should look.
        var isWell: Bool { state == .up || isAsleep }

        private enum CodingKeys: String, CodingKey {
            case host, connection, tunnel, state, since, group, peer, start, source
            case isUncertain = "uncertain"
            case childSAs = "child_sas"
            case isActive = "active"
            case localTS = "local_ts"
            case remoteTS = "remote_ts"
            case receivedBytes = "received_bytes"
            case sentBytes = "sent_bytes"
            case lastDownReason = "last_down_reason"
            case lastDownAt = "last_down_at"
            case establishedAt = "established_at"
            case lastRekeyAt = "last_rekey_at"
        }
    }
}

extension TunnelsAnswer {
    /// Reads an answer.
    /// - Throws: `UnreadableAnswer` when it is no JSON, or lacks what each answer has.
    package init(json: Data) throws(UnreadableAnswer) {
        do {
            self = try JSONDecoder().decode(TunnelsAnswer.self, from: json)
        } catch let error as DecodingError {
            throw UnreadableAnswer(error, json)
        } catch {
            throw UnreadableAnswer(problem: "\(error)", isJSON: false)
        }
    }
}

/// An answer that is not one of this version's exporter.
package struct UnreadableAnswer: Error, Equatable, CustomStringConvertible {
    /// Where it fails and how.
    package var problem: String
    /// Whether it is JSON at all.
    package var isJSON: Bool

    init(problem: String, isJSON: Bool) {
        self.problem = problem
        self.isJSON = isJSON
    }

    init(_ error: DecodingError, _ json: Data) {
        isJSON = true
        switch error {
        case .keyNotFound(let key, let context): problem = "\(Self.path(context.codingPath + [key])) is missing"
        case .typeMismatch(_, let context): problem = "\(Self.path(context.codingPath)) has another type"
        case .valueNotFound(_, let context): problem = "\(Self.path(context.codingPath)) is null"
        case .dataCorrupted(let context) where context.codingPath.isEmpty:
            // A number that does not fit is reported like a text that is no JSON, and without its place.
            isJSON = (try? JSONDecoder().decode(Anything.self, from: json)) != nil
            problem = isJSON ? "a number is negative, too large or no integer" : context.debugDescription
        case .dataCorrupted(let context): problem = "\(Self.path(context.codingPath)): \(context.debugDescription)"
        @unknown default: problem = "\(error)"
        }
    }

    private struct Anything: Decodable {
        init(from decoder: any Decoder) {}
    }

    package var description: String { isJSON ? problem : "no JSON: \(problem)" }

    /// `tunnels[3].state`
    private static func path(_ keys: [any CodingKey]) -> String {
        guard !keys.isEmpty else { return "the answer" }
        return keys.reduce(into: "") { text, key in
            if let index = key.intValue {
                text += "[\(index)]"
            } else {
                text += (text.isEmpty ? "" : ".") + key.stringValue
            }
        }
    }
}
