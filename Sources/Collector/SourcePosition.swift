internal import FoundationEssentials

/// Where the sources go on, as a block of the archive carries it: `{"journal":"s=...;i=..."}`, and beside it, or
/// instead, a position for each text file, `{"file:/var/log/messages":"..."}`.
struct SourcePosition: Equatable {
    /// Each source's own words by the source's name.
    var positions: [String: String]

    init(_ positions: [String: String]) { self.positions = positions }

    /// Reads what a block carries; empty when it says nothing.
    init(_ bytes: [UInt8]) {
        positions = (try? JSONDecoder().decode([String: String].self, from: Data(bytes))) ?? [:]
    }

    var encoded: [UInt8] {
        guard !positions.isEmpty else { return [] }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // A dictionary of texts can always be written.
        return (try? encoder.encode(positions)).map(Array.init) ?? []
    }
}
