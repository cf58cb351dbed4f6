internal import Archive
internal import Journal
internal import Logging

/// Tells of each seal where it stays when the archive's machine is taken over: in the journal, which may be sent
/// elsewhere as it is written. What is told is an anchor for `verify`.
struct SealAnnouncer: Sendable {
    /// Of the journal's message, for who filters by it.
    static let messageID = "684ea4a1d7e64784af7c910d0cecc434"

    private let writer: JournalWriter?
    private let logger: Logger

    /// - Parameter toJournal: whether the journal is told; otherwise the exporter's own log, for who looks for it.
    init(toJournal: Bool, logger: Logger) {
        writer = toJournal ? JournalWriter() : nil
        self.logger = logger
    }

    /// - Parameter key: the number of the seal and the key that signed it.
    func announce(_ anchor: Anchor, key: VerificationKey?) {
        var fields = [
            ("MESSAGE", "the archive of \(anchor.machine) is sealed up to event \(anchor.seq); anchor \(anchor)"),
            ("MESSAGE_ID", Self.messageID), ("PRIORITY", "5"), ("SYSLOG_IDENTIFIER", "charon-exporter"),
            ("CHARON_EXPORTER_ANCHOR", "\(anchor)"),
        ]
        if let key { fields.append(("CHARON_EXPORTER_KEY", "\(key)")) }
        guard let writer else {
            logger.debug("the archive is sealed", metadata: ["anchor": "\(anchor)"])
            return
        }
        do throws(JournalError) {
            try writer.send(fields)
        } catch {
            // It may be sent elsewhere from here, too.
            logger.warning(
                "the journal was not told of a seal",
                metadata: [
                    "problem": "\(error)", "anchor": "\(anchor)", "key": "\(key.map { "\($0)" } ?? "none")",
                ])
        }
    }
}
