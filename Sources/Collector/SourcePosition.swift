internal import FoundationEssentials

/// Where the sources go on, as a block of the archive carries it: `{"journal":"s=...;i=..."}`, and beside it, or
/// instead, a position for each text file, `{"file:/var/log/messages":"..."}`. With `"machine"` it says whose archive it
/// is, as a machine may take another name, and with `"deleted"` up to which number that archive was deleted.
struct SourcePosition: Equatable {
    /// Each source's own words by the source's name.
    var positions: [String: String]

    /// The machine's id; nil when it is not known.
    var machine: String? {
        get { positions[Self.machineKey] }
        set { positions[Self.machineKey] = newValue }
    }

    /// Up to this number the machine's archive was deleted, by rules: what of it is left after a crash is to go.
    var deletedThrough: UInt64? {
        get { positions[Self.deletedKey].flatMap { UInt64($0) } }
        set { positions[Self.deletedKey] = newValue.map { String($0) } }
    }

    private static let machineKey = "machine"
    private static let deletedKey = "deleted"

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
