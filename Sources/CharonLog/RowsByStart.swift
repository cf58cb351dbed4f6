internal import Bytes

/// The rows of a catalogue by what their texts begin with, so that a line without an id is matched against a few of
/// them only: the first two bytes choose a bucket, and the first eight are compared before a pattern is looked at.
struct RowsByStart: Sendable {
    /// A row with the beginning of its text: up to eight bytes of the literal before its first field.
    private struct Candidate {
        var row: UInt16
        var start: UInt64
        /// The bits of `start` that count.
        var mask: UInt64
    }

    /// For each pair of bytes, the number of its bucket.
    private let bucketOfPair: [UInt16]
    /// Where each bucket begins in `candidates`; the last element is the end of the last.
    private let bucketStarts: [Int]
    /// In the catalogue's order, bucket by bucket.
    private let candidates: [Candidate]

    init(_ patterns: [Pattern]) {
        // A row whose start is shorter belongs to every pair that it may stand before.
        var rowsOfPair: [Int: [Int]] = [:]
        var buckets = [[Int]](repeating: [], count: 256)
        for (row, pattern) in patterns.enumerated() {
            let start = Array(pattern.start)
            if start.count >= 2 {
                rowsOfPair[Int(start[0]) << 8 | Int(start[1]), default: []].append(row)
            } else {
                for byte in start.first.map({ Int($0)...Int($0) }) ?? 0...255 { buckets[byte].append(row) }
            }
        }
        var bucketOfPair = (0..<65_536).map { UInt16($0 >> 8) }
        for (pair, rows) in rowsOfPair {
            bucketOfPair[pair] = UInt16(buckets.count)
            buckets.append((rows + buckets[pair >> 8]).sorted())
        }
        var bucketStarts = [0]
        var candidates: [Candidate] = []
        for rows in buckets {
            candidates += rows.map { row in
                let start = Array(patterns[row].start.prefix(8))
                let mask = start.count == 8 ? UInt64.max : (1 << UInt64(8 * start.count)) - 1
                return Candidate(row: UInt16(row), start: Self.word(start.span, 0, start.count), mask: mask)
            }
            bucketStarts.append(candidates.count)
        }
        self.bucketOfPair = bucketOfPair
        self.bucketStarts = bucketStarts
        self.candidates = candidates
    }

    /// Up to eight bytes as one number.
    private static func word(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> UInt64 {
        var word: UInt64 = 0
        for index in start..<min(end, start + 8) { word |= UInt64(bytes[index]) << UInt64(8 * (index - start)) }
        return word
    }

    /// The first of the rows that a text may be of for which `body` says yes.
    func first(_ bytes: Span<UInt8>, _ text: ByteRange, where body: (Int) -> Bool) -> Int? {
        guard !text.isEmpty else { return nil }
        let first = Int(bytes[text.lower])
        // One byte is too short for any row but those that begin with a field.
        let bucket =
            text.count > 1 ? Int(bucketOfPair[first << 8 | Int(bytes[text.lower + 1])]) : first
        let word = Self.word(bytes, text.lower, text.upper)
        for index in bucketStarts[bucket]..<bucketStarts[bucket + 1]
        where word & candidates[index].mask == candidates[index].start && body(Int(candidates[index].row)) {
            return Int(candidates[index].row)
        }
        return nil
    }
}
