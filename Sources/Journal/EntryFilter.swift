internal import Bytes

/// The entries that are wanted: those that have one of a few fields with one of a few values.
///
/// libsystemd's own matches cost a search in each file for each value at each step, which is much where most entries
/// are wanted and nothing where few are. So a journal that is read to its end is begun without them, each entry is
/// looked at here, and the matches are set once it is clear that most are not wanted.
struct EntryFilter {
    /// Entries that are looked at before it is decided whether libsystemd is to choose.
    static let trial = 2048

    private let wanted: [(field: EntryField, value: [UInt8])]
    private(set) var seen = 0
    private var taken = 0

    /// - Parameter matches: `FIELD=value`; fields that are not kept are left out.
    init(_ matches: [String]) {
        wanted = matches.compactMap { match in
            let pair = match.split(separator: "=", maxSplits: 1)
            let field = EntryField.allCases.first { pair.count == 2 && $0.name.description == pair[0] }
            return field.map { ($0, Array(pair[1].utf8)) }
        }
    }

    /// Whether an entry is wanted.
    mutating func takes(_ entry: Entry, _ bytes: Span<UInt8>) -> Bool {
        seen += 1
        for index in wanted.indices {
            let range = entry[wanted[index].field]
            let value = wanted[index].value
            guard range.count == value.count else { continue }
            if Search.equal(bytes, range, value.span, ByteRange(0, range.count)) {
                taken += 1
                return true
            }
        }
        return false
    }

    /// One entry could not be looked at; it was said.
    mutating func noteUnreadable() { seen += 1 }

    /// Whether so few entries were wanted that libsystemd finds them faster.
    var shouldMatch: Bool { taken * 2 < seen }
}
