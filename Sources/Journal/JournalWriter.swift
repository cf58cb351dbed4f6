internal import CSystemd
internal import Glibc

/// Writes entries to this machine's journal, as `sd_journal_send(3)` does.
package struct JournalWriter: Sendable {
    private static let socket = "/run/systemd/journal/socket"

    package init() {}

    /// Writes an entry. It waits while journald takes nothing.
    /// - Parameter fields: names as journald takes them (capital letters, digits, `_`; not at the beginning), and values.
    /// - Throws: `JournalError` when there is no journald or it does not take it.
    package func send(_ fields: [(name: String, value: String)]) throws(JournalError) {
        // libsystemd says nothing when nobody listens.
        guard unsafe access(Self.socket, W_OK) == 0 else {
            throw JournalError(
                action: "write to the journal", code: errno, advice: "is systemd-journald running?")
        }
        var bytes: [UInt8] = []
        var ends: [Int] = []
        for field in fields {
            bytes += Array("\(field.name)=\(field.value)".utf8)
            ends.append(bytes.count)
        }
        let result = unsafe bytes.withUnsafeMutableBytes { buffer in
            var vectors = unsafe [iovec]()
            var start = 0
            for end in ends {
                unsafe vectors.append(iovec(iov_base: buffer.baseAddress?.advanced(by: start), iov_len: end - start))
                start = end
            }
            return unsafe sd_journal_sendv(vectors, Int32(vectors.count))
        }
        guard result >= 0 else {
            throw JournalError(action: "write to the journal", code: -result)
        }
    }
}
