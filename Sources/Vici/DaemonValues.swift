package import Bytes

/// Which daemon answers (`version()` in `vici_query.c`). Texts as sent, empty when absent.
package struct DaemonVersion: Sendable, Equatable {
    /// `charon`, `charon-systemd`, ...
    package var daemon: [UInt8] = []
    /// strongSwan's version, such as `5.9.8`.
    package var version: [UInt8] = []
    /// The system's name, such as `Linux`.
    package var sysname: [UInt8] = []
    /// The system's release.
    package var release: [UInt8] = []
    /// The machine's architecture.
    package var machine: [UInt8] = []

    /// Reads the response to `version`.
    package init(_ bytes: Span<UInt8>, message: ByteRange) throws(ViciFault) {
        var cursor = MessageCursor(message)
        try cursor.forEach(bytes) { element, _ throws(ViciFault) in
            guard case .keyValue(let key, let value) = element else { return }
            if bytes.equals(key, "daemon") { daemon = bytes.copy(value) }
            if bytes.equals(key, "version") { version = bytes.copy(value) }
            if bytes.equals(key, "sysname") { sysname = bytes.copy(value) }
            if bytes.equals(key, "release") { release = bytes.copy(value) }
            if bytes.equals(key, "machine") { machine = bytes.copy(value) }
        }
    }
}

/// One pool of virtual addresses (`get_pools()` in `vici_attribute.c`).
package struct PoolStatus: Sendable, Equatable {
    /// The pool's name.
    package var name: [UInt8]
    /// The first address.
    package var base: [UInt8] = []
    /// How many addresses there are.
    package var size: UInt64?
    /// How many are in use.
    package var online: UInt64?
    /// How many are kept for peers that were here before.
    package var offline: UInt64?

    /// Reads the response to `get-pools`.
    package static func all(_ bytes: Span<UInt8>, message: ByteRange) throws(ViciFault) -> [PoolStatus] {
        var cursor = MessageCursor(message)
        var pools: [PoolStatus] = []
        try cursor.forEach(bytes) { element, cursor throws(ViciFault) in
            guard case .sectionStart(let name) = element else { return }
            var pool = PoolStatus(name: bytes.copy(name))
            try cursor.forEach(bytes) { element, _ throws(ViciFault) in
                guard case .keyValue(let key, let value) = element else { return }
                if bytes.equals(key, "base") { pool.base = bytes.copy(value) }
                if bytes.equals(key, "size") { pool.size = bytes.number(value) }
                if bytes.equals(key, "online") { pool.online = bytes.number(value) }
                if bytes.equals(key, "offline") { pool.offline = bytes.number(value) }
            }
            pools.append(pool)
        }
        return pools
    }
}

/// How many messages and rekeyings there were (`get_counters()` in `vici_query.c`), since the daemon started or someone
/// reset them.
package struct MessageCounters: Sendable, Equatable {
    /// The connection's name; empty for the global counters.
    package var connection: [UInt8]
    /// By the daemon's own key, such as `ike-init-in-req`.
    package var values: [[UInt8]: UInt64] = [:]

    /// Reads the response to `get-counters`.
    package static func all(_ bytes: Span<UInt8>, message: ByteRange) throws(ViciFault) -> [MessageCounters] {
        var cursor = MessageCursor(message)
        var all: [MessageCounters] = []
        try cursor.forEach(bytes) { element, cursor throws(ViciFault) in
            guard case .sectionStart(let name) = element, bytes.equals(name, "counters") else { return }
            try cursor.forEach(bytes) { element, cursor throws(ViciFault) in
                guard case .sectionStart(let name) = element else { return }
                var counters = MessageCounters(connection: bytes.copy(name))
                try cursor.forEach(bytes) { element, _ throws(ViciFault) in
                    guard case .keyValue(let key, let value) = element else { return }
                    counters.values[bytes.copy(key)] = bytes.number(value)
                }
                all.append(counters)
            }
        }
        return all
    }
}
