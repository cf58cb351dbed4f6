/// What the generator wrote of the journal beside it.
struct Truth {
    struct Tunnel {
        var connection: String
        var name: String
        var values: [String: UInt64]
    }

    private(set) var totals: [String: UInt64] = [:]
    private(set) var tunnels: [Tunnel] = []

    /// Reads lines `key value` and `tunnel CONNECTION TUNNEL key value key value ...`.
    init(_ text: String) {
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ").map(String.init)
            if words.count == 2 {
                totals[words[0]] = UInt64(words[1])
            } else if words.count > 3, words[0] == "tunnel" {
                var values: [String: UInt64] = [:]
                for index in stride(from: 3, to: words.count - 1, by: 2) {
                    values[words[index]] = UInt64(words[index + 1])
                }
                tunnels.append(Tunnel(connection: words[1], name: words[2], values: values))
            }
        }
    }
}

/// Samples in Prometheus' text format.
struct Metrics {
    private var samples: [String: UInt64] = [:]
    private var sums: [String: (sum: UInt64, count: Int)] = [:]

    init(_ text: String) {
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            // The generated names hold no blank: the last one is before the value. What is no whole number is of
            // no interest here.
            guard let blank = line.lastIndex(of: " "), let value = UInt64(line[line.index(after: blank)...]) else {
                continue
            }
            let series = String(line[..<blank])
            samples[series] = value
            let name = String(series.prefix { $0 != "{" })
            let total = sums[name] ?? (0, 0)
            sums[name] = (total.sum + value, total.count + 1)
        }
    }

    /// The value of a series; nil when there is none.
    func value(_ series: String) -> UInt64? { samples[series] }

    /// The sum over a metric's series; nil when there is none.
    func sum(_ name: String) -> UInt64? { sums[name]?.sum }

    /// How many series a metric has.
    func count(_ name: String) -> Int { sums[name]?.count ?? 0 }
}
