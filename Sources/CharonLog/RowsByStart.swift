internal import Bytes

/// The rows of a catalogue by the two bytes that their texts begin with, so that a line without an id is tried against
/// a few of them only.
struct RowsByStart: Sendable {
    /// For each pair of bytes, the number of its bucket.
    private let bucketOfPair: [UInt16]
    /// Each bucket's rows, in the catalogue's order.
    private let buckets: [[UInt16]]

    init(_ patterns: [Pattern]) {
        // A row whose start is shorter belongs to every pair that it may stand before.
        var rowsOfPair: [Int: [UInt16]] = [:]
        var rowsOfByte = [[UInt16]](repeating: [], count: 256)
        for (row, pattern) in patterns.enumerated() {
            let start = Array(pattern.start)
            if start.count >= 2 {
                rowsOfPair[Int(start[0]) << 8 | Int(start[1]), default: []].append(UInt16(row))
            } else {
                for byte in start.first.map({ Int($0)...Int($0) }) ?? 0...255 { rowsOfByte[byte].append(UInt16(row)) }
            }
        }
        var buckets = rowsOfByte
        var bucketOfPair = (0..<65_536).map { UInt16($0 >> 8) }
        for (pair, rows) in rowsOfPair {
            bucketOfPair[pair] = UInt16(buckets.count)
            buckets.append((rows + rowsOfByte[pair >> 8]).sorted())
        }
        self.buckets = buckets
        self.bucketOfPair = bucketOfPair
    }

    /// The rows that a text may be of. One byte is too short for any but those that begin with a field.
    func rows(_ bytes: Span<UInt8>, _ text: ByteRange) -> [UInt16] {
        guard !text.isEmpty else { return [] }
        let first = Int(bytes[text.lower])
        guard text.count > 1 else { return buckets[first] }
        return buckets[Int(bucketOfPair[first << 8 | Int(bytes[text.lower + 1])])]
    }
}
