/// Finds what somebody may have meant.
enum Spelling {
    /// The most similar of a few words; nil when none is similar.
    static func nearest(_ word: String, _ words: [String]) -> String? {
        let nearest = words.map { (distance($0, word), $0) }.min { $0.0 < $1.0 }
        guard let nearest, nearest.0 <= max(1, min(4, word.count / 2)) else { return nil }
        return nearest.1
    }

    /// Levenshtein's distance.
    private static func distance(_ left: String, _ right: String) -> Int {
        let right = Array(right)
        var row = Array(0...right.count)
        for (i, letter) in left.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, other) in right.enumerated() {
                let cost = min(row[j] + 1, row[j + 1] + 1, diagonal + (letter == other ? 0 : 1))
                diagonal = row[j + 1]
                row[j + 1] = cost
            }
        }
        return row[right.count]
    }
}
