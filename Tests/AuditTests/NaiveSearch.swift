import Audit
import Foundation

/// The meaning of a query, written down without any cleverness: each line is read by Foundation.
struct NaiveSearch {
    let query: Query

    func matches(_ line: [UInt8]) throws -> Bool {
        guard let object = try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any] else { return false }
        func text(_ key: String) -> String? { object[key] as? String }
        let words = TimeWords(now: 0)
        let time = try words.since(text("time") ?? "")
        if let since = query.since, time < since { return false }
        if let until = query.until, time >= until { return false }
        if let seqs = query.seqs, !seqs.contains((object["seq"] as? NSNumber)?.uint64Value ?? 0) { return false }
        func any(_ wanted: [String], _ keys: [String]) -> Bool {
            wanted.isEmpty
                || keys.contains { key in text(key).map { value in wanted.contains { glob($0, value) } } ?? false }
        }
        guard any(query.connections, ["connection"]), any(query.tunnels, ["tunnel"]), any(query.events, ["event"]),
            any(query.classes, ["class"]), any(query.reasons, ["reason"]),
            any(query.identities, ["identity", "local_id", "remote_id"])
        else { return false }
        for wanted in query.texts {
            let isThere = object.contains { key, value in
                guard !key.hasSuffix("_base64"), let value = value as? String else { return false }
                return contains(Array(value.utf8), Array(wanted.utf8))
            }
            guard isThere else { return false }
        }
        guard query.groups.isEmpty || query.groups.contains(where: { isIn($0, text) }) else { return false }
        return query.peers.isEmpty
            || ["peer", "remote_host", "remote_endpoint"].contains { key in
                guard let value = text(key) else { return false }
                return query.peers.contains { NaivePrefix($0).contains(value) }
            }
    }

    private func isIn(_ group: Query.Group, _ text: (String) -> String?) -> Bool {
        if let names = text("tunnel_group"), names.split(separator: " ").contains(group.name[...]) { return true }
        return group.members.contains { member in
            func isNamed(_ key: String, _ name: String) -> Bool { text(key).map { glob(name, $0) } ?? false }
            return isNamed("connection", member.connection) && (member.tunnel.map { isNamed("tunnel", $0) } ?? true)
        }
    }

    private func contains(_ bytes: [UInt8], _ part: [UInt8]) -> Bool {
        func fold(_ bytes: [UInt8]) -> [UInt8] {
            query.ignoresCase ? bytes.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 } : bytes
        }
        let (bytes, part) = (fold(bytes), fold(part))
        guard part.count <= bytes.count else { return false }
        return (0...(bytes.count - part.count)).contains { Array(bytes[$0..<($0 + part.count)]) == part }
    }

    private func glob(_ pattern: String, _ text: String) -> Bool {
        let escaped = NSRegularExpression.escapedPattern(for: pattern).replacingOccurrences(
            of: "\\*", with: "[\\s\\S]*")
        return text.range(of: "^(?:\(escaped))\\z", options: .regularExpression) != nil
    }
}

/// The C library's reading of addresses.
struct NaivePrefix {
    let prefix: AddressPrefix

    init(_ prefix: AddressPrefix) { self.prefix = prefix }

    func contains(_ text: String) -> Bool {
        let address = String(text.prefix { $0 != "[" && $0 != "%" })
        var bytes = [UInt8](repeating: 0, count: 16)
        if !address.contains(":") {
            var four = [UInt8](repeating: 0, count: 4)
            guard inet_pton(AF_INET, address, &four) == 1 else { return false }
            bytes[10] = 255
            bytes[11] = 255
            bytes.replaceSubrange(12..<16, with: four)
            // An IPv6 prefix is about IPv6.
            guard prefix.bits >= 96 else { return false }
        } else {
            guard inet_pton(AF_INET6, address, &bytes) == 1 else { return false }
        }
        return prefix.matches(bytes)
    }
}

extension AddressPrefix {
    /// Bit by bit.
    func matches(_ bytes: [UInt8]) -> Bool {
        let wanted = (high: high, low: low, bits: bits)
        return (0..<wanted.bits).allSatisfy { bit in
            let mine = bit < 64 ? wanted.high >> UInt64(63 - bit) & 1 : wanted.low >> UInt64(127 - bit) & 1
            return UInt64(bytes[bit / 8] >> UInt8(7 - bit % 8) & 1) == mine
        }
    }
}
