internal import FoundationEssentials

/// Where the sources go on, as a block of the archive carries it: `{"journal":"s=...;i=..."}`.
struct SourcePosition: Codable, Equatable {
    /// libsystemd's cursor.
    var journal: String

    init(journal: String) { self.journal = journal }

    /// Reads what a block carries; nil when it says nothing of the journal.
    init?(_ bytes: [UInt8]) {
        guard !bytes.isEmpty, let position = try? JSONDecoder().decode(Self.self, from: Data(bytes)),
            !position.journal.isEmpty
        else { return nil }
        self = position
    }

    var encoded: [UInt8] {
        // A cursor is letters, digits, `=` and `;`: nothing that JSON would escape.
        Array("{\"journal\":\"\(journal)\"}".utf8)
    }
}
